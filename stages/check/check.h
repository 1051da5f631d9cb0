/* Rules across rows and files: keys, and the SQL checks of stages/checks. Each hit is a row of check_issue and a
 * finding.
 *
 * A check file's head: says, severity (error or query), extract, and optionally field, code, action. Its query gives
 * row_id and value. A check whose extract has no visible load is left out. */
#ifndef SCORECARD_STAGES_CHECK_CHECK_H
#define SCORECARD_STAGES_CHECK_CHECK_H

#include "stages/load/load.h"

/* One pass of all checks. */
struct check_pass {
    struct db *db;
    const struct project *project;
    const GPtrArray *schemas;
    const struct load_options *options;
    struct statement *insert; /* NULL: nothing is written */
    struct statement *load;   /* file of a load, for options->begin */
    GHashTable *keys;         /* extract → statement of a row's primary key */
    bool is_shadowed;         /* a look into the past: other connections would see the present */
    int64_t load_id;          /* whose findings were given last */
};

/* What is wrong with one row. Texts live during the call. */
struct check_hit {
    int64_t row_id;
    const struct schema *schema;
    const struct field *field; /* NULL: the row */
    const char *name;          /* of the check */
    const char *code, *message, *action;
    enum severity severity;
    const char *value;
};

/* Records a hit and gives it to the sink. */
bool check_hit(struct check_pass *pass, const struct check_hit *hit, GError **error);
/* What the hits depend on: the visible loads, the schemas, the checks, the names of the measures and the bank holidays.
 * The caller frees. */
char *check_signature(struct check_pass *pass, GError **error);
/* Whether check_issue holds what this signature gives. A sink gets what is found anew. */
bool check_is_same(const struct check_pass *pass, const char *signature, bool *is_same, GError **error);

/* Hits that are kept until they can be recorded, with the texts that would not outlive them. */
struct check_hits {
    GArray *list; /* struct check_hit */
    GStringChunk *texts;
};
void check_hits_init(struct check_hits *hits);
void check_hits_clear(struct check_hits *hits);
void check_hits_add(struct check_hits *hits, const struct check_hit *hit);
bool check_hits_record(const struct check_hits *hits, struct check_pass *pass, GError **error);

/* Foreign keys over the visible loads, where the parent has one; a null part of a key refers to nothing. Keys of a
 * census hold within one census. `db` shows the warehouse. */
bool check_foreign_keys(struct db *db, const GPtrArray *schemas, struct check_hits *hits, GError **error);
/* Primary keys that a list of corrected rows brings although its full file holds them already. */
bool check_primary_keys(struct check_pass *pass, GError **error);

/* The foreign keys and the SQL checks, each a job that is taken to its end by one of several threads; its hits are
 * kept. Begin: helpers start, as many as there are processors beside the caller's, each with a connection of its own;
 * none where other connections would not see what the caller's does. End: the caller takes what is left and waits for
 * the helpers; false at the first fault. Record: the hits in order of job. Free waits for the helpers too. */
struct check_jobs;
struct check_jobs *check_jobs_begin(const struct check_pass *pass, GError **error);
bool check_jobs_end(struct check_jobs *jobs, GError **error);
bool check_jobs_record(const struct check_jobs *jobs, struct check_pass *pass, GError **error);
void check_jobs_free(struct check_jobs *jobs);

#endif
