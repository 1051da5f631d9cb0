/* The files that tell of the loads: issues.csv and rejects/<file>.csv. */
#ifndef SCORECARD_PIPELINE_LOADED_FILES_H
#define SCORECARD_PIPELINE_LOADED_FILES_H

#include "pipeline/lib/db.h"
#include "pipeline/output.h"

#include <stdbool.h>

/* The header of issues.csv, with its line end. */
extern const char loaded_files_issues_header[];
/* Whether a file of this SHA-256 was ever loaded into the warehouse at a path; one that cannot be read had none. */
bool loaded_files_had(const char *sha256, const char *warehouse);
/* Every issue of the visible loads; personal values were masked when the issue was made. */
bool loaded_files_write_issues(struct db *db, struct output *output, GError **error);
/* A file for each load with rejected rows: the rows in their own columns, then _line and _reasons, which stand in
 * place of those of a list that was corrected in part. A row with fewer
 * cells than the header is filled up; surplus cells stand after _reasons, so that nothing is lost and the columns keep
 * their places. */
bool loaded_files_write_rejects(struct db *db, struct output *output, GError **error);

#endif
