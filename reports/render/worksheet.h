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
    uint32_t row;         /* the next free row */
    uint32_t table_row;   /* header row of its table */
};

/* A workbook with the document's properties; `created` is its as-at date, so that the same document gives the same bytes. */
struct workbook_file *workbook_file_open(const struct document *document, const char *path);
/* Writes the file and frees the book; SYSTEM when it cannot be written. */
bool workbook_file_close(struct workbook_file *book, GError **error);

void worksheet_begin(struct worksheet *sheet, struct workbook_file *book, const char *name);
void worksheet_title(struct worksheet *sheet, const char *text);
void worksheet_subtitle(struct worksheet *sheet, const char *text);
void worksheet_line(struct worksheet *sheet, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* A marked-up table of the frame, column widths and row heights fitted; the column `trend` is left out, blanks are [z]. */
void worksheet_table(struct worksheet *sheet, const struct frame *frame, const char *name);
/* Links each cell of the table's first column to the sheet of that name. */
void worksheet_link_first_column(struct worksheet *sheet, const struct frame *frame);

#endif
