/* The cases that a command line asks for: MEASURE, --where, --period-start and --period-end. */
#include "pipeline/definitions.h"

#include "pipeline/lib/error.h"

static const struct measure *find_measure(const struct measures *measures, const char *name, GError **error)
{
    const struct measure *measure = measures_find(measures, name);
    g_autofree char *hint = measure == NULL ? measures_nearest(measures, name) : NULL;
    if (measure == NULL)
        g_set_error(
            error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
            "there is no measure '%s'%s (scorecard list measures shows them; --project DIR adds a project's own)", name,
            hint);
    return measure;
}

struct case_list *definitions_list_cases(struct definitions *definitions, const struct context *context,
                                         const struct measure **measure, GError **error)
{
    static char *const no_reports[] = {NULL};
    const struct options *options = context->options;
    const struct explain_options asked = {
        .period_start = options->period_start, .period_end = options->period_end, .where = options->where};
    if (!definitions_prepare(definitions, context, context->db, options->known_at, no_reports, error))
        return NULL;
    *measure = find_measure(definitions->measures, options->arguments[0], error);
    if (*measure == NULL ||
        !measure_check_window(definitions->measures, *measure, &definitions->calendar, &asked, error))
        return NULL;
    return measures_list_cases(definitions->measures, *measure, context->db, &definitions->calendar, &asked, error);
}
