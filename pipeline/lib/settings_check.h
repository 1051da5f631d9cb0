/* Whether a settings.json says what ours does: private to settings.c. */
#ifndef SCORECARD_LIB_SETTINGS_CHECK_H
#define SCORECARD_LIB_SETTINGS_CHECK_H

#include "pipeline/lib/json.h"

/* Both roots are objects. INVALID with the place of a key that ours has not, or whose value is of another kind. */
bool settings_check(const struct json_file *theirs, const struct json_file *ours, GError **error);

#endif
