#include "pipeline/comparison.h"
#include "pipeline/explained.h"
#include "stages/warehouse/warehouse.h"

static bool choose_moment(struct previous *previous, const struct explained *explained, GError **error)
{
    const struct options *options = explained->context->options;
    if (options->against_typed != NULL) {
        previous->known_at = g_strdup(options->against);
        return true;
    }
    if (!comparison_first_publication(explained->context, explained->definitions.calendar.previous_board,
                                      &previous->known_at, error))
        return false;
    if (previous->known_at == NULL)
        previous->known_at = g_strdup(options->known_at);
    return true;
}

static bool list_cases(struct previous *previous, const struct explained *explained, GError **error)
{
    const struct options *options = explained->context->options;
    const struct explain_options same = {
        .period_start = options->period_start, .period_end = options->period_end, .where = options->where};
    const struct measure *measure = measures_find(previous->definitions.measures, explained->measure->id);
    previous->list = measures_list_cases(previous->definitions.measures, measure, previous->db,
                                         &previous->definitions.calendar, &same, error);
    return previous->list != NULL;
}

bool previous_make(struct previous *previous, const struct explained *explained, GError **error)
{
    static char *const no_reports[] = {NULL};
    struct options options = *explained->context->options;
    options.as_at = explained->definitions.calendar.previous_board;
    struct context context = *explained->context;
    context.options = &options;
    if (!choose_moment(previous, explained, error))
        return false;
    previous->db = warehouse_open(options.warehouse, DB_READ_ONLY, error);
    if (previous->db == NULL ||
        !definitions_prepare(&previous->definitions, &context, previous->db, previous->known_at, no_reports, error) ||
        !list_cases(previous, explained, error))
        return false;
    previous->changes = case_changes_find(previous->list, explained->list);
    return true;
}

void previous_clear(struct previous *previous)
{
    g_clear_pointer(&previous->changes, case_changes_free);
    g_clear_pointer(&previous->list, case_list_free);
    definitions_clear(&previous->definitions);
    g_clear_pointer(&previous->db, db_close);
    g_clear_pointer(&previous->known_at, g_free);
}
