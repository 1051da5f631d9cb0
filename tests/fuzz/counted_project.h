/* The small project's warehouse with a few things in it, for targets that count. */
#ifndef SCORECARD_TESTS_COUNTED_PROJECT_H
#define SCORECARD_TESTS_COUNTED_PROJECT_H

#include "tests/fuzz/fuzz.h"

#include "pipeline/lib/date.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#define COUNTED_AS_AT "2021-01-21"

static const char counted_things[] =
    "id,born,places,amount,open,colour\n"
    "1,2020-05-01,2,12.30,yes,red\n2,2020-06-30,4,-5,yes,blue\n3,2020-06-30,7,,no,red\n"
    "4,2021-01-21,0,1000,yes,2\n5,,9,1,yes,\n6,1999-12-31,5,0.01,yes,blue\n";

/* Makes the warehouse; its path is the caller's to free. */
static inline char *counted_make(const GPtrArray *schemas)
{
    GError *error = NULL;
    char *path = g_build_filename(fuzz_folder(), "things.db", NULL);
    g_autofree char *file = fuzz_write(fuzz_folder(), "things.csv", counted_things, sizeof counted_things - 1);
    struct db *db = warehouse_open(path, DB_READ_WRITE, &error);
    g_assert_no_error(error);
    g_assert_true(warehouse_prepare(db, schemas, &error));
    const struct load_options options = {.census_date = DATE_NONE};
    struct load_result result;
    g_assert_true(load_file(db, schemas, file, &options, &result, &error));
    g_assert_cmpuint(result.loaded, ==, 6);
    load_result_clear(&result);
    db_close(db);
    return path;
}

#endif
