/* A value that a field takes, to show what one looks like. */
#ifndef SCORECARD_STAGES_SCHEMA_CELL_EXAMPLE_H
#define SCORECARD_STAGES_SCHEMA_CELL_EXAMPLE_H

#include "stages/schema/schema.h"

/* The schema's own `example`, the first code of its list or a common value of its type, whichever first breaks none of
 * its rules; the empty text when all do. Lives as long as the schema. */
const char *cell_example(const struct field *field);

#endif
