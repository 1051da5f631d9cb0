#include "pipeline/lib/date.h"
#include "stages/measure/period.h"
#include "stages/measure/working_days.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int32_t day(const char *text)
{
    return date_parse_iso(text, strlen(text));
}

static void assert_day(int32_t date, const char *expected)
{
    char text[DATE_TEXT_SIZE];
    date_format_iso(date, text);
    assert_string_equal(text, expected);
}

static struct calendar calendar_at(const char *as_at)
{
    struct calendar calendar;
    calendar_init(&calendar, day(as_at), NULL);
    return calendar;
}

static GArray *periods_of(const struct calendar *calendar, enum period_kind kind)
{
    GArray *periods = g_array_new(FALSE, FALSE, sizeof(struct period));
    calendar_list(calendar, kind, periods);
    return periods;
}

static void assert_period(const GArray *periods, guint index, const char *start, const char *end)
{
    const struct period *period = &g_array_index(periods, struct period, index);
    assert_day(period->start, start);
    assert_day(period->end, end);
}

static void assert_rolling(const char *as_at, const char *start)
{
    const struct calendar calendar = calendar_at(as_at);
    const struct period period = calendar_current(&calendar, PERIOD_ROLLING);
    assert_day(period.start, start);
    assert_day(period.end, as_at);
}

static void rolling_year_begins_the_day_after_as_at_a_year_before(void **state)
{
    (void)state;
    assert_rolling("2021-01-21", "2020-01-22");
    assert_rolling("2020-02-29", "2019-03-01");
    assert_rolling("2021-02-28", "2020-03-01");
    assert_rolling("2020-02-28", "2019-03-01");
    assert_rolling("2020-12-31", "2020-01-01");
    assert_rolling("2021-03-01", "2020-03-02");
}

static void months_are_24_whole_ones_and_the_part_up_to_as_at(void **state)
{
    (void)state;
    const struct calendar calendar = calendar_at("2021-01-21");
    g_autoptr(GArray) months = periods_of(&calendar, PERIOD_MONTH);
    assert_int_equal(months->len, 25);
    assert_period(months, 0, "2019-01-01", "2019-01-31");
    assert_period(months, 23, "2020-12-01", "2020-12-31");
    assert_period(months, 24, "2021-01-01", "2021-01-21");
    assert_true(g_array_index(months, struct period, 24).is_part);
    assert_false(g_array_index(months, struct period, 23).is_part);
}

static void a_month_end_leaves_no_part_month(void **state)
{
    (void)state;
    const struct calendar calendar = calendar_at("2020-02-29");
    g_autoptr(GArray) months = periods_of(&calendar, PERIOD_MONTH);
    assert_int_equal(months->len, 24);
    assert_period(months, 0, "2018-03-01", "2018-03-31");
    assert_period(months, 23, "2020-02-01", "2020-02-29");
}

static void the_last_day_but_one_of_february_is_no_month_end_in_leap_years(void **state)
{
    (void)state;
    const struct calendar leap = calendar_at("2020-02-28"), common = calendar_at("2021-02-28");
    g_autoptr(GArray) leap_months = periods_of(&leap, PERIOD_MONTH);
    g_autoptr(GArray) common_months = periods_of(&common, PERIOD_MONTH);
    assert_int_equal(leap_months->len, 25);
    assert_int_equal(common_months->len, 24);
}

static void days_are_month_ends_previous_board_and_as_at_each_once(void **state)
{
    (void)state;
    const struct calendar calendar = calendar_at("2021-01-21");
    assert_day(calendar.previous_board, "2020-11-21");
    assert_day(calendar.next_board, "2021-03-23");
    assert_int_equal(calendar.n_days, 26);
    assert_day(calendar.days[0], "2019-01-31");
    assert_day(calendar.days[22], "2020-11-21");
    assert_day(calendar.days[23], "2020-11-30");
    assert_day(calendar.days[25], "2021-01-21");
    const struct calendar at_month_end = calendar_at("2020-12-31");
    assert_day(at_month_end.previous_board, "2020-10-31");
    assert_int_equal(at_month_end.n_days, 24);
}

static void rolling_windows_end_on_every_day_counted(void **state)
{
    (void)state;
    const struct calendar calendar = calendar_at("2021-01-21");
    g_autoptr(GArray) windows = periods_of(&calendar, PERIOD_ROLLING);
    assert_int_equal(windows->len, 26);
    assert_period(windows, 0, "2018-02-01", "2019-01-31");
    assert_period(windows, 13, "2019-03-01", "2020-02-29");
    assert_period(windows, 25, "2020-01-22", "2021-01-21");
}

static void a_state_is_counted_on_single_days(void **state)
{
    (void)state;
    const struct calendar calendar = calendar_at("2021-01-21");
    g_autoptr(GArray) days = periods_of(&calendar, PERIOD_DAY);
    assert_int_equal(days->len, 26);
    assert_period(days, 25, "2021-01-21", "2021-01-21");
}

