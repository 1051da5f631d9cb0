/* One file held against one schema alone: `check --schema`. */
#ifndef SCORECARD_PIPELINE_CHECK_AGAINST_H
#define SCORECARD_PIPELINE_CHECK_AGAINST_H

#include "pipeline/check_report.h"
#include "pipeline/lib/csv.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>

/* Begins the file's task in the report and tells all findings to it. SYSTEM when it cannot be read. */
bool file_check_against(const struct schema *schema, enum csv_encoding encoding, const char *path,
                        struct check_report *report, GError **error);
/* The header of a file of that schema as it stands, NULL when it has none; the caller frees with g_strfreev. SYSTEM
 * when the file cannot be read. */
bool file_read_labels(const struct schema *schema, enum csv_encoding encoding, const char *path, char ***labels,
                      GError **error);

#endif
