/* Which extract a file is: by its name, and by its header where several go by that name. */
#ifndef SCORECARD_STAGES_LOAD_IDENTIFY_H
#define SCORECARD_STAGES_LOAD_IDENTIFY_H

#include "pipeline/lib/csv.h"
#include "stages/schema/schema.h"

#include <glib.h>

/* The schema a file belongs to: its name matches x-file and, among several, most required fields stand in `header`
 * (NULL: in none). NULL without error when no schema knows the name; DATA when two fit alike (both named). */
const struct schema *schema_identify(const GPtrArray *schemas, const char *path, const struct csv_record *header,
                                     GError **error);

#endif
