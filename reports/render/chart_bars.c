#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define GAP 6
#define LEAST_ROW 11.2
#define BEST_ROW 22
#define MOST_HEIGHT 350 /* what a sheet leaves; more rows stand in further columns */
#define COLUMN_WIDTH 240
#define COLUMN_GAP 22

struct bars {
    const struct frame *frame;
    int category, value, benchmark, lower, upper;
    double largest;    /* of the values' sizes */
    int cases, number; /* printed after the value: "92.1% of 128", "21.7% (683)" */
    struct box names, area, numbers;
    struct scale x;
    double extra;   /* what each row gets beyond its least height */
    guint from, to; /* the rows of the column being drawn */
};

/* How the rows stand. */
struct grid {
    int columns;
    guint rows, shown; /* rows of a column; of all rows those for which there is room */
    double *least;     /* least height of each row: names may need several lines */
    double height;     /* least height of the highest column */
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
    struct extent values = {0};
    data_extent(frame, frame_find_column(frame, "value"), &values);
    return (struct bars){.frame = frame,
                         .largest = extent_size(values),
                         .category = frame_find_column(frame, "category"),
                         .value = frame_find_column(frame, "value"),
                         .benchmark = find_filled(frame, "benchmark"),
                         .lower = frame_find_column(frame, "lower"),
                         .upper = frame_find_column(frame, "upper"),
                         .cases = frame_find_column(frame, "cases"),
                         .number = frame_find_column(frame, "number")};
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

/* The value, with the cases behind it where the frame has them; the caller frees. */
static char *value_text(const struct bars *bars, guint row)
{
    const struct frame_cell *cell = frame_cell(bars->frame, row, (guint)bars->value);
    const int behind = bars->cases >= 0 ? bars->cases : bars->number;
    if (cell->kind != FRAME_NUMBER)
        return data_text(bars->frame, row, bars->value);
    const char *mark = cell->symbol == NULL ? "" : cell->symbol;
    g_autofree char *value = unit_short_beside(cell->unit, cell->number, bars->largest);
    g_autofree char *symbol = *mark == '\0' ? g_strdup("") : g_strdup_printf(" [%s]", mark);
    if (behind < 0)
        return g_strconcat(value, symbol, NULL);
    g_autofree char *number = data_label(bars->frame, row, behind);
    return bars->cases >= 0 ? g_strdup_printf("%s%s of %s", value, symbol, number)
                            : g_strdup_printf("%s%s (%s)", value, symbol, number);
}

static double widest_value(struct typesetter *typesetter, const struct bars *bars)
{
    double width = 0;
    for (guint row = 0; row < frame_n_rows(bars->frame); row++) {
        g_autofree char *text = value_text(bars, row);
        width = fmax(width, typesetter_measure(typesetter, text, (struct text_style){.size = theme()->label}, 0).width);
    }
    return width;
}

static double benchmark_height(const struct bars *bars)
{
    return bars->benchmark < 0 ? 0 : theme()->label * 1.5;
}

static double column_width(int columns, double width)
{
    return (width - COLUMN_GAP * (columns - 1)) / columns;
}

static void measure_rows(struct grid *grid, struct typesetter *typesetter, const struct bars *bars, double width)
{
    const struct text_style style = {.size = theme()->label};
    for (guint row = 0; row < frame_n_rows(bars->frame); row++) {
        g_autofree char *text = data_text(bars->frame, row, bars->category);
        const int lines =
            typesetter_measure(typesetter, text, style, name_limit(column_width(grid->columns, width))).lines;
        grid->least[row] = LEAST_ROW + (lines - 1) * theme()->label * theme()->line_height;
    }
}

static double rows_height(const struct grid *grid, guint from, guint to)
{
    double height = 0;
    for (guint row = from; row < to; row++)
        height += grid->least[row];
    return height;
}

static void measure_columns(struct grid *grid, guint n)
{
    grid->shown = MIN(n, grid->rows * (guint)grid->columns);
    grid->height = 0;
    for (guint from = 0; from < grid->shown; from += grid->rows)
        grid->height = fmax(grid->height, rows_height(grid, from, MIN(from + grid->rows, grid->shown)));
}

/* As few columns as fit; when not even the most do, as many rows as fit. The caller frees `least`. */
static struct grid find_grid(struct typesetter *typesetter, const struct bars *bars, double width)
{
    const guint n = frame_n_rows(bars->frame);
    const int most = MAX(1, (int)(width / COLUMN_WIDTH));
    struct grid grid = {.least = g_new0(double, n + 1), .height = INFINITY};
    while (grid.height > MOST_HEIGHT && grid.columns < most) {
        grid.columns++;
        grid.rows = (n + (guint)grid.columns - 1) / (guint)grid.columns;
        measure_rows(&grid, typesetter, bars, width);
        measure_columns(&grid, n);
    }
    while (grid.height > MOST_HEIGHT && grid.rows > 1) {
        grid.rows--;
        measure_columns(&grid, n);
    }
    return grid;
}

static double rest_height(const struct bars *bars, const struct grid *grid)
{
    return grid->shown < frame_n_rows(bars->frame) ? theme()->label * 1.5 : 0;
}

struct chart_heights chart_bars_heights(struct typesetter *typesetter, const struct block *block, double width)
{
    const struct bars bars = read_columns(block->frame);
    const struct grid grid = find_grid(typesetter, &bars, width);
    const double around = benchmark_height(&bars) + rest_height(&bars, &grid);
    g_free(grid.least);
    return (struct chart_heights){grid.height + around,
                                  fmin(grid.height + grid.rows * (BEST_ROW - LEAST_ROW), MOST_HEIGHT) + around};
}

static void lay_out(struct bars *bars, struct canvas *canvas, struct box box, const struct grid *grid)
{
    struct typesetter *typesetter = canvas_typesetter(canvas);
    struct extent extent = {0, 0, true};
    const int columns[] = {bars->value, bars->benchmark, bars->upper, bars->lower};
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++)
        data_extent(bars->frame, columns[i], &extent);
    bars->names = box_cut_left(&box, widest(typesetter, bars->frame, bars->category, name_limit(box.width)));
    box_cut_left(&box, GAP);
    bars->numbers = box_cut_right(&box, widest_value(typesetter, bars) + GAP + 2);
    bars->area = box;
    bars->x =
        (struct scale){extent.low, extent.high > extent.low ? extent.high : extent.low + 1, box.x, box_right(box)};
    bars->extra = fmin((box.height - grid->height) / grid->rows, BEST_ROW * 1.5 - LEAST_ROW);
}

