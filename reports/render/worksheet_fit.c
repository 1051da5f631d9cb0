/* How wide columns and how high rows are. Nothing sets them when a workbook is opened elsewhere than in Excel, so texts
 * are measured in Liberation Sans, whose widths are those of Arial. */
#include "reports/render/worksheet_private.h"

#include "reports/render/unit.h"

#include <math.h>

#define LINE_HEIGHT 15.0 /* points of one line of body text */
#define WIDEST 72.0      /* characters of a column of prose */
#define NARROWEST 10.0
#define WIDEST_SHEET 190.0  /* characters of all columns: wider ones print too small to read */
#define MOST_LINES 12       /* of a cell of prose that gives way for it */
#define CHARACTER 5.25      /* points of a character, of which widths are multiples: a digit of the default font */
#define WIDE_CHARACTER 5.6  /* the same where Calibri is drawn as Carlito without hints */
#define PAD 2.0             /* characters at the sides of a text */
#define EDGE 2.0            /* points that a program may take from the sides */
#define INDENT 8.5          /* points by which text is set off from the column before: three spaces */
#define CHECKED_SIZE 11.0   /* of a font of which a character is taken to be as wide as a digit of the default one */
#define HEADING_WIDTH 22.0  /* characters to which a heading may widen its column rather than wrap */
#define NARROW_HEADING 14.0 /* the same where columns give way */
#define HEADING_GAP 6.0     /* points between a heading and the next */
#define HEADING_ROOM 4.0    /* characters that a column is made wider for it */
#define RAGGED 1.12         /* of a text's width that its lines need together, as they end between words */
#define SHORT_TEXT 17.0     /* characters of a text that is not broken */
#define LONGEST_WORD 24.0   /* characters that a word in a narrow column is given */

static const struct text_style BODY = {.size = WORKBOOK_BODY, .breaks_words = true};
static const struct text_style HEADING = {.size = WORKBOOK_BODY, .is_bold = true, .breaks_words = true};

bool worksheet_draws_only(const struct frame_column *column)
{
    return g_str_equal(column->name, "trend") || g_str_equal(column->name, "history");
}

/* Characters that other programs may take a text to fill, whatever its letters. */
static double filled(const char *text)
{
    return (double)g_utf8_strlen(text, -1) * WORKBOOK_BODY / CHECKED_SIZE;
}

/* Characters that a cell takes on one line; figures are not worth measuring, as digits are as wide as they come. */
static double natural_width(const struct worksheet *sheet, const struct frame_cell *cell)
{
    g_autofree char *text = unit_frame_cell(cell);
    if (cell->kind != FRAME_TEXT)
        return (double)g_utf8_strlen(text, -1) * 1.12 + PAD;
    return fmax(typesetter_measure(sheet->book->typesetter, text, BODY, 0).width / CHARACTER + PAD, filled(text));
}

/* No fewer than its characters fill: other programs may set the text a little wider. */
static double lines_needed(const struct worksheet *sheet, const char *text, struct text_style style, double width)
{
    const double room = width * CHARACTER - EDGE - INDENT;
    return fmax(fmax(ceil(filled(text) / width), 1),
                typesetter_measure(sheet->book->typesetter, text, style, room).lines);
}

/* Whether a line of the heading would come up to the heading beside it, in programs that give a column a little more
 * room than others. */
static bool is_crowded(const struct worksheet *sheet, const char *title, double width)
{
    const double least = width * CHARACTER - EDGE;
    const int steps = (int)(((width + 1) * WIDE_CHARACTER - least) / EDGE);
    for (int i = 0; i <= steps; i++) {
        const double room = least + i * EDGE;
        if (typesetter_measure(sheet->book->typesetter, title, HEADING, room).width > room - HEADING_GAP)
            return true;
    }
    return false;
}

/* Characters of a heading in lines about as long as each other, none of them over `most` but for a longer word or the
 * gap beside it. */
static double heading_width(const struct worksheet *sheet, const char *title, double most)
{
    struct typesetter *typesetter = sheet->book->typesetter;
    const double whole = fmax(typesetter_measure(typesetter, title, HEADING, 0).width / CHARACTER + PAD, filled(title));
    const double word = typesetter_word_width(typesetter, title, HEADING) / CHARACTER + PAD;
    const double lines = ceil(whole / most);
    double width = fmax(word, whole / lines);
    while (width < most && lines_needed(sheet, title, HEADING, width) > lines)
        width++;
    for (double widest = width + HEADING_ROOM; width < widest && is_crowded(sheet, title, width);)
        width++;
    return width;
}

static double least_width(const struct worksheet *sheet, const struct frame *frame, guint column, double heading)
{
    const double least = sheet->least == NULL ? NARROWEST : fmax(NARROWEST, sheet->least[column]);
    return fmax(least, heading_width(sheet, frame_column(frame, column)->title, heading));
}

