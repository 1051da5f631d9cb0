/* What `check` says: findings as they are met, one a line ("FILE:LINE: …"), then counts; or one JSON document in the
 * shape of Frictionless' own report. A limit hides findings, never counts, and says so. Findings are counted by code,
 * by field and, where they were placed, by school and team. */
#ifndef SCORECARD_PIPELINE_CHECK_REPORT_H
#define SCORECARD_PIPELINE_CHECK_REPORT_H

#include "pipeline/lib/json_stream.h"
#include "stages/check/found.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct check_task { /* one file */
    char *place;    /* the path as given */
    char *extract;  /* or the schema's name; NULL: unknown */
    char **labels;  /* the header, NULL-ended; or NULL */
    uint64_t rows;
    uint64_t n_errors, n_queries;
    GTree *codes;            /* slug → struct finding_count * */
    GTree *fields;           /* name, "" for a row or file as a whole → struct finding_count * */
    struct json_stream json; /* its findings, with --json */
    char *ignored;           /* why it is passed over: no schema knows it; NULL: it is not */
};

struct finding_count {
    uint64_t n;
    uint64_t n_errors; /* of them; the others are queries */
};

struct check_report;

/* At most `limit` findings are shown; all are kept in `found` as well (NULL: nowhere), which outlives the report. */
struct check_report *check_report_new(bool is_json, gint64 limit, struct found_list *found);
void check_report_free(struct check_report *report);

/* The task of a path, made when it is new: findings that follow are its. */
struct check_task *check_report_begin(struct check_report *report, const char *place);
/* A finding of the task begun last; a finding_sink. */
void check_report_add(const struct finding *finding, void *report);
/* No file so far is one that a schema knows. */
bool check_report_knows_none(const struct check_report *report);
uint64_t check_report_errors(const struct check_report *report);
/* Prints what is left to say, on stdout. `places` (struct place *) or NULL: who has to correct the findings. */
void check_report_end(struct check_report *report, const GPtrArray *places);

/* Adds a finding as an object of Frictionless' report. */
void check_report_add_json(struct json_stream *out, const struct finding *finding);
void check_report_print_json(const struct check_report *report, const GPtrArray *tasks, const GPtrArray *places);

#endif
