#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

struct spc {
    const struct frame *frame;
    int period, value, mean, lower, upper, signal, target, phase;
    guint from; /* rows before it have no data yet */
};

static struct spc read_columns(const struct block *block)
{
    const struct frame *frame = block->frame;
    return (struct spc){.frame = frame,
                        .period = frame_find_column(frame, "period"),
                        .value = frame_find_column(frame, "value"),
                        .mean = frame_find_column(frame, "mean"),
                        .lower = frame_find_column(frame, "lower"),
                        .upper = frame_find_column(frame, "upper"),
                        .signal = frame_find_column(frame, "signal"),
                        .target = frame_find_column(frame, "target"),
                        .phase = frame_find_column(frame, "phase"),
                        .from = block->n_before};
}

static struct plot_request make_request(const struct spc *spc)
{
    struct plot_request request = {
        .unit = data_unit(spc->frame, spc->value), .frame = spc->frame, .period = spc->period};
    const int columns[] = {spc->value, spc->lower, spc->upper, spc->target};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        data_extent_from(spc->frame, columns[i], spc->from, &request.values);
    const struct gaps gaps = gaps_of(spc->frame, spc->value, spc->from);
    request.has_gaps = gaps_are_any(gaps);
    request.from_zero = gaps_ask_for_nought(gaps, &request);
    return request;
}

static bool reads(const struct spc *spc, guint row, const char *signal)
{
    g_autofree char *text = data_text(spc->frame, row, spc->signal);
    return g_str_equal(text, signal);
}

/* The unfinished month has a value, but cannot be held against whole ones. */
static bool is_part(const struct spc *spc, guint row)
{
    return reads(spc, row, "part month");
}

static guint last_row_with(const struct spc *spc, int column)
{
    guint row = frame_n_rows(spc->frame);
    while (row > 0 && (isnan(data_number(spc->frame, row - 1, column)) || is_part(spc, row - 1)))
        row--;
    return row == 0 ? 0 : row - 1;
}

/* The limits at the end are those of the newest mean, or there are none. */
static guint label_row(const struct spc *spc, int column)
{
    return last_row_with(spc, column == spc->upper || column == spc->lower ? spc->mean : column);
}

static void add_label(GArray *labels, const struct spc *spc, int column, const char *name, struct colour colour,
                      bool is_bold)
{
    if (column < 0)
        return;
    const guint row = label_row(spc, column);
    const double value = data_number(spc->frame, row, column);
    if (isnan(value))
        return;
    g_autofree char *number = unit_label(data_unit(spc->frame, spc->value), value, 0);
    end_labels_add(labels, value, name, number, colour, is_bold);
}

/* The newest whole month that has a value, by its name: an unfinished month may stand after it, or hidden ones. */
static void add_newest(GArray *labels, const struct spc *spc)
{
    g_autofree char *month = data_text(spc->frame, last_row_with(spc, spc->value), spc->period);
    g_autofree char *name = g_strconcat(month, ":", NULL);
    add_label(labels, spc, spc->value, name, theme()->primary, true);
}

static GArray *make_labels(const struct spc *spc)
{
    GArray *labels = end_labels_new();
    add_newest(labels, spc);
    add_label(labels, spc, spc->target, "Target", theme()->target, false);
    add_label(labels, spc, spc->upper, "Upper limit", theme()->muted, false);
    add_label(labels, spc, spc->mean, "Mean", theme()->muted, false);
    add_label(labels, spc, spc->lower, "Lower limit", theme()->muted, false);
    return labels;
}

static bool starts_phase(const struct spc *spc, guint row)
{
    if (row == 0 || spc->phase < 0)
        return row == 0;
    g_autofree char *before = data_text(spc->frame, row - 1, spc->phase);
    g_autofree char *now = data_text(spc->frame, row, spc->phase);
    return !g_str_equal(before, now);
}

