#include "reports/render/form.h"

#include "reports/render/workbook_front.h"

#include <stdarg.h>
#include <string.h>

/* The book while it is written: every sheet stands before the first formula names a cell of it. */
struct form_writing {
    const GPtrArray *sheets;      /* struct form_sheet * */
    struct worksheet *worksheets; /* one a sheet */
    GHashTable *by_name;          /* name → struct worksheet * */
    GRegex *reference;
};

struct form_sheet *form_sheet_new(const char *name, const char *title, const char *table)
{
    struct form_sheet *sheet = g_new0(struct form_sheet, 1);
    sheet->texts = g_string_chunk_new(1024);
    sheet->name = g_string_chunk_insert(sheet->texts, name);
    sheet->title = g_string_chunk_insert(sheet->texts, title);
    sheet->table = g_string_chunk_insert(sheet->texts, table);
    sheet->mark = "";
    sheet->frame = frame_new();
    sheet->lines = g_ptr_array_new();
    sheet->cells = g_array_new(FALSE, FALSE, sizeof(struct form_cell));
    return sheet;
}

void form_sheet_free(struct form_sheet *sheet)
{
    frame_free(sheet->frame);
    g_ptr_array_unref(sheet->lines);
    g_array_unref(sheet->cells);
    g_string_chunk_free(sheet->texts);
    g_free(sheet);
}

static const char *keep(struct form_sheet *sheet, const char *format, va_list arguments)
{
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    return g_string_chunk_insert(sheet->texts, text);
}

void form_sheet_line(struct form_sheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(sheet->lines, (void *)(uintptr_t)keep(sheet, format, arguments));
    va_end(arguments);
}

void form_sheet_cell(struct form_sheet *sheet, guint row, guint column, enum form_kind kind, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const struct form_cell cell = {row, column, kind, keep(sheet, format, arguments)};
    va_end(arguments);
    g_array_append_val(sheet->cells, cell);
}

static const struct worksheet *find_worksheet(const struct form_writing *writing, const char *name)
{
    const struct worksheet *worksheet = g_hash_table_lookup(writing->by_name, name);
    g_assert(worksheet != NULL);
    return worksheet;
}

static guint number_of(const GMatchInfo *match, int group)
{
    g_autofree char *text = g_match_info_fetch(match, group);
    return (guint)g_ascii_strtoull(text, NULL, 10);
}

/* "{case_01 3 2}" → "case_01!$C$12"; "{case_01 3 2 9 2}" → "case_01!$C$12:$C$18". */
static gboolean put_reference(const GMatchInfo *match, GString *out, gpointer user_data)
{
    g_autofree char *name = g_match_info_fetch(match, 1), *last = g_match_info_fetch(match, 4);
    const struct worksheet *worksheet = find_worksheet(user_data, name);
    g_autofree char *from = worksheet_reference(worksheet, number_of(match, 2), number_of(match, 3));
    g_string_append(out, from);
    if (last == NULL || *last == '\0')
        return FALSE;
    g_autofree char *to = worksheet_reference(worksheet, number_of(match, 5), number_of(match, 6));
    g_string_append_printf(out, ":%s", strchr(to, '!') + 1);
    return FALSE;
}

static void write_list(struct worksheet *sheet, const struct form_cell *cell, const char *text,
                       const struct frame_cell *shown)
{
    worksheet_fill_list(sheet, cell->row, cell->column, text, shown->text);
}

static void write_date(struct worksheet *sheet, const struct form_cell *cell, const char *text,
                       const struct frame_cell *shown)
{
    (void)text, (void)shown;
    worksheet_fill_date(sheet, cell->row, cell->column);
}

static void write_text(struct worksheet *sheet, const struct form_cell *cell, const char *text,
                       const struct frame_cell *shown)
{
    (void)text;
    worksheet_fill_text(sheet, cell->row, cell->column, shown->text);
}

