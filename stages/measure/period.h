/* The periods that figures are counted for (docs/measures.md), built once from the as-at date. */
#ifndef SCORECARD_STAGES_MEASURE_PERIOD_H
#define SCORECARD_STAGES_MEASURE_PERIOD_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum period_kind {
    PERIOD_MONTH, /* a calendar month; the last may be part (period_end = as-at) */
    PERIOD_TWO_MONTHS,
    PERIOD_ROLLING, /* twelve months that end at a day */
    PERIOD_DAY,     /* a state counted on a day: start = end */
    PERIOD_ACADEMIC_YEAR,
    PERIOD_FINANCIAL_YEAR,
    PERIOD_CALENDAR_YEAR,
    PERIOD_CENSUS /* start = end = census date */
};

struct period {
    enum period_kind kind;
    int32_t start, end; /* both inclusive */
    bool is_part;       /* the unfinished month */
    bool is_optional;   /* figures stand only when a case falls in it: years other than as-at's */
    bool is_past;       /* told by an earlier edition alone: counted for disclosure control, never published */
};

struct calendar {
    int32_t as_at;
    int32_t previous_board; /* the latest board date before as-at, else as-at less two months */
    bool has_met;           /* whether it is such a date: the board met that day */
    int32_t next_board;     /* as-at plus board_interval_days (61) */
    guint n_month_ends;     /* 24: ends of the whole months before or ending at as-at, oldest first */
    int32_t month_ends[24];
    guint n_days; /* month ends, previous board, as-at: distinct, in order */
    int32_t days[26];
    const GArray *past; /* struct period: those that only earlier editions tell (is_past); or NULL */
};

/* The words of a measure's head: "month", "rolling 12 months" … False when `name` is none of them. */
bool period_kind_parse(const char *name, enum period_kind *kind);
char *period_kind_names(void);                   /* "month, two months, …"; the caller frees */
bool period_kind_is_year(enum period_kind kind); /* academic, financial, calendar */
/* By kind, then end, then start: the order of figures.csv within a category. */
int period_compare(const struct period *a, const struct period *b);

struct project;
void calendar_init(struct calendar *calendar, int32_t as_at, const struct project *project);
/* Appends the periods of a kind (struct period), oldest first. A census's are not the calendar's to know: none. */
void calendar_list(const struct calendar *calendar, enum period_kind kind, GArray *periods);
/* The same with those that only earlier editions tell behind them. */
void calendar_list_counted(const struct calendar *calendar, enum period_kind kind, GArray *periods);
/* The one that ends at (a year: holds) as-at; a census: as-at itself, for a measure that has no census. */
struct period calendar_current(const struct calendar *calendar, enum period_kind kind);
/* "2020-21" of the year that begins on 1 April 2020, "2020/21" of 1 September 2020; the caller frees. */
char *period_financial_year(int32_t date);
char *period_academic_year(int32_t date);

#endif
