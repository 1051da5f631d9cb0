/* Earlier editions that the command line names with --published: the figures.csv that readers were given. */
#ifndef SCORECARD_PIPELINE_PUBLISHED_H
#define SCORECARD_PIPELINE_PUBLISHED_H

#include "pipeline/context.h"
#include "stages/disclose/disclose.h"
#include "stages/disclose/past.h"

#include <glib.h>
#include <stdbool.h>

/* Below what numbers are hidden in publications; 0: nothing is. */
gint64 published_usual_threshold(const struct project *project);
/* The same in this command: 0 with --unsuppressed. */
gint64 published_threshold(const struct context *context);
/* The files named, as typed; of a folder its figures.csv. The caller frees. */
char **published_files(const struct context *context);
/* Reads the files, of a folder its figures.csv, which has to be as its run wrote it where the manifest.json beside it
 * tells. NULL and USAGE when nothing is hidden, DATA with file and line, SYSTEM. The caller frees. */
struct past *published_read(const struct context *context, const struct measures *measures, GError **error);
/* Whether they can be read at all, when any is named: asked before anything is loaded. */
bool published_check(const struct context *context, GError **error);
/* Says what the editions told that cannot be taken back. */
void published_say(const struct context *context, const struct disclosure *disclosure);

#endif
