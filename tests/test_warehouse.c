#include "pipeline/lib/error.h"
#include "stages/sample/sample_register.h"
#include "stages/warehouse/loaded_column.h"
#include "stages/warehouse/warehouse.h"
#include "tests/temporary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct field fields[] = {{.name = "key", .stored_as = STORED_TEXT},
                                {.name = "amount", .stored_as = STORED_INTEGER}};
static guint first_field[] = {0};
static char *amount_fields[] = {(char[]){"amount"}, NULL};

static struct schema make_schema(const char *name, enum load_kind kind)
{
    return (struct schema){.name = name,
                           .path = "schemas/x.json",
                           .n_fields = 2,
                           .fields = fields,
                           .has_primary_key = true,
                           .primary_key = {1, first_field},
                           .load_kind = kind};
}

struct fixture {
    struct schema replace, period, append, rows;
    GPtrArray *schemas;
    struct db *db;
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->replace = make_schema("register", LOAD_REPLACE);
    fixture->period = make_schema("census", LOAD_PERIOD);
    fixture->append = make_schema("events", LOAD_APPEND);
    fixture->rows = make_schema("money", LOAD_PERIOD);
    fixture->rows.period_fields = amount_fields;
    fixture->schemas = g_ptr_array_new();
    g_ptr_array_add(fixture->schemas, &fixture->replace);
    g_ptr_array_add(fixture->schemas, &fixture->period);
    g_ptr_array_add(fixture->schemas, &fixture->append);
    g_ptr_array_add(fixture->schemas, &fixture->rows);
    fixture->db = warehouse_open(":memory:", DB_READ_WRITE, NULL);
    assert_non_null(fixture->db);
    assert_true(warehouse_prepare(fixture->db, fixture->schemas, NULL));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->db);
    g_ptr_array_unref(fixture->schemas);
    g_free(fixture);
    return 0;
}

/* A load of 1 January 2021, `load_id` minutes past midnight; rows are "key amount" pairs from line 2 on. */
static void add_load(struct fixture *fixture, int64_t load_id, const struct schema *schema, const char *period,
                     int64_t completes, const char *const *keys)
{
    static const char *const kinds[] = {[LOAD_REPLACE] = "replace", [LOAD_PERIOD] = "period", [LOAD_APPEND] = "append"};
    GError *error = NULL;
    db_run_format(
        fixture->db, &error,
        "insert into main.load values (%lld, %Q, 'f.csv', 'sha', %Q, '2021-01-01T00:%02d:00.000Z', 0, 0, 0, 0, 0, 0, "
        "'loaded', nullif(%lld, 0), coalesce((select root from main.load where load_id = %lld), %lld), %Q, 'sha', "
        "'UTF-8', ',', '', 0, 'f.csv', 0, 0)",
        (long long)load_id, schema->name, period, (int)load_id, (long long)completes, (long long)completes,
        (long long)load_id, kinds[schema->load_kind]);
    assert_null(error);
    if (schema->load_kind == LOAD_PERIOD && completes == 0 && period != NULL)
        assert_true(db_run_format(fixture->db, NULL, "insert into load_period values (%Q, %Q, %lld)", schema->name,
                                  period, (long long)load_id));
    for (int i = 0; keys[i] != NULL; i++) {
        g_auto(GStrv) parts = g_strsplit(keys[i], " ", 2);
        assert_true(db_run_format(fixture->db, NULL, "insert into main.\"%w\" values (%lld, %Q, %Q)", schema->name,
                                  (long long)(load_id << 32 | (i + 2)), parts[0], parts[1]));
    }
}

#define KEYS(...) ((const char *const[]){__VA_ARGS__, NULL})

static char *query(struct fixture *fixture, const char *sql)
{
    GError *error = NULL;
    char *text = db_get_text(fixture->db, sql, &error);
    if (error != NULL)
        fail_msg("%s", error->message);
    return text;
}

