#include "stages/measure/measure_names.h"

GPtrArray *measure_names_list(const struct project *project, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "stages/measures", ".sql", error);
    if (paths == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < paths->len; i++)
        g_ptr_array_add(names, project_stem(paths->pdata[i], ".sql"));
    return names;
}

static bool fill(struct db *db, const GPtrArray *names, GError **error)
{
    struct statement *insert = db_prepare(db, NULL, "insert into temp.measure_name values (?)", error);
    bool is_done = insert != NULL;
    for (guint i = 0; is_done && i < names->len; i++) {
        statement_bind(insert, "s", (const char *)names->pdata[i]);
        is_done = statement_run(insert, error);
    }
    statement_free(insert);
    return is_done;
}

bool measure_names_create(struct db *db, const struct project *project, GError **error)
{
    g_autoptr(GPtrArray) names = measure_names_list(project, error);
    return names != NULL &&
           db_run(db, error,
                  "create temp table if not exists measure_name (name text primary key) without rowid; "
                  "delete from temp.measure_name") &&
           fill(db, names, error);
}
