#include "pipeline/lib/date.h"

#include <glib.h>

static const char *const month_names[] = {"January", "February", "March",     "April",   "May",      "June",
                                          "July",    "August",   "September", "October", "November", "December"};

static bool is_leap_year(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int date_days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap_year(year) ? 29 : days[month - 1];
}

bool date_is_valid(struct date_parts parts)
{
    return parts.year >= 1900 && parts.year <= 2100 && parts.month >= 1 && parts.month <= 12 && parts.day >= 1 &&
           parts.day <= date_days_in_month(parts.year, parts.month);
}

/* Days are counted in years that begin on 1 March, so that a leap day is a year's last. */
int32_t date_from_parts(struct date_parts parts)
{
    const int year = parts.month <= 2 ? parts.year - 1 : parts.year;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int month = parts.month > 2 ? parts.month - 3 : parts.month + 9;
    const int day_of_year = (153 * month + 2) / 5 + parts.day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

struct date_parts date_to_parts(int32_t date)
{
    const int shifted = date + 719468;
    const int era = (shifted >= 0 ? shifted : shifted - 146096) / 146097;
    const int day_of_era = shifted - era * 146097;
    const int year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int month = (5 * day_of_year + 2) / 153;
    struct date_parts parts = {
        .year = year_of_era + era * 400,
        .month = month < 10 ? month + 3 : month - 9,
        .day = day_of_year - (153 * month + 2) / 5 + 1,
    };
    parts.year += parts.month <= 2;
    return parts;
}

unsigned date_two_digits(const char *text)
{
    const unsigned tens = (unsigned char)text[0] - (unsigned)'0', ones = (unsigned char)text[1] - (unsigned)'0';
    return tens <= 9 && ones <= 9 ? tens * 10 + ones : 100;
}

int32_t date_parse_iso(const char *text, size_t length)
{
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return DATE_NONE;
    const unsigned century = date_two_digits(text), year = date_two_digits(text + 2);
    const struct date_parts parts = {(int)(century * 100 + year), (int)date_two_digits(text + 5),
                                     (int)date_two_digits(text + 8)};
    return year < 100 && date_is_valid(parts) ? date_from_parts(parts) : DATE_NONE;
}

static void write_digits(char *text, int count, int value)
{
    for (int i = count - 1; i >= 0; i--) {
        text[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

void date_parts_format_iso(struct date_parts parts, char text[static DATE_TEXT_SIZE])
{
    write_digits(text, 4, parts.year);
    write_digits(text + 5, 2, parts.month);
    write_digits(text + 8, 2, parts.day);
    text[4] = text[7] = '-';
    text[10] = '\0';
}

void date_format_iso(int32_t date, char text[static DATE_TEXT_SIZE])
{
    date_parts_format_iso(date_to_parts(date), text);
}

char *date_format_long(int32_t date)
{
    const struct date_parts parts = date_to_parts(date);
    return g_strdup_printf("%d %s %d", parts.day, month_names[parts.month - 1], parts.year);
}

char *date_format_month(int32_t date)
{
    const struct date_parts parts = date_to_parts(date);
    return g_strdup_printf("%s %d", month_names[parts.month - 1], parts.year);
}

int32_t date_add_months(int32_t date, int months)
{
    const struct date_parts parts = date_to_parts(date);
    const int index = parts.year * 12 + parts.month - 1 + months;
    struct date_parts moved = {index / 12, index % 12 + 1, parts.day};
    const int last = date_days_in_month(moved.year, moved.month);
    if (moved.day > last)
        moved.day = last;
    return date_from_parts(moved);
}

int32_t date_month_start(int32_t date)
{
    return date - date_to_parts(date).day + 1;
}

int32_t date_month_end(int32_t date)
{
    const struct date_parts parts = date_to_parts(date);
    return date - parts.day + date_days_in_month(parts.year, parts.month);
}

int32_t date_year_start(int32_t end)
{
    struct date_parts parts = date_to_parts(end + 1);
    parts.year--;
    if (parts.month == 2 && parts.day == 29)
        return date_from_parts((struct date_parts){parts.year, 3, 1});
    return date_from_parts(parts);
}

static bool is_before_in_year(struct date_parts a, struct date_parts b)
{
    return a.month < b.month || (a.month == b.month && a.day < b.day);
}

int date_age_on(int32_t birth, int32_t on)
{
    const struct date_parts b = date_to_parts(birth), o = date_to_parts(on);
    return o.year - b.year - (is_before_in_year(o, b) ? 1 : 0);
}

int32_t date_anniversary(int32_t date, int years)
{
    const int32_t on = date_add_months(date, 12 * years);
    return on + (date_age_on(date, on) < years ? 1 : 0);
}

int date_months_between(int32_t from, int32_t to)
{
    const struct date_parts f = date_to_parts(from), t = date_to_parts(to);
    return (t.year - f.year) * 12 + t.month - f.month - (t.day < f.day ? 1 : 0);
}

int32_t date_august_before(int32_t date)
{
    const struct date_parts parts = date_to_parts(date);
    return date_from_parts((struct date_parts){parts.month >= 9 ? parts.year : parts.year - 1, 8, 31});
}

int date_weekday(int32_t date)
{
    return (int)(((date + 3) % 7 + 7) % 7);
}

int32_t date_nth_weekday(int year, int month, int weekday, int n)
{
    const int32_t first = date_from_parts((struct date_parts){year, month, 1});
    return first + (weekday - date_weekday(first) + 7) % 7 + 7 * (n - 1);
}

int date_compare(gconstpointer a, gconstpointer b)
{
    const int32_t first = *(const int32_t *)a, second = *(const int32_t *)b;
    return (first > second) - (first < second);
}

void dates_keep_distinct(GArray *dates)
{
    g_array_sort(dates, date_compare);
    guint kept = 0;
    for (guint i = 0; i < dates->len; i++)
        if (kept == 0 || g_array_index(dates, int32_t, kept - 1) != g_array_index(dates, int32_t, i))
            g_array_index(dates, int32_t, kept++) = g_array_index(dates, int32_t, i);
    g_array_set_size(dates, kept);
}
