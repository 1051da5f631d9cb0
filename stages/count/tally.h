/* Counts of one breakdown of a measure: for every category and every slot of a timeline. */
#ifndef SCORECARD_STAGES_COUNT_TALLY_H
#define SCORECARD_STAGES_COUNT_TALLY_H

#include "stages/count/figure_value.h"
#include "stages/count/timeline.h"
#include "stages/measure/measure_rows.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct tally;

/* Keeps each value beside the sums when `keeps_values` (medians). The timeline outlives it. */
struct tally *tally_new(const struct timeline *timeline, bool keeps_values);
void tally_free(struct tally *tally);
/* The number of a category, known or new. */
guint tally_category(struct tally *tally, const char *name);
guint tally_n_categories(const struct tally *tally);
const char *tally_name(const struct tally *tally, guint category);
/* The numbers of all categories in order of name; the caller frees. */
guint *tally_list_by_name(const struct tally *tally);
/* Counts a row in a category over a stretch of slots, in the windows that know of it. */
void tally_add(struct tally *tally, guint category, const struct stretch *stretch, const struct knowledge *knowledge,
               const struct contribution *contribution);
/* After the last row: turns what began and ended into what is open. */
void tally_finish(struct tally *tally);
/* What a category comes to in a period (by index); total->values is replaced by the sorted values, when they are kept.
 */
void tally_total(const struct tally *tally, guint category, guint period, struct total *total);

/* What one slot of an event's category holds, known from the first window on, and what it can spare (slots.h). */
struct slot {
    int64_t numerator, denominator;
    guint8 spares;
};
struct slot tally_slot(const struct tally *tally, guint category, guint slot);

#endif
