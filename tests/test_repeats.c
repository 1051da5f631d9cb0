#include "tests/counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EVENT "-- unit: number\n-- when: event\n-- period: rolling 12 months\n"
#define COUNT "-- kind: count\n" EVENT
#define SUM "-- kind: sum\n" EVENT
#define NOT_ONCE ": a case that is listed more than once is counted more than once. Does a join double rows?\n"

/* Children with breaks, and of each child a row a need. */
static const char breaks[] =
    "create temp table break (id text, child integer, day text, hours integer);"
    "insert into break values ('a', 1, '2020-06-01', 3), ('b', 2, '2020-06-01', 3), ('c', 2, '2020-06-02', 5),"
    "('old', 3, '2010-01-01', 3);"
    "create temp table need (child integer, need text);"
    "insert into need values (1, 'ASD'), (2, 'ASD'), (2, 'SLCN'), (3, 'ASD'), (3, 'ASD')";

/* Counts the measure `example` as at 2021-01-21: its fault up to the line of SQL that is shown, or "" without one. */
static char *fault_of(const char *head, const char *query)
{
    struct counted counted;
    counted_open(&counted, "2021-01-21", breaks);
    counted_add(&counted, "example", head, query);
    g_autofree char *refused = counted_prepare(&counted);
    assert_null(refused);
    GError *error = NULL;
    struct figures *figures = figures_new();
    const struct count_scope scope = {.calendar = &counted.calendar};
    const bool is_good = measures_count_all(counted.measures, counted.db, &scope, figures, &error);
    assert_int_equal(is_good, error == NULL);
    char *message = g_strdup(error == NULL ? "" : error->message + strlen(counted.measures_folder) + 1);
    char *shown = strstr(message, "select");
    if (shown != NULL)
        *shown = '\0';
    g_clear_error(&error);
    figures_free(figures);
    counted_close(&counted);
    return message;
}

static void assert_fault(const char *head, const char *query, const char *expected)
{
    g_autofree char *fault = fault_of(head, query);
    assert_string_equal(fault, expected);
}

static void a_join_that_doubles_a_case_is_a_fault(void **state)
{
    (void)state;
    static const char expected[] =
        "example.sql:10:20: rows 2 and 3 of the result are one case on the same days" NOT_ONCE;
    assert_fault(COUNT, "select break.id as case_id, day as on_date from break join need using (child)", expected);
    assert_fault(COUNT, "select break.id as case_id, day as on_date, need from break join need using (child)",
                 expected);
    assert_fault(
        "-- kind: rate\n" EVENT,
        "select break.id as case_id, day as on_date, hours > 3 as met, need from break join need using (child)",
        expected);
}

static void a_number_names_a_case_as_a_text_does(void **state)
{
    (void)state;
    assert_fault(COUNT, "select child as case_id, '2020-06-01' as on_date from break",
                 "example.sql:10:17: rows 2 and 3 of the result are one case on the same days" NOT_ONCE);
}

static void a_case_on_two_days_is_none(void **state)
{
    (void)state;
    assert_fault(COUNT, "select child as case_id, day as on_date from break", "");
    assert_fault("-- kind: count\n-- unit: number\n-- when: state\n-- period: day\n",
                 "select child as case_id, day as from_date, null as to_date from break", "");
}

/* Plans issued and plans that came with a child are numbered apart: the row tells them apart. */
static void rows_of_two_loads_are_two_cases(void **state)
{
    (void)state;
    assert_fault(COUNT, "select child as case_id, '2020-06-01' as on_date, (rowid << 32) + 2 as row_id from break", "");
    assert_fault(COUNT, "select child as case_id, '2020-06-01' as on_date, (7 << 32) + rowid as row_id from break",
                 "example.sql:10:17: rows 2 and 3 of the result are one case on the same days" NOT_ONCE);
}

