/* Counting one measure, in two steps: taking its rows, which any thread may do with a connection of its own, and giving
 * its figures, in the order of figures.csv. */
#ifndef SCORECARD_STAGES_COUNT_COUNT_PRIVATE_H
#define SCORECARD_STAGES_COUNT_COUNT_PRIVATE_H

#include "stages/count/count_measures.h"
#include "stages/count/tally.h"
#include "stages/count/timeline.h"
#include "stages/measure/measure_rows.h"

struct breakdown {
    char *name;
    guint first, second; /* splits; NO_SPLIT: none */
    struct tally *tally;
};

struct counting {
    const struct measures *measures;
    const struct measure_entry *entry;
    struct timeline timeline;
    GArray *breakdowns; /* struct breakdown; `all` first */
    GString *scratch, *pair;
    bool has_new_category; /* since they were last counted */
};

struct counting *counting_new(const struct measures *measures, const struct measure_entry *entry,
                              const struct count_scope *scope);
void counting_free(struct counting *counting);
/* Steps the measure's query, once: `entry` is the measure's own, or a copy with a statement of another connection. */
bool counting_take_rows(struct counting *counting, const struct measure_entry *entry, GError **error);
const struct measure_entry *counting_entry(const struct counting *counting);

/* Takes the rows of all (struct counting *): by the caller, and where measures_let_help allows it by one thread more,
 * on a connection of its own that sees the same loads and a copy of the filled marts. */
bool count_jobs_run(const struct measures *measures, GPtrArray *countings, struct db *db,
                    const struct calendar *calendar, GError **error);

/* Adds the figures, in the order of figures.csv. */
void counting_emit(const struct counting *counting, struct figures *figures);

#endif
