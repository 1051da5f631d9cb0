#include "reports/render/worksheet.h"

#include "reports/render/clean.h"
#include "reports/render/formula.h"
#include "reports/render/unit.h"
#include "reports/render/worksheet_private.h"

#include <stdarg.h>
#include <string.h>

#define LONGEST_TEXT 32000  /* characters of a cell; Excel's own limit is 32,767 */
#define ONE_PAGE 600.0      /* points of a table that a page takes and can still be read */
#define LONGEST_HEADING 240 /* characters of a table's heading, without what makes it unique; Excel's limit is 255 */

void worksheet_check(lxw_error code)
{
    g_assert(code == LXW_NO_ERROR);
}

/* The text, cut where Excel takes no more. The caller frees. */
static char *text_to_length(const char *text, guint longest)
{
    char *clean = clean_text(text);
    const char *at = clean;
    for (guint n = 0; *at != '\0' && n < longest; at = g_utf8_next_char(at))
        n += g_utf8_get_char(at) > 0xFFFF ? 2 : 1; /* Excel counts as UTF-16 does */
    if (*at == '\0')
        return clean;
    char *cut = g_strdup_printf("%.*s…", (int)(at - clean), clean);
    g_free(clean);
    return cut;
}

void worksheet_write_cell_text(struct worksheet *sheet, uint32_t row, uint16_t column, const char *text,
                               lxw_format *format)
{
    g_autofree char *kept = text_to_length(text, LONGEST_TEXT);
    worksheet_check(worksheet_write_string(sheet->worksheet, row, column, kept, format));
}

/* Printed as wide as a page, on as many pages as it takes. */
static void prepare_print(lxw_worksheet *worksheet)
{
    worksheet_set_paper(worksheet, 9); /* A4 */
    worksheet_set_landscape(worksheet);
    worksheet_fit_to_pages(worksheet, 1, 0);
}

/* No second page for a few rows, where all can be read on one. */
static void fit_print(const struct worksheet *sheet)
{
    if (sheet->height <= ONE_PAGE)
        worksheet_fit_to_pages(sheet->worksheet, 1, 1);
}

void worksheet_begin(struct worksheet *sheet, struct workbook_file *book, const char *name)
{
    *sheet = (struct worksheet){.book = book, .worksheet = workbook_add_worksheet(book->workbook, name), .name = name};
    g_assert(sheet->worksheet != NULL);
    prepare_print(sheet->worksheet);
    if (book->is_protected)
        worksheet_protect(sheet->worksheet, NULL, NULL);
}

void worksheet_title(struct worksheet *sheet, const char *text)
{
    worksheet_check(worksheet_set_row(sheet->worksheet, sheet->row, 24, NULL));
    worksheet_write_cell_text(sheet, sheet->row++, 0, text, sheet->book->title);
}

void worksheet_subtitle(struct worksheet *sheet, const char *text)
{
    worksheet_check(worksheet_set_row(sheet->worksheet, sheet->row, 18, NULL));
    worksheet_write_cell_text(sheet, sheet->row++, 0, text, sheet->book->subtitle);
}

void worksheet_one_table(struct worksheet *sheet, const char *before)
{
    g_autofree char *text = g_strdup_printf("%s%s. This worksheet contains one table", before, sheet->book->marking);
    worksheet_subtitle(sheet, text);
}

void worksheet_line(struct worksheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    worksheet_write_cell_text(sheet, sheet->row++, 0, text, sheet->book->line);
}

/* Text that reads as a number is one: a year of the national curriculum, a number of years. */
static bool is_number_text(const char *text, double *number)
{
    char *end = NULL;
    if (*text == '\0' || strlen(text) > LONGEST_NUMBER || strspn(text, "0123456789.-") != strlen(text))
        return false;
    *number = g_ascii_strtod(text, &end);
    return *end == '\0';
}

