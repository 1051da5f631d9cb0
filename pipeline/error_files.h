/* A file for each school and team with all that it has to correct (check --by school), in the columns of issues.csv,
 * and index.csv, which says how much each has. They are one set (output.h): exchanged as a whole, with a manifest.json.
 */
#ifndef SCORECARD_PIPELINE_ERROR_FILES_H
#define SCORECARD_PIPELINE_ERROR_FILES_H

#include "pipeline/context.h"
#include "pipeline/output.h"
#include "stages/check/found.h"

/* Writes the set and puts it into place in `out`. Whoever has told what is in it finishes or undoes it, and closes it
 * (output.h). NULL and SYSTEM when it cannot, or `out` holds something else. Sorts the findings. */
struct output *error_files_place(const struct context *context, struct found_list *found, const GPtrArray *places,
                                 const char *out, GError **error);

#endif
