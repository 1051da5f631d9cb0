#include "pipeline/options.h"

#include "pipeline/command.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/slip.h"
#include "pipeline/publication.h"
#include "stages/warehouse/warehouse.h"

#include <string.h>

/* What GOption hands over before it is checked and turned into a struct options. */
struct raw {
    gboolean json, quiet, dry_run, progress, no_progress, unsuppressed, personal, repeat, ees, charts;
    char *as_at, *census_date, *period_start, *period_end;
};

static GOptionEntry *make_entries(struct options *o, struct raw *raw)
{
    const GOptionEntry entries[] = {
        {"json", 0, 0, G_OPTION_ARG_NONE, &raw->json, "The result as JSON on standard output", NULL},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &raw->quiet, "Say nothing but errors and the result", NULL},
        {"progress", 0, 0, G_OPTION_ARG_NONE, &raw->progress, "Show progress even where no terminal is", NULL},
        {"no-progress", 0, 0, G_OPTION_ARG_NONE, &raw->no_progress, "Show no progress", NULL},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &raw->dry_run, "Do everything but write", NULL},
        {"encoding", 0, 0, G_OPTION_ARG_STRING, &o->encoding, "Encoding of the files, in place of detection", "NAME"},
        {"limit-issues", 0, 0, G_OPTION_ARG_INT64, &o->limit_issues, "Print at most N findings; all are counted", "N"},
        {"project", 0, 0, G_OPTION_ARG_FILENAME, &o->project,
         "A project's folder: its schemas, SQL, reports and settings replace or add to ours", "DIR"},
        {"warehouse", 0, 0, G_OPTION_ARG_FILENAME, &o->warehouse, "The warehouse (scorecard.db in this folder)",
         "FILE"},
        {"out", 0, 0, G_OPTION_ARG_FILENAME, &o->out,
         "Where to write: a file of explain and template, else a folder (scorecard-out…)", "PATH"},
        {"extracts", 0, 0, G_OPTION_ARG_FILENAME, &o->extracts, "Folder of the council's extracts", "DIR"},
        {"schema", 0, 0, G_OPTION_ARG_FILENAME, &o->schema, "Table Schema to validate against", "FILE"},
        {"as-at", 0, 0, G_OPTION_ARG_STRING, &raw->as_at, "The day that the figures describe, yyyy-mm-dd", "DATE"},
        {"known-at", 0, 0, G_OPTION_ARG_STRING, &o->known_at_typed,
         "Only what was loaded up to this moment (UTC): yyyy-mm-dd, or with Thh:mm:ss.sssZ", "TIME"},
        {"against", 0, 0, G_OPTION_ARG_STRING, &o->against_typed, "The moment to compare with (UTC), or now", "TIME"},
        {"census-date", 0, 0, G_OPTION_ARG_STRING, &raw->census_date,
         "Date of the census files, whatever their columns and names tell of it", "DATE"},
        {"unsuppressed", 0, 0, G_OPTION_ARG_NONE, &raw->unsuppressed,
         "Show small numbers too, marked OFFICIAL-SENSITIVE", NULL},
        {"personal", 0, 0, G_OPTION_ARG_NONE, &raw->personal, "Add names and other personal columns", NULL},
        {"ees", 0, 0, G_OPTION_ARG_NONE, &raw->ees, "Also figures.csv in the form of DfE's open data standard", NULL},
        {"charts", 0, 0, G_OPTION_ARG_NONE, &raw->charts, "Also every chart as SVG and PNG", NULL},
        {"report", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->reports,
         "A report to write (" PUBLICATION_BOARD "); may be repeated", "NAME"},
        {"published", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->published,
         "The figures.csv, or its folder, of an edition that was given away; may be repeated", "PATH"},
        {"where", 0, 0, G_OPTION_ARG_STRING_ARRAY, &o->where,
         "Only cases of this category, as figures.csv writes it; may be repeated", "SPLIT=CATEGORY"},
        {"period-start", 0, 0, G_OPTION_ARG_STRING, &raw->period_start,
         "First day of the figure's period, as in figures.csv", "DATE"},
        {"period-end", 0, 0, G_OPTION_ARG_STRING, &raw->period_end,
         "Last day of the figure's period, as in figures.csv", "DATE"},
        {"authority", 0, 0, G_OPTION_ARG_STRING, &o->authority, "The council's name", "NAME"},
        {"authority-code", 0, 0, G_OPTION_ARG_STRING, &o->authority_code, "Its three-digit DfE code", "CODE"},
        {"contact", 0, 0, G_OPTION_ARG_STRING, &o->contact, "Whom readers may ask", "ADDRESS"},
        {"size", 0, 0, G_OPTION_ARG_INT64, &o->size, "How many cases to draw", "N"},
        {"reserve", 0, 0, G_OPTION_ARG_INT64, &o->reserve, "How many more to fall back on (0)", "N"},
        {"seed", 0, 0, G_OPTION_ARG_STRING, &o->seed, "Text that fixes the draw", "TEXT"},
        {"by", 0, 0, G_OPTION_ARG_STRING, &o->by,
         "The split to draw by in strata (sample); `school` shares findings out (check)", "SPLIT"},
        {"allocation", 0, 0, G_OPTION_ARG_STRING, &o->allocation,
         "How strata share the sample: proportional (the default) or equal", "KIND"},
        {"method", 0, 0, G_OPTION_ARG_STRING, &o->method, "How cases are drawn: simple (the default) or systematic",
         "KIND"},
        {"repeat", 0, 0, G_OPTION_ARG_NONE, &raw->repeat, "Cases drawn before may be drawn again", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &o->arguments, "", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    return g_memdup2(entries, sizeof entries);
}

