/* How many different numbers two measures show alike. The search that hides and the audit that attacks take two
 * measures for the same count under this one rule: were the audit's the laxer, it would refuse what the search holds to
 * be safe. */
#ifndef SCORECARD_STAGES_VARIETY_H
#define SCORECARD_STAGES_VARIETY_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#define VARIETY_ENOUGH 3 /* different numbers, other than 0 */

/* Different numbers that were met, other than 0; begins as {.n = 0}. */
struct variety {
    int64_t numbers[VARIETY_ENOUGH];
    guint n;
};

void variety_add(struct variety *variety, int64_t number);
bool variety_is_enough(const struct variety *variety);

#endif
