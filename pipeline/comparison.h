/* The second count of reports that compare moments: the same definitions and day, as known at --against, on a
 * connection of its own. */
#ifndef SCORECARD_PIPELINE_COMPARISON_H
#define SCORECARD_PIPELINE_COMPARISON_H

#include "pipeline/definitions.h"
#include "stages/restate/restatement.h"

struct comparison {
    struct db *db;
    struct definitions definitions;
    struct figures *figures;
    struct restatement *restatement; /* NULL: no report compares */
};

/* The moment that the first recorded publication of a day knew of, in *moment, which the caller frees; NULL when it was
 * never published from this warehouse. */
bool comparison_first_publication(const struct context *context, int32_t as_at, char **moment, GError **error);
/* Whether one of the reports compares moments. */
bool comparison_is_wanted(const struct definitions *definitions);
/* Counts and compares with `figures`, those of `definitions` on the context's warehouse, when one of the reports wants
 * it. Without
 * --against the other moment is now; without --known-at either, that of the first publication recorded of the day. What
 * was made is the caller's to clear even when it fails. */
bool comparison_make(struct comparison *comparison, const struct context *context,
                     const struct definitions *definitions, const struct figures *figures, GError **error);
void comparison_clear(struct comparison *comparison);

#endif
