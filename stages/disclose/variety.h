/* How many different numbers two measures, or two lines of figures, show alike. The search that hides and the audit
 * that attacks take both for the same count under this one rule: were the audit's the laxer, it would refuse what the
 * search holds to be safe. */
#ifndef SCORECARD_STAGES_DISCLOSE_VARIETY_H
#define SCORECARD_STAGES_DISCLOSE_VARIETY_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Different numbers, other than 0, that make two totals of measures the same count, or two lines of any split: among
 * thousands of lines small numbers are alike by chance. */
#define VARIETY_OF_TOTALS 3
#define VARIETY_OF_LINES 6

/* Different numbers that were met, other than 0, at most VARIETY_OF_LINES; begins as {.n = 0}. */
struct variety {
    int64_t numbers[VARIETY_OF_LINES];
    guint n;
};

void variety_add(struct variety *variety, int64_t number);

#endif
