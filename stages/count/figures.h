/* Figures: what the measures come to, one row a measure, period, breakdown and category (figures.csv). Constant once
 * counted, but for disclosure, which only takes away. */
#ifndef SCORECARD_STAGES_COUNT_FIGURES_H
#define SCORECARD_STAGES_COUNT_FIGURES_H

#include "stages/count/slots.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct figure {
    const struct measure *measure;
    struct period period;
    const char *breakdown; /* "all", "locality", "primary_need|age_band" */
    const char *category;  /* "all", a code, "x|y" */
    bool has_numerator, has_denominator, has_value;
    int64_t numerator, denominator; /* pence for money */
    double value;                   /* in the measure's unit; money in pounds */
    const char *symbol;             /* "", "c", "z", "x", "low", "u" */
    guint8 told, given; /* bits 1 << part, of disclosure control alone: what earlier editions told, and what they hid
                           and give away all the same (disclose/past.h) */
};

/* Categories of a split that a page adds up to one number a period. */
struct figure_group {
    const struct measure *measure;
    const char *split, *by; /* with `by`, categories of it within each category of `split`; else NULL */
    char *const *categories;
    enum period_kind period; /* in the periods of this kind */
};

struct figures;

struct figures *figures_new(void);
void figures_free(struct figures *figures);
/* Texts are copied. */
void figures_add(struct figures *figures, const struct figure *figure);
/* What its rows add up from (slots.h); copied. */
void figures_add_slots(struct figures *figures, const struct slot_counts *counts);
const struct slots *figures_slots(const struct figures *figures);
guint figures_count(const struct figures *figures);
struct figure *figures_at(struct figures *figures, guint index);
const struct figure *figures_row(const struct figures *figures, guint index);
/* `all`, then by name. */
int figures_compare_breakdowns(const char *a, const char *b);
/* The rows as they are now (struct figure); their texts live as long as the figures. The caller unrefs. */
GArray *figures_copy_rows(const struct figures *figures);
/* Sorts into the order of figures.csv (ref's measure id, breakdown with `all` first, category, period kind, end, start)
 * and builds the index. Rows added later need another call, which costs what they are. */
void figures_finish(struct figures *figures);

/* The order of figures.csv; figures of two counts compare by their measures' names. */
int figures_compare(const struct figure *first, const struct figure *second);

/* Takes numbers away from a figure, its value with them: the symbol is `c`. */
void figure_hide(struct figure *figure, bool with_numerator, bool with_denominator);
/* Takes a row away, when the rows are in order. */
void figures_remove(struct figures *figures, guint index);
/* Takes away the rows of periods that only earlier editions tell. */
void figures_remove_past(struct figures *figures);

/* The figure, or NULL when no row stands for it (a category that does not occur is 0 for a count). */
const struct figure *figures_find(const struct figures *figures, const char *measure, const char *breakdown,
                                  const char *category, enum period_kind kind, int32_t end);
/* Figures of one measure, breakdown and category over time, oldest first (const struct figure *). The caller unrefs. */
GPtrArray *figures_series(const struct figures *figures, const char *measure, const char *breakdown,
                          const char *category, enum period_kind kind);
/* Figures of every category of a breakdown in one period, in order of category. The caller unrefs. */
GPtrArray *figures_categories(const struct figures *figures, const char *measure, const char *breakdown,
                              enum period_kind kind, int32_t end);
/* The headline: `all`, rolling or the day counted or the census or the year, at as-at; NULL when there is none. */
const struct figure *figures_headline(const struct figures *figures, const struct measure *measure, int32_t at);
/* Whether a figure is of the headline's period; where there is no `all` row, of the one that stands on the day. */
bool figures_is_current(const struct figures *figures, const struct figure *figure, int32_t at);

/* Writes figures.csv. */
void figures_write_csv(const struct figures *figures, GString *out);

#endif
