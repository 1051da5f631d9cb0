#include "reports/render/canvas_private.h"
#include "reports/render/typeset_private.h"

#include <pango/pangocairo.h>

static void set_colour(struct canvas *canvas, struct colour colour)
{
    cairo_set_source_rgb(canvas->cairo, colour.red, colour.green, colour.blue);
}

static double aligned(double x, double space, double width, enum align align)
{
    static const double SHARE[] = {[ALIGN_LEFT] = 0, [ALIGN_CENTRE] = 0.5, [ALIGN_RIGHT] = 1};
    return x + (space - width) * SHARE[align];
}

static void draw_line_of_text(struct canvas *canvas, const struct text_line *line, double x, double baseline)
{
    cairo_move_to(canvas->cairo, x, baseline);
    pango_cairo_show_layout_line(canvas->cairo, pango_layout_get_line_readonly(line->layout, 0));
}

double canvas_text(struct canvas *canvas, struct box box, const char *text, struct text_look look)
{
    const struct laid_text *laid = typesetter_lay(canvas->typesetter, text, look.style, box.width);
    set_colour(canvas, look.colour);
    for (int i = 0; i < laid->size.lines; i++)
        draw_line_of_text(canvas, &laid->lines[i], aligned(box.x, box.width, laid->lines[i].width, look.align),
                          box.y + laid->ascent + i * laid->line_height);
    return laid->size.height;
}

void canvas_paragraph(struct canvas *canvas, struct box *box, const char *tag, const char *text, struct text_look look)
{
    if (text == NULL || *text == '\0')
        return;
    if (tag != NULL)
        canvas_tag_begin(canvas, tag);
    box_cut_top(box, canvas_text(canvas, *box, text, look));
    if (tag != NULL)
        canvas_tag_end(canvas, tag);
}

void canvas_label(struct canvas *canvas, double x, double y, const char *text, struct text_look look)
{
    const struct laid_text *laid = typesetter_lay(canvas->typesetter, text, look.style, 0);
    set_colour(canvas, look.colour);
    draw_line_of_text(canvas, &laid->lines[0], aligned(x, 0, laid->lines[0].width, look.align),
                      y - laid->line_height / 2 + laid->ascent);
}

double canvas_text_width(const struct canvas *canvas, const char *text, struct text_style style)
{
    return typesetter_measure(canvas->typesetter, text, style, 0).width;
}

static void trace(struct canvas *canvas, const struct point *points, size_t n)
{
    cairo_new_path(canvas->cairo);
    for (size_t i = 0; i < n; i++)
        cairo_line_to(canvas->cairo, points[i].x, points[i].y);
}

static void stroke_path(struct canvas *canvas, struct stroke stroke)
{
    set_colour(canvas, stroke.colour);
    cairo_set_line_width(canvas->cairo, stroke.width);
    cairo_set_line_join(canvas->cairo, CAIRO_LINE_JOIN_ROUND);
    cairo_set_dash(canvas->cairo, &stroke.dash, stroke.dash > 0 ? 1 : 0, 0);
    cairo_stroke(canvas->cairo);
}

void canvas_line(struct canvas *canvas, struct point from, struct point to, struct stroke stroke)
{
    const struct point points[] = {from, to};
    canvas_polyline(canvas, points, 2, stroke);
}

void canvas_polyline(struct canvas *canvas, const struct point *points, size_t n, struct stroke stroke)
{
    if (n < 2)
        return;
    trace(canvas, points, n);
    stroke_path(canvas, stroke);
}

void canvas_polygon(struct canvas *canvas, const struct point *points, size_t n, struct colour colour)
{
    trace(canvas, points, n);
    cairo_close_path(canvas->cairo);
    set_colour(canvas, colour);
    cairo_fill(canvas->cairo);
}

void canvas_fill(struct canvas *canvas, struct box box, struct colour colour)
{
    cairo_rectangle(canvas->cairo, box.x, box.y, box.width, box.height);
    set_colour(canvas, colour);
    cairo_fill(canvas->cairo);
}

static void draw_circle(struct canvas *canvas, struct point centre, double size, struct colour colour)
{
    cairo_new_path(canvas->cairo);
    cairo_arc(canvas->cairo, centre.x, centre.y, size / 2, 0, 2 * G_PI);
    set_colour(canvas, colour);
    cairo_fill(canvas->cairo);
}

