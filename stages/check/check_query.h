/* One check of stages/checks, from its file to its hits. */
#ifndef SCORECARD_STAGES_CHECK_CHECK_QUERY_H
#define SCORECARD_STAGES_CHECK_CHECK_QUERY_H

#include "stages/check/check.h"
#include "stages/measure/sqlfile.h"

struct check_query {
    struct sql_file *file; /* NULL: the foreign keys */
    struct check_hit hit;  /* what its head says: a hit without its row */
    struct check_hits hits;
    GError *fault;
};

/* Takes the file over. */
struct check_query *check_query_new(struct sql_file *file);
void check_query_free(void *query);
/* The head as a hit without its row; INVALID with the place of what is wrong in it. */
bool check_query_read_head(const struct check_pass *pass, const struct sql_file *file, struct check_hit *hit,
                           GError **error);
/* Keeps the hits, or the first fault, in the query itself. */
void check_query_run(struct check_query *query, struct db *db);

#endif
