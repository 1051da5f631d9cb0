/* The one door to SQLite. Nothing else includes sqlite3.h but the files that register functions and virtual tables.
 *
 * A db is one connection. Statements are prepared, bound and stepped here; a fault carries the SQLite message and, for
 * SQL from a file, its place (place.h). Opened files have mode 0600 and application_id/user_version of ours. */
#ifndef SCORECARD_LIB_DB_H
#define SCORECARD_LIB_DB_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct sqlite3; /* db_handle is for the files that register functions and tables */
struct db;
struct statement;

enum db_mode {
    DB_READ_ONLY,
    DB_READ_WRITE, /* made when missing */
    DB_WHOLE       /* the same, and all that is written until db_settle is one transaction */
};

#define DB_APPLICATION_ID 0x53435244 /* "SCRD" */
#define DB_VERSION 3                 /* user_version of the tables this program makes */

/* SYSTEM: cannot be opened, no database, another application's, a newer version's, or in use after 5 s ("in use"). A
 * path of
 * ":memory:" is a private database. Older versions are migrated. */
struct db *db_open(const char *path, enum db_mode mode, GError **error);
/* Nothing was ever committed into the file: it still has to be marked as ours. */
bool db_is_new(const struct db *db);
/* The user_version the file came with; below DB_VERSION the tables have to be brought up (warehouse_open). */
int64_t db_version(const struct db *db);
/* Under the lock of db_begin: looks again whether the file is new and of which version, since another program may have
 * filled it before the lock was had. */
bool db_look_again(struct db *db, GError **error);
/* Writes our application_id and user_version, inside the transaction that makes the tables. */
bool db_mark(struct db *db, GError **error);
void db_close(struct db *db); /* a file that was made for nothing is taken away */
struct sqlite3 *db_handle(struct db *db);
const char *db_path(const struct db *db);
bool db_is_read_only(const struct db *db);

/* Runs SQL without a result; several statements are allowed. */
bool db_run(struct db *db, GError **error, const char *sql);
/* printf-like with SQLite's %w (identifier in double quotes: "%w") and %Q, for names from the catalog. */
bool db_run_format(struct db *db, GError **error, const char *format, ...);
/* Appends a table's or column's name as SQL quotes one. */
void db_add_name(GString *sql, const char *name);
/* Whether what just failed, failed for what the SQL says (a column that is not there), not for the file or the machine.
 */
bool db_fault_is_of_sql(const struct db *db);
/* What SQLite says of it, until the next call; the fault itself names the database before. */
const char *db_fault_words(const struct db *db);
bool db_begin(struct db *db, GError **error); /* begin immediate */
bool db_commit(struct db *db, GError **error);
/* Writes what the transaction has changed by now, and lets a thread wait until it is on the disk, so that little is
 * left for its commit, which decides as ever whether it stands. Does nothing where others are reading. */
bool db_write_ahead(struct db *db, GError **error);
void db_rollback(struct db *db); /* keeps quiet when there is nothing to roll back */
/* Of DB_WHOLE: db_begin begins at its first call only, db_commit and db_rollback leave the transaction to this, which
 * commits it once; later ones are as usual. Without it the file stays as it was. */
bool db_settle(struct db *db, GError **error);
bool db_is_whole(const struct db *db); /* and not settled yet: other connections see nothing of what is written */
bool db_is_in_transaction(const struct db *db);
/* A part of a transaction that can be undone by itself: mark its beginning, then keep it or undo it. Parts do not nest.
 */
bool db_part_begin(struct db *db, GError **error);
bool db_part_keep(struct db *db, GError **error);
/* Keeps quiet when the whole transaction is gone. What cannot be undone by itself takes the whole transaction with it,
 * so that it is never committed. */
bool db_part_undo(struct db *db, GError **error);

/* One statement of `sql`; `path` (or NULL) is the file it comes from, `sql` that file's whole text: faults point into
 * it. */
struct statement *db_prepare(struct db *db, const char *path, const char *sql, GError **error);
/* The same for SQL of ours that is asked for again and again: statement_free gives it back to the connection, which
 * keeps it for the next time. To prepare takes longer than most of these run. */
struct statement *db_prepare_kept(struct db *db, const char *sql, GError **error);
void statement_free(struct statement *statement);
/* Binds parameters 1… by a format: i int, l int64, d double, s text (NULL binds null), n null. Resets first. What
 * cannot be bound (too long, no memory) fails the next step. */
