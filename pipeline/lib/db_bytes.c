/* A database in memory beside the connection's own. */
#include "pipeline/lib/db_private.h"

static bool is_shown(const struct db *db, const char *name)
{
    return sqlite3_db_readonly(db->handle, name) >= 0;
}

static bool show(struct db *db, const char *name, unsigned char *bytes, size_t length)
{
    return sqlite3_deserialize(db->handle, name, bytes, (sqlite3_int64)length, (sqlite3_int64)length,
                               SQLITE_DESERIALIZE_READONLY) == SQLITE_OK;
}

bool db_show_bytes(struct db *db, const char *name, unsigned char *bytes, size_t length, GError **error)
{
    if (g_strcmp0(db->shown, name) != 0) {
        g_free(db->shown);
        db->shown = g_strdup(name);
    }
    if (!is_shown(db, name) && !db_run_format(db, error, "attach ':memory:' as \"%w\"", name))
        return false;
    return show(db, name, bytes, length) || db_fail(db, error);
}

void db_hide_bytes(struct db *db, const char *name)
{
    if (!is_shown(db, name))
        return;
    show(db, name, NULL, 0);
    if (!db_is_in_transaction(db))
        db_run_format(db, NULL, "detach \"%w\"", name);
}

unsigned char *db_copy_bytes(struct db *db, const char *name, size_t *length)
{
    sqlite3_int64 size = 0;
    unsigned char *bytes = sqlite3_serialize(db->handle, name, &size, 0);
    *length = (size_t)size;
    return bytes;
}

void db_free_bytes(unsigned char *bytes)
{
    sqlite3_free(bytes);
}

static void clear_shared(void *data)
{
    struct db_shared *shared = data;
    db_free_bytes(shared->bytes);
}

void db_unshare(struct db *db)
{
    if (db->shared != NULL)
        g_atomic_rc_box_release_full(db->shared, clear_shared);
    db->shared = NULL;
}

static bool is_within(struct db *db, int64_t most)
{
    int64_t bytes = 0;
    return db_get_integer(db, &bytes, NULL, "select page_count * page_size from pragma_page_count, pragma_page_size") &&
           bytes <= most;
}

bool db_share(struct db *db, int64_t most)
{
    if (g_str_equal(db->path, ":memory:"))
        return false;
    if (db->shared != NULL || !db->is_whole || !db_is_in_transaction(db))
        return true;
    if (!is_within(db, most))
        return false;
    size_t length = 0;
    unsigned char *bytes = db_copy_bytes(db, "main", &length);
    if (bytes == NULL)
        return false;
    db->shared = g_atomic_rc_box_new(struct db_shared);
    *db->shared = (struct db_shared){bytes, length};
    return true;
}

bool db_show_shared(struct db *db, struct db_shared *shared, GError **error)
{
    db->shared = g_atomic_rc_box_acquire(shared);
    db->is_read_only = true;
    return show(db, "main", shared->bytes, shared->length) || db_fail(db, error);
}
