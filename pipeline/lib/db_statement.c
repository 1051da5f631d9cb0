#include "pipeline/lib/db.h"

#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/place.h"

#include <ctype.h>
#include <string.h>

struct statement {
    struct db *db;
    sqlite3_stmt *handle;
    char *path; /* the file the SQL comes from, or NULL */
    bool is_limited;
    char *kept_as; /* the SQL that its connection keeps it under when it is freed, or NULL */
};

static bool is_word(char character)
{
    return isalnum((unsigned char)character) || character == '_' || (character & 0x80) != 0;
}

/* Where `word` stands as a whole word, or NULL. */
static const char *find_word(const char *text, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = strstr(text, word); at != NULL; at = strstr(at + 1, word))
        if ((at == text || !is_word(at[-1])) && !is_word(at[length]))
            return at;
    return NULL;
}

static size_t last_line(const char *sql)
{
    size_t end = strlen(sql);
    while (end > 0 && isspace((unsigned char)sql[end - 1]))
        end--;
    while (end > 0 && sql[end - 1] != '\n')
        end--;
    return end;
}

/* SQLite knows the place of most faults. Of the others it names the table or column ("no such table: x"): point there,
 * below the head where that can be, else at the last line. */
static size_t fault_offset(const struct db *db, const char *sql)
{
    const int offset = sqlite3_error_offset(db->handle);
    if (offset >= 0)
        return (size_t)offset;
    const char *colon = strstr(sqlite3_errmsg(db->handle), ": ");
    if (colon == NULL || colon[2] == '\0')
        return last_line(sql);
    const char *select = find_word(sql, "select");
    const char *dot = strrchr(colon, '.');
    const char *word = find_word(select == NULL ? sql : select, dot == NULL ? colon + 2 : dot + 1);
    return word == NULL ? last_line(sql) : (size_t)(word - sql);
}

/* Where the text names a table that it may not read; another's view may have led there. */
static bool fail_refused(const struct db *db, const char *path, const char *sql, GError **error)
{
    const char *table = db->guard.refused;
    const char *select = find_word(sql, "select");
    const char *word = find_word(select == NULL ? sql : select, table);
    return place_fail(path, sql, word == NULL ? last_line(sql) : (size_t)(word - sql), error,
                      "%s is no table for queries: they read current_<extract>, models and the tables of a run", table);
}

static bool fail_prepare(const struct db *db, const char *path, const char *sql, GError **error)
{
    const int code = sqlite3_errcode(db->handle) & 0xff;
    if (path == NULL || (code != SQLITE_ERROR && code != SQLITE_AUTH))
        return db_fail(db, error);
    if (code == SQLITE_AUTH && db->guard.refused != NULL)
        return fail_refused(db, path, sql, error);
    return place_fail(path, sql, fault_offset(db, sql), error, "%s", sqlite3_errmsg(db->handle));
}

/* What follows the statement may be space and comments only: SQLite then prepares nothing. */
static bool refuse_second(const struct db *db, const char *path, const char *sql, const char *tail, GError **error)
{
    sqlite3_stmt *second = NULL;
    const int code = sqlite3_prepare_v2(db->handle, tail, -1, &second, NULL);
    const bool is_alone = code == SQLITE_OK && second == NULL;
    sqlite3_finalize(second);
    while (isspace((unsigned char)*tail))
        tail++;
    return is_alone || place_fail(path, sql, (size_t)(tail - sql), error, "a second statement: there may be one");
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
    if (sqlite3_prepare_v2(db->handle, sql, -1, &handle, &tail) != SQLITE_OK) {
        fail_prepare(db, path, sql, error);
        return NULL;
    }
    if (path != NULL && handle == NULL) {
        place_fail(path, sql, last_line(sql), error, "no statement");
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
    g_free(statement);
}

static void keep(struct statement *statement)
{
    struct db *db = statement->db;
    sqlite3_reset(statement->handle);
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

void statement_bind(struct statement *statement, const char *format, ...)
{
    sqlite3_reset(statement->handle);
    va_list arguments;
    va_start(arguments, format);
    for (int i = 0; format[i] != '\0'; i++) {
        const int code = bind_one(statement->handle, i + 1, format[i], &arguments);
        g_assert(code == SQLITE_OK);
    }
    va_end(arguments);
}

void statement_bind_texts(struct statement *statement, char *const *texts)
{
    sqlite3_reset(statement->handle);
    for (int i = 0; texts[i] != NULL; i++)
        sqlite3_bind_text(statement->handle, i + 1, *texts[i] == '\0' ? NULL : texts[i], -1, SQLITE_TRANSIENT);
}

/* Faults of the query itself, met only when it ran; all others are of the file or the disk. */
static bool is_of_the_query(int code)
{
    return code == SQLITE_ERROR || code == SQLITE_TOOBIG || code == SQLITE_AUTH || code == SQLITE_MISMATCH ||
           code == SQLITE_INTERRUPT;
}

static bool fail_step(const struct statement *statement, GError **error)
{
    const struct db *db = statement->db;
    const int code = sqlite3_errcode(db->handle) & 0xff;
    const char *sql = sqlite3_sql(statement->handle);
    g_autofree char *limit = code == SQLITE_INTERRUPT ? db_describe_limit(db) : NULL;
    if (statement->path != NULL && is_of_the_query(code))
        return place_fail(statement->path, sql, fault_offset(db, sql), error, "%s",
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

bool statement_step(struct statement *statement, GError **error)
{
    if (statement->is_limited && sqlite3_stmt_busy(statement->handle) == 0)
        db_begin_counting(statement->db);
    statement->db->limits.is_counting = statement->is_limited;
    const int code = sqlite3_step(statement->handle);
    if (code == SQLITE_ROW)
        return true;
    if (code != SQLITE_DONE)
        fail_step(statement, error);
    sqlite3_reset(statement->handle);
    return false;
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

bool statement_is_null(struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_NULL;
}

bool statement_is_integer(struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_INTEGER;
}

bool statement_is_real(struct statement *statement, int column)
{
    return sqlite3_column_type(statement->handle, column) == SQLITE_FLOAT;
}

int64_t statement_integer(struct statement *statement, int column)
{
    return sqlite3_column_int64(statement->handle, column);
}

double statement_real(struct statement *statement, int column)
{
    return sqlite3_column_double(statement->handle, column);
}

const char *statement_text(struct statement *statement, int column)
{
    return (const char *)sqlite3_column_text(statement->handle, column);
}

struct sqlite3_stmt *statement_handle(struct statement *statement)
{
    return statement->handle;
}
