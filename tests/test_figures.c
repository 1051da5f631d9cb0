#include "pipeline/lib/date.h"
#include "stages/count/figures.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct measure rate = {.id = "in_time",
                                    .ref = "T01",
                                    .unit = UNIT_PERCENT,
                                    .unit_name = "percent",
                                    .n_periods = 2,
                                    .periods = {PERIOD_MONTH, PERIOD_ROLLING}};
static const struct measure money = {.id = "spend",
                                     .ref = "F01",
                                     .unit = UNIT_POUNDS,
                                     .unit_name = "pounds",
                                     .n_periods = 1,
                                     .periods = {PERIOD_FINANCIAL_YEAR}};
static const struct measure census = {.id = "pupils",
                                      .ref = "C05",
                                      .unit = UNIT_NUMBER,
                                      .unit_name = "number",
                                      .n_periods = 1,
                                      .periods = {PERIOD_CENSUS}};

static int32_t day(const char *text)
{
    return date_parse_iso(text, strlen(text));
}

static struct period period_of(enum period_kind kind, const char *start, const char *end)
{
    return (struct period){.kind = kind, .start = day(start), .end = day(end)};
}

static struct figure figure_of(const struct measure *measure, struct period period, const char *breakdown,
                               const char *category)
{
    return (struct figure){.measure = measure, .period = period, .breakdown = breakdown, .category = category};
}

static void add_rate(struct figures *figures, struct period period, const char *breakdown, const char *category,
                     int64_t numerator)
{
    struct figure figure = figure_of(&rate, period, breakdown, category);
    figure.has_numerator = figure.has_denominator = figure.has_value = true;
    figure.numerator = numerator;
    figure.denominator = 200;
    figure.value = (double)numerator / 2;
    figures_add(figures, &figure);
}

static struct figures *example(void)
{
    struct figures *figures = figures_new();
    add_rate(figures, period_of(PERIOD_ROLLING, "2020-01-22", "2021-01-21"), "sex", "M", 21);
    add_rate(figures, period_of(PERIOD_ROLLING, "2020-01-22", "2021-01-21"), "sex", "F", 20);
    add_rate(figures, period_of(PERIOD_ROLLING, "2020-01-22", "2021-01-21"), "all", "all", 95);
    add_rate(figures, period_of(PERIOD_ROLLING, "2019-12-01", "2020-11-30"), "all", "all", 94);
    add_rate(figures, period_of(PERIOD_MONTH, "2020-11-01", "2020-11-30"), "all", "all", 9);
    struct figure spend = figure_of(&money, period_of(PERIOD_FINANCIAL_YEAR, "2020-04-01", "2021-03-31"), "basis|line",
                                    "forecast|top-up, special");
    spend.has_numerator = spend.has_value = true;
    spend.numerator = 123450;
    spend.value = 1234.5;
    figures_add(figures, &spend);
    struct figure pupils = figure_of(&census, period_of(PERIOD_CENSUS, "2020-01-16", "2020-01-16"), "all", "all");
    pupils.symbol = "x";
    figures_add(figures, &pupils);
    figures_finish(figures);
    return figures;
}

static void the_file_is_in_order_with_exact_numbers(void **state)
{
    (void)state;
    struct figures *figures = example();
    g_autoptr(GString) text = g_string_new(NULL);
    figures_write_csv(figures, text);
    assert_string_equal(
        text->str, "measure,ref,period_start,period_end,breakdown,category,numerator,denominator,value,unit,symbol\n"
                   "in_time,T01,2020-11-01,2020-11-30,all,all,9,200,4.5,percent,\n"
                   "in_time,T01,2019-12-01,2020-11-30,all,all,94,200,47,percent,\n"
                   "in_time,T01,2020-01-22,2021-01-21,all,all,95,200,47.5,percent,\n"
                   "in_time,T01,2020-01-22,2021-01-21,sex,F,20,200,10,percent,\n"
                   "in_time,T01,2020-01-22,2021-01-21,sex,M,21,200,10.5,percent,\n"
                   "pupils,C05,2020-01-16,2020-01-16,all,all,,,,number,x\n"
                   "spend,F01,2020-04-01,2021-03-31,basis|line,\"forecast|top-up, special\",123450,,1234.50,pounds,\n");
    figures_free(figures);
}

