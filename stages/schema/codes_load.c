/* The file of a code list. */
#include "stages/schema/codes_private.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"

#include <string.h>

/* Positions of the columns in a code file; -1: not there. */
struct code_columns {
    int code, label, synonyms;
    uint32_t width; /* cells of the header */
};

static bool add_synonyms(struct code_list *list, const struct csv_cell *cell, GError **error)
{
    const char *at = cell->text, *end = cell->text + cell->length;
    while (at < end) {
        const char *semicolon = memchr(at, ';', (size_t)(end - at));
        const char *stop = semicolon == NULL ? end : semicolon;
        if (!code_list_add_synonym(list, at, (uint32_t)(stop - at), error))
            return false;
        at = stop + 1;
    }
    return true;
}

static const struct csv_cell *cell_at(const struct csv_record *record, int column)
{
    return column >= 0 && (uint32_t)column < record->n_cells ? &record->cells[column] : NULL;
}

static bool add_code(struct code_list *list, const struct csv_record *record, const struct code_columns *columns,
                     GError **error)
{
    const struct csv_cell *code = cell_at(record, columns->code), *label = cell_at(record, columns->label);
    const struct csv_cell *synonyms = cell_at(record, columns->synonyms);
    if (code == NULL || code->length == 0)
        return true;
    const struct csv_cell *shown = label == NULL || label->length == 0 ? code : label;
    g_autofree char *shown_text = g_strndup(shown->text, shown->length);
    const struct code row = {.code = code->text, .label = shown_text, .length = code->length};
    return code_list_add(list, record->line, &row, error) && (synonyms == NULL || add_synonyms(list, synonyms, error));
}

static int find_column(const struct csv_record *header, const char *name)
{
    for (uint32_t i = 0; i < header->n_cells; i++)
        if (header->cells[i].length == strlen(name) && memcmp(header->cells[i].text, name, strlen(name)) == 0)
            return (int)i;
    return -1;
}

static bool find_columns(const char *path, const struct csv_record *header, struct code_columns *columns,
                         GError **error)
{
    *columns = (struct code_columns){find_column(header, "code"), find_column(header, "label"),
                                     find_column(header, "synonyms"), header->n_cells};
    if (columns->code >= 0 && columns->label >= 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                "%s:1: a code list begins with the header code,label,synonyms", path);
    return false;
}

static bool read_header(const char *path, struct csv_reader *reader, struct code_columns *columns, GError **error)
{
    struct csv_record record;
    GError *cause = NULL;
    if (csv_reader_next(reader, &record, &cause))
        return find_columns(path, &record, columns, error);
    if (cause == NULL)
        cause = g_error_new(SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "%s:1: the code list is empty", path);
    g_propagate_error(error, cause);
    return false;
}

static bool refuse_fault(const char *path, const struct csv_record *record, GError **error)
{
    if (record->fault != CSV_FAULT_NONE)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                    "%s:%" G_GUINT64_FORMAT ": the line cannot be read: look for a quote or for bytes that are no text",
                    path, (guint64)record->line);
    return record->fault == CSV_FAULT_NONE;
}

/* A comma too many would move the cells behind it by a column. */
static bool refuse_width(const char *path, const struct csv_record *record, uint32_t width, GError **error)
{
    if (record->n_cells > width)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                    "%s:%" G_GUINT64_FORMAT
                    ": the row has %u cells and the header %u: put a cell that holds a comma in double quotes",
                    path, (guint64)record->line, record->n_cells, width);
    return record->n_cells <= width;
}

static bool read_codes(struct code_list *list, const char *path, struct csv_reader *reader, GError **error)
{
    struct csv_record record;
    struct code_columns columns;
    GError *cause = NULL;
    if (!read_header(path, reader, &columns, error))
        return false;
    while (csv_reader_next(reader, &record, &cause)) {
        if (!refuse_fault(path, &record, error))
            return false;
        if (!record.is_blank &&
            (!refuse_width(path, &record, columns.width, error) || !add_code(list, &record, &columns, error)))
            return false;
    }
    if (cause == NULL)
        return true;
    g_propagate_error(error, cause);
    return false;
}

struct code_list *code_list_load(const char *path, GError **error)
{
    const struct csv_options options = {.delimiter = ','};
    struct csv_reader *reader = csv_reader_open(path, &options, error);
    if (reader == NULL)
        return NULL;
    struct code_list *list = code_list_new(path);
    if (read_codes(list, path, reader, error))
        code_list_finish(list);
    else
        g_clear_pointer(&list, code_list_free);
    csv_reader_close(reader);
    return list;
}
