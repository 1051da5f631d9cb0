#include "stages/schema/cell.h"

#include "pipeline/lib/space.h"

#include <math.h>
#include <string.h>

/* A string format and its cast. */
static const struct {
    const char *name;
    cell_cast cast;
} string_formats[] = {
    {"default", cast_text}, {"email", cast_email}, {"uri", cast_uri}, {"binary", cast_binary}, {"uuid", cast_uuid},
};

static const cell_cast type_casts[] = {
    [FIELD_STRING] = cast_text,     [FIELD_INTEGER] = cast_integer,     [FIELD_NUMBER] = cast_number,
    [FIELD_BOOLEAN] = cast_boolean, [FIELD_DATE] = cast_date,           [FIELD_DATETIME] = cast_datetime,
    [FIELD_YEAR] = cast_year,       [FIELD_YEARMONTH] = cast_yearmonth,
};

static cell_cast find_string_cast(const char *format)
{
    for (guint i = 0; i < G_N_ELEMENTS(string_formats); i++)
        if (strcmp(string_formats[i].name, format) == 0)
            return string_formats[i].cast;
    return NULL;
}

bool cell_string_format_exists(const char *format)
{
    return find_string_cast(format) != NULL;
}

void cell_rule_choose_cast(struct cell_rule *rule, bool is_money)
{
    rule->cast = type_casts[rule->type];
    if (rule->type == FIELD_STRING && rule->string_format != NULL)
        rule->cast = find_string_cast(rule->string_format);
    if (is_money)
        rule->cast = cast_money;
    rule->is_real = rule->type == FIELD_NUMBER && !is_money;
}

