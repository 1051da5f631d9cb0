/* Days and times as XML Schema writes them: dateTime, gYear, gYearMonth. */
#include "pipeline/lib/date.h"
#include "stages/schema/date_format.h"

struct cursor {
    const char *at, *end;
};

static bool read_digits(struct cursor *cursor, int n, int *value)
{
    if (cursor->end - cursor->at < n)
        return false;
    *value = 0;
    for (int i = 0; i < n; i++, cursor->at++) {
        if (*cursor->at < '0' || *cursor->at > '9')
            return false;
        *value = *value * 10 + (*cursor->at - '0');
    }
    return true;
}

static bool read_character(struct cursor *cursor, char c)
{
    return cursor->at < cursor->end && *cursor->at++ == c;
}

/* Four digits or more, without leading zeros beyond four; a year 0 does not exist. Years beyond nine digits are
 * refused. */
static bool read_year(struct cursor *cursor, int *year)
{
    const bool is_negative = cursor->at < cursor->end && *cursor->at == '-';
    cursor->at += is_negative;
    const char *first = cursor->at;
    while (cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9')
        cursor->at++;
    const int n = (int)(cursor->at - first);
    struct cursor digits = {first, cursor->at};
    if (n < 4 || n > 9 || (n > 4 && *first == '0') || !read_digits(&digits, n, year) || *year == 0)
        return false;
    *year = is_negative ? -*year : *year;
    return true;
}

/* Nothing, Z, or an offset up to 14:00; then the end. */
static bool read_zone(struct cursor *cursor, bool *has_offset, int *offset)
{
    *has_offset = cursor->at < cursor->end;
    *offset = 0;
    if (!*has_offset)
        return true;
    const char sign = *cursor->at++;
    int hours, minutes;
    if (sign == 'Z')
        return cursor->at == cursor->end;
    if ((sign != '+' && sign != '-') || !read_digits(cursor, 2, &hours) || !read_character(cursor, ':') ||
        !read_digits(cursor, 2, &minutes) || minutes > 59 || hours * 60 + minutes > 14 * 60)
        return false;
    *offset = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    return cursor->at == cursor->end;
}

static bool read_fraction(struct cursor *cursor, int *microsecond)
{
    int n = 0;
    *microsecond = 0;
    if (cursor->at == cursor->end || *cursor->at != '.')
        return true;
    for (cursor->at++; cursor->at < cursor->end && *cursor->at >= '0' && *cursor->at <= '9'; cursor->at++, n++)
        if (n < 6)
            *microsecond = *microsecond * 10 + (*cursor->at - '0');
    for (int i = n; i < 6; i++)
        *microsecond *= 10;
    return n > 0;
}

static bool day_exists(int year, int month, int day)
{
    return month >= 1 && month <= 12 && day >= 1 && day <= date_days_in_month(year, month);
}

bool moment_is_valid(const struct moment *moment)
{
    return day_exists(moment->year, moment->month, moment->day) && moment->hour >= 0 && moment->hour <= 23 &&
           moment->minute >= 0 && moment->minute <= 59 && moment->second >= 0 && moment->second <= 59;
}

/* 24:00:00 is the end of the day. */
static bool is_end_of_day(const struct moment *moment)
{
    return moment->hour == 24 && moment->minute == 0 && moment->second == 0 && moment->microsecond == 0 &&
           day_exists(moment->year, moment->month, moment->day);
}

bool moment_parse_iso(const char *text, size_t length, struct moment *moment)
{
    struct cursor cursor = {text, text + length};
    *moment = (struct moment){0};
    return read_year(&cursor, &moment->year) && moment->year > -100000 && moment->year < 100000 &&
           read_character(&cursor, '-') && read_digits(&cursor, 2, &moment->month) && read_character(&cursor, '-') &&
           read_digits(&cursor, 2, &moment->day) && read_character(&cursor, 'T') &&
           read_digits(&cursor, 2, &moment->hour) && read_character(&cursor, ':') &&
           read_digits(&cursor, 2, &moment->minute) && read_character(&cursor, ':') &&
           read_digits(&cursor, 2, &moment->second) && read_fraction(&cursor, &moment->microsecond) &&
           read_zone(&cursor, &moment->has_offset, &moment->offset) &&
           (moment_is_valid(moment) || is_end_of_day(moment));
}

bool is_time_of_day(const char *text, size_t length)
{
    struct cursor cursor = {text, text + length};
    struct moment moment = {.year = 2000, .month = 1, .day = 1};
    if (length == 0 || (*text != 'T' && *text != ' '))
        return false;
    cursor.at++;
    if (!read_digits(&cursor, 2, &moment.hour) || !read_character(&cursor, ':') ||
        !read_digits(&cursor, 2, &moment.minute))
        return false;
    if (cursor.at < cursor.end && *cursor.at == ':' &&
        (!read_character(&cursor, ':') || !read_digits(&cursor, 2, &moment.second) ||
         !read_fraction(&cursor, &moment.microsecond)))
        return false;
    return read_zone(&cursor, &moment.has_offset, &moment.offset) && moment_is_valid(&moment);
}

int64_t moment_microseconds(const struct moment *moment)
{
    const int64_t day = date_from_parts((struct date_parts){moment->year, moment->month, moment->day});
    const int64_t minutes = (day * 24 + moment->hour) * 60 + moment->minute - moment->offset;
    return (minutes * 60 + moment->second) * 1000000 + moment->microsecond;
}

bool year_parse(const char *text, size_t length, int64_t *year)
{
    struct cursor cursor = {text, text + length};
    int value, offset;
    bool has_offset;
    if (!read_year(&cursor, &value) || !read_zone(&cursor, &has_offset, &offset))
        return false;
    *year = value;
    return true;
}

bool yearmonth_parse(const char *text, size_t length, int64_t *year, int *month)
{
    struct cursor cursor = {text, text + length};
    int value, offset;
    bool has_offset;
    if (!read_year(&cursor, &value) || !read_character(&cursor, '-') || !read_digits(&cursor, 2, month) ||
        !read_zone(&cursor, &has_offset, &offset) || *month < 1 || *month > 12)
        return false;
    *year = value;
    return true;
}
