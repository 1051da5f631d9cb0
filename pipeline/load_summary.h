/* How loads are told: a line each on stderr, or JSON on stdout. */
#ifndef SCORECARD_PIPELINE_LOAD_SUMMARY_H
#define SCORECARD_PIPELINE_LOAD_SUMMARY_H

#include "pipeline/context.h"
#include "stages/load/load.h"

#include <glib.h>

/* "person.csv: 3,412 rows loaded, 2 rejected, 5 queries" on stderr, unless --quiet. */
void load_summary_say(const struct context *context, const struct load_result *result);
/* ", 121 fewer than in the load before it (150 rows, 2021-01-21)", or "" where there are no fewer. The caller frees. */
char *load_summary_fewer(const struct load_result *result);
/* Where so many rows are gone that the file may be a part of what it should be, none was kept, or another file was
 * taken that need not be the newer: a warning on stderr, unless --quiet. */
void load_summary_warn(const struct context *context, const struct load_result *result);
/* Where files were loaded: the extracts of which none came with them, and the loads that figures take instead. */
bool load_summary_say_older(const struct context *context, const GArray *results, GError **error);
/* Targets, steps, baselines and comments that name no measure, the first ten: their owners wait for them in vain. */
bool load_summary_say_unknown(const struct context *context, GError **error);
/* How many came to this. */
guint load_summary_count(const GArray *results, enum load_status status);
/* "Keys and checks over all loads: 3 errors, 1 query": what they found over the loads that `db` shows; *found: how many
 * that is. The caller frees; NULL at a fault. */
char *load_summary_of_checks(struct db *db, int64_t *found, GError **error);
/* {"files": [{file, extract, status, load_id, lines, header, loaded, …}], "out": …, "reports": […]} on stdout; `out`
 * and `reports` may be NULL. */
void load_summary_print_json(const GArray *results, const char *out, char *const *reports);

/* A header and no row: what that means for what was loaded before, which nobody should overlook; NULL where there are
 * rows. */
const char *load_summary_empty(const struct load_result *result);

#endif
