/* A data file of the project as it stands: schemas/codes/<list>.csv with its own columns. Models read it as the TEMP
 * table code_<list>; the loader's meaning of a code list (synonyms) is another matter. */
#ifndef SCORECARD_STAGES_MEASURE_CODE_TABLE_H
#define SCORECARD_STAGES_MEASURE_CODE_TABLE_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"

#include <glib.h>
#include <stdbool.h>

struct code_table;

/* INVALID when the project has no such list, or a row is not as wide as the header; SYSTEM when it cannot be read. */
struct code_table *code_table_load(const struct project *project, const char *list, GError **error);
void code_table_free(struct code_table *table);
guint code_table_n_rows(const struct code_table *table);
/* Never NULL. */
const char *code_table_cell(const struct code_table *table, guint row, guint column);
/* INVALID with the file and the line of a row. Returns false. */
bool code_table_fail(const struct code_table *table, guint row, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* Makes TEMP table `name` of a CSV file with a header; every cell is text, an empty one null. Also for the given rows
 * of a model's tests. */
bool code_table_create(struct db *db, const char *name, const char *path, GError **error);
/* Makes TEMP table code_<list> of every list of the project. */
bool code_table_create_all(struct db *db, const struct project *project, GError **error);

#endif
