#include "pipeline/lib/db.h"

#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/full_path.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Small allocations of a connection come from this many slots of this size. */
#define LOOKASIDE_BYTES 1200
#define LOOKASIDE_SLOTS 400

static bool fail_system(GError **error, const char *path, const char *words)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s %s", path, words);
    return false;
}

static bool fail_errno(GError **error, const char *path, const char *words)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s %s: %s", path, words, g_strerror(errno));
    return false;
}

/* Makes the file before SQLite does, so that it is nobody else's to read from its first byte. */
static bool make_file(struct db *db, GError **error)
{
    const int descriptor = open(db->path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return errno == EEXIST || fail_errno(error, db->path, "cannot be made");
    close(descriptor);
    db->is_made = true;
    return true;
}

static bool file_is_regular(const char *path, GError **error)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return fail_errno(error, path, "cannot be opened");
    if (!S_ISREG(status.st_mode))
        return fail_system(error, path, "is not a file");
    if (access(path, R_OK) != 0)
        return fail_errno(error, path, "cannot be read");
    return true;
}

/* Writers make a missing file; readers need one that is there. */
static bool ensure_file(struct db *db, enum db_mode mode, GError **error)
{
    if (mode != DB_READ_ONLY && !make_file(db, error))
        return false;
    if (mode == DB_READ_ONLY && access(db->path, F_OK) != 0) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "%s: there is no such warehouse (scorecard run or load makes one)", db->path);
        return false;
    }
    return file_is_regular(db->path, error);
}

/* Of a file yet to be written: a bulk load into pages of this size takes a fifth less time than into SQLite's 4096
 * bytes. */
#define PAGE_SIZE_SQL "pragma page_size = 32768"

static bool open_handle(struct db *db, const char *name, int flags, GError **error)
{
    if (sqlite3_open_v2(name, &db->handle, flags | SQLITE_OPEN_NOMUTEX, DB_PAGES) != SQLITE_OK)
        return db_fail(db, error);
    sqlite3_extended_result_codes(db->handle, 0);
    sqlite3_exec(db->handle, PAGE_SIZE_SQL, NULL, NULL, NULL);
    db_pages_sum(db->handle);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_LOOKASIDE, NULL, LOOKASIDE_BYTES, LOOKASIDE_SLOTS);
    sqlite3_busy_timeout(db->handle, DB_BUSY_MILLISECONDS);
    db_watch(db);
    db_shadow_dates(db);
    /* "word" is an identifier and never silently a text: a misspelt column is a fault. */
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
    return true;
}

static char *journal_path(const struct db *db)
{
    return g_strconcat(db->path, "-journal", NULL);
}

static bool has_journal(const struct db *db)
{
    g_autofree char *journal = journal_path(db);
    return access(journal, F_OK) == 0 && access(db->path, W_OK) == 0;
}

/* A reader cannot roll back what a killed writer left, so a writer's connection does it first, where it may. */
static bool recover_file(struct db *db, GError **error)
{
    if (!has_journal(db))
        return true;
    int64_t version = 0;
    const bool is_done = open_handle(db, db->path, SQLITE_OPEN_READWRITE, error) &&
                         db_get_integer(db, &version, error, "pragma user_version");
    sqlite3_close_v2(db->handle);
    db->handle = NULL;
    return is_done;
}

/* SQLite rolls back what a journal holds; one that was never begun in earnest it takes over, and away, when it writes.
 */
#define CLEAR_SQL "begin immediate; pragma application_id = 0; rollback"

void db_clear_journal(struct db *db)
{
    if (!db->has_begun || !has_journal(db))
        return;
    if (open_handle(db, db->path, SQLITE_OPEN_READWRITE, NULL)) {
        sqlite3_busy_timeout(db->handle, 0); /* whoever has the lock now clears away by himself */
        sqlite3_exec(db->handle, CLEAR_SQL, NULL, NULL, NULL);
    }
    sqlite3_close_v2(db->handle);
    db->handle = NULL;
}

