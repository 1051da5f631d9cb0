/* What measuring and drawing of a table share. Only table*.c include this. */
#ifndef SCORECARD_RENDER_TABLE_PRIVATE_H
#define SCORECARD_RENDER_TABLE_PRIVATE_H

#include "reports/render/table.h"

#define TABLE_MARK 13  /* room of a shape before its word */
#define TABLE_TREND 58 /* width of a sparkline */

enum cell_role { CELL_TEXT, CELL_NUMBER, CELL_CHANGE, CELL_MARK, CELL_TREND };

struct table_column {
    guint index; /* in the frame */
    enum cell_role role;
    const char *title;
    double width;
};

struct table_line {
    bool is_topic;
    guint row; /* in the frame; of a topic: its first */
    double height;
};

struct table {
    const struct block *block;
    struct table_column *columns;
    guint n_columns;
    GArray *lines; /* struct table_line */
    double head;   /* height */
    double width;
    double size;      /* of its text: smaller when the columns do not fit */
    double gap;       /* between columns */
    double pad;       /* above and below a cell's text */
    double usual_pad; /* what it is unless rows are set closer */
    bool says_units;  /* the numbers, for the column that names their units is left to the workbook */
};

/* The text of a cell; the caller frees. */
char *table_cell_text(const struct table *table, const struct table_column *column, guint row);
char *table_topic(const struct table *table, guint row);
struct text_style table_style(const struct table *table, bool is_bold);
/* The row heading, and words beside a shape. */
bool table_is_bold(const struct table_column *column, const struct table *table);
/* Gives the columns their widths, so that the rows are as low as they can be. False when not even the widest words fit:
 * then all are narrower than they should be. */
bool table_choose_widths(struct table *table, struct typesetter *typesetter, double width);
/* The series of a trend cell, or NULL. */
const struct frame *table_series(const struct table *table, const struct table_column *column, guint row);

#endif
