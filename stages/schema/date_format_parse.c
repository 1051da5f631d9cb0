/* Reading a text by the steps of a pattern. */
#include "pipeline/lib/date.h"
#include "stages/schema/date_format_private.h"

#include <string.h>

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
static const char *const weekday_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};

/* The parse itself: a cursor over the text, and the parts read so far. */
struct scan {
    const char *at, *end;
    int parts[N_PARTS];
    uint32_t seen; /* bit a part */
    int microsecond;
    bool is_afternoon, has_half;
    bool has_offset;
    int offset;
};

static bool read_number(struct scan *scan, const struct step *step)
{
    int value = 0;
    uint8_t n = 0;
    for (; n < step->digits && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9'; n++)
        value = value * 10 + (*scan->at++ - '0');
    if (n == 0 || (step->is_fixed && n != step->digits))
        return false;
    scan->parts[step->part] = value;
    scan->seen |= 1u << step->part;
    return true;
}

static bool read_fraction(struct scan *scan, const struct step *step)
{
    uint8_t n = 0;
    scan->microsecond = 0;
    for (; n < step->digits && scan->at < scan->end && *scan->at >= '0' && *scan->at <= '9'; n++)
        scan->microsecond = scan->microsecond * 10 + (*scan->at++ - '0');
    for (uint8_t i = n; i < 6; i++)
        scan->microsecond *= 10;
    return n > 0;
}

/* The index of the name at the cursor, whole or by its first three letters as the form says; -1: none. */
static int read_name(struct scan *scan, const char *const *names, int n_names, uint8_t form)
{
    const char first = scan->at < scan->end ? g_ascii_tolower(*scan->at) : '\0';
    for (int i = 0; i < n_names; i++) {
        if (names[i][0] != first)
            continue;
        const size_t whole = strlen(names[i]), left = (size_t)(scan->end - scan->at);
        const bool is_whole = left >= whole && g_ascii_strncasecmp(scan->at, names[i], whole) == 0;
        const size_t length = form == SHORT_NAME || (form == ANY_NAME && !is_whole) ? 3 : whole;
        if (left >= length && g_ascii_strncasecmp(scan->at, names[i], length) == 0) {
            scan->at += length;
            return i;
        }
    }
    return -1;
}

static bool read_month_name(struct scan *scan, const struct step *step)
{
    const int month = read_name(scan, month_names, G_N_ELEMENTS(month_names), step->digits);
    scan->parts[PART_MONTH] = month + 1;
    scan->seen |= 1u << PART_MONTH;
    return month >= 0;
}

static bool read_weekday_name(struct scan *scan, const struct step *step)
{
    return read_name(scan, weekday_names, G_N_ELEMENTS(weekday_names), step->digits) >= 0;
}

static bool read_half(struct scan *scan, const struct step *step)
{
    (void)step;
    if (scan->end - scan->at < 2 || g_ascii_tolower(scan->at[1]) != 'm')
        return false;
    const char half = g_ascii_tolower(scan->at[0]);
    scan->is_afternoon = half == 'p';
    scan->has_half = true;
    scan->at += 2;
    return half == 'a' || half == 'p';
}

static bool read_two_digits(struct scan *scan, int *value)
{
    if (scan->end - scan->at < 2 || !g_ascii_isdigit(scan->at[0]) || !g_ascii_isdigit(scan->at[1]))
        return false;
    *value = (scan->at[0] - '0') * 10 + scan->at[1] - '0';
    scan->at += 2;
    return true;
}

/* Z, +hhmm or +hh:mm. */
static bool read_offset(struct scan *scan, const struct step *step)
{
    (void)step;
    if (scan->at == scan->end)
        return false;
    const char sign = *scan->at++;
    scan->has_offset = true;
    scan->offset = 0;
    if (sign == 'Z')
        return true;
    int hours, minutes;
    if ((sign != '+' && sign != '-') || !read_two_digits(scan, &hours))
        return false;
    if (scan->at < scan->end && *scan->at == ':')
        scan->at++;
    if (!read_two_digits(scan, &minutes) || hours > 23 || minutes > 59)
        return false;
    scan->offset = (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

static bool read_zone_name(struct scan *scan, const struct step *step)
{
    (void)step;
    static const char *const names[] = {"utc", "gmt", "bst"};
    const int zone = read_name(scan, names, G_N_ELEMENTS(names), WHOLE_NAME);
    scan->has_offset = true;
    scan->offset = zone == 2 ? 60 : 0;
    return zone >= 0;
}

static bool read_literal(struct scan *scan, const struct step *step)
{
    return scan->at < scan->end && *scan->at++ == step->literal;
}

static bool read_space(struct scan *scan, const struct step *step)
{
    (void)step;
    const char *before = scan->at;
    while (scan->at < scan->end && date_format_is_space(*scan->at))
        scan->at++;
    return scan->at > before;
}

static bool (*const readers[])(struct scan *, const struct step *) = {
    [STEP_LITERAL] = read_literal,   [STEP_SPACE] = read_space,           [STEP_NUMBER] = read_number,
    [STEP_FRACTION] = read_fraction, [STEP_MONTH_NAME] = read_month_name, [STEP_WEEKDAY_NAME] = read_weekday_name,
    [STEP_HALF] = read_half,         [STEP_OFFSET] = read_offset,         [STEP_ZONE_NAME] = read_zone_name,
};

static bool has(const struct scan *scan, enum part part)
{
    return (scan->seen >> part & 1) != 0;
}

static int year_of(const struct scan *scan)
{
    if (has(scan, PART_YEAR))
        return scan->parts[PART_YEAR];
    if (has(scan, PART_SHORT_YEAR)) /* POSIX: 69 to 99 are 1969 to 1999 */
        return scan->parts[PART_SHORT_YEAR] + (scan->parts[PART_SHORT_YEAR] < 69 ? 2000 : 1900);
    return 1900;
}

static int hour_of(const struct scan *scan)
{
    if (!has(scan, PART_HALF_HOUR))
        return has(scan, PART_HOUR) ? scan->parts[PART_HOUR] : 0;
    const int hour = scan->parts[PART_HALF_HOUR];
    if (hour < 1 || hour > 12)
        return -1;
    return hour % 12 + (scan->is_afternoon ? 12 : 0);
}

static bool set_day_of_year(struct moment *moment, int day)
{
    for (moment->month = 1; moment->month < 12 && day > date_days_in_month(moment->year, moment->month);
         moment->month++)
        day -= date_days_in_month(moment->year, moment->month);
    moment->day = day;
    return day >= 1;
}

static bool fill_moment(const struct scan *scan, struct moment *moment)
{
    *moment = (struct moment){
        .year = year_of(scan),
        .month = has(scan, PART_MONTH) ? scan->parts[PART_MONTH] : 1,
        .day = has(scan, PART_DAY) ? scan->parts[PART_DAY] : 1,
        .hour = hour_of(scan),
        .minute = has(scan, PART_MINUTE) ? scan->parts[PART_MINUTE] : 0,
        .second = has(scan, PART_SECOND) ? scan->parts[PART_SECOND] : 0,
        .microsecond = scan->microsecond,
        .has_offset = scan->has_offset,
        .offset = scan->offset,
    };
    if (has(scan, PART_DAY_OF_YEAR) && !set_day_of_year(moment, scan->parts[PART_DAY_OF_YEAR]))
        return false;
    return moment->year >= 1 && moment->year <= 9999 && moment_is_valid(moment);
}

bool date_format_parse_prefix(const struct date_format *format, const char *text, size_t length, struct moment *moment,
                              size_t *used)
{
    struct scan scan = {.at = text, .end = text + length};
    for (guint i = 0; i < format->n_steps; i++)
        if (!readers[format->steps[i].kind](&scan, &format->steps[i]))
            return false;
    *used = (size_t)(scan.at - text);
    return fill_moment(&scan, moment);
}

bool date_format_parse(const struct date_format *format, const char *text, size_t length, struct moment *moment)
{
    size_t used;
    return date_format_parse_prefix(format, text, length, moment, &used) && used == length;
}
