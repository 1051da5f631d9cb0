#include "stages/date_format.h"

#include "pipeline/lib/date.h"

#include <string.h>

/* One step of a compiled pattern. A number reads its digits into a part of the moment. */
enum step_kind {
    STEP_LITERAL,
    STEP_SPACE,
    STEP_NUMBER,
    STEP_FRACTION,
    STEP_MONTH_NAME,
    STEP_WEEKDAY_NAME,
    STEP_HALF,
    STEP_OFFSET,
    STEP_ZONE_NAME
};
enum part {
    PART_YEAR,
    PART_SHORT_YEAR,
    PART_MONTH,
    PART_DAY,
    PART_HOUR,
    PART_HALF_HOUR,
    PART_MINUTE,
    PART_SECOND,
    PART_DAY_OF_YEAR,
    PART_IGNORED,
    N_PARTS
};

struct step {
    enum step_kind kind;
    enum part part;
    char literal;
    uint8_t digits; /* at most */
    bool is_fixed;  /* exactly so many */
};

struct date_format {
    char *pattern;
    guint n_steps;
    struct step *steps;
};

/* A directive of strptime: what it reads, or the directives it stands for. */
struct directive {
    char letter;
    enum step_kind kind;
    enum part part;
    uint8_t digits;
    bool is_fixed;
    const char *expansion;
    const char *words;
};

static const struct directive directives[] = {
    {'Y', STEP_NUMBER, PART_YEAR, 4, true, NULL, "yyyy"},
    {'y', STEP_NUMBER, PART_SHORT_YEAR, 2, true, NULL, "yy"},
    {'m', STEP_NUMBER, PART_MONTH, 2, false, NULL, "mm"},
    {'d', STEP_NUMBER, PART_DAY, 2, false, NULL, "dd"},
    {'e', STEP_NUMBER, PART_DAY, 2, false, NULL, "dd"},
    {'H', STEP_NUMBER, PART_HOUR, 2, false, NULL, "hh"},
    {'I', STEP_NUMBER, PART_HALF_HOUR, 2, false, NULL, "hh"},
    {'M', STEP_NUMBER, PART_MINUTE, 2, false, NULL, "mm"},
    {'S', STEP_NUMBER, PART_SECOND, 2, false, NULL, "ss"},
    {'j', STEP_NUMBER, PART_DAY_OF_YEAR, 3, false, NULL, "ddd"},
    {'U', STEP_NUMBER, PART_IGNORED, 2, false, NULL, "ww"},
    {'W', STEP_NUMBER, PART_IGNORED, 2, false, NULL, "ww"},
    {'w', STEP_NUMBER, PART_IGNORED, 1, true, NULL, "w"},
    {'u', STEP_NUMBER, PART_IGNORED, 1, true, NULL, "w"},
    {'f', STEP_FRACTION, PART_IGNORED, 6, false, NULL, "fff"},
    {'b', STEP_MONTH_NAME, PART_MONTH, 0, false, NULL, "Mon"},
    {'B', STEP_MONTH_NAME, PART_MONTH, 0, false, NULL, "Month"},
    {'h', STEP_MONTH_NAME, PART_MONTH, 0, false, NULL, "Mon"},
    {'a', STEP_WEEKDAY_NAME, PART_IGNORED, 0, false, NULL, "Day"},
    {'A', STEP_WEEKDAY_NAME, PART_IGNORED, 0, false, NULL, "Day"},
    {'p', STEP_HALF, PART_IGNORED, 0, false, NULL, "AM"},
    {'z', STEP_OFFSET, PART_IGNORED, 0, false, NULL, "+hh:mm"},
    {'Z', STEP_ZONE_NAME, PART_IGNORED, 0, false, NULL, "UTC"},
    {'F', STEP_LITERAL, PART_IGNORED, 0, false, "%Y-%m-%d", NULL},
    {'T', STEP_LITERAL, PART_IGNORED, 0, false, "%H:%M:%S", NULL},
    {'R', STEP_LITERAL, PART_IGNORED, 0, false, "%H:%M", NULL},
    {'r', STEP_LITERAL, PART_IGNORED, 0, false, "%I:%M:%S %p", NULL},
    {'D', STEP_LITERAL, PART_IGNORED, 0, false, "%m/%d/%y", NULL},
    {'x', STEP_LITERAL, PART_IGNORED, 0, false, "%m/%d/%y", NULL},
    {'X', STEP_LITERAL, PART_IGNORED, 0, false, "%H:%M:%S", NULL},
    {'c', STEP_LITERAL, PART_IGNORED, 0, false, "%a %b %d %H:%M:%S %Y", NULL},
};

