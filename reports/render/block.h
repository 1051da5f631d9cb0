/* A block on a page: its title, its chart, table or text, and its source line. */
#ifndef SCORECARD_RENDER_BLOCK_H
#define SCORECARD_RENDER_BLOCK_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"
#include "reports/render/table.h"

/* A block, or a part of a long table, as it is to be drawn. */
struct placed_block {
    const struct block *block;
    struct table *table; /* NULL unless it is a table; owned by the layout */
    guint from, n;       /* lines of the table */
    struct box box;
};

bool block_is_table(const struct block *block); /* with rows: an empty one is its reason alone */
/* Heights it can have at a width; a table's with `n` lines from `from`. */
struct block_heights {
    double least, best;
};
struct block_heights block_heights(struct typesetter *typesetter, const struct placed_block *placed, double width);
void block_draw(struct canvas *canvas, const struct placed_block *placed);
/* The alternative text of a chart: the block's, or made of its title and subtitle. The caller frees. */
char *block_alt(const struct block *block);

#endif
