/* Securing: each hidden number gets a move that proves it safe, and where there is none more is hidden until there is.
 * Blocks (disclose_block.h) are secured by as many threads as there are processors; what is hidden does not hang on how
 * many. */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_SECURE_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_SECURE_H

#include "stages/disclose/disclose_model.h"

void secure_all(struct model *model, gint64 threshold);

#endif
