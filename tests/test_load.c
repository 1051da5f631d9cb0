#include "pipeline/lib/date.h"
#include "stages/check/check.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"
#include "tests/temporary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Four extracts, a kind each. */
static const char *const schema_texts[][2] = {
    {"parents.json",
     "{\"x-file\": [\"parents*.csv\"], \"x-load\": \"replace\", \"fieldsMatch\": [\"partial\"], \"primaryKey\": "
     "[\"id\"], "
     "\"fields\": [{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"amount\", \"type\": \"integer\"}]}"},
    {"events.json",
     "{\"x-file\": [\"events*.csv\"], \"x-load\": \"append\", \"fieldsMatch\": [\"partial\"], \"primaryKey\": "
     "[\"id\"], "
     "\"fields\": [{\"name\": \"id\", \"type\": \"string\"}, {\"name\": \"amount\", \"type\": \"integer\"}]}"},
    {"census.json", "{\"x-file\": [\"*census.csv\"], \"x-load\": \"period\", \"x-period\": \"census\", "
                    "\"fieldsMatch\": [\"partial\"], "
                    "\"primaryKey\": [\"id\"], \"x-census-date\": \"day\", \"fields\": [{\"name\": \"id\", "
                    "\"type\": \"string\"}, {\"name\": \"day\", \"type\": \"date\", \"x-optional-column\": true}]}"},
    {"needs.json",
     "{\"x-file\": [\"*needs.csv\"], \"x-load\": \"period\", \"x-period\": \"census\", \"fieldsMatch\": [\"partial\"], "
     "\"foreignKeys\": [{\"fields\": [\"id\"], \"reference\": {\"resource\": \"census\", \"fields\": [\"id\"]}}], "
     "\"fields\": [{\"name\": \"id\", \"type\": \"string\"}]}"},
    {"months.json", "{\"x-file\": [\"months*.csv\"], \"x-load\": \"period\", \"x-period\": [\"month\"], "
                    "\"fieldsMatch\": [\"partial\"], "
                    "\"primaryKey\": [\"month\", \"id\"], \"fields\": [{\"name\": \"month\", \"type\": \"yearmonth\"}, "
                    "{\"name\": \"id\", "
                    "\"type\": \"string\"}]}"},
    {"strict.json", "{\"x-file\": [\"strict*.csv\"], \"x-gate\": 0.5, \"fieldsMatch\": [\"partial\"], \"fields\": "
                    "[{\"name\": \"amount\", "
                    "\"type\": \"integer\"}]}"},
};

struct fixture {
    char *folder, *path;
    GPtrArray *schemas;
    struct db *db;
    struct load_options options;
    GString *findings;
};

static void read_schemas(struct fixture *fixture)
{
    fixture->schemas = g_ptr_array_new_with_free_func((GDestroyNotify)schema_free);
    for (guint i = 0; i < G_N_ELEMENTS(schema_texts); i++) {
        GError *error = NULL;
        g_autofree char *path = temporary_write(fixture->folder, schema_texts[i][0], schema_texts[i][1]);
        struct schema *schema = schema_load(NULL, path, &error);
        if (schema == NULL)
            fail_msg("%s", error->message);
        g_ptr_array_add(fixture->schemas, schema);
    }
}

static void open_warehouse(struct fixture *fixture)
{
    GError *error = NULL;
    fixture->db = warehouse_open(fixture->path, DB_READ_WRITE, &error);
    assert_null(error);
    assert_true(warehouse_prepare(fixture->db, fixture->schemas, &error));
}

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->folder = temporary_make();
    fixture->path = g_build_filename(fixture->folder, "w.db", NULL);
    fixture->options.census_date = DATE_NONE;
    fixture->findings = g_string_new(NULL);
    read_schemas(fixture);
    open_warehouse(fixture);
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    db_close(fixture->db);
    g_ptr_array_unref(fixture->schemas);
    g_string_free(fixture->findings, TRUE);
    g_free(fixture->path);
    temporary_remove(fixture->folder);
    g_free(fixture);
    return 0;
}

static void keep_finding(const struct finding *finding, void *user_data)
{
    struct fixture *fixture = user_data;
    g_string_append_printf(fixture->findings, "%s@%d ", finding->code, (int)finding->line);
}

