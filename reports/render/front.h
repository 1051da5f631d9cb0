/* The front of a document: cover, contents and the page on how to read it. */
#ifndef SCORECARD_RENDER_FRONT_H
#define SCORECARD_RENDER_FRONT_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"

#define FRONT_COVER "cover"
#define FRONT_CONTENTS "contents"

void cover_draw(struct canvas *canvas, const struct document *document);

/* A line of the contents. */
struct entry {
    const char *title;
    char *destination;
    int number;       /* of its page, 1 on */
    bool is_of_block; /* a part of the page above */
};
/* `entries`: struct entry. */
void contents_draw(struct canvas *canvas, const GArray *entries);

/* A document of one page, "How to read": the document's paragraphs, a key of marks, and its notes. The caller frees;
 * its texts are its own. */
struct document *how_to_read_new(const struct document *document);

#endif
