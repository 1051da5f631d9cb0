#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

struct fan {
    const struct frame *frame;
    int period, value, low, high, value2;
    double largest; /* of the sizes of all that is drawn */
};

static void draw_edge(struct canvas *canvas, const struct plot *plot, const struct fan *fan, int column)
{
    plot_series(canvas, plot, fan->frame, column, 0, plot->n, (struct stroke){theme()->primary, 0.7, 2});
}

/* The band from `low` to `high`, through the rows that have both. */
static void draw_band(struct canvas *canvas, const struct plot *plot, const struct fan *fan)
{
    g_autofree struct point *points = g_new(struct point, 2 * plot->n + 1);
    size_t n = 0;
    for (guint row = 0; row < plot->n; row++)
        if (!isnan(data_number(fan->frame, row, fan->low)) && !isnan(data_number(fan->frame, row, fan->high)))
            points[n++] = (struct point){plot_x(plot, row), scale_at(plot->y, data_number(fan->frame, row, fan->low))};
    for (guint row = plot->n; row-- > 0;)
        if (!isnan(data_number(fan->frame, row, fan->low)) && !isnan(data_number(fan->frame, row, fan->high)))
            points[n++] = (struct point){plot_x(plot, row), scale_at(plot->y, data_number(fan->frame, row, fan->high))};
    if (n >= 4)
        canvas_polygon(canvas, points, n, theme()->fan);
    draw_edge(canvas, plot, fan, fan->low);
    draw_edge(canvas, plot, fan, fan->high);
}

static void add_label(GArray *labels, const struct fan *fan, int column, struct colour colour, bool is_bold)
{
    if (column < 0)
        return;
    const double value = data_number(fan->frame, frame_n_rows(fan->frame) - 1, column);
    if (isnan(value))
        return;
    g_autofree char *number = unit_label_beside(data_unit(fan->frame, column), value, fan->largest);
    end_labels_add(labels, value, frame_column(fan->frame, (guint)column)->title, number, colour, is_bold);
}

static GArray *make_labels(const struct fan *fan)
{
    GArray *labels = end_labels_new();
    add_label(labels, fan, fan->value, theme()->primary, true);
    add_label(labels, fan, fan->low, theme()->muted, false);
    add_label(labels, fan, fan->high, theme()->muted, false);
    add_label(labels, fan, fan->value2, theme()->target, true);
    return labels;
}

static void draw_points(struct canvas *canvas, const struct plot *plot, const struct fan *fan, int column,
                        struct colour colour)
{
    for (guint row = 0; row < plot->n; row++) {
        const double value = data_number(fan->frame, row, column);
        if (!isnan(value))
            canvas_shape(canvas, SHAPE_CIRCLE, (struct point){plot_x(plot, row), scale_at(plot->y, value)}, 5, colour);
    }
}

void chart_fan_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct frame *frame = block->frame;
    struct fan fan = {.frame = frame,
                      .period = frame_find_column(frame, "period"),
                      .value = frame_find_column(frame, "value"),
                      .low = frame_find_column(frame, "low"),
                      .high = frame_find_column(frame, "high"),
                      .value2 = frame_find_column(frame, "value2")};
    struct plot_request request = {
        .unit = data_unit(frame, fan.value), .frame = frame, .period = fan.period, .from_zero = true};
    const int columns[] = {fan.value, fan.low, fan.high, fan.value2};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        data_extent(frame, columns[i], &request.values);
    fan.largest = extent_size(request.values);
    g_autoptr(GArray) labels = make_labels(&fan);
    request.right_room = end_labels_width(labels, canvas);
    const struct plot plot = plot_begin(canvas, box, &request);
    draw_band(canvas, &plot, &fan);
    plot_series(canvas, &plot, frame, fan.value2, 0, plot.n, (struct stroke){theme()->target, 1.8, 6});
    plot_series(canvas, &plot, frame, fan.value, 0, plot.n, (struct stroke){theme()->primary, 2, 0});
    draw_points(canvas, &plot, &fan, fan.value2, theme()->target);
    draw_points(canvas, &plot, &fan, fan.value, theme()->primary);
    end_labels_draw(labels, canvas, &plot);
}