/* Loads a file of that name and text; the result is the caller's to clear. */
static struct load_result load(struct fixture *fixture, const char *name, const char *text)
{
    struct load_result result;
    GError *error = NULL;
    g_autofree char *path = temporary_write(fixture->folder, name, text);
    fixture->options.sink = keep_finding;
    fixture->options.sink_data = fixture;
    if (!load_file(fixture->db, fixture->schemas, path, &fixture->options, &result, &error))
        fail_msg("%s", error->message);
    return result;
}

static void assert_status(struct fixture *fixture, const char *name, const char *text, enum load_status status)
{
    struct load_result result = load(fixture, name, text);
    if (result.status != status)
        fail_msg("%s is %s (%s), not %s", name, load_status_name(result.status), result.message,
                 load_status_name(status));
    load_result_clear(&result);
}

static void assert_query(struct fixture *fixture, const char *sql, const char *expected)
{
    GError *error = NULL;
    g_autofree char *text = db_get_text(fixture->db, sql, &error);
    if (error != NULL)
        fail_msg("%s", error->message);
    if (g_strcmp0(text, expected) != 0)
        fail_msg("%s gives %s, not %s", sql, text, expected);
}

static void every_physical_line_is_counted_once(void **state)
{
    struct fixture *fixture = *state;
    struct load_result result = load(fixture, "parents.csv", "id,amount\na,1\n\nb,x\n\"c\nd\",3\r\ne,4\rf,5\n\n");
    assert_int_equal(result.status, LOAD_LOADED);
    assert_int_equal(result.lines, 9);
    assert_int_equal(result.header, 1);
    assert_int_equal(result.loaded, 4);
    assert_int_equal(result.rejected, 1);
    assert_int_equal(result.blank, 2);
    assert_int_equal(result.continued, 1);
    assert_query(fixture,
                 "select lines || '=' || header || '+' || loaded || '+' || rejected || '+' || blank || '+' || "
                 "continued from load",
                 "9=1+4+1+2+1");
    load_result_clear(&result);
}

static void row_id_holds_load_and_line(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "events.csv", "id,amount\na,1\n", LOAD_LOADED);
    assert_status(fixture, "parents.csv", "id,amount\na,1\n\n\"b\",2\n", LOAD_LOADED);
    assert_query(fixture,
                 "select group_concat((row_id >> 32) || ':' || (row_id & 4294967295) || ':' || id) from parents",
                 "2:2:a,2:4:b");
}

static void filled_cells_of_loaded_rows_are_counted(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\nb,\nc,x\n", LOAD_LOADED);
    assert_query(fixture, "select group_concat(load_id || field || filled) from load_field", "1amount1,1id2");
}

static void rejected_row_keeps_its_text_and_reasons(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\n\"b\n\",many \nc,3\n", LOAD_LOADED);
    assert_query(fixture, "select load_id || '|' || line || '|' || row || '|' || raw from reject",
                 "1|3|3|\"b\n\",many ");
    assert_query(fixture, "select reasons like 'amount: %' from reject", "1");
    assert_query(fixture, "select line || code || severity || field || \"column\" from issue",
                 "4type-errorerroramountB");
    assert_string_equal(fixture->findings->str, "type-error@4 ");
}

static void refused_file_leaves_no_row(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "strict.csv", "amount\n1\n2\nx\n", LOAD_LOADED);
    struct load_result result = load(fixture, "strict.csv", "amount\n1\nx\ny\n");
    assert_int_equal(result.status, LOAD_REFUSED);
    assert_int_equal(result.load_id, 0);
    assert_non_null(strstr(result.message, "2 of 3"));
    load_result_clear(&result);
    assert_status(fixture, "parents.csv", "id\na\n\"b\n", LOAD_REFUSED);
    assert_status(fixture, "parents.csv", "id,amount\na,1\n\"b,2\n", LOAD_REFUSED);
    assert_status(fixture, "parents.csv", "", LOAD_REFUSED);
    assert_query(fixture, "select count(*) from load", "1");
    assert_query(fixture, "select (select count(*) from strict) || (select count(*) from parents)", "20");
    assert_query(fixture, "select (select count(*) from reject) || (select count(*) from issue)", "11");
}

