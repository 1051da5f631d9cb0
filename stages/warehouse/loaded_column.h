/* TEMP table loaded_column(extract, field) of the loads that a run sees: the columns that their files had. The files of
 * a load that an older program made had those that are filled in a visible row: what stands nowhere is as good as
 * missing. Made after warehouse_show, once a connection. A query that asks it of an extract is not taken to rest on
 * that extract for it (measures_reads): it rests on what it reads and needs besides. */
#ifndef SCORECARD_STAGES_WAREHOUSE_LOADED_COLUMN_H
#define SCORECARD_STAGES_WAREHOUSE_LOADED_COLUMN_H

#include "pipeline/lib/db.h"

#include <glib.h>
#include <stdbool.h>

bool loaded_column_list(struct db *db, GError **error);
bool loaded_column_has(struct db *db, const char *extract, const char *field, bool *has, GError **error);

#endif
