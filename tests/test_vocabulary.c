#include "pipeline/lib/date.h"
#include "stages/measure/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int open_db(void **state)
{
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    g_autoptr(GArray) holidays = g_array_new(FALSE, FALSE, sizeof(int32_t));
    const int32_t may_day = date_parse_iso("2020-05-08", 10);
    g_array_append_val(holidays, may_day);
    *state = db;
    return db != NULL && vocabulary_register_with(db, holidays, NULL) ? 0 : -1;
}

static int close_db(void **state)
{
    db_close(*state);
    return 0;
}

/* `expected` NULL: null. */
static void assert_sql(void **state, const char *expression, const char *expected)
{
    GError *error = NULL;
    g_autofree char *sql = g_strdup_printf("select %s", expression);
    g_autofree char *text = db_get_text(*state, sql, &error);
    if (error != NULL)
        fail_msg("%s: %s", expression, error->message);
    if (g_strcmp0(text, expected) != 0)
        fail_msg("%s is %s, not %s", expression, text == NULL ? "null" : text, expected == NULL ? "null" : expected);
}

static void days_are_counted_from_the_first_date(void **state)
{
    assert_sql(state, "days_between('2020-01-01', '2020-05-20')", "140");
    assert_sql(state, "days_between('2020-02-28', '2020-03-01')", "2");
    assert_sql(state, "days_between('2021-02-28', '2021-03-01')", "1");
    assert_sql(state, "days_between('2020-01-02', '2020-01-01')", "-1");
    assert_sql(state, "working_days_between('2020-05-07', '2020-05-11')", "1");
    assert_sql(state, "add_working_days('2020-05-07', 1)", "2020-05-11");
}

static void dates_move_by_days_weeks_and_months(void **state)
{
    assert_sql(state, "add_days('2020-12-31', 1)", "2021-01-01");
    assert_sql(state, "add_weeks('2020-01-01', 20)", "2020-05-20");
    assert_sql(state, "add_months('2020-01-31', 1)", "2020-02-29");
    assert_sql(state, "add_months('2021-03-31', -1)", "2021-02-28");
    assert_sql(state, "months_between('2020-01-31', '2020-02-29')", "0");
    assert_sql(state, "months_between('2020-01-15', '2020-07-15')", "6");
}

static void null_and_what_is_no_date_give_null(void **state)
{
    assert_sql(state, "days_between(null, '2020-01-01')", NULL);
    assert_sql(state, "days_between('2020-01-01', '2021-02-29')", NULL);
    assert_sql(state, "add_days('2020-01-01', null)", NULL);
    assert_sql(state, "age_at(null, '2020-01-01')", NULL);
    assert_sql(state, "age_band(null)", NULL);
    assert_sql(state, "august_before('x')", NULL);
    assert_sql(state, "nc_year('2010-01-01', null)", NULL);
    assert_sql(state, "academic_year(null)", NULL);
    assert_sql(state, "financial_year('')", NULL);
    assert_sql(state, "month_of(null)", NULL);
    assert_sql(state, "postcode_normal(null)", NULL);
    assert_sql(state, "postcode_normal('  ')", NULL);
    assert_sql(state, "postcode_has_prefix(null, 'CW1')", NULL);
    assert_sql(state, "least_date(null, null)", NULL);
}

static void what_lies_beyond_the_calendar_is_null(void **state)
{
    assert_sql(state, "add_days('2020-01-01', 9223372036854775807)", NULL);
    assert_sql(state, "add_days('2020-01-01', -2147483648)", NULL);
    assert_sql(state, "add_weeks('2020-01-01', 1000000000)", NULL);
    assert_sql(state, "add_weeks('2020-01-01', -600000)", NULL);
    assert_sql(state, "add_months('2020-01-01', -30000)", NULL);
    assert_sql(state, "add_months('2020-01-01', 2147483647)", NULL);
    assert_sql(state, "add_months('2020-01-31', -1440)", "1900-01-31");
    assert_sql(state, "add_months('2020-01-31', -1441)", NULL);
    assert_sql(state, "add_days('2100-12-01', 30)", "2100-12-31");
    assert_sql(state, "add_days('2100-12-01', 31)", NULL); /* what it gives, a measure's day may be */
    assert_sql(state, "add_working_days('2020-01-01', 2000000000)", NULL);
}

