#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define GAP 6
#define LEAST_ROW 12.5
#define BEST_ROW 22

struct bars {
    const struct frame *frame;
    int category, value, benchmark, lower, upper;
    struct box names, area, numbers;
    struct scale x;
    double row;
};

static struct bars read_columns(const struct frame *frame)
{
    return (struct bars){.frame = frame,
                         .category = frame_find_column(frame, "category"),
                         .value = frame_find_column(frame, "value"),
                         .benchmark = frame_find_column(frame, "benchmark"),
                         .lower = frame_find_column(frame, "lower"),
                         .upper = frame_find_column(frame, "upper")};
}

static double name_limit(double width)
{
    return width * 0.42;
}

static double widest(struct typesetter *typesetter, const struct frame *frame, int column, double limit)
{
    double width = 0;
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        g_autofree char *text = data_text(frame, row, column);
        width =
            fmax(width, typesetter_measure(typesetter, text, (struct text_style){.size = theme()->label}, limit).width);
    }
    return width;
}

static int most_lines(struct typesetter *typesetter, const struct frame *frame, int column, double limit)
{
    int lines = 1;
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        g_autofree char *text = data_text(frame, row, column);
        lines =
            MAX(lines, typesetter_measure(typesetter, text, (struct text_style){.size = theme()->label}, limit).lines);
    }
    return lines;
}

static double key_height(const struct bars *bars)
{
    return bars->benchmark < 0 ? 0 : theme()->label * 1.5;
}

struct chart_heights chart_bars_heights(struct typesetter *typesetter, const struct block *block, double width)
{
    const struct bars bars = read_columns(block->frame);
    const int lines = most_lines(typesetter, block->frame, bars.category, name_limit(width));
    const double more = (lines - 1) * theme()->label * theme()->line_height, n = frame_n_rows(block->frame);
    return (struct chart_heights){n * (LEAST_ROW + more) + key_height(&bars),
                                  n * (BEST_ROW + more) + key_height(&bars)};
}

static void lay_out(struct bars *bars, struct canvas *canvas, struct box box)
{
    struct typesetter *typesetter = canvas_typesetter(canvas);
    struct extent extent = {0, 0, true};
    const int columns[] = {bars->value, bars->benchmark, bars->upper, bars->lower};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        data_extent(bars->frame, columns[i], &extent);
    bars->names = box_cut_left(&box, widest(typesetter, bars->frame, bars->category, name_limit(box.width)));
    box_cut_left(&box, GAP);
    bars->numbers = box_cut_right(&box, widest(typesetter, bars->frame, bars->value, 0) + GAP + 2);
    bars->area = box;
    bars->x =
        (struct scale){extent.low, extent.high > extent.low ? extent.high : extent.low + 1, box.x, box_right(box)};
    bars->row = fmin(box.height / fmax(frame_n_rows(bars->frame), 1), BEST_ROW * 1.5);
}

static void draw_name(struct canvas *canvas, const struct bars *bars, guint row, double middle)
{
    const struct text_look look = look_label(theme()->text, ALIGN_RIGHT);
    g_autofree char *text = data_text(bars->frame, row, bars->category);
    const struct text_size size = typesetter_measure(canvas_typesetter(canvas), text, look.style, bars->names.width);
    canvas_text(canvas, (struct box){bars->names.x, middle - size.height / 2, bars->names.width, size.height}, text,
                look);
}

static double number_x(const struct bars *bars, guint row, double value)
{
    double end = isnan(value) ? bars->x.from : value;
    const double others[] = {data_number(bars->frame, row, bars->upper),
                             data_number(bars->frame, row, bars->benchmark)};
    const double near = (bars->x.to - bars->x.from) * 0.12; /* a benchmark within reach of the number would cross it */
    if (!isnan(others[0]))
        end = fmax(end, others[0]);
    if (!isnan(others[1]) && others[1] >= end && others[1] < end + near)
        end = others[1];
    return scale_at(bars->x, fmax(end, 0)) + GAP;
}

