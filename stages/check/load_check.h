/* The checks of all that was loaded: keys across rows and files, and the project's SQL (stages/checks). */
#ifndef SCORECARD_STAGES_CHECK_LOAD_CHECK_H
#define SCORECARD_STAGES_CHECK_LOAD_CHECK_H

#include "stages/load/load.h"

#include <glib.h>
#include <stdbool.h>

/* Before anything is loaded: INVALID, with its place, for a check of the project that could not be run after it. `db`
 * is a warehouse of any contents, an empty one in memory for example. */
bool load_check_definitions(struct db *db, const struct project *project, const GPtrArray *schemas, GError **error);

/* Foreign keys, primary keys across loads and the SQL checks (stages/checks) over the visible loads: replaces their
 * issue rows. Findings of severity error and query go to options->sink too. Which loads are visible is warehouse_show's
 * to say: call it first. Nothing is written when is_dry_run. */
bool load_check_all(struct db *db, const struct project *project, const GPtrArray *schemas,
                    const struct load_options *options, GError **error);
/* The same in two parts. Begin: a transaction begins, and other threads start where there are processors for them.
 * Until its end the connection may count what reads no issue of a check. Everything given outlives it. Free waits for
 * the threads, and undoes what was not ended. */
struct load_check;
struct load_check *load_check_begin(struct db *db, const struct project *project, const GPtrArray *schemas,
                                    const struct load_options *options, GError **error);
bool load_check_end(struct load_check *check, GError **error);
void load_check_free(struct load_check *check);

#endif