static const char shared_flags[] = " json quiet progress no-progress dry-run encoding limit-issues project help ";

static bool is_shared(const char *name)
{
    g_autofree char *word = g_strdup_printf(" %s ", name);
    return strstr(shared_flags, word) != NULL;
}

static bool takes_flag(const struct command *command, const char *name)
{
    g_autofree char *word = g_strdup_printf(" %s ", name);
    g_autofree char *flags = g_strdup_printf(" %s ", command->flags);
    return is_shared(name) || strstr(flags, word) != NULL;
}

static void describe(const GOptionEntry *entry, FILE *stream)
{
    g_autofree char *flag = g_strdup_printf("--%s%s%s", entry->long_name, entry->arg_description == NULL ? "" : " ",
                                            entry->arg_description == NULL ? "" : entry->arg_description);
    fprintf(stream, "  %-24s %s\n", flag, entry->description);
}

void options_describe(const struct command *command, FILE *stream)
{
    struct options options = {0};
    struct raw raw = {0};
    g_autofree GOptionEntry *entries = make_entries(&options, &raw);
    const char *const titles[] = {"Flags:", "Flags of every command:"};
    for (guint shared = 0; shared < G_N_ELEMENTS(titles); shared++) {
        if (shared == 1 || *command->flags != '\0')
            fprintf(stream, "\n%s\n", titles[shared]);
        for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
            if (*entry->long_name != '\0' && takes_flag(command, entry->long_name) &&
                is_shared(entry->long_name) == (shared == 1))
                describe(entry, stream);
    }
    fprintf(stream, "  %-24s %s\n", "-h, --help", "Show this");
    fprintf(stream, "  %-24s %s\n", "--version", "Show the program's version");
}

static bool takes_no_value(const GOptionEntry *entries, const char *name)
{
    for (; entries->long_name != NULL; entries++)
        if (g_str_equal(entries->long_name, name))
            return entries->arg == G_OPTION_ARG_NONE;
    return false;
}

static bool fail_flag(const struct command *command, const GOptionEntry *entries, const char *name, GError **error)
{
    struct slip slip = slip_begin(name);
    for (; entries->long_name != NULL; entries++)
        if (*entries->long_name != '\0' && takes_flag(command, entries->long_name))
            slip_consider(&slip, entries->long_name);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "'%s' takes no flag --%s%s%s%s", command->name, name,
                slip.nearest == NULL ? "" : ": is --", slip.nearest == NULL ? "" : slip.nearest,
                slip.nearest == NULL ? "" : " meant?");
    return false;
}

/* A flag that the command does not take is as wrong as an unknown one; GOption passes over a value that is not asked.
 */
static bool check_flags(const struct command *command, const GOptionEntry *entries, char **argv, GError **error)
{
    for (char **argument = argv + 1; *argument != NULL && !g_str_equal(*argument, "--"); argument++) {
        if (!g_str_has_prefix(*argument, "--"))
            continue;
        g_autofree char *name = g_strdup(*argument + 2);
        name[strcspn(name, "=")] = '\0';
        if (!takes_flag(command, name))
            return fail_flag(command, entries, name, error);
        if (strchr(*argument, '=') != NULL && takes_no_value(entries, name)) {
            g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--%s takes no value", name);
            return false;
        }
    }
    return true;
}

static bool read_date(const char *flag, const char *text, int32_t *date, GError **error)
{
    *date = DATE_NONE;
    if (text == NULL)
        return true;
    *date = date_parse_iso(text, strlen(text));
    if (*date != DATE_NONE)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--%s: '%s' is no day (write it as 2021-01-21)", flag,
                text);
    return false;
}

/* "now" is no moment of the past: all loads. */
static bool read_moment(const char *typed, char **moment, GError **error)
{
    if (typed == NULL || g_str_equal(typed, "now"))
        return true;
    *moment = warehouse_parse_known_at(typed, error);
    return *moment != NULL;
}

