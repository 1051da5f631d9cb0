#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define MOST_NAMED 8
#define NAME_WIDTH 150

/* Cases across, rate upwards; the limits are drawn through the rows in order of their denominators. */
struct funnel {
    const struct frame *frame;
    int category, denominator, value, mean;
    int limits[4]; /* lower95 upper95 lower998 upper998 */
    guint *order;  /* rows by denominator */
    guint n;
    struct plot plot;
    struct scale x;
    GArray *taken; /* struct box: labels and points that a label may not cover */
};

static struct funnel read_columns(const struct frame *frame)
{
    return (struct funnel){.frame = frame,
                           .category = frame_find_column(frame, "category"),
                           .denominator = frame_find_column(frame, "denominator"),
                           .value = frame_find_column(frame, "value"),
                           .mean = frame_find_column(frame, "mean"),
                           .limits = {frame_find_column(frame, "lower95"), frame_find_column(frame, "upper95"),
                                      frame_find_column(frame, "lower998"), frame_find_column(frame, "upper998")}};
}

static int by_denominator(const void *a, const void *b, void *data)
{
    const struct funnel *funnel = data;
    const guint left = *(const guint *)a, right = *(const guint *)b;
    const double x = data_number(funnel->frame, left, funnel->denominator);
    const double y = data_number(funnel->frame, right, funnel->denominator);
    return x < y ? -1 : x > y ? 1 : (left > right) - (left < right);
}

static void sort_rows(struct funnel *funnel)
{
    funnel->order = g_new(guint, frame_n_rows(funnel->frame) + 1);
    for (guint row = 0; row < frame_n_rows(funnel->frame); row++)
        if (!isnan(data_number(funnel->frame, row, funnel->denominator)) &&
            !isnan(data_number(funnel->frame, row, funnel->value)))
            funnel->order[funnel->n++] = row;
    g_qsort_with_data(funnel->order, (int)funnel->n, sizeof *funnel->order, by_denominator, funnel);
}

static void draw_across(struct funnel *funnel, struct canvas *canvas, struct box box)
{
    struct extent extent = {0, 0, true};
    data_extent(funnel->frame, funnel->denominator, &extent);
    const struct ticks ticks = ticks_between(0, extent.high, 7, true);
    const struct box area = funnel->plot.area;
    funnel->x = (struct scale){0, ticks_last(ticks), area.x, box_right(area)};
    const double y = box_bottom(area) + theme()->label * 1.2;
    for (int i = 0; i < ticks.n; i++) {
        g_autofree char *text = unit_label(UNIT_NUMBER, ticks.first + i * ticks.step, ticks.step);
        canvas_label(canvas, scale_at(funnel->x, ticks.first + i * ticks.step), y, text,
                     look_label(theme()->muted, ALIGN_CENTRE));
    }
    canvas_label(canvas, box_centre_x(area), box_bottom(box) - theme()->label * 0.7,
                 frame_column(funnel->frame, (guint)funnel->denominator)->title,
                 look_label(theme()->muted, ALIGN_CENTRE));
}

static struct point point_of(const struct funnel *funnel, guint row, int column)
{
    return (struct point){scale_at(funnel->x, data_number(funnel->frame, row, funnel->denominator)),
                          scale_at(funnel->plot.y, data_number(funnel->frame, row, column))};
}

static void draw_curve(const struct funnel *funnel, struct canvas *canvas, int column, struct stroke stroke)
{
    g_autofree struct point *points = g_new(struct point, funnel->n + 1);
    size_t n = 0;
    for (guint i = 0; i < funnel->n && column >= 0; i++)
        if (!isnan(data_number(funnel->frame, funnel->order[i], column)))
            points[n++] = point_of(funnel, funnel->order[i], column);
    canvas_polyline(canvas, points, n, stroke);
}

/* 2 outside the 99.8% limits, 1 outside the 95% ones, 0 within. */
static int outside(const struct funnel *funnel, guint row)
{
    const double value = data_number(funnel->frame, row, funnel->value);
    int level = 0;
    for (int i = 0; i < 2; i++)
        if (value < data_number(funnel->frame, row, funnel->limits[i * 2]) ||
            value > data_number(funnel->frame, row, funnel->limits[i * 2 + 1]))
            level = i + 1;
    return level;
}

/* By `outside`. */
static struct key_item item_at(int level)
{
    const struct key_item items[] = {
        {"within the limits", SHAPE_CIRCLE, theme()->context, false},
        {"outside 95% (1 in 20 by chance)", SHAPE_TRIANGLE_UP, theme()->primary, false},
        {"outside 99.8%", SHAPE_DIAMOND, theme_signal("concerning")->colour, false},
    };
    return items[level];
}

static void draw_key(const struct funnel *funnel, struct canvas *canvas, struct box *box)
{
    struct key_item items[] = {item_at(0), item_at(1), item_at(2)};
    for (guint i = 0; i < funnel->n; i++)
        items[outside(funnel, funnel->order[i])].is_used = true;
    key_draw(canvas, box, items, G_N_ELEMENTS(items));
}

