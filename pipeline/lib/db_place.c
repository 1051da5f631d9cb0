/* Where in a SQL file's text the fault lies that SQLite found in it. */
#include "pipeline/lib/db_private.h"
#include "pipeline/lib/place.h"

#include <string.h>

static bool is_word(char character)
{
    return g_ascii_isalnum(character) || character == '_' || (character & 0x80) != 0;
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

size_t db_last_line(const char *sql)
{
    size_t end = strlen(sql);
    while (end > 0 && g_ascii_isspace(sql[end - 1]))
        end--;
    while (end > 0 && sql[end - 1] != '\n')
        end--;
    return end;
}

/* SQLite knows the place of most faults. Of the others it names the table or column ("no such table: x"). */
size_t db_fault_offset(const struct db *db, const char *sql)
{
    const int offset = sqlite3_error_offset(db->handle);
    if (offset >= 0)
        return (size_t)offset;
    const char *colon = strstr(sqlite3_errmsg(db->handle), ": ");
    if (colon == NULL || colon[2] == '\0')
        return db_last_line(sql);
    const char *select = find_word(sql, "select");
    const char *dot = strrchr(colon, '.');
    const char *word = find_word(select == NULL ? sql : select, dot == NULL ? colon + 2 : dot + 1);
    return word == NULL ? db_last_line(sql) : (size_t)(word - sql);
}

/* Where the text names a table that it may not read; another's view may have led there. */
static bool fail_refused(const struct db *db, const char *path, const char *sql, GError **error)
{
    const char *table = db->guard.refused;
    const char *select = find_word(sql, "select");
    const char *word = find_word(select == NULL ? sql : select, table);
    return place_fail(path, sql, word == NULL ? db_last_line(sql) : (size_t)(word - sql), error,
                      "%s is no table for queries: they read current_<extract>, models and the tables of a run", table);
}

bool db_fail_prepare(struct db *db, const char *path, const char *sql, GError **error)
{
    const int code = sqlite3_errcode(db->handle) & 0xff;
    if (path == NULL || (code != SQLITE_ERROR && code != SQLITE_AUTH))
        return db_fail(db, error);
    if (code == SQLITE_AUTH && db->guard.refused != NULL)
        return fail_refused(db, path, sql, error);
    const size_t offset = db_fault_offset(db, sql);
    g_autofree char *message = g_strdup(sqlite3_errmsg(db->handle));
    g_autofree char *hint = db_hint(db, sql, message);
    return place_fail(path, sql, offset, error, "%s%s", message, hint);
}
