#include "pipeline/command.h"

static const struct command commands[] = {
    {
        .name = "run",
        .usage = "--extracts DIR --as-at DATE [--warehouse FILE] [--out DIR] [--report NAME]… [--known-at TIME] "
                 "[--against TIME] [--census-date DATE] [--published PATH]… [--unsuppressed] [--charts] [--ees]",
        .summary = "load a folder of extracts and write the board's scorecard",
        .flags = "extracts as-at warehouse out report known-at against census-date published unsuppressed ees charts",
        .needs_as_at = true,
        .run = command_run,
    },
    {
        .name = "check",
        .usage =
            "FILE… [--schema FILE] [--census-date DATE] [--by school [--out DIR]] [--encoding NAME] [--limit-issues N] "
            "[--json]",
        .summary = "validate files; write nothing but the findings, with --by a file for each school and team",
        .flags = "schema census-date by out",
        .min_arguments = 1,
        .max_arguments = G_MAXUINT,
        .argument_name = "a FILE",
        .run = command_check,
    },
    {
        .name = "load",
        .usage = "FILE… [--warehouse FILE] [--census-date DATE]",
        .summary = "validate files and keep them in the warehouse",
        /* every command that reads a warehouse takes the last two; here they change nothing */
        .flags = "warehouse census-date known-at unsuppressed",
        .min_arguments = 1,
        .max_arguments = G_MAXUINT,
        .argument_name = "a FILE",
        .run = command_load,
    },
    {
        .name = "report",
        .usage =
            "NAME --as-at DATE [--warehouse FILE] [--out DIR] [--known-at TIME] [--against TIME] [--published PATH]… "
            "[--unsuppressed] [--charts] [--ees]",
        .summary = "write a report from the warehouse",
        .flags = "as-at warehouse out known-at against published unsuppressed ees charts",
        .min_arguments = 1,
        .max_arguments = 1,
        .argument_name = "the NAME of a report (scorecard list reports)",
        .needs_as_at = true,
        .run = command_report,
    },
    {
        .name = "explain",
        .usage = "MEASURE --as-at DATE [--warehouse FILE] [--where SPLIT=CATEGORY]… [--period-start DATE] "
                 "[--period-end DATE] "
                 "[--json] [--known-at TIME] [--against TIME] [--published PATH]… [--unsuppressed] [--out FILE] "
                 "[--personal]",
        .summary = "list the cases behind a figure, as CSV; with --json also its SQL, dates, loads and changes",
        .flags = "as-at warehouse known-at against published unsuppressed where period-start period-end out personal",
        .min_arguments = 1,
        .max_arguments = 1,
        .argument_name = "a MEASURE (scorecard list measures)",
        .needs_as_at = true,
        .run = command_explain,
    },
    {
        .name = "sample",
        .usage =
            "MEASURE --as-at DATE --size N --seed TEXT [--warehouse FILE] [--known-at TIME] [--by SPLIT] "
            "[--allocation proportional|equal] [--method simple|systematic] [--where SPLIT=CATEGORY]… [--reserve N] "
            "[--repeat] [--unsuppressed] [--personal] [--out DIR]",
        .summary = "draw a dip sample of a measure's cases and write its audit workbook",
        .flags =
            "as-at warehouse known-at unsuppressed where size seed by allocation method reserve repeat personal out",
        .min_arguments = 1,
        .max_arguments = 1,
        .argument_name = "a MEASURE (scorecard list measures)",
        .needs_as_at = true,
        .run = command_sample,
    },
    {
        .name = "history",
        .usage = "[--warehouse FILE] [--known-at TIME]",
        .summary = "show loads and runs, newest first, and what each load changed",
        .flags = "warehouse known-at unsuppressed",
        .run = command_history,
    },
    {
        .name = "list",
        .usage = "extracts|checks|measures|reports [NAME]",
        .summary = "show what the program knows; with a NAME all of one, of an extract every column",
        .flags = "",
        .min_arguments = 1,
        .max_arguments = 2,
        .argument_name = "one of extracts, checks, measures, reports",
        .run = command_list,
    },
    {
        .name = "template",
        .usage = "EXTRACT [--out FILE]",
        .summary = "print an empty CSV with the right header",
        .flags = "out",
        .min_arguments = 1,
        .max_arguments = 1,
        .argument_name = "an EXTRACT (scorecard list extracts)",
        .run = command_template,
    },
    {
        .name = "init",
        .usage = "DIR [--authority NAME] [--authority-code CODE] [--contact ADDRESS]",
        .summary = "make a project of a council's own, for --project",
        .flags = "authority authority-code contact",
        .min_arguments = 1,
        .max_arguments = 1,
        .argument_name = "a DIR, the new project's folder",
        .run = command_init,
    },
};

const struct command *command_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        if (g_str_equal(commands[i].name, name))
            return &commands[i];
    return NULL;
}

const struct command *command_all(guint *count)
{
    *count = G_N_ELEMENTS(commands);
    return commands;
}
