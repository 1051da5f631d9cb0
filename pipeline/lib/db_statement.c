#include "pipeline/lib/db.h"

#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/place.h"

/* A view that a statement of ours reads may be a project's: what it unfolds to is watched too. */
static int prepare(struct db *db, const char *path, const char *sql, sqlite3_stmt **handle, const char **tail)
{
    const bool is_watched = path != NULL || db->guard.views != NULL;
    if (is_watched) {
        db_watch_limits(db);
        db_watch_begin(db, path);
    }
    const int code = sqlite3_prepare_v2(db->handle, sql, -1, handle, tail);
    if (is_watched)
        db_watch_end(db);
    return code;
}

/* What follows the statement may be space and comments only: SQLite then prepares nothing. Anything that SQLite cannot
 * read is a second statement, too, but not what the disk or the memory keeps it from. */
static bool refuse_second(struct db *db, const char *path, const char *sql, const char *tail, GError **error)
{
    sqlite3_stmt *second = NULL;
    const int code = prepare(db, path, tail, &second, NULL);
    const bool is_alone = code == SQLITE_OK && second == NULL;
    sqlite3_finalize(second);
    if (is_alone)
        return true;
    if (code != SQLITE_OK && code != SQLITE_ERROR && code != SQLITE_AUTH)
        return db_fail_prepare(db, path, sql, error);
    while (g_ascii_isspace(*tail))
        tail++;
    return place_fail(path, sql, (size_t)(tail - sql), error, "a second statement: there may be one");
}

static struct statement *wrap(struct db *db, sqlite3_stmt *handle, const char *path)
{
    struct statement *statement = g_new0(struct statement, 1);
    statement->db = db;
    statement->handle = handle;
    statement->path = g_strdup(path);
    statement->is_limited = path != NULL;
    return statement;
}

struct statement *db_prepare(struct db *db, const char *path, const char *sql, GError **error)
{
    sqlite3_stmt *handle = NULL;
    const char *tail = NULL;
    if (prepare(db, path, sql, &handle, &tail) != SQLITE_OK) {
        db_fail_prepare(db, path, sql, error);
        return NULL;
    }
    if (path != NULL && handle == NULL) {
        place_fail(path, sql, db_last_line(sql), error, "no statement");
        return NULL;
    }
    g_assert(handle != NULL);
    if (path != NULL && !refuse_second(db, path, sql, tail, error)) {
        sqlite3_finalize(handle);
        return NULL;
    }
    return wrap(db, handle, path);
}

struct statement *db_prepare_kept(struct db *db, const char *sql, GError **error)
{
    gpointer key = NULL, kept = NULL;
    if (db->kept != NULL && g_hash_table_steal_extended(db->kept, sql, &key, &kept))
        return kept;
    struct statement *statement = db_prepare(db, NULL, sql, error);
    if (statement != NULL)
        statement->kept_as = g_strdup(sql);
    return statement;
}

static void finalise(void *data)
{
    struct statement *statement = data;
    sqlite3_finalize(statement->handle);
    g_free(statement->path);
    g_free(statement->kept_as);
    g_clear_error(&statement->fault);
    g_free(statement);
}

static void begin_binding(struct statement *statement)
{
    sqlite3_reset(statement->handle);
    statement->bound = SQLITE_OK;
}

static void keep(struct statement *statement)
{
    struct db *db = statement->db;
    begin_binding(statement);
    g_clear_error(&statement->fault);
    sqlite3_clear_bindings(statement->handle);
    if (db->kept == NULL)
        db->kept = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, finalise);
    g_hash_table_replace(db->kept, statement->kept_as, statement);
}

void statement_free(struct statement *statement)
{
    if (statement == NULL)
        return;
    if (statement->kept_as != NULL)
        keep(statement);
    else
        finalise(statement);
}

static int bind_one(sqlite3_stmt *handle, int index, char kind, va_list *arguments)
{
    if (kind == 'i')
        return sqlite3_bind_int(handle, index, va_arg(*arguments, int));
    if (kind == 'l')
        return sqlite3_bind_int64(handle, index, va_arg(*arguments, int64_t));
    if (kind == 'd')
        return sqlite3_bind_double(handle, index, va_arg(*arguments, double));
    if (kind == 's')
        return sqlite3_bind_text(handle, index, va_arg(*arguments, const char *), -1, SQLITE_TRANSIENT);
    g_assert(kind == 'n');
    return sqlite3_bind_null(handle, index);
}

/* A text that is too long or finds no memory fails the next step: without it the row would hold a null. */
static void note_binding(struct statement *statement, int code)
{
    g_assert(code != SQLITE_RANGE && code != SQLITE_MISUSE);
    if (statement->bound == SQLITE_OK)
        statement->bound = code;
}

void statement_bind(struct statement *statement, const char *format, ...)
{
    begin_binding(statement);
    va_list arguments;
    va_start(arguments, format);
    for (int i = 0; format[i] != '\0'; i++)
        note_binding(statement, bind_one(statement->handle, i + 1, format[i], &arguments));
    va_end(arguments);
}