static void the_nth_working_day_is_one_and_has_n_to_it(void **state)
{
    assert_sql(state,
               "(with recursive number(n) as (select 1 union all select n + 1 from number where n < 400), "
               "reached as (select n, add_working_days('2020-04-29', n) as day from number) "
               "select count(*) from reached where working_days_between('2020-04-29', day) <> n "
               "or working_days_between(add_days(day, -1), day) <> 1)",
               "0");
    assert_sql(state, "add_working_days('2020-05-07', 1)", "2020-05-11");
    assert_sql(state, "add_working_days('2020-05-09', 0)", "2020-05-09");
}

static void ages_are_completed_years(void **state)
{
    assert_sql(state, "age_at('2010-06-15', '2020-06-14')", "9");
    assert_sql(state, "age_at('2010-06-15', '2020-06-15')", "10");
    assert_sql(state, "age_at('2012-02-29', '2021-02-28')", "8");
    assert_sql(state, "age_at('2012-02-29', '2021-03-01')", "9");
    assert_sql(state, "age_at('2012-02-29', '2020-02-29')", "8");
    assert_sql(state, "age_at('2020-01-02', '2020-01-01')", NULL);
}

static void an_anniversary_is_the_day_on_which_the_age_is_reached(void **state)
{
    assert_sql(state, "anniversary('2019-03-01', 2)", "2021-03-01");
    assert_sql(state, "anniversary('2019-03-01', 0)", "2019-03-01");
    assert_sql(state, "anniversary('2012-02-29', 8)", "2020-02-29");
    assert_sql(state, "anniversary('2012-02-29', 9)", "2021-03-01");
    assert_sql(state, "anniversary('2012-02-29', -1)", "2011-03-01");
    assert_sql(state, "anniversary('2019-03-01', null)", NULL);
    assert_sql(state, "anniversary(null, 1)", NULL);
    assert_sql(state, "anniversary('2019-03-01', 9000)", NULL);
    assert_sql(state, "anniversary('2019-03-01', 3000000)", NULL);
}

static void age_bands_end_at_their_last_year(void **state)
{
    static const char *const edges[][2] = {{"0", "under 5"},   {"4", "under 5"},   {"5", "5 to 10"},
                                           {"10", "5 to 10"},  {"11", "11 to 15"}, {"15", "11 to 15"},
                                           {"16", "16 to 19"}, {"19", "16 to 19"}, {"20", "20 to 25"},
                                           {"25", "20 to 25"}, {"26", "over 25"},  {"-1", NULL}};
    for (guint i = 0; i < G_N_ELEMENTS(edges); i++) {
        g_autofree char *expression = g_strdup_printf("age_band(%s)", edges[i][0]);
        assert_sql(state, expression, edges[i][1]);
    }
}

static void the_31_august_before_is_strictly_before(void **state)
{
    assert_sql(state, "august_before('2020-08-31')", "2019-08-31");
    assert_sql(state, "august_before('2020-09-01')", "2020-08-31");
    assert_sql(state, "august_before('2021-01-21')", "2020-08-31");
}

static void year_groups_follow_age_on_31_august(void **state)
{
    assert_sql(state, "nc_year('2019-09-01', '2020-08-31')", "below N1");
    assert_sql(state, "nc_year('2018-08-31', '2020-08-31')", "N1");
    assert_sql(state, "nc_year('2017-08-31', '2020-08-31')", "N2");
    assert_sql(state, "nc_year('2016-08-31', '2020-08-31')", "R");
    assert_sql(state, "nc_year('2016-09-01', '2020-08-31')", "N2");
    assert_sql(state, "nc_year('2015-08-31', '2020-08-31')", "1");
    assert_sql(state, "nc_year('1996-08-31', '2020-08-31')", "20");
    assert_sql(state, "nc_year('2020-08-31', '2020-08-31')", "below N1");
    assert_sql(state, "nc_year('2020-09-01', '2020-08-31')", NULL);
}

static void years_and_months_have_their_names(void **state)
{
    assert_sql(state, "academic_year('2020-08-31')", "2019/20");
    assert_sql(state, "academic_year('2020-09-01')", "2020/21");
    assert_sql(state, "financial_year('2021-03-31')", "2020-21");
    assert_sql(state, "financial_year('2021-04-01')", "2021-22");
    assert_sql(state, "month_of('2020-07-09')", "2020-07");
}

