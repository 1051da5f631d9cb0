/* The definitions in use, prepared on a connection for the loads known at a moment: calendar, measures, reports, and
 * what disclosure control knows of the measures. */
#ifndef SCORECARD_PIPELINE_DEFINITIONS_H
#define SCORECARD_PIPELINE_DEFINITIONS_H

#include "pipeline/context.h"
#include "stages/check/load_check.h"
#include "stages/count/figures.h"
#include "stages/disclose/disclose.h"
#include "stages/explain/cases.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"
#include "stages/report/report.h"

#include <glib.h>
#include <stdbool.h>

struct definitions {
    struct calendar calendar;
    struct measures *measures;
    GPtrArray *reports;            /* struct report *: those asked for */
    GPtrArray *others;             /* struct report *: the project's other ones, whose pairs are counted too */
    GPtrArray *identities;         /* struct identity *; NULL where nothing is hidden */
    gint64 suppress_below;         /* 0: nothing is hidden */
    struct past *past;             /* earlier editions that readers have; NULL: none was named */
    struct disclosure *disclosure; /* of the figures that were counted last */
};

/* `measures` may be loaded already. Shows the loads known at `known_at` (NULL: all) and prepares measures and reports
 * on them, once a connection, with the earlier editions that readers have
 * unless no report is asked for. What was made is the caller's to clear even when it fails. */
bool definitions_prepare(struct definitions *definitions, const struct context *context, struct db *db,
                         const char *known_at, char *const *reports, GError **error);
void definitions_clear(struct definitions *definitions);
/* The identities, also where nothing is hidden. */
bool definitions_load_identities(struct definitions *definitions, const struct project *project, struct db *db,
                                 GError **error);
/* Prepares them without a report and lists the cases behind the figure that the command line names, by its measure,
 * window and categories; USAGE where there is no such measure, window or split. The caller frees; NULL at a fault. */
struct case_list *definitions_list_cases(struct definitions *definitions, const struct context *context,
                                         const struct measure **measure, GError **error);
/* Counts every measure, and the pairs of splits that any report of the project asks for, so that all reports of a day
 * hide the same, and reading two of them gives nothing away; then hides what may not be published, unless the command
 * line says --unsuppressed. `check` (or NULL) has begun on the connection and is ended where its issues are counted.
 * The caller frees; NULL at a fault. */
struct figures *definitions_count(const struct definitions *definitions, struct db *db, struct load_check *check,
                                  GError **error);

#endif
