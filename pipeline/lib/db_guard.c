#include "pipeline/lib/db_private.h"

/* What a statement from a file may do: read, and nothing that lasts. */
static bool is_reading(int action)
{
    return action == SQLITE_SELECT || action == SQLITE_READ || action == SQLITE_FUNCTION || action == SQLITE_RECURSIVE;
}

static int authorise(void *user_data, int action, const char *first, const char *second, const char *database,
                     const char *view)
{
    (void)second;
    (void)database;
    (void)view;
    GHashTable *reads = user_data;
    if (action == SQLITE_READ && reads != NULL && first != NULL && !g_hash_table_contains(reads, first))
        g_hash_table_add(reads, g_strdup(first));
    return is_reading(action) ? SQLITE_OK : SQLITE_DENY;
}

#define STEPS_BETWEEN 1000000
#define STEPS_AT_LEAST 300000000 /* some seconds */
#define STEPS_PER_BYTE 50        /* of the warehouse; our own measures take 0.2 at most */

static int count_steps(void *data)
{
    struct db *db = data;
    db->steps += STEPS_BETWEEN;
    return db->is_counting && db->steps > db->most_steps;
}

void db_limit_steps(struct db *db)
{
    sqlite3_progress_handler(db->handle, STEPS_BETWEEN, count_steps, db);
}

void db_begin_counting(struct db *db)
{
    int64_t pages = 0, page_size = 0;
    db->is_counting = false;
    if (db->most_steps == 0 && db_get_integer(db, &pages, NULL, "pragma page_count") &&
        db_get_integer(db, &page_size, NULL, "pragma page_size"))
        db->most_steps = STEPS_AT_LEAST + (uint64_t)(pages * page_size) * STEPS_PER_BYTE;
    db->steps = 0;
}

void db_guard(struct db *db, GHashTable *reads)
{
    sqlite3_set_authorizer(db->handle, authorise, reads);
}

void db_unguard(struct db *db)
{
    sqlite3_set_authorizer(db->handle, NULL, NULL);
}

bool statement_column_origin(struct statement *statement, int column, const char **table, const char **name)
{
    sqlite3_stmt *handle = statement_handle(statement);
    *table = sqlite3_column_table_name(handle, column);
    *name = sqlite3_column_origin_name(handle, column);
    return *table != NULL && *name != NULL;
}