void statement_bind(struct statement *statement, const char *format, ...);
/* Binds one text a parameter from a NULL-ended list; an empty one binds null. Resets first. */
void statement_bind_texts(struct statement *statement, char *const *texts);
/* SQL of ours that runs a project's: the limits of a query hold, and a fault of it is INVALID, without a place. */
void statement_limit(struct statement *statement);
/* True: a row; false: the end (error unset) or a fault. */
bool statement_step(struct statement *statement, GError **error);
/* The rows of a query one after the other, where nothing but stepping can fail: true while there is one. A fault ends
 * them, and statement_end, which frees the statement, tells it:
 *     while (statement_next(rows))
 *         take(rows);
 *     return statement_end(rows, error);
 */
bool statement_next(struct statement *statement);
bool statement_end(struct statement *statement, GError **error);
/* All rows of a query without parameters, in any order, until `take` is false: SQLite hands them over one after the
 * other, which costs less than to step and to ask for each column. Within `take` the columns are those of the row in
 * hand. False at a fault of the query. */
bool statement_each(struct statement *statement, bool (*take)(void *data), void *data, GError **error);
/* Steps to the end, for statements without rows. */
bool statement_run(struct statement *statement, GError **error);
int statement_n_columns(struct statement *statement);
int statement_n_parameters(struct statement *statement);
const char *statement_column_name(struct statement *statement, int column);
bool statement_is_null(struct statement *statement, int column);
bool statement_is_integer(struct statement *statement, int column); /* as it is stored */
bool statement_is_real(struct statement *statement, int column);
/* What a value is, as it is stored: bits, so that several may be allowed at once. */
enum statement_type {
    STATEMENT_INTEGER = 1,
    STATEMENT_REAL = 2,
    STATEMENT_TEXT = 4,
    STATEMENT_BLOB = 8,
    STATEMENT_NULL = 16,
};
enum statement_type statement_type(struct statement *statement, int column);
int64_t statement_integer(struct statement *statement, int column);
double statement_real(struct statement *statement, int column);
/* Valid until the next step; NULL for null. */
const char *statement_text(struct statement *statement, int column);
struct sqlite3_stmt *statement_handle(struct statement *statement);
/* The table (seen through views) and its column that a result column comes from; false for an expression. */
bool statement_column_origin(struct statement *statement, int column, const char **table, const char **name);

/* Makes `bytes`, which are a database of SQLite's file format, the database `name` beside the connection's own,
 * read-only and in place of what that was before: no statement on it may be under way. They stay as they are until
 * db_hide_bytes.
 */
bool db_show_bytes(struct db *db, const char *name, unsigned char *bytes, size_t length, GError **error);
/* The bytes are used no more. Inside a transaction the name stays, and is taken away when this is called again after
 * it, or by db_settle. */
void db_hide_bytes(struct db *db, const char *name);
/* Makes what `db` sees now visible to db_open_beside, with what of a DB_WHOLE is not settled yet. It stays as it is
 * until db_unshare. False where nothing can lie beside it: a private database, one of more than `most` bytes that are
 * not settled, no memory. */
#define DB_SHARE_USUALLY (128 * 1024 * 1024) /* what a second thread may cost in memory */
bool db_share(struct db *db, int64_t most);
void db_unshare(struct db *db);
/* Another connection, that reads what was shared; of any thread, while `db` may be at work. */
struct db *db_open_beside(const struct db *db, GError **error);
/* The database `name` of the connection as such bytes, with what is not committed yet; NULL when there is no memory.
 * The caller frees with db_free_bytes. */
unsigned char *db_copy_bytes(struct db *db, const char *name, size_t *length);
void db_free_bytes(unsigned char *bytes);

/* Until db_unguard, statements are prepared only if all they do is read: TEMP relations, and tables of the warehouse
 * through TEMP views alone; no table of ours that is nobody's data, no function that touches a file, the connection,
 * the clock or chance. Others are INVALID. Names of the tables and views they read, also through views, are added to
 * `reads` (a set of char *, or NULL). */
bool db_guard(struct db *db, GHashTable *reads, GError **error);
void db_unguard(struct db *db);
/* Under a guard: whether that is, in any case, the name of a TEMP view or of a table or view of the file itself. */
bool db_guards_view(const struct db *db, const char *name);
bool db_guards_table(const struct db *db, const char *name);
/* SQLite's date functions know no clock and no time zone on our connections: without a date, or with one of these words
 * for it, they give null. */
bool db_is_of_today(const char *word); /* now, localtime, utc */
bool db_is_date_function(const char *name, int *first_date /* index of the first argument that is a date */);
/* How long a statement of a file may run, and by how much the process may grow while it does; beyond, it is INVALID. */
void db_limit_queries(struct db *db, int64_t seconds, int64_t mebibytes);

/* The first column of the first row, for one-value queries; *value is as it was when there is no row. */
bool db_get_integer(struct db *db, int64_t *value, GError **error, const char *sql);
char *db_get_text(struct db *db, const char *sql, GError **error);

#endif
