/* Counting all measures: those that do not read what checks found, those that do, and the ratios of both. */
#include "stages/count/count_measures.h"

#include "stages/count/count_private.h"
#include "stages/count/ratio.h"

static bool reads_checks(const struct measures *measures, const struct measure_entry *entry)
{
    g_autoptr(GHashTable) reads = measures_reads(measures, &entry->measure);
    return !measure_is_derived(&entry->measure) && g_hash_table_contains(reads, "check_issue");
}

/* The measures that read what checks find, or those that do not (struct measure_entry *). The caller unrefs. */
static GPtrArray *list_part(const struct measures *measures, bool is_after_checks)
{
    GPtrArray *entries = g_ptr_array_new();
    for (guint i = 0; i < measures->entries->len; i++)
        if (reads_checks(measures, measures->entries->pdata[i]) == is_after_checks)
            g_ptr_array_add(entries, measures->entries->pdata[i]);
    return entries;
}

static bool renew_queries(const struct measures *measures, const GPtrArray *entries, struct db *db, GError **error)
{
    g_autoptr(GHashTable) reads = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < entries->len; i++) {
        const struct measure_entry *entry = entries->pdata[i];
        GHashTableIter iterator;
        gpointer name;
        g_hash_table_iter_init(&iterator, entry->reads);
        while (g_hash_table_iter_next(&iterator, &name, NULL))
            g_hash_table_add(reads, name);
    }
    if (!models_materialise(measures->models, db, reads, error))
        return false;
    for (guint i = 0; i < entries->len; i++) {
        struct measure_entry *entry = entries->pdata[i];
        if (!measure_is_derived(&entry->measure) && !measure_query_renew(entry, db, error))
            return false;
    }
    return true;
}

static void count_ratios(const struct measures *measures, const struct count_scope *scope, struct figures *figures)
{
    figures_finish(figures);
    for (guint i = 0; i < measures->entries->len; i++) {
        const struct measure *measure = measures_at(measures, i);
        if (measure_is_derived(measure) && !measure->is_missing)
            ratio_count(measures, measure, scope, figures);
    }
    figures_finish(figures);
}

static void free_counting(void *counting)
{
    counting_free(counting);
}

/* struct counting * of those that have rows to count. The caller unrefs. */
static GPtrArray *list_countings(const struct measures *measures, const GPtrArray *entries,
                                 const struct count_scope *scope)
{
    GPtrArray *countings = g_ptr_array_new_with_free_func(free_counting);
    for (guint i = 0; i < entries->len; i++) {
        const struct measure_entry *entry = entries->pdata[i];
        if (!entry->measure.is_missing && !measure_is_derived(&entry->measure))
            g_ptr_array_add(countings, counting_new(measures, entry, scope));
    }
    return countings;
}

/* One row says that a measure has no figure: an extract is missing, or the newest census lacks one, or there is none.
 */
static void add_missing(const struct measure_entry *entry, const struct calendar *calendar, struct figures *figures)
{
    const struct figure figure = {
        .measure = &entry->measure,
        .period = measure_current_period(entry, calendar),
        .breakdown = "all",
        .category = "all",
        .symbol = "x",
    };
    figures_add(figures, &figure);
}

static bool lacks_newest_census(const struct measure_entry *entry)
{
    const GArray *censuses = entry->censuses;
    return measure_headline_kind(&entry->measure) == PERIOD_CENSUS &&
           (censuses->len == 0 || g_array_index(censuses, int32_t, censuses->len - 1) != entry->newest_census);
}

/* `countings` are those of the entries that are not missing and no ratio of two others, in the same order. */
static void emit_all(const GPtrArray *entries, const GPtrArray *countings, const struct calendar *calendar,
                     struct figures *figures)
{
    guint next = 0;
    for (guint i = 0; i < entries->len; i++) {
        const struct measure_entry *entry = entries->pdata[i];
        const bool is_missing = entry->measure.is_missing;
        const bool is_counted = !is_missing && !measure_is_derived(&entry->measure);
        if (is_counted)
            counting_emit(countings->pdata[next++], figures);
        if (is_missing || (is_counted && lacks_newest_census(entry)))
            add_missing(entry, calendar, figures);
    }
}

static bool count_part(const struct measures *measures, bool is_after_checks, struct db *db,
                       const struct count_scope *scope, struct figures *figures, GError **error)
{
    g_autoptr(GPtrArray) entries = list_part(measures, is_after_checks);
    if (!renew_queries(measures, entries, db, error))
        return false;
    g_autoptr(GPtrArray) countings = list_countings(measures, entries, scope);
    if (!count_jobs_run(measures, countings, db, scope->calendar, error))
        return false;
    emit_all(entries, countings, scope->calendar, figures);
    return true;
}

bool measures_count_before_checks(const struct measures *measures, struct db *db, const struct count_scope *scope,
                                  struct figures *figures, GError **error)
{
    return count_part(measures, false, db, scope, figures, error);
}

bool measures_count_after_checks(const struct measures *measures, struct db *db, const struct count_scope *scope,
                                 struct figures *figures, GError **error)
{
    if (!count_part(measures, true, db, scope, figures, error))
        return false;
    count_ratios(measures, scope, figures);
    return true;
}

bool measures_count_all(const struct measures *measures, struct db *db, const struct count_scope *scope,
                        struct figures *figures, GError **error)
{
    return measures_count_before_checks(measures, db, scope, figures, error) &&
           measures_count_after_checks(measures, db, scope, figures, error);
}
