#include "stages/explain/cases.h"

#include "pipeline/lib/date.h"
#include "stages/count/timeline.h"
#include "stages/explain/explain_filter.h"
#include "stages/measure/measure_rows.h"

#include <inttypes.h>

struct listing {
    struct case_list *list;
    struct db *db;
    const struct measure_entry *entry;
    struct day_range days;
    struct row_days row; /* of the row in hand */
    const GArray *filters;
    const char *part; /* numerator, denominator; NULL: the measure is no ratio */
    guint n_splits;
    GString *scratch;
};

/* Whether a window that ends on `last` knows of the row. */
static bool is_known(const struct row_days *row, int32_t last)
{
    return (row->known_from == DATE_NONE || row->known_from <= last) &&
           (row->known_to == DATE_NONE || last < row->known_to);
}

static bool is_in_window(const struct listing *listing)
{
    const struct row_days *row = &listing->row;
    if (row->from == DATE_NONE || row->from > listing->days.last)
        return false;
    if (listing->entry->measure.when != WHEN_STATE)
        return row->from >= listing->days.first && is_known(row, listing->days.last);
    return row->to == DATE_NONE || row->to > listing->days.last;
}

static int32_t counted_on(const struct listing *listing)
{
    return listing->entry->measure.when == WHEN_STATE ? listing->days.last : listing->row.from;
}

static bool find_row_id(const struct listing *listing, int64_t *row_id)
{
    const struct measure_query *query = &listing->entry->query;
    if (query->row_id == -1)
        return origins_find(listing->list->origins, statement_text(query->statement, query->case_id), row_id);
    *row_id = statement_integer(query->statement, query->row_id);
    return !statement_is_null(query->statement, query->row_id);
}

/* A row_id that is no row's would show no place, or another's, without a word. */
static bool check_row_id(const struct listing *listing, uint64_t number, GError **error)
{
    const struct measure_query *query = &listing->entry->query;
    if (query->row_id == -1 || statement_is_null(query->statement, query->row_id) ||
        origins_file(listing->list->origins, statement_integer(query->statement, query->row_id)) != NULL)
        return true;
    g_autofree char *message = g_strdup_printf(
        "row %" PRIu64 " of the result: row_id must be the row_id of a row that was loaded, or null", number);
    return measure_fail_column(&listing->entry->measure, "row_id", error, message);
}

static const char *keep(const struct listing *listing, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert(listing->list->texts, text);
}

static const char **read_categories(const struct listing *listing)
{
    const char **categories = g_new0(const char *, listing->n_splits + 1);
    for (guint i = 0; i < listing->n_splits; i++) {
        const guint index = measure_split_index(&listing->entry->measure, listing->list->splits[i]);
        const char *category = measure_query_category(&listing->entry->query, index, listing->scratch);
        categories[i] = g_string_chunk_insert_const(listing->list->texts, category);
    }
    g_ptr_array_add(listing->list->categories, categories);
    return categories;
}

static void add_case(const struct listing *listing, const char *part, const struct contribution *contribution,
                     double amount)
{
    const struct measure_query *query = &listing->entry->query;
    struct listed_case listed = {
        .case_id = keep(listing, statement_text(query->statement, query->case_id)),
        .measure = &listing->entry->measure,
        .counted_on = counted_on(listing),
        .is_met = contribution->numerator > 0,
        .amount = amount,
        .part = part,
        .categories = read_categories(listing),
    };
    listed.is_placed = find_row_id(listing, &listed.row_id);
    g_array_append_val(listing->list->cases, listed);
}

/* A row of a ratio with a query of its own may bring something to both parts. */
static void add_parts(const struct listing *listing, const struct contribution *contribution)
{
    const bool has_numerator = contribution->numerator < 0 || contribution->numerator > 0;
    const bool has_denominator = contribution->denominator < 0 || contribution->denominator > 0;
    if (has_numerator)
        add_case(listing, "numerator", contribution, contribution->numerator);
    if (has_denominator)
        add_case(listing, "denominator", contribution, contribution->denominator);
}