double worksheet_fit_width(const struct worksheet *sheet, const struct frame *frame, guint column)
{
    double width = least_width(sheet, frame, column, HEADING_WIDTH);
    for (guint row = 0; row < frame_n_rows(frame) && width < WIDEST; row++)
        width = fmax(width, natural_width(sheet, frame_cell(frame, row, column)));
    return fmin(width, WIDEST);
}

static bool is_prose(const struct frame *frame, guint column)
{
    for (guint row = 0; row < frame_n_rows(frame); row++)
        if (frame_cell(frame, row, column)->kind == FRAME_TEXT)
            return true;
    return false;
}

/* Characters of a column whose cells take at most so many lines each. */
static double width_in_lines(const struct worksheet *sheet, const struct frame *frame, guint column, int lines)
{
    double width = least_width(sheet, frame, column, NARROW_HEADING);
    for (guint row = 0; row < frame_n_rows(frame) && width < WIDEST; row++) {
        const struct frame_cell *cell = frame_cell(frame, row, column);
        if (cell->kind != FRAME_TEXT)
            continue;
        const double word = typesetter_word_width(sheet->book->typesetter, cell->text, BODY) / CHARACTER + PAD;
        const double natural = natural_width(sheet, cell);
        width = fmax(width, fmax(fmin(word, LONGEST_WORD), fmin(natural, SHORT_TEXT)));
        width = fmax(width, natural / lines * (lines > 1 ? RAGGED : 1));
    }
    return fmin(width, WIDEST);
}

static double width_of_all(const struct frame *frame, const double *widths)
{
    double sum = 0;
    for (guint i = 0; i < frame_n_columns(frame); i++)
        if (!worksheet_draws_only(frame_column(frame, i)))
            sum += widths[i];
    return sum;
}

static void narrow_all(const struct worksheet *sheet, const struct frame *frame, double *widths, int lines)
{
    for (guint i = 0; i < frame_n_columns(frame); i++)
        if (is_prose(frame, i))
            widths[i] = width_in_lines(sheet, frame, i, lines);
}

/* The widest column of prose that is narrower than it would like and not tried yet; -1: none. */
static int next_to_widen(const struct frame *frame, const double *widths, const double *wishes, const bool *is_tried)
{
    int next = -1;
    for (guint i = 0; i < frame_n_columns(frame); i++)
        if (!is_tried[i] && is_prose(frame, i) && widths[i] < wishes[i] && (next < 0 || wishes[i] > wishes[next]))
            next = (int)i;
    return next;
}

/* Those that would like most are the first to be given what room there is for them. */
static void widen_some(const struct worksheet *sheet, const struct frame *frame, double *widths, const double *wishes,
                       int lines)
{
    g_autofree bool *is_tried = g_new0(bool, frame_n_columns(frame));
    for (int i; (i = next_to_widen(frame, widths, wishes, is_tried)) >= 0;) {
        const double before = widths[i];
        is_tried[i] = true;
        widths[i] = width_in_lines(sheet, frame, (guint)i, lines);
        if (width_of_all(frame, widths) > WIDEST_SHEET)
            widths[i] = before;
    }
}

void worksheet_fit_sheet(const struct worksheet *sheet, const struct frame *frame, double *widths)
{
    int lines = 1;
    if (sheet->least != NULL)
        return; /* a form's columns are given */
    g_autofree double *wishes = g_memdup2(widths, frame_n_columns(frame) * sizeof *widths);
    while (lines < MOST_LINES && width_of_all(frame, widths) > WIDEST_SHEET)
        narrow_all(sheet, frame, widths, ++lines);
    while (--lines > 0)
        widen_some(sheet, frame, widths, wishes, lines);
}

void worksheet_fit_row(struct worksheet *sheet, const struct frame *frame, const double *widths, guint row)
{
    double lines = 1;
    for (guint column = 0; column < frame_n_columns(frame); column++) {
        const struct frame_cell *cell = frame_cell(frame, row, column);
        if (!worksheet_draws_only(frame_column(frame, column)) && cell->kind == FRAME_TEXT)
            lines = fmax(lines, lines_needed(sheet, cell->text, BODY, widths[column]));
    }
    worksheet_check(worksheet_set_row(sheet->worksheet, sheet->row, lines * LINE_HEIGHT, NULL));
    sheet->height += lines * LINE_HEIGHT;
}

void worksheet_fit_heading(struct worksheet *sheet, const struct frame *frame, const double *widths)
{
    double lines = 1;
    for (guint column = 0; column < frame_n_columns(frame); column++)
        if (!worksheet_draws_only(frame_column(frame, column)))
            lines = fmax(lines, lines_needed(sheet, frame_column(frame, column)->title, HEADING, widths[column]));
    worksheet_check(worksheet_set_row(sheet->worksheet, sheet->row, lines * LINE_HEIGHT + 3, NULL));
    sheet->height += lines * LINE_HEIGHT + 3;
}