static void draw_name(struct canvas *canvas, const struct bars *bars, guint row, double middle)
{
    const struct text_look look = look_label(theme()->text, ALIGN_RIGHT);
    g_autofree char *text = data_text(bars->frame, row, bars->category);
    const struct text_size size = typesetter_measure(canvas_typesetter(canvas), text, look.style, bars->names.width);
    canvas_text(canvas, (struct box){bars->names.x, middle - size.height / 2, bars->names.width, size.height}, text,
                look);
}

/* Beyond the bar and its interval, and beyond a benchmark that would cross the number. */
static double number_x(const struct bars *bars, guint row, double width)
{
    const double value = data_number(bars->frame, row, bars->value), upper = data_number(bars->frame, row, bars->upper);
    const double benchmark = data_number(bars->frame, row, bars->benchmark);
    const double end = fmax(fmax(isnan(value) ? 0 : value, isnan(upper) ? 0 : upper), 0);
    const double x = scale_at(bars->x, end) + GAP;
    const double tick = isnan(benchmark) ? -INFINITY : scale_at(bars->x, benchmark);
    return tick > x - GAP && tick < x + width + 3 ? tick + GAP : x;
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

static void draw_row(struct canvas *canvas, const struct bars *bars, guint row, double middle)
{
    const struct text_look look = look_label(theme()->text, ALIGN_LEFT);
    const double thickness = fmin((LEAST_ROW + bars->extra) * 0.62, 14);
    g_autofree char *number = value_text(bars, row);
    draw_name(canvas, bars, row, middle);
    draw_value(canvas, bars, row, middle, thickness);
    draw_benchmark(canvas, bars, row, middle, thickness);
    canvas_label(canvas, number_x(bars, row, canvas_text_width(canvas, number, look.style)), middle, number, look);
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

static void draw_column(struct canvas *canvas, const struct bars *bars, const struct grid *grid)
{
    const double zero = scale_at(bars->x, fmax(bars->x.from, 0));
    struct box rows = bars->area;
    for (guint row = bars->from; row < bars->to; row++)
        draw_row(canvas, bars, row, box_centre_y(box_cut_top(&rows, grid->least[row] + bars->extra)));
    canvas_line(canvas, (struct point){zero, bars->area.y}, (struct point){zero, rows.y},
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
    const struct grid grid = find_grid(canvas_typesetter(canvas), &bars, box.width);
    const struct box key = box_cut_top(&box, benchmark_height(&bars)),
                     rest = box_cut_bottom(&box, rest_height(&bars, &grid));
    if (bars.benchmark >= 0)
        draw_key(canvas, &bars, key);
    if (rest.height > 0)
        draw_rest(canvas, &bars, &grid, rest);
    for (int i = 0; i < grid.columns; i++) {
        bars.from = MIN((guint)i * grid.rows, grid.shown);
        bars.to = MIN(bars.from + grid.rows, grid.shown);
        lay_out(&bars, canvas, box_grid(box, 1, grid.columns, 0, i, COLUMN_GAP), &grid);
        draw_column(canvas, &bars, &grid);
    }
    g_free(grid.least);
}
