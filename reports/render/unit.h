/* The unit table: one row a unit, so that a kind of number is written alike in the warehouse, the workbook, the PDF and
 * the sentences. Digits are English ('.' and ',') whatever the locale. */
#ifndef SCORECARD_RENDER_UNIT_H
#define SCORECARD_RENDER_UNIT_H

#include "pipeline/lib/frame.h"

#include <stdbool.h>

struct unit_format {
    const char *name;      /* as a measure's head writes it: "per 10,000" */
    const char *sql_type;  /* of a column that holds it */
    const char *xlsx;      /* number format of a workbook cell */
    const char *heading;   /* words for a column heading: "Number", "Percent", "Pounds" */
    int decimals;          /* digits after the point, always shown */
    const char *before;    /* in a sentence, before the digits: "£" */
    const char *after;     /* and after them: "%", " weeks" */
    const char *after_one; /* the same for exactly one: " week" */
};

const struct unit_format *unit_format(enum unit unit);
/* The unit by whose number format a value is written: a number or days that are not whole have one decimal, here as in
 * every text below. */
enum unit unit_written(enum unit unit, double value);

/* The number as a table cell has it, its unit being in the heading: "3,145", "47.5", "1,234.56"; a date "21 January
 * 2021". Rounded half up to the unit's decimals; never "-0". The caller frees. */
char *unit_cell(enum unit unit, double value);
/* The same with a sign: "+3.2", "-12", "0.0" (a change). */
char *unit_change(enum unit unit, double value);
/* As a sentence has it: "47.5%", "12.3 weeks", "1 day"; money "£34.56", "£35", "£1,235" from a thousand on and "£11.2
 * million" from a million on. */
char *unit_phrase(enum unit unit, double value);
/* As a table cell has it that carries its own unit: "47.5%", "18.9 weeks", "£13,437", "£1.66m"; "58.4" where the row's
 * name says what it is per. */
char *unit_short(enum unit unit, double value);
/* Money as the largest amount beside it is told, so that "£0.95m" stands beside "£12.04m" and not "£954,072"; what
 * would be nothing then keeps its own form. */
char *unit_short_beside(enum unit unit, double value, double largest);
/* unit_short with a sign: "+1.5" (points of a percentage), "-£0.21m". */
char *unit_short_change(enum unit unit, double value);
/* Short, for axes and labels in charts: as unit_cell but without needless decimals, money as "£1.2m", "£450k". `step`
 * is the distance of two ticks (0: a single value, all decimals of the unit). */
char *unit_label(enum unit unit, double value, double step);
/* That of a single value beside others: "£1.0m" beside "£12.7m". */
char *unit_label_beside(enum unit unit, double value, double largest);

/* A cell's whole text, a number in its own unit: "47.5", "47.5 [u]", "[c]", a text as it stands, "[z]" for a blank. The
 * caller frees. */
char *unit_frame_cell(const struct frame_cell *cell);
/* Whether a column holds figures, even when all of them are hidden: tables set it to the right. */
bool unit_is_of_figures(const struct frame *frame, guint column);

#endif
