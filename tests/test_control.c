/* Control charts: where data and phases begin, whether there are points enough, and what is unusual, each held to its
 * edges. */
#include "pipeline/lib/date.h"
#include "stages/judge/control.h"
#include "stages/judge/sentence.h"
#include "tests/judged.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void data_begin_with_the_first_case_where_the_year_before_has_none(void **test)
{
    (void)test;
    const double months[] = {0, 0, 3, 0, 4};
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_count, months, 5);
    judged_add_months(figures, &judged_rate, months, 5);
    struct figure year = judged_figure(&judged_count, PERIOD_ROLLING, judged_month_end(0), 0);
    figures_add(figures, &year);
    year = judged_figure(&judged_rate, PERIOD_ROLLING, judged_month_end(0), 0);
    figures_add(figures, &year);
    figures_finish(figures);
    assert_int_equal(control_data_begin(figures, &judged_count), judged_day("2019-03-01"));
    assert_int_equal(control_data_begin(figures, &judged_rate), DATE_NONE);
    g_autoptr(GPtrArray) series = figures_series(figures, "born", "all", "all", PERIOD_MONTH);
    assert_int_equal(control_count_before(series, judged_day("2019-03-01")), 2);
    assert_int_equal(control_count_before(series, judged_day("2030-01-01")), 4);
    assert_int_equal(control_count_before(series, DATE_NONE), 0);
    figures_free(figures);
    figures = figures_new();
    judged_add_months(figures, &judged_count, months, 5);
    year = judged_figure(&judged_count, PERIOD_ROLLING, judged_month_end(0), 1);
    figures_add(figures, &year);
    figures_finish(figures);
    assert_int_equal(control_data_begin(figures, &judged_count), DATE_NONE);
    figures_free(figures);
}

static struct control chart(const struct figures *figures, const struct held *held, const struct measure *measure)
{
    struct control control;
    control_init(&control, figures, &held->standing, measure, measure->periods[0]);
    return control;
}

static bool is_sound(const struct measure *measure, int n, double value)
{
    double values[24];
    for (int i = 0; i < n; i++)
        values[i] = value;
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, measure, values, n);
    figures_finish(figures);
    struct control control = chart(figures, &held, measure);
    const bool sound = control_is_sound(&control);
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
    return sound;
}

static struct measure of_kind(enum measure_kind kind)
{
    struct measure measure = judged_rate;
    measure.kind = kind;
    measure.unit = kind == MEASURE_RATIO ? UNIT_NUMBER : UNIT_PERCENT;
    measure.amount_scale = kind == MEASURE_RATIO ? 100 : 1;
    return measure;
}

/* Cases a month: of a count its value, of a percentage, median or mean the denominator, of a ratio the numerator. */
static bool has_limits_of(enum measure_kind kind, int64_t cases)
{
    const struct measure measure = of_kind(kind);
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    for (int i = 0; i < 12; i++) {
        struct figure figure = judged_figure(&measure, PERIOD_MONTH, judged_month_end(i), i % 2 == 0 ? 95 : 96);
        figure.numerator = kind == MEASURE_RATIO ? cases * 100 : 0;
        figure.denominator = kind == MEASURE_RATIO ? 1 : cases;
        figures_add(figures, &figure);
    }
    figures_finish(figures);
    struct control control = chart(figures, &held, &measure);
    const bool sound = control_is_sound(&control);
    assert_true(control_has_limits(&control, 11) == sound && control_judges_newest(&control) == sound);
    assert_string_equal(control_signal(&control, 11), sound ? "usual" : "no limits");
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
    return sound;
}

/* A share of amounts, such as agency staff, has its whole for cases. */
static bool has_limits_of_agency(int64_t staff)
{
    struct measure measure = of_kind(MEASURE_RATIO);
    measure.unit = UNIT_PERCENT;
    double values[12];
    for (int i = 0; i < 12; i++)
        values[i] = i % 2;
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, &measure, values, 12);
    for (guint i = 0; i < 12; i++)
        figures_at(figures, i)->denominator = staff * measure.amount_scale;
    figures_finish(figures);
    struct control control = chart(figures, &held, &measure);
    const bool sound = control_is_sound(&control);
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
    return sound;
}

