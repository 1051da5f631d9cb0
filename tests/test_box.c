#include "reports/render/box.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_box(struct box box, double x, double y, double width, double height)
{
    assert_float_equal(box.x, x, 1e-9);
    assert_float_equal(box.y, y, 1e-9);
    assert_float_equal(box.width, width, 1e-9);
    assert_float_equal(box.height, height, 1e-9);
}

static void a_strip_and_the_rest_make_the_box(void **state)
{
    (void)state;
    struct box box = {10, 20, 100, 50};
    assert_box(box_cut_top(&box, 10), 10, 20, 100, 10);
    assert_box(box_cut_bottom(&box, 5), 10, 65, 100, 5);
    assert_box(box_cut_left(&box, 30), 10, 30, 30, 35);
    assert_box(box_cut_right(&box, 20), 90, 30, 20, 35);
    assert_box(box, 40, 30, 50, 35);
}

static void a_strip_larger_than_the_box_takes_all_of_it(void **state)
{
    (void)state;
    struct box box = {0, 0, 100, 50};
    assert_box(box_cut_top(&box, 80), 0, 0, 100, 50);
    assert_box(box, 0, 50, 100, 0);
    assert_box(box_cut_bottom(&box, 1), 0, 50, 100, 0);
    assert_box(box_cut_left(&box, -5), 0, 50, 0, 0);
}

static void cells_of_a_grid_fill_it_but_for_the_gaps(void **state)
{
    (void)state;
    const struct box box = {10, 10, 110, 60};
    assert_box(box_grid(box, 2, 2, 0, 0, 10), 10, 10, 50, 25);
    assert_box(box_grid(box, 2, 2, 1, 1, 10), 70, 45, 50, 25);
}

static void an_inset_never_turns_a_box_inside_out(void **state)
{
    (void)state;
    assert_box(box_inset((struct box){0, 0, 10, 10}, 2, 6), 2, 6, 6, 0);
}

static void boxes_that_only_touch_do_not_overlap(void **state)
{
    (void)state;
    const struct box left = {0, 0, 10, 10}, right = {10, 0, 10, 10}, over = {9, 9, 5, 5};
    assert_false(box_overlaps(left, right));
    assert_true(box_overlaps(left, over));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_strip_and_the_rest_make_the_box),
        cmocka_unit_test(a_strip_larger_than_the_box_takes_all_of_it),
        cmocka_unit_test(cells_of_a_grid_fill_it_but_for_the_gaps),
        cmocka_unit_test(an_inset_never_turns_a_box_inside_out),
        cmocka_unit_test(boxes_that_only_touch_do_not_overlap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
