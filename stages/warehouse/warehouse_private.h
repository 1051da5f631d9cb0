/* What the files of warehouse.h share: the views that stand in the file and, for a moment in the past, on a connection.
 */
#ifndef SCORECARD_STAGES_WAREHOUSE_WAREHOUSE_PRIVATE_H
#define SCORECARD_STAGES_WAREHOUSE_WAREHOUSE_PRIVATE_H

#include "stages/warehouse/warehouse.h"

struct warehouse_view {
    const char *name;
    const char *select;   /* names load, reject_row … without a schema, so that TEMP ones shadow them */
    const char *shown_as; /* "table" where every view asks for its rows, else "view" */
};

#define WAREHOUSE_N_VIEWS 4
extern const struct warehouse_view warehouse_views[WAREHOUSE_N_VIEWS];

/* Whether a table or view of our own has that name. */
bool warehouse_name_is_own(const char *name);
/* Appends the fields whose values make a row the same thing in two visible loads, so that the latest counts: "k1",
 * "k2". Appends nothing where every visible row counts: no key, or a census, whose keys hold within one census only. */
void warehouse_add_identity(GString *sql, const struct schema *schema);
/* Appends " and not exists (…)" for a row of `alias` whose period a newer load holds, where a file may hold many
 * periods. */
void warehouse_add_superseded(GString *sql, const struct schema *schema, const char *alias);
/* Appends the SQL of a row's period, given the aliases of the row and of its load (NULL: what the row itself says),
 * from its period fields; false, and nothing, where the file as a whole has one. */
bool warehouse_add_row_period(GString *sql, const struct schema *schema, const char *row, const char *load);
/* Appends the SQL of the census that a row is of, given the aliases of the row and of its load: that of its file, or
 * its own where the file holds several; null where that is not told. */
void warehouse_add_row_census(GString *sql, const struct schema *schema, const char *row, const char *load);
/* Rows of a load (?1), as row_id and key, whose key a row has that was loaded before, by a full file (?2: its load, or
 * one that completed it) or what completed it; of a census the same one. The caller frees. */
char *warehouse_repeated_sql(const struct schema *schema);
/* The one date field that dates a whole file by its latest value, or NULL. */
const struct field *warehouse_report_date(const struct schema *schema);
/* Appends "select row_id, …", the columns of an extract's table in the schema's order; null for those that the file
 * does not have (columns: warehouse_columns). */
void warehouse_add_columns(GString *sql, const struct schema *schema, GHashTable *columns);
/* Columns of a table of the file, name to declared type, both lower case; empty when there is no such table. The caller
 * unrefs. */
GHashTable *warehouse_columns(struct db *db, const char *table, GError **error);

#endif
