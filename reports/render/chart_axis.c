#include "reports/render/chart_private.h"
#include "reports/render/period_label.h"
#include "reports/render/unit.h"

#include <math.h>

#define LABEL_GAP 6
#define LEAST_POINTS 10.0
#define LEAST_PART 0.2
#define DROP 1.2 /* of the periods' labels, clear of the lowest tick's */

static bool is_whole(enum unit unit)
{
    return unit != UNIT_POUNDS && unit_format(unit)->decimals == 0;
}

/* Zero is shown unless all values lie in a narrow band far above it; one value alone has no band. */
static double axis_low(const struct plot_request *request)
{
    const double low = request->values.low, high = request->values.high;
    if (low < 0)
        return low;
    return request->from_zero || low == high || low < (high - low) * 1.5 ? 0 : low;
}

/* Nor a few hundredths of a number like one: its axis spans at least such a part of the largest. */
static struct extent widened_number(struct extent values)
{
    const double lacking = LEAST_PART * values.high - (values.high - values.low);
    if (lacking <= 0 || values.low <= 0 || values.low == values.high)
        return values;
    return (struct extent){values.low - lacking * 2 / 3, values.high + lacking / 3, values.has_any};
}

/* A few tenths of a percent must not look like a cliff: an axis of percentages spans at least so many points. */
static struct extent widened(struct extent values, enum unit unit)
{
    const double lacking = LEAST_POINTS - (values.high - values.low);
    if (unit != UNIT_PERCENT)
        return widened_number(values);
    if (lacking <= 0)
        return values;
    values.low = fmin(fmax(values.low - lacking / 2, fmin(values.low, 0)), fmax(100 - LEAST_POINTS, 0));
    values.high = fmax(values.high, fmin(values.low + LEAST_POINTS, fmax(values.high, 100)));
    return values;
}

struct ticks plot_ticks(const struct plot_request *asked)
{
    struct plot_request wide = *asked;
    wide.values = widened(asked->values, asked->unit);
    const struct plot_request *request = &wide;
    const double high = request->from_zero ? fmax(request->values.high, 0) : request->values.high;
    const int wanted = request->ticks > 0 ? request->ticks : 5;
    struct ticks ticks = ticks_between(axis_low(request), high, wanted, is_whole(request->unit));
    if (request->unit == UNIT_PERCENT && request->values.high <= 100 && ticks_last(ticks) > 100)
        ticks = ticks_between(fmin(ticks.first, 80), 100, wanted, false);
    return ticks;
}

static double strip_of(const struct plot_request *request)
{
    return request->has_gaps ? GAP_STRIP : 0;
}

static double widest_tick(struct canvas *canvas, struct ticks ticks, enum unit unit)
{
    double width = 0;
    for (int i = 0; i < ticks.n; i++) {
        g_autofree char *text = unit_label(unit, ticks.first + i * ticks.step, ticks.step);
        width = fmax(width, canvas_text_width(canvas, text, look_label(theme()->muted, ALIGN_RIGHT).style));
    }
    return width;
}

static void draw_ticks(struct canvas *canvas, const struct plot *plot, struct ticks ticks, enum unit unit)
{
    for (int i = 0; i < ticks.n; i++) {
        const double value = ticks.first + i * ticks.step, y = scale_at(plot->y, value);
        const bool is_base = fabs(value) < ticks.step * 1e-6;
        g_autofree char *text = unit_label(unit, is_base ? 0 : value, ticks.step);
        canvas_line(canvas, (struct point){plot->area.x, y}, (struct point){box_right(plot->area), y},
                    (struct stroke){is_base ? theme()->rule : theme()->grid, is_base ? 0.8 : 0.6, 0});
        canvas_label(canvas, plot->area.x - LABEL_GAP, y, text, look_label(theme()->muted, ALIGN_RIGHT));
    }
}

/* False for periods that are neither days nor months: those are written as they stand. */
static bool read_period(const struct frame *frame, guint row, int column, struct period_label *label)
{
    const struct frame_cell *cell = frame_cell(frame, row, (guint)column);
    if (cell->kind == FRAME_TEXT)
        return period_label_read(cell->text, label);
    if (cell->kind != FRAME_NUMBER || cell->unit != UNIT_DATE)
        return false;
    *label = period_label_of_day((int32_t)cell->number);
    return true;
}

static double period_width(struct canvas *canvas, const struct plot_request *request, guint row)
{
    struct period_label label;
    const bool is_short = read_period(request->frame, row, request->period, &label);
    g_autofree char *text = data_text(request->frame, row, request->period);
    return canvas_text_width(canvas, is_short ? label.text : text, look_label(theme()->muted, ALIGN_CENTRE).style);
}

