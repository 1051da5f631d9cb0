/* What a measure's figures are made of: the SQL files, and the extracts that they read. */
#ifndef SCORECARD_STAGES_MEASURE_MEASURE_FILES_H
#define SCORECARD_STAGES_MEASURE_MEASURE_FILES_H

#include "stages/measure/measure.h"
#include "stages/measure/sqlfile.h"

#include <glib.h>

/* Its own file, those of its parts, then the models they read and those that these read (const struct sql_file *).
 * After measures_prepare. The caller unrefs. */
GPtrArray *measure_files(const struct measures *measures, const struct measure *measure);
/* The extracts named in files as current_<extract>, in order; NULL-ended. The caller frees with g_strfreev. */
char **measure_files_extracts(const GPtrArray *files);

#endif
