/* Whole numbers, none below 0, and what they add up to: whether a sum of them can be another than it is. Tries
 * everything there is, so that it is right about small systems and slow about others. */
#ifndef SCORECARD_TESTS_BRUTE_H
#define SCORECARD_TESTS_BRUTE_H

#include <glib.h>
#include <stdbool.h>

#define BRUTE_MOST 60 /* no number is above it */

struct brute_sum {
    GArray *numbers; /* guint: of the numbers that are added */
    int low, high;   /* what they may come to */
};

struct brute {
    guint n;
    GArray *sums; /* struct brute_sum */
};

struct brute_range {
    int low, high;
};

struct brute *brute_new(guint n);
void brute_free(struct brute *brute);
/* The numbers (taken) come to `low` at least and `high` at most. */
void brute_add(struct brute *brute, GArray *numbers, int low, int high);
/* Whether the numbers (taken) can come to something else than `value`. */
bool brute_can_differ(struct brute *brute, GArray *numbers, int value);

#endif
