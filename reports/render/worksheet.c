#include "reports/render/worksheet.h"

#include "reports/render/clean.h"
#include "reports/render/formula.h"
#include "reports/render/unit.h"
#include "reports/render/worksheet_private.h"

#include <stdarg.h>
#include <string.h>

#define LINE_HEIGHT 15.0 /* points of one line of body text */
#define WIDEST 60.0      /* characters of a column of prose */
#define NARROWEST 10.0
#define LONGEST_TEXT 32000 /* characters of a cell; Excel's own limit is 32,767 */

void worksheet_check(lxw_error code)
{
    g_assert(code == LXW_NO_ERROR);
}

/* The text, cut where Excel takes no more. The caller frees. */
static char *cell_text(const char *text)
{
    char *clean = clean_text(text);
    const char *at = clean;
    for (guint n = 0; *at != '\0' && n < LONGEST_TEXT; at = g_utf8_next_char(at))
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
    g_autofree char *kept = cell_text(text);
    worksheet_check(worksheet_write_string(sheet->worksheet, row, column, kept, format));
}

/* Protected, and printed as wide as a page. */
static void prepare_form(lxw_worksheet *worksheet)
{
    worksheet_protect(worksheet, NULL, NULL);
    worksheet_set_paper(worksheet, 9); /* A4 */
    worksheet_set_landscape(worksheet);
    worksheet_fit_to_pages(worksheet, 1, 0);
}

