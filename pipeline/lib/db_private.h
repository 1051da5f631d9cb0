/* What the files of db.h share and nobody else sees. */
#ifndef SCORECARD_LIB_DB_PRIVATE_H
#define SCORECARD_LIB_DB_PRIVATE_H

#include "pipeline/lib/db.h"

#include <sqlite3.h>

#define DB_BUSY_MILLISECONDS 5000

/* What a statement of a file may see while it is prepared. */
struct db_guard {
    bool is_on;                    /* a statement of a file is being prepared */
    GHashTable *views;             /* names of the TEMP views */
    GHashTable *tables;            /* of the file: its tables and views, lower case */
    int64_t version, file_version; /* of the schemas that they are of */
    GHashTable *reads;             /* what it reads is added here; NULL: nowhere */
    char *refused;                 /* the table that the statement just prepared may not read; NULL: none */
};

/* How long a statement of a file may run, and by how much the process may grow meanwhile. */
struct db_limits {
    int64_t seconds, mebibytes;
    bool is_counting;
    int64_t started; /* g_get_monotonic_time */
    int64_t memory;  /* KiB */
    enum { DB_LIMIT_NONE, DB_LIMIT_TIME, DB_LIMIT_MEMORY } passed;
};

struct db_watcher;
struct db_ahead;
struct db_each;

struct db {
    sqlite3 *handle;
    char *path;
    bool is_read_only;
    bool is_new;
    bool is_made;     /* by this connection */
    bool is_whole;    /* see db_settle */
    bool has_begun;   /* what db_settle commits */
    char *shown;      /* the last name of db_show_bytes */
    int64_t version;  /* of the file when it was opened */
    GHashTable *kept; /* SQL → struct statement *: those of db_prepare_kept that nobody uses; NULL: none yet */
    struct db_shared *shared; /* what db_open_beside shows; NULL: the file */
    struct db_guard guard;
    struct db_limits limits;
    struct db_watcher *watcher; /* NULL until the first statement of a file */
    struct db_ahead *ahead;     /* what db_write_ahead has begun; NULL: nothing */
    bool has_each;              /* the function of statement_each */
    struct db_each *each;       /* whom it hands rows to; NULL: nobody */
};

struct statement {
    struct db *db;
    sqlite3_stmt *handle;
    char *path; /* the file the SQL comes from, or NULL */
    bool is_limited;
    int bound;           /* the first code that a parameter could not be bound with, or SQLITE_OK: it is not to run */
    char *kept_as;       /* the SQL that its connection keeps it under when it is freed, or NULL */
    GError *fault;       /* that ended the rows of statement_next, until statement_end tells it */
    sqlite3_value **row; /* what statement_each hands over; NULL: columns are the handle's */
};
/* The fault that ended the statement's rows. Returns false. */
bool db_fail_step(const struct statement *statement, GError **error);

/* A database as bytes, for as long as a connection has to do with it (g_atomic_rc_box). */
struct db_shared {
    unsigned char *bytes;
    size_t length;
};

/* The file system of warehouses, whose pages tell when they are not what was written (db_pages.c). To be registered
 * once. */
#define DB_PAGES "scorecard"
void db_pages_register(void);
/* A new connection's file, if it is yet to be made, has such pages. */
void db_pages_sum(sqlite3 *handle);

/* After a connection that has written is closed: where a page could not be written before the commit, SQLite leaves the
 * journal to whoever opens the file next. */
void db_clear_journal(struct db *db);
/* Waits until what was written ahead is on the disk; SQLite's code. */
int db_ahead_end(struct db *db);
/* Takes the clock and the time zone out of a new connection's date functions. */
void db_shadow_dates(struct db *db);
/* The connection's own database is what `shared` holds, from now on. */
bool db_show_shared(struct db *db, struct db_shared *shared, GError **error);
/* Sets the limits of a new connection. */
void db_watch(struct db *db);
/* A statement of a file begins. */
void db_begin_counting(struct db *db);
/* Brackets a call of SQLite for a statement of `path`, which a thread watches: where the call passes the limits and
 * cannot be interrupted, since one function or the preparation takes for ever, the program is ended as by a kill, but
 * with a word (INVALID's exit code). */
void db_watch_limits(struct db *db); /* before the first call of a statement, as db_begin_counting does */
void db_watch_begin(struct db *db, const char *path);
void db_watch_end(struct db *db);
void db_watch_close(struct db *db);
/* KiB of the whole process, at its most. */
int64_t db_memory_at_most(void);
/* Which limit the statement just interrupted has passed. The caller frees. */
char *db_describe_limit(const struct db *db);

/* Sets SYSTEM with the connection's last fault in plain words. Returns false. */
bool db_fail(const struct db *db, GError **error);
/* Whether the code is SQLITE_OK; else sets SYSTEM with its words: of calls that do not leave it with the connection. */
bool db_succeeds(const struct db *db, int code, GError **error);
/* The fault of preparing `sql`: INVALID with its place where `path` names its file, else as db_fail. Returns false. */
bool db_fail_prepare(struct db *db, const char *path, const char *sql, GError **error);
/* Where the connection's last fault lies in `sql`: where SQLite says, else at the word that it names, below the head
 * where that can be, else at the last line. */
size_t db_fault_offset(const struct db *db, const char *sql);
/* Where the last line that is not blank begins. */
size_t db_last_line(const char *sql);
/* The last fault in plain words: "scorecard.db is in use by another program". The caller frees. */
char *db_describe_fault(const struct db *db);

/* A slip's hint (slip.h) for SQLite's message about a name in a file's SQL that there is not. The caller frees. */
char *db_hint(struct db *db, const char *sql, const char *message);

#endif
