/* Faults in a project's own models and code lists, met while a run is prepared. */
#include "tests/counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct definition {
    const char *folder, *name, *text;
};

/* Prepares with these files laid over our own; the fault without the folder's name, or NULL. The caller frees. */
static char *prepare_with(const struct definition *definitions, guint n)
{
    struct counted counted;
    counted_open(&counted, "2021-01-21", "create temp table plan (id text, day text)");
    for (guint i = 0; i < n; i++) {
        g_autofree char *folder = g_build_filename(counted.folder, definitions[i].folder, NULL);
        g_mkdir_with_parents(folder, 0700);
        g_free(temporary_write(folder, definitions[i].name, definitions[i].text));
    }
    g_autofree char *fault = counted_prepare(&counted);
    g_autoptr(GString) message = g_string_new(fault);
    g_autofree char *prefix = g_strconcat(counted.folder, "/", NULL);
    g_string_replace(message, prefix, "", 0);
    for (guint i = 0; i < n; i++) {
        g_autofree char *folder = g_build_filename(counted.folder, definitions[i].folder, NULL);
        if (g_file_test(folder, G_FILE_TEST_IS_DIR))
            temporary_remove(g_steal_pointer(&folder));
    }
    g_autofree char *schemas = g_build_filename(counted.folder, "schemas", NULL);
    g_rmdir(schemas);
    counted_close(&counted);
    return fault == NULL ? NULL : g_string_free(g_steal_pointer(&message), FALSE);
}

static void assert_fault(const struct definition *definitions, guint n, const char *expected)
{
    g_autofree char *fault = prepare_with(definitions, n);
    assert_non_null(fault);
    assert_string_equal(fault, expected);
}

static void a_fault_points_into_the_model_that_has_it(void **state)
{
    (void)state;
    const struct definition definitions[] = {
        {"stages/models", "mart_a.sql", "-- One row per plan.\nselect id, day from mart_b\n"},
        {"stages/models", "mart_b.sql", "-- One row per plan.\nselect id,\n       dya as day\nfrom plan\n"}};
    assert_fault(definitions, 2,
                 "stages/models/mart_b.sql:3:8: no such column: dya: is \"day\" meant?\n       dya as day\n       ^");
}

static void a_column_that_a_model_lacks_is_the_readers_fault(void **state)
{
    (void)state;
    const struct definition definitions[] = {
        {"stages/models", "mart_a.sql", "-- One row per plan.\nselect id, sex from mart_b\n"},
        {"stages/models", "mart_b.sql", "-- One row per plan.\nselect id from plan\n"}};
    assert_fault(definitions, 2,
                 "stages/models/mart_a.sql:2:12: no such column: sex\n"
                 "select id, sex from mart_b\n           ^");
}

static void models_that_read_each_other_are_refused(void **state)
{
    (void)state;
    const struct definition definitions[] = {
        {"stages/models", "mart_a.sql", "-- One row per plan.\nselect id from mart_b\n"},
        {"stages/models", "mart_b.sql", "-- One row per plan.\nselect id from mart_a\n"}};
    g_autofree char *fault = prepare_with(definitions, 2);
    assert_non_null(fault);
    assert_non_null(strstr(fault, "stages/models/mart_a.sql:2:1: the model reads itself"));
}

static void models_that_only_speak_of_each_other_are_taken(void **state)
{
    (void)state;
    const struct definition definitions[] = {
        {"stages/models", "mart_a.sql", "-- One row per plan.\nselect id from mart_b\n"},
        {"stages/models", "mart_b.sql",
         "-- One row per plan.\nselect id, 'mart_a' as reader from plan -- for mart_a\n"}};
    g_autofree char *fault = prepare_with(definitions, 2);
    assert_null(fault);
}

static void a_model_may_not_write(void **state)
{
    (void)state;
    const struct definition definitions[] = {
        {"stages/models", "mart_a.sql", "-- One row per plan.\nselect id from plan; drop table load\n"}};
    assert_fault(definitions, 1,
                 "stages/models/mart_a.sql:2:22: a second statement: there may be one\n"
                 "select id from plan; drop table load\n                     ^");
}

static void a_code_list_is_read_strictly(void **state)
{
    (void)state;
    const struct definition ragged[] = {{"schemas/codes", "colour.csv", "code,label\nR,Red\nG\n"}};
    assert_fault(ragged, 1,
                 "schemas/codes/colour.csv:3: the row has 1 cell and the header 2: a comma is missing, also where a "
                 "cell is empty");
    const struct definition no_date[] = {{"schemas/codes", "bank_holidays.csv", "date,name\n25/12/2020,Christmas\n"}};
    assert_fault(no_date, 1, "schemas/codes/bank_holidays.csv:2: '25/12/2020' is no date (yyyy-mm-dd)");
}

static void code_lists_settings_and_dates_are_tables(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21", "");
    assert_null(counted_prepare(&counted));
    static const char *const queries[][2] = {
        {"select count(*) > 5 from code_bank_holidays where date like '2020%'", "1"},
        {"select value from setting where key = 'complaint_days.1'", "10"},
        {"select value from setting where key = 'authority.code'", "895"},
        {"select as_at || ' ' || previous_board || ' ' || next_board || ' ' || board_interval_days from context",
         "2021-01-21 2020-11-19 2021-03-23 61"},
        {"select financial_year || ' ' || financial_year_start || ' ' || financial_year_end || ' ' || academic_year "
         "from context",
         "2020-21 2020-04-01 2021-03-31 2020/21"},
        {"select count(*) || ' ' || min(at_date) || ' ' || max(at_date) from counting_date",
         "26 2019-01-31 2021-01-21"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++) {
        g_autofree char *text = db_get_text(counted.db, queries[i][0], NULL);
        assert_string_equal(text, queries[i][1]);
    }
    counted_close(&counted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_fault_points_into_the_model_that_has_it),
        cmocka_unit_test(a_column_that_a_model_lacks_is_the_readers_fault),
        cmocka_unit_test(models_that_read_each_other_are_refused),
        cmocka_unit_test(models_that_only_speak_of_each_other_are_taken),
        cmocka_unit_test(a_model_may_not_write),
        cmocka_unit_test(a_code_list_is_read_strictly),
        cmocka_unit_test(code_lists_settings_and_dates_are_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
