/* The columns of an extract in full, for `scorecard list extracts EXTRACT`. */
#ifndef SCORECARD_PIPELINE_LIST_FIELDS_H
#define SCORECARD_PIPELINE_LIST_FIELDS_H

#include "stages/schema/schema.h"

#include <json-glib/json-glib.h>

/* As text on standard output, with keys and an example of a file; or as members of the builder's open object. Reads the
 * code lists again, for what else people write: INVALID or SYSTEM when that cannot be. */
bool list_fields(const struct schema *schema, const struct project *project, JsonBuilder *builder, GError **error);

#endif
