/* Counting a measure: one pass over its query fills the tallies of all splits and pairs, for all periods. */
#include "stages/count/count_private.h"
#include "stages/count/repeats.h"
#include "stages/count/tally.h"
#include "stages/count/timeline.h"

#include "pipeline/lib/limits.h"

static void add_breakdown(struct counting *counting, char *name, guint first, guint second)
{
    const bool keeps_values = counting->entry->measure.kind == MEASURE_MEDIAN;
    const struct breakdown breakdown = {name, first, second, tally_new(&counting->timeline, keeps_values)};
    g_array_append_val(counting->breakdowns, breakdown);
}

static bool has_breakdown(const struct counting *counting, const char *name)
{
    for (guint i = 0; i < counting->breakdowns->len; i++)
        if (g_str_equal(g_array_index(counting->breakdowns, struct breakdown, i).name, name))
            return true;
    return false;
}

/* A pair is asked of the measure itself, or of a ratio that divides by it or is divided. */
static bool pair_concerns(const struct counting *counting, const struct measure_pair *pair)
{
    const struct measure *asked = measures_find(counting->measures, pair->measure);
    const char *id = counting->entry->measure.id;
    if (asked == NULL || !measure_is_derived(asked))
        return asked == &counting->entry->measure;
    return g_str_equal(asked->numerator, id) || g_str_equal(asked->denominator, id);
}

static void add_pair(struct counting *counting, const struct measure_pair *pair)
{
    const guint first = measure_split_index(&counting->entry->measure, pair->first);
    const guint second = measure_split_index(&counting->entry->measure, pair->second);
    g_autofree char *name = g_strdup_printf("%s|%s", pair->first, pair->second);
    if (first != NO_SPLIT && second != NO_SPLIT && !has_breakdown(counting, name))
        add_breakdown(counting, g_steal_pointer(&name), first, second);
}

static bool is_for_pairs_only(const struct measure *measure, const char *split)
{
    return measure->pair_splits != NULL && g_strv_contains((const char *const *)measure->pair_splits, split);
}

static void add_breakdowns(struct counting *counting, const struct count_scope *scope)
{
    add_breakdown(counting, g_strdup("all"), NO_SPLIT, NO_SPLIT);
    const struct measure *measure = &counting->entry->measure;
    for (guint i = 0; i < counting->entry->query.n_splits; i++)
        if (!is_for_pairs_only(measure, measure->splits[i]))
            add_breakdown(counting, g_strdup(measure->splits[i]), i, NO_SPLIT);
    for (guint i = 0; i < scope->n_pairs; i++)
        if (pair_concerns(counting, &scope->pairs[i]))
            add_pair(counting, &scope->pairs[i]);
}

static const char *name_category(struct counting *counting, const struct breakdown *breakdown)
{
    const struct measure_query *query = &counting->entry->query;
    if (breakdown->second == NO_SPLIT)
        return measure_query_category(query, breakdown->first, counting->scratch);
    g_string_assign(counting->pair, measure_query_category(query, breakdown->first, counting->scratch));
    g_string_append_c(counting->pair, '|');
    g_string_append(counting->pair, measure_query_category(query, breakdown->second, counting->scratch));
    return counting->pair->str;
}

/* Its number. Of all rows there is one category, which need not be looked for. */
static guint category_of(struct counting *counting, const struct breakdown *breakdown)
{
    if (breakdown->first != NO_SPLIT)
        return tally_category(breakdown->tally, name_category(counting, breakdown));
    return tally_n_categories(breakdown->tally) == 0 ? tally_category(breakdown->tally, "all") : 0;
}

static bool find_stretch(const struct counting *counting, const struct row_days *days, struct stretch *stretch)
{
    if (counting->entry->measure.when != WHEN_STATE)
        return timeline_find(&counting->timeline, days->from, stretch);
    return timeline_find_open(&counting->timeline, days->from, days->to, stretch);
}

static bool find_known(const struct counting *counting, const struct row_days *days, const struct stretch *stretch,
                       struct knowledge *knowledge)
{
    *knowledge = (struct knowledge){0, counting->timeline.ends->len};
    return !counting->entry->measure.has_knowledge ||
           timeline_find_known(&counting->timeline, stretch, days->known_from, days->known_to, knowledge);
}

/* Where the row in hand counts, and what it brings. */
struct place {
    struct stretch stretch;
    struct knowledge knowledge;
    struct contribution contribution;
};

static bool find_place(const struct counting *counting, const struct row_days *days, struct place *place)
{
    return find_stretch(counting, days, &place->stretch) &&
           find_known(counting, days, &place->stretch, &place->knowledge) &&
           measure_query_contribution(counting->entry, &place->contribution);
}

