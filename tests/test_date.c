#include "pipeline/lib/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

static int32_t day(const char *text)
{
    const int32_t date = date_parse_iso(text, strlen(text));
    assert_int_not_equal(date, DATE_NONE);
    return date;
}

static void expect_date(int32_t date, const char *expected)
{
    char text[DATE_TEXT_SIZE];
    date_format_iso(date, text);
    assert_string_equal(text, expected);
}

static void dates_count_from_1970(void **state)
{
    (void)state;
    assert_int_equal(day("1970-01-01"), 0);
    assert_int_equal(day("2000-03-01"), 11017);
    assert_int_equal(day("1900-01-01"), -25567);
    assert_int_equal(day("2021-01-21") - day("2020-09-03"), 140);
}

static void every_day_of_two_centuries_reads_back(void **state)
{
    (void)state;
    int32_t expected = day("1900-01-01");
    for (int year = 1900; year <= 2100; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= date_days_in_month(year, month); d++, expected++) {
                char text[DATE_TEXT_SIZE];
                const int32_t date = date_from_parts((struct date_parts){year, month, d});
                assert_int_equal(date, expected);
                date_format_iso(date, text);
                assert_int_equal(date_parse_iso(text, 10), date);
                assert_int_equal(date_weekday(date), (expected - day("1900-01-01")) % 7); /* a Monday */
            }
    assert_int_equal(expected - 1, day("2100-12-31"));
}

static void days_that_do_not_exist_are_refused(void **state)
{
    (void)state;
    const char *const texts[] = {"2021-02-29",  "1900-02-29", "2100-02-29", "2021-13-01", "2021-00-01",
                                 "2021-01-00",  "2021-01-32", "2021-04-31", "1899-12-31", "2101-01-01",
                                 "2021-1-01",   "2021/01/01", "21-01-2021", "2021-01-1",  " 2021-01-1",
                                 "2021-01-01 ", "20210101",   "",           "+021-01-01", "2021-0a-01"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_int_equal(date_parse_iso(texts[i], strlen(texts[i])), DATE_NONE);
    assert_int_not_equal(date_parse_iso("2000-02-29", 10), DATE_NONE);
    assert_int_not_equal(date_parse_iso("2020-02-29", 10), DATE_NONE);
}

static void a_year_begins_the_day_after_the_same_day_a_year_before(void **state)
{
    (void)state;
    expect_date(date_year_start(day("2021-01-21")), "2020-01-22");
    expect_date(date_year_start(day("2020-02-29")), "2019-03-01");
    expect_date(date_year_start(day("2021-02-28")), "2020-03-01");
    expect_date(date_year_start(day("2020-02-28")), "2019-03-01");
    expect_date(date_year_start(day("2020-12-31")), "2020-01-01");
    expect_date(date_year_start(day("2020-07-31")), "2019-08-01");
}

static void months_are_added_by_the_calendar(void **state)
{
    (void)state;
    expect_date(date_add_months(day("2021-01-31"), 1), "2021-02-28");
    expect_date(date_add_months(day("2020-01-31"), 1), "2020-02-29");
    expect_date(date_add_months(day("2021-01-15"), -1), "2020-12-15");
    expect_date(date_add_months(day("2021-03-31"), -13), "2020-02-29");
    expect_date(date_add_months(day("2021-12-01"), 12), "2022-12-01");
    expect_date(date_month_start(day("2020-02-29")), "2020-02-01");
    expect_date(date_month_end(day("2020-02-01")), "2020-02-29");
    expect_date(date_month_end(day("2021-12-31")), "2021-12-31");
}

static void ages_are_completed_years(void **state)
{
    (void)state;
    assert_int_equal(date_age_on(day("2010-06-15"), day("2020-06-14")), 9);
    assert_int_equal(date_age_on(day("2010-06-15"), day("2020-06-15")), 10);
    assert_int_equal(date_age_on(day("2012-02-29"), day("2021-02-28")), 8);
    assert_int_equal(date_age_on(day("2012-02-29"), day("2021-03-01")), 9);
    assert_int_equal(date_age_on(day("2012-02-29"), day("2020-02-29")), 8);
    assert_int_equal(date_age_on(day("2021-06-15"), day("2020-06-15")), -1);
}

static void months_between_are_completed_months(void **state)
{
    (void)state;
    assert_int_equal(date_months_between(day("2020-01-31"), day("2020-02-29")), 0);
    assert_int_equal(date_months_between(day("2020-01-31"), day("2020-03-31")), 2);
    assert_int_equal(date_months_between(day("2020-01-15"), day("2021-01-14")), 11);
}

static void the_school_year_ends_on_31_august(void **state)
{
    (void)state;
    expect_date(date_august_before(day("2020-08-31")), "2019-08-31");
    expect_date(date_august_before(day("2020-09-01")), "2020-08-31");
    expect_date(date_august_before(day("2021-01-21")), "2020-08-31");
}

static void the_nth_weekday_of_a_month_is_found(void **state)
{
    (void)state;
    expect_date(date_nth_weekday(2021, 1, 3, 3), "2021-01-21"); /* the third Thursday */
    expect_date(date_nth_weekday(2020, 1, 3, 3), "2020-01-16");
    expect_date(date_nth_weekday(2021, 2, 0, 1), "2021-02-01");
}

static void dates_are_written_in_english(void **state)
{
    (void)state;
    g_autofree char *long_form = date_format_long(day("2021-01-21"));
    g_autofree char *month = date_format_month(day("2020-08-01"));
    assert_string_equal(long_form, "21 January 2021");
    assert_string_equal(month, "August 2020");
}

static void dates_are_kept_once_and_in_order(void **state)
{
    (void)state;
    const int32_t given[] = {5, -3, 5, 7, -3, 5}, expected[] = {-3, 5, 7};
    g_autoptr(GArray) dates = g_array_new(FALSE, FALSE, sizeof(int32_t));
    dates_keep_distinct(dates);
    assert_int_equal(dates->len, 0);
    g_array_append_vals(dates, given, G_N_ELEMENTS(given));
    dates_keep_distinct(dates);
    assert_int_equal(dates->len, G_N_ELEMENTS(expected));
    assert_memory_equal(dates->data, expected, sizeof expected);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_count_from_1970),
        cmocka_unit_test(every_day_of_two_centuries_reads_back),
        cmocka_unit_test(days_that_do_not_exist_are_refused),
        cmocka_unit_test(a_year_begins_the_day_after_the_same_day_a_year_before),
        cmocka_unit_test(months_are_added_by_the_calendar),
        cmocka_unit_test(ages_are_completed_years),
        cmocka_unit_test(months_between_are_completed_months),
        cmocka_unit_test(the_school_year_ends_on_31_august),
        cmocka_unit_test(the_nth_weekday_of_a_month_is_found),
        cmocka_unit_test(dates_are_kept_once_and_in_order),
        cmocka_unit_test(dates_are_written_in_english),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
