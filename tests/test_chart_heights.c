/* Room that charts ask for and take. */
#include "reports/render/chart.h"
#include "reports/render/chart_private.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct frame *panels(const char *const names[3])
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "panel", "Place", UNIT_TEXT);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", "Value", UNIT_PERCENT);
    for (int i = 0; i < 3; i++) {
        frame_add_text(frame, names[i]);
        frame_add_text(frame, "Jan 2021");
        frame_add_number(frame, 50 + i, NULL);
    }
    return frame;
}

static double least_of(struct typesetter *typesetter, const char *const names[3])
{
    struct frame *frame = panels(names);
    const struct block block = {.kind = BLOCK_MULTIPLES, .frame = frame};
    const double least = chart_heights(typesetter, &block, 762).least;
    frame_free(frame);
    return least;
}

/* A change of a few hundredths is drawn as one. */
static void an_axis_spans_a_fifth_of_its_largest_number(void **state)
{
    (void)state;
    const struct plot_request little = {.values = {3421, 3548, true}, .unit = UNIT_NUMBER},
                              much = {.values = {2445, 3145, true}, .unit = UNIT_NUMBER},
                              shares = {.values = {79, 81, true}, .unit = UNIT_PERCENT};
    const struct ticks wide = plot_ticks(&little), same = plot_ticks(&much), points = plot_ticks(&shares);
    assert_true(ticks_last(wide) - wide.first >= 0.2 * 3548 && wide.first > 0);
    assert_true(wide.first <= 3421 && ticks_last(wide) >= 3548);
    assert_true(same.first == 2400 && ticks_last(same) == 3200);
    assert_true(ticks_last(points) - points.first >= 10 && ticks_last(points) - points.first <= 15);
}

/* Marks of what has no number stand in a strip of their own, under which the periods make room. */
static void marks_of_gaps_have_a_strip_below_the_plot(void **state)
{
    (void)state;
    static const char *const NAMES[3] = {"North", "South", "West"};
    struct frame *frame = panels(NAMES);
    struct plot_request request = {.frame = frame, .period = 1}, hidden = {.frame = frame, .hides_periods = true};
    const double bare = plot_foot_height(&request), hidden_bare = plot_foot_height(&hidden);
    request.has_gaps = hidden.has_gaps = true;
    assert_true(fabs(plot_foot_height(&request) - bare - GAP_STRIP) < 1e-9);
    assert_true(plot_foot_height(&hidden) >= GAP_STRIP && hidden_bare < GAP_STRIP);
    assert_true(gaps_are_any((struct gaps){.has_hidden = true}) && gaps_are_any((struct gaps){.has_none = true}));
    assert_false(gaps_are_any((struct gaps){0}));
    frame_free(frame);
}

/* Else the names leave nothing to the plots. */
static void panels_of_long_names_ask_for_more_height(void **state)
{
    (void)state;
    static const char *const SHORT[3] = {"North", "South", "West"};
    static const char *const LONG[3] = {
        "North", "South and the surrounding villages of the upper valley, the lower valley and the western shore",
        "West"};
    struct typesetter *typesetter = typesetter_new(NULL);
    assert_non_null(typesetter);
    assert_true(least_of(typesetter, LONG) >= least_of(typesetter, SHORT) + 10);
    typesetter_free(typesetter);
}

static void lines_are_not_drawn_out_beside_long_lists(void **state)
{
    (void)state;
    const struct block line = {.kind = BLOCK_LINE}, bars = {.kind = BLOCK_BARS};
    assert_true(chart_most_height(&line, 240) < 240);
    assert_true(chart_most_height(&line, 762) > 500);
    assert_true(isinf(chart_most_height(&bars, 240)));
}

/* A single month of 3 complaints does not stand on the floor of an axis from 3 to 4. */
static void an_axis_of_one_value_begins_at_nought(void **state)
{
    (void)state;
    struct plot_request request = {.unit = UNIT_NUMBER};
    extent_add(&request.values, 3);
    const struct ticks ticks = plot_ticks(&request);
    assert_true(ticks.first == 0 && ticks_last(ticks) >= 3);
}

/* Its mark would stand at the height of the least count that is shown. */
static void an_axis_beside_hidden_counts_begins_at_nought(void **state)
{
    (void)state;
    struct plot_request request = {.unit = UNIT_NUMBER};
    extent_add(&request.values, 6);
    extent_add(&request.values, 10);
    assert_true(gaps_ask_for_nought((struct gaps){.has_hidden = true}, &request));
    assert_false(gaps_ask_for_nought((struct gaps){.has_missing = true}, &request));
    request.unit = UNIT_PERCENT;
    assert_false(gaps_ask_for_nought((struct gaps){.has_hidden = true}, &request));
    request = (struct plot_request){.unit = UNIT_NUMBER};
    extent_add(&request.values, 3000);
    extent_add(&request.values, 3145);
    assert_false(gaps_ask_for_nought((struct gaps){.has_hidden = true}, &request));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_axis_spans_a_fifth_of_its_largest_number),
        cmocka_unit_test(marks_of_gaps_have_a_strip_below_the_plot),
        cmocka_unit_test(panels_of_long_names_ask_for_more_height),
        cmocka_unit_test(lines_are_not_drawn_out_beside_long_lists),
        cmocka_unit_test(an_axis_of_one_value_begins_at_nought),
        cmocka_unit_test(an_axis_beside_hidden_counts_begins_at_nought),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
