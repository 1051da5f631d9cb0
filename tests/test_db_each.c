/* Rows that SQLite hands over are those that stepping gives. */
#include "pipeline/lib/db.h"
#include "pipeline/lib/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct db *open_memory(void)
{
    GError *error = NULL;
    struct db *db = db_open(":memory:", DB_READ_WRITE, &error);
    assert_true(db != NULL && db_run(db, &error, "create table t (a, b, c)") &&
                db_run(db, &error, "insert into t values (1, 'one', 1.5), (2, null, 2), (3, x'00', 'three')"));
    return db;
}

struct rows {
    struct statement *statement;
    GString *text; /* of all columns: their types and texts */
    guint n, n_most;
};

static bool take(void *data)
{
    struct rows *rows = data;
    for (int i = 0; i < statement_n_columns(rows->statement); i++) {
        const char *text = statement_text(rows->statement, i);
        g_string_append_printf(rows->text, "%u:%s;", (unsigned)statement_type(rows->statement, i),
                               text == NULL ? "-" : text);
    }
    g_string_append_c(rows->text, '\n');
    return ++rows->n < rows->n_most;
}

/* What the rows hold; the caller frees. */
static char *each_text(const char *sql, guint n_most)
{
    GError *error = NULL;
    struct db *db = open_memory();
    struct rows rows = {db_prepare(db, "q.sql", sql, &error), g_string_new(NULL), 0, n_most};
    assert_non_null(rows.statement);
    assert_true(statement_each(rows.statement, take, &rows, &error));
    statement_free(rows.statement);
    db_close(db);
    return g_string_free(rows.text, FALSE);
}

static char *stepped_text(const char *sql, guint n_most)
{
    GError *error = NULL;
    struct db *db = open_memory();
    struct rows rows = {db_prepare(db, "q.sql", sql, &error), g_string_new(NULL), 0, n_most};
    while (rows.n < n_most && statement_step(rows.statement, &error))
        take(&rows);
    assert_null(error);
    statement_free(rows.statement);
    db_close(db);
    return g_string_free(rows.text, FALSE);
}

/* Columns whose names differ by case alone, a query that ends in what stands in no brackets, one with its own `with`,
 * and one of more columns than a function takes. */
static void rows_handed_over_are_those_of_stepping(void **state)
{
    (void)state;
    g_autoptr(GString) wide = g_string_new("select a");
    for (int i = 0; i < 200; i++)
        g_string_append_printf(wide, ", %d", i);
    g_string_append(wide, " from t");
    const char *const queries[] = {
        "select * from t",
        "select a, b as A, c as \"select\" from t",
        "select a, c from t;",
        "select a from t /* and so on",
        "select a from t -- and so on",
        "with t as (select 7 as a union all select 8) select a from t",
        "select a from t union all select b from t",
        "select a from t where false",
        wide->str,
    };
    for (size_t i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autofree char *each = each_text(queries[i], G_MAXUINT), *stepped = stepped_text(queries[i], G_MAXUINT);
        assert_string_equal(each, stepped);
    }
}

static void whoever_takes_rows_may_stop(void **state)
{
    (void)state;
    for (guint n = 1; n <= 3; n++) {
        g_autofree char *each = each_text("select a from t", n), *stepped = stepped_text("select a from t", n);
        assert_string_equal(each, stepped);
        g_autofree char *each_of_text = each_text("select a from t;", n);
        assert_string_equal(each_of_text, stepped);
    }
}

static bool take_any(void *data)
{
    (void)data;
    return true;
}

/* As its place is told where it is stepped. */
static void a_fault_of_a_row_points_into_the_file(void **state)
{
    (void)state;
    GError *error = NULL;
    struct db *db = open_memory();
    struct statement *statement =
        db_prepare(db, "q.sql", "select a,\n  abs(-9223372036854775807 - (a > 1))\nfrom t", &error);
    assert_false(statement_each(statement, take_any, NULL, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_true(g_str_has_prefix(error->message, "q.sql:3:"));
    assert_non_null(strstr(error->message, "integer overflow"));
    g_clear_error(&error);
    statement_free(statement);
    db_close(db);
}

static void a_query_without_end_is_stopped(void **state)
{
    (void)state;
    GError *error = NULL;
    struct db *db = open_memory();
    db_limit_queries(db, 0, 1024);
    struct statement *statement = db_prepare(
        db, "q.sql", "with recursive n (i) as (select 1 union all select i + 1 from n) select i from n", &error);
    assert_false(statement_each(statement, take_any, NULL, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_non_null(strstr(error->message, "query_seconds"));
    g_clear_error(&error);
    statement_free(statement);
    db_close(db);
}

/* It would be handed rows that are not its own. */
static void a_file_may_not_call_what_takes_rows(void **state)
{
    (void)state;
    GError *error = NULL;
    struct db *db = open_memory();
    struct statement *statement = db_prepare(db, "q.sql", "select a from t", &error);
    assert_true(statement_each(statement, take_any, NULL, &error));
    statement_free(statement);
    assert_true(db_guard(db, NULL, &error));
    assert_null(db_prepare(db, "q.sql", "select sqlite_take(1)", &error));
    db_unguard(db);
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    g_clear_error(&error);
    db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_handed_over_are_those_of_stepping), cmocka_unit_test(whoever_takes_rows_may_stop),
        cmocka_unit_test(a_fault_of_a_row_points_into_the_file),  cmocka_unit_test(a_query_without_end_is_stopped),
        cmocka_unit_test(a_file_may_not_call_what_takes_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