static void a_chart_needs_twelve_points_and_five_cases_a_period(void **test)
{
    (void)test;
    assert_true(is_sound(&judged_count, 12, 5));
    assert_false(is_sound(&judged_count, 11, 5));
    assert_false(is_sound(&judged_count, 12, 4));
    const enum measure_kind counted[] = {MEASURE_RATE, MEASURE_MEDIAN, MEASURE_MEAN, MEASURE_RATIO};
    for (guint i = 0; i < G_N_ELEMENTS(counted); i++) {
        assert_true(has_limits_of(counted[i], 5));
        assert_false(has_limits_of(counted[i], 4));
    }
    assert_true(has_limits_of(MEASURE_SUM, 0));
    assert_true(has_limits_of_agency(5));
    assert_false(has_limits_of_agency(4));
}

/* Twelve months about 10 before a step and as many as given about 20 after it, each next to the mean by one; and an
 * unfinished month. */
static struct figures *step_figures(struct held *held, int n_after)
{
    GArray *steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    const struct step step = {judged_month_end(12) - 3, "moved"};
    g_array_append_val(steps, step);
    g_hash_table_insert(held->standing.steps, (void *)(uintptr_t) "born", steps);
    double values[24];
    for (int i = 0; i < 12 + n_after; i++)
        values[i] = (i < 12 ? 10 : 20) + (i % 2 == 0 ? 1 : -1);
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_count, values, 12 + n_after);
    struct figure part = judged_figure(&judged_count, PERIOD_MONTH, judged_month_end(12 + n_after) - 3, 99);
    part.period.is_part = true;
    figures_add(figures, &part);
    figures_finish(figures);
    return figures;
}

static void a_step_begins_with_the_period_that_ends_on_its_day(void **test)
{
    (void)test;
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = step_figures(&held, 12);
    struct control control = chart(figures, &held, &judged_count);
    assert_int_equal(control.phases[11], 0);
    assert_int_equal(control.phases[12], 1);
    assert_true(control.points[11].mean == 10 && control.points[12].mean == 20);
    assert_true(control_has_limits(&control, 11) && control_has_limits(&control, 12));
    assert_true(isnan(control.values[24]) && control_has_limits(&control, 24) && control_judges_newest(&control));
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
}

/* The set after a step has no limits until it has seven months, and no mean until it has one. */
static void a_set_of_fewer_than_seven_months_has_no_limits(void **test)
{
    (void)test;
    const int sizes[] = {0, 1, 6, 7};
    for (guint i = 0; i < G_N_ELEMENTS(sizes); i++) {
        struct held held;
        judged_hold(&held, "2021-01-21");
        struct figures *figures = step_figures(&held, sizes[i]);
        struct control control = chart(figures, &held, &judged_count);
        const bool is_bare = sizes[i] == 1 || sizes[i] == 6;
        assert_true(control_is_sound(&control) && control_has_limits(&control, 0));
        assert_int_equal(control_has_limits(&control, 12), sizes[i] == 7);
        assert_int_equal(control_judges_newest(&control), !is_bare);
        assert_int_equal(isnan(control.points[12].mean), sizes[i] == 0);
        g_autofree char *assured = sentence_assurance(&control, 100);
        g_autofree char *title = sentence_control(&control);
        assert_int_equal(assured == NULL, is_bare);
        assert_string_equal(title,
                            is_bare ? "None of the 12 months with limits is unusual" : "No unusual month in two years");
        control_clear(&control);
        figures_free(figures);
        judged_let_go(&held);
    }
}

/* Twelve values of 40 but the first; the title in `title`, which the caller frees. */
static bool is_filling(const struct measure *measure, double first, char **title)
{
    double values[12];
    for (int i = 0; i < 12; i++)
        values[i] = i == 0 ? first : 40;
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, measure, values, 12);
    figures_finish(figures);
    struct control control = chart(figures, &held, measure);
    const bool filling = control.is_filling;
    assert_int_equal(control_is_sound(&control), !filling);
    *title = sentence_control(&control);
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
    return filling;
}

static void a_state_that_begins_with_few_is_filling_up(void **test)
{
    (void)test;
    g_autofree char *full = NULL, *few = NULL, *none = NULL, *born = NULL;
    assert_false(is_filling(&judged_state, 10, &full));
    assert_true(is_filling(&judged_state, 9, &few));
    assert_true(is_filling(&judged_state, 0, &none));
    assert_false(is_filling(&judged_count, 1, &born));
    assert_string_equal(few, "No control limits: it began with few");
}

