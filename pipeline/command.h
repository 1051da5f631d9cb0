/* The commands: one const row each, from which parsing, usage, help and listing follow. */
#ifndef SCORECARD_PIPELINE_COMMAND_H
#define SCORECARD_PIPELINE_COMMAND_H

#include "pipeline/context.h"

#include <glib.h>
#include <stdbool.h>

struct command {
    const char *name;
    const char *usage;   /* after "scorecard NAME" */
    const char *summary; /* one line for `scorecard --help` */
    const char *flags;   /* space-separated long names it takes beside the shared ones */
    guint min_arguments, max_arguments;
    const char *argument_name; /* "FILE", for the message when one lacks */
    bool needs_as_at;
    /* Writes its result to stdout. False and an error whose code is the exit code. */
    bool (*run)(struct context *context, GError **error);
};

/* One a file: pipeline/command_<name>.c */
bool command_run(struct context *context, GError **error);
bool command_check(struct context *context, GError **error);
bool command_load(struct context *context, GError **error);
bool command_report(struct context *context, GError **error);
bool command_explain(struct context *context, GError **error);
bool command_sample(struct context *context, GError **error);
bool command_history(struct context *context, GError **error);
bool command_list(struct context *context, GError **error);
bool command_init(struct context *context, GError **error);
bool command_template(struct context *context, GError **error);

const struct command *command_find(const char *name);
const struct command *command_all(guint *count);

#endif
