/* The life of a batch, for the exchange that owns them. */
#ifndef SCORECARD_STAGES_LOAD_BATCH_PRIVATE_H
#define SCORECARD_STAGES_LOAD_BATCH_PRIVATE_H

#include "stages/load/batch.h"

void batch_init(struct batch *batch);
void batch_empty(struct batch *batch);
void batch_clear(struct batch *batch);

#endif
