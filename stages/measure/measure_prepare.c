/* Measures on a connection: what each lacks there, the censuses it has, the splits that the parts of a ratio share. */
#include "stages/measure/measure.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/texts.h"
#include "stages/measure/measure_rows.h"
#include "stages/measure/run_tables.h"
#include "stages/measure/vocabulary.h"
#include "stages/warehouse/loaded_column.h"
#include "stages/warehouse/warehouse.h"

#include <string.h>

/* A name that no field has is refused whatever was loaded. */
static bool find_missing_column(struct measure *measure, struct db *db, const char *need, GError **error)
{
    const char *column = strchr(need, '.') + 1;
    g_autofree char *extract = g_strndup(need, (gsize)(column - 1 - need));
    bool has = false;
    if (!warehouse_has_field(db, extract, column, &has, error))
        return false;
    if (!has)
        return sql_file_fail(measure->file, "needs", error, "%s has no field '%s'", extract, column);
    if (measure->is_missing || !loaded_column_has(db, extract, column, &has, error))
        return measure->is_missing;
    measure->is_missing = !has;
    measure->missing_extract = has ? NULL : need;
    return true;
}

static bool find_missing(struct measure *measure, struct db *db, GError **error)
{
    for (char **need = measure->needs; need != NULL && *need != NULL && !measure->is_missing; need++) {
        bool has = false;
        if (!warehouse_has_extract(db, *need, &has, error))
            return false;
        measure->is_missing = !has;
        measure->missing_extract = has ? NULL : *need;
    }
    for (char **need = measure->needs_columns; need != NULL && *need != NULL; need++)
        if (!find_missing_column(measure, db, *need, error))
            return false;
    return true;
}

/* Periods of an extract's visible rows that are dates. */
static bool list_periods(struct db *db, const char *extract, GArray *dates, GError **error)
{
    struct statement *query =
        db_prepare_kept(db, "select period from visible_period where extract = ? order by period", error);
    if (query == NULL)
        return false;
    statement_bind(query, "s", extract);
    while (statement_next(query)) {
        const char *text = statement_text(query, 0);
        const int32_t date = date_parse_iso(text, strlen(text));
        if (date != DATE_NONE)
            g_array_append_val(dates, date);
    }
    return statement_end(query, error);
}

static bool has_date(const GArray *dates, int32_t date)
{
    for (guint i = 0; i < dates->len; i++)
        if (g_array_index(dates, int32_t, i) == date)
            return true;
    return false;
}

/* Keeps the censuses that `dates` has too; takes them all when they are the first. */
static void meet(GArray *censuses, const GArray *dates, bool is_first)
{
    if (is_first)
        g_array_append_vals(censuses, dates->data, dates->len);
    for (guint i = censuses->len; i > 0; i--)
        if (!has_date(dates, g_array_index(censuses, int32_t, i - 1)))
            g_array_remove_index(censuses, i - 1);
}

static void drop_after(GArray *dates, int32_t as_at)
{
    for (guint i = dates->len; i > 0; i--)
        if (g_array_index(dates, int32_t, i - 1) > as_at)
            g_array_remove_index(dates, i - 1);
}

/* The census dates up to as-at for which every needed extract that comes census by census is visible. */
static bool find_censuses(struct measure_entry *entry, struct db *db, int32_t as_at, GError **error)
{
    bool is_first = true;
    entry->newest_census = DATE_NONE;
    for (char **need = entry->measure.needs; need != NULL && *need != NULL; need++) {
        g_autoptr(GArray) dates = g_array_new(FALSE, FALSE, sizeof(int32_t));
        if (!list_periods(db, *need, dates, error))
            return false;
        const bool is_by_census = dates->len > 0;
        drop_after(dates, as_at);
        if (is_by_census)
            meet(entry->censuses, dates, is_first);
        is_first = is_first && !is_by_census;
        for (guint i = 0; i < dates->len; i++)
            entry->newest_census = MAX(entry->newest_census, g_array_index(dates, int32_t, i));
    }
    return true;
}

/* The splits that both parts of a ratio have. */
static void share_splits(const struct measures *measures, struct measure *measure)
{
    const struct measure *numerator = measures_find(measures, measure->numerator);
    const struct measure *denominator = measures_find(measures, measure->denominator);
    g_assert(numerator != NULL && denominator != NULL); /* a ratio of measures that are not there is refused before */
    GPtrArray *shared = g_ptr_array_new();
    for (char **split = numerator->splits; *split != NULL; split++)
        if (g_strv_contains((const char *const *)denominator->splits, *split))
            g_ptr_array_add(shared, g_strdup(*split));
    measure->splits = texts_to_list(shared);
}

/* A ratio is missing when a part of it is. */
static void inherit_missing(struct measure *measure, const struct measure *part)
{
    if (measure->is_missing || !part->is_missing)
        return;
    measure->is_missing = true;
    measure->missing_extract = part->missing_extract;
}

static bool prepare_queries(struct measures *measures, struct db *db, const struct calendar *calendar, GError **error)
{
    for (guint i = 0; i < measures->entries->len; i++) {
        struct measure_entry *entry = measures->entries->pdata[i];
        if (!find_missing(&entry->measure, db, error) || !find_censuses(entry, db, calendar->as_at, error))
            return false;
        if (!measure_is_derived(&entry->measure) && !measure_query_prepare(entry, db, error))
            return false;
    }
    return true;
}

bool measures_prepare(struct measures *measures, struct db *db, const struct project *project,
                      const struct calendar *calendar, GError **error)
{
    if (!vocabulary_register(db, project, error) || !run_tables_create(db, project, calendar, error) ||
        !models_create(measures->models, db, error) || !prepare_queries(measures, db, calendar, error))
        return false;
    for (guint i = 0; i < measures->entries->len; i++) {
        struct measure_entry *entry = measures->entries->pdata[i];
        struct measure *measure = &entry->measure;
        if (!measure_is_derived(measure))
            continue;
        share_splits(measures, measure);
        inherit_missing(measure, measures_find(measures, measure->numerator));
        inherit_missing(measure, measures_find(measures, measure->denominator));
    }
    return true;
}
