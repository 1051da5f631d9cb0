/* A measure's rows, one a case: what counting, explaining and sampling read, and what the files of this folder share.
 */
#ifndef SCORECARD_STAGES_MEASURE_MEASURE_ROWS_H
#define SCORECARD_STAGES_MEASURE_MEASURE_ROWS_H

#include "stages/measure/measure.h"
#include "stages/measure/models.h"

/* A prepared measure: which column is what, -1 for a column that is not there. */
struct measure_query {
    struct statement *statement; /* NULL until prepared, and of a ratio of two other measures */
    int case_id, row_id;
    int from; /* on_date, from_date or at_date */
    int to;   /* to_date */
    int known_from, known_to;
    int met, value;
    int numerator, denominator; /* of a ratio with a query of its own */
    int *splits;                /* columns of measure.splits */
    guint n_splits;
};

struct measure_entry {
    struct measure measure;
    struct measure_query query;
    GHashTable *reads;     /* names of all relations the query reads */
    GArray *censuses;      /* int32_t: census dates at which its extracts are all visible */
    int32_t newest_census; /* at which one of them is, up to as-at; DATE_NONE: none */
};

struct measures {
    GPtrArray *entries; /* struct measure_entry * in order of id */
    struct models *models;
    gint64 rate_minimum;           /* a rate over fewer cases is marked `u` */
    const struct project *project; /* for a second connection that helps to count; */
    const GPtrArray *schemas;      /* NULL: none may */
};

/* The headline figure's period at as-at; of a census measure its newest census, as-at itself without one. */
struct period measure_current_period(const struct measure_entry *entry, const struct calendar *calendar);
struct measure_entry *measures_entry(const struct measures *measures, const struct measure *measure);
/* A ratio of two other measures, which are then counted and divided; others have a query. */
bool measure_is_derived(const struct measure *measure);

/* Fills a measure from its file's head. INVALID with place. */
bool measure_head_read(struct measure *measure, const struct project *project, GError **error);

/* Prepares the query and finds its columns. INVALID when one is missing or has no meaning. */
bool measure_query_prepare(struct measure_entry *entry, struct db *db, GError **error);
/* The query again, once what it reads has become tables. */
bool measure_query_renew(struct measure_entry *entry, struct db *db, GError **error);
void measure_query_clear(struct measure_query *query);

/* The days of a row: DATE_NONE for null and for a column that is not there. */
struct row_days {
    int32_t from; /* on_date, from_date or at_date */
    int32_t to, known_from, known_to;
};
/* Reads the days of the row in hand, and whether its other columns hold what they may (INVALID: where the column is
 * named); `number` counts the rows, 1 on. */
bool measure_row_read(const struct measure_entry *entry, uint64_t number, struct row_days *days, GError **error);
/* INVALID where the query names the column. Returns false. */
bool measure_fail_column(const struct measure *measure, const char *name, GError **error, const char *message);

/* Whether a row is counted, and what it brings: its part of the numerator and denominator, or its value. */
struct contribution {
    double numerator, denominator; /* whole numbers below 2^53, which doubles hold exactly */
    double value;                  /* of a median */
    bool is_unknown;               /* of a sum: its value is null, so no sum it is part of can be told */
};
bool measure_query_contribution(const struct measure_entry *entry, struct contribution *contribution);
#define NO_SPLIT G_MAXUINT
/* Which of the measure's splits has this name, or NO_SPLIT. */
guint measure_split_index(const struct measure *measure, const char *name);
/* The category of a split: the text as it is, `unknown` for none, "1" for "1.0" (written to `scratch`). Lives until the
 * next step or call. */
const char *measure_query_category(const struct measure_query *query, guint split, GString *scratch);

#endif
