/* Ratios of two other measures, whose figures are counted first and then divided. */
#ifndef SCORECARD_STAGES_COUNT_RATIO_H
#define SCORECARD_STAGES_COUNT_RATIO_H

#include "stages/count/count_measures.h"
#include "stages/count/figures.h"
#include "stages/measure/measure.h"

/* Adds the figures of a ratio of two measures from theirs, which are in order. */
void ratio_count(const struct measures *measures, const struct measure *measure, const struct count_scope *scope,
                 struct figures *figures);
/* The period of a part of a ratio that belongs to a period of the ratio: of the same kind, else the day it ends on
 * (as-at at the latest). */
void ratio_part_period(const struct measure *part, const struct calendar *calendar, const struct period *period,
                       enum period_kind *kind, int32_t *end);

#endif
