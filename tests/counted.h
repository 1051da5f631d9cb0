/* Measures of a test's own, counted on a warehouse in memory: the test gives the SQL that fills TEMP tables and the
 * measure files, and reads back the rows of figures.csv. Programs that include this lie beside few definitions
 * (build/tests/few, Makefile), to which what a test reads of ours is added. */
#ifndef SCORECARD_TESTS_COUNTED_H
#define SCORECARD_TESTS_COUNTED_H

#include "pipeline/lib/date.h"
#include "stages/count/count_measures.h"
#include "stages/count/figures.h"
#include "stages/measure/measure.h"
#include "stages/schema/schema.h"
#include "stages/warehouse/warehouse.h"
#include "tests/temporary.h"

#include <string.h>

struct counted {
    char *folder, *measures_folder;
    struct project *project;
    GPtrArray *schemas;
    struct db *db;
    struct measures *measures;
    struct calendar calendar;
};

void counted_open(struct counted *counted, const char *as_at, const char *sql);
/* Adds the measure `name`; `head` holds its lines for kind, when, period and more, the rest are the usual ones. */
void counted_add(const struct counted *counted, const char *name, const char *head, const char *query);
/* Loads and prepares; the fault with the test's folder taken out of it, or NULL. */
char *counted_prepare(struct counted *counted);
/* The rows of figures.csv of one measure whose period ends at `end`, without measure, ref, end and unit. */
char *counted_rows(const struct figures *figures, const char *measure, const char *end);
struct figures *counted_count(struct counted *counted, const struct measure_pair *pairs, guint n_pairs);
void counted_close(struct counted *counted);

#endif
