/* Integers, numbers, money and booleans. */
#include "pipeline/lib/number.h"
#include "stages/schema/cell.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#define LONGEST_NUMBER 400      /* bytes; longer is no number anybody wrote */
#define MOST 9007199254740992.0 /* 2^53: whole numbers to here are exact in doubles, which figures are added up in */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool begins_with(const char *text, uint32_t length, const char *what)
{
    const size_t n = strlen(what);
    return n > 0 && length >= n && memcmp(text, what, n) == 0;
}

/* bareNumber false: what stands before the number and behind it is dropped. A sign that the number does not follow at
 * once
 * ("-£5") is not dropped in silence: then nothing is, and the cast fails. */
static void strip(const struct cell_rule *rule, const char **text, uint32_t *length)
{
    const char *at = *text;
    uint32_t left = *length;
    for (; left > 0 && !is_digit(*at); at++, left--) {
        const bool is_sign = *at == '-' || *at == '+';
        const char *next = at + is_sign;
        const uint32_t rest = left - is_sign;
        const bool has_decimal = rule->type == FIELD_NUMBER && begins_with(next, rest, rule->decimal_char);
        const size_t skip = has_decimal ? strlen(rule->decimal_char) : 0;
        if (rest > skip && is_digit(next[skip]))
            break;
        if (is_sign)
            return;
    }
    while (left > 0 && !is_digit(at[left - 1]))
        left--;
    if (left > 0) {
        *text = at;
        *length = left;
    }
}

/* The number without groups and with '.' for its decimal character, into `plain`. 0: too long, or a group stands where
 * no digits are grouped. */
static uint32_t write_plainly(const struct cell_rule *rule, const char *text, uint32_t length,
                              char plain[static LONGEST_NUMBER])
{
    const size_t group = rule->group_char == NULL ? 0 : strlen(rule->group_char);
    const size_t decimal = strlen(rule->decimal_char);
    bool is_fraction = rule->type == FIELD_INTEGER;
    uint32_t n = 0;
    for (uint32_t i = 0; i < length; n++) {
        if (n + 1 == LONGEST_NUMBER)
            return 0;
        if (!is_fraction && begins_with(text + i, length - i, rule->decimal_char)) {
            is_fraction = true;
            plain[n] = '.';
            i += (uint32_t)decimal;
        } else if (group > 0 && begins_with(text + i, length - i, rule->group_char)) {
            i += (uint32_t)group;
            if (n == 0 || !is_digit(plain[n - 1]) || i >= length || !is_digit(text[i]) ||
                (is_fraction && rule->type == FIELD_NUMBER))
                return 0;
            n--;
        } else {
            /* Where the decimal character is another, '.' is none. */
            plain[n] = text[i] == '.' && strcmp(rule->decimal_char, ".") != 0 ? '?' : text[i];
            i++;
        }
    }
    plain[n] = '\0';
    return n;
}

/* Sign, digits; false for anything else. Beyond 64 bits *value is the nearest one and *is_exact false. */
static bool read_integer(const char *text, uint32_t length, int64_t *value, bool *is_exact)
{
    uint32_t i = length > 0 && (text[0] == '-' || text[0] == '+');
    const bool is_negative = i == 1 && text[0] == '-';
    uint64_t magnitude = 0;
    const uint64_t limit = (uint64_t)INT64_MAX + is_negative;
    *is_exact = true;
    if (i == length)
        return false;
    for (; i < length; i++) {
        if (!is_digit(text[i]))
            return false;
        const unsigned digit = (unsigned)(text[i] - '0');
        if (magnitude > (limit - digit) / 10)
            *is_exact = false;
        else
            magnitude = magnitude * 10 + digit;
    }
    if (!*is_exact)
        *value = is_negative ? INT64_MIN : INT64_MAX;
    else
        *value = is_negative ? (int64_t)(0 - magnitude) : (int64_t)magnitude;
    return true;
}

static uint32_t without_decimal_zero(const char *text, uint32_t length)
{
    uint32_t n = length;
    while (n > 0 && text[n - 1] == '0')
        n--;
    return n < length && n > 1 && text[n - 1] == '.' ? n - 1 : length;
}

static double real_of(const char *text, uint32_t length)
{
    char copy[LONGEST_NUMBER];
    const uint32_t n = MIN(length, LONGEST_NUMBER - 1);
    memcpy(copy, text, n);
    copy[n] = '\0';
    return g_ascii_strtod(copy, NULL);
}

/* The standard knows no largest number. An extract has one, beyond which sums would not be told right. */
static bool is_in_range(const struct cell_rule *rule, double number)
{
    return !rule->is_extract || fabs(number) <= MOST;
}

