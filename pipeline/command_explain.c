/* scorecard explain MEASURE: the cases behind a figure, as CSV. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "stages/measure.h"

#include <stdio.h>

static const struct measure *find_measure(const struct measures *measures, const char *name, GError **error)
{
    const struct measure *measure = measures_find(measures, name);
    if (measure == NULL)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "there is no measure '%s' (scorecard list measures shows them)", name);
    return measure;
}

static bool explain(const struct context *context, struct measures *measures, GString *out, GError **error)
{
    const struct options *options = context->options;
    const struct measure *measure = find_measure(measures, options->arguments[0], error);
    if (measure == NULL)
        return false;
    struct calendar calendar;
    calendar_init(&calendar, options->as_at, context->catalog.project);
    const struct explain_options explain_options = {
        .period_start = options->period_start,
        .period_end = options->period_end,
        .where = options->where,
        .is_personal = options->is_personal,
    };
    if (!context_show(context, context->db, options->known_at, error) ||
        !measures_prepare(measures, context->db, context->catalog.project, &calendar, error) ||
        !measures_explain(measures, measure, context->db, &calendar, &explain_options, out, error))
        return false;
    if (measure->is_missing)
        context_say(context, "%s: the extract %s is missing, so there are no cases", measure->id,
                    measure->missing_extract);
    return true;
}

/* A list of cases is for its reader alone, in the file as in the warehouse. */
static bool write_out(const struct context *context, const GString *text, GError **error)
{
    const char *path = context->options->out;
    if (path == NULL)
        return fwrite(text->str, 1, text->len, stdout) == text->len;
    return context->options->is_dry_run ||
           g_file_set_contents_full(path, text->str, (gssize)text->len, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

bool command_explain(struct context *context, GError **error)
{
    struct measures *measures = measures_load(context->catalog.project, error);
    if (measures == NULL)
        return false;
    g_autoptr(GString) text = g_string_new(NULL);
    const bool is_done = context_open_warehouse(context, DB_READ_ONLY, error) &&
                         explain(context, measures, text, error) && write_out(context, text, error);
    measures_free(measures);
    return is_done;
}
