/* What the files of the open data form share. */
#ifndef SCORECARD_STAGES_EES_EES_PRIVATE_H
#define SCORECARD_STAGES_EES_EES_PRIVATE_H

#include "stages/ees/ees.h"

#include <stdbool.h>

#define EES_PERIOD_SIZE 8

/* "202021", "Academic year" */
struct ees_time {
    char period[EES_PERIOD_SIZE];
    const char *identifier;
};

/* A file's kind of period: time identifiers of one kind only may stand in a file. */
struct ees_kind {
    const char *name;
    const char *when; /* what a label says of the period, or "" */
    enum period_kind kinds[2];
    /* False for a period that the standard has no name for. */
    bool (*read)(const struct period *period, struct ees_time *time);
};
const struct ees_kind *ees_kinds(guint *n);
bool ees_kind_takes(const struct ees_kind *kind, enum period_kind period_kind);

/* A column of numbers. */
enum ees_part { EES_VALUE, EES_NUMERATOR, EES_DENOMINATOR };
struct ees_indicator {
    const struct measure *measure;
    enum ees_part part;
    char *name, *label;
};
/* Appends those of a measure (struct ees_indicator). */
void ees_add_indicators(GArray *indicators, const struct measure *measure, const char *when);
void ees_indicator_clear(void *indicator);
/* The cell: a number or a symbol. `figure` is NULL where no row stands for the category, which is then no case. */
void ees_write_cell(GString *out, const struct ees_indicator *indicator, const struct figure *figure);

/* The metadata of a file's columns. A filter of one level is no filter. */
void ees_write_meta(GString *out, const GArray *indicators, bool has_breakdowns);

#endif