/* Reads the header only. A file without a page is new; anything else has to be ours and no newer than we are. */
static bool check_owner(struct db *db, GError **error)
{
    int64_t pages = 0, application = 0;
    if (!db_get_integer(db, &pages, error, "pragma page_count") ||
        !db_get_integer(db, &application, error, "pragma application_id") ||
        !db_get_integer(db, &db->version, error, "pragma user_version"))
        return false;
    db->is_new = pages == 0;
    if (db->is_new)
        return true;
    if (application != DB_APPLICATION_ID)
        return fail_system(error, db->path, "is a database of another application, not a scorecard warehouse");
    if (db->version > DB_VERSION)
        return fail_system(error, db->path, "was made by a newer version of scorecard: use that version");
    return true;
}

/* That there is a page proves nothing here: to begin makes one. */
bool db_look_again(struct db *db, GError **error)
{
    int64_t application = 0;
    if (!db_get_integer(db, &application, error, "pragma application_id") ||
        !db_get_integer(db, &db->version, error, "pragma user_version"))
        return false;
    db->is_new = application != DB_APPLICATION_ID;
    return true;
}

/* SQLite's count of its memory is a lock round every allocation, and nobody reads it. */
static void configure_library(void)
{
    static gsize is_done = 0;
    if (!g_once_init_enter(&is_done))
        return;
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    db_pages_register();
    g_once_init_leave(&is_done, 1);
}

/* Durable against a loss of power: extra, since otherwise the journal that was taken away may be back after it, and
 * takes what was committed back. Not WAL: a load writes most of the file anew, which WAL would write twice. */
static bool configure(struct db *db, GError **error)
{
    return db_run(db, error,
                  "pragma synchronous = extra; pragma foreign_keys = off; pragma recursive_triggers = off; "
                  "pragma temp_store = memory; pragma cache_size = -24576");
}

/* SQLite would open no longer one, and say no more than that. */
static bool path_suits(const char *path, GError **error)
{
    g_autofree char *full = full_path(path, error);
    if (full == NULL)
        return false;
    const int most = sqlite3_vfs_find(NULL)->mxPathname - (int)strlen("-journal");
    if (strlen(full) <= (size_t)most)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                "%s: the path of a warehouse has at most %d bytes, folders included", path, most);
    return false;
}

/* SQLite would wait for a pipe in its place for ever. */
static bool journal_suits(const struct db *db, GError **error)
{
    struct stat status;
    g_autofree char *journal = journal_path(db);
    return lstat(journal, &status) != 0 || S_ISREG(status.st_mode) || fail_system(error, journal, "is not a file");
}

static bool open_file(struct db *db, enum db_mode mode, GError **error)
{
    if (g_str_equal(db->path, ":memory:"))
        return open_handle(db, db->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, error);
    if (!path_suits(db->path, error) || !journal_suits(db, error))
        return false;
    if (!ensure_file(db, mode, error))
        return false;
    if (mode == DB_READ_ONLY && !recover_file(db, error))
        return false;
    return open_handle(db, db->path, mode == DB_READ_ONLY ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE, error);
}

struct db *db_open(const char *path, enum db_mode mode, GError **error)
{
    configure_library();
    struct db *db = g_new0(struct db, 1);
    db->path = g_strdup(path);
    db->is_whole = mode == DB_WHOLE;
    if (!open_file(db, mode, error) || !check_owner(db, error) || !configure(db, error)) {
        db_close(db);
        return NULL;
    }
    db->is_read_only = sqlite3_db_readonly(db->handle, "main") == 1;
    return db;
}

struct db *db_open_beside(const struct db *other, GError **error)
{
    if (other->shared == NULL)
        return db_open(other->path, DB_READ_ONLY, error);
    struct db *db = g_new0(struct db, 1);
    db->path = g_strdup(other->path);
    if (open_handle(db, ":memory:", SQLITE_OPEN_READWRITE, error) && db_show_shared(db, other->shared, error) &&
        check_owner(db, error) && configure(db, error))
        return db;
    db_close(db);
    return NULL;
}
