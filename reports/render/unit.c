#include "reports/render/unit.h"

#include "pipeline/lib/date.h"

#include <math.h>

#define MILLION 1e6
#define LEAST_MILLION 999500 /* what is told in millions from here on */
#define DIGITS_SIZE 64

static const struct unit_format FORMATS[] = {
    [UNIT_TEXT] = {"text", "text", "@", "", 0, "", "", ""},
    [UNIT_NUMBER] = {"number", "integer", "#,##0", "Number", 0, "", "", ""},
    [UNIT_DECIMAL] = {"decimal", "real", "#,##0.0", "Number", 1, "", "", ""},
    [UNIT_PERCENT] = {"percent", "real", "0.0", "Percent", 1, "", "%", "%"},
    [UNIT_WEEKS] = {"weeks", "real", "#,##0.0", "Weeks", 1, "", " weeks", " week"},
    [UNIT_DAYS] = {"days", "integer", "#,##0", "Days", 0, "", " days", " day"},
    [UNIT_POUNDS] = {"pounds", "real", "#,##0.00", "Pounds", 2, "£", "", ""},
    [UNIT_PER_10000] = {"per 10,000", "real", "#,##0.0", "Per 10,000", 1, "", " per 10,000", " per 10,000"},
    [UNIT_RATE] = {"rate", "real", "0.00", "Percent", 2, "", "%", "%"},
    [UNIT_DATE] = {"date", "text", "d mmmm yyyy", "Date", 0, "", "", ""},
};

const struct unit_format *unit_format(enum unit unit)
{
    g_assert((size_t)unit < G_N_ELEMENTS(FORMATS));
    return &FORMATS[unit];
}

/* Half up, away from the representation's dust: 2.675 * 100 is 267.49999999999997 and is meant as 267.5. */
static double round_half_up(double value, int decimals)
{
    const double factor = pow(10, decimals);
    const double scaled = fabs(value) * factor;
    const double rounded = floor(scaled + 0.5 + scaled * 1e-14) / factor;
    return value < 0 ? -rounded : rounded;
}

/* A count's target, and what is told of many counts together, can lie between two whole numbers: as whole ones they
 * would contradict their rating and their change. */
static bool is_broken(enum unit unit, double value)
{
    return (unit == UNIT_NUMBER || unit == UNIT_DAYS) && round_half_up(value, 1) != round_half_up(value, 0);
}

static int decimals_of(enum unit unit, double value)
{
    return is_broken(unit, value) ? 1 : unit_format(unit)->decimals;
}

enum unit unit_written(enum unit unit, double value)
{
    return is_broken(unit, value) ? UNIT_DECIMAL : unit;
}

