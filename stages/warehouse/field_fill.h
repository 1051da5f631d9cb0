/* The TEMP table field_fill (extract, field, filled, loaded): how many rows of an extract are visible and in how many
 * of them a field is filled. SQL that stays portable cannot go over the columns of all tables, so the rows are made
 * here. */
#ifndef SCORECARD_STAGES_WAREHOUSE_FIELD_FILL_H
#define SCORECARD_STAGES_WAREHOUSE_FIELD_FILL_H

#include "pipeline/lib/db.h"

#include <glib.h>
#include <stdbool.h>

/* Fills the table, which is empty until then. Where several loads of an extract are visible, of which rows may hide
 * each other, each of its rows is read once. After warehouse_show. */
bool field_fill_count(struct db *db, GError **error);

#endif
