/* What the files of warehouse.h share: the views that stand in the file and, for a moment in the past, on a connection.
 */
#ifndef SCORECARD_STAGES_WAREHOUSE_PRIVATE_H
#define SCORECARD_STAGES_WAREHOUSE_PRIVATE_H

#include "stages/warehouse.h"

struct warehouse_view {
    const char *name;
    const char *select; /* names load, reject_row … without a schema, so that TEMP ones shadow them */
};

#define WAREHOUSE_N_VIEWS 3
extern const struct warehouse_view warehouse_views[WAREHOUSE_N_VIEWS];

/* Whether a table or view of our own has that name. */
bool warehouse_name_is_own(const char *name);
/* Appends `name` in double quotes. */
void warehouse_quote(GString *sql, const char *name);
/* Columns of a table of the file, name to declared type, both lower case; empty when there is no such table. The caller
 * unrefs. */
GHashTable *warehouse_columns(struct db *db, const char *table, GError **error);

#endif
