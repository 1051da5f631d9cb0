#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

/* Dashes tell series apart as well as colours do. */
static const double DASHES[] = {0, 6, 2, 4};

struct lines {
    const struct frame *frame;
    int columns[G_N_ELEMENTS(DASHES)];
    size_t n;
    int period, target;
    guint from; /* rows before it have no data yet */
};

static struct lines read_columns(const struct block *block)
{
    const struct frame *frame = block->frame;
    static const char *const NAMES[] = {"value", "value2", "value3", "value4"};
    struct lines lines = {.frame = frame,
                          .period = frame_find_column(frame, "period"),
                          .target = frame_find_column(frame, "target"),
                          .from = block->n_before};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const int column = frame_find_column(frame, NAMES[i]);
        if (column >= 0)
            lines.columns[lines.n++] = column;
    }
    return lines;
}

/* The last row with a number; the last of all when none has. */
static guint last_row(const struct frame *frame, int column)
{
    for (guint row = frame_n_rows(frame); row-- > 0;)
        if (!isnan(data_number(frame, row, column)))
            return row;
    return frame_n_rows(frame) - 1;
}

/* "Latest", or the period of what is shown last. */
static char *name_of_newest(const struct lines *lines, int column)
{
    const guint row = last_row(lines->frame, column);
    if (row + 1 == frame_n_rows(lines->frame))
        return g_strdup("Latest");
    g_autofree char *period = data_text(lines->frame, row, lines->period);
    return g_strconcat(period, ":", NULL);
}

static void add_label(GArray *labels, const struct lines *lines, int column, const char *name, struct colour colour,
                      bool is_bold)
{
    const double value = data_number(lines->frame, last_row(lines->frame, column), column);
    if (isnan(value))
        return;
    g_autofree char *number = unit_label(data_unit(lines->frame, column), value, 0);
    end_labels_add(labels, value, name, number, colour, is_bold);
}

static GArray *make_labels(const struct lines *lines)
{
    GArray *labels = end_labels_new();
    for (size_t i = 0; i < lines->n; i++) {
        const char *title = frame_column(lines->frame, (guint)lines->columns[i])->title;
        g_autofree char *newest = name_of_newest(lines, lines->columns[i]);
        add_label(labels, lines, lines->columns[i], lines->n == 1 ? newest : title, theme()->series[i], true);
        if (i > 0 && labels->len > 0) /* the second series' colour on is too pale for text */
            g_array_index(labels, struct end_label, labels->len - 1).has_swatch = true;
    }
    add_label(labels, lines, lines->target, "Target", theme()->target, false);
    return labels;
}

static void draw_points(struct canvas *canvas, const struct plot *plot, const struct lines *lines, size_t i)
{
    plot_series(canvas, plot, lines->frame, lines->columns[i], lines->from, plot->n,
                (struct stroke){theme()->series[i], 1.8, DASHES[i]});
    for (guint row = lines->from; row < plot->n && plot->n <= 40; row++) {
        const double value = data_number(lines->frame, row, lines->columns[i]);
        if (!isnan(value))
            canvas_shape(canvas, SHAPE_CIRCLE, (struct point){plot_x(plot, row), scale_at(plot->y, value)}, 4,
                         theme()->series[i]);
    }
    gaps_draw(canvas, plot, lines->frame, lines->columns[i], lines->from);
}

static struct gaps gaps_in(const struct lines *lines)
{
    struct gaps gaps = {0};
    for (size_t i = 0; i < lines->n; i++)
        gaps = gaps_add(gaps, gaps_of(lines->frame, lines->columns[i], lines->from));
    return gaps;
}

void chart_line_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct lines lines = read_columns(block);
    gaps_key(canvas, gaps_in(&lines), &box);
    g_autoptr(GArray) labels = make_labels(&lines);
    struct plot_request request = {
        .frame = lines.frame, .period = lines.period, .unit = data_unit(lines.frame, lines.columns[0])};
    for (size_t i = 0; i < lines.n; i++)
        data_extent_from(lines.frame, lines.columns[i], lines.from, &request.values);
    data_extent(lines.frame, lines.target, &request.values);
    request.has_gaps = gaps_are_any(gaps_in(&lines));
    request.from_zero = gaps_ask_for_nought(gaps_in(&lines), &request);
    request.right_room = end_labels_width(labels, canvas);
    const struct plot plot = plot_begin(canvas, box, &request);
    plot_series(canvas, &plot, lines.frame, lines.target, 0, plot.n, (struct stroke){theme()->target, 1.1, 5});
    for (size_t i = lines.n; i-- > 0;)
        draw_points(canvas, &plot, &lines, i);
    end_labels_draw(labels, canvas, &plot);
}
