/* Calendar days as numbers: days since 1970-01-01 in the proleptic Gregorian calendar, no time and no zone.
 *
 * Clocks of the field are differences of day numbers (20 weeks is 140). Only dates from 1900-01-01 to 2100-12-31 are
 * taken from data. */
#ifndef SCORECARD_LIB_DATE_H
#define SCORECARD_LIB_DATE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DATE_TEXT_SIZE 11 /* "yyyy-mm-dd" and its end */
#define DATE_NONE INT32_MIN

struct date_parts {
    int year, month, day; /* month 1 to 12, day 1 to 31 */
};

int date_days_in_month(int year, int month);
/* False for a day that does not exist or lies outside 1900 to 2100. */
bool date_is_valid(struct date_parts parts);
int32_t date_from_parts(struct date_parts parts);
struct date_parts date_to_parts(int32_t date);

/* Two digits; more than 99 when one is none. */
unsigned date_two_digits(const char *text);
/* Reads exactly "yyyy-mm-dd" (length 10); DATE_NONE for anything else or a day that does not exist. */
int32_t date_parse_iso(const char *text, size_t length);
void date_format_iso(int32_t date, char text[static DATE_TEXT_SIZE]);
void date_parts_format_iso(struct date_parts parts, char text[static DATE_TEXT_SIZE]);
/* "21 January 2021" and "January 2021", in English whatever the locale; the caller frees. */
char *date_format_long(int32_t date);
char *date_format_month(int32_t date);

/* The same day `months` later (or earlier); a day the month lacks becomes the month's last. */
int32_t date_add_months(int32_t date, int months);
int32_t date_month_start(int32_t date);
int32_t date_month_end(int32_t date);
/* First day of the twelve months that end at `end`, inclusive: the day after the same day a year before; a 29 February
 * that does not exist becomes 1 March (2020-02-29 gives 2019-03-01, 2021-02-28 gives 2020-03-01).
 */
int32_t date_year_start(int32_t end);
/* Completed years; a birthday on 29 February is reached on 1 March in common years. Negative before birth. */
int date_age_on(int32_t birth, int32_t on);
/* The day on which so many years are completed, as date_age_on counts them. */
int32_t date_anniversary(int32_t date, int years);
/* Completed calendar months from one date to another, counted as ages are. */
int date_months_between(int32_t from, int32_t to);
/* The 31 August strictly before `date`. */
int32_t date_august_before(int32_t date);
/* 0 Monday … 6 Sunday. */
int date_weekday(int32_t date);
/* The n-th (1 on) given weekday of a month: the school censuses' third Thursdays. */
int32_t date_nth_weekday(int year, int month, int weekday, int n);
/* For sorting and searching: the order of two int32_t. */
int date_compare(gconstpointer a, gconstpointer b);
/* Puts dates (int32_t) in order and keeps each once. */
void dates_keep_distinct(GArray *dates);

#endif
