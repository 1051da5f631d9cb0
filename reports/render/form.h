/* A workbook that people fill: Cover, Contents and Notes of a document, then sheets with one table each, in which some
 * cells are open and some are computed from others. Every sheet is protected but for its open cells. */
#ifndef SCORECARD_RENDER_FORM_H
#define SCORECARD_RENDER_FORM_H

#include "pipeline/lib/frame.h"
#include "reports/render/document.h"

#include <glib.h>
#include <stdbool.h>

enum form_kind {
    FORM_LIST,          /* open: a choice from the range `text` */
    FORM_DATE,          /* open: a day */
    FORM_TEXT,          /* open: any text */
    FORM_FORMULA_TEXT,  /* computed by the formula `text`; the frame holds its value with nothing filled */
    FORM_FORMULA_NUMBER /* the same, a number */
};

/* A cell of the table, by row and column of the frame. In `text`, {SHEET ROW COLUMN} is a cell of a sheet's frame, and
 * {SHEET ROW COLUMN ROW COLUMN} a range of them. */
struct form_cell {
    guint row, column;
    enum form_kind kind;
    const char *text; /* owned by the sheet */
};

struct form_sheet {
    const char *name; /* unique, no spaces, at most 31 characters */
    const char *title;
    const char *mark;    /* before title, table count and lines: "# " makes them comments of a CSV file; else "" */
    const char *table;   /* the table's name, unique */
    const double *least; /* least width of each column in characters, or NULL */
    bool aligns_left;    /* numbers too: the columns hold words and numbers alike */
    bool is_linked;      /* the table's first column names sheets and links to them */
    struct frame *frame; /* its blanks stay empty */
    GPtrArray *lines;    /* const char *: between title and table */
    GArray *cells;       /* struct form_cell */
    GStringChunk *texts;
};

/* The texts are copied. */
struct form_sheet *form_sheet_new(const char *name, const char *title, const char *table);
void form_sheet_free(struct form_sheet *sheet);
void form_sheet_line(struct form_sheet *sheet, const char *format, ...) G_GNUC_PRINTF(2, 3);
/* Opens a cell, or gives it a formula. */
void form_sheet_cell(struct form_sheet *sheet, guint row, guint column, enum form_kind kind, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

/* `sheets`: struct form_sheet *, in order. SYSTEM when the file cannot be written. */
bool document_write_forms(const struct document *document, const GPtrArray *sheets, const char *path, GError **error);

#endif
