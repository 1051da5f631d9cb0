/* A file for each school and team with all that it has to correct (check --by school), in the columns of issues.csv,
 * and index.csv, which says how much each has. They are one set (output.h): exchanged as a whole, with a manifest.json.
 */
#ifndef SCORECARD_PIPELINE_ERROR_FILES_H
#define SCORECARD_PIPELINE_ERROR_FILES_H

#include "pipeline/context.h"
#include "stages/check/found.h"

/* Writes the set into `out`. SYSTEM when it cannot, or holds something else. Sorts the findings. */
bool error_files_write(const struct context *context, struct found_list *found, const GPtrArray *places,
                       const char *out, GError **error);

#endif
