#include "pipeline/lib/statistics.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LENGTH(array) (sizeof(array) / sizeof *(array))
#define UNBOUNDED ((struct xmr_range){-INFINITY, INFINITY})

static void assert_near(double actual, double expected)
{
    assert_float_equal(actual, expected, 1e-4);
}

static void limits_are_the_mean_and_2_66_mean_moving_ranges(void **state)
{
    (void)state;
    const double values[] = {10, 12, 11, 13, 9};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), UNBOUNDED, points);
    assert_near(points[0].mean, 11);
    assert_near(points[0].upper, 11 + 2.66 * (2 + 1 + 2 + 4) / 4.0);
    assert_near(points[4].lower, 11 - 2.66 * (2 + 1 + 2 + 4) / 4.0);
}

static void a_great_leap_is_screened_from_the_moving_ranges(void **state)
{
    (void)state;
    const double values[] = {10, 11, 10, 11, 10, 11, 10, 11, 100};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), UNBOUNDED, points);
    assert_near(points[0].upper - points[0].mean, 2.66);
    assert_true(points[8].rules & XMR_OUTSIDE);
    assert_int_equal(points[8].direction, 1);
}

static void limits_stop_where_values_cannot_go(void **state)
{
    (void)state;
    const double values[] = {1, 9, 1, 9, 1};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), (struct xmr_range){0, 12}, points);
    assert_near(points[0].lower, 0);
    assert_near(points[0].upper, 12);
}

static void seven_on_one_side_are_a_shift_and_six_are_not(void **state)
{
    (void)state;
    const double values[] = {10, 30, 10, 30, 10, 30, 10, 30, 10, 22, 24, 21, 23, 22, 24, 25, 2};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), UNBOUNDED, points);
    for (size_t i = 9; i < 16; i++)
        assert_true(points[i].rules & XMR_SHIFT);
    assert_int_equal(points[12].direction, 1);
    assert_false(points[8].rules & XMR_SHIFT);
    statistics_xmr(values, NULL, 15, UNBOUNDED, points);
    assert_int_equal(points[12].rules & XMR_SHIFT, 0);
}

static void seven_rising_points_are_a_trend_and_six_are_not(void **state)
{
    (void)state;
    const double values[] = {50, 10, 20, 30, 40, 50, 60, 70, 20, 60};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), UNBOUNDED, points);
    assert_false(points[0].rules & XMR_TREND);
    for (size_t i = 1; i < 8; i++)
        assert_true(points[i].rules & XMR_TREND);
    assert_false(points[8].rules & XMR_TREND);
    statistics_xmr(values, NULL, 7, UNBOUNDED, points);
    assert_int_equal(points[4].rules & XMR_TREND, 0);
}

static void two_of_three_near_a_limit_are_marked_on_one_side_only(void **state)
{
    (void)state;
    const double values[] = {10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 16.2, 11, 16.2, 11, 10, 12, 10, 12, 10, 12};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), UNBOUNDED, points);
    assert_int_equal(points[10].rules, XMR_NEAR_LIMIT);
    assert_int_equal(points[11].rules, 0);
    assert_int_equal(points[12].rules, XMR_NEAR_LIMIT);
    const double one[] = {10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 16.2, 11, 11, 16.2, 10, 12, 10, 12, 10, 12};
    statistics_xmr(one, NULL, LENGTH(one), UNBOUNDED, points);
    assert_int_equal(points[10].rules, 0);
}

static void each_phase_has_its_own_limits_and_runs(void **state)
{
    (void)state;
    const double values[] = {10, 12, 10, 12, 10, 50, 52, 50, 52, 50};
    const int phases[] = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, phases, LENGTH(values), UNBOUNDED, points);
    assert_near(points[4].mean, 10.8);
    assert_near(points[5].mean, 50.8);
    for (size_t i = 0; i < LENGTH(values); i++)
        assert_int_equal(points[i].rules, 0);
}