static void refused_file_leaves_the_files_beside_it(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *good = temporary_write(fixture->folder, "parents.csv", "id,amount\na,1\n");
    g_autofree char *bad = temporary_write(fixture->folder, "strict.csv", "amount\n1\nx\ny\n");
    char *const paths[] = {good, bad, NULL};
    g_autoptr(GArray) results = g_array_new(FALSE, FALSE, sizeof(struct load_result));
    g_array_set_clear_func(results, (GDestroyNotify)load_result_clear);
    assert_true(load_files(fixture->db, fixture->schemas, paths, &fixture->options, results, NULL));
    assert_false(db_is_in_transaction(fixture->db));
    assert_query(fixture, "select group_concat(extract) from load", "parents");
    assert_query(fixture, "select (select count(*) from parents) || (select count(*) from strict)", "10");
}

static void unknown_file_is_ignored(void **state)
{
    struct fixture *fixture = *state;
    struct load_result result = load(fixture, "readme.csv", "x\n1\n");
    assert_int_equal(result.status, LOAD_IGNORED);
    assert_null(result.extract);
    assert_int_equal(strlen(result.sha256), 64);
    load_result_clear(&result);
}

static void same_file_is_not_loaded_twice(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_LOADED);
    assert_status(fixture, "parents_again.csv", "id,amount\na,1\n", LOAD_UNCHANGED);
    assert_status(fixture, "parents.csv", "id,amount\na,2\n", LOAD_LOADED);
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_LOADED); /* no longer current */
    assert_query(fixture, "select group_concat(load_id || file) from load", "1parents.csv,2parents.csv,3parents.csv");
    assert_status(fixture, "events.csv", "id,amount\na,1\n", LOAD_LOADED);
    assert_status(fixture, "events_2.csv", "id,amount\nb,1\n", LOAD_LOADED);
    assert_status(fixture, "events.csv", "id,amount\na,1\n", LOAD_UNCHANGED);
}

static void changed_schema_loads_the_file_anew(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_LOADED);
    struct schema *schema = g_ptr_array_index(fixture->schemas, 0);
    schema->sha256[0] = schema->sha256[0] == '0' ? '1' : '0';
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_LOADED);
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_UNCHANGED);
}

static void census_date_is_taken_from_flag_then_name(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "2021_spring_census.csv", "id\na\n", LOAD_LOADED);
    assert_status(fixture, "2020_summer_census.csv", "id\nb\n", LOAD_LOADED);
    assert_status(fixture, "2020_autumn_census.csv", "id\nc\n", LOAD_LOADED);
    assert_query(fixture, "select group_concat(period) from load", "2021-01-21,2020-05-21,2020-10-01");
    assert_status(fixture, "census.csv", "id\na\n", LOAD_REFUSED);
    fixture->options.census_date = date_parse_iso("2019-01-17", 10);
    assert_status(fixture, "2021_spring_census.csv", "id\na\n", LOAD_LOADED);
    assert_query(fixture, "select period from load order by load_id desc", "2019-01-17");
    assert_status(fixture, "2021_spring_census.csv", "id\na\n", LOAD_UNCHANGED);
}

static void side_table_of_a_census_has_its_date(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.census_date = date_parse_iso("2021-01-21", 10);
    assert_status(fixture, "jan_census.csv", "id\na\n", LOAD_LOADED);
    fixture->options.census_date = DATE_NONE;
    assert_status(fixture, "jan_needs.csv", "id\na\n", LOAD_LOADED);
    assert_query(fixture, "select period from load where extract = 'needs'", "2021-01-21");
    assert_status(fixture, "other_needs.csv", "id\na\n", LOAD_REFUSED);
}

static void months_of_a_file_are_superseded_one_by_one(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "months.csv", "month,id\n2020-01,a\n2020-02,a\n", LOAD_LOADED);
    assert_status(fixture, "months_2.csv", "month,id\n2020-02,b\n", LOAD_LOADED);
    assert_query(fixture, "select group_concat(period) from load", "2020-01 to 2020-02,2020-02");
    assert_query(fixture, "select group_concat(month || id) from current_months", "2020-01a,2020-02b");
    assert_status(fixture, "months.csv", "month,id\n2020-01,a\n2020-02,a\n", LOAD_LOADED); /* not whole current */
    assert_status(fixture, "months.csv", "month,id\n2020-01,a\n2020-02,a\n", LOAD_UNCHANGED);
}