static void take_row(const struct listing *listing)
{
    struct contribution contribution;
    if (!is_in_window(listing) || !measure_query_contribution(listing->entry, &contribution) ||
        contribution.is_unknown || !filters_pass(listing->filters, listing->entry, &contribution, listing->scratch))
        return;
    if (listing->entry->measure.kind == MEASURE_RATIO)
        add_parts(listing, &contribution);
    else
        add_case(listing, listing->part, &contribution, contribution.numerator);
}

static bool take_rows(struct listing *listing, GError **error)
{
    struct statement *statement = listing->entry->query.statement;
    statement_bind(statement, "");
    GError *fault = NULL;
    for (uint64_t n = 1; statement_step(statement, &fault) &&
                         measure_row_read(listing->entry, n, &listing->row, &fault) && check_row_id(listing, n, &fault);
         n++)
        take_row(listing);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static bool list_one(struct listing *listing, const struct measures *measures, GError **error)
{
    struct measure_entry *entry = measures_entry(measures, &listing->entry->measure);
    if (entry->measure.is_missing)
        return true;
    return models_materialise(measures->models, listing->db, entry->reads, error) &&
           measure_query_renew(entry, listing->db, error) &&
           (entry->query.row_id != -1 ||
            origins_learn(listing->list->origins, entry->query.statement, entry->query.case_id, error)) &&
           take_rows(listing, error);
}

static bool list_parts(struct listing *listing, const struct measures *measures, const struct measure *measure,
                       const struct calendar *calendar, GError **error)
{
    const char *const names[] = {"numerator", "denominator"};
    const char *const ids[] = {measure->numerator, measure->denominator};
    bool is_done = true;
    for (guint i = 0; i < G_N_ELEMENTS(ids) && is_done; i++) {
        const struct measure *part = measures_find(measures, ids[i]);
        const struct period moved = measure_part_window(part, calendar, &listing->list->period);
        listing->entry = measures_entry(measures, part);
        listing->days = period_days(part, calendar, &moved);
        listing->part = names[i];
        is_done = list_one(listing, measures, error);
    }
    return is_done;
}

static bool list_measure(struct listing *listing, const struct measures *measures, const struct measure *measure,
                         const struct calendar *calendar, GError **error)
{
    if (measure_is_derived(measure))
        return list_parts(listing, measures, measure, calendar, error);
    listing->entry = measures_entry(measures, measure);
    listing->days = period_days(measure, calendar, &listing->list->period);
    return list_one(listing, measures, error);
}

static struct case_list *new_list(const struct measure *measure, const struct period *period)
{
    struct case_list *list = g_new0(struct case_list, 1);
    list->cases = g_array_new(FALSE, FALSE, sizeof(struct listed_case));
    list->splits = measure->splits;
    list->period = *period;
    list->texts = g_string_chunk_new(64 * 1024);
    list->categories = g_ptr_array_new_with_free_func(g_free);
    return list;
}

void case_list_free(struct case_list *list)
{
    if (list == NULL)
        return;
    g_array_unref(list->cases);
    g_ptr_array_unref(list->categories);
    g_string_chunk_free(list->texts);
    if (list->origins != NULL)
        origins_free(list->origins);
    g_free(list);
}

guint case_list_count(const struct case_list *list)
{
    return list->cases->len;
}

const struct listed_case *case_list_at(const struct case_list *list, guint index)
{
    return &g_array_index(list->cases, struct listed_case, index);
}

struct case_list *measures_list_cases(const struct measures *measures, const struct measure *measure, struct db *db,
                                      const struct calendar *calendar, const struct explain_options *options,
                                      GError **error)
{
    g_autoptr(GArray) filters = filters_read(measure, options->where, error);
    if (filters == NULL)
        return NULL;
    const struct period period = measure_window(measures, measure, calendar, options);
    struct case_list *list = new_list(measure, &period);
    struct listing listing = {.list = list,
                              .db = db,
                              .filters = filters,
                              .n_splits = g_strv_length(measure->splits),
                              .scratch = g_string_new(NULL)};
    list->origins = origins_new(db, error);
    const bool is_done = list->origins != NULL && list_measure(&listing, measures, measure, calendar, error);
    g_string_free(listing.scratch, TRUE);
    if (!is_done)
        g_clear_pointer(&list, case_list_free);
    return list;
}
