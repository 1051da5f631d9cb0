#include "reports/render/chart_private.h"

#include <math.h>

#define OFFSET 8
#define SWATCH 7

static void clear_label(void *data)
{
    struct end_label *label = data;
    g_free(label->text);
}

GArray *end_labels_new(void)
{
    GArray *labels = g_array_new(FALSE, FALSE, sizeof(struct end_label));
    g_array_set_clear_func(labels, clear_label);
    return labels;
}

void end_labels_add(GArray *labels, double value, const char *name, const char *number, struct colour colour,
                    bool is_bold)
{
    if (isnan(value))
        return;
    const struct end_label label = {.value = value,
                                    .text = g_strjoin(*number == '\0' ? "" : " ", name, number, NULL),
                                    .colour = colour,
                                    .is_bold = is_bold};
    g_array_append_val(labels, label);
}

static struct text_style style_of(const struct end_label *label)
{
    return (struct text_style){.size = theme()->label, .is_bold = label->is_bold};
}

double end_labels_width(const GArray *labels, const struct canvas *canvas)
{
    double width = 0;
    for (guint i = 0; i < labels->len; i++) {
        const struct end_label *label = &g_array_index(labels, struct end_label, i);
        const double swatch = label->has_swatch ? SWATCH + 4 : 0;
        width = fmax(width, canvas_text_width(canvas, label->text, style_of(label)) + swatch);
    }
    return width + OFFSET;
}

static void draw_label(struct canvas *canvas, const struct end_label *label, double x, double y)
{
    if (label->has_swatch) {
        canvas_shape(canvas, SHAPE_SQUARE, (struct point){x + SWATCH / 2.0, y}, SWATCH, label->colour);
        x += SWATCH + 4;
    }
    const struct colour colour = label->has_swatch ? theme()->text : label->colour;
    canvas_label(canvas, x, y, label->text, (struct text_look){style_of(label), colour, ALIGN_LEFT});
}

void end_labels_draw(const GArray *labels, struct canvas *canvas, const struct plot *plot)
{
    g_autofree double *heights = g_new(double, labels->len + 1);
    const double line = theme()->label * 1.2;
    for (guint i = 0; i < labels->len; i++)
        heights[i] = scale_at(plot->y, g_array_index(labels, struct end_label, i).value);
    labels_spread(heights, labels->len, line, plot->area.y, box_bottom(plot->area));
    for (guint i = 0; i < labels->len; i++)
        draw_label(canvas, &g_array_index(labels, struct end_label, i), box_right(plot->area) + OFFSET, heights[i]);
}
