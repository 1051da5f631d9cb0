/* What the files of worksheet.h share, and the one place at which libxlsxwriter comes in. */
#ifndef SCORECARD_RENDER_WORKSHEET_PRIVATE_H
#define SCORECARD_RENDER_WORKSHEET_PRIVATE_H

#include "pipeline/lib/frame.h"
#include "reports/render/worksheet.h"

#include <xlsxwriter.h>

#define N_UNITS (UNIT_DATE + 1)
#define LONGEST_NUMBER 15 /* digits that a double holds exactly */

struct workbook_file {
    char *path;
    lxw_workbook *workbook;
    bool is_protected;
    lxw_format *title, *subtitle, *line, *heading, *text, *link;
    lxw_format *numbers[N_UNITS];
    lxw_format *lefts[N_UNITS];             /* the same to the left; made when first needed */
    lxw_format *padded[LONGEST_NUMBER + 1]; /* by digits, leading zeros shown; made when first needed */
    lxw_format *computed;                   /* a formula's cell: no wrapping */
    GHashTable *places;                     /* of formulas (formula.h) */
    lxw_format *fill_text, *fill_date;      /* cells to fill; made when first needed */
};

/* A fault here is our own: the writer refuses what it was given. */
void worksheet_check(lxw_error code);
/* Writes a text, cut where Excel takes no longer one. */
void worksheet_write_cell_text(struct worksheet *sheet, uint32_t row, uint16_t column, const char *text,
                               lxw_format *format);
/* A format of the book's font; the vertical alignment is the top. */
lxw_format *workbook_file_format(struct workbook_file *book);
/* Text as a cell has it: one that reads as a number is a number, digits that begin with 0 keep their zeros. */
void worksheet_put_text(struct worksheet *sheet, uint32_t row, uint16_t column, const char *text);
/* A formula with the cell's value, since not every reader computes on opening. */
void worksheet_put_formula(struct worksheet *sheet, uint32_t row, uint16_t column, const struct frame_cell *cell,
                           const char *formula);
/* The day number (date.h) as a workbook's day. */
double worksheet_day(double date);

#endif