static void corrected_rejects_complete_their_load(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\nb,x\nc,y\n", LOAD_LOADED);
    assert_status(fixture, "parents.rejects.csv", "id,amount,_line,_reasons\nb,2,4294967299,bad\n", LOAD_REFUSED);
    struct load_result result =
        load(fixture, "parents.rejects.csv", "id,amount,_line,_reasons\nb,2,3,bad\nc,z,4,bad\n");
    assert_int_equal(result.status, LOAD_LOADED);
    assert_int_equal(result.completes, 1);
    load_result_clear(&result);
    assert_query(fixture, "select group_concat(id || amount) from current_parents", "a1,b2");
    assert_query(fixture, "select group_concat(load_id || ':' || line) from reject", "2:3");
    assert_query(fixture, "select group_concat(load_id || ':' || line) from issue", "2:3");
    result = load(fixture, "parents.rejects.csv", "id,amount,_line,_reasons,_line,_reasons\nc,3,4,bad,3,bad\n");
    assert_int_equal(result.completes, 2);
    load_result_clear(&result);
    assert_query(fixture, "select group_concat(id || amount) from current_parents", "a1,b2,c3");
    assert_query(fixture, "select count(*) from reject", "0");
    assert_status(fixture, "parents.csv", "id,amount\na,1\nb,x\nc,y\n", LOAD_UNCHANGED);
    assert_status(fixture, "parents.rejects.csv", "id,amount,_line,_reasons\nq,2,9,bad\n", LOAD_REFUSED);
    assert_status(fixture, "parents.csv", "id,amount\nd,4\n", LOAD_LOADED);
    assert_query(fixture, "select group_concat(id || amount) from current_parents", "d4");
}

/* Headers are whoever saves the list's: one without lines would take the place of the register. */
static void a_list_of_rejects_is_known_by_either_of_its_columns(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\nb,x\nc,y\nd,z\n", LOAD_LOADED);
    assert_status(fixture, "parents.csv", "id,amount,_reasons\nb,2,bad\n", LOAD_REFUSED);
    assert_status(fixture, "parents.csv", "id,amount,_line\nb,2,3\n", LOAD_LOADED);
    assert_status(fixture, "parents.csv", "ID,AMOUNT,_LINE,_REASONS\nc,3,4,bad\n", LOAD_LOADED);
    assert_query(fixture, "select group_concat(id || amount) from current_parents", "a1,b2,c3");
}

static void corrected_rejects_complete_the_periods_of_their_load(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "months.csv", "month,id\n2020-01,a\n2020-01,\n2020-02,\n", LOAD_LOADED);
    assert_status(fixture, "months_2.csv", "month,id\n2020-03,c\n", LOAD_LOADED);
    struct load_result result =
        load(fixture, "months.rejects.csv", "month,id,_line,_reasons\n2020-01,b,3,bad\n2020-02,b,4,bad\n");
    assert_int_equal(result.completes, 1);
    load_result_clear(&result);
    assert_query(fixture,
                 "select group_concat(month || id, ' ') from (select * from current_months order by month, id)",
                 "2020-01a 2020-01b 2020-02b 2020-03c");
    assert_status(fixture, "months.csv", "month,id\n2020-01,a\n2020-01,\n2020-02,\n", LOAD_UNCHANGED);
    assert_status(fixture, "months_3.csv", "month,id\n2020-01,d\n", LOAD_LOADED);
    assert_query(fixture,
                 "select group_concat(month || id, ' ') from (select * from current_months order by month, id)",
                 "2020-01d 2020-02b 2020-03c");
}