/* What the view holds as "key=amount …", in the file's own view and in a run's; both must agree. */
static void assert_current(struct fixture *fixture, const struct schema *schema, const char *expected)
{
    static const char *const homes[] = {"main", "temp"};
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    for (guint i = 0; i < G_N_ELEMENTS(homes); i++) {
        g_autofree char *sql =
            g_strdup_printf("select coalesce(group_concat(key || '=' || amount, ' '), '') from (select * from "
                            "%s.\"current_%s\" order by row_id)",
                            homes[i], schema->name);
        g_autofree char *found = query(fixture, sql);
        assert_string_equal(found, expected);
    }
}

static void assert_known(struct fixture *fixture, const struct schema *schema, const char *known_at,
                         const char *expected)
{
    g_autofree char *time = warehouse_parse_known_at(known_at, NULL);
    assert_non_null(time);
    assert_true(warehouse_show(fixture->db, fixture->schemas, time, NULL));
    g_autofree char *sql = g_strdup_printf("select coalesce(group_concat(key || '=' || amount, ' '), '') from (select "
                                           "* from \"current_%s\" order by row_id)",
                                           schema->name);
    g_autofree char *found = query(fixture, sql);
    assert_string_equal(found, expected);
}

static void newest_load_of_a_replace_extract_is_the_whole_truth(void **state)
{
    struct fixture *fixture = *state;
    assert_current(fixture, &fixture->replace, "");
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1", "b 2"));
    assert_current(fixture, &fixture->replace, "a=1 b=2");
    add_load(fixture, 2, &fixture->replace, NULL, 0, KEYS("a 3"));
    assert_current(fixture, &fixture->replace, "a=3");
}

static void newest_load_of_each_period_counts(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->period, "2020-01-16", 0, KEYS("a 1"));
    add_load(fixture, 2, &fixture->period, "2021-01-21", 0, KEYS("a 2"));
    assert_current(fixture, &fixture->period, "a=1 a=2");
    add_load(fixture, 3, &fixture->period, "2020-01-16", 0, KEYS("c 3"));
    assert_current(fixture, &fixture->period, "a=2 c=3");
}

/* A file of many periods is superseded period by period. */
/* Its rows would go into the warehouse's own table. */
static void no_extract_takes_a_name_of_the_warehouses_own(void **state)
{
    (void)state;
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, NULL);
    struct statement *names =
        db_prepare(db, NULL, "select name from main.sqlite_schema where type in ('table', 'view')", NULL);
    g_autoptr(GPtrArray) own = g_ptr_array_new_with_free_func(g_free);
    while (statement_next(names))
        g_ptr_array_add(own, g_strdup(statement_text(names, 0)));
    assert_true(statement_end(names, NULL));
    assert_true(own->len > 10);
    for (guint i = 0; i < own->len; i++) {
        GError *error = NULL;
        struct schema schema = make_schema(own->pdata[i], LOAD_REPLACE);
        g_autoptr(GPtrArray) schemas = g_ptr_array_new();
        g_ptr_array_add(schemas, &schema);
        assert_false(warehouse_prepare(db, schemas, &error));
        assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
        g_clear_error(&error);
    }
    db_close(db);
}

static void rows_with_their_own_period_are_superseded_alone(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->rows, "7", 0, KEYS("a 7", "b 8"));
    assert_true(db_run(fixture->db, NULL, "insert into load_period values ('money', '8', 1)"));
    add_load(fixture, 2, &fixture->rows, "8", 0, KEYS("c 8"));
    assert_current(fixture, &fixture->rows, "a=7 c=8");
    add_load(fixture, 3, &fixture->rows, "7", 0, KEYS("d 7"));
    assert_current(fixture, &fixture->rows, "c=8 d=7");
    g_autofree char *visible = query(fixture, "select group_concat(load_id) from visible_load");
    assert_string_equal(visible, "2,3");
}

static void latest_row_of_an_appended_key_wins(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->append, NULL, 0, KEYS("a 1", "b 2"));
    add_load(fixture, 2, &fixture->append, NULL, 0, KEYS("b 3", "c 4"));
    assert_current(fixture, &fixture->append, "a=1 b=3 c=4");
}

static void completing_load_is_visible_with_the_load_it_completes(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    add_load(fixture, 2, &fixture->replace, NULL, 1, KEYS("b 2"));
    add_load(fixture, 3, &fixture->replace, NULL, 2, KEYS("c 3"));
    assert_current(fixture, &fixture->replace, "a=1 b=2 c=3");
    add_load(fixture, 4, &fixture->replace, NULL, 0, KEYS("d 4"));
    assert_current(fixture, &fixture->replace, "d=4");
}

