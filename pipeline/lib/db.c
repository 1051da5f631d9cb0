#include "pipeline/lib/db.h"

#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"

#include <sys/stat.h>
#include <unistd.h>

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

/* Under the lock that whoever fills the file has to take, and who then finds that it is gone (db_begin). */
static void remove_unused(struct db *db)
{
    struct stat status;
    if (db_is_in_transaction(db))
        sqlite3_exec(db->handle, "rollback", NULL, NULL, NULL);
    if (db->shown != NULL)
        db_hide_bytes(db, db->shown); /* that cannot be locked */
    if (sqlite3_exec(db->handle, "begin exclusive", NULL, NULL, NULL) == SQLITE_OK && stat(db->path, &status) == 0 &&
        status.st_size == 0)
        unlink(db->path);
}

void db_close(struct db *db)
{
    if (db == NULL)
        return;
    db_watch_close(db);
    db_ahead_end(db);
    g_clear_pointer(&db->kept, g_hash_table_unref);
    if (db->is_made && db->handle != NULL)
        remove_unused(db);
    sqlite3_close_v2(db->handle);
    db_clear_journal(db);
    db_unshare(db);
    if (db->guard.views != NULL) {
        g_hash_table_unref(db->guard.views);
        g_hash_table_unref(db->guard.tables);
    }
    g_free(db->guard.refused);
    g_free(db->shown);
    g_free(db->path);
    g_free(db);
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
    const bool is_done = sql == NULL ? db_succeeds(db, SQLITE_NOMEM, error) : db_run(db, error, sql);
    sqlite3_free(sql);
    return is_done;
}

void db_add_name(GString *sql, const char *name)
{
    g_string_append_c(sql, '"');
    for (; *name != '\0'; name++) {
        if (*name == '"')
            g_string_append_c(sql, '"');
        g_string_append_c(sql, *name);
    }
    g_string_append_c(sql, '"');
}

static bool has_moved(struct db *db)
{
    int moved = 0;
    return sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved != 0;
}

/* An empty file may be taken away by the one who made it, before the lock on it was had. */
static bool is_in_place(struct db *db, GError **error)
{
    if (!db->is_new || !has_moved(db))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s is in use by another program", db->path);
    sqlite3_exec(db->handle, "rollback", NULL, NULL, NULL);
    return false;
}

bool db_begin(struct db *db, GError **error)
{
    if (db->is_whole && db_is_in_transaction(db))
        return true;
    db->has_begun = db_run(db, error, "begin immediate") && is_in_place(db, error);
    return db->has_begun;
}

/* By the time a lock cannot be given back, or the folder not be synced, the journal is gone and all is kept, and
 * nothing can take it back. To close the file gives the lock back. */
static bool fails_behind(const struct db *db)
{
    const int code = sqlite3_extended_errcode(db->handle);
    return code == SQLITE_IOERR_UNLOCK || code == SQLITE_IOERR_RDLOCK || code == SQLITE_IOERR_DIR_FSYNC;
}

/* What would be kept in a file that no path leads to is lost. */
static bool is_still_there(struct db *db, GError **error)
{
    if (!has_moved(db))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                "%s was taken away or replaced by another program meanwhile: nothing was kept", db->path);
    return false;
}

/* What could not be synced ahead is told once, and not again by the commit. */
static bool commit(struct db *db, GError **error)
{
    const int ahead = db_ahead_end(db);
    return db_succeeds(db, ahead, error) && is_still_there(db, error) &&
           (sqlite3_exec(db->handle, "commit", NULL, NULL, NULL) == SQLITE_OK || fails_behind(db) ||
            db_fail(db, error));
}

bool db_commit(struct db *db, GError **error)
{
    return db->is_whole || commit(db, error);
}

void db_rollback(struct db *db)
{
    if (!db->is_whole && db_is_in_transaction(db))
        sqlite3_exec(db->handle, "rollback", NULL, NULL, NULL);
}

bool db_settle(struct db *db, GError **error)
{
    const bool was_whole = db->is_whole;
    db->is_whole = false;
    if (!was_whole || !db->has_begun)
        return true;
    const bool is_done = db_commit(db, error); /* fails when SQLite has given the transaction up */
    if (is_done && db->shown != NULL)
        db_hide_bytes(db, db->shown);
    return is_done;
}

bool db_is_whole(const struct db *db)
{
    return db->is_whole;
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

bool db_part_undo(struct db *db, GError **error)
{
    if (!db_is_in_transaction(db) || db_run(db, error, "rollback to part; release part"))
        return true;
    sqlite3_exec(db->handle, "rollback", NULL, NULL, NULL);
    return false;
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
    struct statement *statement = db_prepare_kept(db, sql, &fault);
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
