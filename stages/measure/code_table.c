#include "stages/measure/code_table.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/project_changes.h"

static struct code_rows *load_list(const struct project *project, const char *list, const char *path, GError **error)
{
    g_autofree char *changes = project_find_changes(project, "schemas/codes", list, ".csv");
    return code_rows_load(path, changes, error);
}

struct code_rows *code_table_load(const struct project *project, const char *list, GError **error)
{
    g_autofree char *path = project_find(project, "schemas/codes", list, ".csv");
    if (path != NULL)
        return load_list(project, list, path, error);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "there is no schemas/codes/%s.csv", list);
    return NULL;
}

static bool create_table(struct db *db, const char *name, const struct code_rows *rows, GError **error)
{
    g_autoptr(GString) sql = g_string_new("create temp table ");
    db_add_name(sql, name);
    for (guint i = 0; rows->columns[i] != NULL; i++) {
        g_string_append(sql, i == 0 ? " (" : ", ");
        db_add_name(sql, rows->columns[i]);
        g_string_append(sql, " text");
    }
    g_string_append_c(sql, ')');
    return db_run(db, error, sql->str);
}

static struct statement *prepare_insert(struct db *db, const char *name, guint columns, GError **error)
{
    g_autoptr(GString) sql = g_string_new("insert into temp.");
    db_add_name(sql, name);
    g_string_append(sql, " values (");
    for (guint i = 0; i < columns; i++)
        g_string_append(sql, i == 0 ? "?" : ", ?");
    g_string_append_c(sql, ')');
    return db_prepare(db, NULL, sql->str, error);
}

static bool insert_rows(struct db *db, const char *name, const struct code_rows *rows, GError **error)
{
    struct statement *insert = prepare_insert(db, name, g_strv_length(rows->columns), error);
    bool is_done = insert != NULL;
    for (guint i = 0; is_done && i < rows->rows->len; i++) {
        statement_bind_texts(insert, ((const struct code_row *)rows->rows->pdata[i])->cells);
        is_done = statement_run(insert, error);
    }
    statement_free(insert);
    return is_done;
}

/* Takes the rows over, which may be NULL. */
static bool create_filled(struct db *db, const char *name, struct code_rows *rows, GError **error)
{
    const bool is_done = rows != NULL && create_table(db, name, rows, error) && insert_rows(db, name, rows, error);
    code_rows_free(rows);
    return is_done;
}

bool code_table_create_all(struct db *db, const struct project *project, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "schemas/codes", ".csv", error);
    if (paths == NULL)
        return false;
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *stem = project_stem(paths->pdata[i], ".csv");
        g_autofree char *name = g_strconcat("code_", stem, NULL);
        if (!create_filled(db, name, load_list(project, stem, paths->pdata[i], error), error))
            return false;
    }
    return true;
}
