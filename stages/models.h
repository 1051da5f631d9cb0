/* Models: stages/models/stg_<extract>.sql and mart_<thing>.sql, each one SELECT that becomes a TEMP relation of the run
 * under its file's name.
 *
 * All begin as views, so that their order does not matter. A mart that something reads is then made a table in memory:
 * sixty measures step over a dozen marts, and a chain of views would be computed anew for each. The head key `keys`
 * names the columns by which others look a mart up: they get an index. */
#ifndef SCORECARD_STAGES_MODELS_H
#define SCORECARD_STAGES_MODELS_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"

#include <glib.h>
#include <stdbool.h>

struct models;

/* Reads every model file. */
struct models *models_load(const struct project *project, GError **error);
void models_free(struct models *models);
/* Makes the views, then prepares each model's own SELECT, so that a fault points into the file it is in: INVALID with
 * line, column and caret. After run_tables_create. */
bool models_create(struct models *models, struct db *db, GError **error);
/* Makes tables of the marts among `reads` (names as sql_file_prepare collects them), those they read before them.
 * Statements that read them must be prepared afterwards. */
bool models_materialise(struct models *models, struct db *db, GHashTable *reads, GError **error);
/* Number of models, and each file, for the manifest and for listing. */
guint models_count(const struct models *models);
const struct sql_file *models_file(const struct models *models, guint index);

#endif