static void the_year_that_holds_as_at_always_stands(void **state)
{
    (void)state;
    const struct calendar calendar = calendar_at("2021-01-21");
    const struct period year = calendar_current(&calendar, PERIOD_FINANCIAL_YEAR);
    assert_day(year.start, "2020-04-01");
    assert_day(year.end, "2021-03-31");
    assert_false(year.is_optional);
    g_autoptr(GArray) years = periods_of(&calendar, PERIOD_FINANCIAL_YEAR);
    guint standing = 0;
    for (guint i = 0; i < years->len; i++)
        standing += g_array_index(years, struct period, i).is_optional ? 0 : 1;
    assert_int_equal(standing, 1);
}

static void assert_year(const char *date, const char *financial, const char *academic)
{
    g_autofree char *first = period_financial_year(day(date));
    g_autofree char *second = period_academic_year(day(date));
    assert_string_equal(first, financial);
    assert_string_equal(second, academic);
}

static void years_change_on_1_april_and_1_september(void **state)
{
    (void)state;
    assert_year("2020-03-31", "2019-20", "2019/20");
    assert_year("2020-04-01", "2020-21", "2019/20");
    assert_year("2020-08-31", "2020-21", "2019/20");
    assert_year("2020-09-01", "2020-21", "2020/21");
    assert_year("2000-01-01", "1999-00", "1999/00");
}

static void words_of_the_head_name_their_periods(void **state)
{
    (void)state;
    enum period_kind kind = PERIOD_MONTH;
    assert_true(period_kind_parse("rolling 12 months", &kind));
    assert_int_equal(kind, PERIOD_ROLLING);
    assert_false(period_kind_parse("rolling", &kind));
    assert_true(period_kind_parse("census", &kind));
    assert_int_equal(kind, PERIOD_CENSUS);
}

static GArray *easter_2020(void)
{
    const int32_t dates[] = {day("2020-04-10"), day("2020-04-13"), day("2020-05-08"), day("2020-12-26")};
    GArray *holidays = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_array_append_vals(holidays, dates, G_N_ELEMENTS(dates));
    return holidays;
}

static void working_days_leave_out_weekends_and_bank_holidays(void **state)
{
    (void)state;
    g_autoptr(GArray) holidays = easter_2020();
    assert_int_equal(working_days_between(day("2020-04-09"), day("2020-04-14"), holidays), 1);
    assert_int_equal(working_days_between(day("2020-04-09"), day("2020-04-13"), holidays), 0);
    assert_int_equal(working_days_between(day("2020-04-06"), day("2020-04-09"), holidays), 3);
    assert_int_equal(working_days_between(day("2020-04-09"), day("2020-04-09"), holidays), 0);
    assert_int_equal(working_days_between(day("2020-04-14"), day("2020-04-09"), holidays), -1);
    assert_int_equal(working_days_between(day("2020-12-25"), day("2020-12-28"), holidays), 1);
}

static void a_working_day_is_the_next_that_is_neither_weekend_nor_holiday(void **state)
{
    (void)state;
    g_autoptr(GArray) holidays = easter_2020();
    assert_day(working_days_add(day("2020-04-09"), 1, holidays), "2020-04-14");
    assert_day(working_days_add(day("2020-04-09"), 10, holidays), "2020-04-27");
    assert_day(working_days_add(day("2020-04-11"), 0, holidays), "2020-04-11");
}

/* Counting by arithmetic agrees with counting day by day. */
static void working_days_agree_with_a_walk(void **state)
{
    (void)state;
    g_autoptr(GArray) holidays = easter_2020();
    const int32_t from = day("2020-03-27");
    int walked = 0;
    for (int32_t to = from + 1; to < from + 80; to++) {
        bool is_holiday = date_weekday(to) >= 5;
        for (guint i = 0; i < holidays->len; i++)
            is_holiday = is_holiday || g_array_index(holidays, int32_t, i) == to;
        walked += is_holiday ? 0 : 1;
        assert_int_equal(working_days_between(from, to, holidays), walked);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rolling_year_begins_the_day_after_as_at_a_year_before),
        cmocka_unit_test(months_are_24_whole_ones_and_the_part_up_to_as_at),
        cmocka_unit_test(a_month_end_leaves_no_part_month),
        cmocka_unit_test(the_last_day_but_one_of_february_is_no_month_end_in_leap_years),
        cmocka_unit_test(days_are_month_ends_previous_board_and_as_at_each_once),
        cmocka_unit_test(rolling_windows_end_on_every_day_counted),
        cmocka_unit_test(a_state_is_counted_on_single_days),
        cmocka_unit_test(the_year_that_holds_as_at_always_stands),
        cmocka_unit_test(years_change_on_1_april_and_1_september),
        cmocka_unit_test(words_of_the_head_name_their_periods),
        cmocka_unit_test(working_days_leave_out_weekends_and_bank_holidays),
        cmocka_unit_test(a_working_day_is_the_next_that_is_neither_weekend_nor_holiday),
        cmocka_unit_test(working_days_agree_with_a_walk),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
