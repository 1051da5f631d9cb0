/* What a measure comes to: from what was counted, the figure that stands in figures.csv. */
#ifndef SCORECARD_STAGES_COUNT_FIGURE_VALUE_H
#define SCORECARD_STAGES_COUNT_FIGURE_VALUE_H

#include "stages/count/figures.h"
#include "stages/measure/measure.h"

/* The value of a kind in a unit from what was counted, and what stands in the row. `values` (double, of a median) is
 * sorted. */
struct total {
    double numerator, denominator;
    guint64 n_rows, n_unknown;
    GArray *values;
};
void figure_set_value(const struct measures *measures, const struct measure *measure, const struct total *total,
                      struct figure *figure);

#endif