static void write_formula_text(struct worksheet *sheet, const struct form_cell *cell, const char *text,
                               const struct frame_cell *shown)
{
    worksheet_formula_text(sheet, cell->row, cell->column, text, shown->text == NULL ? "" : shown->text);
}

static void write_formula_number(struct worksheet *sheet, const struct form_cell *cell, const char *text,
                                 const struct frame_cell *shown)
{
    worksheet_formula_number(sheet, cell->row, cell->column, text, shown->number);
}

static void (*const writers[])(struct worksheet *, const struct form_cell *, const char *,
                               const struct frame_cell *) = {
    [FORM_LIST] = write_list,
    [FORM_DATE] = write_date,
    [FORM_TEXT] = write_text,
    [FORM_FORMULA_TEXT] = write_formula_text,
    [FORM_FORMULA_NUMBER] = write_formula_number,
};

static void write_cell(struct form_writing *writing, guint index, const struct form_cell *cell)
{
    const struct form_sheet *sheet = writing->sheets->pdata[index];
    g_autofree char *text =
        g_regex_replace_eval(writing->reference, cell->text, -1, 0, 0, put_reference, writing, NULL);
    writers[cell->kind](&writing->worksheets[index], cell, text, frame_cell(sheet->frame, cell->row, cell->column));
}

static void write_table(const struct form_sheet *sheet, struct worksheet *worksheet)
{
    g_autofree char *title = g_strconcat(sheet->mark, sheet->title, NULL);
    worksheet_title(worksheet, title);
    worksheet_one_table(worksheet, sheet->mark);
    for (guint i = 0; i < sheet->lines->len; i++)
        worksheet_line(worksheet, "%s%s", sheet->mark, (const char *)sheet->lines->pdata[i]);
    worksheet->least = sheet->least;
    worksheet->keeps_blanks = true;
    worksheet->aligns_left = sheet->aligns_left;
    worksheet_table(worksheet, sheet->frame, sheet->table);
    if (sheet->is_linked)
        worksheet_link_first_column(worksheet, sheet->frame);
}

static void write_sheets(struct workbook_file *book, struct form_writing *writing)
{
    for (guint i = 0; i < writing->sheets->len; i++) {
        const struct form_sheet *sheet = writing->sheets->pdata[i];
        worksheet_begin(&writing->worksheets[i], book, sheet->name);
        g_hash_table_insert(writing->by_name, (void *)(uintptr_t)sheet->name, &writing->worksheets[i]);
        write_table(sheet, &writing->worksheets[i]);
    }
    for (guint i = 0; i < writing->sheets->len; i++) {
        const struct form_sheet *sheet = writing->sheets->pdata[i];
        for (guint j = 0; j < sheet->cells->len; j++)
            write_cell(writing, i, &g_array_index(sheet->cells, struct form_cell, j));
    }
}

bool document_write_forms(const struct document *document, const GPtrArray *sheets, const char *path, GError **error)
{
    struct workbook_file *book = workbook_file_open(document, path, error);
    if (book == NULL)
        return false;
    g_autoptr(GPtrArray) entries = sheet_entries_new();
    g_autofree struct worksheet *worksheets = g_new0(struct worksheet, sheets->len);
    g_autoptr(GRegex) reference =
        g_regex_new("\\{([A-Za-z0-9_]+) ([0-9]+) ([0-9]+)( ([0-9]+) ([0-9]+))?\\}", 0, 0, NULL);
    g_autoptr(GHashTable) by_name = g_hash_table_new(g_str_hash, g_str_equal);
    struct form_writing writing = {sheets, worksheets, by_name, reference};
    sheet_entries_add(entries, "Notes", "Notes", "How to fill this workbook");
    for (guint i = 0; i < sheets->len; i++) {
        const struct form_sheet *sheet = sheets->pdata[i];
        sheet_entries_add(entries, sheet->name, document->title, sheet->title);
    }
    workbook_file_protect(book);
    workbook_write_front(book, document, entries);
    write_sheets(book, &writing);
    return workbook_file_close(book, error);
}
