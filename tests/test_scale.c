#include "reports/render/scale.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_ticks(struct ticks ticks, double first, double step, int n)
{
    assert_float_equal(ticks.first, first, 1e-9);
    assert_float_equal(ticks.step, step, 1e-9);
    assert_int_equal(ticks.n, n);
}

static void ticks_are_round_and_enclose_the_values(void **state)
{
    (void)state;
    assert_ticks(ticks_between(0, 97.3, 5, false), 0, 25, 5);
    assert_ticks(ticks_between(2612, 3145, 5, true), 2600, 200, 4);
    assert_ticks(ticks_between(-12.4e6, 0, 5, false), -15e6, 5e6, 4);
    assert_ticks(ticks_between(0, 100, 5, false), 0, 25, 5);
}

static void ticks_of_counts_are_whole(void **state)
{
    (void)state;
    assert_ticks(ticks_between(0, 3, 7, true), 0, 1, 4);
    assert_ticks(ticks_between(0, 11, 5, true), 0, 5, 4);
}

static void ticks_of_one_value_still_span_something(void **state)
{
    (void)state;
    const struct ticks zero = ticks_between(0, 0, 5, true), level = ticks_between(47.5, 47.5, 5, false);
    assert_true(zero.n >= 2 && ticks_last(zero) > 0);
    assert_true(level.n >= 2 && level.first <= 47.5 && ticks_last(level) >= 47.5);
}

static void every_value_lies_between_first_and_last_tick(void **state)
{
    (void)state;
    for (int i = 1; i < 2000; i++) {
        const double low = sin(i) * pow(10, i % 9 - 3), high = low + fabs(cos(i * 3)) * pow(10, (i * 7) % 9 - 3);
        const struct ticks ticks = ticks_between(low, high, 2 + i % 6, false);
        assert_true(ticks.first <= low + ticks.step * 1e-6 && ticks_last(ticks) >= high - ticks.step * 1e-6);
        assert_true(ticks.n >= 2 && ticks.n <= 12);
    }
}

static void spread_labels_keep_their_order_and_distance(void **state)
{
    (void)state;
    double heights[] = {50, 52, 51, 10, 99};
    labels_spread(heights, 5, 10, 0, 100);
    assert_float_equal(heights[3], 10, 1e-9);
    assert_true(heights[2] - heights[0] >= 10 - 1e-9);
    assert_true(heights[1] - heights[2] >= 10 - 1e-9);
    assert_true(heights[4] - heights[1] >= 10 - 1e-9);
    assert_true(heights[4] <= 100);
}

static void labels_far_apart_stay_where_they_are(void **state)
{
    (void)state;
    double heights[] = {90, 20, 55};
    labels_spread(heights, 3, 10, 0, 100);
    assert_float_equal(heights[0], 90, 1e-9);
    assert_float_equal(heights[1], 20, 1e-9);
    assert_float_equal(heights[2], 55, 1e-9);
}

static void labels_at_the_edge_are_pushed_inwards(void **state)
{
    (void)state;
    double heights[] = {100, 100, 0};
    labels_spread(heights, 3, 12, 0, 100);
    assert_float_equal(heights[1], 100, 1e-9);
    assert_float_equal(heights[0], 88, 1e-9);
    assert_float_equal(heights[2], 0, 1e-9);
}

static void columns_that_fit_get_their_natural_width(void **state)
{
    (void)state;
    const struct column_wish wishes[] = {{10, 30, 20}, {10, 50, 50}};
    double widths[2];
    assert_true(columns_fit(wishes, 2, 100, widths));
    assert_float_equal(widths[0], 30, 1e-6);
    assert_float_equal(widths[1], 50, 1e-6);
}

static void columns_that_do_not_fit_share_by_their_usual_text(void **state)
{
    (void)state;
    const struct column_wish wishes[] = {{30, 30, 30}, {10, 200, 100}, {10, 900, 500}};
    double widths[3];
    assert_true(columns_fit(wishes, 3, 330, widths));
    assert_float_equal(widths[0], 30, 1e-6);
    assert_float_equal(widths[1], 50, 1e-3);
    assert_float_equal(widths[2], 250, 1e-3);
}

static void columns_never_exceed_what_is_available(void **state)
{
    (void)state;
    const struct column_wish wishes[] = {{60, 70, 60}, {90, 100, 90}};
    double widths[2];
    assert_false(columns_fit(wishes, 2, 100, widths));
    assert_true(fabs(widths[0] + widths[1] - 100) < 1e-6);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ticks_are_round_and_enclose_the_values),
        cmocka_unit_test(ticks_of_counts_are_whole),
        cmocka_unit_test(ticks_of_one_value_still_span_something),
        cmocka_unit_test(every_value_lies_between_first_and_last_tick),
        cmocka_unit_test(spread_labels_keep_their_order_and_distance),
        cmocka_unit_test(labels_far_apart_stay_where_they_are),
        cmocka_unit_test(labels_at_the_edge_are_pushed_inwards),
        cmocka_unit_test(columns_that_fit_get_their_natural_width),
        cmocka_unit_test(columns_that_do_not_fit_share_by_their_usual_text),
        cmocka_unit_test(columns_never_exceed_what_is_available),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
