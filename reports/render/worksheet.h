/* A worksheet written top to bottom through a cursor: title, lines, one table. Wraps libxlsxwriter. */
#ifndef SCORECARD_RENDER_WORKSHEET_H
#define SCORECARD_RENDER_WORKSHEET_H

#include "pipeline/lib/frame.h"
#include "reports/render/document.h"

#include <glib.h>
#include <stdbool.h>

struct lxw_worksheet;
struct workbook_file;

struct worksheet {
    struct workbook_file *book;
    struct lxw_worksheet *worksheet;
    const char *name;    /* the caller's: lives as long as the sheet */
    uint32_t row;        /* the next free row */
    uint32_t table_row;  /* header row of its table */
    const double *least; /* characters that columns are wide at least, one a column; or NULL */
    bool keeps_blanks;   /* a form: a blank is left empty, to be filled */
    bool aligns_left;    /* numbers too */
    bool is_inner;       /* the cell being written is not in the first column */
    double height;       /* points of its table so far */
};

/* A workbook with the document's properties; `created` is its as-at date, so that the same document gives the same
 * bytes. NULL, SYSTEM, when the font by which it is measured is not installed. */
struct workbook_file *workbook_file_open(const struct document *document, const char *path, GError **error);
/* From here on every sheet is protected, without a password, but for its cells to fill: against slips, not against
 * intent. */
void workbook_file_protect(struct workbook_file *book);
/* Writes the file and frees the book; SYSTEM when it cannot be written. */
bool workbook_file_close(struct workbook_file *book, GError **error);

/* Formulas know a block's cells by its id: its sheet, and the sheet's row (0 is the first) of its table's first row of
 * data. To be called for every block before any sheet is written. */
void workbook_file_note_place(struct workbook_file *book, const char *id, const char *sheet, uint32_t first_row);

#define WORKSHEET_HEAD_ROWS 2 /* title and subtitle */

void worksheet_begin(struct worksheet *sheet, struct workbook_file *book, const char *name);
void worksheet_title(struct worksheet *sheet, const char *text);
void worksheet_subtitle(struct worksheet *sheet, const char *text);
/* The line under the title: the marking, and how many tables there are. `before` stands before it. */
void worksheet_one_table(struct worksheet *sheet, const char *before);
void worksheet_line(struct worksheet *sheet, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A marked-up table of the frame, column widths and row heights fitted; the column `trend` is left out, blanks are
 * [z]. A text that reads as a number is one. */
void worksheet_table(struct worksheet *sheet, const struct frame *frame, const char *name);
/* Links each cell of the table's first column to the sheet of that name. */
void worksheet_link_first_column(struct worksheet *sheet, const struct frame *frame);

/* Cells of the table, by row and column counted from 0 below its header; they take the place of what the frame had
 * there. */

/* "name!$C$12" for formulas; the caller frees. */
char *worksheet_reference(const struct worksheet *sheet, guint row, guint column);
/* A formula with the value it has now, which other programs show before they compute. */
void worksheet_formula_text(struct worksheet *sheet, guint row, guint column, const char *formula, const char *value);
void worksheet_formula_number(struct worksheet *sheet, guint row, guint column, const char *formula, double value);
/* Cells to fill, unlocked and with a border, holding `text` at first (NULL: empty): a choice from a range of cells, a
 * day, any text. What is neither is refused as it is typed, with a word why. */
void worksheet_fill_list(struct worksheet *sheet, guint row, guint column, const char *range, const char *text);
void worksheet_fill_date(struct worksheet *sheet, guint row, guint column);
void worksheet_fill_text(struct worksheet *sheet, guint row, guint column, const char *text);

#endif
