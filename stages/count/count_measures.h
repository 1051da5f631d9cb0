/* Counting the measures: all periods and splits of each in one pass over its rows, then the ratios of two of them. */
#ifndef SCORECARD_STAGES_COUNT_COUNT_MEASURES_H
#define SCORECARD_STAGES_COUNT_COUNT_MEASURES_H

#include "stages/count/figures.h"
#include "stages/measure/measure.h"

#include <glib.h>
#include <stdbool.h>

/* A pair of splits that a page asks for ("primary_need|age_band"). */
struct measure_pair {
    const char *measure, *first, *second;
};

/* What is counted of every measure: its splits, in the periods of a calendar, and the pairs that concern it. */
struct count_scope {
    const struct calendar *calendar;
    const struct measure_pair *pairs; /* n_pairs */
    guint n_pairs;
};

/* Counts every measure, after measures_prepare. False at a fault of the database, or (INVALID) of what a query gives.
 */
bool measures_count_all(const struct measures *measures, struct db *db, const struct count_scope *scope,
                        struct figures *figures, GError **error);
/* The same in two parts: the measures that read nothing of what checks find, which may be counted while a check goes on
 * (load_check.h); then those that do, and all ratios. */
bool measures_count_before_checks(const struct measures *measures, struct db *db, const struct count_scope *scope,
                                  struct figures *figures, GError **error);
bool measures_count_after_checks(const struct measures *measures, struct db *db, const struct count_scope *scope,
                                 struct figures *figures, GError **error);

#endif
