#include "pipeline/lib/db.h"

#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"

struct sqlite3 *db_handle(struct db *db)
{
    return db->handle;
}

const char *db_path(const struct db *db)
{
    return db->path;
}

bool db_is_read_only(const struct db *db)
{
    return db->is_read_only;
}

bool db_is_new(const struct db *db)
{
    return db->is_new;
}

int64_t db_version(const struct db *db)
{
    return db->version;
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    sqlite3_close_v2(db->handle);
    g_free(db->path);
    g_free(db);
}

static const struct {
    int code;
    const char *words;
} faults[] = {
    {SQLITE_BUSY, "is in use by another program"},  {SQLITE_LOCKED, "is in use by another program"},
    {SQLITE_FULL, "cannot grow: the disk is full"}, {SQLITE_READONLY, "cannot be written: it is read-only"},
    {SQLITE_CANTOPEN, "cannot be opened"},          {SQLITE_PERM, "may not be opened"},
    {SQLITE_NOTADB, "is not a database"},           {SQLITE_CORRUPT, "is damaged"},
};

char *db_describe_fault(const struct db *db)
{
    const int code = sqlite3_errcode(db->handle) & 0xff;
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++)
        if (faults[i].code == code)
            return g_strdup_printf("%s %s", db->path, faults[i].words);
    return g_strdup_printf("%s: %s", db->path, sqlite3_errmsg(db->handle));
}

bool db_fail(const struct db *db, GError **error)
{
    g_autofree char *message = db_describe_fault(db);
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, message);
    return false;
}

bool db_run(struct db *db, GError **error, const char *sql)
{
    return sqlite3_exec(db->handle, sql, NULL, NULL, NULL) == SQLITE_OK || db_fail(db, error);
}

bool db_run_format(struct db *db, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *sql = sqlite3_vmprintf(format, arguments);
    va_end(arguments);
    const bool is_done = db_run(db, error, sql);
    sqlite3_free(sql);
    return is_done;
}

bool db_begin(struct db *db, GError **error)
{
    return db_run(db, error, "begin immediate");
}

bool db_commit(struct db *db, GError **error)
{
    return db_run(db, error, "commit");
}

void db_rollback(struct db *db)
{
    if (db_is_in_transaction(db))
        sqlite3_exec(db->handle, "rollback", NULL, NULL, NULL);
}

bool db_is_in_transaction(const struct db *db)
{
    return sqlite3_get_autocommit(db->handle) == 0;
}

bool db_part_begin(struct db *db, GError **error)
{
    return db_run(db, error, "savepoint part");
}

bool db_part_keep(struct db *db, GError **error)
{
    return db_run(db, error, "release part");
}

void db_part_undo(struct db *db)
{
    if (db_is_in_transaction(db))
        sqlite3_exec(db->handle, "rollback to part; release part", NULL, NULL, NULL);
}

bool db_mark(struct db *db, GError **error)
{
    if (!db_run_format(db, error, "pragma application_id = %d; pragma user_version = %d", DB_APPLICATION_ID,
                       DB_VERSION))
        return false;
    db->is_new = false;
    return true;
}

/* The prepared query at its first row; NULL at a fault or without a row. */
static struct statement *first_row(struct db *db, const char *sql, GError **error, bool *is_fault)
{
    GError *fault = NULL;
    struct statement *statement = db_prepare(db, NULL, sql, &fault);
    const bool has_row = statement != NULL && statement_step(statement, &fault);
    *is_fault = fault != NULL;
    if (fault != NULL)
        g_propagate_error(error, fault);
    if (has_row)
        return statement;
    statement_free(statement);
    return NULL;
}

bool db_get_integer(struct db *db, int64_t *value, GError **error, const char *sql)
{
    bool is_fault = false;
    struct statement *statement = first_row(db, sql, error, &is_fault);
    if (statement == NULL)
        return !is_fault;
    *value = statement_integer(statement, 0);
    statement_free(statement);
    return true;
}

char *db_get_text(struct db *db, const char *sql, GError **error)
{
    bool is_fault = false;
    struct statement *statement = first_row(db, sql, error, &is_fault);
    if (statement == NULL)
        return NULL;
    char *text = g_strdup(statement_text(statement, 0));
    statement_free(statement);
    return text;
}