static void draw_interval(struct canvas *canvas, const struct bars *bars, guint row, double middle)
{
    const double lower = data_number(bars->frame, row, bars->lower), upper = data_number(bars->frame, row, bars->upper);
    if (isnan(lower) || isnan(upper))
        return;
    const double from = scale_at(bars->x, lower), to = scale_at(bars->x, upper);
    const struct stroke stroke = {theme()->text, 1, 0};
    canvas_line(canvas, (struct point){from, middle}, (struct point){to, middle}, stroke);
    canvas_line(canvas, (struct point){from, middle - 2.5}, (struct point){from, middle + 2.5}, stroke);
    canvas_line(canvas, (struct point){to, middle - 2.5}, (struct point){to, middle + 2.5}, stroke);
}

static void draw_benchmark(struct canvas *canvas, const struct bars *bars, guint row, double middle, double thickness)
{
    const double value = data_number(bars->frame, row, bars->benchmark);
    if (isnan(value))
        return;
    const double x = scale_at(bars->x, value);
    canvas_line(canvas, (struct point){x, middle - thickness * 0.75}, (struct point){x, middle + thickness * 0.75},
                (struct stroke){theme()->target, 1.8, 0});
}

/* With an interval the value is a dot and the bar is pale, or the interval would not be seen. */
static void draw_value(struct canvas *canvas, const struct bars *bars, guint row, double middle, double thickness)
{
    const double value = data_number(bars->frame, row, bars->value);
    if (isnan(value))
        return;
    const bool has_interval = !isnan(data_number(bars->frame, row, bars->upper));
    const double zero = scale_at(bars->x, fmax(bars->x.from, 0)), end = scale_at(bars->x, value);
    const struct box bar = {fmin(zero, end), middle - thickness / 2, fabs(end - zero), thickness};
    canvas_fill(canvas, bar, has_interval ? theme()->fan : theme()->primary);
    draw_interval(canvas, bars, row, middle);
    if (has_interval)
        canvas_shape(canvas, SHAPE_CIRCLE, (struct point){end, middle}, 6, theme()->primary);
}

static void draw_row(struct canvas *canvas, const struct bars *bars, guint row)
{
    const double middle = bars->area.y + bars->row * (row + 0.5), thickness = fmin(bars->row * 0.62, 14);
    const double value = data_number(bars->frame, row, bars->value);
    g_autofree char *number = data_text(bars->frame, row, bars->value);
    draw_name(canvas, bars, row, middle);
    draw_value(canvas, bars, row, middle, thickness);
    draw_benchmark(canvas, bars, row, middle, thickness);
    canvas_label(canvas, number_x(bars, row, value), middle, number, look_label(theme()->text, ALIGN_LEFT));
}

/* What the tick means stands above the bars, beside a tick like theirs. */
static void draw_key(struct canvas *canvas, const struct bars *bars, struct box box)
{
    const char *title = frame_column(bars->frame, (guint)bars->benchmark)->title;
    const struct text_look look = look_label(theme()->target, ALIGN_RIGHT);
    const double x = box_right(box) - canvas_text_width(canvas, title, look.style) - GAP,
                 y = box.y + theme()->label * 0.6;
    canvas_line(canvas, (struct point){x, y - 4.5}, (struct point){x, y + 4.5},
                (struct stroke){theme()->target, 1.8, 0});
    canvas_label(canvas, box_right(box), y, title, look);
}

void chart_bars_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    struct bars bars = read_columns(block->frame);
    const struct box key = box_cut_top(&box, key_height(&bars));
    lay_out(&bars, canvas, box);
    if (bars.benchmark >= 0)
        draw_key(canvas, &bars, key);
    const double zero = scale_at(bars.x, fmax(bars.x.from, 0));
    const double bottom = bars.area.y + bars.row * frame_n_rows(bars.frame);
    for (guint row = 0; row < frame_n_rows(bars.frame); row++)
        draw_row(canvas, &bars, row);
    canvas_line(canvas, (struct point){zero, bars.area.y}, (struct point){zero, bottom},
                (struct stroke){theme()->rule, 0.8, 0});
}
