/* A warehouse in memory for targets that load: made once, since its tables take ten times as long to make as a short
 * file takes to load. What an input has written is one transaction, taken back behind it. */
#ifndef SCORECARD_TESTS_FUZZ_WAREHOUSE_H
#define SCORECARD_TESTS_FUZZ_WAREHOUSE_H

#include "tests/fuzz/fuzz_schemas.h"

#include "pipeline/lib/db.h"
#include "stages/warehouse/warehouse.h"

/* The warehouse `*place`, as if it were new. */
static inline struct db *fuzz_warehouse_begin(struct db **place)
{
    GError *error = NULL;
    if (*place == NULL) {
        *place = warehouse_open(":memory:", DB_WHOLE, &error);
        g_assert_no_error(error);
        g_assert_true(warehouse_prepare(*place, fuzz_schemas(), &error));
        g_assert_true(db_run(*place, &error, "commit"));
    }
    g_assert_false(db_is_in_transaction(*place));
    return *place;
}

static inline void fuzz_warehouse_end(struct db *db)
{
    GError *error = NULL;
    if (db_is_in_transaction(db))
        db_run(db, &error, "rollback");
    g_assert_no_error(error);
    db_hide_bytes(db, "batch"); /* of the load, which keeps it for the next of the same transaction */
}

#endif
