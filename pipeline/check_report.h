/* What `check` says: findings as they are met, one a line ("FILE:LINE: …"), then counts; or one JSON document in the
 * shape of Frictionless' own report. A limit hides findings, never counts, and says so. */
#ifndef SCORECARD_PIPELINE_CHECK_REPORT_H
#define SCORECARD_PIPELINE_CHECK_REPORT_H

#include "stages/finding.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct check_task { /* one file */
    char *place;    /* the path as given */
    char *extract;  /* or the schema's name; NULL: unknown */
    char **labels;  /* the header, NULL-ended; or NULL */
    uint64_t rows;
    uint64_t n_errors, n_queries;
    GTree *codes;    /* slug → struct code_count * */
    GString *json;   /* its findings, with --json */
    bool is_ignored; /* no schema knows it */
};

struct check_report;

/* At most `limit` findings are shown. */
struct check_report *check_report_new(bool is_json, gint64 limit);
void check_report_free(struct check_report *report);

/* The task of a path, made when it is new: findings that follow are its. */
struct check_task *check_report_begin(struct check_report *report, const char *place);
/* A finding of the task begun last; a finding_sink. */
void check_report_add(const struct finding *finding, void *report);
/* No file so far is one that a schema knows. */
bool check_report_knows_none(const struct check_report *report);
uint64_t check_report_errors(const struct check_report *report);
/* Prints what is left to say, on stdout. */
void check_report_end(struct check_report *report);

/* Appends a finding as an object of Frictionless' report. */
void check_report_append_json(GString *out, const struct finding *finding);
/* Appends text in quotes, escaped as JSON has it. */
void check_report_append_string(GString *out, const char *text);
void check_report_print_json(const struct check_report *report, const GPtrArray *tasks);

#endif
