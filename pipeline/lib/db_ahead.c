/* What a transaction has changed, written before its commit. */
#include "pipeline/lib/db_private.h"

#include "pipeline/lib/thread.h"

struct db_ahead {
    sqlite3_file *file;
    pthread_t thread;
    bool is_running;
    int code;
};

static void *sync_file(void *data)
{
    struct db_ahead *ahead = data;
    ahead->code = ahead->file->pMethods->xSync(ahead->file, SQLITE_SYNC_NORMAL | SQLITE_SYNC_DATAONLY);
    return NULL;
}

static void begin(struct db *db, sqlite3_file *file)
{
    struct db_ahead *ahead = g_new0(struct db_ahead, 1);
    ahead->file = file;
    ahead->is_running = thread_start(&ahead->thread, sync_file, ahead);
    if (!ahead->is_running)
        sync_file(ahead);
    db->ahead = ahead;
}

int db_ahead_end(struct db *db)
{
    struct db_ahead *ahead = g_steal_pointer(&db->ahead);
    if (ahead == NULL)
        return SQLITE_OK;
    if (ahead->is_running)
        pthread_join(ahead->thread, NULL);
    const int code = ahead->code;
    g_free(ahead);
    return code;
}

static int flush(struct db *db)
{
    sqlite3_busy_timeout(db->handle, 0);
    const int code = sqlite3_db_cacheflush(db->handle);
    sqlite3_busy_timeout(db->handle, DB_BUSY_MILLISECONDS);
    return code;
}

bool db_write_ahead(struct db *db, GError **error)
{
    if (!db_is_in_transaction(db) || db->ahead != NULL)
        return true;
    sqlite3_file *file = NULL;
    int code = flush(db);
    if (code == SQLITE_BUSY)
        return true;
    if (code == SQLITE_OK)
        code = sqlite3_file_control(db->handle, "main", SQLITE_FCNTL_FILE_POINTER, &file);
    if (code == SQLITE_OK && file->pMethods != NULL)
        begin(db, file);
    return db_succeeds(db, code, error);
}
