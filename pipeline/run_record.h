/* The history's record of a run: when, of what, and the figures it published. The only place where the clock of a run
 * is kept. */
#ifndef SCORECARD_PIPELINE_RUN_RECORD_H
#define SCORECARD_PIPELINE_RUN_RECORD_H

#include "pipeline/context.h"
#include "pipeline/publication.h"
#include "stages/count/figures.h"

struct run_record {
    struct context *context;
    gint64 started; /* g_get_monotonic_time */
    int64_t run_id; /* once it has begun */
};

/* Begins a transaction, which the caller commits when OUT is in place, or rolls back, and writes the record with its
 * figures. Nothing is kept on a warehouse that is read-only. */
bool run_record_begin(struct run_record *record, const struct publication *publication, int32_t as_at,
                      struct figures *figures, GError **error);
/* Writes when the run ended. */
bool run_record_end(const struct run_record *record, GError **error);

#endif
