/* What the figures of event measures add up from: for each category, what fell into each slot of its timeline. Never
 * published; disclosure control asks it what else the published numbers could mean. */
#ifndef SCORECARD_STAGES_COUNT_SLOTS_H
#define SCORECARD_STAGES_COUNT_SLOTS_H

#include "stages/measure/measure.h"

#include <glib.h>
#include <stdint.h>

enum figure_part {
    PART_NUMERATOR,
    PART_DENOMINATOR,
    PART_REST,
    N_PARTS
}; /* rest: the denominator less the numerator */

/* Where windows know of different facts (measure.has_knowledge), the counts are what is known from the first of them
 * on. */
struct slot_counts {
    const struct measure *measure;
    const char *breakdown, *category;
    guint n_slots;
    const int32_t *starts;    /* n_slots + 1: the first day of each, and the day after the last */
    const int64_t *counts[2]; /* numerators, denominators; n_slots each */
    const guint8 *spares;     /* n_slots; bits 1 << part: with one less, no window that holds the slot counts below 0 */
};

struct slots;

struct slots *slots_new(void);
void slots_free(struct slots *slots);
/* Numbers are copied, texts are not. */
void slots_add(struct slots *slots, const struct slot_counts *counts);
/* After the last: puts them in order. */
void slots_finish(struct slots *slots);
/* NULL for a category of which nothing is kept. */
const struct slot_counts *slots_find(const struct slots *slots, const char *measure, const char *breakdown,
                                     const char *category);

#endif