/* Two lines for a day: the month, and the year where it is another than at the label before. */
static void draw_period(struct canvas *canvas, const struct plot *plot, const struct plot_request *request, guint row,
                        int *year)
{
    const double y = box_bottom(plot->area) + plot->strip + theme()->label * DROP;
    const struct text_look look = look_label(theme()->muted, ALIGN_CENTRE);
    struct period_label label;
    const double most = box_right(plot->area) + request->right_room - period_width(canvas, request, row) / 2;
    const double x = fmin(plot_x(plot, row), most); /* not beyond the margin */
    if (!read_period(request->frame, row, request->period, &label)) {
        g_autofree char *text = data_text(request->frame, row, request->period);
        canvas_label(canvas, x, y, text, look);
        return;
    }
    g_autofree char *number = g_strdup_printf("%d", label.year);
    canvas_label(canvas, x, y, label.text, look);
    if (label.year != *year)
        canvas_label(canvas, x, y + theme()->label * theme()->line_height, number, look);
    *year = label.year;
}

/* From the middle of one label to the next. The last may be longer (a part of a month). */
static double room_of_period(struct canvas *canvas, const struct plot_request *request)
{
    const guint n = frame_n_rows(request->frame);
    double width = canvas_text_width(canvas, "2020", look_label(theme()->muted, ALIGN_CENTRE).style);
    for (guint row = 0; row + 1 < n; row++)
        width = fmax(width, period_width(canvas, request, row));
    const double last = n > 0 ? period_width(canvas, request, n - 1) : 0;
    return fmax(width, (width + last) / 2) + LABEL_GAP;
}

/* Every k-th period is labelled, counted from the last, so that the newest always is; k divides a year. */
static void draw_periods(struct canvas *canvas, const struct plot *plot, const struct plot_request *request)
{
    static const guint EVERY[] = {1, 2, 3, 4, 6, 12, 24, 48};
    if (request->period < 0 || request->hides_periods)
        return;
    const double room = room_of_period(canvas, request);
    size_t i = 0;
    while (i + 1 < G_N_ELEMENTS(EVERY) && plot_slot(plot) * EVERY[i] < room)
        i++;
    int year = 0;
    for (guint row = 0; row < plot->n; row++)
        if ((plot->n - 1 - row) % EVERY[i] == 0)
            draw_period(canvas, plot, request, row, &year);
}

double plot_foot_height(const struct plot_request *request)
{
    struct period_label label;
    if (request->hides_periods)
        return fmax(theme()->label * 0.6, strip_of(request));
    const bool has_years = request->period >= 0 && frame_n_rows(request->frame) > 0 &&
                           read_period(request->frame, 0, request->period, &label);
    return strip_of(request) + theme()->label * (DROP - 0.6 + theme()->line_height * (has_years ? 2 : 1));
}

struct plot plot_begin_with(struct canvas *canvas, struct box box, const struct plot_request *request,
                            struct ticks ticks)
{
    const double half_line = theme()->label * 0.6;
    box_cut_left(&box, widest_tick(canvas, ticks, request->unit) + LABEL_GAP);
    box_cut_right(&box, request->right_room);
    box_cut_top(&box, half_line);
    box_cut_bottom(&box, plot_foot_height(request));
    const struct plot plot = {.area = box,
                              .y = {ticks.first, ticks_last(ticks), box_bottom(box), box.y},
                              .n = frame_n_rows(request->frame),
                              .strip = strip_of(request)};
    draw_ticks(canvas, &plot, ticks, request->unit);
    draw_periods(canvas, &plot, request);
    return plot;
}

struct plot plot_begin(struct canvas *canvas, struct box box, const struct plot_request *request)
{
    return plot_begin_with(canvas, box, request, plot_ticks(request));
}

double plot_slot(const struct plot *plot)
{
    return plot->area.width / fmax(plot->n, 1);
}

double plot_x(const struct plot *plot, guint i)
{
    return plot->area.x + (i + 0.5) * plot_slot(plot);
}

void plot_series(struct canvas *canvas, const struct plot *plot, const struct frame *frame, int column, guint from,
                 guint to, struct stroke stroke)
{
    g_autofree struct point *points = g_new(struct point, to - from + 1);
    size_t n = 0;
    for (guint row = from; row <= to; row++) {
        const double value = row < to ? data_number(frame, row, column) : NAN;
        if (!isnan(value)) {
            points[n++] = (struct point){plot_x(plot, row), scale_at(plot->y, value)};
            continue;
        }
        if (n == 1)
            canvas_shape(canvas, SHAPE_CIRCLE, points[0], stroke.width * 2.2, stroke.colour);
        canvas_polyline(canvas, points, n, stroke);
        n = 0;
    }
}
