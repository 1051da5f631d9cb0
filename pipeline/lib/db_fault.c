/* What SQLite calls a fault, in words for those who run the program. */
#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"

static const struct {
    int code;
    const char *words;
} faults[] = {
    {SQLITE_BUSY, "is in use by another program"},  {SQLITE_LOCKED, "is in use by another program"},
    {SQLITE_FULL, "cannot grow: the disk is full"}, {SQLITE_READONLY, "cannot be written: it is read-only"},
    {SQLITE_CANTOPEN, "cannot be opened"},          {SQLITE_PERM, "may not be opened"},
    {SQLITE_NOTADB, "is not a database"},           {SQLITE_CORRUPT, "is damaged or cannot be read"},
};

/* ": Disk quota exceeded" where the system told SQLite why, "" elsewhere. The caller frees. */
static char *system_reason(const struct db *db, int code)
{
    const bool is_told = (code & 0xff) == SQLITE_IOERR || (code & 0xff) == SQLITE_CANTOPEN;
    const int number = is_told && db->handle != NULL ? sqlite3_system_errno(db->handle) : 0;
    return number == 0 ? g_strdup("") : g_strconcat(": ", g_strerror(number), NULL);
}

static char *describe(const struct db *db, int code, const char *words)
{
    g_autofree char *reason = system_reason(db, code);
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++)
        if (faults[i].code == (code & 0xff))
            return g_strdup_printf("%s %s%s", db->path, faults[i].words, reason);
    return g_strdup_printf("%s: %s%s", db->path, words, reason);
}

char *db_describe_fault(const struct db *db)
{
    return describe(db, sqlite3_errcode(db->handle), sqlite3_errmsg(db->handle));
}

bool db_fault_is_of_sql(const struct db *db)
{
    return (sqlite3_errcode(db->handle) & 0xff) == SQLITE_ERROR;
}

const char *db_fault_words(const struct db *db)
{
    return sqlite3_errmsg(db->handle);
}

bool db_fail(const struct db *db, GError **error)
{
    g_autofree char *message = db_describe_fault(db);
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, message);
    return false;
}

bool db_succeeds(const struct db *db, int code, GError **error)
{
    if (code == SQLITE_OK)
        return true;
    g_autofree char *message = describe(db, code, sqlite3_errstr(code));
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, message);
    return false;
}
