/* The council that a report is of: settings.json, "authority". */
#ifndef SCORECARD_PIPELINE_AUTHORITY_H
#define SCORECARD_PIPELINE_AUTHORITY_H

#include "pipeline/lib/project.h"

/* Three digits, as DfE numbers authorities. */
bool authority_code_is_valid(const char *code);
/* Whether the project says whose report it is: name and code filled in, ONS codes that are such, and no member left to
 * the program's demonstration. INVALID with place. */
bool authority_check(const struct project *project, GError **error);

#endif
