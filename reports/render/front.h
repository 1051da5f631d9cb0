/* The front of a document: cover, contents and the page on how to read it. */
#ifndef SCORECARD_RENDER_FRONT_H
#define SCORECARD_RENDER_FRONT_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"
#include "reports/render/layout.h"

#define FRONT_COVER "cover"
#define FRONT_CONTENTS "contents"
#define FRONT_GUIDE "guide"

/* A line of the contents. */
struct entry {
    char *title, *destination;
    int number;       /* of its page, 1 on */
    bool is_of_block; /* a part of the page above */
};

/* How many lines of contents fit on the cover, beside the title. */
guint cover_most_entries(void);
/* How to read, in the cover's second column (struct placed_block): what `front` holds, set for its width. Tables are
 * the layout's. The caller unrefs. */
GArray *cover_guide(struct typesetter *typesetter, struct layout *layout, const struct document *front);
/* Whether it fits under so many lines of contents, or with 0 alone. */
bool cover_holds_guide(struct typesetter *typesetter, const GArray *guide, guint n_entries);
/* `entries` (struct entry) and `guide` may be NULL: they stand elsewhere. */
void cover_draw(struct canvas *canvas, const struct document *document, const GArray *entries, const GArray *guide);
/* Contents on a sheet of their own. */
void contents_draw(struct canvas *canvas, const GArray *entries);
/* Within a box, without a heading, each line of at most the best height. */
void contents_draw_in(struct canvas *canvas, const GArray *entries, struct box box, double best);

/* A document of one page, "How to read": the document's paragraphs, a key of marks, and its notes. The caller frees;
 * its texts are its own. */
struct document *how_to_read_new(const struct document *document);

#endif
