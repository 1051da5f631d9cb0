/* What the files of block.h share. */
#ifndef SCORECARD_RENDER_BLOCK_PRIVATE_H
#define SCORECARD_RENDER_BLOCK_PRIVATE_H

#include "reports/render/block.h"

/* Of a text set in a width; 0 for none. */
double block_text_height(struct typesetter *typesetter, const char *text, struct text_look look, double width);
/* Title and subtitle, with the gap below them; 0 without either. */
double block_head_height(struct typesetter *typesetter, const struct placed_block *placed, double width);
/* Cuts the head from the box's top. */
void block_head_draw(struct canvas *canvas, const struct placed_block *placed, struct box *box);

#endif
