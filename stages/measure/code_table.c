#include "stages/measure/code_table.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"

struct code_row {
    guint64 line;
    char **cells;
};

struct code_table {
    char *path;
    GPtrArray *rows; /* struct code_row *, the header first */
};

static void free_row(gpointer data)
{
    struct code_row *row = data;
    g_strfreev(row->cells);
    g_free(row);
}

static struct code_row *copy_record(const struct csv_record *record)
{
    struct code_row *row = g_new0(struct code_row, 1);
    row->line = record->line;
    row->cells = g_new0(char *, record->n_cells + 1);
    for (guint i = 0; i < record->n_cells; i++)
        row->cells[i] = g_strndup(record->cells[i].text, record->cells[i].length);
    return row;
}

static bool fail_at(const char *path, guint64 line, GError **error, const char *message)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "%s:%" G_GUINT64_FORMAT ": %s", path, line, message);
    return false;
}

static guint n_columns(const struct code_table *table)
{
    const struct code_row *header = table->rows->pdata[0];
    return g_strv_length(header->cells);
}

static bool take_record(struct code_table *table, const struct csv_record *record, GError **error)
{
    if (record->fault != CSV_FAULT_NONE)
        return fail_at(table->path, record->fault_line, error, "cannot be read as CSV in UTF-8");
    if (record->is_blank)
        return true;
    if (table->rows->len > 0 && record->n_cells != n_columns(table))
        return fail_at(table->path, record->line, error, "the row is not as wide as the header");
    g_ptr_array_add(table->rows, copy_record(record));
    return true;
}

static bool read_rows(struct code_table *table, GError **error)
{
    const struct csv_options options = {.encoding = CSV_ENCODING_UTF8, .delimiter = ','};
    struct csv_reader *reader = csv_reader_open(table->path, &options, error);
    if (reader == NULL)
        return false;
    GError *fault = NULL;
    struct csv_record record;
    while (fault == NULL && csv_reader_next(reader, &record, &fault))
        take_record(table, &record, &fault);
    csv_reader_close(reader);
    if (fault == NULL)
        return table->rows->len > 0 || fail_at(table->path, 1, error, "the file has no header");
    g_propagate_error(error, fault);
    return false;
}

static struct code_table *load_path(const char *path, GError **error)
{
    struct code_table *table = g_new0(struct code_table, 1);
    table->path = g_strdup(path);
    table->rows = g_ptr_array_new_with_free_func(free_row);
    if (read_rows(table, error))
        return table;
    code_table_free(table);
    return NULL;
}

struct code_table *code_table_load(const struct project *project, const char *list, GError **error)
{
    g_autofree char *path = project_find(project, "schemas/codes", list, ".csv");
    if (path != NULL)
        return load_path(path, error);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "there is no schemas/codes/%s.csv", list);
    return NULL;
}

void code_table_free(struct code_table *table)
{
    if (table == NULL)
        return;
    g_free(table->path);
    g_ptr_array_unref(table->rows);
    g_free(table);
}

guint code_table_n_rows(const struct code_table *table)
{
    return table->rows->len - 1;
}

static const struct code_row *row_at(const struct code_table *table, guint row)
{
    return table->rows->pdata[row + 1];
}

const char *code_table_cell(const struct code_table *table, guint row, guint column)
{
    return row_at(table, row)->cells[column];
}

bool code_table_fail(const struct code_table *table, guint row, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    return fail_at(table->path, row_at(table, row)->line, error, message);
}

/* "name" as SQL quotes an identifier. */
static void append_identifier(GString *sql, const char *name)
{
    g_autoptr(GString) quoted = g_string_new(name);
    g_string_replace(quoted, "\"", "\"\"", 0);
    g_string_append_printf(sql, "\"%s\"", quoted->str);
}

static bool create_table(struct db *db, const char *name, const struct code_table *table, GError **error)
{
    g_autoptr(GString) sql = g_string_new("create temp table ");
    append_identifier(sql, name);
    const struct code_row *header = table->rows->pdata[0];
    for (guint i = 0; header->cells[i] != NULL; i++) {
        g_string_append(sql, i == 0 ? " (" : ", ");
        append_identifier(sql, header->cells[i]);
        g_string_append(sql, " text");
    }
    g_string_append_c(sql, ')');
    return db_run(db, error, sql->str);
}

static struct statement *prepare_insert(struct db *db, const char *name, guint columns, GError **error)
{
    g_autoptr(GString) sql = g_string_new("insert into temp.");
    append_identifier(sql, name);
    g_string_append(sql, " values (");
    for (guint i = 0; i < columns; i++)
        g_string_append(sql, i == 0 ? "?" : ", ?");
    g_string_append_c(sql, ')');
    return db_prepare(db, NULL, sql->str, error);
}

static bool insert_rows(struct db *db, const char *name, const struct code_table *table, GError **error)
{
    struct statement *insert = prepare_insert(db, name, n_columns(table), error);
    bool is_done = insert != NULL;
    for (guint i = 0; is_done && i < code_table_n_rows(table); i++) {
        statement_bind_texts(insert, row_at(table, i)->cells);
        is_done = statement_run(insert, error);
    }
    statement_free(insert);
    return is_done;
}

bool code_table_create(struct db *db, const char *name, const char *path, GError **error)
{
    struct code_table *table = load_path(path, error);
    if (table == NULL)
        return false;
    const bool is_done = create_table(db, name, table, error) && insert_rows(db, name, table, error);
    code_table_free(table);
    return is_done;
}

bool code_table_create_all(struct db *db, const struct project *project, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "schemas/codes", ".csv", error);
    if (paths == NULL)
        return false;
    for (guint i = 0; i < paths->len; i++) {
        g_autofree char *stem = project_stem(paths->pdata[i], ".csv");
        g_autofree char *name = g_strconcat("code_", stem, NULL);
        if (!code_table_create(db, name, paths->pdata[i], error))
            return false;
    }
    return true;
}
