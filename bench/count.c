/* count WAREHOUSE AS_AT: seconds of stepping each measure's query once, and of counting all its periods and splits from
 * the same rows; the marts are filled before either. */
#include "pipeline/lib/date.h"
#include "stages/count/count_measures.h"
#include "stages/count/figures.h"
#include "stages/measure/measure_rows.h"
#include "stages/schema/schema.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>
#include <string.h>

static void fail(GError *error)
{
    fprintf(stderr, "%s\n", error->message);
    g_error_free(error);
    exit(1);
}

static void must(bool is_done, GError *error)
{
    if (!is_done)
        fail(error);
}

/* The marts that any measure reads. */
static void fill_marts(struct measures *measures, struct db *db)
{
    GError *error = NULL;
    for (guint i = 0; i < measures_count(measures); i++) {
        g_autoptr(GHashTable) reads = measures_reads(measures, measures_at(measures, i));
        must(measures_materialise(measures, db, reads, &error), error);
    }
}

static void step_all(const struct measures *measures, struct db *db)
{
    GError *error = NULL;
    for (guint i = 0; i < measures->entries->len; i++) {
        struct measure_entry *entry = measures->entries->pdata[i];
        if (measure_is_derived(&entry->measure) || entry->measure.is_missing)
            continue;
        must(measure_query_renew(entry, db, &error), error);
        while (statement_step(entry->query.statement, &error))
            continue;
        must(error == NULL, error);
    }
}

int main(int n_arguments, char **arguments)
{
    if (n_arguments != 3 || date_parse_iso(arguments[2], strlen(arguments[2])) == DATE_NONE) {
        fputs("usage: count WAREHOUSE AS_AT\n", stderr);
        return 1;
    }
    GError *error = NULL;
    struct project *project = project_open(NULL, &error);
    must(project != NULL, error);
    GPtrArray *schemas = schema_load_all(project, &error);
    must(schemas != NULL, error);
    struct db *db = warehouse_open(arguments[1], DB_READ_ONLY, &error);
    must(db != NULL && warehouse_show(db, schemas, NULL, &error), error);
    struct calendar calendar;
    calendar_init(&calendar, date_parse_iso(arguments[2], strlen(arguments[2])), project);
    struct measures *measures = measures_load(project, &error);
    must(measures != NULL && measures_prepare(measures, db, project, &calendar, &error), error);
    fill_marts(measures, db);

    const gint64 started = g_get_monotonic_time();
    step_all(measures, db);
    const gint64 stepped = g_get_monotonic_time();
    struct figures *figures = figures_new();
    must(measures_count_all(measures, db, &(struct count_scope){.calendar = &calendar}, figures, &error), error);
    const gint64 counted = g_get_monotonic_time();
    printf("%.4f %.4f %u\n", (double)(stepped - started) / G_USEC_PER_SEC, (double)(counted - stepped) / G_USEC_PER_SEC,
           figures_count(figures));
    figures_free(figures);
    measures_free(measures);
    db_close(db);
    g_ptr_array_unref(schemas);
    project_close(project);
    return 0;
}
