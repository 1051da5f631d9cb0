/* Charts: one row of a table a kind of block that is drawn as a figure. */
#ifndef SCORECARD_RENDER_CHART_H
#define SCORECARD_RENDER_CHART_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"

/* Heights a chart can have: below the least it is crowded, above the best it gains nothing. */
struct chart_heights {
    double least, best;
};

/* Whether blocks of this kind are charts (text and tables are not). */
bool chart_is(enum block_kind kind);
struct chart_heights chart_heights(struct typesetter *typesetter, const struct block *block, double width);
/* Of the least height what the chart can do without where a sheet would be begun for a note: of what has no rows of
 * text one under the other. */
double chart_give(const struct block *block);
/* Beyond which it leaves what room there is blank. */
double chart_most_height(const struct block *block, double width);
/* Whether the frame's column holds what is drawn. */
bool chart_draws(const struct block *block, guint column);
/* Whether there is a number to draw, and not all of them are 0: an empty plot is told in words. */
bool chart_has_values(const struct block *block);
/* Whether there are numbers, all of them 0. */
bool chart_is_zero(const struct block *block);
/* Draws the figure's inside (not its title) into the box. The block has a frame with rows. */
void chart_draw(struct canvas *canvas, const struct block *block, struct box box);

#endif
