#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define GAP 16
#define LEAST_PLOT 44  /* what the name above a panel leaves to its plot */
#define LEAST_ALONE 61 /* the same of panels in one row, with the periods below them */
#define BEST_PANEL 120
#define PANEL_WIDTH 138
#define NARROW_WIDTH 118 /* of panels when there are many */
#define MOST_ROWS 4      /* what a sheet leaves */
#define KEY_HEIGHT 14    /* of one line, which it needs as a rule */

/* Panels are stretches of rows with the same text in column `panel`, each a frame of its own. */
struct panel {
    char *title;
    struct frame *frame;
};

static void clear_panel(void *data)
{
    struct panel *panel = data;
    g_free(panel->title);
    frame_free(panel->frame);
}

static struct frame *panel_frame(const struct frame *frame, bool has_target)
{
    struct frame *part = frame_new();
    frame_add_column(part, "period", "Period", data_unit(frame, frame_find_column(frame, "period")));
    frame_add_column(part, "value", "Value", data_unit(frame, frame_find_column(frame, "value")));
    if (has_target)
        frame_add_column(part, "target", "Target", data_unit(frame, frame_find_column(frame, "target")));
    return part;
}

static void copy_cell(struct frame *to, const struct frame_cell *cell)
{
    if (cell->kind == FRAME_NUMBER)
        frame_add_number(to, cell->number, cell->symbol);
    else if (cell->kind == FRAME_TEXT)
        frame_add_text(to, cell->text);
    else if (cell->kind == FRAME_SYMBOL)
        frame_add_symbol(to, cell->text);
    else
        frame_add_blank(to);
}

static GArray *split_panels(const struct frame *frame)
{
    static const char *const NAMES[] = {"period", "value", "target"};
    const int panel_column = frame_find_column(frame, "panel");
    const bool has_target = frame_find_column(frame, "target") >= 0;
    GArray *panels = g_array_new(FALSE, FALSE, sizeof(struct panel));
    g_array_set_clear_func(panels, clear_panel);
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        g_autofree char *title = data_text(frame, row, panel_column);
        if (panels->len == 0 || !g_str_equal(title, g_array_index(panels, struct panel, panels->len - 1).title)) {
            const struct panel panel = {g_strdup(title), panel_frame(frame, has_target)};
            g_array_append_val(panels, panel);
        }
        struct frame *part = g_array_index(panels, struct panel, panels->len - 1).frame;
        for (size_t i = 0; i < (has_target ? 3 : 2); i++)
            copy_cell(part, frame_cell(frame, row, (guint)frame_find_column(frame, NAMES[i])));
    }
    return panels;
}

struct grid {
    int rows, columns, shown; /* shown: panels for which there is room */
};

static int columns_in(double width, double panel)
{
    return MAX(1, (int)((width + GAP) / (panel + GAP)));
}

static struct grid find_grid(int n, double width)
{
    const bool is_many = n > columns_in(width, PANEL_WIDTH) * MOST_ROWS;
    const int most = columns_in(width, is_many ? NARROW_WIDTH : PANEL_WIDTH), shown = MIN(n, most * MOST_ROWS);
    const int rows = (shown + most - 1) / most;
    return (struct grid){rows, (shown + rows - 1) / rows, shown};
}

static double rest_height(const struct grid *grid, int n)
{
    return grid->shown < n ? theme()->label * 1.5 : 0;
}

/* The latest number, or its symbol; the caller frees. */
static char *latest_of(const struct panel *panel)
{
    const guint last = frame_n_rows(panel->frame) - 1;
    const double value = data_number(panel->frame, last, 1);
    return isnan(value) ? data_text(panel->frame, last, 1) : unit_label(data_unit(panel->frame, 1), value, 0);
}

/* What the latest number leaves to the name. */
static double room_of_name(struct typesetter *typesetter, const struct panel *panel, double width)
{
    g_autofree char *text = latest_of(panel);
    const struct text_style style = look_bold(theme()->primary, ALIGN_RIGHT).style;
    return width - typesetter_measure(typesetter, text, style, 0).width - 8;
}

/* Of the longest name: all plots are of one height. */
static double title_height(struct typesetter *typesetter, const GArray *panels, double width)
{
    double height = 0;
    for (guint i = 0; i < panels->len; i++) {
        const struct panel *panel = &g_array_index(panels, struct panel, i);
        const struct text_style style = look_bold(theme()->text, ALIGN_LEFT).style;
        const double room = room_of_name(typesetter, panel, width);
        height = fmax(height, typesetter_measure(typesetter, panel->title, style, room).height);
    }
    return height;
}

static double panel_width(const struct grid *grid, double width)
{
    return (width + GAP) / grid->columns - GAP;
}

struct chart_heights chart_multiples_heights(struct typesetter *typesetter, const struct block *block, double width)
{
    g_autoptr(GArray) panels = split_panels(block->frame);
    const struct grid grid = find_grid((int)panels->len, width);
    const double rest = rest_height(&grid, (int)panels->len) + KEY_HEIGHT;
    const double plot = grid.rows == 1 ? LEAST_ALONE : LEAST_PLOT;
    const double least = plot + title_height(typesetter, panels, panel_width(&grid, width));
    const double best = fmax(least, BEST_PANEL);
    return (struct chart_heights){grid.rows * (least + GAP) - GAP + rest, grid.rows * (best + GAP) - GAP + rest};
}

