#include "reports/render/canvas.h"

#include "pipeline/lib/error.h"
#include "reports/render/canvas_private.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <string.h>

static cairo_status_t append_bytes(void *closure, const unsigned char *data, unsigned int length)
{
    struct canvas *canvas = closure;
    g_byte_array_append(canvas->bytes, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void clear_figure(void *data)
{
    struct canvas_figure *figure = data;
    g_free(figure->alt);
}

static struct canvas *canvas_new(struct typesetter *typesetter)
{
    struct canvas *canvas = g_new0(struct canvas, 1);
    canvas->typesetter = typesetter;
    canvas->bytes = g_byte_array_new();
    canvas->figures = g_array_new(FALSE, FALSE, sizeof(struct canvas_figure));
    g_array_set_clear_func(canvas->figures, clear_figure);
    canvas->links = g_ptr_array_new_with_free_func(g_free);
    return canvas;
}

struct canvas *canvas_new_pdf(struct typesetter *typesetter, struct box page)
{
    struct canvas *canvas = canvas_new(typesetter);
    canvas->is_pdf = true;
    canvas->surface = cairo_pdf_surface_create_for_stream(append_bytes, canvas, page.width, page.height);
    cairo_pdf_surface_restrict_to_version(canvas->surface, CAIRO_PDF_VERSION_1_5);
    canvas->cairo = cairo_create(canvas->surface);
    return canvas;
}

struct canvas *canvas_new_svg(struct typesetter *typesetter, struct box page)
{
    struct canvas *canvas = canvas_new(typesetter);
    canvas->surface = cairo_svg_surface_create_for_stream(append_bytes, canvas, page.width, page.height);
    canvas->cairo = cairo_create(canvas->surface);
    return canvas;
}

struct canvas *canvas_new_image(struct typesetter *typesetter, struct box page, double scale)
{
    struct canvas *canvas = canvas_new(typesetter);
    canvas->is_image = true;
    canvas->surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)(page.width * scale), (int)(page.height * scale));
    canvas->cairo = cairo_create(canvas->surface);
    cairo_set_source_rgb(canvas->cairo, 1, 1, 1);
    cairo_paint(canvas->cairo);
    cairo_scale(canvas->cairo, scale, scale);
    return canvas;
}

static bool check_status(cairo_status_t status, GError **error)
{
    if (status == CAIRO_STATUS_SUCCESS)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "drawing failed: %s", cairo_status_to_string(status));
    return false;
}

static void note_unknown(struct canvas *canvas)
{
    if (canvas->unknown == NULL)
        canvas->unknown = typesetter_unknown(canvas->typesetter);
}

static bool check_glyphs(struct canvas *canvas, GError **error)
{
    note_unknown(canvas);
    if (canvas->unknown == NULL)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                "%s cannot be opened, or has no shape for a character of a text of %zu bytes", THEME_FONT,
                strlen(canvas->unknown));
    return false;
}

GBytes *canvas_finish(struct canvas *canvas, GError **error)
{
    if (!check_glyphs(canvas, error) || !check_status(cairo_status(canvas->cairo), error))
        return NULL;
    if (canvas->is_image &&
        !check_status(cairo_surface_write_to_png_stream(canvas->surface, append_bytes, canvas), error))
        return NULL;
    cairo_surface_finish(canvas->surface);
    if (!check_status(cairo_surface_status(canvas->surface), error))
        return NULL;
    GBytes *bytes = g_byte_array_free_to_bytes(canvas->bytes);
    canvas->bytes = g_byte_array_new();
    return bytes;
}

void canvas_free(struct canvas *canvas)
{
    if (canvas == NULL)
        return;
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    g_byte_array_unref(canvas->bytes);
    g_array_unref(canvas->figures);
    g_ptr_array_unref(canvas->links);
    g_free(canvas);
}

void canvas_set_typesetter(struct canvas *canvas, struct typesetter *typesetter)
{
    note_unknown(canvas);
    canvas->typesetter = typesetter;
}

struct typesetter *canvas_typesetter(const struct canvas *canvas)
{
    return canvas->typesetter;
}
