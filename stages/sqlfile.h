/* A SQL file with a head: `-- key: value` lines, then one read-only SELECT. Models, checks and measures are such files. */
#ifndef SCORECARD_STAGES_SQLFILE_H
#define SCORECARD_STAGES_SQLFILE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

struct sql_head_entry {
    const char *key;
    const char *value;
    size_t offset; /* of the value in the text, for messages */
};

struct sql_file {
    char *name; /* stem: measure id, model name, check name */
    char *path;
    char *text;
    char sha256[65];
    GArray *head; /* struct sql_head_entry in file order; a value continued on further comment lines is joined */
};

/* SYSTEM when it cannot be read, INVALID when it is not UTF-8. */
struct sql_file *sql_file_load(const char *path, GError **error);
void sql_file_free(struct sql_file *file);
/* NULL when the head lacks the key. */
const char *sql_file_head(const struct sql_file *file, const char *key);
/* Refuses a head key that is not in `allowed`, stands twice, or a missing one of `required` (both NULL-ended). */
bool sql_file_check_head(const struct sql_file *file, const char *const *required, const char *const *allowed, GError **error);

#endif
