/* What has changed since the board before, and by what that is judged. */
#include "stages/judge/review.h"
#include "tests/judged.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static struct review review_of(const struct measure *measure, const struct figure *before, const struct figure *now)
{
    struct boards boards;
    judged_sit(&boards, before, now);
    const struct review review = review_measure(&boards.reviewer, measure);
    judged_rise(&boards);
    return review;
}

static struct figure share(const struct measure *measure, const char *end, int64_t n, int64_t d)
{
    struct figure figure = judged_figure(measure, PERIOD_ROLLING, judged_day(end), 100.0 * (double)n / (double)d);
    figure.numerator = n;
    figure.denominator = d;
    figure.has_denominator = true;
    return figure;
}

/* 50 of 100 has a Wilson interval of 40.4 to 59.6. */
static void a_share_has_changed_beyond_its_interval(void **test)
{
    (void)test;
    const struct figure now = share(&judged_rate, "2021-01-21", 50, 100);
    const struct {
        int64_t before;
        const char *travel;
    } cases[] = {{40, "Better"}, {41, "No clear change"}, {50, "No change"}, {59, "No clear change"}, {60, "Worse"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct figure before = share(&judged_rate, "2020-11-21", cases[i].before, 100);
        const struct review review = review_of(&judged_rate, &before, &now);
        assert_string_equal(review.travel, cases[i].travel);
        assert_int_equal(review.judged, cases[i].before == 50 ? JUDGED_NOT : JUDGED_BY_RANGE);
    }
    struct measure neither = judged_rate;
    neither.better = BETTER_NEITHER;
    const struct figure before = share(&neither, "2020-11-21", 40, 100), after = share(&neither, "2021-01-21", 50, 100);
    assert_string_equal(review_of(&neither, &before, &after).travel, "Up");
    const struct figure high = share(&neither, "2020-11-21", 60, 100);
    assert_string_equal(review_of(&neither, &high, &after).travel, "Down");
}

/* Feedback that was positive, of all feedback, comes by the month and not by the case: a ratio, but still a share. */
static void a_share_that_comes_in_amounts_has_changed_beyond_its_interval(void **test)
{
    (void)test;
    struct measure feedback = judged_rate, posts = judged_rate;
    feedback.kind = posts.kind = MEASURE_RATIO;
    feedback.unit = posts.unit = UNIT_PERCENT;
    feedback.amount_scale = 1;
    posts.amount_scale = 1000000;
    const struct reviewer reviewer = {.little_change = 5};
    enum judged judged;
    const struct figure now = share(&feedback, "2021-01-21", 50, 100);
    assert_false(review_has_changed(&reviewer, &now, 41, &judged));
    assert_int_equal(judged, JUDGED_BY_RANGE);
    assert_true(review_has_changed(&reviewer, &now, 40, &judged));
    const struct figure staff = share(&posts, "2021-01-21", 5000000, 10000000);
    assert_true(review_has_changed(&reviewer, &staff, 47, &judged));
    assert_int_equal(judged, JUDGED_BY_SIZE);
    const struct figure crowded = share(&feedback, "2021-01-21", 110, 100);
    assert_true(review_has_changed(&reviewer, &crowded, 104, &judged));
    assert_int_equal(judged, JUDGED_BY_SIZE);
}

/* Byar's interval of 100 is 81.4 to 121.6. */
static void a_count_has_changed_beyond_its_interval(void **test)
{
    (void)test;
    const struct figure now = judged_figure(&judged_count, PERIOD_ROLLING, judged_day("2021-01-21"), 100);
    const struct {
        double before;
        const char *travel;
    } cases[] = {{81, "Worse"}, {82, "No clear change"}, {121, "No clear change"}, {122, "Better"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct figure before =
            judged_figure(&judged_count, PERIOD_ROLLING, judged_day("2020-11-21"), cases[i].before);
        const struct review review = review_of(&judged_count, &before, &now);
        assert_int_equal(review.judged, JUDGED_BY_RANGE);
        assert_string_equal(review.travel, cases[i].travel);
    }
}

/* As against a baseline: a median of 12.2 weeks is little changed below 12.81. */
static void a_median_has_changed_by_little_change_or_more(void **test)
{
    (void)test;
    struct measure median = judged_rate;
    median.kind = MEASURE_MEDIAN;
    const struct reviewer reviewer = {.little_change = 5};
    enum judged judged;
    const struct figure little = judged_figure(&median, PERIOD_ROLLING, judged_day("2021-01-21"), 12.7),
                        more = judged_figure(&median, PERIOD_ROLLING, judged_day("2021-01-21"), 12.9);
    assert_false(review_has_changed(&reviewer, &little, 12.2, &judged));
    assert_true(review_has_changed(&reviewer, &more, 12.2, &judged));
    assert_int_equal(judged, JUDGED_BY_SIZE);
}

static void a_sum_has_changed_by_little_change_or_more(void **test)
{
    (void)test;
    struct measure sum = judged_count;
    sum.kind = MEASURE_SUM;
    const struct {
        double now;
        const char *travel;
    } cases[] = {{-105, "Better"}, {-104.9, "No clear change"}, {-95, "Worse"}, {-95.1, "No clear change"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct figure before = judged_figure(&sum, PERIOD_ROLLING, judged_day("2020-11-21"), -100);
        const struct figure now = judged_figure(&sum, PERIOD_ROLLING, judged_day("2021-01-21"), cases[i].now);
        const struct review review = review_of(&sum, &before, &now);
        assert_int_equal(review.judged, JUDGED_BY_SIZE);
        assert_string_equal(review.travel, cases[i].travel);
    }
}

static void what_is_missing_or_hidden_is_not_judged(void **test)
{
    (void)test;
    const struct figure shown = share(&judged_rate, "2020-11-21", 50, 100),
                        now = share(&judged_rate, "2021-01-21", 60, 100);
    struct figure hidden = now, missing = now, hidden_before = shown, none = now;
    hidden.has_value = missing.has_value = hidden_before.has_value = none.has_value = false;
    hidden.symbol = hidden_before.symbol = "c";
    missing.symbol = "x";
    none.symbol = "z";
    assert_string_equal(review_of(&judged_rate, &shown, &hidden).travel, "[c]");
    assert_string_equal(review_of(&judged_rate, &hidden_before, &now).travel, "[c]");
    assert_string_equal(review_of(&judged_rate, &hidden_before, &missing).travel, "[x]");
    assert_string_equal(review_of(&judged_rate, &shown, &none).travel, "[z]");
    assert_string_equal(review_of(&judged_rate, &shown, NULL).travel, "[z]");
    const struct review first = review_of(&judged_rate, NULL, &now);
    assert_null(first.before);
    assert_string_equal(first.travel, "[z]");
    assert_int_equal(first.judged, JUDGED_NOT);
}

static void a_figure_of_few_cases_is_not_judged(void **test)
{
    (void)test;
    const struct figure enough = share(&judged_rate, "2020-11-21", 10, 100);
    struct figure few = share(&judged_rate, "2021-01-21", 9, 9), few_before = share(&judged_rate, "2020-11-21", 1, 9);
    few.symbol = few_before.symbol = "u";
    const struct figure now = share(&judged_rate, "2021-01-21", 90, 100);
    const struct figure *pairs[][2] = {{&enough, &few}, {&few_before, &now}, {&few_before, &few}};
    for (guint i = 0; i < G_N_ELEMENTS(pairs); i++) {
        const struct review review = review_of(&judged_rate, pairs[i][0], pairs[i][1]);
        assert_string_equal(review.travel, "[u]");
        assert_int_equal(review.judged, JUDGED_NOT);
        assert_false(review.is_changed);
    }
    assert_string_equal(review_of(&judged_rate, &enough, &now).travel, "Better");
}

/* A steady chart of two years says nothing of what stood at a board before them. */
static void a_chart_does_not_judge_a_board_from_before_it(void **test)
{
    (void)test;
    double values[24];
    for (int i = 0; i < 24; i++)
        values[i] = 50;
    for (int is_within = 0; is_within < 2; is_within++) {
        const struct figure before =
            judged_figure(&judged_state, PERIOD_DAY, judged_day(is_within ? "2019-02-14" : "2018-12-14"), 10);
        struct boards boards;
        judged_sit(&boards, &before, NULL);
        judged_add_months(boards.figures, &judged_state, values, 24);
        figures_finish(boards.figures);
        boards.calendar = (struct calendar){.as_at = judged_day("2020-12-31"), .previous_board = before.period.end};
        const struct review review = review_measure(&boards.reviewer, &judged_state);
        assert_int_equal(review.judged, is_within ? JUDGED_BY_CHART : JUDGED_BY_RANGE);
        assert_string_equal(review.travel, is_within ? "No clear change" : "Worse");
        judged_rise(&boards);
    }
}

/* Two years of months about 50; the last two, since the board before, as given. */
static struct review charted(const struct measure *measure, double last_but_one, double last, double before, double now)
{
    double values[24];
    for (int i = 0; i < 24; i++)
        values[i] = i % 2 == 0 ? 49 : 51;
    values[22] = last_but_one;
    values[23] = last;
    struct boards boards;
    const bool is_state = measure->periods[0] == PERIOD_DAY;
    const struct figure was =
        judged_figure(measure, is_state ? PERIOD_DAY : PERIOD_ROLLING, judged_day("2020-10-31"), before);
    const struct figure is =
        judged_figure(measure, is_state ? PERIOD_DAY : PERIOD_ROLLING, judged_day("2020-12-31"), now);
    judged_sit(&boards, is_state ? NULL : &was, is_state ? NULL : &is);
    judged_add_months(boards.figures, measure, values, 24);
    figures_finish(boards.figures);
    boards.calendar = (struct calendar){.as_at = judged_day("2020-12-31"), .previous_board = judged_day("2020-10-31")};
    boards.held.standing.as_at = judged_day("2020-12-31");
    const struct review review = review_measure(&boards.reviewer, measure);
    judged_rise(&boards);
    return review;
}

static void a_chart_judges_by_the_months_since_the_board_before(void **test)
{
    (void)test;
    struct review review = charted(&judged_rate, 50, 60, 50, 60);
    assert_int_equal(review.judged, JUDGED_BY_CHART);
    assert_string_equal(review.travel, "Better");
    assert_string_equal(review.signal, "improving");
    assert_int_equal(review.signalled.period.end, judged_day("2020-12-31"));
    review = charted(&judged_rate, 60, 50, 50, 60);
    assert_int_equal(review.signalled.period.end, judged_day("2020-11-30"));
    review = charted(&judged_rate, 50, 50, 50, 60);
    assert_string_equal(review.travel, "No clear change");
    assert_null(review.signal);
    assert_int_equal(review.unusual.direction, 0);
    /* unusual the other way than the figure moved: it speaks for itself, not for the change */
    review = charted(&judged_rate, 50, 40, 50, 60);
    assert_string_equal(review.travel, "No clear change");
    assert_int_equal(review.unusual.direction, -1);
    assert_string_equal(review.signal, "concerning");
    assert_true(review_is_exception(&review));
    /* both ways: the one the figure moved speaks */
    review = charted(&judged_rate, 60, 40, 50, 60);
    assert_string_equal(review.travel, "Better");
    assert_int_equal(review.unusual.direction, 1);
    /* no change of the headline: only the signal */
    review = charted(&judged_rate, 50, 60, 50, 50);
    assert_int_equal(review.judged, JUDGED_NOT);
    assert_string_equal(review.travel, "No change");
    assert_string_equal(review.signal, "improving");
    assert_false(review_is_exception(&review));
    struct measure once = judged_rate;
    once.is_as_at_only = true;
    assert_int_equal(charted(&once, 50, 60, 50, 60).judged == JUDGED_BY_CHART, false);
}

static void a_state_is_news_when_it_moved_on_that_way(void **test)
{
    (void)test;
    assert_string_equal(charted(&judged_state, 90, 91, 0, 0).signal, "concerning");
    struct measure higher = judged_state;
    higher.better = BETTER_HIGHER;
    assert_string_equal(charted(&higher, 90, 91, 0, 0).signal, "improving");
    /* the board before stood at 51: a state back there has not moved, and one below it has not moved up */
    assert_null(charted(&judged_state, 90, 49, 0, 0).signal);
}

static void red_is_an_exception(void **test)
{
    (void)test;
    struct review review = {.rating = RATING_RED};
    assert_true(review_is_exception(&review));
    review = (struct review){.rating = RATING_AMBER, .signal = "improving"};
    assert_false(review_is_exception(&review));
    review.signal = "high";
    assert_false(review_is_exception(&review));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_share_has_changed_beyond_its_interval),
        cmocka_unit_test(a_share_that_comes_in_amounts_has_changed_beyond_its_interval),
        cmocka_unit_test(a_count_has_changed_beyond_its_interval),
        cmocka_unit_test(a_median_has_changed_by_little_change_or_more),
        cmocka_unit_test(a_sum_has_changed_by_little_change_or_more),
        cmocka_unit_test(what_is_missing_or_hidden_is_not_judged),
        cmocka_unit_test(a_figure_of_few_cases_is_not_judged),
        cmocka_unit_test(a_chart_does_not_judge_a_board_from_before_it),
        cmocka_unit_test(a_chart_judges_by_the_months_since_the_board_before),
        cmocka_unit_test(a_state_is_news_when_it_moved_on_that_way),
        cmocka_unit_test(red_is_an_exception),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
