#include "pipeline/lib/frame.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>

static struct frame *two_columns(void)
{
    struct frame *frame = frame_new();
    frame_add_column(frame, "period", "Month", UNIT_TEXT);
    frame_add_column(frame, "value", "Plans issued (%)", UNIT_PERCENT);
    return frame;
}

static void frame_keeps_cells_row_by_row(void **state)
{
    (void)state;
    struct frame *frame = two_columns();
    char text[] = "January";
    frame_add_text(frame, text);
    text[0] = 'X'; /* the frame owns a copy */
    frame_add_number(frame, 47.5, NULL);
    frame_add_text(frame, NULL);
    frame_add_symbol(frame, "c");
    assert_int_equal(frame_n_rows(frame), 2);
    assert_int_equal(frame_n_columns(frame), 2);
    assert_string_equal(frame_cell(frame, 0, 0)->text, "January");
    assert_int_equal(frame_cell(frame, 0, 1)->kind, FRAME_NUMBER);
    assert_true(frame_cell(frame, 0, 1)->number == 47.5);
    assert_int_equal(frame_cell(frame, 1, 0)->kind, FRAME_BLANK);
    assert_int_equal(frame_cell(frame, 1, 1)->kind, FRAME_SYMBOL);
    assert_string_equal(frame_cell(frame, 1, 1)->text, "c");
    frame_free(frame);
}

static void frame_marks_a_number_with_a_symbol(void **state)
{
    (void)state;
    struct frame *frame = two_columns();
    frame_add_text(frame, "a");
    frame_add_number(frame, -0.0, "u");
    assert_string_equal(frame_cell(frame, 0, 1)->symbol, "u");
    assert_false(signbit(frame_cell(frame, 0, 1)->number));
    frame_free(frame);
}

static void frame_finds_columns_by_name(void **state)
{
    (void)state;
    struct frame *frame = two_columns();
    assert_int_equal(frame_find_column(frame, "value"), 1);
    assert_int_equal(frame_find_column(frame, "Value"), -1);
    assert_string_equal(frame_column(frame, 1)->title, "Plans issued (%)");
    assert_int_equal(frame_column(frame, 1)->unit, UNIT_PERCENT);
    frame_free(frame);
}

static void frame_may_be_empty(void **state)
{
    (void)state;
    struct frame *frame = frame_new();
    assert_int_equal(frame_n_rows(frame), 0);
    frame_free(frame);
    frame_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(frame_keeps_cells_row_by_row),
        cmocka_unit_test(frame_marks_a_number_with_a_symbol),
        cmocka_unit_test(frame_finds_columns_by_name),
        cmocka_unit_test(frame_may_be_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
