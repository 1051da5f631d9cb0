/* Key figures in large digits, each over the words that say what it is: a strip of them, or a page of cards. */
#ifndef SCORECARD_RENDER_FACTS_H
#define SCORECARD_RENDER_FACTS_H

#include "reports/render/canvas.h"
#include "reports/render/document.h"

double facts_height(struct typesetter *typesetter, const struct block *block, double width);
/* A list, each figure with its words an item of it. */
void facts_draw(struct canvas *canvas, const struct block *block, struct box box);

#endif