static bool read_values(struct options *o, const struct raw *raw, GError **error)
{
    o->is_json = raw->json;
    o->is_quiet = raw->quiet;
    o->is_dry_run = raw->dry_run;
    o->is_unsuppressed = raw->unsuppressed;
    o->is_personal = raw->personal;
    o->is_repeat = raw->repeat;
    o->is_ees = raw->ees;
    o->is_charts = raw->charts;
    o->progress = raw->no_progress || raw->quiet ? PROGRESS_OFF : raw->progress ? PROGRESS_ON : PROGRESS_AUTO;
    if (o->limit_issues < 0) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--limit-issues takes a number, 0 or more");
        return false;
    }
    o->is_warehouse_given = o->warehouse != NULL;
    if (o->warehouse == NULL)
        o->warehouse = g_strdup("scorecard.db");
    return read_moment(o->known_at_typed, &o->known_at, error) && read_moment(o->against_typed, &o->against, error) &&
           read_date("as-at", raw->as_at, &o->as_at, error) &&
           read_date("census-date", raw->census_date, &o->census_date, error) &&
           read_date("period-start", raw->period_start, &o->period_start, error) &&
           read_date("period-end", raw->period_end, &o->period_end, error);
}

/* An empty path is a shell's variable that was never set, and would stand for this folder. */
static bool check_paths(const GOptionEntry *entries, const struct command *command, GError **error)
{
    for (; entries->long_name != NULL; entries++) {
        char **const *list = entries->arg_data;
        char *const *one = entries->arg_data;
        const bool is_path = entries->arg == G_OPTION_ARG_FILENAME,
                   is_list = entries->arg == G_OPTION_ARG_FILENAME_ARRAY;
        if (!(is_path && *one != NULL && **one == '\0') &&
            !(is_list && *list != NULL && g_strv_contains((const char *const *)*list, "")))
            continue;
        const bool is_argument = *entries->long_name == '\0';
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "%s%s: %s is needed here, and what was given is empty", is_argument ? "" : "--",
                    is_argument ? command->name : entries->long_name,
                    is_argument ? command->argument_name : entries->arg_description);
        return false;
    }
    return true;
}

static bool check_required(const struct options *o, const struct command *command, GError **error)
{
    if (o->n_arguments < command->min_arguments)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "'%s' needs %s\nusage: scorecard %s %s",
                    command->name, command->argument_name, command->name, command->usage);
    else if (o->n_arguments > command->max_arguments)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "'%s' does not know what to do with '%s'\nusage: scorecard %s %s", command->name,
                    o->arguments[command->max_arguments], command->name, command->usage);
    else if (command->needs_as_at && o->as_at == DATE_NONE)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "'%s' needs --as-at DATE, the day that the figures describe (for example --as-at 2021-01-21)",
                    command->name);
    else
        return true;
    return false;
}

/* Words are converted to UTF-8 on the way: what cannot be done on this machine is no fault of theirs. */
static enum scorecard_error code_of(const GError *problem)
{
    const bool is_of_words = problem->domain != G_CONVERT_ERROR || problem->code == G_CONVERT_ERROR_ILLEGAL_SEQUENCE ||
                             problem->code == G_CONVERT_ERROR_PARTIAL_INPUT;
    return is_of_words ? SCORECARD_ERROR_USAGE : SCORECARD_ERROR_SYSTEM;
}

bool options_parse(struct options *o, const struct command *command, int argc, char **argv, GError **error)
{
    *o = (struct options){.limit_issues = G_MAXINT64};
    o->typed = g_strdupv(argv);
    struct raw raw = {0};
    g_autofree GOptionEntry *entries = make_entries(o, &raw);
    if (!check_flags(command, entries, argv, error))
        return false;
    g_autoptr(GOptionContext) parser = g_option_context_new(NULL);
    g_option_context_set_help_enabled(parser, FALSE);
    g_option_context_add_main_entries(parser, entries, NULL);
    g_autoptr(GError) problem = NULL;
    g_autofree char **remaining = g_memdup2(argv, sizeof *argv * (gsize)(argc + 1));
    const bool is_read = g_option_context_parse(parser, &argc, &remaining, &problem);
    if (!is_read)
        g_set_error(error, SCORECARD_ERROR, code_of(problem), "%s\nusage: scorecard %s %s", problem->message,
                    command->name, command->usage);
    o->n_arguments = o->arguments == NULL ? 0 : g_strv_length(o->arguments);
    const bool is_good = is_read && read_values(o, &raw, error) && check_required(o, command, error) &&
                         check_paths(entries, command, error);
    g_free(raw.as_at);
    g_free(raw.census_date);
    g_free(raw.period_start);
    g_free(raw.period_end);
    return is_good;
}

void options_clear(struct options *o)
{
    char **const texts[] = {&o->encoding,   &o->project,        &o->warehouse,      &o->out,     &o->extracts,
                            &o->schema,     &o->known_at,       &o->known_at_typed, &o->against, &o->against_typed,
                            &o->authority,  &o->authority_code, &o->contact,        &o->seed,    &o->by,
                            &o->allocation, &o->method};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        g_clear_pointer(texts[i], g_free);
    g_strfreev(o->reports);
    g_strfreev(o->published);
    g_strfreev(o->where);
    g_strfreev(o->arguments);
    g_strfreev(o->typed);
}
