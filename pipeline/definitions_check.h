/* Whether the definitions can be run at all: every measure, model, check and report is read and prepared on an empty
 * warehouse in memory, so that a fault in any of them stops a command before it has changed anything, whatever the
 * data. */
#ifndef SCORECARD_PIPELINE_DEFINITIONS_CHECK_H
#define SCORECARD_PIPELINE_DEFINITIONS_CHECK_H

#include "pipeline/context.h"

#include <glib.h>
#include <stdbool.h>

/* INVALID with its place for the first fault. Reads options and catalog of the context alone; `reports` are names,
 * NULL-ended. */
bool definitions_check(const struct context *context, char *const *reports, GError **error);

/* The same at a time when there is nothing else to do: nothing may be kept before the verdict. `context` and `reports`
 * outlive it. */
struct definitions_check;
struct definitions_check *definitions_check_new(const struct context *context, char *const *reports);
/* The verdict, found when it is asked for first. */
bool definitions_check_are_good(struct definitions_check *check, GError **error);
void definitions_check_free(struct definitions_check *check);

#endif
