#include "pipeline/lib/number.h"

#include <float.h>
#include <glib.h>
#include <math.h>
#include <string.h>

double round_to_tenth(double value)
{
    return floor(value * 10 + 0.5) / 10;
}

double percent_of(int64_t numerator, int64_t denominator)
{
    g_assert(denominator > 0);
    return round_to_tenth((double)numerator / (double)denominator * 100);
}

double per_10000_of(int64_t numerator, int64_t denominator)
{
    g_assert(denominator > 0);
    return round_to_tenth((double)numerator / (double)denominator * 10000);
}

/* Fifteen digits give the shortest form of every double that has one that short; only subnormals hold fewer. */
static void format_shortest(double value, char *text, size_t size)
{
    for (int precision = fabs(value) < DBL_MIN ? 1 : DBL_DIG; precision <= 17; precision++) {
        char format[8];
        g_snprintf(format, sizeof format, "%%.%dg", precision);
        g_ascii_formatd(text, (int)size, format, value);
        if (g_ascii_strtod(text, NULL) == value)
            return;
    }
}

static char *append_zeros(char *out, int count)
{
    for (int i = 0; i < count; i++)
        *out++ = '0';
    return out;
}

/* Writes "d.ddde±x" without its exponent. */
static void expand_exponent(const char *scientific, char *out)
{
    char digits[32] = "";
    int n = 0;
    if (*scientific == '-')
        *out++ = *scientific++;
    for (; *scientific != 'e'; scientific++)
        if (*scientific != '.')
            digits[n++] = *scientific;
    const int exponent = (int)g_ascii_strtoll(scientific + 1, NULL, 10);
    if (exponent < 0) {
        *out++ = '0';
        *out++ = '.';
        out = append_zeros(out, -exponent - 1);
    }
    memcpy(out, digits, (size_t)n);
    out += n;
    if (exponent > 0) /* never short of digits: an exponent shows only beyond 15 of them */
        out = append_zeros(out, exponent + 1 - n);
    *out = '\0';
}

char *integer_format(int64_t value, char text[static NUMBER_TEXT_SIZE])
{
    char digits[24];
    int n = 0;
    uint64_t rest = value < 0 ? -(uint64_t)value : (uint64_t)value;
    for (; n == 0 || rest > 0; rest /= 10)
        digits[n++] = (char)('0' + rest % 10);
    char *out = text;
    if (value < 0)
        *out++ = '-';
    while (n > 0)
        *out++ = digits[--n];
    *out = '\0';
    return out;
}

/* What nearly every figure is: whole, or whole and some tenths. Fewer than 15 digits that read back are the shortest.
 */
static bool format_tenths(double value, char text[static NUMBER_TEXT_SIZE])
{
    if (fabs(value) >= 1e13)
        return false;
    const int64_t tenths = llround(value * 10);
    if ((double)tenths / 10 != value)
        return false;
    char *out = text;
    if (tenths < 0)
        *out++ = '-';
    const int64_t size = tenths < 0 ? -tenths : tenths;
    out = integer_format(size / 10, out);
    if (size % 10 != 0) {
        *out++ = '.';
        *out++ = (char)('0' + size % 10);
        *out = '\0';
    }
    return true;
}

char *number_format(double value, char text[static NUMBER_TEXT_SIZE])
{
    g_assert(isfinite(value));
    if (format_tenths(value, text))
        return text;
    char shortest[G_ASCII_DTOSTR_BUF_SIZE];
    format_shortest(value == 0 ? 0 : value, shortest, sizeof shortest);
    if (strchr(shortest, 'e') != NULL)
        expand_exponent(shortest, text);
    else
        g_strlcpy(text, shortest, NUMBER_TEXT_SIZE);
    return text;
}

char *number_format_grouped(int64_t value, char text[static NUMBER_TEXT_SIZE])
{
    char digits[32];
    const int n = g_snprintf(digits, sizeof digits, "%" G_GINT64_FORMAT, (gint64)value);
    const int sign = value < 0 ? 1 : 0;
    char *out = text;
    for (int i = 0; i < n; i++) {
        if (i > sign && (n - i) % 3 == 0)
            *out++ = ',';
        *out++ = digits[i];
    }
    *out = '\0';
    return text;
}
