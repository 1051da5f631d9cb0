/* The rows of a query handed over by SQLite itself: it aggregates them by a function that is ours. That spares leaving
 * its machine and coming back at each row, and asking the statement for each column.
 *
 * The query is prepared a second time, as what the function aggregates. A text that is a query by itself and none
 * between brackets (one that ends with a semicolon or in a comment) is stepped. */
#include "pipeline/lib/db_private.h"

#define TAKE "sqlite_take" /* which no statement of a file may call (db_guard.c) */

struct db_each {
    struct statement *statement;
    bool (*take)(void *data);
    void *data;
    bool is_stopped;
};

static void take_row(sqlite3_context *context, int n_columns, sqlite3_value **row)
{
    (void)n_columns;
    const struct db *db = sqlite3_user_data(context);
    struct db_each *each = db->each;
    g_assert(each != NULL);
    each->statement->row = row;
    each->is_stopped = !each->take(each->data);
    each->statement->row = NULL;
    if (each->is_stopped)
        sqlite3_result_error_code(context, SQLITE_ABORT);
}

static void give_nothing(sqlite3_context *context)
{
    sqlite3_result_null(context);
}

static bool has_function(struct db *db)
{
    if (!db->has_each)
        db->has_each = sqlite3_create_function_v2(db->handle, TAKE, -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, db, NULL,
                                                  take_row, give_nothing, NULL) == SQLITE_OK;
    return db->has_each;
}

static void add_columns(GString *sql, int n)
{
    for (int i = 0; i < n; i++)
        g_string_append_printf(sql, "%sc%d", i == 0 ? "" : ", ", i);
}

/* Columns go by number, since names may be the same but for their case. */
static char *each_sql(struct statement *statement)
{
    const int n = statement_n_columns(statement);
    GString *sql = g_string_new("with \"rows to take\" (");
    add_columns(sql, n);
    g_string_append_printf(sql, ") as (\n%s\n) select " TAKE "(", sqlite3_sql(statement->handle));
    add_columns(sql, n);
    g_string_append(sql, ") from \"rows to take\"");
    return g_string_free(sql, FALSE);
}

/* What was allowed to the query by itself is allowed here: it reads the same. NULL where it is to be stepped. */
static sqlite3_stmt *prepare(struct statement *statement)
{
    sqlite3_stmt *handle = NULL;
    struct db *db = statement->db;
    if (!has_function(db))
        return NULL;
    g_autofree char *sql = each_sql(statement);
    db_watch_limits(db);
    db_watch_begin(db, statement->path);
    sqlite3_prepare_v2(db->handle, sql, -1, &handle, NULL);
    db_watch_end(db);
    return handle;
}

static bool step_all(struct statement *statement, bool (*take)(void *data), void *data, GError **error)
{
    GError *fault = NULL;
    statement_bind(statement, "");
    while (statement_step(statement, &fault) && take(data))
        continue;
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static bool run(struct statement *statement, sqlite3_stmt *handle, struct db_each *each, GError **error)
{
    struct db *db = statement->db;
    db->each = each;
    db_begin_counting(db);
    db->limits.is_counting = statement->is_limited;
    db_watch_begin(db, statement->path);
    const int code = sqlite3_step(handle);
    db_watch_end(db);
    db->each = NULL;
    return code == SQLITE_ROW || each->is_stopped || db_fail_step(statement, error);
}

bool statement_each(struct statement *statement, bool (*take)(void *data), void *data, GError **error)
{
    sqlite3_stmt *handle = prepare(statement);
    if (handle == NULL)
        return step_all(statement, take, data, error);
    struct db_each each = {.statement = statement, .take = take, .data = data};
    const bool is_done = run(statement, handle, &each, error);
    sqlite3_finalize(handle);
    return is_done;
}
