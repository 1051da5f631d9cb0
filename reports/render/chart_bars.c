#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define GAP 6
#define LEAST_ROW 12.5
#define BEST_ROW 22
#define MOST_HEIGHT 350 /* what a sheet leaves; more rows stand in further columns */
#define COLUMN_WIDTH 240
#define COLUMN_GAP 22

struct bars {
    const struct frame *frame;
    int category, value, benchmark, lower, upper;
    struct box names, area, numbers;
    struct scale x;
    double row;
    guint from, to; /* the rows of the column being drawn */
};

struct grid {
    int columns;
    guint rows, shown; /* rows of a column; of all rows those for which there is room */
};

static int find_filled(const struct frame *frame, const char *name)
{
    const int column = frame_find_column(frame, name);
    struct extent extent = {0};
    data_extent(frame, column, &extent);
    return extent.has_any ? column : -1;
}

static struct bars read_columns(const struct frame *frame)
{
    return (struct bars){.frame = frame,
                         .category = frame_find_column(frame, "category"),
                         .value = frame_find_column(frame, "value"),
                         .benchmark = find_filled(frame, "benchmark"),
                         .lower = frame_find_column(frame, "lower"),
                         .upper = frame_find_column(frame, "upper")};
}

static double name_limit(double width)
{
    return width * 0.5;
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

static struct grid find_grid(guint n, double row, double width)
{
    const guint most = MAX(1, (guint)(MOST_HEIGHT / row));
    const int wanted = (int)((n + most - 1) / most), room = MAX(1, (int)(width / COLUMN_WIDTH));
    const int columns = CLAMP(wanted, 1, room);
    const guint shown = MIN(n, most * (guint)columns);
    return (struct grid){columns, (shown + (guint)columns - 1) / (guint)columns, shown};
}

static double column_width(const struct grid *grid, double width)
{
    return (width - COLUMN_GAP * (grid->columns - 1)) / grid->columns;
}

/* Names may need several lines, and the more so the more columns there are. */
static double least_row(struct typesetter *typesetter, const struct bars *bars, double width, struct grid *grid)
{
    const guint n = frame_n_rows(bars->frame);
    double row = LEAST_ROW;
    *grid = find_grid(n, row, width);
    for (int i = 0; i < 2; i++) {
        const int lines = most_lines(typesetter, bars->frame, bars->category, name_limit(column_width(grid, width)));
        row = LEAST_ROW + (lines - 1) * theme()->label * theme()->line_height;
        *grid = find_grid(n, row, width);
    }
    return row;
}

static double rest_height(const struct bars *bars, const struct grid *grid)
{
    return grid->shown < frame_n_rows(bars->frame) ? theme()->label * 1.5 : 0;
}

struct chart_heights chart_bars_heights(struct typesetter *typesetter, const struct block *block, double width)
{
    const struct bars bars = read_columns(block->frame);
    struct grid grid;
    const double row = least_row(typesetter, &bars, width, &grid);
    const double around = key_height(&bars) + rest_height(&bars, &grid), least = grid.rows * row;
    return (struct chart_heights){least + around,
                                  fmin(least + grid.rows * (BEST_ROW - LEAST_ROW), MOST_HEIGHT) + around};
}

static void lay_out(struct bars *bars, struct canvas *canvas, struct box box, guint rows)
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
    bars->row = fmin(box.height / rows, BEST_ROW * 1.5);
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
    const struct point top = {x, middle - thickness * 0.75}, bottom = {x, middle + thickness * 0.75};
    canvas_line(canvas, top, bottom, (struct stroke){theme()->paper, 4.4, 0}); /* or it would drown in the bar */
    canvas_line(canvas, top, bottom, (struct stroke){theme()->target, 2, 0});
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
    const double middle = bars->area.y + bars->row * (row - bars->from + 0.5), thickness = fmin(bars->row * 0.62, 14);
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

static void draw_column(struct canvas *canvas, const struct bars *bars)
{
    const double zero = scale_at(bars->x, fmax(bars->x.from, 0));
    const double bottom = bars->area.y + bars->row * (bars->to - bars->from);
    for (guint row = bars->from; row < bars->to; row++)
        draw_row(canvas, bars, row);
    canvas_line(canvas, (struct point){zero, bars->area.y}, (struct point){zero, bottom},
                (struct stroke){theme()->rule, 0.8, 0});
}

static void draw_rest(struct canvas *canvas, const struct bars *bars, const struct grid *grid, struct box box)
{
    g_autofree char *text = g_strdup_printf("and %u more, in the workbook", frame_n_rows(bars->frame) - grid->shown);
    canvas_label(canvas, box_right(box), box_centre_y(box), text, look_label(theme()->muted, ALIGN_RIGHT));
}

void chart_bars_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    struct bars bars = read_columns(block->frame);
    struct grid grid;
    least_row(canvas_typesetter(canvas), &bars, box.width, &grid);
    const struct box key = box_cut_top(&box, key_height(&bars)), rest = box_cut_bottom(&box, rest_height(&bars, &grid));
    if (bars.benchmark >= 0)
        draw_key(canvas, &bars, key);
    if (rest.height > 0)
        draw_rest(canvas, &bars, &grid, rest);
    for (int i = 0; i < grid.columns; i++) {
        bars.from = MIN((guint)i * grid.rows, grid.shown);
        bars.to = MIN(bars.from + grid.rows, grid.shown);
        lay_out(&bars, canvas, box_grid(box, 1, grid.columns, 0, i, COLUMN_GAP), grid.rows);
        draw_column(canvas, &bars);
    }
}
