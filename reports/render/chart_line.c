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
};

static struct lines read_columns(const struct frame *frame)
{
    static const char *const NAMES[] = {"value", "value2", "value3", "value4"};
    struct lines lines = {
        .frame = frame, .period = frame_find_column(frame, "period"), .target = frame_find_column(frame, "target")};
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
        const int column = frame_find_column(frame, NAMES[i]);
        if (column >= 0)
            lines.columns[lines.n++] = column;
    }
    return lines;
}

static double last_number(const struct frame *frame, int column)
{
    for (guint row = frame_n_rows(frame); row-- > 0;) {
        const double value = data_number(frame, row, column);
        if (!isnan(value))
            return value;
    }
    return NAN;
}

static void add_label(GArray *labels, const struct lines *lines, int column, const char *name, struct colour colour,
                      bool is_bold)
{
    const double value = last_number(lines->frame, column);
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
        const guint last = frame_n_rows(lines->frame) - 1;
        const bool is_latest = !isnan(data_number(lines->frame, last, lines->columns[i]));
        const char *latest = is_latest ? "Latest" : "Last shown";
        add_label(labels, lines, lines->columns[i], lines->n == 1 ? latest : title, theme()->series[i], true);
        if (i > 0 && labels->len > 0) /* the second series' colour on is too pale for text */
            g_array_index(labels, struct end_label, labels->len - 1).has_swatch = true;
    }
    add_label(labels, lines, lines->target, "Target", theme()->target, false);
    return labels;
}

static void draw_points(struct canvas *canvas, const struct plot *plot, const struct lines *lines, size_t i)
{
    plot_series(canvas, plot, lines->frame, lines->columns[i], 0, plot->n,
                (struct stroke){theme()->series[i], 1.8, DASHES[i]});
    for (guint row = 0; row < plot->n && plot->n <= 40; row++) {
        const double value = data_number(lines->frame, row, lines->columns[i]);
        if (!isnan(value))
            canvas_shape(canvas, SHAPE_CIRCLE, (struct point){plot_x(plot, row), scale_at(plot->y, value)}, 4,
                         theme()->series[i]);
    }
}

void chart_line_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct lines lines = read_columns(block->frame);
    g_autoptr(GArray) labels = make_labels(&lines);
    struct plot_request request = {
        .frame = lines.frame, .period = lines.period, .unit = data_unit(lines.frame, lines.columns[0])};
    for (size_t i = 0; i < lines.n; i++)
        data_extent(lines.frame, lines.columns[i], &request.values);
    data_extent(lines.frame, lines.target, &request.values);
    request.right_room = end_labels_width(labels, canvas);
    const struct plot plot = plot_begin(canvas, box, &request);
    plot_series(canvas, &plot, lines.frame, lines.target, 0, plot.n, (struct stroke){theme()->target, 1.1, 5});
    for (size_t i = lines.n; i-- > 0;)
        draw_points(canvas, &plot, &lines, i);
    end_labels_draw(labels, canvas, &plot);
}
