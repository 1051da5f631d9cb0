/* What one load changed: rows compared by primary key with those of the load before. */
#ifndef SCORECARD_STAGES_WAREHOUSE_HISTORY_H
#define SCORECARD_STAGES_WAREHOUSE_HISTORY_H

#include "pipeline/lib/db.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct load_change {
    int64_t added, changed, gone; /* rows; of an append extract nothing is gone */
};

/* Compares the rows of a load with those that stood before it: of a replace extract the load `previous`, with what
 * completed it; of a period extract the rows of the periods that the load holds; of an append extract the latest row of
 * each key. The schema has a primary key (asserted). */
bool history_compare(struct db *db, const struct schema *schema, int64_t load_id, int64_t previous,
                     struct load_change *change, GError **error);

#endif
