/* What differs between two counts of the same days: what was known at an earlier moment, what was known at a later one,
 * and the loads that only one of them saw.
 *
 * Of a figure that is hidden in either count nothing is said, not even whether it differs, so that no difference gives
 * it away. A category without a row is 0 cases of a count, unless the
 * count lacks the measure's extract: then it is [x], and nothing is the difference. */
#ifndef SCORECARD_STAGES_RESTATE_RESTATEMENT_H
#define SCORECARD_STAGES_RESTATE_RESTATEMENT_H

#include "pipeline/lib/db.h"
#include "stages/count/figures.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Headline figures are those a board reads first: `all` in the period that ends with the data. */
enum restated_kind { RESTATED_HEADLINE, RESTATED_HISTORY /* `all` in other periods */, RESTATED_SPLIT };

struct restated {
    enum restated_kind kind;
    const struct figure *before, *after; /* NULL: no such row then; never both */
};

struct restating_load {
    char *extract, *file, *loaded_at;
    int64_t loaded, rejected; /* rows */
    bool is_new;              /* seen by the later count only; else by the earlier only */
};

/* One count: its figures, and the connection that shows the loads it saw. */
struct known_figures {
    const struct figures *figures;
    struct db *db;
    const char *moment; /* "yyyy-mm-ddThh:mm:ss.sssZ", or NULL: now */
};

struct restatement {
    const struct figures *before, *after;
    char *before_words, *after_words; /* "at the end of 21 January 2021", "now" */
    GArray *rows;           /* struct restated: headlines, history, splits, each in the order of figures.csv */
    GPtrArray *unavailable; /* of them, the [x] that stand for rows of a count that lacks the extract */
    GArray *loads;          /* struct restating_load, oldest first */
    guint n_compared;
};

/* The two counts in either order. NULL at a database fault. The figures must live as long. */
struct restatement *restatement_new(const struct known_figures *one, const struct known_figures *other,
                                    const struct calendar *calendar, GError **error);
void restatement_free(struct restatement *restatement);

/* Whether two figures (NULL: no row) differ in value, numbers behind it or symbol; hidden ones are never said to. */
bool figures_differ(const struct figure *before, const struct figure *after);
bool figures_are_hidden(const struct figure *before, const struct figure *after);
/* After less before, in the measure's unit; false where one of them has no value. */
bool figures_difference(const struct figure *before, const struct figure *after, double *difference);
/* The loads that can have brought differences of a measure, as their numbers in `loads` from 1 on ("1 to 3, 7"), "none"
 * without any. The caller frees. */
char *restatement_loads_of(const struct restatement *restatement, const struct measures *measures,
                           const struct measure *measure);

/* Writes restatement.csv: every row. */
void restatement_write_csv(const struct restatement *restatement, const struct measures *measures, GString *out);

#endif