static void known_at_hides_later_loads(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    add_load(fixture, 2, &fixture->period, "2020-01-16", 0, KEYS("p 1"));
    add_load(fixture, 3, &fixture->replace, NULL, 0, KEYS("a 2"));
    add_load(fixture, 4, &fixture->period, "2020-01-16", 0, KEYS("p 2"));
    assert_known(fixture, &fixture->replace, "2020-12-31", "");
    assert_known(fixture, &fixture->replace, "2021-01-01T00:02:00Z", "a=1");
    assert_known(fixture, &fixture->period, "2021-01-01T00:03:00Z", "p=1");
    assert_known(fixture, &fixture->replace, "2021-01-01T00:03:00.000Z", "a=2");
    assert_known(fixture, &fixture->period, "2021-01-01", "p=2");
    assert_current(fixture, &fixture->replace, "a=2");
}

static void completed_rejects_leave_the_list_when_that_is_known(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    assert_true(db_run(
        fixture->db, NULL,
        "insert into reject_row values (1 << 32 | 5, 5, 'x', 'bad', 2), (1 << 32 | 6, 6, 'y', 'bad', null);"
        "insert into cell_issue (load_id, line, code, severity, message) values (1, 5, 'c', 'error', ''), (1, 6, "
        "'c', 'error', ''), (1, 0, 'c', 'query', '')"));
    add_load(fixture, 2, &fixture->replace, NULL, 1, KEYS("b 2"));
    g_autofree char *rejects = query(fixture, "select group_concat(line) from reject");
    g_autofree char *issues = query(fixture, "select group_concat(line) from issue");
    assert_string_equal(rejects, "6");
    assert_string_equal(issues, "6,0");
    assert_true(warehouse_show(fixture->db, fixture->schemas, "2021-01-01T00:01:30.000Z", NULL));
    g_autofree char *before = query(fixture, "select group_concat(line) from reject");
    assert_string_equal(before, "5,6");
}

static void extract_is_there_when_a_load_is_visible(void **state)
{
    struct fixture *fixture = *state;
    bool has = true;
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    assert_true(warehouse_has_extract(fixture->db, "register", &has, NULL));
    assert_false(has);
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    assert_true(warehouse_has_extract(fixture->db, "register", &has, NULL));
    assert_true(has);
}

/* A file without the column, one with it whose every cell is empty, and two of an older program, of which the rows
 * tell. */
static void columns_are_those_of_the_files_loaded(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    add_load(fixture, 2, &fixture->replace, NULL, 0, KEYS("b 2"));
    add_load(fixture, 3, &fixture->append, NULL, 0, KEYS("a 1"));
    add_load(fixture, 4, &fixture->period, "2020", 0, KEYS("a 1"));
    add_load(fixture, 5, &fixture->rows, NULL, 0, KEYS("a 1"));
    assert_true(db_run(fixture->db, NULL,
                       "insert into load_period values ('money', '1', 5);"
                       "update events set amount = null; update census set amount = null;"
                       "insert into load_field values (1, 'key', 1), (1, 'amount', 1), (2, 'key', 1), "
                       "(3, 'key', 1), (3, 'amount', 0)"));
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    assert_true(loaded_column_list(fixture->db, NULL));
    g_autofree char *columns = query(fixture, "select group_concat(extract || ' ' || field, ', ') from loaded_column");
    assert_string_equal(columns, "census key, events amount, events key, money amount, money key, register key");
    bool has = true;
    assert_true(loaded_column_has(fixture->db, "register", "amount", &has, NULL));
    assert_false(has);
    assert_true(loaded_column_has(fixture->db, "events", "amount", &has, NULL));
    assert_true(has);
}

static void columns_of_an_older_file_are_those_that_are_filled(void **state)
{
    struct fixture *fixture = *state;
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    assert_true(db_run(fixture->db, NULL, "drop table load_field; update register set amount = null"));
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    assert_true(loaded_column_list(fixture->db, NULL));
    g_autofree char *columns = query(fixture, "select group_concat(extract || ' ' || field, ', ') from loaded_column");
    assert_string_equal(columns, "register key");
}

