/* A surface to draw on: PDF pages, or one SVG or PNG picture, by the same calls. cairo lives here. Coordinates are
 * points from the top left corner; boxes come from box.h.
 *
 * What is painted inside a tag belongs to the document's structure (tags go around leaves of text and around whole
 * figures); all other painting becomes an artifact when the PDF is finished (finish.h). */
#ifndef SCORECARD_RENDER_CANVAS_H
#define SCORECARD_RENDER_CANVAS_H

#include "reports/render/box.h"
#include "reports/render/theme.h"
#include "reports/render/typeset.h"

#include <glib.h>
#include <stdint.h>

struct canvas;

/* A figure as the finisher needs it. */
struct canvas_figure {
    char *alt;
    int page; /* 0 on */
    struct box box;
};

/* The typesetter must outlive the canvas. */
struct canvas *canvas_new_pdf(struct typesetter *typesetter, struct box page);
struct canvas *canvas_new_svg(struct typesetter *typesetter, struct box page);
/* `scale` pixels a point. */
struct canvas *canvas_new_image(struct typesetter *typesetter, struct box page, double scale);
/* Ends the drawing and returns the file's bytes (PDF, SVG or PNG); the caller unrefs. SYSTEM when cairo failed or a
 * text has a character the font lacks. */
GBytes *canvas_finish(struct canvas *canvas, GError **error);
void canvas_free(struct canvas *canvas);

/* Texts are laid by this one from here on, which must outlive the canvas as well. */
void canvas_set_typesetter(struct canvas *canvas, struct typesetter *typesetter);
struct typesetter *canvas_typesetter(const struct canvas *canvas);

/* PDF only. */
struct canvas_metadata {
    const char *title, *author, *subject, *keywords;
    int32_t date; /* written as midnight UTC */
};
void canvas_set_metadata(struct canvas *canvas, struct canvas_metadata metadata);
void canvas_next_page(struct canvas *canvas);
/* A structure type: "H1", "P", "Table", "TR", "TH", "TD", "L", "LI", "LBody" … */
void canvas_tag_begin(struct canvas *canvas, const char *tag);
void canvas_tag_end(struct canvas *canvas, const char *tag);
/* `alt` is copied. */
void canvas_figure_begin(struct canvas *canvas, const char *alt, struct box box);
void canvas_figure_end(struct canvas *canvas);
/* A destination at the top of `box`; links and bookmarks name it. Names are [a-z0-9_]. */
void canvas_destination(struct canvas *canvas, const char *name, struct box box);
void canvas_link_begin(struct canvas *canvas, const char *destination, const char *description);
void canvas_link_end(struct canvas *canvas);
#define CANVAS_NO_PARENT 0
/* Returns the bookmark's number, to be the parent of others. */
int canvas_bookmark(struct canvas *canvas, int parent, const char *text, const char *destination);
/* Arrays of struct canvas_figure and of char * (links' descriptions), in order of drawing; owned by the canvas. */
const GArray *canvas_figures(const struct canvas *canvas);
const GPtrArray *canvas_links(const struct canvas *canvas);

enum align { ALIGN_LEFT, ALIGN_CENTRE, ALIGN_RIGHT };

struct text_look {
    struct text_style style;
    struct colour colour;
    enum align align;
};

/* Wraps to the box's width, from its top down; returns the height used. */
double canvas_text(struct canvas *canvas, struct box box, const char *text, struct text_look look);
/* Cuts the text's height off the box and draws it there under a tag; NULL: as painting only. No text takes no height.
 */
void canvas_paragraph(struct canvas *canvas, struct box *box, const char *tag, const char *text, struct text_look look);
/* One line whose middle is at height y, and which starts, is centred or ends at x. */
void canvas_label(struct canvas *canvas, double x, double y, const char *text, struct text_look look);
double canvas_text_width(const struct canvas *canvas, const char *text, struct text_style style);

struct stroke {
    struct colour colour;
    double width;
    double dash; /* length of dashes and gaps; 0: solid */
};

struct point {
    double x, y;
};

void canvas_line(struct canvas *canvas, struct point from, struct point to, struct stroke stroke);
void canvas_polyline(struct canvas *canvas, const struct point *points, size_t n, struct stroke stroke);
void canvas_polygon(struct canvas *canvas, const struct point *points, size_t n, struct colour colour);
void canvas_fill(struct canvas *canvas, struct box box, struct colour colour);
/* The box's outline, within the box. */
void canvas_frame(struct canvas *canvas, struct box box, struct stroke stroke);
/* `size` is the shape's height. */
void canvas_shape(struct canvas *canvas, enum shape shape, struct point centre, double size, struct colour colour);

#endif
