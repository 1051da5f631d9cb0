/* SQLite's date functions without its clock and time zone: 'now', 'localtime' and 'utc' are no date here, so they give
 * null, wherever the words come from. */
#include "pipeline/lib/db_private.h"

#define MOST_ARGUMENTS 16

/* One function. SQLite's own is asked on a connection of its own, where it has not been replaced. */
struct original {
    const char *name;
    int first_date; /* index of the first argument that may be a date */
    sqlite3 *handle;
    sqlite3_stmt *calls[MOST_ARGUMENTS + 1]; /* by number of arguments */
};

static const struct {
    const char *name;
    int first_date;
    int since; /* version of SQLite */
} functions[] = {{"date", 0, 0},          {"time", 0, 0},     {"datetime", 0, 0},
                 {"julianday", 0, 0},     {"strftime", 1, 0}, {"unixepoch", 0, 3038000},
                 {"timediff", 0, 3043000}};

static void free_original(void *data)
{
    struct original *original = data;
    for (guint i = 0; i < G_N_ELEMENTS(original->calls); i++)
        sqlite3_finalize(original->calls[i]);
    sqlite3_close_v2(original->handle);
    g_free(original);
}

bool db_is_of_today(const char *word)
{
    static const char *const words[] = {"now", "localtime", "utc", NULL};
    for (const char *const *known = words; *known != NULL; known++)
        if (g_ascii_strcasecmp(word, *known) == 0)
            return true;
    return false;
}

bool db_is_date_function(const char *name, int *first_date)
{
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++)
        if (g_ascii_strcasecmp(name, functions[i].name) == 0) {
            *first_date = functions[i].first_date;
            return true;
        }
    return false;
}

/* Without a date it is the day of the run that is meant. */
static bool asks_the_clock(const struct original *original, int n, sqlite3_value **arguments)
{
    for (int i = original->first_date; i < n; i++) {
        const char *text = (const char *)sqlite3_value_text(arguments[i]);
        if (text != NULL && db_is_of_today(text))
            return true;
    }
    return n <= original->first_date;
}

static sqlite3_stmt *prepare_call(struct original *original, int n)
{
    if (original->calls[n] != NULL)
        return original->calls[n];
    GString *sql = g_string_new(NULL);
    g_string_printf(sql, "select %s(", original->name);
    for (int i = 0; i < n; i++)
        g_string_append(sql, i == 0 ? "?" : ", ?");
    g_string_append_c(sql, ')');
    if (original->handle == NULL)
        sqlite3_open_v2(":memory:", &original->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
    sqlite3_prepare_v2(original->handle, sql->str, -1, &original->calls[n], NULL);
    g_string_free(sql, TRUE);
    return original->calls[n];
}

static void fail(sqlite3_context *context, const struct original *original)
{
    g_autofree char *message = original->handle == NULL ? NULL : g_strdup(sqlite3_errmsg(original->handle));
    sqlite3_result_error(context, message == NULL ? "too many arguments" : message, -1);
}

static void call(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    struct original *original = sqlite3_user_data(context);
    if (asks_the_clock(original, n, arguments))
        return;
    sqlite3_stmt *statement = n > MOST_ARGUMENTS ? NULL : prepare_call(original, n);
    for (int i = 0; statement != NULL && i < n; i++)
        sqlite3_bind_value(statement, i + 1, arguments[i]);
    if (statement != NULL && sqlite3_step(statement) == SQLITE_ROW)
        sqlite3_result_value(context, sqlite3_column_value(statement, 0));
    else
        fail(context, original);
    sqlite3_reset(statement);
}

void db_shadow_dates(struct db *db)
{
    for (guint i = 0; i < G_N_ELEMENTS(functions); i++) {
        if (sqlite3_libversion_number() < functions[i].since)
            continue;
        struct original *original = g_new0(struct original, 1);
        original->name = functions[i].name;
        original->first_date = functions[i].first_date;
        sqlite3_create_function_v2(db->handle, functions[i].name, -1,
                                   SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, original, call, NULL, NULL,
                                   free_original);
    }
}
