/* The canvas inside; only canvas*.c include this. */
#ifndef SCORECARD_RENDER_CANVAS_PRIVATE_H
#define SCORECARD_RENDER_CANVAS_PRIVATE_H

#include "reports/render/canvas.h"

#include <cairo.h>

struct canvas {
    struct typesetter *typesetter;
    cairo_surface_t *surface;
    cairo_t *cairo;
    GByteArray *bytes;
    bool is_pdf, is_image;
    int page;
    GArray *figures;  /* struct canvas_figure */
    GPtrArray *links; /* char * */
};

#endif
