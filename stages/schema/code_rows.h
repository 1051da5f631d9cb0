/* The rows of a code list (schemas/codes/<list>.csv), with what the project changes in them
 * (schemas/codes/changes/<list>.csv).
 *
 * A row of the changes whose first cell, the key, is that of a row of the list changes it: each of its cells that is
 * filled takes the place of the list's, and its synonyms come to those that are there. Any other row comes in at the
 * end. The changes have the list's columns or some of them, the key among them. */
#ifndef SCORECARD_STAGES_SCHEMA_CODE_ROWS_H
#define SCORECARD_STAGES_SCHEMA_CODE_ROWS_H

#include <glib.h>
#include <stdbool.h>

struct code_row {
    const char *path; /* of the file that wrote it last */
    guint64 line;
    bool is_change; /* not the list's own, or no longer */
    char **cells;   /* as many as the list has columns, NULL-ended */
};

struct code_rows {
    const char *path; /* of the list */
    char **columns;   /* NULL-ended */
    GPtrArray *rows;  /* struct code_row *, in order */
    GStringChunk *paths;
};

/* `changes` is a path or NULL. INVALID, with file and line, for what is no CSV in UTF-8, a row that is not as wide as
 * its header, a column twice, and changes with a column that the list has not, without its key, or with a key twice;
 * SYSTEM when a file cannot be read. */
struct code_rows *code_rows_load(const char *path, const char *changes, GError **error);
void code_rows_free(struct code_rows *rows);
/* The column's index, or -1. */
int code_rows_find_column(const struct code_rows *rows, const char *name);
/* Sets INVALID with the place of the row; returns false. */
bool code_row_fail(const struct code_row *row, GError **error, const char *format, ...) G_GNUC_PRINTF(3, 4);

#endif