static void a_figure_is_found_by_its_key(void **state)
{
    (void)state;
    struct figures *figures = example();
    const struct figure *found = figures_find(figures, "in_time", "sex", "M", PERIOD_ROLLING, day("2021-01-21"));
    assert_non_null(found);
    assert_int_equal(found->numerator, 21);
    assert_null(figures_find(figures, "in_time", "sex", "M", PERIOD_MONTH, day("2021-01-21")));
    assert_null(figures_find(figures, "in_time", "sex", "U", PERIOD_ROLLING, day("2021-01-21")));
    assert_null(figures_find(figures, "zzz", "all", "all", PERIOD_ROLLING, day("2021-01-21")));
    figures_free(figures);
}

static void figures_are_found_where_rows_moved_before_them(void **state)
{
    (void)state;
    struct figures *figures = example();
    assert_string_equal(figures_row(figures, 3)->category, "F");
    figures_remove(figures, 3);
    assert_null(figures_find(figures, "in_time", "sex", "F", PERIOD_ROLLING, day("2021-01-21")));
    assert_int_equal(figures_find(figures, "in_time", "sex", "M", PERIOD_ROLLING, day("2021-01-21"))->numerator, 21);
    add_rate(figures, period_of(PERIOD_ROLLING, "2020-01-22", "2021-01-21"), "age", "5", 7);
    figures_finish(figures);
    assert_int_equal(figures_find(figures, "in_time", "age", "5", PERIOD_ROLLING, day("2021-01-21"))->numerator, 7);
    assert_int_equal(figures_find(figures, "in_time", "sex", "M", PERIOD_ROLLING, day("2021-01-21"))->numerator, 21);
    figures_free(figures);
}

static void series_run_from_old_to_new_and_categories_in_order(void **state)
{
    (void)state;
    struct figures *figures = example();
    g_autoptr(GPtrArray) series = figures_series(figures, "in_time", "all", "all", PERIOD_ROLLING);
    assert_int_equal(series->len, 2);
    assert_int_equal(((const struct figure *)series->pdata[0])->numerator, 94);
    g_autoptr(GPtrArray) categories = figures_categories(figures, "in_time", "sex", PERIOD_ROLLING, day("2021-01-21"));
    assert_int_equal(categories->len, 2);
    assert_string_equal(((const struct figure *)categories->pdata[0])->category, "F");
    figures_free(figures);
}

static void the_headline_is_the_rolling_year_or_the_newest_census(void **state)
{
    (void)state;
    struct figures *figures = example();
    assert_int_equal(figures_headline(figures, &rate, day("2021-01-21"))->numerator, 95);
    assert_null(figures_headline(figures, &rate, day("2021-01-20")));
    assert_string_equal(figures_headline(figures, &census, day("2021-01-21"))->symbol, "x");
    assert_null(figures_headline(figures, &census, day("2020-01-15")));
    assert_null(figures_headline(figures, &money, day("2021-01-21")));
    figures_free(figures);
}

/* Pages, sheets and pictures are made from figures after they are hidden: what is not there cannot be drawn. */
static void a_hidden_figure_keeps_no_number(void **state)
{
    (void)state;
    struct figure figure = {.measure = &rate,
                            .has_numerator = true,
                            .numerator = 3,
                            .has_denominator = true,
                            .denominator = 40,
                            .has_value = true,
                            .value = 7.5,
                            .symbol = ""};
    figure_hide(&figure, true, true);
    assert_false(figure.has_numerator || figure.has_denominator || figure.has_value);
    assert_int_equal(figure.numerator, 0);
    assert_int_equal(figure.denominator, 0);
    assert_true(figure.value == 0);
    assert_string_equal(figure.symbol, "c");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_file_is_in_order_with_exact_numbers),
        cmocka_unit_test(a_figure_is_found_by_its_key),
        cmocka_unit_test(figures_are_found_where_rows_moved_before_them),
        cmocka_unit_test(series_run_from_old_to_new_and_categories_in_order),
        cmocka_unit_test(a_hidden_figure_keeps_no_number),
        cmocka_unit_test(the_headline_is_the_rolling_year_or_the_newest_census),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