static lxw_format *left_format(const struct worksheet *sheet, enum unit unit)
{
    struct workbook_file *book = sheet->book;
    lxw_format **format = sheet->is_inner ? &book->lefts_inner[unit] : &book->lefts[unit];
    if (*format == NULL) {
        *format = workbook_file_format(book);
        format_set_align(*format, LXW_ALIGN_LEFT);
        if (sheet->is_inner)
            format_set_indent(*format, 1);
        if (unit != UNIT_TEXT)
            format_set_num_format(*format, unit_format(unit)->xlsx);
    }
    return *format;
}

/* Numbers stand to the right, but for a sheet whose columns hold words and numbers alike. */
static lxw_format *number_format_of(const struct worksheet *sheet, enum unit unit)
{
    return sheet->aligns_left ? left_format(sheet, unit) : sheet->book->numbers[unit];
}

/* Digits that begin with 0 are a code, such as a case number: it keeps its zeros. */
static bool is_padded(const char *text)
{
    return *text == '0' && text[1] != '\0' && strspn(text, "0123456789") == strlen(text);
}

static lxw_format *padded_format(struct workbook_file *book, size_t digits)
{
    if (book->padded[digits] == NULL) {
        char zeros[LONGEST_NUMBER + 1] = {0};
        memset(zeros, '0', digits);
        book->padded[digits] = workbook_file_format(book);
        format_set_align(book->padded[digits], LXW_ALIGN_LEFT);
        format_set_num_format(book->padded[digits], zeros);
    }
    return book->padded[digits];
}

/* Text as a cell has it: one that reads as a number is a number, digits that begin with 0 keep their zeros. */
static void put_text(struct worksheet *sheet, uint32_t row, uint16_t column, const char *text)
{
    double number;
    struct workbook_file *book = sheet->book;
    if (!is_number_text(text, &number)) {
        worksheet_write_cell_text(sheet, row, column, text, sheet->is_inner ? book->inner : book->text);
        return;
    }
    lxw_format *format = is_padded(text) ? padded_format(book, strlen(text)) : left_format(sheet, UNIT_TEXT);
    worksheet_check(worksheet_write_number(sheet->worksheet, row, column, number, format));
}

/* The day number (date.h) as a workbook's day. */
static double day_of_book(double date)
{
    return date + 25569; /* 1970-01-01 */
}

/* A number with a mark cannot be a number cell: it is written as the page shows it, "87.5 [u]". Symbols and such
 * numbers stand under the numbers of their column, to the right. */
static void write_cell(struct worksheet *sheet, uint16_t column, const struct frame_cell *cell, bool is_of_figures)
{
    if (cell->kind == FRAME_BLANK && sheet->keeps_blanks)
        return;
    g_autofree char *formula = formula_resolve(cell->formula, sheet->book->places);
    if (formula != NULL) {
        worksheet_put_formula(sheet, sheet->row, column, cell, formula);
        return;
    }
    if (cell->kind == FRAME_NUMBER && cell->symbol == NULL) {
        const double number = cell->unit == UNIT_DATE ? day_of_book(cell->number) : cell->number;
        worksheet_check(worksheet_write_number(sheet->worksheet, sheet->row, column, number,
                                               number_format_of(sheet, unit_written(cell->unit, cell->number))));
        return;
    }
    g_autofree char *text = unit_frame_cell(cell);
    if (is_of_figures && cell->kind != FRAME_TEXT && !sheet->aligns_left)
        worksheet_write_cell_text(sheet, sheet->row, column, text, sheet->book->numbers[UNIT_TEXT]);
    else
        put_text(sheet, sheet->row, column, text);
}

static lxw_format *heading_format(const struct workbook_file *book, bool is_of_figures, bool is_inner)
{
    return is_of_figures ? book->heading_figures : is_inner ? book->heading_inner : book->heading;
}

/* Excel takes no table with two headings that differ in case alone, nor an empty one. `used` has those before, folded,
 * and owns what is returned. */
