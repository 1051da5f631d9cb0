#include "reports/render/worksheet.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "reports/render/unit.h"

#include <stdarg.h>
#include <string.h>
#include <xlsxwriter.h>

#define FONT "Arial"
#define BODY_SIZE 11.0
#define LINE_HEIGHT 15.0  /* points of one line of body text */
#define WIDEST 60.0       /* characters of a column of prose */
#define NARROWEST 10.0
#define N_UNITS (UNIT_DATE + 1)

struct workbook_file {
    char *path;
    lxw_workbook *workbook;
    lxw_format *title, *subtitle, *line, *heading, *text, *link, *decimal;
    lxw_format *numbers[N_UNITS];
};

static lxw_format *make_format(lxw_workbook *workbook, double size, bool is_bold)
{
    lxw_format *format = workbook_add_format(workbook);
    format_set_font_name(format, FONT);
    format_set_font_size(format, size);
    if (is_bold)
        format_set_bold(format);
    return format;
}

static lxw_format *make_cell_format(lxw_workbook *workbook)
{
    lxw_format *format = make_format(workbook, BODY_SIZE, false);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static void make_formats(struct workbook_file *book)
{
    lxw_workbook *workbook = book->workbook;
    book->title = make_format(workbook, 16, true);
    book->subtitle = make_format(workbook, 12, false);
    book->line = make_format(workbook, BODY_SIZE, false);
    book->heading = make_format(workbook, BODY_SIZE, true);
    format_set_text_wrap(book->heading);
    format_set_align(book->heading, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(book->heading, LXW_BORDER_THIN);
    book->text = make_cell_format(workbook);
    format_set_text_wrap(book->text);
    book->link = make_cell_format(workbook);
    format_set_font_color(book->link, 0x0B4F9E);
    format_set_underline(book->link, LXW_UNDERLINE_SINGLE);
    for (guint unit = 0; unit < N_UNITS; unit++) {
        book->numbers[unit] = make_cell_format(workbook);
        format_set_align(book->numbers[unit], LXW_ALIGN_RIGHT);
        if (unit != UNIT_TEXT)
            format_set_num_format(book->numbers[unit], unit_format((enum unit)unit)->xlsx);
    }
}

static lxw_datetime moment_of(int32_t date)
{
    const struct date_parts parts = date_to_parts(date);
    return (lxw_datetime){.year = parts.year, .month = parts.month, .day = parts.day};
}

/* Midnight of the day in UTC: libxlsxwriter takes a time_t. */
static time_t time_of(int32_t date)
{
    return (time_t)date * 86400;
}

struct workbook_file *workbook_file_open(const struct document *document, const char *path)
{
    struct workbook_file *book = g_new0(struct workbook_file, 1);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = NULL, .use_zip64 = LXW_FALSE};
    book->path = g_strdup(path);
    book->workbook = workbook_new_opt(path, &options);
    g_assert(book->workbook != NULL);
    lxw_doc_properties properties = {
        .title = (char *)(uintptr_t)document->title,
        .subject = (char *)(uintptr_t)document->subject,
        .author = (char *)(uintptr_t)document->author,
        .company = (char *)(uintptr_t)document->authority,
        .keywords = (char *)(uintptr_t)document->keywords,
        .created = time_of(document->as_at),
    };
    workbook_set_properties(book->workbook, &properties);
    workbook_set_custom_property_string(book->workbook, "Marking", document->marking);
    lxw_datetime data_date = moment_of(document->as_at);
    workbook_set_custom_property_datetime(book->workbook, "Data to", &data_date);
    make_formats(book);
    return book;
}

bool workbook_file_close(struct workbook_file *book, GError **error)
{
    const lxw_error code = workbook_close(book->workbook);
    if (code != LXW_NO_ERROR)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: the workbook cannot be written: %s", book->path, lxw_strerror(code));
    g_free(book->path);
    g_free(book);
    return code == LXW_NO_ERROR;
}

static void check(lxw_error code)
{
    if (code != LXW_NO_ERROR)
        g_error("workbook: %s", lxw_strerror(code));
}

void worksheet_begin(struct worksheet *sheet, struct workbook_file *book, const char *name)
{
    *sheet = (struct worksheet){.book = book, .worksheet = workbook_add_worksheet(book->workbook, name)};
    g_assert(sheet->worksheet != NULL);
}

void worksheet_title(struct worksheet *sheet, const char *text)
{
    check(worksheet_set_row(sheet->worksheet, sheet->row, 24, NULL));
    check(worksheet_write_string(sheet->worksheet, sheet->row++, 0, text, sheet->book->title));
}

void worksheet_subtitle(struct worksheet *sheet, const char *text)
{
    check(worksheet_set_row(sheet->worksheet, sheet->row, 18, NULL));
    check(worksheet_write_string(sheet->worksheet, sheet->row++, 0, text, sheet->book->subtitle));
}

void worksheet_line(struct worksheet *sheet, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    check(worksheet_write_string(sheet->worksheet, sheet->row++, 0, text, sheet->book->line));
}

/* Text that reads as a number is one: a year of the national curriculum, a number of years. */
static bool is_number_text(const char *text, double *number)
{
    char *end = NULL;
    if (*text == '\0' || strspn(text, "0123456789.-") != strlen(text))
        return false;
    *number = g_ascii_strtod(text, &end);
    return *end == '\0';
}

static lxw_format *number_format_of(const struct workbook_file *book, const struct frame_cell *cell)
{
    return book->numbers[cell->unit];
}

static void write_text(struct worksheet *sheet, uint16_t column, const char *text)
{
    double number;
    if (is_number_text(text, &number))
        check(worksheet_write_number(sheet->worksheet, sheet->row, column, number, sheet->book->numbers[UNIT_TEXT]));
    else
        check(worksheet_write_string(sheet->worksheet, sheet->row, column, text, sheet->book->text));
}

/* A number with a mark cannot be a number cell: it is written as the page shows it, "87.5 [u]". */
static void write_cell(struct worksheet *sheet, uint16_t column, const struct frame_cell *cell)
{
    if (cell->kind == FRAME_NUMBER && cell->symbol == NULL) {
        check(worksheet_write_number(sheet->worksheet, sheet->row, column, cell->number, number_format_of(sheet->book, cell)));
        return;
    }
    g_autofree char *text = unit_frame_cell(cell);
    write_text(sheet, column, text);
}

static bool is_drawn_only(const struct frame_column *column)
{
    return g_str_equal(column->name, "trend");
}

static guint text_length(const struct frame *frame, guint row, guint column)
{
    g_autofree char *text = unit_frame_cell(frame_cell(frame, row, column));
    return (guint)g_utf8_strlen(text, -1);
}

/* Wide enough for the longest word of the heading and for the cells, but prose wraps. */
static double fit_width(const struct frame *frame, guint column)
{
    g_auto(GStrv) words = g_strsplit(frame_column(frame, column)->title, " ", -1);
    double width = NARROWEST;
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
    check(worksheet_set_row(sheet->worksheet, sheet->row, lines * LINE_HEIGHT, NULL));
}

static void fit_heading(struct worksheet *sheet, const struct frame *frame, const double *widths)
{
    double lines = 1;
    for (guint column = 0; column < frame_n_columns(frame); column++)
        lines = MAX(lines, lines_needed((guint)g_utf8_strlen(frame_column(frame, column)->title, -1) + 4, widths[column]));
    check(worksheet_set_row(sheet->worksheet, sheet->row, lines * LINE_HEIGHT + 3, NULL));
}

static uint16_t set_columns(struct worksheet *sheet, const struct frame *frame, double *widths, lxw_table_column *columns)
{
    uint16_t n = 0;
    for (guint i = 0; i < frame_n_columns(frame); i++) {
        const struct frame_column *column = frame_column(frame, i);
        widths[i] = fit_width(frame, i);
        if (is_drawn_only(column))
            continue;
        columns[n] = (lxw_table_column){.header = (char *)(uintptr_t)column->title, .header_format = sheet->book->heading};
        check(worksheet_set_column(sheet->worksheet, n, n, widths[i], NULL));
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
    check(worksheet_add_table(sheet->worksheet, sheet->row, 0, last, (lxw_col_t)(n - 1), &options));
    fit_heading(sheet, frame, widths);
    sheet->row++;
    write_rows(sheet, frame, widths);
}

void worksheet_link_first_column(struct worksheet *sheet, const struct frame *frame)
{
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        const char *name = frame_cell(frame, row, 0)->text;
        g_autofree char *target = g_strdup_printf("internal:'%s'!A1", name);
        check(worksheet_write_url_opt(sheet->worksheet, sheet->table_row + 1 + row, 0, target, sheet->book->link, name, NULL));
    }
}
