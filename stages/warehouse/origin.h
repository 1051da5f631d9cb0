/* Where a counted row comes from: the file and physical line behind a row_id (load_id << 32 | line). */
#ifndef SCORECARD_STAGES_WAREHOUSE_ORIGIN_H
#define SCORECARD_STAGES_WAREHOUSE_ORIGIN_H

#include "pipeline/lib/db.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct origins;

/* Reads the names of all loaded files. */
struct origins *origins_new(struct db *db, GError **error);
void origins_free(struct origins *origins);
/* For a query that returns no row_id: the row_ids of the table and key that its case_id column comes from, also through
 * views. Without such a table, or when it has no row_id, nothing is known of the rows' places. */
bool origins_learn(struct origins *origins, struct statement *statement, int case_id, GError **error);
/* The row_id learnt for a case; false when none is known. */
bool origins_find(const struct origins *origins, const char *case_id, int64_t *row_id);
/* The name of the file that a row was loaded from, or NULL. */
const char *origins_file(const struct origins *origins, int64_t row_id);
/* The extract that a row is of, or NULL. */
const char *origins_extract(const struct origins *origins, int64_t row_id);
int64_t origins_line(int64_t row_id);

#endif