static void a_case_in_two_states_of_knowledge_is_none(void **state)
{
    (void)state;
    assert_fault(COUNT,
                 "select id as case_id, day as on_date, null as known_from, '2020-08-01' as known_to from break "
                 "union all select id, day, '2020-08-01', null from break",
                 "");
    assert_fault(COUNT,
                 "select id as case_id, day as on_date, '2020-08-01' as known_from, null as known_to from break "
                 "union all select id, day, '2020-08-01', null from break",
                 "example.sql:10:14: rows 1 and 5 of the result are one case on the same days" NOT_ONCE);
}

static void rows_that_nothing_counts_may_repeat(void **state)
{
    (void)state;
    assert_fault(COUNT, "select id as case_id, day as on_date from break join need using (child) where child <> 2", "");
    assert_fault("-- kind: rate\n" EVENT,
                 "select id as case_id, day as on_date, case when need = 'ASD' then 1 end as met "
                 "from break join need using (child)",
                 "");
}

static void without_a_total_a_case_may_stand_in_two_categories(void **state)
{
    (void)state;
    static const char query[] = "select id as case_id, day as on_date, need from break join need using (child)";
    assert_fault(COUNT "-- all: no\n", query, "");
    assert_fault(COUNT "-- all: no\n",
                 "select id as case_id, day as on_date, 'ASD' as need from break join need using (child)",
                 "example.sql:11:14: rows 2 and 3 of the result are one case on the same days" NOT_ONCE);
}

static void amounts_repeat_only_when_all_columns_do(void **state)
{
    (void)state;
    static const char of_child[] = "select child as case_id, '2020-06-01' as on_date, hours as value from break";
    assert_fault(SUM, of_child, "");
    assert_fault(SUM "-- counts: other\n",
                 "select id as case_id, day as on_date, hours as value from break join need using (child)",
                 "example.sql:11:14: rows 2 and 3 of the result are one case on the same days, the same in every "
                 "column" NOT_ONCE);
    assert_fault("-- kind: ratio\n" EVENT,
                 "select id as case_id, day as on_date, hours as numerator, 1 as denominator, need "
                 "from break join need using (child)",
                 "");
}

static void what_is_no_child_may_have_no_name_of_its_own(void **state)
{
    (void)state;
    assert_fault(COUNT "-- counts: other\n", "select child as case_id, '2020-06-01' as on_date from break", "");
}

static void a_case_that_comes_again_behind_others_is_a_fault(void **state)
{
    (void)state;
    static const char expected[] =
        "example.sql:10:19: rows 1 and 4 of the result are one case on the same days" NOT_ONCE;
    assert_fault(COUNT, "select column1 as case_id, '2020-06-01' as on_date from (values ('a'), ('b'), ('c'), ('a'))",
                 expected);
    assert_fault(COUNT, "select column1 as case_id, '2020-06-01' as on_date from (values (1), (2), ('c'), (1))",
                 expected);
}

static void many_cases_are_told_apart(void **state)
{
    (void)state;
    static const char query[] =
        "with recursive number(n) as (select 1 union all select n + 1 from number where n < 20000) "
        "select n as case_id, '2020-06-01' as on_date from number union all "
        "select 'T' || n, '2020-06-01' from number";
    assert_fault(COUNT, query, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_join_that_doubles_a_case_is_a_fault),
        cmocka_unit_test(a_number_names_a_case_as_a_text_does),
        cmocka_unit_test(a_case_on_two_days_is_none),
        cmocka_unit_test(rows_of_two_loads_are_two_cases),
        cmocka_unit_test(a_case_in_two_states_of_knowledge_is_none),
        cmocka_unit_test(rows_that_nothing_counts_may_repeat),
        cmocka_unit_test(without_a_total_a_case_may_stand_in_two_categories),
        cmocka_unit_test(amounts_repeat_only_when_all_columns_do),
        cmocka_unit_test(what_is_no_child_may_have_no_name_of_its_own),
        cmocka_unit_test(a_case_that_comes_again_behind_others_is_a_fault),
        cmocka_unit_test(many_cases_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