void worksheet_begin(struct worksheet *sheet, struct workbook_file *book, const char *name)
{
    *sheet = (struct worksheet){.book = book, .worksheet = workbook_add_worksheet(book->workbook, name), .name = name};
    g_assert(sheet->worksheet != NULL);
    if (book->is_protected)
        prepare_form(sheet->worksheet);
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

/* Numbers stand to the right, but for a sheet whose columns hold words and numbers alike. */
static lxw_format *number_format_of(const struct worksheet *sheet, enum unit unit)
{
    struct workbook_file *book = sheet->book;
    if (!sheet->aligns_left)
        return book->numbers[unit];
    if (book->lefts[unit] == NULL) {
        book->lefts[unit] = workbook_file_format(book);
        format_set_align(book->lefts[unit], LXW_ALIGN_LEFT);
        if (unit != UNIT_TEXT)
            format_set_num_format(book->lefts[unit], unit_format(unit)->xlsx);
    }
    return book->lefts[unit];
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

void worksheet_put_text(struct worksheet *sheet, uint32_t row, uint16_t column, const char *text)
{
    double number;
    struct workbook_file *book = sheet->book;
    if (!is_number_text(text, &number)) {
        worksheet_write_cell_text(sheet, row, column, text, book->text);
        return;
    }
    lxw_format *format = is_padded(text) ? padded_format(book, strlen(text)) : number_format_of(sheet, UNIT_TEXT);
    worksheet_check(worksheet_write_number(sheet->worksheet, row, column, number, format));
}

double worksheet_day(double date)
{
    return date + 25569; /* 1970-01-01 */
}

/* A number with a mark cannot be a number cell: it is written as the page shows it, "87.5 [u]". */
static void write_cell(struct worksheet *sheet, uint16_t column, const struct frame_cell *cell)
{
    if (cell->kind == FRAME_BLANK && sheet->keeps_blanks)
        return;
    g_autofree char *formula = formula_resolve(cell->formula, sheet->book->places);
    if (formula != NULL) {
        worksheet_put_formula(sheet, sheet->row, column, cell, formula);
        return;
    }
    if (cell->kind == FRAME_NUMBER && cell->symbol == NULL) {
        const double number = cell->unit == UNIT_DATE ? worksheet_day(cell->number) : cell->number;
        worksheet_check(
            worksheet_write_number(sheet->worksheet, sheet->row, column, number, number_format_of(sheet, cell->unit)));
        return;
    }
    g_autofree char *text = unit_frame_cell(cell);
    worksheet_put_text(sheet, sheet->row, column, text);
}

static bool is_drawn_only(const struct frame_column *column)
{
    return g_str_equal(column->name, "trend") || g_str_equal(column->name, "history");
}

static guint text_length(const struct frame *frame, guint row, guint column)
{
    g_autofree char *text = unit_frame_cell(frame_cell(frame, row, column));
    return (guint)g_utf8_strlen(text, -1);
}

/* Wide enough for the longest word of the heading and for the cells, but prose wraps. */
static double fit_width(const struct worksheet *sheet, const struct frame *frame, guint column)
{
    g_auto(GStrv) words = g_strsplit(frame_column(frame, column)->title, " ", -1);
    double width = sheet->least == NULL ? NARROWEST : MAX(NARROWEST, sheet->least[column]);
    for (char **word = words; *word != NULL; word++)
        width = MAX(width, (double)g_utf8_strlen(*word, -1) * 1.25 + 2);
    for (guint row = 0; row < frame_n_rows(frame); row++)
        width = MAX(width, text_length(frame, row, column) * 1.12 + 2);
    return MIN(width, WIDEST);
}

static double lines_needed(guint characters, double width)
{
    return characters == 0 ? 1 : (double)(guint)((characters * 1.12 + width - 1) / width);
}

static void fit_row(struct worksheet *sheet, const struct frame *frame, const double *widths, guint row)
{
    double lines = 1;
    for (guint column = 0; column < frame_n_columns(frame); column++)
        if (!is_drawn_only(frame_column(frame, column)))
            lines = MAX(lines, lines_needed(text_length(frame, row, column), widths[column]));
    worksheet_check(worksheet_set_row(sheet->worksheet, sheet->row, lines * LINE_HEIGHT, NULL));
}

static void fit_heading(struct worksheet *sheet, const struct frame *frame, const double *widths)
{
    double lines = 1;
    for (guint column = 0; column < frame_n_columns(frame); column++)
        lines =
            MAX(lines, lines_needed((guint)g_utf8_strlen(frame_column(frame, column)->title, -1) + 4, widths[column]));
    worksheet_check(worksheet_set_row(sheet->worksheet, sheet->row, lines * LINE_HEIGHT + 3, NULL));
}

static uint16_t set_columns(struct worksheet *sheet, const struct frame *frame, double *widths,
                            lxw_table_column *columns)
{
    uint16_t n = 0;
    for (guint i = 0; i < frame_n_columns(frame); i++) {
        const struct frame_column *column = frame_column(frame, i);
        widths[i] = fit_width(sheet, frame, i);
        if (is_drawn_only(column))
            continue;
        columns[n] =
            (lxw_table_column){.header = (char *)(uintptr_t)column->title, .header_format = sheet->book->heading};
        worksheet_check(worksheet_set_column(sheet->worksheet, n, n, widths[i], NULL));
        n++;
    }
    return n;
}

static void write_rows(struct worksheet *sheet, const struct frame *frame, const double *widths)
{
    for (guint row = 0; row < frame_n_rows(frame); row++, sheet->row++) {
        uint16_t at = 0;
        fit_row(sheet, frame, widths, row);
        for (guint column = 0; column < frame_n_columns(frame); column++)
            if (!is_drawn_only(frame_column(frame, column)))
                write_cell(sheet, at++, frame_cell(frame, row, column));
    }
}

void worksheet_table(struct worksheet *sheet, const struct frame *frame, const char *name)
{
    const guint n_columns = frame_n_columns(frame);
    g_autofree double *widths = g_new0(double, n_columns);
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, n_columns);
    g_autofree lxw_table_column **list = g_new0(lxw_table_column *, n_columns + 1);
    const uint16_t n = set_columns(sheet, frame, widths, columns);
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
    fit_heading(sheet, frame, widths);
    sheet->row++;
    write_rows(sheet, frame, widths);
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
