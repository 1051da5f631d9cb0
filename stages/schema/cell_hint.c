#include "stages/schema/cell_hint.h"

#include <string.h>

/* Days since 30 December 1899, from 1927 on and to 2064: five digits, behind a point the time of day. */
#define FIRST_SERIAL 10000
#define LAST_SERIAL 60000
#define SERIAL_DIGITS 5

static uint32_t count_digits(const char *text, uint32_t length)
{
    uint32_t n = 0;
    while (n < length && g_ascii_isdigit(text[n]))
        n++;
    return n;
}

static bool is_serial(const char *text, uint32_t length)
{
    if (count_digits(text, length) != SERIAL_DIGITS)
        return false;
    gint64 serial = 0;
    for (uint32_t i = 0; i < SERIAL_DIGITS; i++)
        serial = serial * 10 + g_ascii_digit_value(text[i]);
    const uint32_t behind = length - SERIAL_DIGITS;
    const bool is_whole =
        behind == 0 || (text[SERIAL_DIGITS] == '.' && count_digits(text + SERIAL_DIGITS + 1, behind - 1) == behind - 1);
    return is_whole && serial >= FIRST_SERIAL && serial <= LAST_SERIAL;
}

#define LONGEST_SHAPE 11

/* 00/00/0000 of a day, 0-a-00 of 5-Aug-20: a digit is 0, letters or #s are one a or #. "" for what is longer. */
static void read_shape(const char *text, uint32_t length, char shape[static LONGEST_SHAPE + 1])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < length; i++) {
        const char kind = g_ascii_isdigit(text[i]) ? '0' : g_ascii_isalpha(text[i]) ? 'a' : text[i];
        if (n > 0 && shape[n - 1] == kind && (kind == 'a' || kind == '#'))
            continue;
        if (n == LONGEST_SHAPE) {
            n = 0;
            break;
        }
        shape[n++] = kind;
    }
    shape[n] = '\0';
}

#define FOUR_DIGITS "; write the year with four digits"
#define TWO_DIGITS "; write day and month with two digits each"
#define AS_ISO "; write it as yyyy-mm-dd"

static const struct {
    const char *shape, *words;
} date_shapes[] = {
    {"00/00/00", FOUR_DIGITS},
    {"0/0/00", FOUR_DIGITS},
    {"00/0/00", FOUR_DIGITS},
    {"0/00/00", FOUR_DIGITS},
    {"00-00-00", FOUR_DIGITS},
    {"00.00.00", FOUR_DIGITS},
    {"00-a-00", FOUR_DIGITS},
    {"0-a-00", FOUR_DIGITS},
    {"00 a 00", FOUR_DIGITS},
    {"0/0/0000", TWO_DIGITS},
    {"00/0/0000", TWO_DIGITS},
    {"0/00/0000", TWO_DIGITS},
    {"0000-0-0", TWO_DIGITS},
    {"0000-00-0", TWO_DIGITS},
    {"0000-0-00", TWO_DIGITS},
    {"0000/00/00", AS_ISO},
    {"0000.00.00", AS_ISO},
    {"00000000", AS_ISO},
    {"00.00.0000", AS_ISO},
    {"00-00-0000", AS_ISO},
    {"00 a 0000", AS_ISO},
    {"0 a 0000", AS_ISO},
    {"00-a-0000", AS_ISO},
    {"#", "; the spreadsheet's column was too narrow to show the day: widen it and save the file again"},
};

static bool takes_iso(const struct cell_rule *rule)
{
    for (guint i = 0; i < rule->n_formats; i++)
        if (rule->formats[i] == NULL)
            return true;
    return false;
}

static int two_digits(const char *text)
{
    return g_ascii_digit_value(text[0]) * 10 + g_ascii_digit_value(text[1]);
}

/* 12/31/2020, in the American order. */
static bool has_month_first(const char *shape, const char *text)
{
    const bool is_written_so = strcmp(shape, "00/00/0000") == 0;
    return is_written_so && two_digits(text) >= 1 && two_digits(text) <= 12 && two_digits(text + 3) > 12 &&
           two_digits(text + 3) <= 31;
}

