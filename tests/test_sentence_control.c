/* What is said of control charts, word for word. */
#include "stages/judge/sentence.h"
#include "tests/judged.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MONTHS 24 /* January 2019 to December 2020 */

/* Frees what was said, if anything. */
static void assert_says(char *said, const char *expected)
{
    if (expected == NULL)
        assert_null(said);
    else
        assert_string_equal(said, expected);
    g_free(said);
}

/* What a chart is of: the title, what is hidden, and what of its targets. */
struct said {
    const char *title, *hidden;
    double target;
    const char *assurance;
};

/* Months with NAN are hidden. */
static void assert_chart_says(const struct measure *measure, const double *values, int n, const struct said *said)
{
    struct held held;
    judged_hold(&held, "2020-12-31");
    struct figures *figures = figures_new();
    for (int i = 0; i < n; i++) {
        struct figure figure = judged_figure(measure, PERIOD_MONTH, judged_month_end(i), values[i]);
        figure.has_value = !isnan(values[i]);
        figure.symbol = figure.has_value ? "" : "c";
        figures_add(figures, &figure);
    }
    figures_finish(figures);
    struct control control;
    control_init(&control, figures, &held.standing, measure, PERIOD_MONTH);
    assert_says(sentence_control(&control), said->title);
    assert_says(sentence_hidden(&control), said->hidden);
    assert_says(sentence_assurance(&control, said->target), said->assurance);
    control_clear(&control);
    figures_free(figures);
    judged_let_go(&held);
}

/* Two years about 50, the last month as given. */
static void alternate(double *values, double last)
{
    for (int i = 0; i < MONTHS; i++)
        values[i] = i % 2 == 0 ? 49 : 51;
    values[MONTHS - 1] = last;
}

#define MET "The target lies outside the limits: as things are, it is always met."
#define MISSED "The target lies outside the limits: as things are, no month can be expected to meet it."
#define CHANCE "The target lies within the limits: it is hit or missed by chance."

static void a_target_is_met_missed_or_hit_by_chance(void **test)
{
    (void)test;
    double values[MONTHS];
    alternate(values, 51);
    const struct {
        const struct measure *measure;
        double target;
        const char *assurance;
    } cases[] = {{&judged_rate, 30, MET},  {&judged_rate, 50, CHANCE},  {&judged_rate, 70, MISSED},
                 {&judged_count, 70, MET}, {&judged_count, 50, CHANCE}, {&judged_count, 30, MISSED}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_chart_says(cases[i].measure, values, MONTHS,
                          &(struct said){"No unusual month in two years", NULL, cases[i].target, cases[i].assurance});
}

static void an_unusual_month_is_named_and_judged(void **test)
{
    (void)test;
    double values[MONTHS];
    struct measure neither = judged_rate;
    neither.better = BETTER_NEITHER;
    alternate(values, 60);
    assert_chart_says(&judged_rate, values, MONTHS,
                      &(struct said){"December 2020 was unusually high (improving)", NULL, 70, MISSED});
    assert_chart_says(&judged_count, values, MONTHS,
                      &(struct said){"December 2020 was unusually high (concerning)", NULL, 70, MET});
    assert_chart_says(&neither, values, MONTHS, &(struct said){"December 2020 was unusually high", NULL, 70, MET});
    alternate(values, 40);
    values[3] = 62;
    assert_chart_says(&judged_rate, values, MONTHS,
                      &(struct said){"December 2020 was unusually low (concerning)", NULL, 80, MISSED});
    values[MONTHS - 1] = 51;
    assert_chart_says(&judged_rate, values, MONTHS,
                      &(struct said){"April 2019 was unusually high (improving)", NULL, 80, MISSED});
}

static void what_is_hidden_is_counted(void **test)
{
    (void)test;
    double values[MONTHS];
    alternate(values, 51);
    values[2] = NAN;
    assert_chart_says(&judged_rate, values, MONTHS,
                      &(struct said){"None of the 23 months shown is unusual",
                                     "1 of 24 months is hidden [c], so that no small number can be worked out; mean "
                                     "and limits are of the others.",
                                     50, CHANCE});
    values[3] = NAN;
    assert_chart_says(&judged_rate, values, MONTHS,
                      &(struct said){"None of the 22 months shown is unusual",
                                     "2 of 24 months are hidden [c], so that no small number can be worked out; mean "
                                     "and limits are of the others.",
                                     50, CHANCE});
}

static void too_few_months_have_no_limits(void **test)
{
    (void)test;
    double values[] = {49, 51, 49, 51, 49, 51, 49, 51};
    assert_chart_says(&judged_rate, values, 8, &(struct said){"Too few for control limits", NULL, 50, NULL});
    values[0] = NAN;
    assert_chart_says(&judged_rate, values, 8,
                      &(struct said){"Too few months shown for control limits",
                                     "1 of 8 months is hidden [c], so that no small number can be worked out; mean and "
                                     "limits are of the others.",
                                     50, NULL});
}

static void every_rule_has_its_words(void **test)
{
    (void)test;
    const struct {
        enum xmr_rule rule;
        int direction;
        const char *words;
    } cases[] = {
        {XMR_OUTSIDE, 1, "July 2020 was unusually high"},
        {XMR_OUTSIDE, -1, "July 2020 was unusually low"},
        {XMR_NEAR_LIMIT, 1, "July 2020 was near its upper limit"},
        {XMR_NEAR_LIMIT, -1, "July 2020 was near its lower limit"},
        {XMR_SHIFT, 1, "above its mean since April 2020"},
        {XMR_SHIFT, -1, "below its mean since April 2020"},
        {XMR_TREND, 1, "rising since April 2020"},
        {XMR_TREND, -1, "falling since April 2020"},
    };
    struct unusual unusual = {
        .period = {.kind = PERIOD_MONTH, .start = judged_day("2020-07-01"), .end = judged_day("2020-07-31")},
        .since = {.kind = PERIOD_MONTH, .start = judged_day("2020-04-01"), .end = judged_day("2020-04-30")}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        unusual.rule = cases[i].rule;
        unusual.direction = cases[i].direction;
        assert_says(sentence_unusual(&unusual), cases[i].words);
    }
    unusual.has_gaps = true;
    assert_says(sentence_unusual(&unusual), "falling since April 2020 where shown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_target_is_met_missed_or_hit_by_chance),
        cmocka_unit_test(an_unusual_month_is_named_and_judged),
        cmocka_unit_test(what_is_hidden_is_counted),
        cmocka_unit_test(too_few_months_have_no_limits),
        cmocka_unit_test(every_rule_has_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
