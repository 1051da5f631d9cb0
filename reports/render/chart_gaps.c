#include "reports/render/chart_private.h"

#include <math.h>

#define MARK 5.0
#define LOW 4.0 /* times what the values differ by: counts of which hidden ones may be small */

static const char *symbol_at(const struct frame *frame, guint row, int column)
{
    const struct frame_cell *cell = column < 0 ? NULL : frame_cell(frame, row, (guint)column);
    return cell == NULL || cell->kind != FRAME_SYMBOL ? "" : cell->text;
}

struct gaps gaps_of(const struct frame *frame, int column, guint from)
{
    struct gaps gaps = {0};
    for (guint row = from; row < frame_n_rows(frame); row++) {
        const char *symbol = symbol_at(frame, row, column);
        gaps.has_hidden |= g_str_equal(symbol, "c");
        gaps.has_missing |= g_str_equal(symbol, "x");
        gaps.has_none |= g_str_equal(symbol, "z");
    }
    return gaps;
}

bool gaps_ask_for_nought(struct gaps gaps, const struct plot_request *request)
{
    const struct extent values = request->values;
    return gaps.has_hidden && request->unit == UNIT_NUMBER && values.low < (values.high - values.low) * LOW;
}

bool gaps_are_any(struct gaps gaps)
{
    return gaps.has_hidden || gaps.has_missing || gaps.has_none;
}

struct gaps gaps_add(struct gaps a, struct gaps b)
{
    return (struct gaps){a.has_hidden || b.has_hidden, a.has_missing || b.has_missing, a.has_none || b.has_none};
}

void gaps_items(struct gaps gaps, struct key_item items[GAP_ITEMS])
{
    const char *none = !gaps.has_none      ? "not available [x]"
                       : !gaps.has_missing ? "no case [z]"
                                           : "not available [x] or no case [z]";
    items[0] = (struct key_item){"hidden [c]", SHAPE_CROSS, theme()->context, gaps.has_hidden};
    items[1] = (struct key_item){none, SHAPE_DASH, theme()->context, gaps.has_missing || gaps.has_none};
}

void gaps_key(struct canvas *canvas, struct gaps gaps, struct box *box)
{
    struct key_item items[GAP_ITEMS];
    gaps_items(gaps, items);
    key_draw(canvas, box, items, GAP_ITEMS);
}

void gaps_draw(struct canvas *canvas, const struct plot *plot, const struct frame *frame, int column, guint from)
{
    const double size = fmin(MARK, plot_slot(plot) * 0.7);
    for (guint row = from; row < plot->n; row++) {
        const char *symbol = symbol_at(frame, row, column);
        const struct point at = {plot_x(plot, row), box_bottom(plot->area) + plot->strip / 2};
        if (g_str_equal(symbol, "c"))
            canvas_shape(canvas, SHAPE_CROSS, at, size, theme()->context);
        else if (g_str_equal(symbol, "x") || g_str_equal(symbol, "z"))
            canvas_shape(canvas, SHAPE_DASH, at, size, theme()->context);
    }
}
