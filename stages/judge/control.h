/* A measure's control chart: its values by month (or on the months' ends) with limits and signals, stepped where a
 * recorded change re-bases them. What the page draws, and what judges whether a change is more than chance. A chart
 * needs CONTROL_LEAST_POINTS values, a set of its limits (a phase) CONTROL_LEAST_OF_SET, for so long are the runs that
 * are unusual; and, but for sums, CONTROL_LEAST_CASES cases a period: a percentage's or median's denominators,
 * any other ratio's numerators. A number of cases open on days that begins with less than a CONTROL_FILLING of its
 * median is filling up: the extract begins there, or what it counts does. That is no steady process, and has none. */
#ifndef SCORECARD_STAGES_JUDGE_CONTROL_H
#define SCORECARD_STAGES_JUDGE_CONTROL_H

#include "pipeline/lib/statistics.h"
#include "stages/count/figures.h"
#include "stages/judge/standing.h"

#include <glib.h>

#define CONTROL_LEAST_POINTS 12
#define CONTROL_LEAST_OF_SET 7
#define CONTROL_LEAST_CASES 5 /* a period, on the mean: fewer are too few for limits */
#define CONTROL_FILLING 4

/* The first day of the first month with a case, where the months shown before it, and the year that ends with the first
 * of them, have none: nothing was recorded earlier, which is not the same as nothing having happened. DATE_NONE: there
 * is no such time, or months and years are not both counted. */
int32_t control_data_begin(const struct figures *figures, const struct measure *measure);
/* How many figures of a series (const struct figure *) reach back before that day; never the last. */
guint control_count_before(const GPtrArray *series, int32_t begin);

struct control {
    const struct measure *measure;
    GPtrArray *series; /* const struct figure *, oldest first */
    guint n_before;    /* those from before the data begin */
    bool is_filling;   /* a state that began with few */
    double *values;    /* NAN: no value, no data yet, or the unfinished month */
    int *phases;
    struct xmr_point *points; /* without limits (NAN) where its set has too few, without mean where it has none */
};

/* What makes a period unusual: the strongest rule it meets, and where the run begins that meets it. */
struct unusual {
    int direction; /* 1 high, -1 low, 0: nothing is */
    enum xmr_rule rule;
    struct period period, since;
    bool has_gaps; /* of the run some periods are hidden */
};

/* A category's figures of one kind of period, oldest first (const struct figure *): of days and of rolling years only
 * those that end with a month, and the last. The caller unrefs. */
GPtrArray *control_series(const struct figures *figures, const struct measure *measure, const char *breakdown,
                          const char *category, enum period_kind kind);
/* All cases, by one kind of period. */
void control_init(struct control *control, const struct figures *figures, const struct standing *standing,
                  const struct measure *measure, enum period_kind kind);
void control_clear(struct control *control);
/* Whether any set has points enough, and cases enough, to speak of limits. */
bool control_is_sound(const struct control *control);
bool control_has_limits(const struct control *control, guint i);
/* Whether the newest value is held against limits. */
bool control_judges_newest(const struct control *control);
/* "usual", "improving", "concerning"; "high" or "low" where neither way is better; "no limits". Static. */
const char *control_signal(const struct control *control, guint i);
/* Of the figure at i; its direction is 0 when it is as usual. */
struct unusual control_unusual(const struct control *control, guint i);
/* The kind of period that charts by month use: months, else the days counted. False when the measure has neither. */
bool control_kind(const struct measure *measure, enum period_kind *kind);

#endif
