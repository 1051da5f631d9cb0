#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

/* A total stands on zero and sets the level; what goes up or down starts from the level and moves it. Values of steps
 * are taken by their size, the kind says the direction. */
struct waterfall {
    const struct frame *frame;
    int category, value, kind;
    double largest; /* of the values' sizes */
};

struct step {
    double from, to, value;
    bool is_total;
};

static struct step step_at(const struct waterfall *waterfall, guint row, double level)
{
    g_autofree char *kind = data_text(waterfall->frame, row, waterfall->kind);
    const double value = data_number(waterfall->frame, row, waterfall->value);
    const double size = isnan(value) ? 0 : value;
    if (g_str_equal(kind, "total"))
        return (struct step){0, size, value, true};
    return (struct step){level, g_str_equal(kind, "taken off") ? level - fabs(size) : level + fabs(size), value, false};
}

static struct extent extent_of(const struct waterfall *waterfall)
{
    struct extent extent = {0};
    double level = 0;
    for (guint row = 0; row < frame_n_rows(waterfall->frame); row++) {
        level = step_at(waterfall, row, level).to;
        extent_add(&extent, level);
    }
    return extent;
}

static struct colour colour_of(const struct step *step)
{
    if (step->is_total)
        return theme()->primary;
    return step->to < step->from ? theme()->series[1] : theme_signal("concerning")->colour;
}

static void draw_number(struct canvas *canvas, const struct plot *plot, const struct waterfall *waterfall, guint row,
                        const struct step *step)
{
    const double top = scale_at(plot->y, fmax(step->from, step->to)),
                 bottom = scale_at(plot->y, fmin(step->from, step->to));
    const bool is_below = step->to < 0 && step->from <= 0 && bottom + theme()->label < box_bottom(plot->area);
    const double y = is_below ? bottom + theme()->label * 0.8 : top - theme()->label * 0.8;
    g_autofree char *number = isnan(step->value) ? data_text(waterfall->frame, row, waterfall->value)
                                                 : unit_label_beside(data_unit(waterfall->frame, waterfall->value),
                                                                     fabs(step->value), waterfall->largest);
    const char *sign = step->is_total ? (step->to < 0 ? "-" : "") : step->to < step->from ? "-" : "+";
    g_autofree char *text = g_strconcat(isnan(step->value) ? "" : sign, number, NULL);
    canvas_label(canvas, plot_x(plot, row), y, text, look_bold(theme()->text, ALIGN_CENTRE));
}

static void draw_step(struct canvas *canvas, const struct plot *plot, guint row, const struct step *step)
{
    const double width = plot_slot(plot) * 0.62, x = plot_x(plot, row) - width / 2;
    const double from = scale_at(plot->y, step->from), to = scale_at(plot->y, step->to);
    canvas_fill(canvas, (struct box){x, fmin(from, to), width, fmax(fabs(from - to), 0.8)}, colour_of(step));
    if (row + 1 < plot->n)
        canvas_line(canvas, (struct point){x + width, to}, (struct point){x + plot_slot(plot), to},
                    (struct stroke){theme()->rule, 0.7, 0});
}

static double names_height(struct canvas *canvas, const struct waterfall *waterfall, double width)
{
    double height = 0;
    for (guint row = 0; row < frame_n_rows(waterfall->frame); row++) {
        g_autofree char *name = data_text(waterfall->frame, row, waterfall->category);
        height = fmax(height, typesetter_measure(canvas_typesetter(canvas), name,
                                                 look_label(theme()->text, ALIGN_CENTRE).style, width)
                                  .height);
    }
    return height;
}

static void draw_names(struct canvas *canvas, const struct plot *plot, const struct waterfall *waterfall,
                       struct box box)
{
    const double width = plot_slot(plot) - 6;
    for (guint row = 0; row < plot->n; row++) {
        g_autofree char *name = data_text(waterfall->frame, row, waterfall->category);
        canvas_text(canvas, (struct box){plot_x(plot, row) - width / 2, box.y, width, box.height}, name,
                    look_label(theme()->text, ALIGN_CENTRE));
    }
}

void chart_waterfall_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct frame *frame = block->frame;
    struct waterfall waterfall = {frame, frame_find_column(frame, "category"), frame_find_column(frame, "value"),
                                  frame_find_column(frame, "kind"), 0};
    struct extent values = {0};
    data_extent(frame, waterfall.value, &values);
    waterfall.largest = extent_size(values);
    const double slot = (box.width - 50) / frame_n_rows(frame) - 6;
    struct box names = box_cut_bottom(&box, names_height(canvas, &waterfall, slot));
    box_cut_top(&box, theme()->label * 1.3);
    const struct plot_request request = {.values = extent_of(&waterfall),
                                         .unit = data_unit(frame, waterfall.value),
                                         .from_zero = true,
                                         .frame = frame,
                                         .period = -1};
    const struct plot plot = plot_begin(canvas, box, &request);
    names.y = box_bottom(plot.area) + 4;
    double level = 0;
    for (guint row = 0; row < plot.n; row++) {
        const struct step step = step_at(&waterfall, row, level);
        level = step.to;
        draw_step(canvas, &plot, row, &step);
        draw_number(canvas, &plot, &waterfall, row, &step);
    }
    draw_names(canvas, &plot, &waterfall, names);
}
