#include "stages/schema/code_rows.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/slip.h"
#include "pipeline/lib/space.h"

#include <string.h>

static void free_row(void *data)
{
    struct code_row *row = data;
    g_strfreev(row->cells);
    g_free(row);
}

void code_rows_free(struct code_rows *rows)
{
    if (rows == NULL)
        return;
    g_ptr_array_unref(rows->rows);
    g_strfreev(rows->columns);
    g_string_chunk_free(rows->paths);
    g_free(rows);
}

bool code_row_fail(const struct code_row *row, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "%s:%" G_GUINT64_FORMAT ": %s", row->path, row->line,
                message);
    return false;
}

static int find_word(char *const *words, const char *name)
{
    for (int i = 0; words[i] != NULL; i++)
        if (g_str_equal(words[i], name))
            return i;
    return -1;
}

int code_rows_find_column(const struct code_rows *rows, const char *name)
{
    return find_word(rows->columns, name);
}

static const char *describe_fault(enum csv_fault fault)
{
    static const char *const faults[] = {
        [CSV_FAULT_NONE] = NULL,
        [CSV_FAULT_QUOTE] = "a quote stands where none can: write it twice, and the cell in quotes",
        [CSV_FAULT_UNCLOSED] = "a quote is opened here and never closed",
        [CSV_FAULT_ENCODING] = "this is not UTF-8: save the file as \"CSV UTF-8\"",
        [CSV_FAULT_NUL] = "the line holds a NUL character: save the file as \"CSV UTF-8\"",
        [CSV_FAULT_CELL_LIMIT] = "a cell is too long",
    };
    return faults[fault];
}

/* A record as a row of `width` cells. */
static struct code_row *copy_record(const char *path, const struct csv_record *record, guint width)
{
    struct code_row *row = g_new0(struct code_row, 1);
    *row = (struct code_row){.path = path, .line = record->line, .cells = g_new0(char *, width + 1)};
    for (guint i = 0; i < width; i++)
        row->cells[i] = space_trimmed(record->cells[i].text, record->cells[i].length);
    return row;
}

static bool check_record(const char *path, const struct csv_record *record, guint width, GError **error)
{
    const struct code_row place = {.path = path, .line = record->line};
    const struct code_row fault = {.path = path, .line = record->fault_line};
    if (record->fault != CSV_FAULT_NONE)
        return code_row_fail(&fault, error, "%s", describe_fault(record->fault));
    return width == 0 || record->is_blank || record->n_cells == width ||
           code_row_fail(&place, error, "the row has %u %s and the header %u: %s", record->n_cells,
                         record->n_cells == 1 ? "cell" : "cells", width,
                         record->n_cells > width ? "put a cell that holds a comma in double quotes"
                                                 : "a comma is missing, also where a cell is empty");
}

/* The rows of one file, the header first. NULL when it cannot be. */
static GPtrArray *read_file(const char *path, GError **error)
{
    const struct csv_options options = {.encoding = CSV_ENCODING_UTF8, .delimiter = ','};
    struct csv_reader *reader = csv_reader_open(path, &options, error);
    if (reader == NULL)
        return NULL;
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(free_row);
    GError *fault = NULL;
    struct csv_record record;
    guint width = 0;
    while (fault == NULL && csv_reader_next(reader, &record, &fault)) {
        if (!check_record(path, &record, width, &fault) || record.is_blank)
            continue;
        width = width == 0 ? record.n_cells : width;
        g_ptr_array_add(list, copy_record(path, &record, width));
    }
    csv_reader_close(reader);
    if (fault == NULL && list->len == 0)
        code_row_fail(&(struct code_row){.path = path, .line = 1}, &fault, "the code list is empty");
    if (fault == NULL)
        return g_steal_pointer(&list);
    g_propagate_error(error, fault);
    return NULL;
}

static bool check_columns(const struct code_row *header, GError **error)
{
    for (guint i = 0; header->cells[i] != NULL; i++)
        if (*header->cells[i] == '\0' || find_word(header->cells, header->cells[i]) != (int)i)
            return code_row_fail(header, error, "column %u of the header \"%s\" must have a name, of its own", i + 1,
                                 header->cells[i]);
    return true;
}

static bool fail_column(const struct code_rows *rows, const struct code_row *header, const char *column, GError **error)
{
    struct slip slip = slip_begin(column);
    for (char **known = rows->columns; *known != NULL; known++)
        slip_consider(&slip, *known);
    g_autofree char *columns = g_strjoinv(",", rows->columns);
    g_autofree char *hint = slip_hint(&slip);
    return code_row_fail(header, error, "the list, whose columns are %s, has no \"%s\"%s", columns, column, hint);
}

