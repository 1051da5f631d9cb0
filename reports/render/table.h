/* Tables on pages: columns and rows measured before they are drawn, split over pages with the head repeated. */
#ifndef SCORECARD_RENDER_TABLE_H
#define SCORECARD_RENDER_TABLE_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"

/* The measured table of a block. Its lines are the frame's rows, and before them a line for each topic of a glance. */
struct table;

/* What a table of many rows, or one that asks for little room, has of it. */
enum table_room {
    TABLE_ROOM_LITTLE,
    TABLE_ROOM_OF_ROWS, /* rows stand apart as usual */
    TABLE_ROOM_USUAL    /* and letters and columns are as in any table */
};

struct table *table_new(struct typesetter *typesetter, const struct block *block, double width, enum table_room room);
void table_free(struct table *table);

/* Sets rows closer, or as they were; a little, so that a table need not go on over the next sheet. */
void table_set_close(struct table *table, bool is_close);
guint table_n_lines(const struct table *table);
/* Height of `n` lines from line `from`, with the head that stands above them. */
double table_height(const struct table *table, guint from, guint n);
/* How many lines from `from` fit under a head into `height`; a topic never stands alone at the end. */
guint table_fit(const struct table *table, guint from, double height);
void table_draw(const struct table *table, struct canvas *canvas, struct box box, guint from, guint n);

#endif
