/* The history's record of a run: when, of what, and the figures it published. The only place where the clock of a run
 * is kept. */
#ifndef SCORECARD_PIPELINE_RUN_RECORD_H
#define SCORECARD_PIPELINE_RUN_RECORD_H

#include "pipeline/context.h"
#include "pipeline/publication.h"
#include "stages/figures.h"
#include "stages/period.h"

/* Begins a transaction, which the caller commits when OUT is in place, and writes the record. `started` is
 * g_get_monotonic_time at the beginning. Nothing is kept on a warehouse that is read-only. */
bool run_record_begin(struct context *context, const struct publication *publication, const struct calendar *calendar,
                      struct figures *figures, gint64 started, GError **error);

#endif