static char *group_digits(const char *digits, const char *sign)
{
    const size_t whole = strcspn(digits, ".");
    GString *text = g_string_new(sign);
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && (whole - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
    g_string_append(text, digits + whole);
    return g_string_free(text, FALSE);
}

static const char *sign_of(double rounded, const char *plus)
{
    if (rounded < 0)
        return "-";
    return rounded > 0 ? plus : "";
}

static char *grouped(double value, int decimals, const char *plus)
{
    char format[8], digits[DIGITS_SIZE];
    g_assert(isfinite(value));
    const double rounded = round_half_up(value, decimals);
    g_snprintf(format, sizeof format, "%%.%df", decimals);
    g_ascii_formatd(digits, sizeof digits, format, fabs(rounded));
    return group_digits(digits, sign_of(rounded, plus));
}

char *unit_cell(enum unit unit, double value)
{
    return unit == UNIT_DATE ? date_format_long((int32_t)value) : grouped(value, decimals_of(unit, value), "");
}

char *unit_change(enum unit unit, double value)
{
    return grouped(value, decimals_of(unit, value), "+");
}

static char *with_unit(double value, int decimals, const char *before, const char *after)
{
    g_autofree char *digits = grouped(fabs(value), decimals, "");
    const char *sign = round_half_up(value, decimals) < 0 ? "-" : "";
    return g_strconcat(sign, before, digits, after, NULL);
}

/* Whole pounds from a thousand on, and where there are no pence. */
static char *money_phrase(double value)
{
    const double size = round_half_up(fabs(value), 2);
    const bool is_whole = size >= 1000 || size == floor(size);
    if (size >= MILLION - 0.5)
        return with_unit(value / MILLION, 1, "£", " million");
    return with_unit(value, is_whole ? 0 : 2, "£", "");
}

char *unit_phrase(enum unit unit, double value)
{
    const struct unit_format *format = unit_format(unit);
    if (unit == UNIT_DATE)
        return date_format_long((int32_t)value);
    if (unit == UNIT_POUNDS)
        return money_phrase(value);
    const int decimals = decimals_of(unit, value);
    const bool is_one = round_half_up(fabs(value), decimals) == 1;
    return with_unit(value, decimals, format->before, is_one ? format->after_one : format->after);
}

/* Whether an amount is told in millions: it is that large, or stands beside one that is and is something then. */
static bool is_in_millions(double size, double largest, int decimals)
{
    return size >= LEAST_MILLION || (largest >= LEAST_MILLION && round_half_up(size / MILLION, decimals) > 0);
}

/* Nothing, and whole pounds from a thousand on, without pence; millions with two decimals. */
static char *short_money(double value, double largest, const char *plus)
{
    const double size = fabs(value);
    const bool is_million = is_in_millions(size, largest, 2), has_pence = size != 0 && size < 1000;
    g_autofree char *digits = grouped(is_million ? size / MILLION : size, is_million || has_pence ? 2 : 0, "");
    return g_strconcat(sign_of(value, plus), "£", digits, is_million ? "m" : "", NULL);
}

char *unit_short(enum unit unit, double value)
{
    return unit_short_beside(unit, value, 0);
}

char *unit_short_beside(enum unit unit, double value, double largest)
{
    if (unit == UNIT_POUNDS)
        return short_money(value, largest, "");
    return unit == UNIT_PER_10000 ? unit_cell(unit, value) : unit_phrase(unit, value);
}

char *unit_short_change(enum unit unit, double value)
{
    return unit == UNIT_POUNDS ? short_money(value, 0, "+") : unit_change(unit, value);
}

/* Decimals needed to tell ticks `step` apart, but no more than the unit has. */
static int decimals_for(double step, int most)
{
    int decimals = 0;
    while (step > 0 && decimals < most && fabs(step * pow(10, decimals) - round(step * pow(10, decimals))) > 1e-6)
        decimals++;
    return step > 0 ? decimals : most;
}

struct magnitude {
    double from, divisor;
    const char *after;
};

static const struct magnitude MONEY[] = {{LEAST_MILLION, MILLION, "m"}, {1000, 1e3, "k"}, {0, 1, ""}};

static char *money_label(double value, double step)
{
    const double size = fmax(fabs(value), step);
    size_t i = 0;
    while (size < MONEY[i].from)
        i++;
    const int single = MONEY[i].divisor == MILLION ? 1 : 0;
    const int decimals = step > 0 ? decimals_for(step / MONEY[i].divisor, 2) : single;
    return with_unit(value / MONEY[i].divisor, decimals, "£", value == 0 ? "" : MONEY[i].after);
}

char *unit_label_beside(enum unit unit, double value, double largest)
{
    const bool is_million = unit == UNIT_POUNDS && is_in_millions(fabs(value), largest, 1);
    return is_million ? with_unit(value / MILLION, 1, "£", "m") : unit_label(unit, value, 0);
}

char *unit_label(enum unit unit, double value, double step)
{
    if (unit == UNIT_DATE)
        return date_format_month((int32_t)value);
    if (unit == UNIT_POUNDS)
        return money_label(value, step);
    return grouped(value, decimals_for(step, step > 0 ? 2 : decimals_of(unit, value)), "");
}

char *unit_frame_cell(const struct frame_cell *cell)
{
    if (cell->kind == FRAME_TEXT)
        return g_strdup(cell->text);
    if (cell->kind == FRAME_SYMBOL)
        return g_strdup_printf("[%s]", cell->text);
    if (cell->kind == FRAME_BLANK)
        return g_strdup("[z]");
    g_autofree char *number = unit_cell(cell->unit, cell->number);
    return cell->symbol == NULL ? g_steal_pointer(&number) : g_strdup_printf("%s [%s]", number, cell->symbol);
}

bool unit_is_of_figures(const struct frame *frame, guint column)
{
    const enum unit unit = frame_column(frame, column)->unit;
    if (unit != UNIT_TEXT && unit != UNIT_DATE)
        return true;
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        const struct frame_cell *cell = frame_cell(frame, row, column);
        if (cell->kind == FRAME_NUMBER && cell->unit != UNIT_DATE)
            return true;
    }
    return false;
}
