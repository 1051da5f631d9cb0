/* A list of cases as CSV: case_id, counted_on, met, value, the measure's splits, file and line. */
#ifndef SCORECARD_STAGES_EXPLAIN_EXPLAIN_H
#define SCORECARD_STAGES_EXPLAIN_EXPLAIN_H

#include "stages/explain/cases.h"
#include "stages/warehouse/person.h"

#include <glib.h>
#include <stdbool.h>

/* `people` adds the personal columns, `marking` a last column that holds it in every row; both may be NULL. */
bool explain_write(const struct case_list *list, const struct measure *measure, struct people *people,
                   const char *marking, GString *out, GError **error);
/* What a case adds, as figures.csv shows it: money in pounds; days stay days. NULL for a count or rate. The caller
 * frees. */
char *explain_amount(const struct listed_case *listed);

#endif