static char *heading_text(const char *title, GHashTable *used)
{
    char *text = text_to_length(title, LONGEST_HEADING);
    g_strdelimit(text, "\n\t", ' ');
    char *folded = g_utf8_casefold(text, -1);
    for (guint n = 2; *text == '\0' || g_hash_table_contains(used, folded); n++) {
        g_free(text);
        g_free(folded);
        g_autofree char *cut = text_to_length(title, LONGEST_HEADING);
        text = g_strdup_printf("%s (%u)", g_strdelimit(cut, "\n\t", ' '), n);
        folded = g_utf8_casefold(text, -1);
    }
    g_hash_table_insert(used, folded, text);
    return text;
}

static uint16_t set_columns(struct worksheet *sheet, const struct frame *frame, double *widths,
                            lxw_table_column *columns, GHashTable *headings)
{
    uint16_t n = 0;
    for (guint i = 0; i < frame_n_columns(frame); i++)
        widths[i] = worksheet_fit_width(sheet, frame, i);
    worksheet_fit_sheet(sheet, frame, widths);
    for (guint i = 0; i < frame_n_columns(frame); i++) {
        const struct frame_column *column = frame_column(frame, i);
        const bool is_of_figures = unit_is_of_figures(frame, i) && !sheet->aligns_left;
        if (worksheet_draws_only(column))
            continue;
        const bool is_inner = i > 0 && !sheet->aligns_left;
        columns[n] = (lxw_table_column){.header = heading_text(column->title, headings),
                                        .header_format = heading_format(sheet->book, is_of_figures, is_inner)};
        worksheet_check(worksheet_set_column(sheet->worksheet, n, n, widths[i], NULL));
        n++;
    }
    return n;
}

static void write_rows(struct worksheet *sheet, const struct frame *frame, const double *widths)
{
    const guint n = frame_n_columns(frame);
    g_autofree bool *is_of_figures = g_new(bool, n);
    for (guint column = 0; column < n; column++)
        is_of_figures[column] = unit_is_of_figures(frame, column);
    for (guint row = 0; row < frame_n_rows(frame); row++, sheet->row++) {
        uint16_t at = 0;
        worksheet_fit_row(sheet, frame, widths, row);
        for (guint column = 0; column < n; column++) {
            if (worksheet_draws_only(frame_column(frame, column)))
                continue;
            sheet->is_inner = column > 0 && !sheet->aligns_left;
            write_cell(sheet, at++, frame_cell(frame, row, column), is_of_figures[column]);
        }
    }
    sheet->is_inner = false;
}

void worksheet_table(struct worksheet *sheet, const struct frame *frame, const char *name)
{
    const guint n_columns = frame_n_columns(frame);
    g_autofree double *widths = g_new0(double, n_columns);
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, n_columns);
    g_autofree lxw_table_column **list = g_new0(lxw_table_column *, n_columns + 1);
    g_autoptr(GHashTable) headings = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const uint16_t n = set_columns(sheet, frame, widths, columns, headings);
    for (uint16_t i = 0; i < n; i++)
        list[i] = &columns[i];
    lxw_table_options options = {
        .name = (char *)(uintptr_t)name,
        .no_autofilter = LXW_TRUE,
        .no_banded_rows = LXW_TRUE,
        .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
        .style_type_number = 1,
        .columns = list,
    };
    const uint32_t last = sheet->row + MAX(frame_n_rows(frame), 1);
    sheet->table_row = sheet->row;
    worksheet_check(worksheet_add_table(sheet->worksheet, sheet->row, 0, last, (lxw_col_t)(n - 1), &options));
    worksheet_check(worksheet_repeat_rows(sheet->worksheet, sheet->row, sheet->row));
    worksheet_fit_heading(sheet, frame, widths);
    sheet->row++;
    write_rows(sheet, frame, widths);
    fit_print(sheet);
}

void worksheet_link_first_column(struct worksheet *sheet, const struct frame *frame)
{
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        const char *name = frame_cell(frame, row, 0)->text;
        g_autofree char *target = g_strdup_printf("internal:'%s'!A1", name);
        worksheet_check(worksheet_write_url_opt(sheet->worksheet, sheet->table_row + 1 + row, 0, target,
                                                sheet->book->link, name, NULL));
    }
}
