/* The charts' statistics: process control limits with their four rules, Wilson intervals and funnel limits. Pure. */
#ifndef SCORECARD_LIB_STATISTICS_H
#define SCORECARD_LIB_STATISTICS_H

#include <stdbool.h>
#include <stddef.h>

/* The four rules of NHS "Making Data Count". */
enum xmr_rule {
    XMR_OUTSIDE = 1 << 0,   /* beyond a limit */
    XMR_SHIFT = 1 << 1,     /* one of 7 in a row on one side of the mean */
    XMR_TREND = 1 << 2,     /* one of 7 in a row, each above (or each below) the one before */
    XMR_NEAR_LIMIT = 1 << 3 /* beyond two thirds of the way to a limit, as are 2 of 3 in a row on that side */
};

struct xmr_point {
    double mean, lower, upper; /* of the point's phase */
    unsigned rules;            /* XMR_… that it meets; 0: usual variation */
    int direction;             /* +1 unusually high, -1 unusually low, 0 usual */
};

/* What values can be (percentages: 0 to 100; counts: 0 to INFINITY); limits are cut there. */
struct xmr_range {
    double lowest, highest;
};

/* An XmR chart of n values in order of time; NaN is a period without a value: it gets its phase's limits and no rule.
 * Within each phase (stretch of equal `phases`; NULL: one phase) limits are mean ± 2.66 × the mean moving range, moving
 * ranges above 3.267 × their mean being screened out once (NHSRplotthedots). Rules run within a phase. A phase with
 * fewer than two values has its value as mean and limits. `points` has n elements. */
void statistics_xmr(const double *values, const int *phases, size_t n, struct xmr_range range,
                    struct xmr_point *points);

enum xmr_assurance { XMR_HIT_OR_MISS, XMR_CONSISTENTLY_HIT, XMR_CONSISTENTLY_MISSED };
/* Whether the process as it runs will meet a target: the target against the limits of the last point. */
enum xmr_assurance statistics_assurance(struct xmr_point last, double target, bool higher_is_better);

#define STATISTICS_Z95 1.959963984540054
#define STATISTICS_Z998 3.090232306167813

struct interval {
    double lower, upper;
};

/* Wilson score interval (1927) of a proportion as PHEindicatormethods computes it; 0 to 1. denominator > 0. */
struct interval statistics_wilson(double numerator, double denominator, double z);
/* Byar's interval of a Poisson count, as PHEindicatormethods computes it. count >= 0. */
struct interval statistics_byar(double count, double z);
/* Limits of a funnel about the proportion `mean` (0 to 1) at a denominator: mean ± z √(mean (1 - mean) / n), cut at 0
 * and 1 (Spiegelhalter 2005). A place lies outside exactly when its Wilson interval leaves out the mean. */
struct interval statistics_funnel(double mean, double denominator, double z);

#endif
