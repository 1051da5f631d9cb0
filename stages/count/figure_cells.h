/* What a figure comes to as cells of a CSV file, the same in every file. */
#ifndef SCORECARD_STAGES_COUNT_FIGURE_CELLS_H
#define SCORECARD_STAGES_COUNT_FIGURE_CELLS_H

#include "stages/measure/measure.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

void figure_cell_date(GString *out, int32_t date);
/* Empty where it has none. */
void figure_cell_count(GString *out, bool has, int64_t count);
/* The same, in the measure's unit: pounds with two decimals. */
void figure_cell_value(GString *out, const struct measure *measure, bool has, double value);

#endif
