/* What is said of a chart to those who cannot see it. */
#include "reports/render/block.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct frame *places(guint n)
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "category", "Place", UNIT_TEXT);
    frame_add_column(frame, "value", "In time", UNIT_PERCENT);
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("Place %u, north", i + 1);
        frame_add_text(frame, name);
        frame_add_number(frame, 50 + i, i == 1 ? "u" : NULL);
    }
    frame_add_text(frame, "West");
    frame_add_symbol(frame, "c");
    return frame;
}

static void reads(struct block block, const char *alt)
{
    g_autofree char *text = block_alt(&block);
    assert_string_equal(text, alt);
    frame_free(block.frame);
}

static void bars_are_read_out(void **state)
{
    (void)state;
    reads((struct block){.kind = BLOCK_BARS, .alt = "Bar chart.", .frame = places(2)},
          "Bar chart. Place 1, north 50.0%; Place 2, north 51.0% [u]; West [c].");
}

/* All of them, or none. */
static void a_list_too_long_to_hear_is_left_out(void **state)
{
    (void)state;
    reads((struct block){.kind = BLOCK_BARS, .alt = "Bar chart.", .frame = places(30)}, "Bar chart.");
}

static void add_month(struct frame *frame, const char *month, double value, const char *signal)
{
    frame_add_text(frame, month);
    frame_add_number(frame, value, NULL);
    frame_add_number(frame, 53.2, NULL);
    frame_add_number(frame, 10, NULL);
    frame_add_number(frame, 96, NULL);
    frame_add_text(frame, signal);
}

static void control_charts_tell_their_limits_and_the_newest_whole_month(void **state)
{
    (void)state;
    struct frame *frame = frame_new();
    frame_add_column(frame, "period", "Month", UNIT_TEXT);
    frame_add_column(frame, "value", "Requests", UNIT_NUMBER);
    frame_add_column(frame, "mean", "Mean", UNIT_DECIMAL);
    frame_add_column(frame, "lower", "Lower limit", UNIT_DECIMAL);
    frame_add_column(frame, "upper", "Upper limit", UNIT_DECIMAL);
    frame_add_column(frame, "signal", "Signal", UNIT_TEXT);
    add_month(frame, "Dec 2020", 46, "usual");
    add_month(frame, "Jan 2021 (part)", 40, "part month");
    reads((struct block){.kind = BLOCK_SPC, .title = "No unusual month", .reference = "D01", .frame = frame},
          "Chart: D01. No unusual month. Dec 2020: 46. Mean 53.2, limits 10 to 96.");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bars_are_read_out),
        cmocka_unit_test(a_list_too_long_to_hear_is_left_out),
        cmocka_unit_test(control_charts_tell_their_limits_and_the_newest_whole_month),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