static void draw_ring(struct canvas *canvas, struct point centre, double size, struct colour colour)
{
    const double width = size * 0.18;
    cairo_new_path(canvas->cairo);
    cairo_arc(canvas->cairo, centre.x, centre.y, (size - width) / 2, 0, 2 * G_PI);
    stroke_path(canvas, (struct stroke){colour, width, 0});
}

static void draw_stroke(struct canvas *canvas, struct point from, struct point to, struct colour colour)
{
    canvas_line(canvas, from, to, (struct stroke){colour, 1.1, 0});
}

static void draw_cross(struct canvas *canvas, struct point centre, double size, struct colour colour)
{
    const double half = size / 2;
    draw_stroke(canvas, (struct point){centre.x - half, centre.y - half},
                (struct point){centre.x + half, centre.y + half}, colour);
    draw_stroke(canvas, (struct point){centre.x - half, centre.y + half},
                (struct point){centre.x + half, centre.y - half}, colour);
}

void canvas_frame(struct canvas *canvas, struct box box, struct stroke stroke)
{
    const struct box inner = box_inset(box, stroke.width / 2, stroke.width / 2);
    cairo_rectangle(canvas->cairo, inner.x, inner.y, inner.width, inner.height);
    stroke_path(canvas, stroke);
}

static void draw_frame(struct canvas *canvas, struct point centre, double size, struct colour colour)
{
    const struct box box = {centre.x - size / 2, centre.y - size / 2, size, size};
    canvas_frame(canvas, box, (struct stroke){colour, 0.9, 0});
}

/* Outlines of the shapes with corners, in halves of the size about the centre. */
struct outline {
    size_t n;
    struct point corners[8];
};

static const struct outline OUTLINES[] = {
    [SHAPE_SQUARE] = {4, {{-.9, -.9}, {.9, -.9}, {.9, .9}, {-.9, .9}}},
    [SHAPE_DIAMOND] = {4, {{0, -1.2}, {1.2, 0}, {0, 1.2}, {-1.2, 0}}},
    [SHAPE_TRIANGLE_UP] = {3, {{0, -1}, {1.1, .9}, {-1.1, .9}}},
    [SHAPE_TRIANGLE_DOWN] = {3, {{0, 1}, {1.1, -.9}, {-1.1, -.9}}},
    [SHAPE_ARROW_UP] = {7, {{0, -1.1}, {.9, 0}, {.3, 0}, {.3, 1.1}, {-.3, 1.1}, {-.3, 0}, {-.9, 0}}},
    [SHAPE_ARROW_DOWN] = {7, {{0, 1.1}, {.9, 0}, {.3, 0}, {.3, -1.1}, {-.3, -1.1}, {-.3, 0}, {-.9, 0}}},
    [SHAPE_ARROW_LEVEL] = {7, {{1.1, 0}, {0, .9}, {0, .3}, {-1.1, .3}, {-1.1, -.3}, {0, -.3}, {0, -.9}}},
};

static void draw_outline(struct canvas *canvas, const struct outline *outline, struct point centre, double size,
                         struct colour colour)
{
    struct point points[G_N_ELEMENTS(outline->corners)];
    for (size_t i = 0; i < outline->n; i++)
        points[i] =
            (struct point){centre.x + outline->corners[i].x * size / 2, centre.y + outline->corners[i].y * size / 2};
    canvas_polygon(canvas, points, outline->n, colour);
}

void canvas_shape(struct canvas *canvas, enum shape shape, struct point centre, double size, struct colour colour)
{
    if (shape == SHAPE_CIRCLE)
        draw_circle(canvas, centre, size, colour);
    else if (shape == SHAPE_RING)
        draw_ring(canvas, centre, size, colour);
    else if (shape == SHAPE_CROSS)
        draw_cross(canvas, centre, size, colour);
    else if (shape == SHAPE_DASH)
        draw_stroke(canvas, (struct point){centre.x - size / 2, centre.y},
                    (struct point){centre.x + size / 2, centre.y}, colour);
    else if (shape == SHAPE_FRAME)
        draw_frame(canvas, centre, size, colour);
    else if (shape != SHAPE_NONE)
        draw_outline(canvas, &OUTLINES[shape], centre, size, colour);
}
