/* What lies in a --project folder and is not read, though it looks as if it should be. */
#ifndef SCORECARD_LIB_PROJECT_STRAYS_H
#define SCORECARD_LIB_PROJECT_STRAYS_H

#include "pipeline/lib/project.h"

/* Files and folders (char *) that register nothing: a file without the ending of its folder ("routes.sql.txt"), a
 * folder out of its place ("measures/"), one whose name is a slip ("schema/"), one that nobody knows among ours
 * ("stages/queries/"). With what to do, a line each. The caller unrefs. */
GPtrArray *project_strays(const struct project *project);

#endif
