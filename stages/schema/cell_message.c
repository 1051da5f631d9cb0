#include "stages/schema/cell_message.h"

#include "pipeline/lib/number.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#define MOST_CHOICES 12 /* values of a list that a message names */

static void describe_number(const struct field *field, GString *message)
{
    const struct cell_rule *rule = field->rule;
    if (field->is_money) {
        g_string_append(message, "an amount of money in pounds and pence, for example 1234.56");
        return;
    }
    g_string_append_printf(message, "a number, for example 12%s5", rule->decimal_char);
    if (rule->group_char != NULL)
        g_string_append_printf(message, " or 1%s234%s5", rule->group_char, rule->decimal_char);
}

static void describe_integer(const struct field *field, GString *message)
{
    g_string_append(message, "a whole number, for example 12");
    if (field->rule->group_char != NULL)
        g_string_append_printf(message, " or 1%s234", field->rule->group_char);
}

static void append_words(const char *const *words, const char *before, GString *message)
{
    g_string_append(message, before);
    for (guint i = 0; words[i] != NULL; i++)
        g_string_append_printf(message, "%s%s", i == 0 ? "" : ", ", words[i]);
}

static void describe_boolean(const struct field *field, GString *message)
{
    append_words(field->rule->true_values, "true: ", message);
    append_words(field->rule->false_values, "; or false: ", message);
}

/* The forms without those that only add a time. */
static void append_formats(const struct cell_rule *rule, const char *iso, GString *message)
{
    guint n = 0;
    for (guint i = 0; i < rule->n_formats; i++) {
        g_autofree char *words = rule->formats[i] == NULL ? g_strdup(iso) : date_format_in_words(rule->formats[i]);
        if (rule->type == FIELD_DATE && strchr(words, ':') != NULL)
            continue;
        g_string_append_printf(message, "%s%s", n++ == 0 ? "" : " or ", words);
    }
}

static void describe_date(const struct field *field, GString *message)
{
    g_string_append(message, "a date that exists, as ");
    append_formats(field->rule, "yyyy-mm-dd", message);
    if (field->rule->is_extract)
        g_string_append(message, ", from 1900 to 2100");
    if (field->rule->formats[0] == NULL)
        g_string_append(message, ", for example 2020-09-30");
}

static void describe_datetime(const struct field *field, GString *message)
{
    g_string_append(message, "a date and time as ");
    append_formats(field->rule, "yyyy-mm-ddThh:mm:ss", message);
    if (field->rule->formats[0] == NULL)
        g_string_append(message, ", for example 2020-09-30T14:30:00");
}

static void describe_year(const struct field *field, GString *message)
{
    (void)field;
    g_string_append(message, "a year, for example 2020");
}

static void describe_yearmonth(const struct field *field, GString *message)
{
    (void)field;
    g_string_append(message, "a month as yyyy-mm, for example 2020-09");
}