static void postcodes_have_one_space_before_the_last_three(void **state)
{
    assert_sql(state, "postcode_normal('cw12ab')", "CW1 2AB");
    assert_sql(state, "postcode_normal(' CW12  3AB ')", "CW12 3AB");
    assert_sql(state, "postcode_normal('M11AE')", "M1 1AE");
    assert_sql(state, "postcode_normal('CW1')", "CW1");
    assert_sql(state, "postcode_normal('\u00a0CW12\u00a03AB\u2003')", "CW12 3AB");
}

static void a_prefix_ends_where_the_kind_of_character_changes(void **state)
{
    assert_sql(state, "postcode_has_prefix('CW12 3AB', 'CW1')", "0");
    assert_sql(state, "postcode_has_prefix('CW12AB', 'CW1')", "1");
    assert_sql(state, "postcode_has_prefix('CW12AB', 'CW12')", "0");
    assert_sql(state, "postcode_has_prefix('CW1 2AB', 'cw')", "1");
    assert_sql(state, "postcode_has_prefix('CW1 2AB', 'C')", "0");
    assert_sql(state, "postcode_has_prefix('CW1 2AB', 'CW1 2')", "1");
    assert_sql(state, "postcode_has_prefix('CW1 2AB', 'CW1 2AB')", "1");
    assert_sql(state, "postcode_has_prefix('CW1 2AB', 'SK')", "0");
    assert_sql(state, "postcode_has_prefix('CW1 2AB', '')", "0");
    assert_sql(state, "postcode_has_prefix('CW12\u00a03AB', 'CW12\u00a03')", "1");
}

static void a_prefix_is_written_as_postcodes_begin(void **state)
{
    assert_sql(state, "postcode_prefix_normal(' cw12\u00a0 3')", "CW12 3");
    assert_sql(state, "postcode_prefix_normal('\u00a0')", NULL);
    assert_sql(state, "postcode_prefix_normal(null)", NULL);
}

static void a_list_has_a_word_whatever_its_case_and_the_space_around_it(void **state)
{
    assert_sql(state, "list_has('Yes; Mostly agree ;No', 'mostly AGREE')", "1");
    assert_sql(state, "list_has('Yes; Mostly agree', 'agree')", "0");
    assert_sql(state, "list_has('OUI;\u00c7A VA', '\u00e7a va')", "1");
    assert_sql(state, "list_has('stra\u00dfe', ' STRASSE')", "1");
    assert_sql(state, "list_has('\u00a0yes\u2003;no', 'no\u00a0')", "1");
    assert_sql(state, "list_has('\u00a0yes\u2003;no', 'YES')", "1");
    assert_sql(state, "list_has('no', 'n\u00f8')", "0");
    assert_sql(state, "list_has('yes;;', '\u00a0')", "0");
    assert_sql(state, "list_has(null, 'yes')", NULL);
    assert_sql(state, "list_has('yes', null)", NULL);
}

static void the_least_date_passes_over_nulls(void **state)
{
    assert_sql(state, "least_date('2020-02-01', null, '2020-01-31')", "2020-01-31");
    assert_sql(state, "least_date(null, '2020-02-01')", "2020-02-01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(days_are_counted_from_the_first_date),
        cmocka_unit_test(dates_move_by_days_weeks_and_months),
        cmocka_unit_test(null_and_what_is_no_date_give_null),
        cmocka_unit_test(what_lies_beyond_the_calendar_is_null),
        cmocka_unit_test(the_nth_working_day_is_one_and_has_n_to_it),
        cmocka_unit_test(ages_are_completed_years),
        cmocka_unit_test(age_bands_end_at_their_last_year),
        cmocka_unit_test(an_anniversary_is_the_day_on_which_the_age_is_reached),
        cmocka_unit_test(the_31_august_before_is_strictly_before),
        cmocka_unit_test(year_groups_follow_age_on_31_august),
        cmocka_unit_test(years_and_months_have_their_names),
        cmocka_unit_test(postcodes_have_one_space_before_the_last_three),
        cmocka_unit_test(a_prefix_ends_where_the_kind_of_character_changes),
        cmocka_unit_test(a_prefix_is_written_as_postcodes_begin),
        cmocka_unit_test(a_list_has_a_word_whatever_its_case_and_the_space_around_it),
        cmocka_unit_test(the_least_date_passes_over_nulls),
    };
    return cmocka_run_group_tests(tests, open_db, close_db);
}
