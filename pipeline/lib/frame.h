/* Named columns × rows: the only bridge from data to drawing. A frame knows neither SQL nor pages.
 *
 * Rows are appended cell by cell, left to right; every row is complete before the next one begins (asserted). The frame
 * owns copies of all text. */
#ifndef SCORECARD_LIB_FRAME_H
#define SCORECARD_LIB_FRAME_H

#include <glib.h>

/* What the numbers of a column are; a row of the unit table (unit.h) says how each is written. */
enum unit {
    UNIT_TEXT,
    UNIT_NUMBER,    /* whole numbers */
    UNIT_DECIMAL,   /* one decimal */
    UNIT_PERCENT,   /* 0 to 100, one decimal */
    UNIT_WEEKS,     /* one decimal */
    UNIT_DAYS,      /* whole */
    UNIT_POUNDS,    /* pounds, two decimals */
    UNIT_PER_10000, /* one decimal */
    UNIT_RATE,      /* a percent with two decimals: a rate of growth, a share of the grant */
    UNIT_DATE       /* a day number (date.h) */
};

enum frame_cell_kind {
    FRAME_TEXT,
    FRAME_NUMBER,
    FRAME_SYMBOL, /* no value: "c", "x", "z", "low" (text holds the symbol without brackets) */
    FRAME_BLANK   /* nothing is meant here (a chart series without a point); a table shows [z] */
};

struct frame_cell {
    enum frame_cell_kind kind;
    double number;
    const char *text;   /* FRAME_TEXT, FRAME_SYMBOL */
    const char *symbol; /* a mark beside a number: "u", "low"; or NULL */
    enum unit unit;     /* of a number: the column's, unless it was added with its own */
    const char
        *formula; /* FRAME_NUMBER, FRAME_TEXT: what a workbook computes it by (reports/render/formula.h); or NULL */
};

struct frame_column {
    const char *name;  /* the role a chart reads it by: "period", "value", "lower" … */
    const char *title; /* the heading a reader sees, unit in words */
    enum unit unit;
};

struct frame;

struct frame *frame_new(void);
void frame_free(struct frame *frame);

/* Columns first; adding one after the first row is our own fault. */
void frame_add_column(struct frame *frame, const char *name, const char *title, enum unit unit);

void frame_add_text(struct frame *frame, const char *text); /* NULL: blank */
/* `number` must be finite (asserted). `symbol` as in frame_cell, or NULL. */
void frame_add_number(struct frame *frame, double number, const char *symbol);
/* A number in a unit of its own, for columns whose rows differ in unit (at a glance). */
void frame_add_number_in(struct frame *frame, double number, enum unit unit, const char *symbol);
/* The same with the formula of a workbook's cell, whose value they are; NULL: none. */
void frame_add_computed(struct frame *frame, double number, enum unit unit, const char *formula);
void frame_add_computed_text(struct frame *frame, const char *text, const char *formula);
void frame_add_symbol(struct frame *frame, const char *symbol);
void frame_add_blank(struct frame *frame);

guint frame_n_rows(const struct frame *frame);
/* Index of the row that the next cell belongs to. */
guint frame_next_row(const struct frame *frame);
guint frame_n_columns(const struct frame *frame);
const struct frame_column *frame_column(const struct frame *frame, guint column);
const struct frame_cell *frame_cell(const struct frame *frame, guint row, guint column);
/* Index of the column named `name`, or -1. */
int frame_find_column(const struct frame *frame, const char *name);

#endif
