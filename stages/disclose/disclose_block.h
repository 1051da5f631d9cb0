/* Blocks of a model: lines that relations tie together, however distantly. Nothing that is hidden in one block tells of
 * another, so that blocks are secured apart from each other, and at the same time. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_BLOCK_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_BLOCK_H

#include "stages/disclose/disclose_model.h"

struct block {
    GArray *lines;  /* guint: index of a line, ascending */
    guint n_hidden; /* spans of which a part is hidden */
};

/* struct block *: those in which something is hidden, the most of it first. The caller unrefs. */
GPtrArray *blocks_find(const struct model *model);

#endif
