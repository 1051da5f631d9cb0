#include "pipeline/loaded_files.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/csv_write.h"
#include "stages/warehouse/warehouse.h"

#include <string.h>

#include "stages/sql/issue_rows.sql.h"
#include "stages/sql/reject_rows.sql.h"

const char loaded_files_issues_header[] =
    "file,file_sha256,extract,line,row,column,field,code,severity,message,action,value,key\n";

bool loaded_files_had(const char *sha256, const char *warehouse)
{
    struct db *db = g_file_test(warehouse, G_FILE_TEST_EXISTS) ? warehouse_open(warehouse, DB_READ_ONLY, NULL) : NULL;
    struct statement *loads =
        db == NULL ? NULL : db_prepare(db, NULL, "select 1 from main.load where sha256 = ?", NULL);
    bool has = false;
    if (loads != NULL) {
        statement_bind(loads, "s", sha256);
        has = statement_step(loads, NULL);
    }
    statement_free(loads);
    db_close(db);
    return has;
}

bool loaded_files_write_issues(struct db *db, struct output *output, GError **error)
{
    struct statement *rows = db_prepare(db, NULL, issue_rows_sql, error);
    if (rows == NULL)
        return false;
    g_autoptr(GString) text = g_string_new(loaded_files_issues_header);
    while (statement_next(rows)) {
        for (int column = 0; column < statement_n_columns(rows); column++)
            csv_write_cell(text, statement_text(rows, column));
        csv_write_end_row(text);
    }
    return statement_end(rows, error) && output_write(output, "issues.csv", text->str, text->len, error);
}

/* The reject file being written. */
struct reject_file {
    char *name;
    int64_t load_id;
    guint n_columns; /* of the rows, without the _line and _reasons of a list that was corrected before */
    guint n_before;  /* how many of those the rows have: 0 or 2 */
    GString *text;
};

static void write_cells(GString *text, const struct csv_record *record, guint from, guint to)
{
    for (guint i = from; i < to; i++) {
        if (i < record->n_cells)
            csv_write_cell_sized(text, record->cells[i].text, record->cells[i].length);
        else
            csv_write_cell(text, NULL);
    }
}

/* Reads the one record in `raw`; a record that no reader can split stands whole in its first cell. */
static void with_record(const char *raw, char delimiter, void (*use)(struct reject_file *, const struct csv_record *),
                        struct reject_file *file)
{
    const struct csv_options options = {.encoding = CSV_ENCODING_UTF8, .delimiter = delimiter};
    const struct csv_cell whole = {raw, (uint32_t)strlen(raw), 0};
    struct csv_record record = {0};
    struct csv_reader *reader = csv_reader_open_bytes("reject", raw, strlen(raw), &options, NULL);
    if (reader == NULL || !csv_reader_next(reader, &record, NULL) || record.n_cells == 0 ||
        record.fault == CSV_FAULT_QUOTE || record.fault == CSV_FAULT_UNCLOSED)
        record = (struct csv_record){.n_cells = 1, .cells = &whole};
    use(file, &record);
    if (reader != NULL)
        csv_reader_close(reader);
}

/* A list that was corrected in part ends with _line and _reasons already: the new ones stand in their place. */
static void use_header(struct reject_file *file, const struct csv_record *record)
{
    const guint n = record->n_cells;
    const bool is_of_list =
        n >= 2 && csv_cell_is(&record->cells[n - 2], "_line") && csv_cell_is(&record->cells[n - 1], "_reasons");
    file->n_before = is_of_list ? 2 : 0;
    file->n_columns = n - file->n_before;
    write_cells(file->text, record, 0, file->n_columns);
    csv_write_cell(file->text, "_line");
    csv_write_cell(file->text, "_reasons");
    csv_write_end_row(file->text);
}

static void use_row(struct reject_file *file, const struct csv_record *record)
{
    write_cells(file->text, record, 0, file->n_columns);
}

static void use_surplus(struct reject_file *file, const struct csv_record *record)
{
    const guint from = file->n_columns + file->n_before;
    if (record->n_cells > from)
        write_cells(file->text, record, from, record->n_cells);
}

static bool finish(struct reject_file *file, struct output *output, GError **error)
{
    if (file->name == NULL)
        return true;
    const bool is_written = output_write(output, file->name, file->text->str, file->text->len, error);
    g_string_truncate(file->text, 0);
    g_clear_pointer(&file->name, g_free);
    return is_written;
}

/* Two loads of files of one name (censuses in two folders) get a number each. */
static char *name_of(struct output *output, const char *file)
{
    const size_t length = strlen(file);
    const bool is_csv = length > 4 && g_ascii_strcasecmp(file + length - 4, ".csv") == 0;
    g_autofree char *stem = g_strndup(file, is_csv ? length - 4 : length);
    char *name = g_strdup_printf("rejects/%s.csv", stem);
    for (guint number = 2; g_tree_lookup(output_hashes(output), name) != NULL; number++) {
        g_free(name);
        name = g_strdup_printf("rejects/%s-%u.csv", stem, number);
    }
    return name;
}

static bool take_row(struct reject_file *file, struct statement *rows, struct output *output, GError **error)
{
    const char *delimiter = statement_text(rows, 3);
    if (file->name == NULL || file->load_id != statement_integer(rows, 1)) {
        if (!finish(file, output, error))
            return false;
        file->name = name_of(output, statement_text(rows, 0));
        file->load_id = statement_integer(rows, 1);
        with_record(statement_text(rows, 2), *delimiter, use_header, file);
    }
    with_record(statement_text(rows, 4), *delimiter, use_row, file);
    csv_write_integer(file->text, statement_integer(rows, 5));
    csv_write_cell(file->text, statement_text(rows, 6));
    with_record(statement_text(rows, 4), *delimiter, use_surplus, file);
    csv_write_end_row(file->text);
    return true;
}

bool loaded_files_write_rejects(struct db *db, struct output *output, GError **error)
{
    struct statement *rows = db_prepare(db, NULL, reject_rows_sql, error);
    if (rows == NULL)
        return false;
    struct reject_file file = {.text = g_string_new(NULL)};
    bool is_good = true;
    while (is_good && statement_next(rows))
        is_good = take_row(&file, rows, output, error);
    is_good = statement_end(rows, error) && is_good && finish(&file, output, error);
    g_string_free(file.text, TRUE);
    g_free(file.name);
    return is_good;
}