/* A month that a newer file holds stays that file's, whatever is corrected in an older one. */
static void corrected_rejects_leave_the_months_of_newer_files(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "months.csv", "month,id\n2020-01,\n2020-02,\n", LOAD_LOADED);
    assert_status(fixture, "months_2.csv", "month,id\n2020-01,a\n", LOAD_LOADED);
    assert_status(fixture, "months.rejects.csv", "month,id,_line,_reasons\n2020-01,a,2,bad\n2020-02,b,3,bad\n",
                  LOAD_LOADED);
    assert_query(fixture, "select group_concat((row_id >> 32) || month || id, ' ') from current_months",
                 "22020-01a 32020-02b");
}

static void corrected_pupils_join_their_census(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "2021_spring_census.csv", "id\na\nb\nb\n", LOAD_LOADED);
    assert_status(fixture, "2021_spring_corrected_census.csv", "id,_line,_reasons\nc,4,bad\n", LOAD_LOADED);
    assert_query(fixture, "select group_concat(id) from current_census", "a,b,c");
    assert_status(fixture, "2021_spring_census.csv", "id\na\nb\nb\n", LOAD_UNCHANGED);
}

static void newest_of_two_registers_is_taken_by_the_date_in_its_name(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *old = temporary_write(fixture->folder, "parents_31-12-2020.csv", "id,amount\na,1\n");
    g_autofree char *new = temporary_write(fixture->folder, "parents_01-02-2021.csv", "id,amount\na,2\n");
    char *const paths[] = {new, old, NULL};
    g_autoptr(GArray) results = g_array_new(FALSE, FALSE, sizeof(struct load_result));
    assert_true(load_files(fixture->db, fixture->schemas, paths, &fixture->options, results, NULL));
    assert_int_equal(results->len, 2);
    for (guint i = 0; i < 2; i++) {
        struct load_result *result = &g_array_index(results, struct load_result, i);
        assert_int_equal(result->status, i == 0 ? LOAD_IGNORED : LOAD_LOADED);
        load_result_clear(result);
    }
    assert_query(fixture, "select group_concat(amount) from current_parents", "2");
}

static void dry_run_writes_nothing(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.is_dry_run = true;
    struct load_result result = load(fixture, "parents.csv", "id,amount\na,1\nb,x\n");
    assert_int_equal(result.loaded, 1);
    assert_int_equal(result.rejected, 1);
    assert_int_equal(result.load_id, 0);
    load_result_clear(&result);
    assert_query(fixture, "select (select count(*) from load) || (select count(*) from parents)", "00");
}

static void loaded_at_never_goes_back(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_LOADED);
    assert_true(db_run(fixture->db, NULL, "update load set loaded_at = '2999-01-01T00:00:00.000Z'"));
    assert_status(fixture, "parents.csv", "id,amount\na,2\n", LOAD_LOADED);
    assert_query(fixture, "select max(loaded_at) || count(distinct loaded_at) from load", "2999-01-01T00:00:00.000Z1");
    assert_status(fixture, "parents.csv", "id,amount\na,3\n", LOAD_LOADED);
}

static void windows_1252_is_said(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "parents.csv", "id,amount\nJos\xe9,1\n", LOAD_LOADED);
    assert_query(fixture, "select id || encoding from parents, load", "JoséWindows-1252");
    assert_query(fixture, "select code || severity || line from issue", "encoding-assumedquery0");
}

static void die(const struct finding *finding, void *user_data)
{
    (void)finding;
    (void)user_data;
    _exit(7);
}

static char *many_rows(guint n, const char *last)
{
    GString *text = g_string_new("id,amount\n");
    for (guint i = 0; i < n; i++)
        g_string_append_printf(text, "row%u,%u\n", i, i);
    g_string_append(text, last);
    return g_string_free(text, FALSE);
}

/* Killed far into a file: what was committed before is what is there, and the file can be loaded. */
static void kill_leaves_the_last_committed_state(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *text = many_rows(50000, "z,x\n");
    assert_status(fixture, "parents.csv", "id,amount\na,1\n", LOAD_LOADED);
    db_close(fixture->db);
    const pid_t child = fork();
    if (child == 0) {
        open_warehouse(fixture);
        db_run(fixture->db, NULL, "pragma cache_size = 10");
        g_autofree char *path = temporary_write(fixture->folder, "parents.csv", text);
        struct load_result result;
        fixture->options.sink = die;
        load_file(fixture->db, fixture->schemas, path, &fixture->options, &result, NULL);
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 7);
    open_warehouse(fixture);
    assert_query(fixture, "select (select count(*) from load) || (select count(*) from parents)", "11");
    assert_query(fixture, "pragma integrity_check", "ok");
    assert_status(fixture, "parents.csv", text, LOAD_LOADED);
    assert_query(fixture, "select count(*) from current_parents", "50000");
}

