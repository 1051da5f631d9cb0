#include "pipeline/lib/db.h"
#include "pipeline/lib/error.h"
#include "tests/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static struct db *open_ours(const char *path)
{
    GError *error = NULL;
    struct db *db = db_open(path, DB_READ_WRITE, &error);
    assert_null(error);
    if (db_is_new(db))
        assert_true(db_begin(db, &error) && db_mark(db, &error) && db_run(db, &error, "create table t (a)") &&
                    db_commit(db, &error));
    return db;
}

static void assert_refused(const char *path, enum db_mode mode, const char *words)
{
    GError *error = NULL;
    assert_null(db_open(path, mode, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    if (strstr(error->message, words) == NULL)
        fail_msg("\"%s\" lacks \"%s\"", error->message, words);
    g_error_free(error);
}

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

static void db_whole_writes_nothing_before_it_is_settled(void **state)
{
    const struct place *place = *state;
    GError *error = NULL;
    db_close(open_ours(place->path));
    for (int settles = 0; settles < 2; settles++) {
        struct db *db = db_open(place->path, DB_WHOLE, NULL);
        for (int i = 0; i < 2; i++)
            assert_true(db_begin(db, &error) && db_run(db, &error, "insert into t values (1)") &&
                        db_commit(db, &error));
        assert_true(db_is_whole(db));
        assert_true(settles == 0 || db_settle(db, &error));
        db_close(db);
        int64_t n = -1;
        db = db_open(place->path, DB_READ_ONLY, NULL);
        assert_true(db_get_integer(db, &n, &error, "select count(*) from t"));
        assert_int_equal(n, 2 * settles);
        db_close(db);
    }
}

static int64_t count_beside(const struct db *db)
{
    int64_t n = -1;
    GError *error = NULL;
    struct db *beside = db_open_beside(db, &error);
    assert_non_null(beside);
    assert_true(db_is_read_only(beside));
    assert_true(db_get_integer(beside, &n, &error, "select count(*) from t"));
    assert_false(db_run(beside, NULL, "insert into t values (2)"));
    db_close(beside);
    return n;
}

static void db_beside_sees_what_is_shared(void **state)
{
    const struct place *place = *state;
    db_close(open_ours(place->path));
    struct db *db = db_open(place->path, DB_WHOLE, NULL);
    assert_true(db_share(db, 0)); /* nothing lies outside the file */
    assert_int_equal(count_beside(db), 0);
    assert_true(db_begin(db, NULL) && db_run(db, NULL, "insert into t values (1)"));
    assert_false(db_share(db, 100));
    assert_int_equal(count_beside(db), 0);
    assert_true(db_share(db, DB_SHARE_USUALLY));
    assert_int_equal(count_beside(db), 1);
    assert_true(db_run(db, NULL, "insert into t values (1)") && db_share(db, DB_SHARE_USUALLY));
    assert_int_equal(count_beside(db), 1);
    db_unshare(db);
    assert_true(db_share(db, DB_SHARE_USUALLY));
    struct db *beside = db_open_beside(db, NULL);
    db_close(db); /* unsettled */
    int64_t n = 0;
    assert_true(db_get_integer(beside, &n, NULL, "select count(*) from t"));
    assert_int_equal(n, 2);
    db_close(beside);
    db = db_open(":memory:", DB_READ_WRITE, NULL);
    assert_false(db_share(db, DB_SHARE_USUALLY));
    db_close(db);
}

static void db_made_for_nothing_is_taken_away(void **state)
{
    const struct place *place = *state;
    GError *error = NULL;
    struct db *db = db_open(place->path, DB_WHOLE, &error);
    assert_true(exists(place->path));
    assert_true(db_begin(db, &error) && db_mark(db, &error));
    db_close(db);
    assert_false(exists(place->path));
    db_close(open_ours(place->path));
    assert_true(exists(place->path));
}

static void db_taken_away_is_not_written(void **state)
{
    const struct place *place = *state;
    GError *error = NULL;
    struct db *other = db_open(place->path, DB_READ_WRITE, NULL);
    assert_int_equal(unlink(place->path), 0);
    assert_true(g_file_set_contents(place->path, "", 0, NULL));
    assert_false(db_begin(other, &error));
    if (strstr(error->message, "in use") == NULL)
        fail_msg("%s", error->message);
    g_error_free(error);
    db_close(other);
}

static void db_file_is_for_its_owner_only(void **state)
{
    struct place *place = *state;
    struct stat status;
    const mode_t mask = umask(0);
    db_close(open_ours(place->path));
    umask(mask);
    assert_int_equal(stat(place->path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0600);
}

static void db_open_for_reading_makes_no_file(void **state)
{
    struct place *place = *state;
    assert_refused(place->path, DB_READ_ONLY, "there is no such warehouse");
    assert_int_not_equal(access(place->path, F_OK), 0);
}

static void assert_left_alone(struct place *place, const char *words)
{
    g_autofree char *before = NULL, *after = NULL;
    gsize before_length = 0, after_length = 0;
    assert_true(g_file_get_contents(place->path, &before, &before_length, NULL));
    assert_refused(place->path, DB_READ_WRITE, words);
    assert_true(g_file_get_contents(place->path, &after, &after_length, NULL));
    assert_int_equal(before_length, after_length);
    assert_memory_equal(before, after, before_length);
}

static void db_refuses_what_is_no_database(void **state)
{
    struct place *place = *state;
    g_autofree char *text = g_strnfill(5000, 'x');
    g_assert_true(g_file_set_contents(place->path, text, -1, NULL));
    assert_left_alone(place, "not a database");
}

static void db_refuses_another_applications_database(void **state)
{
    struct place *place = *state;
    struct db *db = open_ours(place->path);
    assert_true(db_run(db, NULL, "pragma application_id = 7"));
    db_close(db);
    assert_left_alone(place, "another application");
}

static void db_refuses_a_newer_versions_database(void **state)
{
    struct place *place = *state;
    struct db *db = open_ours(place->path);
    assert_true(db_run_format(db, NULL, "pragma user_version = %d", DB_VERSION + 1));
    db_close(db);
    assert_left_alone(place, "newer version");
}

static void undone_part_leaves_the_rest_of_its_transaction(void **state)
{
    struct place *place = *state;
    struct db *db = open_ours(place->path);
    assert_true(db_begin(db, NULL) && db_run(db, NULL, "delete from t"));
    assert_true(db_part_begin(db, NULL) && db_run(db, NULL, "insert into t values (1)") && db_part_keep(db, NULL));
    assert_true(db_part_begin(db, NULL) && db_run(db, NULL, "insert into t values (2)"));
    assert_true(db_part_undo(db, NULL));
    assert_true(db_is_in_transaction(db) && db_commit(db, NULL));
    int64_t sum = 0;
    assert_true(db_get_integer(db, &sum, NULL, "select sum(a) from t"));
    assert_int_equal(sum, 1);
    db_close(db);
}

static void db_in_use_is_said_after_a_while(void **state)
{
    struct place *place = *state;
    struct db *first = open_ours(place->path), *second = open_ours(place->path);
    assert_true(db_begin(first, NULL));
    GError *error = NULL;
    const gint64 start = g_get_monotonic_time();
    assert_false(db_begin(second, &error));
    const gint64 waited = g_get_monotonic_time() - start;
    assert_true(waited >= 4 * G_USEC_PER_SEC); /* how much more is the machine's to say */
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    if (strstr(error->message, "in use") == NULL)
        fail_msg("%s", error->message);
    g_error_free(error);
    db_rollback(first);
    db_close(second);
    db_close(first);
}

static void db_read_only_connection_cannot_write(void **state)
{
    struct place *place = *state;
    db_close(open_ours(place->path));
    struct db *db = db_open(place->path, DB_READ_ONLY, NULL);
    assert_true(db_is_read_only(db));
    GError *error = NULL;
    assert_false(db_run(db, &error, "insert into t values (1)"));
    assert_non_null(strstr(error->message, "read-only"));
    g_error_free(error);
    assert_true(db_run(db, NULL, "create temp view v as select 1"));
    db_close(db);
}

/* A writer that dies leaves a journal; a reader then sees the state before. */
static void db_reader_recovers_what_a_killed_writer_left(void **state)
{
    struct place *place = *state;
    struct db *db = open_ours(place->path);
    assert_true(db_run(db, NULL, "insert into t values (1)"));
    db_close(db);
    const pid_t child = fork();
    if (child == 0) {
        struct db *writer = db_open(place->path, DB_READ_WRITE, NULL);
        db_run(writer, NULL,
               "pragma cache_size = 1; begin; with recursive n(i) as (select 1 union all select i + 1 from n where i < "
               "5000) insert into t select randomblob(500) from n; update t set a = 2");
        _exit(0);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    g_autofree char *journal = g_strconcat(place->path, "-journal", NULL);
    assert_int_equal(access(journal, F_OK), 0);
    db = db_open(place->path, DB_READ_ONLY, NULL);
    assert_non_null(db);
    int64_t sum = 0;
    assert_true(db_get_integer(db, &sum, NULL, "select sum(a) from t"));
    assert_int_equal(sum, 1);
    db_close(db);
}

static void statement_binds_and_reads_every_kind(void **state)
{
    (void)state;
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    struct statement *statement = db_prepare(db, NULL, "select ?1, ?2 as b, ?3, ?4, ?5, ?6", NULL);
    statement_bind(statement, "ildsns", 1, (int64_t)1 << 40, 0.5, "text", (char *)NULL);
    assert_true(statement_step(statement, NULL));
    assert_int_equal(statement_n_columns(statement), 6);
    assert_string_equal(statement_column_name(statement, 1), "b");
    assert_int_equal(statement_integer(statement, 0), 1);
    assert_int_equal(statement_integer(statement, 1), (int64_t)1 << 40);
    assert_true(statement_real(statement, 2) == 0.5);
    assert_string_equal(statement_text(statement, 3), "text");
    assert_true(statement_is_null(statement, 4));
    assert_null(statement_text(statement, 5));
    GError *error = NULL;
    assert_false(statement_step(statement, &error));
    assert_null(error);
    statement_free(statement);
    db_close(db);
}

/* Rows come until the end or a fault, which is told when the rows are ended; a kept statement begins anew after it. */
static void statement_ends_its_rows_with_their_fault(void **state)
{
    (void)state;
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    const char *sql = "with recursive i (i) as (select 1 union all select i + 1 from i where i < 3) "
                      "select case when i < ?1 then i else abs(-9223372036854775807 - 1) end from i";
    for (int first_fault = 2; first_fault <= 4; first_fault += 2) {
        struct statement *rows = db_prepare_kept(db, sql, NULL);
        g_autoptr(GError) error = NULL;
        int n = 0;
        statement_bind(rows, "i", first_fault);
        while (statement_next(rows))
            n++;
        assert_int_equal(n, first_fault - 1);
        assert_true(statement_end(rows, &error) == (first_fault == 4));
        assert_true((error == NULL) == (first_fault == 4));
    }
    db_close(db);
}

static void assert_points_at(const char *sql, const char *place)
{
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    GError *error = NULL;
    assert_null(db_prepare(db, "stages/measures/m.sql", sql, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    if (!g_str_has_prefix(error->message, place))
        fail_msg("\"%s\" is not at %s", error->message, place);
    g_error_free(error);
    db_close(db);
}

static void statement_faults_point_into_their_file(void **state)
{
    (void)state;
    assert_points_at("-- title: x\nselect 1,\n  nowhere from (select 1 as a)\n", "stages/measures/m.sql:3:3");
    assert_points_at("-- title: missing\nselect a\nfrom missing\n", "stages/measures/m.sql:3:6");
    assert_points_at("select 1\nfrom\n", "stages/measures/m.sql:2");
    assert_points_at("select 1;\nselect 2;\n", "stages/measures/m.sql:2:1");
}

static void statement_takes_no_double_quoted_text(void **state)
{
    (void)state;
    assert_points_at("select \"all\"\n", "stages/measures/m.sql:1");
}

static void date_functions_are_sqlites_but_for_the_clock(void **state)
{
    (void)state;
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    g_autofree char *known =
        db_get_text(db,
                    "select date('2020-02-29', '+1 year') || ' ' || time('2020-01-01 10:11:12') || ' ' || "
                    "datetime(1600000000, 'unixepoch') || ' ' || julianday('2020-01-01') || ' ' || "
                    "strftime('%Y w%W %%', '2020-06-01', 'start of month') || ' ' || unixepoch('2020-01-01')",
                    NULL);
    assert_string_equal(known, "2021-03-01 10:11:12 2020-09-13 12:26:40 2458849.5 2020 w22 % 1577836800");
    g_autofree char *unknown =
        db_get_text(db,
                    "select coalesce(date('n' || 'ow'), time(), datetime('NOW', '+1 day'), julianday('now'), "
                    "strftime('%s'), strftime('%s', 'now'), unixepoch(), date('2020-01-01', 'localtime'), "
                    "datetime('2020-01-01', 'utc'), date('no date'), date(null), 'nothing')",
                    NULL);
    assert_string_equal(unknown, "nothing");
    GError *error = NULL;
    assert_null(db_get_text(db, "select date(1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17)", &error));
    assert_non_null(error);
    g_error_free(error);
    db_close(db);
}

/* Without its text the row would hold a null, and nobody would know. */
static void a_text_that_cannot_be_bound_fails_the_step(void **state)
{
    (void)state;
    GError *error = NULL;
    struct db *db = db_open(":memory:", DB_READ_WRITE, &error);
    assert_true(db_run(db, &error, "create table t (a)"));
    sqlite3_limit(db_handle(db), SQLITE_LIMIT_LENGTH, 10);
    char long_text[] = "longer than ten", short_text[] = "short";
    char *const long_row[] = {long_text, NULL}, *const short_row[] = {short_text, NULL};
    struct statement *insert = db_prepare(db, NULL, "insert into t values (?)", &error);
    statement_bind_texts(insert, long_row);
    assert_false(statement_run(insert, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    g_clear_error(&error);
    statement_bind(insert, "s", long_text);
    assert_false(statement_run(insert, &error));
    g_clear_error(&error);
    statement_bind_texts(insert, short_row);
    assert_true(statement_run(insert, &error));
    statement_free(insert);
    sqlite3_limit(db_handle(db), SQLITE_LIMIT_LENGTH, 1000);
    int64_t rows = 0;
    assert_true(db_get_integer(db, &rows, &error, "select count(a) || count(*) from t"));
    assert_int_equal(rows, 11);
    db_close(db);
}

static void a_name_is_quoted_whatever_it_holds(void **state)
{
    (void)state;
    g_autoptr(GString) sql = g_string_new("select 1 as ");
    db_add_name(sql, "a \"name\" of one's own");
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    struct statement *statement = db_prepare(db, NULL, sql->str, NULL);
    assert_non_null(statement);
    assert_string_equal(statement_column_name(statement, 0), "a \"name\" of one's own");
    statement_free(statement);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_name_is_quoted_whatever_it_holds),
        cmocka_unit_test_setup_teardown(db_file_is_for_its_owner_only, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_beside_sees_what_is_shared, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_open_for_reading_makes_no_file, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_refuses_what_is_no_database, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_refuses_another_applications_database, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_refuses_a_newer_versions_database, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(undone_part_leaves_the_rest_of_its_transaction, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_in_use_is_said_after_a_while, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_read_only_connection_cannot_write, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_reader_recovers_what_a_killed_writer_left, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_whole_writes_nothing_before_it_is_settled, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_made_for_nothing_is_taken_away, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(db_taken_away_is_not_written, place_set_up, place_tear_down),
        cmocka_unit_test(statement_binds_and_reads_every_kind),
        cmocka_unit_test(a_text_that_cannot_be_bound_fails_the_step),
        cmocka_unit_test(statement_ends_its_rows_with_their_fault),
        cmocka_unit_test(statement_faults_point_into_their_file),
        cmocka_unit_test(date_functions_are_sqlites_but_for_the_clock),
        cmocka_unit_test(statement_takes_no_double_quoted_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
