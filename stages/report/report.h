/* A report: reports/<name>.json, a list of pages of blocks that name measures, splits and charts (README, "Add a
 * page").
 *
 * Read and checked before anything runs: every unknown key, chart, measure, split or period is INVALID with file, line
 * and column. */
#ifndef SCORECARD_STAGES_REPORT_REPORT_H
#define SCORECARD_STAGES_REPORT_REPORT_H

#include "pipeline/lib/json.h"
#include "pipeline/lib/project.h"
#include "reports/render/document.h"
#include "stages/count/figures.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"
#include "stages/restate/restatement.h"

#include <glib.h>
#include <stdbool.h>

/* One of a block's groups. Of a stack: categories shown as one series. Of a glance: measures under one heading. Of
 * claims and facts: one of them, with its words. */
struct report_group {
    const char *title;
    const char *refs;  /* of a glance: first letters of refs, or NULL */
    GArray *measures;  /* const struct measure *: of a glance, in their order */
    char **categories; /* NULL-ended, or NULL */
    const struct measure *measure;
    const char *split, *by, *category; /* of `measure`: NULL for all cases */
    const char *baseline;              /* label of a baseline; NULL: the measure's earliest */
    const char *text;                  /* a sentence with places for figures (report_text.h), or NULL */
};

struct publisher;
struct report_block;

/* How a block of the file becomes a block of the document: one row of the chart table in publish_charts.c. */
struct chart_kind {
    const char *name;   /* "spc", "bars" … as the file writes it */
    bool needs_measure; /* names one measure */
    bool needs_split;
    bool needs_pair;       /* names a second split, "by" */
    const char *needs;     /* a list without which it has nothing to show: "groups", "measures", "paragraphs" */
    bool takes_split;      /* instead of that, a measure and its split */
    bool needs_subjects;   /* every group names a measure */
    bool needs_categories; /* every group names categories, which are added */
    bool adds_categories;  /* shows categories as parts of a whole: the measure is a count or a sum */
    bool is_over_time;     /* has a figure for every month or date of two years */
    bool compares_moments; /* the figures are counted as known at a second moment too */
    void (*build)(struct publisher *publisher, struct page *page, const struct report_block *block);
};

struct report_block {
    const struct chart_kind *chart;
    char *id; /* page id and place, unless the file names one */
    enum block_width width;
    const struct measure *measure; /* NULL where the chart takes none */
    GArray *measures;              /* const struct measure *: "measures": [ids] */
    const char *split, *by;        /* NULL when not given */
    enum period_kind period;       /* month or rolling year; by the measure when not given */
    bool is_period_given;
    GArray *groups;              /* struct report_group */
    gint64 most;                 /* most categories shown; 0: all */
    enum restated_kind restated; /* which figures of a restatement */
    const char *title;           /* a title of its own; NULL: made from the figures */
    GPtrArray *paragraphs;       /* char *: of a text block */
};

struct report_page {
    const char *id, *title;
    const struct measure *finding; /* the measure whose sentence stands under the title; NULL: the first block's */
    GPtrArray *blocks;             /* struct report_block * */
};

struct report {
    char *name;
    struct json_file *file; /* texts live in it */
    const char *title, *subtitle, *subject, *keywords;
    bool has_front;         /* cover, contents and how to read */
    GPtrArray *how_to_read; /* char * */
    GPtrArray *pages;       /* struct report_page * */
};

/* The file reports/<name>.json with what the project changes in it. NULL with
 * USAGE when there is none, else INVALID or SYSTEM. */
struct json_file *report_open_file(const struct project *project, const char *name, GError **error);
/* `measures` must be prepared (their splits known). NULL with USAGE when the project has no report of that name. */
struct report *report_load(const struct project *project, const char *name, const struct measures *measures,
                           GError **error);
void report_free(struct report *report);
/* The pairs of splits its blocks ask for (struct measure_pair), appended to `pairs`. */
void report_collect_pairs(const struct report *report, GArray *pairs);
/* The groups of categories that its blocks add up (struct figure_group, which live as long as the report), appended. */
void report_collect_groups(const struct report *report, GArray *groups);
/* Whether a block of it compares what was known at two moments. */
bool report_compares_moments(const struct report *report);
/* The row of the chart table, or NULL (publish_charts.c). */
const struct chart_kind *chart_kind_find(const char *name);
char *chart_kind_names(void); /* "glance, spc, …"; the caller frees */

#endif
