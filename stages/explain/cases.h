/* The cases behind a figure: what a measure's query lists, kept to a window and to categories. `explain` prints them,
 * `sample` draws from them.
 *
 * Of a rate or median they are the denominator, of a count the numerator, of a ratio both parts. */
#ifndef SCORECARD_STAGES_EXPLAIN_CASES_H
#define SCORECARD_STAGES_EXPLAIN_CASES_H

#include "stages/measure/measure.h"
#include "stages/warehouse/origin.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Which cases behind a figure are listed. */
struct explain_options {
    int32_t period_start, period_end; /* DATE_NONE: the default window at as-at */
    char **where;                     /* "split=category", NULL-ended, may be NULL */
};

struct listed_case {
    const char *case_id;           /* NULL: the query gave none */
    const struct measure *measure; /* whose query listed it: of a ratio of two measures, one of them */
    int32_t counted_on;            /* the day it counts on; of a state the day counted */
    bool is_met;                   /* of a rate */
    double amount;                 /* what it adds: its value, or its part of a ratio */
    const char *part;              /* "numerator" or "denominator" of a ratio; else NULL */
    bool is_placed;                /* whether row_id is known */
    int64_t row_id;
    const char **categories; /* one a split of the list */
};

struct case_list {
    GArray *cases;           /* struct listed_case, in the order in which the database came upon them */
    char **splits;           /* of a ratio of two measures, what both have; NULL-ended, the measure's */
    struct period period;    /* the window */
    struct origins *origins; /* where the rows come from */
    GStringChunk *texts;
    GPtrArray *categories; /* the arrays behind the cases */
};

/* NULL and an error on wrong usage or a database fault; a measure whose extract is missing has no cases. After
 * measures_prepare. */
struct case_list *measures_list_cases(const struct measures *measures, const struct measure *measure, struct db *db,
                                      const struct calendar *calendar, const struct explain_options *options,
                                      GError **error);
void case_list_free(struct case_list *list);
guint case_list_count(const struct case_list *list);
const struct listed_case *case_list_at(const struct case_list *list, guint index);
/* The window that the options choose: the headline figure's unless they say otherwise. */
struct period measure_window(const struct measures *measures, const struct measure *measure,
                             const struct calendar *calendar, const struct explain_options *options);
/* The window of a part of a ratio of two measures. */
struct period measure_part_window(const struct measure *part, const struct calendar *calendar,
                                  const struct period *period);
/* USAGE where the window chosen ends before it begins, or where the measure is counted on days and its last is none of
 * them: the query would list nothing, as if nothing were there. */
bool measure_check_window(const struct measures *measures, const struct measure *measure,
                          const struct calendar *calendar, const struct explain_options *options, GError **error);

#endif
