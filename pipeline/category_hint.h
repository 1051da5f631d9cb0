/* What may be meant by a --where that no case of a figure has. */
#ifndef SCORECARD_PIPELINE_CATEGORY_HINT_H
#define SCORECARD_PIPELINE_CATEGORY_HINT_H

#include "pipeline/definitions.h"

/* Says of the conditions of --where, of which no case is, the category that is near to one that no case has, by its
 * name or by its label on pages, or the categories that there are if they are few. Only after definitions_list_cases.
 */
bool category_hint_say(const struct definitions *definitions, const struct context *context,
                       const struct measure *measure, GError **error);

#endif