static void draw_point(struct funnel *funnel, struct canvas *canvas, guint row)
{
    const int level = outside(funnel, row);
    const struct key_item item = item_at(level);
    const struct point at = point_of(funnel, row, funnel->value);
    const double size = level == 0 ? 4.5 : 6;
    canvas_shape(canvas, item.shape, at, size, item.colour);
    const struct box box = {at.x - size / 2, at.y - size / 2, size, size};
    g_array_append_val(funnel->taken, box);
}

static bool is_free(const struct funnel *funnel, struct box box)
{
    for (guint i = 0; i < funnel->taken->len; i++)
        if (box_overlaps(box, g_array_index(funnel->taken, struct box, i)))
            return false;
    return box.x >= funnel->plot.area.x && box_right(box) <= box_right(funnel->plot.area) &&
           box.y >= funnel->plot.area.y && box_bottom(box) <= box_bottom(funnel->plot.area);
}

/* Right, left, above or below the point, the first place that is free; none: the name is left to the table. */
static bool draw_name(struct funnel *funnel, struct canvas *canvas, guint row)
{
    const struct text_look look = look_label(theme()->text, ALIGN_LEFT);
    g_autofree char *name = data_text(funnel->frame, row, funnel->category);
    const struct point at = point_of(funnel, row, funnel->value);
    const double width = canvas_text_width(canvas, name, look.style), height = theme()->label * 1.2;
    if (width > NAME_WIDTH)
        return false;
    const struct box places[] = {{at.x + 6, at.y - height / 2, width, height},
                                 {at.x - 6 - width, at.y - height / 2, width, height},
                                 {at.x - width / 2, at.y - 6 - height, width, height},
                                 {at.x - width / 2, at.y + 6, width, height}};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        if (!is_free(funnel, places[i]))
            continue;
        canvas_fill(canvas, places[i], theme()->paper); /* lines may pass here, points do not */
        canvas_label(canvas, places[i].x, box_centre_y(places[i]), name, look);
        g_array_append_val(funnel->taken, places[i]);
        return true;
    }
    return false;
}

static void draw_names(struct funnel *funnel, struct canvas *canvas)
{
    int named = 0;
    for (int level = 2; level >= 1; level--)
        for (guint i = funnel->n; i-- > 0 && named < MOST_NAMED;)
            if (outside(funnel, funnel->order[i]) == level && draw_name(funnel, canvas, funnel->order[i]))
                named++;
}

static GArray *make_labels(const struct funnel *funnel)
{
    static const char *const NAMES[] = {"95% limit", "95% limit", "99.8% limit", "99.8% limit"};
    GArray *labels = end_labels_new();
    const guint last = funnel->order[funnel->n - 1];
    const double mean = data_number(funnel->frame, last, funnel->mean);
    g_autofree char *number = isnan(mean) ? g_strdup("") : unit_label(data_unit(funnel->frame, funnel->value), mean, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
        end_labels_add(labels, data_number(funnel->frame, last, funnel->limits[i]), NAMES[i], "", theme()->muted,
                       false);
    end_labels_add(labels, mean, "Average", number, theme()->primary, true);
    return labels;
}

static void draw_funnel(struct funnel *funnel, struct canvas *canvas, struct box box)
{
    g_autoptr(GArray) labels = make_labels(funnel);
    struct plot_request request = {.unit = data_unit(funnel->frame, funnel->value),
                                   .frame = funnel->frame,
                                   .period = -1,
                                   .right_room = end_labels_width(labels, canvas)};
    data_extent(funnel->frame, funnel->value, &request.values);
    for (size_t i = 0; i < G_N_ELEMENTS(funnel->limits); i++)
        data_extent(funnel->frame, funnel->limits[i], &request.values);
    draw_key(funnel, canvas, &box);
    struct box upper = box;
    box_cut_bottom(&upper, theme()->label * 1.2);
    funnel->plot = plot_begin(canvas, upper, &request);
    draw_across(funnel, canvas, box);
    for (int i = 0; i < 4; i++)
        draw_curve(funnel, canvas, funnel->limits[i], (struct stroke){theme()->context, 0.9, i < 2 ? 3 : 0});
    draw_curve(funnel, canvas, funnel->mean, (struct stroke){theme()->primary, 1, 0});
    for (guint i = 0; i < funnel->n; i++)
        draw_point(funnel, canvas, funnel->order[i]);
    draw_names(funnel, canvas);
    end_labels_draw(labels, canvas, &funnel->plot);
}

void chart_funnel_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    struct funnel funnel = read_columns(block->frame);
    sort_rows(&funnel);
    funnel.taken = g_array_new(FALSE, FALSE, sizeof(struct box));
    if (funnel.n > 0)
        draw_funnel(&funnel, canvas, box);
    g_array_unref(funnel.taken);
    g_free(funnel.order);
}
