/* The canvas inside; only canvas*.c include this. */
#ifndef SCORECARD_RENDER_CANVAS_PRIVATE_H
#define SCORECARD_RENDER_CANVAS_PRIVATE_H

#include "reports/render/canvas.h"

#include <cairo.h>

struct canvas {
    struct typesetter *typesetter;
    const char *unknown; /* of the typesetters before it, the first text that cannot be drawn; NULL: none */
    cairo_surface_t *surface;
    cairo_t *cairo;
    GByteArray *bytes;
    bool is_pdf, is_image;
    int page;
    GArray *figures;  /* struct canvas_figure */
    GPtrArray *links; /* char * */
};

#endif
