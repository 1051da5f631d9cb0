/* Patterns that need no regular expression engine: private to pattern*.c. */
#ifndef SCORECARD_STAGES_SCHEMA_PATTERN_PRIVATE_H
#define SCORECARD_STAGES_SCHEMA_PATTERN_PRIVATE_H

#include "stages/schema/pattern.h"

#include <glib.h>
#include <stdbool.h>

/* The pattern as a row of items, each a set of characters and how many of them; NULL when it is more than that, or when
 * it takes more than one look to match. The caller unrefs. */
GArray *pattern_items_new(const char *text);
/* Whether all of the text from `at` to `end` is such a row. */
bool pattern_items_match(const GArray *items, const char *at, const char *end);

#endif