/* Where the columns of the changes stand in the list (guint), or NULL. */
static GArray *map_columns(const struct code_rows *rows, const struct code_row *header, GError **error)
{
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(guint));
    if (!check_columns(header, error))
        return NULL;
    for (char **column = header->cells; *column != NULL; column++) {
        const int at = code_rows_find_column(rows, *column);
        if (at < 0 && !fail_column(rows, header, *column, error))
            return NULL;
        const guint found = (guint)at;
        g_array_append_val(columns, found);
    }
    if (find_word(header->cells, rows->columns[0]) >= 0)
        return g_steal_pointer(&columns);
    code_row_fail(header, error, "the column \"%s\" is missing, which says what row of the list is changed",
                  rows->columns[0]);
    return NULL;
}

static struct code_row *find_row(const struct code_rows *rows, const char *key)
{
    for (guint i = 0; i < rows->rows->len; i++) {
        struct code_row *row = rows->rows->pdata[i];
        if (g_str_equal(row->cells[0], key))
            return row;
    }
    return NULL;
}

/* The changed row in the order of the list's columns. */
static struct code_row *arrange(const struct code_rows *rows, const struct code_row *change, const GArray *columns)
{
    const guint width = g_strv_length(rows->columns);
    struct code_row *row = g_new0(struct code_row, 1);
    *row = (struct code_row){change->path, change->line, true, g_new0(char *, width + 1)};
    for (guint i = 0; i < columns->len; i++)
        row->cells[g_array_index(columns, guint, i)] = g_strdup(change->cells[i]);
    for (guint i = 0; i < width; i++)
        row->cells[i] = row->cells[i] == NULL ? g_strdup("") : row->cells[i];
    return row;
}

static void change_row(const struct code_rows *rows, struct code_row *row, const struct code_row *change)
{
    for (guint i = 0; change->cells[i] != NULL; i++) {
        if (*change->cells[i] == '\0')
            continue;
        const bool is_added = g_str_equal(rows->columns[i], "synonyms") && *row->cells[i] != '\0';
        char *old = row->cells[i];
        row->cells[i] = is_added ? g_strjoin(";", old, change->cells[i], NULL) : g_strdup(change->cells[i]);
        g_free(old);
    }
    row->path = change->path;
    row->line = change->line;
    row->is_change = true;
}

/* Takes the change over. */
static bool take_change(struct code_rows *rows, struct code_row *change, GError **error)
{
    const char *key = change->cells[0];
    const bool has_key = key != NULL && *key != '\0';
    struct code_row *row = has_key ? find_row(rows, key) : NULL;
    bool is_good = true;
    if (!has_key)
        is_good = code_row_fail(change, error, "the row has no \"%s\", which says what row of the list it changes",
                                rows->columns[0]);
    else if (row != NULL && row->is_change)
        is_good = code_row_fail(change, error, "\"%s\" stands here a second time", key);
    else if (row != NULL)
        change_row(rows, row, change);
    if (is_good && row == NULL)
        g_ptr_array_add(rows->rows, change);
    else
        free_row(change);
    return is_good;
}

static bool take_changes(struct code_rows *rows, const char *path, GError **error)
{
    g_autoptr(GPtrArray) changes = read_file(g_string_chunk_insert_const(rows->paths, path), error);
    g_autoptr(GArray) columns = changes == NULL ? NULL : map_columns(rows, changes->pdata[0], error);
    for (guint i = 1; columns != NULL && i < changes->len; i++)
        if (!take_change(rows, arrange(rows, changes->pdata[i], columns), error))
            return false;
    return columns != NULL;
}

struct code_rows *code_rows_load(const char *path, const char *changes, GError **error)
{
    struct code_rows *rows = g_new0(struct code_rows, 1);
    rows->paths = g_string_chunk_new(256);
    rows->path = g_string_chunk_insert_const(rows->paths, path);
    rows->rows = read_file(rows->path, error);
    if (rows->rows != NULL) {
        struct code_row *header = g_ptr_array_steal_index(rows->rows, 0);
        const bool is_header = check_columns(header, error);
        rows->columns = g_steal_pointer(&header->cells);
        free_row(header);
        if (is_header && (changes == NULL || take_changes(rows, changes, error)))
            return rows;
    } else {
        rows->rows = g_ptr_array_new();
    }
    code_rows_free(rows);
    return NULL;
}
