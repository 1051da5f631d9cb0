/* The ids of all measures as a TEMP table, measure_name (name), for checks on extracts that name measures. */
#ifndef SCORECARD_STAGES_MEASURE_MEASURE_NAMES_H
#define SCORECARD_STAGES_MEASURE_MEASURE_NAMES_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"

#include <glib.h>
#include <stdbool.h>

/* The ids (char *), in order, by the names of the measures' files alone. The caller unrefs; NULL and SYSTEM when a
 * folder cannot be listed. */
GPtrArray *measure_names_list(const struct project *project, GError **error);
/* Creates and fills the table; may be called again on a connection. */
bool measure_names_create(struct db *db, const struct project *project, GError **error);

#endif
