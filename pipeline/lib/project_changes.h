/* A project's changes to definitions: the file folder/changes/<stem><suffix> says what is other than in
 * folder/<stem><suffix>, ours or the project's own, which it leaves in force. */
#ifndef SCORECARD_LIB_PROJECT_CHANGES_H
#define SCORECARD_LIB_PROJECT_CHANGES_H

#include "pipeline/lib/project.h"

struct json_file;

/* Path of the changes, or NULL when there are none. The caller frees. */
char *project_find_changes(const struct project *project, const char *folder, const char *stem, const char *suffix);
/* INVALID when there are changes to a file that is not there. */
bool project_check_changes(const struct project *project, GError **error);
/* Changes the file, read from folder/<stem>.json, where the project does. INVALID for changes that cannot be made;
 * SYSTEM when they cannot be read. */
bool project_change_json(const struct project *project, const char *folder, const char *stem, struct json_file *file,
                         GError **error);

#endif