static void missing_values_get_limits_but_no_rule(void **state)
{
    (void)state;
    const double values[] = {10, NAN, 12, 10, NAN};
    struct xmr_point points[LENGTH(values)];
    statistics_xmr(values, NULL, LENGTH(values), UNBOUNDED, points);
    assert_near(points[1].mean, 32 / 3.0);
    assert_near(points[4].upper - points[4].mean, 2.66 * 2);
    assert_int_equal(points[1].rules, 0);
}

static void one_value_or_none_has_no_rules(void **state)
{
    (void)state;
    const double one = 5, none = NAN;
    struct xmr_point point;
    statistics_xmr(&one, NULL, 1, UNBOUNDED, &point);
    assert_near(point.upper, 5);
    assert_int_equal(point.rules, 0);
    statistics_xmr(&none, NULL, 1, UNBOUNDED, &point);
    assert_true(isfinite(point.mean));
    statistics_xmr(&none, NULL, 0, UNBOUNDED, &point);
}

static void assurance_compares_the_target_with_the_limits(void **state)
{
    (void)state;
    const struct xmr_point last = {.mean = 50, .lower = 40, .upper = 60};
    assert_int_equal(statistics_assurance(last, 70, true), XMR_CONSISTENTLY_MISSED);
    assert_int_equal(statistics_assurance(last, 30, true), XMR_CONSISTENTLY_HIT);
    assert_int_equal(statistics_assurance(last, 30, false), XMR_CONSISTENTLY_MISSED);
    assert_int_equal(statistics_assurance(last, 50, true), XMR_HIT_OR_MISS);
}

/* 81 of 263: Newcombe (1998), table I. */
static void wilson_interval_agrees_with_newcombe(void **state)
{
    (void)state;
    const struct interval interval = statistics_wilson(81, 263, STATISTICS_Z95);
    assert_near(interval.lower, 0.2553);
    assert_near(interval.upper, 0.3662);
    assert_near(statistics_wilson(0, 20, STATISTICS_Z95).lower, 0);
    assert_near(statistics_wilson(0, 20, STATISTICS_Z95).upper, 0.1611);
    assert_near(statistics_wilson(29, 29, STATISTICS_Z95).upper, 1);
}

static void byars_interval_agrees_with_the_published_table(void **state)
{
    (void)state;
    assert_near(statistics_byar(100, STATISTICS_Z95).lower, 81.3621);
    assert_near(statistics_byar(100, STATISTICS_Z95).upper, 121.6279);
    assert_near(statistics_byar(0, STATISTICS_Z95).lower, 0);
}

static void a_place_is_outside_the_funnel_when_its_wilson_interval_misses_the_mean(void **state)
{
    (void)state;
    for (int n = 1; n <= 60; n++)
        for (int met = 0; met <= n; met++) {
            const double share = (double)met / n;
            const struct interval limits = statistics_funnel(0.6, n, STATISTICS_Z95);
            const struct interval own = statistics_wilson(met, n, STATISTICS_Z95);
            assert_int_equal(share < limits.lower || share > limits.upper, own.lower > 0.6 || own.upper < 0.6);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_are_the_mean_and_2_66_mean_moving_ranges),
        cmocka_unit_test(a_great_leap_is_screened_from_the_moving_ranges),
        cmocka_unit_test(limits_stop_where_values_cannot_go),
        cmocka_unit_test(seven_on_one_side_are_a_shift_and_six_are_not),
        cmocka_unit_test(seven_rising_points_are_a_trend_and_six_are_not),
        cmocka_unit_test(two_of_three_near_a_limit_are_marked_on_one_side_only),
        cmocka_unit_test(each_phase_has_its_own_limits_and_runs),
        cmocka_unit_test(missing_values_get_limits_but_no_rule),
        cmocka_unit_test(one_value_or_none_has_no_rules),
        cmocka_unit_test(assurance_compares_the_target_with_the_limits),
        cmocka_unit_test(wilson_interval_agrees_with_newcombe),
        cmocka_unit_test(byars_interval_agrees_with_the_published_table),
        cmocka_unit_test(a_place_is_outside_the_funnel_when_its_wilson_interval_misses_the_mean),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
