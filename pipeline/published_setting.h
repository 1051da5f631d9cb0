/* The editions that `published` of a project's settings.json lists, so that no run forgets one. */
#ifndef SCORECARD_PIPELINE_PUBLISHED_SETTING_H
#define SCORECARD_PIPELINE_PUBLISHED_SETTING_H

#include "pipeline/context.h"

/* Adds to --published, of a command that takes it, what the setting lists: paths from the project's folder, of a
 * figures.csv, its folder, or a folder in which such folders lie. Left out is what --unsuppressed has no use for, an
 * edition of a day after --as-at, and the folder that --out is about to replace. INVALID with the setting's place for a
 * path that is not there, SYSTEM. */
bool published_take_setting(struct options *options, const char *flags, const struct context *context, GError **error);

#endif