static void batches_keep_every_row(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *text = many_rows(20001, "");
    struct load_result result = load(fixture, "parents.csv", text);
    assert_int_equal(result.loaded, 20001);
    load_result_clear(&result);
    assert_query(fixture,
                 "select count(*) || ' ' || sum(amount) || ' ' || max(id = 'row' || amount) || min(id = 'row' || "
                 "amount) from parents",
                 "20001 200010000 11");
}

static void wide_row_enlarges_its_batch(void **state)
{
    struct fixture *fixture = *state;
    g_autofree char *cell = g_strnfill(900 * 1024, 'w');
    g_autofree char *text = g_strconcat("id,amount\na,1\n", cell, ",2\nb,3\n", NULL);
    assert_status(fixture, "parents.csv", text, LOAD_LOADED);
    assert_query(fixture, "select group_concat(length(id)) from parents", "1,921600,1");
}

static void side_table_of_a_file_of_several_censuses_has_no_date(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "census.csv", "id,day\na,2020-01-16\na,2021-01-21\n", LOAD_LOADED);
    assert_status(fixture, "needs.csv", "id\na\n", LOAD_REFUSED);
}

static void keys_differ_within_each_census_of_a_file(void **state)
{
    struct fixture *fixture = *state;
    struct load_result result =
        load(fixture, "census.csv", "id,day\na,2020-01-16\na,2021-01-21\nb,2020-01-16\na,2021-01-21\n");
    assert_int_equal(result.loaded, 3);
    assert_int_equal(result.rejected, 1);
    assert_string_equal(result.period, "2020-01-16 to 2021-01-21");
    load_result_clear(&result);
    assert_query(fixture, "select group_concat(row_id & 4294967295) from current_census", "2,3,4");
    assert_query(fixture, "select line || ' ' || message from cell_issue",
                 "5 id must differ from row to row: line 3 holds the same");
}

static void key_of_an_untold_census_differs_from_those_of_all(void **state)
{
    struct fixture *fixture = *state;
    struct load_result result =
        load(fixture, "census.csv", "id,day\na,2020-01-16\na,\nb,\nb,2021-01-21\nb,\na,2021-01-21\n");
    assert_int_equal(result.rejected, 3);
    load_result_clear(&result);
    assert_query(fixture, "select group_concat(row_id & 4294967295) from current_census", "2,4,7");
}

/* As the file shows it, and as a run does. */
static void assert_census(struct fixture *fixture, const char *ids)
{
    static const char *const sql = "select group_concat(id) from current_census";
    assert_query(fixture, sql, ids);
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    assert_query(fixture, sql, ids);
}

static void flag_of_a_census_outweighs_the_days_of_its_rows(void **state)
{
    struct fixture *fixture = *state;
    fixture->options.census_date = date_parse_iso("2021-01-21", 10);
    struct load_result result = load(fixture, "census.csv", "id,day\na,2020-01-16\na,2021-01-21\nb,2020-01-16\n");
    assert_int_equal(result.loaded, 2);
    assert_string_equal(result.period, "2021-01-21");
    load_result_clear(&result);
    fixture->options.census_date = DATE_NONE;
    assert_status(fixture, "2020_census.csv", "id,day\nc,2020-01-16\n", LOAD_LOADED);
    assert_census(fixture, "a,b,c");
}

static void newer_census_takes_the_place_of_its_own_rows_alone(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "census.csv", "id,day\na,2020-01-16\nb,2021-01-21\n", LOAD_LOADED);
    assert_status(fixture, "2020_census.csv", "id,day\nc,2020-01-16\n", LOAD_LOADED);
    assert_census(fixture, "b,c");
}

