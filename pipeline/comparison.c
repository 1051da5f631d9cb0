#include "pipeline/comparison.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"

bool comparison_is_wanted(const struct definitions *definitions)
{
    for (guint i = 0; i < definitions->reports->len; i++)
        if (report_compares_moments(definitions->reports->pdata[i]))
            return true;
    return false;
}

bool comparison_first_publication(const struct context *context, int32_t as_at, char **moment, GError **error)
{
    char day[DATE_TEXT_SIZE];
    struct statement *first = db_prepare(context->db, NULL,
                                         "select coalesce(known_at, started_at) from main.run where as_at = ? "
                                         "order by run_id limit 1",
                                         error);
    if (first == NULL)
        return false;
    date_format_iso(as_at, day);
    statement_bind(first, "s", day);
    *moment = statement_next(first) ? g_strdup(statement_text(first, 0)) : NULL;
    return statement_end(first, error);
}

static bool choose_moment(const struct context *context, char **moment, GError **error)
{
    const struct options *options = context->options;
    *moment = g_strdup(options->against);
    const bool is_given = options->against_typed != NULL || options->known_at_typed != NULL;
    return is_given || comparison_first_publication(context, options->as_at, moment, error);
}

/* The names of the reports, NULL-ended; the caller frees the list. */
static char **report_names(const struct definitions *definitions)
{
    char **names = g_new0(char *, definitions->reports->len + 1);
    for (guint i = 0; i < definitions->reports->len; i++)
        names[i] = ((const struct report *)definitions->reports->pdata[i])->name;
    return names;
}

/* What was loaded, and not kept yet, is a part of it. */
static struct db *open_other(const struct context *context, GError **error)
{
    if (db_share(context->db, G_MAXINT64))
        return db_open_beside(context->db, error);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: there is no memory to look at it twice",
                context->options->warehouse);
    return NULL;
}

static bool count_again(struct comparison *comparison, const struct context *context,
                        const struct definitions *definitions, const char *moment, GError **error)
{
    g_autofree char **names = report_names(definitions);
    comparison->db = open_other(context, error);
    if (comparison->db == NULL ||
        !definitions_prepare(&comparison->definitions, context, comparison->db, moment, names, error))
        return false;
    comparison->figures = definitions_count(&comparison->definitions, comparison->db, NULL, error);
    return comparison->figures != NULL;
}

bool comparison_make(struct comparison *comparison, const struct context *context,
                     const struct definitions *definitions, const struct figures *figures, GError **error)
{
    g_autofree char *moment = NULL;
    if (!comparison_is_wanted(definitions))
        return true;
    if (!choose_moment(context, &moment, error) || !count_again(comparison, context, definitions, moment, error))
        return false;
    const struct known_figures here = {figures, context->db, context->options->known_at};
    const struct known_figures there = {comparison->figures, comparison->db, moment};
    comparison->restatement = restatement_new(&here, &there, &definitions->calendar, error);
    return comparison->restatement != NULL;
}

void comparison_clear(struct comparison *comparison)
{
    g_clear_pointer(&comparison->restatement, restatement_free);
    g_clear_pointer(&comparison->figures, figures_free);
    definitions_clear(&comparison->definitions);
    g_clear_pointer(&comparison->db, db_close);
}
