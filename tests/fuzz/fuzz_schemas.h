/* The schemas of the project beside the program, for targets that read it once. */
#ifndef SCORECARD_TESTS_FUZZ_SCHEMAS_H
#define SCORECARD_TESTS_FUZZ_SCHEMAS_H

#include "stages/schema/schema.h"

/* struct schema *; kept for as long as the process runs. */
static inline const GPtrArray *fuzz_schemas(void)
{
    static GPtrArray *all;
    GError *error = NULL;
    if (all == NULL) {
        struct project *project = project_open(NULL, &error);
        g_assert_no_error(error);
        all = schema_load_all(project, &error);
        g_assert_no_error(error);
        project_close(project);
    }
    return all;
}

#endif