/* The title line says name and latest value, hidden as it may be: no label crowds the small plot. */
static void draw_title(struct canvas *canvas, const struct panel *panel, struct box box)
{
    const struct text_look name = look_bold(theme()->text, ALIGN_LEFT),
                           number = look_bold(theme()->primary, ALIGN_RIGHT);
    const double room = room_of_name(canvas_typesetter(canvas), panel, box.width);
    g_autofree char *text = latest_of(panel);
    canvas_label(canvas, box_right(box), box.y + theme()->label * 0.6, text, number);
    canvas_text(canvas, (struct box){box.x, box.y, room, box.height}, panel->title, name);
}

/* All panels have room for marks where one has any. */
static struct plot_request request_of(const struct panel *panel, bool is_lowest, bool has_gaps)
{
    return (struct plot_request){.frame = panel->frame,
                                 .period = 0,
                                 .unit = data_unit(panel->frame, 1),
                                 .right_room = 6,
                                 .hides_periods = !is_lowest,
                                 .has_gaps = has_gaps};
}

/* What all panels have alike. */
struct shared {
    double title; /* height */
    struct ticks ticks;
    bool has_gaps;
};

static void draw_panel(struct canvas *canvas, const struct panel *panel, struct box box, const struct shared *shared,
                       bool is_lowest)
{
    draw_title(canvas, panel, box_cut_top(&box, shared->title));
    const struct plot_request request = request_of(panel, is_lowest, shared->has_gaps);
    const struct plot plot = plot_begin_with(canvas, box, &request, shared->ticks);
    const guint last = frame_n_rows(panel->frame) - 1;
    const double value = data_number(panel->frame, last, 1);
    plot_series(canvas, &plot, panel->frame, frame_find_column(panel->frame, "target"), 0, plot.n,
                (struct stroke){theme()->target, 1, 4});
    plot_series(canvas, &plot, panel->frame, 1, 0, plot.n, (struct stroke){theme()->primary, 1.6, 0});
    gaps_draw(canvas, &plot, panel->frame, 1, 0);
    if (!isnan(value))
        canvas_shape(canvas, SHAPE_CIRCLE, (struct point){plot_x(&plot, last), scale_at(plot.y, value)}, 5,
                     theme()->primary);
}

static struct ticks shared_ticks(const struct frame *frame)
{
    const int value = frame_find_column(frame, "value");
    struct plot_request request = {.unit = data_unit(frame, value), .from_zero = true, .ticks = 3};
    data_extent(frame, value, &request.values);
    data_extent(frame, frame_find_column(frame, "target"), &request.values);
    return plot_ticks(&request);
}

/* One key for all panels. */
static void draw_key(struct canvas *canvas, const struct frame *frame, struct box *box)
{
    const int value = frame_find_column(frame, "value"), column = frame_find_column(frame, "target");
    const double target = column < 0 ? NAN : data_number(frame, 0, column);
    g_autofree char *number = isnan(target) ? NULL : unit_label(data_unit(frame, column), target, 0);
    g_autofree char *words = g_strconcat("target ", number, NULL);
    struct key_item items[2 + GAP_ITEMS] = {{"latest", SHAPE_CIRCLE, theme()->primary, true},
                                            {words, SHAPE_DASH, theme()->target, number != NULL}};
    gaps_items(gaps_of(frame, value, 0), items + 2);
    key_draw(canvas, box, items, G_N_ELEMENTS(items));
}

static void draw_rest(struct canvas *canvas, struct box box, int n)
{
    g_autofree char *text = g_strdup_printf("and %d more, in the workbook", n);
    if (n > 0)
        canvas_label(canvas, box_right(box), box_centre_y(box), text, look_label(theme()->muted, ALIGN_RIGHT));
}

void chart_multiples_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    g_autoptr(GArray) panels = split_panels(block->frame);
    const struct grid grid = find_grid((int)panels->len, box.width);
    const struct gaps gaps = gaps_of(block->frame, frame_find_column(block->frame, "value"), 0);
    const struct panel *first = &g_array_index(panels, struct panel, 0);
    draw_key(canvas, block->frame, &box);
    draw_rest(canvas, box_cut_bottom(&box, rest_height(&grid, (int)panels->len)), (int)panels->len - grid.shown);
    const struct shared shared = {title_height(canvas_typesetter(canvas), panels, panel_width(&grid, box.width)),
                                  shared_ticks(block->frame), gaps_are_any(gaps)};
    const struct plot_request lowest = request_of(first, true, shared.has_gaps),
                              other = request_of(first, false, shared.has_gaps);
    const double periods = plot_foot_height(&lowest) - plot_foot_height(&other);
    box_cut_bottom(&box, periods);
    for (int i = 0; i < grid.shown; i++) {
        const bool is_lowest = i + grid.columns >= grid.shown; /* of its column: its periods stand for all */
        struct box cell = box_grid(box, grid.rows, grid.columns, i / grid.columns, i % grid.columns, GAP);
        cell.height += is_lowest ? periods : 0;
        draw_panel(canvas, &g_array_index(panels, struct panel, i), cell, &shared, is_lowest);
    }
}
