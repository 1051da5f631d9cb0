/* Measures: SQL files that list cases; the engine counts them for all periods and splits in one pass
 * (docs/measures.md). */
#ifndef SCORECARD_STAGES_MEASURE_MEASURE_H
#define SCORECARD_STAGES_MEASURE_MEASURE_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/frame.h"
#include "pipeline/lib/project.h"
#include "stages/measure/period.h"
#include "stages/measure/sqlfile.h"

#include <glib.h>
#include <stdbool.h>

/* Contract columns: case_id; on_date (event), from_date and to_date (state) or at_date (snapshot); met (rate) or value;
 * row_id. A sum with a null value among its rows cannot be told: [x]. An event may have known_from and known_to: its
 * row counts only in windows that end on known_from or later and before known_to (either may be null). A case that a
 * later fact lets in, takes out or moves to another category stands in one row for each state of knowledge, so that a
 * window counts what was known when it ended, whatever as-at is. A ratio whose parts are amounts, not cases (places,
 * posts, pence), returns the integer columns `numerator` and `denominator` in place of met: each row adds to both, in
 * every split (X10, S03, W04, W05, F03, N01). A ratio whose head names two measures has no select (D07). A median in
 * weeks is listed in days. */
enum measure_kind { MEASURE_COUNT, MEASURE_RATE, MEASURE_MEDIAN, MEASURE_MEAN, MEASURE_SUM, MEASURE_RATIO };
enum measure_when { WHEN_EVENT, WHEN_STATE, WHEN_SNAPSHOT };
enum better { BETTER_HIGHER, BETTER_LOWER, BETTER_NEITHER };

struct measure {
    struct sql_file *file;
    const char *id, *title, *ref, *source, *owner;
    const char *definition; /* in plain words, for the definitions page; NULL: none */
    enum measure_kind kind;
    enum measure_when when;
    guint n_periods;
    enum period_kind periods[4]; /* months, rolling …; a state has PERIOD_DAY, a census measure PERIOD_CENSUS */
    bool is_as_at_only;          /* states counted on as-at alone */
    enum unit unit;
    const char *unit_name; /* as the head spells it */
    enum better better;
    int amount_scale;     /* amounts: whole (default), hundredths, millionths: 1, 100 or 1000000 a thing */
    bool has_all;         /* all: no leaves the `all` rows out (bases that must not be added) */
    bool counts_children; /* counts: children (default) | other */
    const char *numerator, *denominator; /* ids, of a ratio */
    char **pair_splits;   /* pairs: splits counted only within pairs that a page asks for; NULL-ended, may be NULL */
    char **needs;         /* extracts without which it is [x], each once; NULL-ended, may be NULL */
    char **needs_columns; /* casework.triage_date: optional columns without which it is; NULL-ended, may be NULL */
    char **splits; /* columns that are no contract column, in the query's order; NULL-ended; after measures_prepare */
    bool has_knowledge; /* known_from or known_to: its months need not add up to its years; after measures_prepare */
    bool is_missing;    /* a needed extract has no visible load, or none of its loads has a needed column */
    const char *missing_extract; /* the extract, or extract.column */
};
/* What a measure that is missing lacks: the extract casework, the column triage_date of the extract casework; names
 * between quotes of the caller's choice. The caller frees. */
char *measure_what_is_missing(const struct measure *measure, const char *quote);

/* The kind of period its headline figure stands for: rolling, else the day, the census, the year, … */
enum period_kind measure_headline_kind(const struct measure *measure);

struct measures; /* all measures of a project, in order of id */

/* Reads and checks every measure's head. INVALID with place. */
struct measures *measures_load(const struct project *project, GError **error);
void measures_free(struct measures *measures);
guint measures_count(const struct measures *measures);
const struct measure *measures_at(const struct measures *measures, guint index);
const struct measure *measures_find(const struct measures *measures, const char *id_or_ref);
/* A slip's hint (slip.h) at the measure whose id is nearest, or whose reference it is in other case. The caller frees.
 */
char *measures_nearest(const struct measures *measures, const char *id);
/* Compares two elements (const struct measure *) of a list by reference: the order in which pages name measures. */
int measures_compare_refs(const void *a, const void *b);

/* Models as TEMP relations, the context tables and the vocabulary on the connection; then each measure prepared:
 * contract columns and splits are known from here on. Call after warehouse_show. */
bool measures_prepare(struct measures *measures, struct db *db, const struct project *project,
                      const struct calendar *calendar, GError **error);

/* Fills the marts among `reads` (models.h), for queries other than the measures' own. */
bool measures_materialise(const struct measures *measures, struct db *db, GHashTable *reads, GError **error);

/* Names (a set of char *) of all that the measure's figures are counted from: the relations its query reads, by way of
 * models, and the extracts it needs. The caller unrefs. */
GHashTable *measures_reads(const struct measures *measures, const struct measure *measure);
/* Whether a load of `extract` can change figures counted from these. */
bool reads_extract(GHashTable *reads, const char *extract);
/* Whether they tell of the loads of every extract: figures about the data itself, which any load can change. */
bool reads_all_loads(GHashTable *reads);

/* Lets another thread help to count, with a connection that shows the same file: not where the loads of a moment in the
 * past are shown. Both outlive the measures. */
void measures_let_help(struct measures *measures, const struct project *project, const GPtrArray *schemas);

#endif
