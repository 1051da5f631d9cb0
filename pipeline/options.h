/* The command line, parsed: one struct for all commands; which flags a command takes is in its row of the command
 * table. */
#ifndef SCORECARD_PIPELINE_OPTIONS_H
#define SCORECARD_PIPELINE_OPTIONS_H

#include "pipeline/lib/progress.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct options {
    /* shared */
    bool is_json;    /* --json: the result as JSON on stdout */
    bool is_quiet;   /* --quiet: no diagnostics but errors */
    bool is_dry_run; /* --dry-run: writes nothing */
    enum progress_mode progress;
    char *encoding;      /* --encoding NAME, or NULL */
    gint64 limit_issues; /* --limit-issues N; G_MAXINT64: not given */
    char *project;       /* --project DIR, or NULL */
    /* where */
    char *warehouse; /* --warehouse FILE; default scorecard.db */
    bool is_warehouse_given;
    char *out;      /* --out, or NULL */
    char *extracts; /* --extracts DIR */
    char *schema;   /* --schema FILE */
    /* what */
    int32_t as_at;  /* DATE_NONE when not given */
    char *known_at; /* UTC, with milliseconds; NULL: now */
    char *known_at_typed;
    char *against;       /* the moment to compare with, as known_at; NULL: now */
    char *against_typed; /* NULL: not given */
    int32_t census_date;
    bool is_unsuppressed;
    bool is_personal;
    bool is_ees;
    bool is_charts;
    char **reports;   /* --report, NULL-ended, or NULL */
    char **published; /* --published, NULL-ended, or NULL */
    char **where;     /* --where, NULL-ended, or NULL */
    int32_t period_start, period_end;
    char *authority, *authority_code, *contact; /* of a new project */
    /* samples */
    gint64 size, reserve;
    char *seed, *by, *allocation, *method;
    bool is_repeat;
    /* the rest of the line: file names, a measure, … ; NULL-ended */
    char **arguments;
    guint n_arguments;
    char **typed; /* the whole line as typed, for the manifest */
};

struct command;

/* Parses the line after the command's name. USAGE names what is wrong. */
bool options_parse(struct options *options, const struct command *command, int argc, char **argv, GError **error);
/* A line for each flag that the command takes, its own and then those of every command. */
void options_describe(const struct command *command, FILE *stream);
void options_clear(struct options *options);

#endif
