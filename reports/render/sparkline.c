#include "reports/render/sparkline.h"

#include "reports/render/scale.h"
#include "reports/render/unit.h"

#include <math.h>

static double value_at(const struct frame *series, int column, guint row)
{
    const struct frame_cell *cell = frame_cell(series, row, (guint)column);
    return cell->kind == FRAME_NUMBER ? cell->number : NAN;
}

static struct extent extent_of(const struct frame *series, int column)
{
    struct extent extent = {0};
    for (guint row = 0; column >= 0 && row < frame_n_rows(series); row++)
        extent_add(&extent, value_at(series, column, row));
    return extent;
}

/* A line without a break; the dot at its end is the latest figure, where that is not hidden. */
static void draw_stretch(struct canvas *canvas, const struct point *points, size_t n, bool is_last)
{
    canvas_polyline(canvas, points, n, (struct stroke){theme()->context, 1, 0});
    if (n == 1 && !is_last)
        canvas_shape(canvas, SHAPE_CIRCLE, points[0], 1.6, theme()->context);
    if (n > 0 && is_last)
        canvas_shape(canvas, SHAPE_CIRCLE, points[n - 1], 4, theme()->primary);
}

void sparkline_draw(struct canvas *canvas, const struct frame *series, struct box box)
{
    const int column = frame_find_column(series, "value");
    const struct extent extent = extent_of(series, column);
    if (!extent.has_any)
        return;
    const guint n = frame_n_rows(series);
    const struct box area = box_inset(box, 3, 2);
    const double spread = extent.high - extent.low;
    const struct scale y = spread > 0 ? (struct scale){extent.low, extent.high, box_bottom(area), area.y}
                                      : (struct scale){extent.low - 1, extent.low + 1, box_bottom(area), area.y};
    g_autofree struct point *points = g_new(struct point, n + 1);
    size_t shown = 0;
    for (guint row = 0; row <= n; row++) {
        const double value = row < n ? value_at(series, column, row) : NAN;
        if (!isnan(value)) {
            points[shown++] = (struct point){area.x + area.width * row / fmax(n - 1, 1), scale_at(y, value)};
            continue;
        }
        draw_stretch(canvas, points, shown, row == n);
        shown = 0;
    }
}

static double first_value(const struct frame *series, int column, guint from, int step)
{
    for (guint i = 0, row = from; i < frame_n_rows(series); i++, row += (guint)step)
        if (!isnan(value_at(series, column, row)))
            return value_at(series, column, row);
    return NAN;
}

/* ", 17 of them shown" where some are not; the caller frees. */
static char *shown_words(const struct frame *series, int column)
{
    guint n = 0;
    for (guint row = 0; row < frame_n_rows(series); row++)
        n += isnan(value_at(series, column, row)) ? 0 : 1;
    return n == frame_n_rows(series) ? g_strdup("") : g_strdup_printf(", %u of them shown", n);
}

char *sparkline_alt(const struct frame *series, const char *name)
{
    const int column = frame_find_column(series, "value");
    const struct extent extent = extent_of(series, column);
    if (!extent.has_any)
        return NULL;
    const enum unit unit = frame_column(series, (guint)column)->unit;
    g_autofree char *first = unit_phrase(unit, first_value(series, column, 0, 1));
    g_autofree char *last = unit_phrase(unit, first_value(series, column, frame_n_rows(series) - 1, -1));
    g_autofree char *low = unit_phrase(unit, extent.low), *high = unit_phrase(unit, extent.high);
    g_autofree char *shown = shown_words(series, column);
    return g_strdup_printf("Trend of %s over %u periods%s: first %s, last %s, lowest %s, highest %s.", name,
                           frame_n_rows(series), shown, first, last, low, high);
}