static void new_field_becomes_a_column(void **state)
{
    struct fixture *fixture = *state;
    struct field more[] = {fields[0], {.name = "note", .stored_as = STORED_TEXT}, fields[1]};
    add_load(fixture, 1, &fixture->replace, NULL, 0, KEYS("a 1"));
    fixture->replace.fields = more;
    fixture->replace.n_fields = 3;
    assert_true(warehouse_prepare(fixture->db, fixture->schemas, NULL));
    g_autofree char *columns = query(fixture, "select group_concat(name) from pragma_table_info('current_register')");
    assert_string_equal(columns, "row_id,key,note,amount");
    assert_current(fixture, &fixture->replace, "a=1");
}

static void field_of_another_type_is_refused(void **state)
{
    struct fixture *fixture = *state;
    struct field other[] = {fields[0], {.name = "amount", .stored_as = STORED_TEXT}};
    fixture->replace.fields = other;
    GError *error = NULL;
    assert_false(warehouse_prepare(fixture->db, fixture->schemas, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    g_error_free(error);
}

static void extract_may_not_take_a_name_of_ours(void **state)
{
    struct fixture *fixture = *state;
    fixture->replace.name = "Reject";
    GError *error = NULL;
    assert_false(warehouse_prepare(fixture->db, fixture->schemas, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    g_error_free(error);
}

static void prepared_warehouse_is_not_written_again(void **state)
{
    struct fixture *fixture = *state;
    char *folder = temporary_make();
    g_autofree char *path = g_build_filename(folder, "w.db", NULL);
    struct db *db = warehouse_open(path, DB_READ_WRITE, NULL);
    assert_true(warehouse_prepare(db, fixture->schemas, NULL));
    db_close(db);
    db = warehouse_open(path, DB_READ_ONLY, NULL);
    GError *error = NULL;
    assert_true(warehouse_prepare(db, fixture->schemas, &error));
    assert_true(warehouse_show(db, fixture->schemas, NULL, &error));
    db_close(db);
    temporary_remove(folder);
}

/* A definition may have changed since the file was written, which may be archived. */
static void what_a_file_that_is_only_read_lacks_is_null(void **state)
{
    struct fixture *fixture = *state;
    char *folder = temporary_make();
    g_autofree char *path = g_build_filename(folder, "w.db", NULL);
    struct db *db = warehouse_open(path, DB_READ_WRITE, NULL);
    assert_true(warehouse_prepare(db, fixture->schemas, NULL));
    assert_true(db_run(db, NULL, "drop view current_census; create view current_census as select 1 as other"));
    db_close(db);
    fixture->append.name = "elsewhere";
    db = warehouse_open(path, DB_READ_ONLY, NULL);
    assert_true(warehouse_prepare(db, fixture->schemas, NULL));
    assert_true(warehouse_show(db, fixture->schemas, NULL, NULL));
    int64_t n = -1;
    assert_true(db_get_integer(db, &n, NULL, "select count(*) from current_elsewhere"));
    assert_int_equal(n, 0);
    assert_true(db_get_integer(db, &n, NULL, "select count(row_id) from current_census"));
    assert_int_equal(n, 0);
    db_close(db);
    temporary_remove(folder);
}

/* Without a table yet, a reader still finds the view. */
static void extract_without_a_table_has_an_empty_view(void **state)
{
    struct fixture *fixture = *state;
    fixture->append.name = "elsewhere";
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    g_autofree char *n = query(fixture, "select count(*) || '/' || count(key) from current_elsewhere");
    assert_string_equal(n, "0/0");
}

static void times_are_utc_to_the_last_instant(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {{"2021-01-21", "2021-01-21T23:59:59.999Z"},
                                           {"2021-01-21T09:30Z", "2021-01-21T09:30:59.999Z"},
                                           {"2021-01-21T09:30:05Z", "2021-01-21T09:30:05.999Z"},
                                           {"2021-01-21T09:30:05.123Z", "2021-01-21T09:30:05.123Z"}};
    static const char *const wrong[] = {"2021-02-30", "2021-01-21T24:00:00Z",     "2021-01-21T09:60:00Z",
                                        "21/01/2021", "2021-01-21T09:30:05",      "now",
                                        "",           "2021-01-21T09:30:05+01:00"};
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        g_autofree char *time = warehouse_parse_known_at(pairs[i][0], NULL);
        assert_string_equal(time, pairs[i][1]);
    }
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++) {
        GError *error = NULL;
        assert_null(warehouse_parse_known_at(wrong[i], &error));
        assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE));
        g_error_free(error);
    }
}

