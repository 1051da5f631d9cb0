/* Dates, datetimes, years and months. */
#include "pipeline/lib/date.h"
#include "stages/schema/cell.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

static void set_text(struct cell *cell, const char *text, uint32_t length)
{
    cell->value = (struct value){.kind = VALUE_TEXT, .length = length, .as.text = text};
}

/* yyyy-mm-dd at the beginning of the text, years 1 to 9999. */
static bool read_iso_day(const char *text, size_t length, struct date_parts *parts)
{
    if (length < 10 || text[4] != '-' || text[7] != '-')
        return false;
    const unsigned century = date_two_digits(text), year = date_two_digits(text + 2);
    *parts = (struct date_parts){(int)(century * 100 + year), (int)date_two_digits(text + 5),
                                 (int)date_two_digits(text + 8)};
    return century < 100 && year < 100 && parts->year >= 1 && parts->month >= 1 && parts->month <= 12 &&
           parts->day >= 1 && (parts->day <= 28 || parts->day <= date_days_in_month(parts->year, parts->month));
}

/* An extract's date may be followed by a time, which is dropped. */
static bool is_rest_allowed(const struct cell_rule *rule, const char *rest, size_t length)
{
    return length == 0 || (rule->is_extract && is_time_of_day(rest, length));
}

static bool fits(const struct cell_rule *rule, const struct date_format *format, const char *text, uint32_t length,
                 struct date_parts *parts)
{
    if (format == NULL)
        return read_iso_day(text, length, parts) && is_rest_allowed(rule, text + 10, length - 10);
    struct moment moment;
    size_t used;
    if (!date_format_parse_prefix(format, text, length, &moment, &used) ||
        !is_rest_allowed(rule, text + used, length - used))
        return false;
    *parts = (struct date_parts){moment.year, moment.month, moment.day};
    return true;
}

bool cast_date(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    struct date_parts parts;
    guint i = 0;
    while (i < rule->n_formats && !fits(rule, rule->formats[i], text, length, &parts))
        i++;
    if (i == rule->n_formats || (rule->is_extract && !date_is_valid(parts)))
        return false;
    cell->order = date_from_parts(parts);
    if (rule->formats[i] == NULL) {
        set_text(cell, text, 10);
    } else {
        date_parts_format_iso(parts, buffer);
        set_text(cell, buffer, 10);
    }
    return true;
}

static bool moment_fits(const struct date_format *format, const char *text, uint32_t length, struct moment *moment)
{
    return format == NULL ? moment_parse_iso(text, length, moment) : date_format_parse(format, text, length, moment);
}

static uint32_t write_moment(const struct moment *moment, char *buffer)
{
    const int n = snprintf(buffer, CELL_BUFFER, "%04d-%02d-%02dT%02d:%02d:%02d", moment->year, moment->month,
                           moment->day, moment->hour, moment->minute, moment->second);
    return (uint32_t)MIN(n, CELL_BUFFER - 1);
}

bool cast_datetime(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    struct moment moment;
    guint i = 0;
    while (i < rule->n_formats && !moment_fits(rule->formats[i], text, length, &moment))
        i++;
    if (i == rule->n_formats || (rule->is_extract && (moment.year < 1900 || moment.year > 2100)))
        return false;
    cell->order = moment_microseconds(&moment);
    if (rule->formats[i] == NULL)
        set_text(cell, text, length);
    else
        set_text(cell, buffer, write_moment(&moment, buffer));
    return true;
}

bool cast_year(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)buffer;
    if (rule->takes_decimal_zero && length == 6 && memcmp(text + 4, ".0", 2) == 0)
        length = 4;
    if (!year_parse(text, length, &cell->order))
        return false;
    cell->value = (struct value){.kind = VALUE_INTEGER, .as.integer = cell->order};
    return true;
}

bool cast_yearmonth(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    int64_t year;
    int month;
    if (!yearmonth_parse(text, length, &year, &month))
        return false;
    cell->order = year * 12 + month - 1;
    set_text(cell, text, year >= 0 && year <= 9999 ? 7 : length);
    return true;
}
