/* Money as written in the world, to exact pence and back. */
#include "pipeline/lib/number.h"
#include "pipeline/lib/space.h"

#include <float.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#define MONEY_TEXT_LIMIT 64
#define MONEY_POUNDS_LIMIT 90000000000000 /* pence stay exact in a double */
/* Sums of many doubles drift by some units in the last place, never by more. */
#define MONEY_DRIFT (16 * DBL_EPSILON)
#define MONEY_TAIL_DIGITS 15

/* An amount taken apart: digits without commas, with a point where there is a fraction. */
struct amount {
    bool is_negative;
    char digits[MONEY_TEXT_LIMIT + 2]; /* a point and the end */
    size_t whole;                      /* digits before the point */
    size_t fraction;
};

/* The part that is left of a text while it is read. */
struct rest {
    const char *text;
    size_t length;
};

static bool take(struct rest *rest, const char *prefix)
{
    const size_t length = strlen(prefix);
    if (rest->length < length || memcmp(rest->text, prefix, length) != 0)
        return false;
    rest->text += length;
    rest->length -= length;
    return true;
}

static bool take_brackets(struct rest *rest)
{
    if (rest->length < 2 || rest->text[0] != '(' || rest->text[rest->length - 1] != ')')
        return false;
    rest->text++;
    rest->length -= 2;
    return true;
}

/* A spreadsheet's accounting format writes a space behind the sign. */
static bool take_pound(struct rest *rest)
{
    if (!take(rest, "£"))
        return false;
    for (size_t space; (space = space_at(rest->text, rest->length)) > 0; rest->length -= space)
        rest->text += space;
    return true;
}

/* Sign and pound sign in either order, or brackets in place of the sign. */
static void take_marks(struct rest *rest, struct amount *amount)
{
    const bool has_pound = take_pound(rest);
    const bool is_bracketed = take_brackets(rest);
    amount->is_negative = is_bracketed || take(rest, "-");
    if (!amount->is_negative)
        take(rest, "+");
    if (!has_pound)
        take_pound(rest);
}

static size_t take_digits(struct rest *rest, char *digits)
{
    size_t n = 0;
    while (n < rest->length && g_ascii_isdigit(rest->text[n])) {
        digits[n] = rest->text[n];
        n++;
    }
    rest->text += n;
    rest->length -= n;
    return n;
}

/* "1234" or "1,234": a comma stands before every three digits or before none. */
static bool take_whole(struct rest *rest, struct amount *amount)
{
    amount->whole = take_digits(rest, amount->digits);
    if (amount->whole == 0 || amount->whole > 3)
        return true;
    while (take(rest, ",")) {
        const size_t n = take_digits(rest, amount->digits + amount->whole);
        amount->whole += n;
        if (n != 3)
            return false;
    }
    return true;
}

static bool take_amount(struct rest rest, struct amount *amount)
{
    take_marks(&rest, amount);
    if (!take_whole(&rest, amount))
        return false;
    amount->digits[amount->whole] = '.';
    if (take(&rest, "."))
        amount->fraction = take_digits(&rest, amount->digits + amount->whole + 1);
    const bool has_digit = amount->whole + amount->fraction > 0;
    while (amount->fraction > 0 && amount->digits[amount->whole + amount->fraction] == '0')
        amount->fraction--;
    amount->digits[amount->whole + 1 + amount->fraction] = '\0';
    return rest.length == 0 && has_digit;
}

static size_t count_significant(const char *digits)
{
    size_t n = 0;
    for (; *digits != '\0'; digits++)
        if (g_ascii_isdigit(*digits) && (n > 0 || *digits != '0'))
            n++;
    return n;
}

static bool read_exact(const struct amount *amount, int64_t *pence)
{
    int64_t value = 0;
    for (size_t i = 0; i < amount->whole + 3; i++) {
        const size_t last = amount->whole + amount->fraction;
        if (i != amount->whole)
            value = value * 10 + (i <= last ? amount->digits[i] - '0' : 0);
        if (value > MONEY_POUNDS_LIMIT * 100)
            return false;
    }
    *pence = value;
    return true;
}

static bool read_tail(const struct amount *amount, int64_t *pence)
{
    const double pounds = g_ascii_strtod(amount->digits, NULL);
    if (count_significant(amount->digits) < MONEY_TAIL_DIGITS || pounds > (double)MONEY_POUNDS_LIMIT)
        return false;
    const double nearest = round(pounds * 100);
    *pence = (int64_t)nearest;
    /* A tenth of a penny is a fraction, however large the amount. */
    return fabs(pounds - nearest / 100) <= fmin(nearest / 100 * MONEY_DRIFT, 0.001);
}

bool money_parse(const char *text, size_t length, int64_t *pence)
{
    struct amount amount = {.digits = ""};
    int64_t value = 0;
    if (length == 0 || length > MONEY_TEXT_LIMIT || !take_amount((struct rest){text, length}, &amount))
        return false;
    if (!(amount.fraction <= 2 ? read_exact(&amount, &value) : read_tail(&amount, &value)))
        return false;
    *pence = amount.is_negative ? -value : value;
    return true;
}

char *money_format(int64_t pence, char text[static NUMBER_TEXT_SIZE])
{
    const uint64_t size = pence < 0 ? 0 - (uint64_t)pence : (uint64_t)pence;
    g_snprintf(text, NUMBER_TEXT_SIZE, "%s%" G_GUINT64_FORMAT ".%02u", pence < 0 ? "-" : "", (guint64)(size / 100),
               (unsigned)(size % 100));
    return text;
}