static void hint_date(const struct field *field, const char *text, uint32_t length, GString *message)
{
    char shape[LONGEST_SHAPE + 1];
    read_shape(text, length, shape);
    for (guint i = 0; i < G_N_ELEMENTS(date_shapes); i++)
        if (strcmp(shape, date_shapes[i].shape) == 0 &&
            (takes_iso(field->rule) || strcmp(date_shapes[i].words, AS_ISO) != 0))
            g_string_append(message, date_shapes[i].words);
    if (has_month_first(shape, text))
        g_string_append(message, "; the day stands before the month");
    if (is_serial(text, length))
        g_string_append(message, "; this is a spreadsheet's number for a day: format the cell as a date there and save "
                                 "the file again");
}

static void hint_number(const struct field *field, const char *text, uint32_t length, GString *message)
{
    (void)field;
    if (length > 1 && text[length - 1] == '%')
        g_string_append(message, "; leave the % out");
    if (length > 1 && text[length - 1] == '-' && g_ascii_isdigit(text[length - 2]))
        g_string_append(message, "; write the minus sign first");
}

static bool is_word(const char *text, uint32_t length, const char *word)
{
    return strlen(word) == length && g_ascii_strncasecmp(text, word, length) == 0;
}

/* What people and programs write into a cell of which they know nothing. */
static void hint_nothing(const struct field *field, const char *text, uint32_t length, GString *message)
{
    static const char *const words[] = {"-",    "--",  "?",   "n/a",     "na",       "null",
                                        "none", "nil", "tbc", "unknown", "not known"};
    if (length > 2 && text[0] == '#' &&
        (text[length - 1] == '!' || text[length - 1] == '?' || is_word(text, length, "#N/A")))
        g_string_append(message, "; a formula of the spreadsheet failed: mend it there and save the file again");
    for (guint i = 0; !field->is_required && i < G_N_ELEMENTS(words); i++)
        if (is_word(text, length, words[i]))
            g_string_append(message, "; leave the cell empty where nothing is known");
}

static void hint_code(const struct field *field, const char *text, uint32_t length, GString *message)
{
    const struct code_list *list = field->rule->codes;
    for (guint i = 0; !field->is_personal && i < code_list_count(list); i++) {
        const struct code *code = code_list_at(list, i);
        if (strlen(code->label) == length && g_ascii_strncasecmp(code->label, text, length) == 0) {
            g_string_append_printf(message,
                                   "; this is what pages call %s: write that, or make it a synonym in "
                                   "schemas/codes/changes/%s.csv",
                                   code->code, field->code_list);
            return;
        }
    }
}

/* By the fault and the type of the field. */
static const struct {
    uint32_t bit;
    enum field_type type;
    void (*append)(const struct field *field, const char *text, uint32_t length, GString *message);
} hints[] = {
    {CELL_NOT_TYPE, FIELD_DATE, hint_date},
    {CELL_NOT_TYPE, FIELD_NUMBER, hint_number},
    {CELL_NOT_TYPE, FIELD_INTEGER, hint_number},
    {CELL_NOT_IN_CODES, FIELD_STRING, hint_code},
};

static void trim(const char **text, uint32_t *length)
{
    for (; *length > 0 && g_ascii_isspace(**text); (*length)--)
        (*text)++;
    while (*length > 0 && g_ascii_isspace((*text)[*length - 1]))
        (*length)--;
}

void cell_append_hint(const struct field *field, uint32_t bit, const char *text, uint32_t length, GString *message)
{
    trim(&text, &length);
    if (field->rule->is_extract && (bit == CELL_NOT_TYPE || bit == CELL_NOT_IN_CODES))
        hint_nothing(field, text, length, message);
    for (guint i = 0; field->rule->is_extract && i < G_N_ELEMENTS(hints); i++)
        if (hints[i].bit == bit && hints[i].type == field->type)
            hints[i].append(field, text, length, message);
}
