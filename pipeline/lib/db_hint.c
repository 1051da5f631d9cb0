/* Which table, column or function a misspelt one in a file's SQL may have been meant to be. */
#include "pipeline/lib/db_private.h"
#include "pipeline/lib/slip.h"

#include <string.h>

/* What queries may read: the tables of a run and the views on the visible loads. */
#define READABLE                                                                                                       \
    "select name from pragma_table_list where (schema <> 'main' or type = 'view') "                                    \
    "and name not glob '*[^a-z0-9_]*' and name not glob 'sqlite_*' order by name"

/* Considers the names that the query lists; of tables those whose name the text has, for their columns. */
static void consider(const struct db *db, const char *query, const char *argument, GPtrArray *names, struct slip *slip)
{
    sqlite3_stmt *found = NULL;
    if (sqlite3_prepare_v2(db->handle, query, -1, &found, NULL) != SQLITE_OK)
        return;
    if (argument != NULL)
        sqlite3_bind_text(found, 1, argument, -1, SQLITE_TRANSIENT);
    while (sqlite3_step(found) == SQLITE_ROW) {
        const char *name = (const char *)sqlite3_column_text(found, 0);
        if (name == NULL)
            continue;
        g_ptr_array_add(names, g_strdup(name));
        if (slip != NULL)
            slip_consider(slip, names->pdata[names->len - 1]);
    }
    sqlite3_finalize(found);
}

static void consider_tables(const struct db *db, const char *sql, GPtrArray *names, struct slip *slip)
{
    (void)sql;
    consider(db, READABLE, NULL, names, slip);
}

static void consider_functions(const struct db *db, const char *sql, GPtrArray *names, struct slip *slip)
{
    (void)sql;
    consider(db, "select distinct name from pragma_function_list order by name", NULL, names, slip);
}

static void consider_columns(const struct db *db, const char *sql, GPtrArray *names, struct slip *slip)
{
    g_autoptr(GPtrArray) tables = g_ptr_array_new_with_free_func(g_free);
    consider(db, READABLE, NULL, tables, NULL);
    for (guint i = 0; i < tables->len; i++)
        if (strstr(sql, tables->pdata[i]) != NULL)
            consider(db, "select name from pragma_table_info(?)", tables->pdata[i], names, slip);
}

static const struct {
    const char *message; /* how SQLite begins it; the name follows */
    void (*consider)(const struct db *db, const char *sql, GPtrArray *names, struct slip *slip);
} faults[] = {
    {"no such table: ", consider_tables},
    {"no such column: ", consider_columns},
    {"no such function: ", consider_functions},
};

char *db_hint(struct db *db, const char *sql, const char *message)
{
    const bool was_on = db->guard.is_on;
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
        if (!g_str_has_prefix(message, faults[i].message))
            continue;
        const char *dot = strrchr(message, '.');
        struct slip slip = slip_begin(dot == NULL ? message + strlen(faults[i].message) : dot + 1);
        db->guard.is_on = false; /* these are our own queries */
        faults[i].consider(db, sql, names, &slip);
        db->guard.is_on = was_on;
        return slip_hint(&slip);
    }
    return g_strdup("");
}