static void orphan_is_told_within_its_own_census_of_a_file(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "census.csv", "id,day\na,2020-01-16\nb,2021-01-21\n", LOAD_LOADED);
    assert_status(fixture, "2021_spring_needs.csv", "id\na\nb\n", LOAD_LOADED);
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    struct check_hits hits;
    check_hits_init(&hits);
    assert_true(check_foreign_keys(fixture->db, fixture->schemas, &hits, NULL));
    assert_int_equal(hits.list->len, 1);
    assert_string_equal(g_array_index(hits.list, struct check_hit, 0).value, "a");
    check_hits_clear(&hits);
}

static void orphan_of_a_census_is_told_within_its_census(void **state)
{
    struct fixture *fixture = *state;
    assert_status(fixture, "2020_spring_census.csv", "id\na\n", LOAD_LOADED);
    assert_status(fixture, "2021_spring_census.csv", "id\nb\n", LOAD_LOADED);
    assert_status(fixture, "2021_spring_needs.csv", "id\na\nb\n", LOAD_LOADED);
    assert_true(warehouse_show(fixture->db, fixture->schemas, NULL, NULL));
    struct check_hits hits;
    check_hits_init(&hits);
    assert_true(check_foreign_keys(fixture->db, fixture->schemas, &hits, NULL));
    assert_int_equal(hits.list->len, 1);
    const struct check_hit *hit = &g_array_index(hits.list, struct check_hit, 0);
    assert_string_equal(hit->code, "foreign-key");
    assert_string_equal(hit->value, "a");
    assert_int_equal(hit->row_id & G_MAXUINT32, 2);
    check_hits_clear(&hits);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(every_physical_line_is_counted_once, set_up, tear_down),
        cmocka_unit_test_setup_teardown(row_id_holds_load_and_line, set_up, tear_down),
        cmocka_unit_test_setup_teardown(filled_cells_of_loaded_rows_are_counted, set_up, tear_down),
        cmocka_unit_test_setup_teardown(rejected_row_keeps_its_text_and_reasons, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused_file_leaves_no_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(refused_file_leaves_the_files_beside_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(unknown_file_is_ignored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(same_file_is_not_loaded_twice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(changed_schema_loads_the_file_anew, set_up, tear_down),
        cmocka_unit_test_setup_teardown(census_date_is_taken_from_flag_then_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(side_table_of_a_census_has_its_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(months_of_a_file_are_superseded_one_by_one, set_up, tear_down),
        cmocka_unit_test_setup_teardown(corrected_rejects_complete_their_load, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_list_of_rejects_is_known_by_either_of_its_columns, set_up, tear_down),
        cmocka_unit_test_setup_teardown(corrected_rejects_complete_the_periods_of_their_load, set_up, tear_down),
        cmocka_unit_test_setup_teardown(corrected_rejects_leave_the_months_of_newer_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(corrected_pupils_join_their_census, set_up, tear_down),
        cmocka_unit_test_setup_teardown(newest_of_two_registers_is_taken_by_the_date_in_its_name, set_up, tear_down),
        cmocka_unit_test_setup_teardown(dry_run_writes_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(loaded_at_never_goes_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(windows_1252_is_said, set_up, tear_down),
        cmocka_unit_test_setup_teardown(kill_leaves_the_last_committed_state, set_up, tear_down),
        cmocka_unit_test_setup_teardown(batches_keep_every_row, set_up, tear_down),
        cmocka_unit_test_setup_teardown(wide_row_enlarges_its_batch, set_up, tear_down),
        cmocka_unit_test_setup_teardown(orphan_of_a_census_is_told_within_its_census, set_up, tear_down),
        cmocka_unit_test_setup_teardown(orphan_is_told_within_its_own_census_of_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(side_table_of_a_file_of_several_censuses_has_no_date, set_up, tear_down),
        cmocka_unit_test_setup_teardown(keys_differ_within_each_census_of_a_file, set_up, tear_down),
        cmocka_unit_test_setup_teardown(key_of_an_untold_census_differs_from_those_of_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(flag_of_a_census_outweighs_the_days_of_its_rows, set_up, tear_down),
        cmocka_unit_test_setup_teardown(newer_census_takes_the_place_of_its_own_rows_alone, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