bool cast_integer(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)buffer;
    char plain[LONGEST_NUMBER];
    bool is_exact;
    if (!rule->is_bare)
        strip(rule, &text, &length);
    if (rule->takes_decimal_zero)
        length = without_decimal_zero(text, length);
    if (rule->group_char != NULL) {
        length = write_plainly(rule, text, length, plain);
        text = plain;
    }
    if (!read_integer(text, length, &cell->order, &is_exact))
        return false;
    cell->value = (struct value){.kind = VALUE_INTEGER, .as.integer = cell->order};
    if (is_exact)
        return is_in_range(rule, (double)cell->order);
    /* Its digits are its identity then, without sign or zeros before them. */
    cell->number = real_of(text, length);
    while (length > 1 && (*text == '+' || *text == '0'))
        text++, length--;
    cell->value = (struct value){.kind = VALUE_TEXT, .length = length, .as.text = text};
    return !rule->is_extract && rule->group_char == NULL;
}

static bool equals_ignoring_case(const char *text, uint32_t length, const char *word)
{
    return length == strlen(word) && g_ascii_strncasecmp(text, word, length) == 0;
}

/* NaN, INF and -INF are numbers by the standard. */
static bool read_special(const char *text, uint32_t length, double *number)
{
    if (equals_ignoring_case(text, length, "nan"))
        *number = (double)NAN;
    else if (equals_ignoring_case(text, length, "inf"))
        *number = (double)INFINITY;
    else if (equals_ignoring_case(text, length, "-inf"))
        *number = -(double)INFINITY;
    else
        return false;
    return true;
}

/* XML Schema's decimal and an exponent: [+-](digits[.digits]|.digits)[E[+-]digits]. The digits as an integer and their
 * scale, while they fit 53 bits, make the nearest double by one division. */
static bool read_number(const char *text, uint32_t length, double *number)
{
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    uint32_t i = length > 0 && (text[0] == '-' || text[0] == '+');
    uint64_t digits = 0;
    uint32_t n_digits = 0, scale = 0;
    bool is_fraction = false;
    for (; i < length && (is_digit(text[i]) || (text[i] == '.' && !is_fraction)); i++) {
        if (text[i] == '.') {
            is_fraction = true;
            continue;
        }
        digits = n_digits < 16 ? digits * 10 + (uint64_t)(text[i] - '0') : digits;
        n_digits++;
        scale += is_fraction;
    }
    if (n_digits == 0)
        return false;
    const bool has_exponent = i < length;
    if (has_exponent) {
        if (text[i] != 'E' && text[i] != 'e')
            return false;
        i++;
        i += i < length && (text[i] == '-' || text[i] == '+');
        if (i == length)
            return false;
        for (; i < length; i++)
            if (!is_digit(text[i]))
                return false;
    }
    if (has_exponent || n_digits > 15)
        *number = real_of(text, length);
    else
        *number = (text[0] == '-' ? -1.0 : 1.0) * (double)digits / powers[scale];
    if (*number == 0)
        *number = 0; /* no -0 */
    return true;
}

bool cast_number(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)buffer;
    char plain[LONGEST_NUMBER];
    const bool is_special = read_special(text, length, &cell->number);
    if (!is_special) {
        if (!rule->is_bare)
            strip(rule, &text, &length);
        if (rule->group_char != NULL || strcmp(rule->decimal_char, ".") != 0) {
            length = write_plainly(rule, text, length, plain);
            text = plain;
        }
        if (length >= LONGEST_NUMBER || !read_number(text, length, &cell->number))
            return false;
    }
    cell->value = (struct value){.kind = VALUE_REAL, .as.real = cell->number};
    return is_in_range(rule, cell->number);
}

bool cast_money(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)rule, (void)buffer;
    if (!money_parse(text, length, &cell->order))
        return false;
    cell->value = (struct value){.kind = VALUE_INTEGER, .as.integer = cell->order};
    return true;
}

static bool is_listed(const char *const *list, const char *text, uint32_t length)
{
    for (const char *const *item = list; *item != NULL; item++)
        if (length > 0 && **item == *text && strncmp(*item, text, length) == 0 && (*item)[length] == '\0')
            return true;
    return false;
}

bool cast_boolean(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    (void)buffer;
    const bool is_true = is_listed(rule->true_values, text, length);
    if (!is_true && !is_listed(rule->false_values, text, length))
        return false;
    cell->order = is_true;
    cell->value = (struct value){.kind = VALUE_INTEGER, .as.integer = is_true};
    return true;
}
