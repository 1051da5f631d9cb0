/* What the files of the past share: past_read.c reads files, past_ask.c answers. */
#ifndef SCORECARD_STAGES_DISCLOSE_PAST_PRIVATE_H
#define SCORECARD_STAGES_DISCLOSE_PAST_PRIVATE_H

#include "pipeline/lib/hash.h"
#include "stages/disclose/past.h"

/* A row of an edition. */
struct past_row {
    const char *measure, *breakdown, *category;
    int32_t start, end;
    bool is_told[2]; /* numerator, denominator; what is not told was hidden */
    int64_t numbers[2];
};

/* A period that an edition tells of a measure. */
struct past_window {
    const char *measure;
    int32_t start, end;
};

struct edition {
    char *path;
    char sha256[HASH_TEXT_SIZE];
    GArray *rows;           /* struct past_row, by measure, period, breakdown and category */
    GArray *windows;        /* struct past_window, each once, by measure and period */
    GHashTable *breakdowns; /* "measure\nbreakdown", of those that have a row */
    guint n_hidden, n_small;
};

struct past {
    GPtrArray *editions; /* struct edition * */
    GStringChunk *texts;
    GArray *hidden_lines; /* struct past_line */
    GArray *periods;      /* struct period: what the calendar is extended by */
};

int past_compare_rows(gconstpointer a, gconstpointer b);
int past_compare_windows(gconstpointer a, gconstpointer b);
bool past_has_breakdown(const struct edition *edition, const char *measure, const char *breakdown);

#endif
