/* What a statement from a file may do: read what it is shown, call functions that touch nothing, and come to an end. */
#include "pipeline/lib/db_private.h"
#include "pipeline/lib/limits.h"

#include <string.h>
#include <sys/resource.h>

static bool is_named(const char *name, const char *const *names)
{
    for (; *names != NULL; names++)
        if (g_ascii_strcasecmp(name, *names) == 0)
            return true;
    return false;
}

/* Files, other code, the connection's state, and what is not the same on another day. */
static bool is_harmless(const char *function)
{
    static const char *const harmful[] = {"load_extension",
                                          "readfile",
                                          "writefile",
                                          "edit",
                                          "fsdir",
                                          "lsdir",
                                          "fts3_tokenizer",
                                          "changes",
                                          "total_changes",
                                          "random",
                                          "randomblob",
                                          "rtreecheck",
                                          "current_date",
                                          "current_timestamp",
                                          "current_time",
                                          "geopoly_debug",
                                          "last_insert_rowid",
                                          NULL};
    return function == NULL ||
           !(is_named(function, harmful) || g_ascii_strncasecmp(function, "sqlite_", strlen("sqlite_")) == 0);
}

/* Ours, and no query's business: what was published, who was drawn, and SQLite's own. */
static bool is_internal(const char *table)
{
    static const char *const internal[] = {"run",         "figure",      "sample_draw", "sample_stratum",
                                           "sample_case", "check_state", NULL};
    static const char *const prefixes[] = {"sqlite_", "pragma_", "dbstat", "bytecode", "tables_used", "fts", NULL};
    for (const char *const *prefix = prefixes; *prefix != NULL; prefix++)
        if (g_ascii_strncasecmp(table, *prefix, strlen(*prefix)) == 0)
            return true;
    return is_named(table, internal);
}

static bool contains(GHashTable *names, const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    return g_hash_table_contains(names, lower);
}

/* A read of no column counts rows only. By then SQLite has forgotten the view, but it tells the database as the text
 * has it: the views name main, and sql_text.h lets no file do so. */
static bool may_count(const struct db_guard *guard, const char *table, const char *database)
{
    return database != NULL || contains(guard->views, table) || !contains(guard->tables, table);
}

/* The tables of the warehouse hold all loads: a query sees those that are visible, through the views. */
static bool may_read(const struct db_guard *guard, const char *table, const char *column, const char *database,
                     const char *view)
{
    if (table == NULL || is_internal(table))
        return table == NULL;
    if (g_strcmp0(column, "") == 0)
        return may_count(guard, table, database);
    return g_strcmp0(database, "main") != 0 || (view != NULL && g_hash_table_contains(guard->views, view));
}

static void note_read(const struct db_guard *guard, const char *table)
{
    if (guard->reads != NULL && table != NULL && !g_hash_table_contains(guard->reads, table))
        g_hash_table_add(guard->reads, g_strdup(table));
}

static int authorise(void *user_data, int action, const char *first, const char *second, const char *database,
                     const char *view)
{
    struct db_guard *guard = user_data;
    if (!guard->is_on || action == SQLITE_SELECT || action == SQLITE_RECURSIVE)
        return SQLITE_OK;
    if (action == SQLITE_FUNCTION)
        return is_harmless(second) ? SQLITE_OK : SQLITE_DENY;
    if (action != SQLITE_READ)
        return SQLITE_DENY;
    if (!may_read(guard, first, second, database, view)) {
        g_free(guard->refused);
        guard->refused = g_strdup(first);
        return SQLITE_DENY;
    }
    note_read(guard, first);
    return SQLITE_OK;
}

/* Names that could not be read whole are asked for again. */
static bool find_names(struct db *db, GHashTable *names, int64_t *seen, const char *version_sql, const char *names_sql,
                       GError **error)
{
    int64_t version = 0;
    if (!db_get_integer(db, &version, error, version_sql))
        return false;
    if (version == *seen)
        return true;
    struct statement *found = db_prepare(db, NULL, names_sql, error);
    if (found == NULL)
        return false;
    g_hash_table_remove_all(names);
    *seen = -1;
    while (statement_next(found))
        g_hash_table_add(names, g_strdup(statement_text(found, 0)));
    if (!statement_end(found, error))
        return false;
    *seen = version;
    return true;
}

