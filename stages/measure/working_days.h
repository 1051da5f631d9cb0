/* Working days: Monday to Friday less England's bank holidays, which are a data file (schemas/codes/bank_holidays.csv).
 */
#ifndef SCORECARD_STAGES_MEASURE_WORKING_DAYS_H
#define SCORECARD_STAGES_MEASURE_WORKING_DAYS_H

#include <glib.h>
#include <stdint.h>

struct project;

/* The list's dates (int32_t, date.h) in order, each once. INVALID when a date cannot be read. The caller unrefs. */
GArray *working_days_load_holidays(const struct project *project, GError **error);

/* Working days after `from` up to and including `to`: the first working day after `from` is day 1. Negative when `to`
 * is before `from`. `holidays` as above. */
int working_days_between(int32_t from, int32_t to, const GArray *holidays);
/* The n-th working day after `date`; `date` itself for n = 0. n must not be negative. */
int32_t working_days_add(int32_t date, int n, const GArray *holidays);

#endif
