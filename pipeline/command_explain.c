/* scorecard explain MEASURE: the cases behind a figure, as CSV; with --json also what it comes from and what changed.
 */
#include "pipeline/category_hint.h"
#include "pipeline/command.h"
#include "pipeline/explained.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/replace.h"
#include "stages/explain/explain.h"

#include <stdio.h>

#define HIDDEN_MARKING "OFFICIAL-SENSITIVE"

static void tell_window(const struct explained *explained)
{
    const struct period *period = &explained->list->period;
    char first[DATE_TEXT_SIZE], last[DATE_TEXT_SIZE];
    date_format_iso(period->start, first);
    date_format_iso(period->end, last);
    if (period->start == period->end)
        context_say(explained->context, "%s: there is no case on %s", explained->measure->id, last);
    else
        context_say(explained->context, "%s: there is no case from %s to %s", explained->measure->id, first, last);
}

/* What --where asks for may be mistyped. */
static bool tell_no_case(const struct explained *explained, GError **error)
{
    const struct context *context = explained->context;
    if (explained->list->cases->len > 0)
        return true;
    if (context->options->where == NULL) {
        tell_window(explained);
        return true;
    }
    return category_hint_say(&explained->definitions, context, explained->measure, error);
}

static bool list_cases(struct explained *explained, GError **error)
{
    const struct context *context = explained->context;
    explained->list = definitions_list_cases(&explained->definitions, context, &explained->measure, error);
    if (explained->list == NULL)
        return false;
    g_autofree char *lacks = explained->measure->is_missing ? measure_what_is_missing(explained->measure, "") : NULL;
    if (lacks == NULL)
        return tell_no_case(explained, error);
    context_say(context, "%s: %s is missing, so %s", explained->measure->id, lacks,
                explained->list->cases->len == 0 ? "there are no cases"
                                                 : "the figure is [x]; the cases are of the part that is there");
    return true;
}

/* Of children all is told by their measure; of others it takes the identities, which nothing else here has asked for.
 */
static bool load_ties(struct explained *explained, GError **error)
{
    const struct context *context = explained->context;
    return explained->measure->counts_children ||
           definitions_load_identities(&explained->definitions, context->catalog.project, context->db, error);
}

/* Who explains a figure that publications hide has to say so, and what comes out says it too; whether this one is
 * hidden, which takes all figures to tell, is then not asked. */
static bool mark_hidden(struct explained *explained, GError **error)
{
    bool is_hidden = false;
    if (!load_ties(explained, error))
        return false;
    if (explained->context->options->is_unsuppressed) {
        explained->marking = explained_may_be_hidden(explained) ? HIDDEN_MARKING : NULL;
        return true;
    }
    if (!explained_is_hidden(explained, &is_hidden, error))
        return false;
    if (!is_hidden)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "this figure of %s is hidden in publications: --unsuppressed lists its cases, marked " HIDDEN_MARKING,
                explained->measure->id);
    return false;
}

static bool open_people(struct explained *explained, GError **error)
{
    if (!explained->context->options->is_personal)
        return true;
    explained->people = people_new(explained->context->db, explained->context->catalog.schemas, error);
    return explained->people != NULL;
}

static bool write_json(const struct explained *explained, GString *out, GError **error)
{
    struct previous previous = {0};
    g_autofree char *json =
        previous_make(&previous, explained, error) ? explained_json(explained, &previous, error) : NULL;
    previous_clear(&previous);
    if (json != NULL)
        g_string_append(out, json);
    return json != NULL;
}

/* A list of cases is for its reader alone, in the file as in the warehouse. */
static bool write_out(const struct context *context, const GString *text, GError **error)
{
    const char *path = context->options->out;
    if (path == NULL) {
        fwrite(text->str, 1, text->len, stdout); /* main tells whether standard output took it */
        return true;
    }
    return context->options->is_dry_run || file_replace(path, text->str, text->len, error);
}

static bool explain(struct explained *explained, GError **error)
{
    g_autoptr(GString) text = g_string_new(NULL);
    if (!list_cases(explained, error) || !mark_hidden(explained, error) || !open_people(explained, error))
        return false;
    const bool is_written =
        explained->context->options->is_json
            ? write_json(explained, text, error)
            : explain_write(explained->list, explained->measure, explained->people, explained->marking, text, error);
    return is_written && write_out(explained->context, text, error);
}

bool command_explain(struct context *context, GError **error)
{
    struct explained explained = {.context = context};
    explained.definitions.measures = measures_load(context->catalog.project, error);
    const bool is_done = explained.definitions.measures != NULL &&
                         context_open_warehouse(context, DB_READ_ONLY, error) && explain(&explained, error);
    people_free(explained.people);
    case_list_free(explained.list);
    definitions_clear(&explained.definitions);
    return is_done;
}