static GHashTable *new_names(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

/* Set once a connection, and then asked about all that is prepared: to set it anew would have SQLite prepare anew every
 * statement that is there. */
static void begin_guarding(struct db *db)
{
    struct db_guard *guard = &db->guard;
    *guard = (struct db_guard){.views = new_names(), .tables = new_names(), .version = -1, .file_version = -1};
    sqlite3_set_authorizer(db->handle, authorise, guard);
}

/* Views are made by the engine, or were guarded themselves. */
bool db_guard(struct db *db, GHashTable *reads, GError **error)
{
    struct db_guard *guard = &db->guard;
    if (guard->views == NULL)
        begin_guarding(db);
    if (!find_names(db, guard->views, &guard->version, "pragma temp.schema_version",
                    "select name from temp.sqlite_schema where type = 'view'", error) ||
        !find_names(db, guard->tables, &guard->file_version, "pragma main.schema_version",
                    "select lower(name) from main.sqlite_schema where type in ('table', 'view')", error))
        return false;
    guard->reads = reads;
    g_clear_pointer(&guard->refused, g_free);
    guard->is_on = true;
    return true;
}

bool db_guards_view(const struct db *db, const char *name)
{
    return contains(db->guard.views, name);
}

bool db_guards_table(const struct db *db, const char *name)
{
    return contains(db->guard.tables, name);
}

void db_unguard(struct db *db)
{
    db->guard.is_on = false;
}

#define STEPS_BETWEEN 1000000 /* some milliseconds */
#define USUAL_SECONDS 60
#define USUAL_MEBIBYTES 2048

int64_t db_memory_at_most(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (int64_t)usage.ru_maxrss : 0;
}

static int look_at_limits(void *data)
{
    struct db *db = data;
    struct db_limits *limits = &db->limits;
    if (!limits->is_counting)
        return 0;
    if (g_get_monotonic_time() - limits->started > limits->seconds * G_USEC_PER_SEC)
        limits->passed = DB_LIMIT_TIME;
    else if (db_memory_at_most() - limits->memory > limits->mebibytes * 1024)
        limits->passed = DB_LIMIT_MEMORY;
    return limits->passed != DB_LIMIT_NONE;
}

void db_watch(struct db *db)
{
    db->limits = (struct db_limits){.seconds = USUAL_SECONDS, .mebibytes = USUAL_MEBIBYTES};
    sqlite3_progress_handler(db->handle, STEPS_BETWEEN, look_at_limits, db);
    sqlite3_limit(db->handle, SQLITE_LIMIT_LENGTH, LIMIT_VALUE_BYTES);
    sqlite3_limit(db->handle, SQLITE_LIMIT_LIKE_PATTERN_LENGTH, LIMIT_PATTERN_BYTES);
}

void db_limit_queries(struct db *db, int64_t seconds, int64_t mebibytes)
{
    db->limits.seconds = seconds;
    db->limits.mebibytes = mebibytes;
}

void db_begin_counting(struct db *db)
{
    db->limits.passed = DB_LIMIT_NONE;
    db->limits.started = g_get_monotonic_time();
    db->limits.memory = db_memory_at_most();
    db_watch_limits(db);
}

char *db_describe_limit(const struct db *db)
{
    if (db->limits.passed == DB_LIMIT_MEMORY)
        return g_strdup_printf("the query needs more than %" G_GINT64_FORMAT " MiB of memory (query_mebibytes in "
                               "settings.json)",
                               (gint64)db->limits.mebibytes);
    return g_strdup_printf("the query does not come to an end: it was stopped after %" G_GINT64_FORMAT
                           " s (query_seconds in settings.json)",
                           (gint64)db->limits.seconds);
}

bool statement_column_origin(struct statement *statement, int column, const char **table, const char **name)
{
    sqlite3_stmt *handle = statement_handle(statement);
    *table = sqlite3_column_table_name(handle, column);
    *name = sqlite3_column_origin_name(handle, column);
    return *table != NULL && *name != NULL;
}