/* A warehouse as version 1 made it, with a load. */
static char *make_version_1(const char *folder)
{
    char *path = g_build_filename(folder, "w.db", NULL);
    struct db *db = warehouse_open(path, DB_READ_WRITE, NULL);
    assert_true(
        db_run(db, NULL,
               "drop table sample_case; drop table sample_stratum; drop table sample_draw; drop table load_field;"
               "insert into check_state values ('kept'); pragma user_version = 1"));
    db_close(db);
    return path;
}

static int64_t number(struct db *db, const char *sql)
{
    int64_t value = -1;
    assert_true(db_get_integer(db, &value, NULL, sql));
    return value;
}

static void older_version_is_brought_up_when_it_may_be_written(void **state)
{
    (void)state;
    char *folder = temporary_make();
    g_autofree char *path = make_version_1(folder);
    struct db *db = warehouse_open(path, DB_READ_WRITE, NULL);
    assert_int_equal(number(db, "pragma user_version"), DB_VERSION);
    assert_int_equal(number(db, "select count(*) from sample_draw"), 0);
    assert_int_equal(number(db, "select count(*) from check_state where signature = 'kept'"), 1);
    db_close(db);
    temporary_remove(folder);
}

static void older_version_is_read_as_it_is(void **state)
{
    (void)state;
    char *folder = temporary_make();
    g_autofree char *path = make_version_1(folder);
    struct db *db = warehouse_open(path, DB_READ_ONLY, NULL);
    assert_non_null(db);
    assert_int_equal(number(db, "pragma user_version"), 1);
    int64_t draw_id = -1;
    const struct sample_question question = {.measure = "m",
                                             .conditions = "",
                                             .split = "",
                                             .method = "simple",
                                             .allocation = "proportional",
                                             .size = 1,
                                             .seed = "s"};
    assert_true(sample_register_find(db, &question, &draw_id, NULL));
    assert_int_equal(draw_id, 0);
    g_autoptr(GHashTable) drawn = sample_register_drawn(db, 0, 365, NULL);
    assert_int_equal(g_hash_table_size(drawn), 0);
    db_close(db);
    temporary_remove(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(newest_load_of_a_replace_extract_is_the_whole_truth, set_up, tear_down),
        cmocka_unit_test_setup_teardown(newest_load_of_each_period_counts, set_up, tear_down),
        cmocka_unit_test(no_extract_takes_a_name_of_the_warehouses_own),
        cmocka_unit_test_setup_teardown(rows_with_their_own_period_are_superseded_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(latest_row_of_an_appended_key_wins, set_up, tear_down),
        cmocka_unit_test_setup_teardown(completing_load_is_visible_with_the_load_it_completes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(known_at_hides_later_loads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(completed_rejects_leave_the_list_when_that_is_known, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extract_is_there_when_a_load_is_visible, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_are_those_of_the_files_loaded, set_up, tear_down),
        cmocka_unit_test_setup_teardown(columns_of_an_older_file_are_those_that_are_filled, set_up, tear_down),
        cmocka_unit_test_setup_teardown(new_field_becomes_a_column, set_up, tear_down),
        cmocka_unit_test_setup_teardown(field_of_another_type_is_refused, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extract_may_not_take_a_name_of_ours, set_up, tear_down),
        cmocka_unit_test_setup_teardown(prepared_warehouse_is_not_written_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_a_file_that_is_only_read_lacks_is_null, set_up, tear_down),
        cmocka_unit_test_setup_teardown(extract_without_a_table_has_an_empty_view, set_up, tear_down),
        cmocka_unit_test(times_are_utc_to_the_last_instant),
        cmocka_unit_test(older_version_is_brought_up_when_it_may_be_written),
        cmocka_unit_test(older_version_is_read_as_it_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
