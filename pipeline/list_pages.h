/* The pages of a report and their blocks under the ids by which a file of changes names them, for `scorecard list
 * reports REPORT`. */
#ifndef SCORECARD_PIPELINE_LIST_PAGES_H
#define SCORECARD_PIPELINE_LIST_PAGES_H

#include "pipeline/lib/json.h"

/* As text on standard output, or as members of the builder's open object. INVALID where a page or a block is none. */
bool list_pages(const struct json_file *report, JsonBuilder *builder, GError **error);

#endif
