/* The TEMP tables that tell models and measures about the run: context (one row: as_at, previous_board, next_board,
 * board_interval_days, authority_code, financial_year with its start and end, academic_year), counting_date (at_date:
 * the days on which states are counted), setting (key, value: every setting that is one value, keys dotted) and
 * code_<list> (every code list with its own columns). */
#ifndef SCORECARD_STAGES_MEASURE_RUN_TABLES_H
#define SCORECARD_STAGES_MEASURE_RUN_TABLES_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "stages/measure/period.h"

#include <glib.h>
#include <stdbool.h>

/* After warehouse_show and vocabulary_register. */
bool run_tables_create(struct db *db, const struct project *project, const struct calendar *calendar, GError **error);

#endif
