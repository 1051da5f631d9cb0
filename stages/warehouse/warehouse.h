/* The warehouse: one table an extract, beside them load, issue, reject, run, figure. A load is never changed.
 *
 * Every row's key is row_id = load_id << 32 | line, so a row's load and physical line are arithmetic and a load's rows
 * are one range. Own tables: stages/sql/warehouse.sql; the views visible_load, reject and issue beside them leave out
 * what is superseded or corrected. The views current_<extract> in the file show the loads visible now to any tool; a
 * run shadows them with TEMP views for its --known-at. */
#ifndef SCORECARD_STAGES_WAREHOUSE_WAREHOUSE_H
#define SCORECARD_STAGES_WAREHOUSE_WAREHOUSE_H

#include "pipeline/lib/db.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>

/* Opens (or makes) a warehouse and its own tables; see db_open for faults. */
struct db *warehouse_open(const char *path, enum db_mode mode, GError **error);
/* Makes the table and views of every schema, adds columns of fields that are new. Nothing is written where nothing
 * is missing, and nothing into a file that is only read: warehouse_show shows what it lacks as null. */
bool warehouse_prepare(struct db *db, const GPtrArray *schemas, GError **error);

/* Makes TEMP views current_<extract> (row_id and the fields) and the TEMP table visible_load(load_id, extract, first,
 * last) of the loads visible at `known_at` ("yyyy-mm-ddThh:mm:ss.sssZ", or NULL for all): of a replace extract the
 * newest load, of a period extract the newest of each period, of an append extract all, where the latest row of a key
 * wins; loads that complete a visible load are visible with it. Extracts without a table get an empty view. TEMP views
 * load, reject and issue shadow those of the file in the same way: write to main.load. `load` has a column more,
 * census_date: the day of a file of one census; null where each row has its own. With a `known_at` the issues of
 * keys and checks start empty (TEMP), for load_check_all to fill, so that a look into the past changes nothing in the
 * file. */
bool warehouse_show(struct db *db, const GPtrArray *schemas, const char *known_at, GError **error);
/* Whether any load of the extract is visible (after warehouse_show). */
bool warehouse_has_extract(struct db *db, const char *extract, bool *has, GError **error);
/* Whether the extract has such a field at all. */
bool warehouse_has_field(struct db *db, const char *extract, const char *field, bool *has, GError **error);
/* "2021-01-21" → "2021-01-21T23:59:59.999Z"; NULL and USAGE for what is no UTC time. The caller frees. */
char *warehouse_parse_known_at(const char *text, GError **error);

#endif
