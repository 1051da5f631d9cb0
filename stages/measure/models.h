/* Models: stages/models/stg_<extract>.sql and mart_<thing>.sql, each one SELECT that becomes a relation of the run
 * under its file's name: a TEMP view, or a table in memory.
 *
 * Models are made in the order in which they read each other. A mart that another model reads is a table in memory,
 * empty until something is counted that needs it: a chain of views would be computed anew for each of sixty measures,
 * and its SQL expanded anew each time one is prepared (half a second for the board's). Other models are views; a mart
 * that only measures read becomes a table when it is needed. The head key `keys` names the columns by which others look
 * a mart up: they get an index.
 */
#ifndef SCORECARD_STAGES_MEASURE_MODELS_H
#define SCORECARD_STAGES_MEASURE_MODELS_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"

#include <glib.h>
#include <stdbool.h>

struct models;

/* Reads every model file. */
struct models *models_load(const struct project *project, GError **error);
void models_free(struct models *models);
/* Prepares each model's own SELECT, so that a fault points into the file it is in (INVALID with line, column and
 * caret), and makes its view or empty table. After run_tables_create. */
bool models_create(struct models *models, struct db *db, GError **error);
/* Fills the marts among `reads` (names as sql_file_prepare collects them) and all that those read. Statements that read
 * them must be prepared afterwards. */
bool models_materialise(struct models *models, struct db *db, GHashTable *reads, GError **error);
/* How many rows the filled marts among `reads` have together: about what a statement that reads them has to look at. */
int64_t models_n_rows(const struct models *models, struct db *db, GHashTable *reads);
/* The tables that are filled, for another connection, which may be another thread's: it shows them there read-only,
 * with views of the other models, after run_tables_create. NULL where they cannot be copied. The caller frees, once
 * that connection is closed; `models` stay as they are meanwhile. */
struct models_copy;
struct models_copy *models_copy(const struct models *models, struct db *db);
bool models_show_copy(const struct models_copy *copy, struct db *db, GError **error);
void models_copy_free(struct models_copy *copy);
/* Adds to `reads` what the models among them read, and so on down to the tables of the warehouse. After models_create.
 */
void models_add_reads(const struct models *models, GHashTable *reads);
/* Adds the files (const struct sql_file *) of the models among `reads` and of all that those read, in name order. */
void models_behind(const struct models *models, GHashTable *reads, GPtrArray *files);

#endif