static bool row_is_counted(const void *counting, const struct row_days *days)
{
    struct place place;
    return find_place(counting, days, &place);
}

static void count_row(struct counting *counting, const struct row_days *days, struct fingerprints *fingerprints)
{
    struct place place;
    if (!find_place(counting, days, &place))
        return;
    if (repeats_are_faults(&counting->entry->measure))
        fingerprints_add(fingerprints, counting->entry, days);
    for (guint i = 0; i < counting->breakdowns->len; i++) {
        const struct breakdown *breakdown = &g_array_index(counting->breakdowns, struct breakdown, i);
        const guint n_before = tally_n_categories(breakdown->tally);
        const guint category = category_of(counting, breakdown);
        counting->has_new_category = counting->has_new_category || category == n_before;
        tally_add(breakdown->tally, category, &place.stretch, &place.knowledge, &place.contribution);
    }
}

/* Each category is counted for all periods: what has one a case is no split. */
static bool check_categories(const struct counting *counting, GError **error)
{
    guint n = 0;
    const struct breakdown *largest = NULL;
    for (guint i = 0; i < counting->breakdowns->len; i++) {
        const struct breakdown *breakdown = &g_array_index(counting->breakdowns, struct breakdown, i);
        n += tally_n_categories(breakdown->tally);
        if (largest == NULL || tally_n_categories(breakdown->tally) > tally_n_categories(largest->tally))
            largest = breakdown;
    }
    if (n <= LIMIT_CATEGORIES)
        return true;
    g_autofree char *message = g_strdup_printf("the splits of a measure have at most 100,000 categories together, and "
                                               "'%s' alone has %u so far",
                                               largest->name, tally_n_categories(largest->tally));
    return measure_fail_column(&counting->entry->measure, largest->name, error, message);
}

/* The rows of a query on their way into the tallies. */
struct taking {
    struct counting *counting;
    struct fingerprints *fingerprints;
    uint64_t n_rows;
    GError *fault;
};

static bool take_row(void *data)
{
    struct taking *taking = data;
    struct counting *counting = taking->counting;
    struct row_days days;
    if (!measure_row_read(counting->entry, ++taking->n_rows, &days, &taking->fault))
        return false;
    count_row(counting, &days, taking->fingerprints);
    if (counting->has_new_category && !check_categories(counting, &taking->fault))
        return false;
    counting->has_new_category = false;
    return true;
}

/* Until the end of the query, or a fault. */
static bool count_rows(struct counting *counting, struct fingerprints *fingerprints, GError **error)
{
    struct taking taking = {.counting = counting, .fingerprints = fingerprints};
    if (!statement_each(counting->entry->query.statement, take_row, &taking, error))
        return false;
    if (taking.fault == NULL)
        return true;
    g_propagate_error(error, taking.fault);
    return false;
}

bool counting_take_rows(struct counting *counting, const struct measure_entry *entry, GError **error)
{
    const struct measure_entry *own = counting->entry;
    struct fingerprints fingerprints;
    fingerprints_init(&fingerprints);
    counting->entry = entry;
    const bool is_good =
        count_rows(counting, &fingerprints, error) &&
        (!fingerprints_repeat(&fingerprints) || repeats_refuse(entry, row_is_counted, counting, error));
    fingerprints_clear(&fingerprints);
    counting->entry = own;
    return is_good;
}

static void clear_breakdown(gpointer data)
{
    struct breakdown *breakdown = data;
    g_free(breakdown->name);
    tally_free(breakdown->tally);
}

struct counting *counting_new(const struct measures *measures, const struct measure_entry *entry,
                              const struct count_scope *scope)
{
    struct counting *counting = g_new0(struct counting, 1);
    counting->measures = measures;
    counting->entry = entry;
    counting->breakdowns = g_array_new(FALSE, FALSE, sizeof(struct breakdown));
    counting->scratch = g_string_new(NULL);
    counting->pair = g_string_new(NULL);
    g_array_set_clear_func(counting->breakdowns, clear_breakdown);
    timeline_init(&counting->timeline, &entry->measure, scope->calendar, entry->censuses);
    add_breakdowns(counting, scope);
    return counting;
}

void counting_free(struct counting *counting)
{
    g_array_unref(counting->breakdowns);
    timeline_clear(&counting->timeline);
    g_string_free(counting->scratch, TRUE);
    g_string_free(counting->pair, TRUE);
    g_free(counting);
}

const struct measure_entry *counting_entry(const struct counting *counting)
{
    return counting->entry;
}
