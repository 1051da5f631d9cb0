/* A data file of the project as it stands: schemas/codes/<list>.csv with its own columns. Models read it as the TEMP
 * table code_<list>; the loader's meaning of a code list (synonyms) is another matter. */
#ifndef SCORECARD_STAGES_MEASURE_CODE_TABLE_H
#define SCORECARD_STAGES_MEASURE_CODE_TABLE_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "stages/schema/code_rows.h"

#include <glib.h>
#include <stdbool.h>

/* The rows of a list with what the project changes in them; INVALID when it has no such list, and as of
 * code_rows_load. The caller frees with code_rows_free. */
struct code_rows *code_table_load(const struct project *project, const char *list, GError **error);

/* Makes TEMP table code_<list> of every list of the project; every cell is text, an empty one null. */
bool code_table_create_all(struct db *db, const struct project *project, GError **error);

#endif