void statement_bind_texts(struct statement *statement, char *const *texts)
{
    begin_binding(statement);
    for (int i = 0; texts[i] != NULL; i++)
        note_binding(statement, sqlite3_bind_text(statement->handle, i + 1, *texts[i] == '\0' ? NULL : texts[i], -1,
                                                  SQLITE_TRANSIENT));
}

/* Faults of the query itself, met only when it ran; all others are of the file or the disk. */
static bool is_of_the_query(int code)
{
    return code == SQLITE_ERROR || code == SQLITE_TOOBIG || code == SQLITE_AUTH || code == SQLITE_MISMATCH ||
           code == SQLITE_INTERRUPT;
}

bool db_fail_step(const struct statement *statement, GError **error)
{
    const struct db *db = statement->db;
    const int code = sqlite3_errcode(db->handle) & 0xff;
    const char *sql = sqlite3_sql(statement->handle);
    g_autofree char *limit = code == SQLITE_INTERRUPT ? db_describe_limit(db) : NULL;
    if (statement->path != NULL && is_of_the_query(code))
        return place_fail(statement->path, sql, db_fault_offset(db, sql), error, "%s",
                          limit != NULL ? limit : sqlite3_errmsg(db->handle));
    if (statement->is_limited && is_of_the_query(code)) {
        g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                            limit != NULL ? limit : sqlite3_errmsg(db->handle));
        return false;
    }
    g_autofree char *message = db_describe_fault(db);
    if (statement->path == NULL)
        g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, message);
    else
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", statement->path, message);
    return false;
}

void statement_limit(struct statement *statement)
{
    statement->is_limited = true;
}

static int step(const struct statement *statement)
{
    if (!statement->is_limited || statement->db->watcher == NULL)
        return sqlite3_step(statement->handle);
    db_watch_begin(statement->db, statement->path);
    const int code = sqlite3_step(statement->handle);
    db_watch_end(statement->db);
    return code;
}

bool statement_step(struct statement *statement, GError **error)
{
    if (statement->bound != SQLITE_OK)
        return db_succeeds(statement->db, statement->bound, error);
    if (statement->is_limited && sqlite3_stmt_busy(statement->handle) == 0)
        db_begin_counting(statement->db);
    statement->db->limits.is_counting = statement->is_limited;
    const int code = step(statement);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        db_fail_step(statement, error);
    sqlite3_reset(statement->handle);
    return false;
}

bool statement_next(struct statement *statement)
{
    return statement->fault == NULL && statement_step(statement, &statement->fault);
}

bool statement_end(struct statement *statement, GError **error)
{
    GError *fault = g_steal_pointer(&statement->fault);
    statement_free(statement);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

bool statement_run(struct statement *statement, GError **error)
{
    GError *fault = NULL;
    while (statement_step(statement, &fault)) {
    }
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

int statement_n_columns(struct statement *statement)
{
    return sqlite3_column_count(statement->handle);
}

int statement_n_parameters(struct statement *statement)
{
    return sqlite3_bind_parameter_count(statement->handle);
}

const char *statement_column_name(struct statement *statement, int column)
{
    return sqlite3_column_name(statement->handle, column);
}

enum statement_type statement_type(struct statement *statement, int column)
{
    static const enum statement_type types[] = {
        [SQLITE_INTEGER] = STATEMENT_INTEGER, [SQLITE_FLOAT] = STATEMENT_REAL, [SQLITE_TEXT] = STATEMENT_TEXT,
        [SQLITE_BLOB] = STATEMENT_BLOB,       [SQLITE_NULL] = STATEMENT_NULL,
    };
    return types[statement->row == NULL ? sqlite3_column_type(statement->handle, column)
                                        : sqlite3_value_type(statement->row[column])];
}

bool statement_is_null(struct statement *statement, int column)
{
    return statement_type(statement, column) == STATEMENT_NULL;
}

bool statement_is_integer(struct statement *statement, int column)
{
    return statement_type(statement, column) == STATEMENT_INTEGER;
}

bool statement_is_real(struct statement *statement, int column)
{
    return statement_type(statement, column) == STATEMENT_REAL;
}

int64_t statement_integer(struct statement *statement, int column)
{
    return statement->row == NULL ? sqlite3_column_int64(statement->handle, column)
                                  : sqlite3_value_int64(statement->row[column]);
}

double statement_real(struct statement *statement, int column)
{
    return statement->row == NULL ? sqlite3_column_double(statement->handle, column)
                                  : sqlite3_value_double(statement->row[column]);
}

const char *statement_text(struct statement *statement, int column)
{
    return (const char *)(statement->row == NULL ? sqlite3_column_text(statement->handle, column)
                                                 : sqlite3_value_text(statement->row[column]));
}

struct sqlite3_stmt *statement_handle(struct statement *statement)
{
    return statement->handle;
}
