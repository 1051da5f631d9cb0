/* What the files of db.h share and nobody else sees. */
#ifndef SCORECARD_LIB_DB_PRIVATE_H
#define SCORECARD_LIB_DB_PRIVATE_H

#include "pipeline/lib/db.h"

#include <sqlite3.h>

#define DB_BUSY_MILLISECONDS 5000

struct db {
    sqlite3 *handle;
    char *path;
    bool is_read_only;
    bool is_new;
    bool is_made;    /* by this connection */
    bool is_whole;   /* see db_settle */
    bool has_begun;  /* what db_settle commits */
    char *shown;     /* the last name of db_show_bytes */
    int64_t version; /* of the file when it was opened */
    /* A statement of a file may never end: it is stopped beyond a number of SQLite's steps that grows with the data. */
    bool is_counting;
    uint64_t steps, most_steps;
};

/* Counts the steps of what follows while is_counting is set. */
void db_limit_steps(struct db *db);
/* A statement of a file begins. */
void db_begin_counting(struct db *db);

/* Sets SYSTEM with the connection's last fault in plain words. Returns false. */
bool db_fail(const struct db *db, GError **error);
/* The last fault in plain words: "scorecard.db is in use by another program". The caller frees. */
char *db_describe_fault(const struct db *db);

#endif
