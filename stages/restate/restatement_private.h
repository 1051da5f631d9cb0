/* What the files of restatement share. */
#ifndef SCORECARD_STAGES_RESTATE_RESTATEMENT_PRIVATE_H
#define SCORECARD_STAGES_RESTATE_RESTATEMENT_PRIVATE_H

#include "stages/restate/restatement.h"

/* Appends the loads (struct restating_load) that one of the two connections shows and the other does not. */
bool restating_loads_find(struct db *before, struct db *after, GArray *loads, GError **error);

#endif
