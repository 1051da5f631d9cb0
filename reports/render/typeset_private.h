/* What the canvas needs of a laid-out text. Only canvas.c and typeset.c include this. */
#ifndef SCORECARD_RENDER_TYPESET_PRIVATE_H
#define SCORECARD_RENDER_TYPESET_PRIVATE_H

#include "reports/render/typeset.h"

#include <pango/pango.h>

struct text_line {
    PangoLayout *layout; /* of this line alone, with its trailing space */
    double width;        /* without the trailing space */
};

struct laid_text {
    struct text_size size;
    double ascent; /* from the top of a line to its baseline */
    double line_height;
    struct text_line *lines; /* size.lines of them */
};

/* Owned by the typesetter. */
const struct laid_text *typesetter_lay(struct typesetter *typesetter, const char *text, struct text_style style,
                                       double width);

#endif
