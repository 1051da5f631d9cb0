#include "stages/measure/measure.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/slip.h"
#include "pipeline/lib/texts.h"
#include "stages/measure/measure_rows.h"
#include "stages/measure/run_tables.h"
#include "stages/measure/vocabulary.h"
#include "stages/warehouse/loaded_column.h"
#include "stages/warehouse/warehouse.h"

#include <string.h>

static void free_entry(gpointer data)
{
    struct measure_entry *entry = data;
    measure_query_clear(&entry->query);
    g_hash_table_unref(entry->reads);
    g_array_unref(entry->censuses);
    g_strfreev(entry->measure.needs);
    g_strfreev(entry->measure.needs_columns);
    g_strfreev(entry->measure.pair_splits);
    g_strfreev(entry->measure.splits);
    sql_file_free(entry->measure.file);
    g_free(entry);
}

static struct measure_entry *entry_at(const struct measures *measures, guint index)
{
    return measures->entries->pdata[index];
}

static bool load_measure(struct measures *measures, const struct project *project, const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct measure_entry *entry = g_new0(struct measure_entry, 1);
    entry->measure.file = file;
    entry->reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    entry->censuses = g_array_new(FALSE, FALSE, sizeof(int32_t));
    g_ptr_array_add(measures->entries, entry);
    return measure_head_read(&entry->measure, project, error);
}

static bool fail_part(const struct measures *measures, const struct measure *measure, const char *key, const char *id,
                      GError **error)
{
    g_autofree char *hint = measures_nearest(measures, id);
    return sql_file_fail(measure->file, key, error, "there is no measure '%s'%s", id, hint);
}

static bool check_part(const struct measures *measures, const struct measure *measure, const char *key, GError **error)
{
    const char *id = sql_file_head(measure->file, key);
    const struct measure *part = id == NULL ? NULL : measures_find(measures, id);
    if (id == NULL || (part != NULL && part->kind != MEASURE_RATIO && g_str_equal(part->id, id)))
        return true;
    if (part == NULL || !g_str_equal(part->id, id))
        return fail_part(measures, measure, key, id, error);
    return sql_file_fail(measure->file, key, error, "'%s' is a ratio itself", id);
}

/* Two measures with one ref could not be told apart on a page. */
static bool check_ref(const struct measures *measures, const struct measure *measure, GError **error)
{
    const struct measure *first = measures_find(measures, measure->ref);
    if (first == measure)
        return true;
    return sql_file_fail(measure->file, "ref", error, "'%s' is the name or ref of measure %s (%s)", measure->ref,
                         first->id, first->file->path);
}

static bool check_all(const struct measures *measures, GError **error)
{
    for (guint i = 0; i < measures->entries->len; i++) {
        const struct measure *measure = measures_at(measures, i);
        if (!check_ref(measures, measure, error) || !check_part(measures, measure, "numerator", error) ||
            !check_part(measures, measure, "denominator", error))
            return false;
    }
    return true;
}

static bool refuse_many(const GPtrArray *paths, GError **error)
{
    if (paths->len <= LIMIT_MEASURES)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "%s:1:1: there are at most %d measures",
                (const char *)paths->pdata[LIMIT_MEASURES], LIMIT_MEASURES);
    return false;
}

struct measures *measures_load(const struct project *project, GError **error)
{
    struct measures *measures = g_new0(struct measures, 1);
    measures->entries = g_ptr_array_new_with_free_func(free_entry);
    measures->rate_minimum = project_setting_integer(project, "rate_minimum", 10);
    measures->models = models_load(project, error);
    g_autoptr(GPtrArray) paths =
        project_list(project, "stages/measures", ".sql", measures->models == NULL ? NULL : error);
    bool is_done = measures->models != NULL && paths != NULL && refuse_many(paths, error);
    for (guint i = 0; is_done && i < paths->len; i++)
        is_done = load_measure(measures, project, paths->pdata[i], error);
    if (is_done && check_all(measures, error))
        return measures;
    measures_free(measures);
    return NULL;
}

void measures_free(struct measures *measures)
{
    if (measures == NULL)
        return;
    g_ptr_array_unref(measures->entries);
    models_free(measures->models);
    g_free(measures);
}

guint measures_count(const struct measures *measures)
{
    return measures->entries->len;
}

const struct measure *measures_at(const struct measures *measures, guint index)
{
    return &entry_at(measures, index)->measure;
}

char *measures_nearest(const struct measures *measures, const char *id)
{
    struct slip slip = slip_begin(id);
    for (guint i = 0; i < measures_count(measures); i++) {
        const struct measure *measure = measures_at(measures, i);
        if (g_ascii_strcasecmp(measure->ref, id) == 0) /* else every reference is near to others */
            slip_consider(&slip, measure->ref);
        slip_consider(&slip, measure->id);
    }
    return slip_hint(&slip);
}

const struct measure *measures_find(const struct measures *measures, const char *id_or_ref)
{
    for (guint i = 0; i < measures->entries->len; i++) {
        const struct measure *measure = measures_at(measures, i);
        if (g_str_equal(measure->id, id_or_ref) || g_str_equal(measure->ref, id_or_ref))
            return measure;
    }
    return NULL;
}

int measures_compare_refs(const void *a, const void *b)
{
    const struct measure *const *left = a, *const *right = b;
    return strcmp((*left)->ref, (*right)->ref);
}

struct period measure_current_period(const struct measure_entry *entry, const struct calendar *calendar)
{
    struct period period = calendar_current(calendar, measure_headline_kind(&entry->measure));
    if (period.kind == PERIOD_CENSUS && entry->newest_census != DATE_NONE)
        period.start = period.end = entry->newest_census;
    return period;
}

struct measure_entry *measures_entry(const struct measures *measures, const struct measure *measure)
{
    for (guint i = 0; i < measures->entries->len; i++)
        if (measures_at(measures, i) == measure)
            return entry_at(measures, i);
    g_assert_not_reached();
}

void measures_let_help(struct measures *measures, const struct project *project, const GPtrArray *schemas)
{
    measures->project = project;
    measures->schemas = schemas;
}

bool measures_materialise(const struct measures *measures, struct db *db, GHashTable *reads, GError **error)
{
    return models_materialise(measures->models, db, reads, error);
}

char *measure_what_is_missing(const struct measure *measure, const char *quote)
{
    const char *point = strchr(measure->missing_extract, '.');
    if (point == NULL)
        return g_strdup_printf("the extract %s%s%s", quote, measure->missing_extract, quote);
    return g_strdup_printf("the column %s%s%s of the extract %s%.*s%s", quote, point + 1, quote, quote,
                           (int)(point - measure->missing_extract), measure->missing_extract, quote);
}

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
        struct measure_entry *entry = entry_at(measures, i);
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
        struct measure *measure = &entry_at(measures, i)->measure;
        if (!measure_is_derived(measure))
            continue;
        share_splits(measures, measure);
        inherit_missing(measure, measures_find(measures, measure->numerator));
        inherit_missing(measure, measures_find(measures, measure->denominator));
    }
    return true;
}
