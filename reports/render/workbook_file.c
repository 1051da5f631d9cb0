#include "reports/render/worksheet_private.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "reports/render/clean.h"
#include "reports/render/formula.h"
#include "reports/render/memory_file.h"
#include "reports/render/unit.h"
#include "reports/render/zip_check.h"

#define FONT "Arial"
#define DEFAULT_SIZE 10 /* points: its digits are seven pixels wide, and columns are measured in them */

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
    lxw_format *format = make_format(workbook, WORKBOOK_BODY, false);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
}

static lxw_format *make_heading_format(lxw_workbook *workbook)
{
    lxw_format *format = make_format(workbook, WORKBOOK_BODY, true);
    format_set_text_wrap(format);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    format_set_bottom(format, LXW_BORDER_THIN);
    return format;
}

/* Widths of columns count digits of the workbook's first format. The library's is Calibri, 11 points, whose digits are
 * as wide as these, but which other programs lack and put a wider font for. */
static void set_default_font(lxw_workbook *workbook)
{
    lxw_format *format = STAILQ_FIRST(workbook->formats);
    format_set_font_name(format, FONT);
    format_set_font_size(format, DEFAULT_SIZE);
}

static void make_formats(struct workbook_file *book)
{
    lxw_workbook *workbook = book->workbook;
    set_default_font(workbook);
    book->title = make_format(workbook, 16, true);
    book->subtitle = make_format(workbook, 12, false);
    book->line = make_format(workbook, WORKBOOK_BODY, false);
    book->heading = make_heading_format(workbook);
    book->heading_figures = make_heading_format(workbook);
    format_set_align(book->heading_figures, LXW_ALIGN_RIGHT);
    book->heading_inner = make_heading_format(workbook);
    format_set_indent(book->heading_inner, 1);
    book->text = make_cell_format(workbook);
    format_set_text_wrap(book->text);
    book->inner = make_cell_format(workbook);
    format_set_text_wrap(book->inner);
    format_set_indent(book->inner, 1);
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

/* What libxlsxwriter calls for a temporary file, in place of its own function of this name. Its own makes one in /tmp
 * and looks at no error of writing or reading it: where the disk is full for a moment, the workbook lacks what was lost
 * and nobody is told. */
FILE *lxw_tmpfile(char *folder)
{
    (void)folder;
    return memory_file_new();
}

#define LONGEST_PROPERTY 255 /* characters; of a longer one libxlsxwriter tells standard error */

/* What says who made the workbook; all of it is copied. A marking that is too long stands on the sheets alone. */
static void set_properties(lxw_workbook *workbook, const struct document *document)
{
    enum { TITLE, SUBJECT, AUTHOR, COMPANY, KEYWORDS, MARKING, N_TEXTS };
    const char *const texts[N_TEXTS] = {document->title,     document->subject,  document->author,
                                        document->authority, document->keywords, document->marking};
    char *clean[N_TEXTS] = {0};
    for (guint i = 0; i < N_TEXTS; i++)
        clean[i] = texts[i] == NULL ? NULL : clean_text(texts[i]);
    lxw_doc_properties properties = {
        .title = clean[TITLE],
        .subject = clean[SUBJECT],
        .author = clean[AUTHOR],
        .company = clean[COMPANY],
        .keywords = clean[KEYWORDS],
        .created = time_of(document->as_at),
    };
    workbook_set_properties(workbook, &properties);
    if (clean[MARKING] != NULL && g_utf8_strlen(clean[MARKING], -1) <= LONGEST_PROPERTY)
        workbook_set_custom_property_string(workbook, "Marking", clean[MARKING]);
    lxw_datetime data_date = moment_of(document->as_at);
    workbook_set_custom_property_datetime(workbook, "Data to", &data_date);
    for (guint i = 0; i < N_TEXTS; i++)
        g_free(clean[i]);
}

struct workbook_file *workbook_file_open(const struct document *document, const char *path, GError **error)
{
    struct typesetter *typesetter = typesetter_new(error);
    if (typesetter == NULL)
        return NULL;
    struct workbook_file *book = g_new0(struct workbook_file, 1);
    lxw_workbook_options options = {.constant_memory = LXW_FALSE, .tmpdir = NULL, .use_zip64 = LXW_FALSE};
    book->typesetter = typesetter;
    book->path = g_strdup(path);
    book->marking = g_strdup(document->marking);
    book->workbook = workbook_new_opt(path, &options);
    g_assert(book->workbook != NULL);
    set_properties(book->workbook, document);
    make_formats(book);
    book->places = formula_places_new();
    return book;
}

void workbook_file_note_place(struct workbook_file *book, const char *id, const char *sheet, uint32_t first_row)
{
    formula_places_add(book->places, id, sheet, first_row);
}

lxw_format *workbook_file_format(struct workbook_file *book)
{
    return make_cell_format(book->workbook);
}

void workbook_file_protect(struct workbook_file *book)
{
    book->is_protected = true;
}

static bool close_book(struct workbook_file *book, GError **error)
{
    const lxw_error code = workbook_close(book->workbook);
    if (code == LXW_NO_ERROR && typesetter_unknown(book->typesetter) == NULL)
        return zip_check(book->path, error);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: the workbook cannot be written: %s", book->path,
                code == LXW_NO_ERROR ? "a text could not be measured" : lxw_strerror(code));
    return false;
}

bool workbook_file_close(struct workbook_file *book, GError **error)
{
    const bool is_done = close_book(book, error);
    g_free(book->path);
    g_free(book->marking);
    g_hash_table_unref(book->places);
    typesetter_free(book->typesetter);
    g_free(book);
    return is_done;
}
