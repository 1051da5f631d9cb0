/* A block on a page: its title, its chart, table or text, and its source line. */
#ifndef SCORECARD_RENDER_BLOCK_H
#define SCORECARD_RENDER_BLOCK_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"
#include "reports/render/table.h"

/* A block as it is to be drawn, or a part of a long table or text. */
struct placed_block {
    const struct block *block;
    struct table *table; /* NULL unless it is a table; owned by the layout */
    guint from, n;       /* lines of the table, paragraphs of the text */
    bool is_alone;       /* on its page: a later part needs no title beside the page's */
    struct box box;
};

int block_sixths(const struct block *block);    /* of a sheet's width that it asks for */
bool block_is_table(const struct block *block); /* with rows: an empty one is its reason alone */
/* Of a chart without a number to draw: why; NULL for any other block. */
const char *block_why_empty(const struct block *block);
/* Lines or paragraphs in all, into which it may be parted; 0: it is one piece. */
guint block_n_parts(const struct placed_block *placed);
/* How many of them, from `placed->from`, fit into the height with title and source. */
guint block_fit(struct typesetter *typesetter, const struct placed_block *placed, double width, double height);
/* Heights it can have at a width, with its parts from `from` to `from + n`. */
struct block_heights {
    double least, best;
    double give; /* of the least what it can do without where a sheet would be begun for a note */
};
struct block_heights block_heights(struct typesetter *typesetter, const struct placed_block *placed, double width);
void block_draw(struct canvas *canvas, const struct placed_block *placed);
/* "T01: 87.0%, down from 89.9% at the last board": in lists and bookmarks the title stands without its subtitle. NULL
 * without a title. The caller frees. */
char *block_name(const struct block *block);
/* The alternative text of a chart (block_alt.c): the block's, or made of its title and subtitle, and the numbers of
 * bars or of control limits where 400 characters hold them. The caller frees. */
char *block_alt(const struct block *block);

#endif
