/* A SQL file with a head: `-- key: value` lines, then one read-only SELECT. Models, checks and measures are such files.
 */
#ifndef SCORECARD_STAGES_MEASURE_SQLFILE_H
#define SCORECARD_STAGES_MEASURE_SQLFILE_H

#include "pipeline/lib/db.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct sql_head_entry {
    const char *key;
    const char *value;
    size_t key_offset; /* of the key in the text, for messages */
    size_t offset;     /* of the value */
};

struct sql_file {
    char *name; /* stem: measure id, model name, check name */
    char *path;
    char *text;         /* without a byte order mark */
    char sha256[65];    /* of the file's bytes */
    GArray *head;       /* struct sql_head_entry in file order; a value continued on further comment lines is joined */
    size_t body;        /* offset of the first line below the head */
    GStringChunk *pool; /* holds the head's texts */
};

/* SYSTEM when it cannot be read, INVALID when it is not UTF-8 or its name no table's. */
struct sql_file *sql_file_load(const char *path, GError **error);
void sql_file_free(struct sql_file *file);
/* NULL when the head lacks the key. */
const char *sql_file_head(const struct sql_file *file, const char *key);
/* A head value that is a list: its parts between commas, trimmed, NULL-ended; NULL when the head lacks the key. The
 * caller frees with g_strfreev. */
char **sql_file_list(const struct sql_file *file, const char *key);
/* INVALID with the place of the key's value, or of the file's begin when the head lacks it. Returns false. */
bool sql_file_fail(const struct sql_file *file, const char *key, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* Whether the query holds `text` as a text of its own, 'so'. */
bool sql_file_quotes(const struct sql_file *file, const char *text);
/* INVALID with the place where the query first quotes `text`, or of its begin when it does not. Returns false. */
bool sql_file_fail_text(const struct sql_file *file, const char *text, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* Refuses a head key that is not in `allowed`, stands twice, or a missing one of `required` (both NULL-ended). */
bool sql_file_check_head(const struct sql_file *file, const char *const *required, const char *const *allowed,
                         GError **error);

/* Something other than space and comments stands below the head. */
bool sql_file_has_body(const struct sql_file *file);
/* The file's one statement, which must be a SELECT that only reads: INVALID with line, column and caret otherwise.
 * Names of the tables and views it reads, also through views, are added to `reads` (a set of char *, or NULL). */
struct statement *sql_file_prepare(const struct sql_file *file, struct db *db, GHashTable *reads, GError **error);

#endif
