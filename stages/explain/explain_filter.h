/* What `--where SPLIT=CATEGORY` keeps of the cases behind a figure; of a rate, `met=0` and `met=1` too. */
#ifndef SCORECARD_STAGES_EXPLAIN_EXPLAIN_FILTER_H
#define SCORECARD_STAGES_EXPLAIN_EXPLAIN_FILTER_H

#include "stages/measure/measure_rows.h"

#include <glib.h>
#include <stdbool.h>

/* The filters of a NULL-ended list, which may be NULL. NULL and USAGE for a split the measure does not have. The caller
 * unrefs. */
GArray *filters_read(const struct measure *measure, char *const *where, GError **error);
/* Whether the row that the query is on passes them all. */
bool filters_pass(const GArray *filters, const struct measure_entry *entry, const struct contribution *contribution,
                  GString *scratch);

#endif
