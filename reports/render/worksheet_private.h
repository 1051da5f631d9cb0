/* What the files of worksheet.h share, and the one place at which libxlsxwriter comes in. */
#ifndef SCORECARD_RENDER_WORKSHEET_PRIVATE_H
#define SCORECARD_RENDER_WORKSHEET_PRIVATE_H

#include "pipeline/lib/frame.h"
#include "reports/render/typeset.h"
#include "reports/render/worksheet.h"

#include <xlsxwriter.h>

#define N_UNITS (UNIT_DATE + 1)
#define LONGEST_NUMBER 15  /* digits that a double holds exactly */
#define WORKBOOK_BODY 11.0 /* points of body text */

struct workbook_file {
    char *path, *marking;
    lxw_workbook *workbook;
    struct typesetter *typesetter; /* measures what columns and rows must hold */
    bool is_protected;
    lxw_format *title, *subtitle, *line, *text, *link;
    lxw_format *heading, *heading_figures, *heading_inner; /* figures stand to the right */
    lxw_format *inner; /* text of any column but the first, indented so as not to touch the one beside it */
    lxw_format *numbers[N_UNITS];
    lxw_format *lefts[N_UNITS];             /* the same to the left; made when first needed */
    lxw_format *padded[LONGEST_NUMBER + 1]; /* by digits, leading zeros shown; made when first needed */
    lxw_format *lefts_inner[N_UNITS];       /* the same, indented as `inner` is */
    lxw_format *computed;                   /* a formula's cell: no wrapping */
    lxw_format *computed_inner;             /* the same, indented as `inner` is */
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
/* A formula with the cell's value, since not every reader computes on opening. */
void worksheet_put_formula(struct worksheet *sheet, uint32_t row, uint16_t column, const struct frame_cell *cell,
                           const char *formula);
/* Sizes of a table (worksheet_fit.c): characters of a column wide enough for the longest word of its heading and for
 * its cells, while prose wraps; the heights of the row the cursor is at, whose cells or headings wrap to these widths.
 */
double worksheet_fit_width(const struct worksheet *sheet, const struct frame *frame, guint column);
/* Narrows columns of prose, all to as many lines, until the sheet can be read when it is printed as wide as a page. */
void worksheet_fit_sheet(const struct worksheet *sheet, const struct frame *frame, double *widths);
void worksheet_fit_row(struct worksheet *sheet, const struct frame *frame, const double *widths, guint row);
void worksheet_fit_heading(struct worksheet *sheet, const struct frame *frame, const double *widths);
/* A column that pages draw and workbooks leave out. */
bool worksheet_draws_only(const struct frame_column *column);

#endif
