#include "reports/render/canvas_private.h"

#include "pipeline/lib/date.h"
#include "reports/render/clean.h"

#include <cairo-pdf.h>

static void set_text(struct canvas *canvas, cairo_pdf_metadata_t which, const char *text)
{
    g_autofree char *clean = text == NULL ? NULL : clean_text(text);
    if (clean != NULL)
        cairo_pdf_surface_set_metadata(canvas->surface, which, clean);
}

/* Without a date cairo writes the clock's, and no two runs are alike. */
void canvas_set_metadata(struct canvas *canvas, struct canvas_metadata metadata)
{
    char day[DATE_TEXT_SIZE];
    g_assert(canvas->is_pdf);
    date_format_iso(metadata.date, day);
    g_autofree char *midnight = g_strconcat(day, "T00:00:00Z", NULL);
    set_text(canvas, CAIRO_PDF_METADATA_TITLE, metadata.title);
    set_text(canvas, CAIRO_PDF_METADATA_AUTHOR, metadata.author);
    set_text(canvas, CAIRO_PDF_METADATA_SUBJECT, metadata.subject);
    set_text(canvas, CAIRO_PDF_METADATA_KEYWORDS, metadata.keywords);
    set_text(canvas, CAIRO_PDF_METADATA_CREATOR, "scorecard");
    set_text(canvas, CAIRO_PDF_METADATA_CREATE_DATE, midnight);
    set_text(canvas, CAIRO_PDF_METADATA_MOD_DATE, midnight);
}

void canvas_next_page(struct canvas *canvas)
{
    cairo_show_page(canvas->cairo);
    canvas->page++;
}

void canvas_tag_begin(struct canvas *canvas, const char *tag)
{
    if (canvas->is_pdf)
        cairo_tag_begin(canvas->cairo, tag, NULL);
}

void canvas_tag_end(struct canvas *canvas, const char *tag)
{
    if (canvas->is_pdf)
        cairo_tag_end(canvas->cairo, tag);
}

void canvas_figure_begin(struct canvas *canvas, const char *alt, struct box box)
{
    const struct canvas_figure figure = {g_strdup(alt), canvas->page, box};
    g_array_append_val(canvas->figures, figure);
    canvas_tag_begin(canvas, "Figure");
}

void canvas_figure_end(struct canvas *canvas)
{
    canvas_tag_end(canvas, "Figure");
}

void canvas_destination(struct canvas *canvas, const char *name, struct box box)
{
    if (!canvas->is_pdf)
        return;
    g_autofree char *attributes = g_strdup_printf("name='%s' x=%d y=%d", name, (int)box.x, (int)box.y);
    cairo_tag_begin(canvas->cairo, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(canvas->cairo, CAIRO_TAG_DEST);
}

void canvas_link_begin(struct canvas *canvas, const char *destination, const char *description)
{
    if (!canvas->is_pdf)
        return;
    g_autofree char *attributes = g_strdup_printf("dest='%s'", destination);
    cairo_tag_begin(canvas->cairo, CAIRO_TAG_LINK, attributes);
    g_ptr_array_add(canvas->links, g_strdup(description));
}

void canvas_link_end(struct canvas *canvas)
{
    canvas_tag_end(canvas, CAIRO_TAG_LINK);
}

int canvas_bookmark(struct canvas *canvas, int parent, const char *text, const char *destination)
{
    g_autofree char *attributes = g_strdup_printf("dest='%s'", destination);
    g_autofree char *clean = clean_text(text);
    return cairo_pdf_surface_add_outline(canvas->surface, parent, clean, attributes, 0);
}

const GArray *canvas_figures(const struct canvas *canvas)
{
    return canvas->figures;
}

const GPtrArray *canvas_links(const struct canvas *canvas)
{
    return canvas->links;
}
