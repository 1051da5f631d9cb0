/* How wide the columns of a worksheet are. */
#include "reports/render/worksheet_private.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Points of the widest line of a heading in a column of so many characters, and of the column, where a character is
 * drawn as wide. */
static double gap_beside(struct typesetter *typesetter, const char *title, double width, double character)
{
    static const struct text_style HEADING = {.size = WORKBOOK_BODY, .is_bold = true, .breaks_words = true};
    const double column = (width + 0.71) * character; /* the sides of a cell included */
    return column - typesetter_measure(typesetter, title, HEADING, column - 2).width;
}

/* In Excel, and where Calibri, by whose digits widths are counted, is drawn as Carlito. */
static void headings_of_neighbours_do_not_run_together(void **state)
{
    (void)state;
    static const char *const TITLES[] = {"Special schools and academies", "Hospital schools and alternative provision",
                                         "Resourced provision and SEN units", "Weighted saving, pounds"};
    struct workbook_file book = {.typesetter = typesetter_new(NULL)};
    const struct worksheet sheet = {.book = &book};
    assert_non_null(book.typesetter);
    for (size_t i = 0; i < G_N_ELEMENTS(TITLES); i++) {
        struct frame *frame = frame_new();
        frame_add_column(frame, "value", TITLES[i], UNIT_NUMBER);
        frame_add_number(frame, 1, NULL);
        const double width = worksheet_fit_width(&sheet, frame, 0);
        assert_true(gap_beside(book.typesetter, TITLES[i], width, 5.25) > 5);
        assert_true(gap_beside(book.typesetter, TITLES[i], width, 5.577) > 5);
        frame_free(frame);
    }
    typesetter_free(book.typesetter);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headings_of_neighbours_do_not_run_together),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