static int compare_texts(const struct value *a, const struct value *b)
{
    const int order = memcmp(a->as.text, b->as.text, MIN(a->length, b->length));
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static int compare_reals(double a, double b)
{
    return (a > b) - (a < b);
}

int cell_compare(const struct cell_rule *rule, const struct cell *a, const struct cell *b, bool *is_comparable)
{
    *is_comparable = true;
    if (rule->type == FIELD_STRING)
        return compare_texts(&a->value, &b->value);
    if (rule->is_real) {
        *is_comparable = !isnan(a->number) && !isnan(b->number);
        return compare_reals(a->number, b->number);
    }
    if (a->order != b->order)
        return a->order < b->order ? -1 : 1;
    return a->order == INT64_MAX || a->order == INT64_MIN ? compare_reals(a->number, b->number) : 0;
}

bool cell_equals(const struct cell_rule *rule, const struct cell *a, const struct cell *b)
{
    bool is_comparable;
    const int order = cell_compare(rule, a, b, &is_comparable);
    return is_comparable ? order == 0 : isnan(a->number) && isnan(b->number);
}

static bool is_in(const struct cell_rule *rule, const struct cell_set *set, const struct cell *cell)
{
    for (guint i = 0; i < set->n; i++)
        if (cell_equals(rule, &set->cells[i], cell))
            return true;
    return false;
}

/* The order of `cell` beside a bound, where the constraint is set; a NaN breaks every bound. */
static bool breaks(const struct cell_rule *rule, uint32_t bit, const struct cell *cell, const struct cell *bound)
{
    if ((rule->constraints & bit) == 0)
        return false;
    bool is_comparable;
    const int order = cell_compare(rule, cell, bound, &is_comparable);
    if (!is_comparable)
        return true;
    return bit == CELL_BELOW_MINIMUM   ? order < 0
           : bit == CELL_ABOVE_MAXIMUM ? order > 0
           : bit == CELL_NOT_ABOVE     ? order <= 0
                                       : order >= 0;
}

static uint32_t test_bounds(const struct cell_rule *rule, const struct cell *cell)
{
    return (breaks(rule, CELL_BELOW_MINIMUM, cell, &rule->minimum) ? CELL_BELOW_MINIMUM : 0u) |
           (breaks(rule, CELL_ABOVE_MAXIMUM, cell, &rule->maximum) ? CELL_ABOVE_MAXIMUM : 0u) |
           (breaks(rule, CELL_NOT_ABOVE, cell, &rule->above) ? CELL_NOT_ABOVE : 0u) |
           (breaks(rule, CELL_NOT_BELOW, cell, &rule->below) ? CELL_NOT_BELOW : 0u);
}

static uint32_t count_characters(const char *text, uint32_t length)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

static uint32_t test_text(const struct cell_rule *rule, const struct cell *cell)
{
    const char *text = cell->value.as.text;
    const uint32_t length = cell->value.length;
    uint32_t bits = 0;
    if ((rule->constraints & (CELL_TOO_SHORT | CELL_TOO_LONG)) != 0) {
        const uint32_t n = count_characters(text, length);
        bits |= n < rule->min_length ? CELL_TOO_SHORT : 0u;
        bits |= n > rule->max_length ? CELL_TOO_LONG : 0u;
    }
    if ((rule->constraints & CELL_NOT_PATTERN) != 0 && !pattern_matches(rule->pattern, text, length))
        bits |= CELL_NOT_PATTERN;
    return bits;
}

static uint32_t test_constraints(const struct cell_rule *rule, const struct cell *cell)
{
    const uint32_t constraints = rule->constraints;
    uint32_t bits = 0;
    if ((constraints & (CELL_BELOW_MINIMUM | CELL_ABOVE_MAXIMUM | CELL_NOT_ABOVE | CELL_NOT_BELOW)) != 0)
        bits |= test_bounds(rule, cell);
    if ((constraints & (CELL_TOO_SHORT | CELL_TOO_LONG | CELL_NOT_PATTERN)) != 0)
        bits |= test_text(rule, cell);
    if ((constraints & CELL_NOT_IN_ENUM) != 0 && !is_in(rule, &rule->enumeration, cell))
        bits |= CELL_NOT_IN_ENUM;
    if ((constraints & CELL_NOT_IN_CATEGORIES) != 0 && !is_in(rule, &rule->categories, cell))
        bits |= CELL_NOT_IN_CATEGORIES;
    return bits;
}

static bool is_missing(const struct cell_rule *rule, const char *text, uint32_t length)
{
    if (length == 0)
        return rule->empty_is_missing;
    for (guint i = 0; i < rule->n_missing; i++)
        if (rule->missing[i].length == length && memcmp(rule->missing[i].text, text, length) == 0)
            return true;
    return false;
}

/* Whether the text begins or ends with what could be space: the common cell does not. */
static bool may_need_trim(const char *text, uint32_t length)
{
    const unsigned char first = (unsigned char)text[0], last = (unsigned char)text[length - 1];
    return first <= ' ' || last <= ' ' || ((first | last) & 0x80) != 0;
}

static void trim(const char **text, uint32_t *length)
{
    size_t left = *length;
    space_trim(text, &left);
    *length = (uint32_t)left;
}

static void set_value_text(struct cell *cell, const char *text, uint32_t length)
{
    cell->value = (struct value){.kind = VALUE_TEXT, .length = length, .as.text = text};
}

/* An unknown code stands under its own text, where the schema makes that a query. */
static uint32_t take_code(const struct cell_rule *rule, struct cell *cell)
{
    const struct code *code = code_list_find(rule->codes, cell->value.as.text, cell->value.length);
    if (code == NULL)
        return CELL_NOT_IN_CODES;
    set_value_text(cell, code->code, code->length);
    return 0;
}

static uint32_t take_upn(struct cell *cell, char *buffer)
{
    uint32_t squeezed;
    const uint32_t bits = upn_check(cell->value.as.text, cell->value.length, buffer, &squeezed);
    if ((bits & CELL_UPN_CASE) != 0 && (bits & CELL_UPN_SHAPE) == 0)
        set_value_text(cell, buffer, squeezed);
    return bits;
}

/* One spelling is stored, so that a year is one period and one key however it is written. */
static uint32_t take_financial_year(const struct cell_rule *rule, struct cell *cell, char *buffer)
{
    const uint32_t bits = test_constraints(rule, cell);
    if (bits != 0)
        return bits;
    if (!financial_year_read(cell->value.as.text, cell->value.length, buffer))
        return CELL_NOT_FINANCIAL_YEAR;
    set_value_text(cell, buffer, FINANCIAL_YEAR_LENGTH);
    return 0;
}

static uint32_t take_null(const struct cell_rule *rule, struct cell *cell)
{
    cell->value = (struct value){.kind = VALUE_NULL};
    return CELL_IS_NULL | (rule->constraints & CELL_NOT_FILLED);
}

uint32_t cell_take(const struct cell_rule *rule, const char *text, uint32_t length, char *buffer, struct cell *cell)
{
    if (rule->trims && length > 0 && may_need_trim(text, length))
        trim(&text, &length);
    if (is_missing(rule, text, length))
        return take_null(rule, cell);
    if (!rule->cast(rule, text, length, buffer, cell))
        return CELL_NOT_TYPE;
    if (rule->codes != NULL)
        return take_code(rule, cell) | test_constraints(rule, cell);
    if (rule->check == CELL_CHECK_UPN)
        return take_upn(cell, buffer);
    if (rule->check == CELL_CHECK_FINANCIAL_YEAR)
        return take_financial_year(rule, cell, buffer);
    return rule->constraints == 0 ? 0 : test_constraints(rule, cell);
}
