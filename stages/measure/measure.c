#include "stages/measure/measure.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/slip.h"
#include "stages/measure/measure_rows.h"

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
