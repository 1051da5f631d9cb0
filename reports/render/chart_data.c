#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

double data_number(const struct frame *frame, guint row, int column)
{
    if (column < 0)
        return NAN;
    const struct frame_cell *cell = frame_cell(frame, row, (guint)column);
    return cell->kind == FRAME_NUMBER ? cell->number : NAN;
}

char *data_text(const struct frame *frame, guint row, int column)
{
    return column < 0 ? g_strdup("") : unit_frame_cell(frame_cell(frame, row, (guint)column));
}

char *data_label(const struct frame *frame, guint row, int column)
{
    const struct frame_cell *cell = column < 0 ? NULL : frame_cell(frame, row, (guint)column);
    const bool is_money = cell != NULL && cell->kind == FRAME_NUMBER && cell->unit == UNIT_POUNDS;
    return is_money ? unit_short(UNIT_POUNDS, cell->number) : data_text(frame, row, column);
}

bool data_is_hidden(const struct frame *frame, guint row, int column)
{
    const struct frame_cell *cell = column < 0 ? NULL : frame_cell(frame, row, (guint)column);
    return cell != NULL && cell->kind == FRAME_SYMBOL && g_str_equal(cell->text, "c");
}

void data_extent(const struct frame *frame, int column, struct extent *extent)
{
    data_extent_from(frame, column, 0, extent);
}

void data_extent_from(const struct frame *frame, int column, guint from, struct extent *extent)
{
    for (guint row = from; row < frame_n_rows(frame); row++)
        extent_add(extent, data_number(frame, row, column));
}

enum unit data_unit(const struct frame *frame, int column)
{
    return column < 0 ? UNIT_DECIMAL : frame_column(frame, (guint)column)->unit;
}

struct stroke hidden_stroke(void)
{
    return (struct stroke){theme()->context, 0.8, 0};
}

struct text_look look_label(struct colour colour, enum align align)
{
    return (struct text_look){{.size = theme()->label}, colour, align};
}

struct text_look look_bold(struct colour colour, enum align align)
{
    return (struct text_look){{.size = theme()->label, .is_bold = true}, colour, align};
}
