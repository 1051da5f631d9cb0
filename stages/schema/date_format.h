/* Dates and times by strptime patterns ("%d/%m/%Y"), compiled once into a few steps, in English whatever the locale. */
#ifndef SCORECARD_STAGES_SCHEMA_DATE_FORMAT_H
#define SCORECARD_STAGES_SCHEMA_DATE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A day and a time of day. What a pattern does not say is 1900-01-01, midnight, without offset (as Python has it). */
struct moment {
    int year, month, day;
    int hour, minute, second, microsecond;
    bool has_offset;
    int offset; /* minutes east of UTC */
};

struct date_format;

/* NULL and *bad (the directive that is unknown, or ends too early) when the pattern is no strptime pattern.
 * `is_strict`: day and month need both their digits, and names may be short or whole; else a name is as the directive
 * says, as Python has it. */
struct date_format *date_format_new(const char *pattern, bool is_strict, const char **bad);
void date_format_free(struct date_format *format);
/* True when the whole text fits and the day exists (years 1 to 9999). */
bool date_format_parse(const struct date_format *format, const char *text, size_t length, struct moment *moment);
/* The same for the beginning of the text: *used bytes of it fit. */
bool date_format_parse_prefix(const struct date_format *format, const char *text, size_t length, struct moment *moment,
                              size_t *used);
/* The pattern in words and an example: "dd/mm/yyyy". The caller frees. */
char *date_format_in_words(const struct date_format *format);

/* XML Schema's dateTime: "2024-01-26T15:00:00.300-05:00". */
bool moment_parse_iso(const char *text, size_t length, struct moment *moment);
/* A time of day that follows a date: "T09:30", " 00:00:00.000", with or without a zone. */
bool is_time_of_day(const char *text, size_t length);
/* True for a day that exists and a time that exists. */
bool moment_is_valid(const struct moment *moment);
/* Microseconds since 1970-01-01T00:00:00 in UTC; a moment without offset is taken as UTC. */
int64_t moment_microseconds(const struct moment *moment);

/* XML Schema's gYear and gYearMonth, time zone and all; false for anything else. */
bool year_parse(const char *text, size_t length, int64_t *year);
bool yearmonth_parse(const char *text, size_t length, int64_t *year, int *month);

#endif