static const char *const month_names[] = {"january", "february", "march",     "april",   "may",      "june",
                                          "july",    "august",   "september", "october", "november", "december"};
static const char *const weekday_names[] = {"monday", "tuesday",  "wednesday", "thursday",
                                            "friday", "saturday", "sunday"};

static const struct directive *find_directive(char letter)
{
    for (guint i = 0; i < G_N_ELEMENTS(directives); i++)
        if (directives[i].letter == letter)
            return &directives[i];
    return NULL;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static void add_literal(GArray *steps, char c)
{
    const struct step *last = steps->len == 0 ? NULL : &g_array_index(steps, struct step, steps->len - 1);
    if (is_space(c) && last != NULL && last->kind == STEP_SPACE)
        return;
    const struct step step = {.kind = is_space(c) ? STEP_SPACE : STEP_LITERAL, .literal = c};
    g_array_append_val(steps, step);
}

static void add_directive(GArray *steps, const struct directive *directive, bool is_strict)
{
    const bool is_two_digits = is_strict && (directive->part == PART_DAY || directive->part == PART_MONTH);
    const struct step step = {.kind = directive->kind,
                              .part = directive->part,
                              .digits = directive->digits,
                              .is_fixed = directive->is_fixed || (is_two_digits && directive->digits == 2)};
    g_array_append_val(steps, step);
}

/* NULL when all is well, else the directive at fault. Expansions hold no further expansions, so this nests once. */
static const char *compile(GArray *steps, const char *pattern, bool is_strict)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        if (*at != '%' || at[1] == '%') {
            add_literal(steps, *at);
            at += *at == '%';
            continue;
        }
        const struct directive *directive = find_directive(at[1]);
        if (directive == NULL)
            return at;
        if (directive->expansion != NULL)
            compile(steps, directive->expansion, is_strict);
        else
            add_directive(steps, directive, is_strict);
        at++;
    }
    return NULL;
}

struct date_format *date_format_new(const char *pattern, bool is_strict, const char **bad)
{
    GArray *steps = g_array_new(FALSE, TRUE, sizeof(struct step));
    *bad = compile(steps, pattern, is_strict);
    if (*bad != NULL) {
        g_array_unref(steps);
        return NULL;
    }
    struct date_format *format = g_new0(struct date_format, 1);
    format->pattern = g_strdup(pattern);
    format->n_steps = steps->len;
    format->steps = (struct step *)(void *)g_array_free(steps, FALSE);
    return format;
}

void date_format_free(struct date_format *format)
{
    if (format == NULL)
        return;
    g_free(format->pattern);
    g_free(format->steps);
    g_free(format);
}

const char *date_format_pattern(const struct date_format *format)
{
    return format->pattern;
}

static void append_words(GString *words, const char *pattern)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        const struct directive *directive = *at == '%' && at[1] != '%' ? find_directive(at[1]) : NULL;
        if (directive == NULL)
            g_string_append_c(words, *at);
        else if (directive->words != NULL)
            g_string_append(words, directive->words);
        else
            append_words(words, directive->expansion);
        at += *at == '%' && at[1] != '\0';
    }
}

char *date_format_in_words(const struct date_format *format)
{
    GString *words = g_string_new(NULL);
    append_words(words, format->pattern);
    return g_string_free(words, FALSE);
}

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

/* The index of the name at the cursor, whole or by its first three letters; -1: none. */
static int read_name(struct scan *scan, const char *const *names, int n_names)
{
    for (int i = 0; i < n_names; i++) {
        const size_t whole = strlen(names[i]), left = (size_t)(scan->end - scan->at);
        const size_t length = left >= whole && g_ascii_strncasecmp(scan->at, names[i], whole) == 0 ? whole : 3;
        if (left >= length && g_ascii_strncasecmp(scan->at, names[i], length) == 0) {
            scan->at += length;
            return i;
        }
    }
    return -1;
}

static bool read_month_name(struct scan *scan, const struct step *step)
{
    (void)step;
    const int month = read_name(scan, month_names, G_N_ELEMENTS(month_names));
    scan->parts[PART_MONTH] = month + 1;
    scan->seen |= 1u << PART_MONTH;
    return month >= 0;
}

static bool read_weekday_name(struct scan *scan, const struct step *step)
{
    (void)step;
    return read_name(scan, weekday_names, G_N_ELEMENTS(weekday_names)) >= 0;
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
    const int zone = read_name(scan, names, G_N_ELEMENTS(names));
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
    while (scan->at < scan->end && is_space(*scan->at))
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
