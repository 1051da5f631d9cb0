#include "stages/warehouse/loaded_column.h"

#include "stages/sql/loaded_column.sql.h"
#include "stages/sql/silent_column.sql.h"

/* An older warehouse that may not be written has no counts of fields. */
static bool stand_in(struct db *db, GError **error)
{
    int64_t has_counts = 0;
    return db_get_integer(db, &has_counts, error, "select 1 from main.sqlite_schema where name = 'load_field'") &&
           (has_counts != 0 || db_run(db, error, "create temp table load_field (load_id integer, field text)"));
}

/* Extract and field in turn; NULL at a fault. The caller unrefs. */
static GPtrArray *list_silent(struct db *db, GError **error)
{
    struct statement *silent = db_prepare(db, NULL, silent_column_sql, error);
    if (silent == NULL)
        return NULL;
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    while (statement_next(silent))
        for (int i = 0; i < 2; i++)
            g_ptr_array_add(names, g_strdup(statement_text(silent, i)));
    if (statement_end(silent, error))
        return names;
    g_ptr_array_unref(names);
    return NULL;
}

static bool add_filled(struct db *db, const char *extract, const char *field, GError **error)
{
    g_autofree char *view = g_strconcat("current_", extract, NULL);
    return db_run_format(db, error,
                         "insert into temp.loaded_column select %Q, %Q "
                         "where exists (select 1 from temp.\"%w\" where \"%w\" is not null)",
                         extract, field, view, field);
}

bool loaded_column_list(struct db *db, GError **error)
{
    if (!stand_in(db, error) || !db_run(db, error, loaded_column_sql))
        return false;
    g_autoptr(GPtrArray) names = list_silent(db, error);
    bool is_done = names != NULL;
    for (guint i = 0; is_done && i < names->len; i += 2)
        is_done = add_filled(db, names->pdata[i], names->pdata[i + 1], error);
    return is_done;
}

bool loaded_column_has(struct db *db, const char *extract, const char *field, bool *has, GError **error)
{
    struct statement *statement =
        db_prepare_kept(db, "select 1 from temp.loaded_column where extract = ? and field = ?", error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "ss", extract, field);
    *has = statement_next(statement);
    return statement_end(statement, error);
}