/* What stands under the chart of twelve months at 90 and 91, the last as given. */
static char *assured(const struct measure *measure, double last, double target)
{
    double values[12];
    for (int i = 0; i < 12; i++)
        values[i] = i % 2 == 0 ? 90 : 91;
    values[11] = last;
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, measure, values, 12);
    figures_finish(figures);
    struct control control = chart(figures, &held, measure);
    char *text = sentence_assurance(&control, target);
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
    return text;
}

static void a_target_outside_the_limits_is_promised_only_as_the_months_kept_it(void **test)
{
    (void)test;
    const struct {
        const struct measure *measure;
        double last, target;
        const char *text;
    } cases[] = {
        {&judged_rate, 91, 90.5, "The target lies within the limits: it is hit or missed by chance."},
        {&judged_rate, 91, 80, "The target lies outside the limits: as things are, it is always met."},
        {&judged_rate, 91, 99,
         "The target lies outside the limits: as things are, no month can be expected to meet it."},
        {&judged_rate, 70, 80,
         "The target lies outside the limits, yet 1 of 12 months missed it: while months are unusual, limits foretell "
         "little."},
        {&judged_count, 120, 118,
         "The target lies outside the limits, yet 1 of 12 months missed it: while months are unusual, limits foretell "
         "little."},
        {&judged_count, 60, 62,
         "The target lies outside the limits, yet 1 of 12 months met it: while months are unusual, limits foretell "
         "little."},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = assured(cases[i].measure, cases[i].last, cases[i].target);
        assert_string_equal(text, cases[i].text);
    }
}

static void what_is_unusual_has_a_rule_a_word_and_a_beginning(void **test)
{
    (void)test;
    /* from the ninth on above the mean, one of them hidden; the last outside */
    const double values[] = {10, 9, 10, 11, 10, 9, 10, 11, 14, 15, 14, NAN, 15, 14, 15, 14, 15, 40};
    const int n = G_N_ELEMENTS(values);
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_rate, values, n);
    figures_finish(figures);
    struct control control = chart(figures, &held, &judged_rate);
    struct unusual last = control_unusual(&control, (guint)n - 1), shift = control_unusual(&control, (guint)n - 2);
    assert_int_equal(last.rule, XMR_OUTSIDE);
    assert_int_equal(last.since.end, judged_month_end(n - 1));
    assert_string_equal(control_signal(&control, (guint)n - 1), "improving");
    assert_int_equal(shift.direction, 1);
    assert_int_equal(shift.rule, XMR_SHIFT);
    assert_int_equal(shift.since.end, judged_month_end(8));
    assert_true(shift.has_gaps);
    struct measure other = judged_rate;
    control.measure = &other;
    other.better = BETTER_LOWER;
    assert_string_equal(control_signal(&control, (guint)n - 1), "concerning");
    other.better = BETTER_NEITHER;
    assert_string_equal(control_signal(&control, (guint)n - 1), "high");
    control.points[n - 1].direction = -1;
    assert_string_equal(control_signal(&control, (guint)n - 1), "low");
    control.points[n - 1].direction = 0;
    assert_string_equal(control_signal(&control, (guint)n - 1), "usual");
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
}

static void a_value_on_the_mean_ends_a_run(void **test)
{
    (void)test;
    const double values[] = {11, 11, 11, 10, 11, 11, 11, 11, 11, 11, 11};
    const guint n = G_N_ELEMENTS(values);
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_rate, values, (int)n);
    figures_finish(figures);
    struct control control = chart(figures, &held, &judged_rate);
    for (guint i = 0; i < n; i++)
        control.points[i] = (struct xmr_point){.mean = 10, .rules = XMR_SHIFT, .direction = 1};
    assert_int_equal(control_unusual(&control, n - 1).since.end, judged_month_end(4));
    control.phases[5] = 1;
    assert_int_equal(control_unusual(&control, n - 1).since.end, judged_month_end(6));
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
}

