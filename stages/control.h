/* A measure's control chart: its values by month (or on the months' ends) with limits and signals, stepped where a
 * recorded change re-bases them. What the page draws, and what judges whether a change is more than chance. */
#ifndef SCORECARD_STAGES_CONTROL_H
#define SCORECARD_STAGES_CONTROL_H

#include "pipeline/lib/statistics.h"
#include "stages/figures.h"
#include "stages/standing.h"

#include <glib.h>

#define CONTROL_LEAST_POINTS 12
#define CONTROL_LEAST_COUNT 5 /* cases a period: fewer are too few for limits (reports.md §5) */

struct control {
    const struct measure *measure;
    GPtrArray *series; /* const struct figure *, oldest first */
    double *values;    /* NAN: no value, or the unfinished month */
    int *phases;
    struct xmr_point *points;
    guint n_values; /* those that are no NAN */
    double mean;    /* of them */
};

/* A category's figures of one kind of period, oldest first (const struct figure *): of days and of rolling years only
 * those that end with a month, and the last. The caller unrefs. */
GPtrArray *control_series(const struct figures *figures, const struct measure *measure, const char *breakdown,
                          const char *category, enum period_kind kind);
/* All cases, by one kind of period. */
void control_init(struct control *control, const struct figures *figures, const struct standing *standing,
                  const struct measure *measure, enum period_kind kind);
void control_clear(struct control *control);
/* Whether there are points enough, and cases enough, to speak of limits. */
bool control_is_sound(const struct control *control);
/* "usual", "improving", "concerning"; "high" or "low" where neither way is better. Static. */
const char *control_signal(const struct control *control, guint i);
/* The kind of period that charts by month use: months, else the days counted. False when the measure has neither. */
bool control_kind(const struct measure *measure, enum period_kind *kind);

#endif