static void draw_limits(struct canvas *canvas, const struct plot *plot, const struct spc *spc, guint from, guint to)
{
    const struct stroke limit = {theme()->context, 0.9, 3}, mean = {theme()->context, 0.9, 0};
    plot_series(canvas, plot, spc->frame, spc->lower, from, to, limit);
    plot_series(canvas, plot, spc->frame, spc->upper, from, to, limit);
    plot_series(canvas, plot, spc->frame, spc->mean, from, to, mean);
    if (from == 0)
        return;
    const double x = plot_x(plot, from) - plot_slot(plot) / 2;
    canvas_line(canvas, (struct point){x, plot->area.y}, (struct point){x, box_bottom(plot->area)},
                (struct stroke){theme()->context, 0.7, 1.2});
}

static void draw_phases(struct canvas *canvas, const struct plot *plot, const struct spc *spc)
{
    guint start = 0;
    for (guint row = 1; row <= plot->n; row++) {
        if (row < plot->n && !starts_phase(spc, row))
            continue;
        draw_limits(canvas, plot, spc, start, row);
        start = row;
    }
}

static void draw_points(struct canvas *canvas, const struct plot *plot, const struct spc *spc)
{
    const guint whole = plot->n > 0 && is_part(spc, plot->n - 1) ? plot->n - 1 : plot->n;
    plot_series(canvas, plot, spc->frame, spc->value, spc->from, whole, (struct stroke){theme()->context, 1.3, 0});
    for (guint row = spc->from; row < plot->n; row++) {
        const double value = data_number(spc->frame, row, spc->value);
        if (isnan(value))
            continue;
        g_autofree char *signal = data_text(spc->frame, row, spc->signal);
        const struct mark *mark = theme_signal(signal);
        const bool is_judged = row < whole && !reads(spc, row, "no limits");
        canvas_shape(canvas, is_judged ? mark->shape : SHAPE_RING,
                     (struct point){plot_x(plot, row), scale_at(plot->y, value)}, 5.6, mark->colour);
    }
    gaps_draw(canvas, plot, spc->frame, spc->value, spc->from);
}

static bool has_signal(const struct spc *spc, const char *wanted)
{
    for (guint row = spc->from; row < frame_n_rows(spc->frame); row++) {
        if (reads(spc, row, wanted) && !isnan(data_number(spc->frame, row, spc->value)))
            return true;
    }
    return false;
}

/* A ring is a month that is held against nothing. */
static struct key_item ring_item(const struct spc *spc)
{
    const bool has_part = has_signal(spc, "part month"), has_bare = has_signal(spc, "no limits");
    const char *text = !has_bare ? "part of a month" : has_part ? "no limits, or part of a month" : "no limits";
    return (struct key_item){text, SHAPE_RING, theme()->context, has_part || has_bare};
}

static struct key_item item_of(const struct spc *spc, const char *signal, const char *text)
{
    const struct mark *mark = theme_signal(signal);
    return (struct key_item){text, mark->shape, mark->colour, has_signal(spc, signal)};
}

static void draw_key(struct canvas *canvas, const struct spc *spc, struct box *box)
{
    struct key_item items[] = {
        item_of(spc, "usual", "usual"),
        item_of(spc, "improving", "unusual: improving"),
        item_of(spc, "concerning", "unusual: concerning"),
        item_of(spc, "high", "unusually high"),
        item_of(spc, "low", "unusually low"),
        ring_item(spc),
        {0},
        {0},
    };
    gaps_items(gaps_of(spc->frame, spc->value, spc->from), items + G_N_ELEMENTS(items) - GAP_ITEMS);
    key_draw(canvas, box, items, G_N_ELEMENTS(items));
}

void chart_spc_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct spc spc = read_columns(block);
    draw_key(canvas, &spc, &box);
    g_autoptr(GArray) labels = make_labels(&spc);
    struct plot_request request = make_request(&spc);
    request.right_room = end_labels_width(labels, canvas);
    const struct plot plot = plot_begin(canvas, box, &request);
    draw_phases(canvas, &plot, &spc);
    plot_series(canvas, &plot, spc.frame, spc.target, 0, plot.n, (struct stroke){theme()->target, 1.1, 5});
    draw_points(canvas, &plot, &spc);
    end_labels_draw(labels, canvas, &plot);
}