static void a_trend_begins_where_it_first_rose(void **test)
{
    (void)test;
    const double values[] = {50, 51, 50, 51, 50, 49, 47, 48, 49, 50, 51, 52, 53};
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_rate, values, G_N_ELEMENTS(values));
    figures_finish(figures);
    struct control control = chart(figures, &held, &judged_rate);
    control.points[12].rules = XMR_TREND;
    control.points[12].direction = 1;
    const struct unusual trend = control_unusual(&control, 12);
    assert_int_equal(trend.rule, XMR_TREND);
    assert_int_equal(trend.since.end, judged_month_end(6));
    assert_false(trend.has_gaps);
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
}

static void days_and_years_of_a_series_end_with_months_or_are_the_last(void **test)
{
    (void)test;
    static const char *const days[] = {"2020-11-30", "2020-12-15", "2020-12-31", "2021-01-21"};
    struct figures *figures = figures_new();
    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        const struct figure figure = judged_figure(&judged_state, PERIOD_DAY, judged_day(days[i]), 1);
        const struct figure year = judged_figure(&judged_rate, PERIOD_ROLLING, judged_day(days[i]), 1);
        figures_add(figures, &figure);
        figures_add(figures, &year);
    }
    figures_finish(figures);
    g_autoptr(GPtrArray) series = control_series(figures, &judged_state, "all", "all", PERIOD_DAY);
    g_autoptr(GPtrArray) years = control_series(figures, &judged_rate, "all", "all", PERIOD_ROLLING);
    assert_int_equal(series->len, 3);
    assert_int_equal(years->len, 3);
    assert_int_equal(((const struct figure *)series->pdata[1])->period.end, judged_day("2020-12-31"));
    figures_free(figures);
}

static void charts_are_by_month_else_by_day(void **test)
{
    (void)test;
    enum period_kind kind;
    struct measure census = judged_rate;
    census.periods[0] = PERIOD_CENSUS;
    assert_true(control_kind(&judged_rate, &kind) && kind == PERIOD_MONTH);
    assert_true(control_kind(&judged_state, &kind) && kind == PERIOD_DAY);
    assert_false(control_kind(&census, &kind));
}

static void data_without_a_case_begin_nowhere(void **test)
{
    (void)test;
    const double months[] = {0, 0};
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_count, months, 2);
    figures_finish(figures);
    assert_int_equal(control_data_begin(figures, &judged_count), DATE_NONE);
    figures_free(figures);
}

static void limits_of_a_share_end_at_a_hundred_and_those_of_a_count_do_not(void **test)
{
    (void)test;
    double values[12];
    for (int i = 0; i < 12; i++)
        values[i] = i % 2 == 0 ? 99 : 92;
    struct held held;
    judged_hold(&held, "2021-01-21");
    struct figures *figures = figures_new();
    judged_add_months(figures, &judged_rate, values, 12);
    judged_add_months(figures, &judged_count, values, 12);
    figures_finish(figures);
    struct control share = chart(figures, &held, &judged_rate), cases = chart(figures, &held, &judged_count);
    assert_true(share.points[0].upper == 100);
    assert_true(cases.points[0].upper > 110);
    control_clear(&share);
    control_clear(&cases);
    figures_free(figures);
    judged_let_go(&held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(data_begin_with_the_first_case_where_the_year_before_has_none),
        cmocka_unit_test(a_chart_needs_twelve_points_and_five_cases_a_period),
        cmocka_unit_test(a_step_begins_with_the_period_that_ends_on_its_day),
        cmocka_unit_test(a_set_of_fewer_than_seven_months_has_no_limits),
        cmocka_unit_test(a_state_that_begins_with_few_is_filling_up),
        cmocka_unit_test(a_target_outside_the_limits_is_promised_only_as_the_months_kept_it),
        cmocka_unit_test(what_is_unusual_has_a_rule_a_word_and_a_beginning),
        cmocka_unit_test(a_value_on_the_mean_ends_a_run),
        cmocka_unit_test(a_trend_begins_where_it_first_rose),
        cmocka_unit_test(days_and_years_of_a_series_end_with_months_or_are_the_last),
        cmocka_unit_test(charts_are_by_month_else_by_day),
        cmocka_unit_test(limits_of_a_share_end_at_a_hundred_and_those_of_a_count_do_not),
        cmocka_unit_test(data_without_a_case_begin_nowhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
