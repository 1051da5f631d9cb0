/* The cells of a table that are computed or to be filled. */
#include "reports/render/worksheet_private.h"

#include "reports/render/unit.h"

#define TEXT(literal) ((char *)(uintptr_t)(literal)) /* libxlsxwriter copies what it is given */

static uint32_t row_of(const struct worksheet *sheet, guint row)
{
    return sheet->table_row + 1 + row;
}

char *worksheet_reference(const struct worksheet *sheet, guint row, guint column)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, row_of(sheet, row), (lxw_col_t)column, 1, 1);
    return g_strdup_printf("%s!%s", sheet->name, cell);
}

/* Set off from the column before as the texts of the table are. */
static lxw_format *computed_format(const struct worksheet *sheet, guint column)
{
    struct workbook_file *book = sheet->book;
    const bool is_inner = column > 0 && !sheet->aligns_left;
    lxw_format **format = is_inner ? &book->computed_inner : &book->computed;
    if (*format == NULL) {
        *format = workbook_file_format(book);
        if (is_inner)
            format_set_indent(*format, 1);
    }
    return *format;
}

void worksheet_formula_text(struct worksheet *sheet, guint row, guint column, const char *formula, const char *value)
{
    worksheet_check(worksheet_write_formula_str(sheet->worksheet, row_of(sheet, row), (lxw_col_t)column, formula,
                                                computed_format(sheet, column), value));
}

void worksheet_formula_number(struct worksheet *sheet, guint row, guint column, const char *formula, double value)
{
    worksheet_check(worksheet_write_formula_num(sheet->worksheet, row_of(sheet, row), (lxw_col_t)column, formula,
                                                sheet->book->numbers[UNIT_NUMBER], value));
}

void worksheet_put_formula(struct worksheet *sheet, uint32_t row, uint16_t column, const struct frame_cell *cell,
                           const char *formula)
{
    struct workbook_file *book = sheet->book;
    if (cell->kind == FRAME_NUMBER)
        worksheet_check(worksheet_write_formula_num(sheet->worksheet, row, column, formula, book->numbers[cell->unit],
                                                    cell->number));
    else
        worksheet_check(worksheet_write_formula_str(sheet->worksheet, row, column, formula,
                                                    computed_format(sheet, column), cell->text));
}

static lxw_format *make_fill_format(struct workbook_file *book)
{
    lxw_format *format = workbook_file_format(book);
    format_set_text_wrap(format);
    format_set_unlocked(format);
    format_set_border(format, LXW_BORDER_THIN);
    return format;
}

static lxw_format *fill_text_format(struct workbook_file *book)
{
    if (book->fill_text == NULL)
        book->fill_text = make_fill_format(book);
    return book->fill_text;
}

static lxw_format *fill_date_format(struct workbook_file *book)
{
    if (book->fill_date == NULL) {
        book->fill_date = make_fill_format(book);
        format_set_align(book->fill_date, LXW_ALIGN_LEFT);
        format_set_num_format(book->fill_date, unit_format(UNIT_DATE)->xlsx);
    }
    return book->fill_date;
}

void worksheet_fill_text(struct worksheet *sheet, guint row, guint column, const char *text)
{
    lxw_format *format = fill_text_format(sheet->book);
    const uint32_t at = row_of(sheet, row);
    if (text == NULL)
        worksheet_check(worksheet_write_blank(sheet->worksheet, at, (lxw_col_t)column, format));
    else
        worksheet_write_cell_text(sheet, at, (lxw_col_t)column, text, format);
}

void worksheet_fill_list(struct worksheet *sheet, guint row, guint column, const char *range, const char *text)
{
    g_autofree char *formula = g_strconcat("=", range, NULL);
    lxw_data_validation choice = {
        .validate = LXW_VALIDATION_TYPE_LIST_FORMULA,
        .value_formula = formula,
        .error_title = TEXT("Not in the list"),
        .error_message = TEXT("Choose one of the list, or empty the cell."),
    };
    worksheet_fill_text(sheet, row, column, text);
    worksheet_check(worksheet_data_validation_cell(sheet->worksheet, row_of(sheet, row), (lxw_col_t)column, &choice));
}

void worksheet_fill_date(struct worksheet *sheet, guint row, guint column)
{
    lxw_data_validation day = {
        .validate = LXW_VALIDATION_TYPE_DATE,
        .criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
        .minimum_datetime = {.year = 2000, .month = 1, .day = 1},
        .maximum_datetime = {.year = 2100, .month = 12, .day = 31},
        .error_title = TEXT("Not a day"),
        .error_message = TEXT("Write the day of the audit, such as 21/01/2021."),
    };
    const uint32_t at = row_of(sheet, row);
    worksheet_check(worksheet_write_blank(sheet->worksheet, at, (lxw_col_t)column, fill_date_format(sheet->book)));
    worksheet_check(worksheet_data_validation_cell(sheet->worksheet, at, (lxw_col_t)column, &day));
}
