#include "pipeline/lib/error.h"
#include "stages/measure/sqlfile.h"
#include "tests/temporary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A file with this text; its path is replaced by its name, so that messages are the same in every folder. */
static struct sql_file *file_of(const char *text)
{
    char *folder = temporary_make();
    g_autofree char *path = temporary_write(folder, "example.sql", text);
    GError *error = NULL;
    struct sql_file *file = sql_file_load(path, &error);
    temporary_remove(folder);
    g_assert_no_error(error);
    g_free(file->path);
    file->path = g_strdup("example.sql");
    return file;
}

static void assert_fault(GError *error, const char *message)
{
    assert_non_null(error);
    assert_int_equal(error->code, SCORECARD_ERROR_INVALID);
    assert_string_equal(error->message, message);
    g_error_free(error);
}

/* The statement's fault on an empty database. */
static void assert_refused(const char *text, const char *message)
{
    GError *error = NULL;
    struct sql_file *file = file_of(text);
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    assert_true(db_run(db, NULL,
                       "create temp table plan (plan_id text, start_date text); create table pupil (upn text);"
                       "create temp view current_pupil as select upn from main.pupil"));
    assert_null(sql_file_prepare(file, db, NULL, &error));
    assert_fault(error, message);
    sql_file_free(file);
    db_close(db);
}

static void head_values_are_trimmed_and_continued(void **state)
{
    (void)state;
    struct sql_file *file = file_of("-- title:   Plans in time\n"
                                    "--          and after\n"
                                    "-- a remark: it is no key\n"
                                    "--          and this goes on with nothing\n"
                                    "-- needs: a, b ,c\n"
                                    "select 1\n"
                                    "-- late: no head\n");
    assert_string_equal(sql_file_head(file, "title"), "Plans in time and after");
    assert_int_equal(file->head->len, 2);
    assert_null(sql_file_head(file, "late"));
    g_auto(GStrv) needs = sql_file_list(file, "needs");
    assert_int_equal(g_strv_length(needs), 3);
    assert_string_equal(needs[1], "b");
    assert_null(sql_file_list(file, "nothing"));
    assert_string_equal(file->name, "example");
    assert_true(g_str_has_prefix(file->text + file->body, "select 1"));
    sql_file_free(file);
}

static void a_byte_order_mark_is_no_part_of_the_text(void **state)
{
    (void)state;
    struct sql_file *plain = file_of("-- title: t\nselect 1"), *marked = file_of("\xEF\xBB\xBF-- title: t\nselect 1");
    assert_string_equal(sql_file_head(marked, "title"), "t");
    assert_string_equal(marked->text, plain->text);
    assert_string_not_equal(marked->sha256, plain->sha256);
    sql_file_free(plain);
    sql_file_free(marked);
    assert_refused("\xEF\xBB\xBF"
                   "drop table plan",
                   "example.sql:1:1: not a single read-only SELECT: it begins with 'drop'\ndrop table plan\n^");
}

static void windows_line_ends_leave_no_trace_in_the_head(void **state)
{
    (void)state;
    struct sql_file *file = file_of("-- title: Plans\r\n--\r\n-- ref: T01\r\nselect 1\r\n");
    assert_string_equal(sql_file_head(file, "title"), "Plans");
    assert_string_equal(sql_file_head(file, "ref"), "T01");
    sql_file_free(file);
}

static void an_unknown_head_key_is_refused_where_it_stands(void **state)
{
    (void)state;
    const char *const none[] = {NULL}, *const allowed[] = {"title", NULL};
    GError *error = NULL;
    struct sql_file *file = file_of("-- title: Plans\n-- titel: Plans\nselect 1\n");
    assert_false(sql_file_check_head(file, none, allowed, &error));
    assert_fault(error, "example.sql:2:4: unknown head key 'titel': is \"title\" meant?\n-- titel: Plans\n   ^");
    sql_file_free(file);
}

static void a_head_key_that_stands_twice_or_lacks_is_refused(void **state)
{
    (void)state;
    const char *const keys[] = {"title", "ref", NULL};
    GError *error = NULL;
    struct sql_file *twice = file_of("-- title: Plans\n-- ref: 1\n-- title: More\nselect 1\n");
    assert_false(sql_file_check_head(twice, keys, keys, &error));
    assert_fault(g_steal_pointer(&error), "example.sql:3:4: head key 'title' stands twice\n-- title: More\n   ^");
    sql_file_free(twice);
    struct sql_file *lacks = file_of("-- title: Plans\nselect 1\n");
    assert_false(sql_file_check_head(lacks, keys, keys, &error));
    assert_fault(error, "example.sql:1:1: the head lacks 'ref'\n-- title: Plans\n^");
    sql_file_free(lacks);
}

static void only_a_select_is_prepared(void **state)
{
    (void)state;
    assert_refused("-- title: x\ndelete from plan", "example.sql:2:1: not a single read-only SELECT: it begins with "
                                                    "'delete'\ndelete from plan\n^");
    assert_refused("select 1; drop table plan", "example.sql:1:11: a second statement: there may be one\n"
                                                "select 1; drop table plan\n          ^");
    assert_refused("pragma user_version", "example.sql:1:1: not a single read-only SELECT: it begins with 'pragma'\n"
                                          "pragma user_version\n^");
    assert_refused("with a as (select 1)\ndelete from plan", "example.sql:2:1: not authorized\ndelete from plan\n^");
    assert_refused("-- nothing\n", "example.sql:2:1: not a single read-only SELECT: it begins with ''\n\n^");
}

