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

/* The same at a time when there is little else to do: nothing may be kept before the verdict. What `context` has of
 * options and catalog, and `reports`, outlive it. */
struct definitions_check;
struct definitions_check *definitions_check_new(const struct context *context, char *const *reports);
/* Lets a thread find the verdict from now on. */
void definitions_check_begin(struct definitions_check *check);
/* The verdict, which is waited for, or found now where no thread was begun. */
bool definitions_check_are_good(struct definitions_check *check, GError **error);
/* Waits, too. */
void definitions_check_free(struct definitions_check *check);

#endif