static void describe_string(const struct field *field, GString *message)
{
    static const struct {
        const char *format, *words;
    } formats[] = {
        {"email", "an e-mail address, for example name@example.org"},
        {"uri", "a web address with its scheme, for example https://example.org/page"},
        {"binary", "base64 text, for example aGVsbG8="},
        {"uuid", "a UUID, for example 0a7b330a-a736-45ea-8f7f-feaf019cdc00"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
        if (g_strcmp0(field->rule->string_format, formats[i].format) == 0)
            g_string_append(message, formats[i].words);
    if (field->rule->string_format == NULL)
        g_string_append(message, "text");
}

void cell_describe_type(const struct field *field, GString *message)
{
    static void (*const describers[])(const struct field *, GString *) = {
        [FIELD_STRING] = describe_string, [FIELD_INTEGER] = describe_integer,
        [FIELD_NUMBER] = describe_number, [FIELD_BOOLEAN] = describe_boolean,
        [FIELD_DATE] = describe_date,     [FIELD_DATETIME] = describe_datetime,
        [FIELD_YEAR] = describe_year,     [FIELD_YEARMONTH] = describe_yearmonth,
    };
    describers[field->type](field, message);
}

/* A value of the schema itself, which is never personal. */
static void append_cell(const struct field *field, const struct cell *cell, GString *message)
{
    char text[NUMBER_TEXT_SIZE];
    if (field->rule->is_real) {
        if (isfinite(cell->number))
            g_string_append(message, number_format(cell->number, text));
        else
            g_string_append(message, isnan(cell->number) ? "NaN" : cell->number > 0 ? "INF" : "-INF");
    } else if (field->is_money) {
        g_string_append(message, money_format(cell->order, text));
    } else if (field->type == FIELD_BOOLEAN) {
        g_string_append(message, cell->order != 0 ? "true" : "false");
    } else if (cell->value.kind == VALUE_TEXT) {
        g_string_append_len(message, cell->value.as.text, (gssize)cell->value.length);
    } else {
        g_string_append_printf(message, "%" PRId64, cell->order);
    }
}

static void append_bound(const struct field *field, const char *words, const struct cell *bound, GString *message)
{
    g_string_append(message, words);
    append_cell(field, bound, message);
}

static void append_set(const struct field *field, const struct cell_set *set, GString *message)
{
    g_string_append(message, "must be one of ");
    for (guint i = 0; i < MIN(set->n, MOST_CHOICES); i++) {
        g_string_append(message, i == 0 ? "" : ", ");
        append_cell(field, &set->cells[i], message);
    }
    if (set->n > MOST_CHOICES)
        g_string_append_printf(message, " and %u more", set->n - MOST_CHOICES);
}

static void append_codes(const struct field *field, GString *message)
{
    const struct code_list *list = field->rule->codes;
    const guint n = code_list_count(list);
    g_string_append_printf(message, "is not in the list %s: expected ", field->code_list);
    for (guint i = 0; i < MIN(n, MOST_CHOICES); i++) {
        const struct code *code = code_list_at(list, i);
        g_string_append_printf(message, "%s%s", i == 0 ? "" : ", ", code->code);
        if (g_ascii_strcasecmp(code->code, code->label) != 0)
            g_string_append_printf(message, " (%s)", code->label);
    }
    if (n > MOST_CHOICES)
        g_string_append_printf(message, " and %u more", n - MOST_CHOICES);
}

static void say_type(const struct field *field, GString *message)
{
    g_string_append(message, "must be ");
    cell_describe_type(field, message);
}

static void say_filled(const struct field *field, GString *message)
{
    g_string_append(message, "must be filled: expected ");
    cell_describe_type(field, message);
}

static void say_minimum(const struct field *field, GString *message)
{
    append_bound(field, "must be at least ", &field->rule->minimum, message);
}

static void say_maximum(const struct field *field, GString *message)
{
    append_bound(field, "must be at most ", &field->rule->maximum, message);
}

static void say_above(const struct field *field, GString *message)
{
    append_bound(field, "must be more than ", &field->rule->above, message);
}

static void say_below(const struct field *field, GString *message)
{
    append_bound(field, "must be less than ", &field->rule->below, message);
}

static void say_short(const struct field *field, GString *message)
{
    g_string_append_printf(message, "must have at least %u characters", field->rule->min_length);
}

static void say_long(const struct field *field, GString *message)
{
    g_string_append_printf(message, "must have at most %u characters", field->rule->max_length);
}

static void say_pattern(const struct field *field, GString *message)
{
    g_string_append_printf(message, "must match the pattern %s", pattern_text(field->rule->pattern));
}

static void say_enum(const struct field *field, GString *message)
{
    append_set(field, &field->rule->enumeration, message);
}

static void say_categories(const struct field *field, GString *message)
{
    append_set(field, &field->rule->categories, message);
}

static void say_upn_shape(const struct field *field, GString *message)
{
    (void)field;
    g_string_append(message, "is no unique pupil number: expected a letter, then 12 digits (the last may be a letter), "
                             "for example H801200001001");
}

static void say_upn_letter(const struct field *field, GString *message)
{
    (void)field;
    g_string_append(
        message,
        "has a first letter that does not go with its twelve digits: one of them is mistyped; look the number up "
        "and correct it (for example, the letter that goes with 801200001001 is H)");
}

static void say_upn_case(const struct field *field, GString *message)
{
    (void)field;
    g_string_append(message, "has small letters or spaces: it was read in capitals without spaces, like H801200001001");
}

static void say_financial_year(const struct field *field, GString *message)
{
    (void)field;
    g_string_append(message, "is no financial year: expected 1 April of one year to 31 March of the next, for example "
                             "2020-21");
}

/* By the position of the bit in cell_bits. */
static const struct {
    const char *code;
    void (*say)(const struct field *field, GString *message);
    bool is_query;
} bits[N_CELL_BITS] = {
    {"", say_type, false}, /* CELL_IS_NULL is no fault */
    {"type-error", say_type, false},
    {"constraint-error", say_filled, false},
    {"constraint-error", say_minimum, false},
    {"constraint-error", say_maximum, false},
    {"constraint-error", say_above, false},
    {"constraint-error", say_below, false},
    {"constraint-error", say_short, false},
    {"constraint-error", say_long, false},
    {"constraint-error", say_pattern, false},
    {"constraint-error", say_enum, false},
    {"constraint-error", say_categories, false},
    {"unknown-code", append_codes, false},
    {"upn", say_upn_shape, true},
    {"upn", say_upn_letter, true},
    {"upn", say_upn_case, true},
    {"financial-year", say_financial_year, false},
};

static guint position_of(uint32_t bit)
{
    return (guint)g_bit_nth_lsf(bit, -1);
}

const char *cell_bit_code(uint32_t bit)
{
    return bits[position_of(bit)].code;
}

enum severity cell_bit_severity(const struct field *field, uint32_t bit)
{
    return bits[position_of(bit)].is_query ? SEVERITY_QUERY : field->severity;
}

void cell_bit_describe(const struct field *field, uint32_t bit, GString *message)
{
    bits[position_of(bit)].say(field, message);
}