static void faults_point_at_line_column_and_word(void **state)
{
    (void)state;
    assert_refused("select plan_id,\n       start_dat\nfrom plan",
                   "example.sql:2:8: no such column: start_dat: is \"start_date\" meant?\n       start_dat\n       ^");
    assert_refused("select plan_id\nfrom plans",
                   "example.sql:2:6: no such table: plans: is \"plan\" meant?\nfrom plans\n     ^");
    assert_refused("select plan_id\nfrm plan", "example.sql:2:5: near \"plan\": syntax error\nfrm plan\n    ^");
}

static void relations_read_are_known_through_views(void **state)
{
    (void)state;
    struct sql_file *file = file_of("select plan_id from open_plan");
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    assert_true(
        db_run(db, NULL, "create temp table plan (plan_id text); create temp view open_plan as select * from plan"));
    g_autoptr(GHashTable) reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    struct statement *statement = sql_file_prepare(file, db, reads, NULL);
    assert_non_null(statement);
    assert_true(g_hash_table_contains(reads, "open_plan"));
    assert_true(g_hash_table_contains(reads, "plan"));
    const char *table, *column;
    assert_true(statement_column_origin(statement, 0, &table, &column));
    assert_string_equal(table, "plan");
    statement_free(statement);
    sql_file_free(file);
    db_close(db);
}

static void only_what_is_visible_is_read(void **state)
{
    (void)state;
    static const char words[] =
        "pupil is no table for queries: they read current_<extract>, models and the tables of a run";
    g_autofree char *column = g_strdup_printf("example.sql:1:17: %s\nselect upn from pupil\n                ^", words);
    assert_refused("select upn from pupil", column);
    g_autofree char *count =
        g_strdup_printf("example.sql:1:22: %s\nselect count(*) from pupil\n                     ^", words);
    assert_refused("select count(*) from pupil", count);
    static const char main_words[] = "main holds superseded rows as well: read current_<extract>, without main";
    g_autofree char *main_count = g_strdup_printf("example.sql:2:6: %s\nfrom \"main\" . [Pupil]\n     ^", main_words);
    assert_refused("select count(*)\nfrom \"main\" . [Pupil]", main_count);
}

static void no_expression_passes_for_a_view(void **state)
{
    (void)state;
    static const char words[] = "the warehouse has a table or view of that name: give this another";
    static const char *const texts[] = {
        "with current_pupil as (select upn from main.pupil) select upn from current_pupil",
        "with 'current_pupil' as (select upn from pupil) select upn from current_pupil",
        "with CURRENT_pupil(upn) as not materialized (select 'a') select upn from temp.current_pupil",
        "with pupil as materialized (select 1 as upn) select upn from pupil",
    };
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *message = g_strdup_printf("example.sql:1:6: %s\n%s\n     ^", words, texts[i]);
        assert_refused(texts[i], message);
    }
}

static void no_file_knows_what_day_it_is(void **state)
{
    (void)state;
    static const char words[] =
        "this is another day on another day, or in another place: the dates of a run are in the table context";
    static const struct {
        int column;
        const char *text;
    } cases[] = {
        {13, "select date('now')"},
        {8, "select date ( /* today */ )"},
        {8, "select strftime('%Y')"},
        {29, "select datetime(start_date, 'LocalTime') from plan"},
        {22, "select strftime('%Y','now', '-1 day')"},
        {18, "select julianday('now') - 1"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *message = g_strdup_printf("example.sql:1:%d: %s\n%s\n%*s^", cases[i].column, words,
                                                   cases[i].text, cases[i].column - 1, "");
        assert_refused(cases[i].text, message);
    }
    assert_refused("select current_date",
                   "example.sql:1:8: not authorized to use function: current_date\nselect current_date\n       ^");
    assert_refused("select random()",
                   "example.sql:1:8: not authorized to use function: random\nselect random()\n       ^");
}

static void what_only_looks_like_it_is_taken(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "select date(start_date, '+1 month') as day, 'now' as word, 'date()' as text from plan -- date('now')",
        "with latest as (select upn from current_pupil) select upn, count(*) from latest group by upn",
        "select main.plan_id from plan as main join current_pupil on main.plan_id in (upn, 'a')",
        "select count(*) from current_pupil",
        "select cast(plan_id as integer), (select strftime('%Y', start_date)) as year from plan",
    };
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    assert_true(db_run(db, NULL,
                       "create temp table plan (plan_id text, start_date text); create table pupil (upn text);"
                       "create temp view current_pupil as select upn from main.pupil"));
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
        GError *error = NULL;
        struct sql_file *file = file_of(texts[i]);
        struct statement *statement = sql_file_prepare(file, db, NULL, &error);
        g_assert_no_error(error);
        statement_free(statement);
        sql_file_free(file);
    }
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(head_values_are_trimmed_and_continued),
        cmocka_unit_test(a_byte_order_mark_is_no_part_of_the_text),
        cmocka_unit_test(windows_line_ends_leave_no_trace_in_the_head),
        cmocka_unit_test(an_unknown_head_key_is_refused_where_it_stands),
        cmocka_unit_test(a_head_key_that_stands_twice_or_lacks_is_refused),
        cmocka_unit_test(only_a_select_is_prepared),
        cmocka_unit_test(faults_point_at_line_column_and_word),
        cmocka_unit_test(relations_read_are_known_through_views),
        cmocka_unit_test(only_what_is_visible_is_read),
        cmocka_unit_test(no_expression_passes_for_a_view),
        cmocka_unit_test(no_file_knows_what_day_it_is),
        cmocka_unit_test(what_only_looks_like_it_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
