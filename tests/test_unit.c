#include "reports/render/unit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct example {
    enum unit unit;
    double value;
    const char *text;
};

static void check_examples(const struct example *examples, size_t n, char *(*write)(enum unit, double))
{
    for (size_t i = 0; i < n; i++) {
        g_autofree char *text = write(examples[i].unit, examples[i].value);
        assert_string_equal(text, examples[i].text);
    }
}

static void cells_have_the_decimals_of_their_unit(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        {UNIT_NUMBER, 3145, "3,145"},          {UNIT_NUMBER, 145, "145"},
        {UNIT_NUMBER, -1234567, "-1,234,567"}, {UNIT_PERCENT, 47, "47.0"},
        {UNIT_PERCENT, 100, "100.0"},          {UNIT_PERCENT, -0.01, "0.0"},
        {UNIT_WEEKS, 20.25, "20.3"},           {UNIT_POUNDS, 1234.565, "1,234.57"},
        {UNIT_POUNDS, -0.05, "-0.05"},         {UNIT_PER_10000, 1005.25, "1,005.3"},
        {UNIT_DATE, 18648, "21 January 2021"},
    };
    check_examples(EXAMPLES, G_N_ELEMENTS(EXAMPLES), unit_cell);
}

static void changes_carry_their_sign(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        {UNIT_PERCENT, 3.2, "+3.2"}, {UNIT_NUMBER, -12, "-12"}, {UNIT_PERCENT, 0, "0.0"}, {UNIT_PERCENT, -0.04, "0.0"}};
    check_examples(EXAMPLES, G_N_ELEMENTS(EXAMPLES), unit_change);
}

static void phrases_name_the_unit(void **state)
{
    (void)state;
    static const struct example EXAMPLES[] = {
        {UNIT_PERCENT, 47.5, "47.5%"},
        {UNIT_WEEKS, 12.3, "12.3 weeks"},
        {UNIT_WEEKS, 1, "1.0 week"},
        {UNIT_DAYS, 1, "1 day"},
        {UNIT_POUNDS, 999.5, "£999.50"},
        {UNIT_POUNDS, -11240000, "-£11.2 million"},
        {UNIT_POUNDS, 153700, "£153,700"},
        {UNIT_POUNDS, -13437.56, "-£13,438"},
        {UNIT_POUNDS, 35, "£35"},
        {UNIT_POUNDS, 0, "£0"},
        {UNIT_POUNDS, 999.996, "£1,000"},
        {UNIT_POUNDS, 999999.4, "£999,999"},
        {UNIT_POUNDS, 999999.5, "£1.0 million"},
        {UNIT_NUMBER, 3145, "3,145"},
        {UNIT_PER_10000, 45, "45.0 per 10,000"},
    };
    check_examples(EXAMPLES, G_N_ELEMENTS(EXAMPLES), unit_phrase);
}

static void cells_that_say_their_units_are_short(void **state)
{
    (void)state;
    static const struct example CELLS[] = {{UNIT_PERCENT, 47.5, "47.5%"},      {UNIT_WEEKS, 18.9, "18.9 weeks"},
                                           {UNIT_POUNDS, 13437.22, "£13,437"}, {UNIT_POUNDS, 1656908.57, "£1.66m"},
                                           {UNIT_POUNDS, 999.5, "£999.50"},    {UNIT_POUNDS, -189006.81, "-£189,007"},
                                           {UNIT_PER_10000, 58.4, "58.4"},     {UNIT_NUMBER, 3145, "3,145"}};
    static const struct example CHANGES[] = {
        {UNIT_PERCENT, 1.5, "+1.5"}, {UNIT_POUNDS, 210000, "+£210,000"}, {UNIT_POUNDS, -2100000, "-£2.10m"}};
    check_examples(CELLS, G_N_ELEMENTS(CELLS), unit_short);
    check_examples(CHANGES, G_N_ELEMENTS(CHANGES), unit_short_change);
}

/* One chart's amounts are told in one unit, but for those that would be nothing in it. */
static void money_is_told_as_what_stands_beside_it(void **state)
{
    (void)state;
    static const struct {
        double value, largest;
        const char *in_words, *label;
    } EXAMPLES[] = {{954072.13, 12e6, "£0.95m", "£1.0m"},
                    {954072.13, 954072.13, "£954,072", "£954k"},
                    {-954072.13, 12e6, "-£0.95m", "-£1.0m"},
                    {4200, 12e6, "£4,200", "£4k"},
                    {0, 12e6, "£0", "£0"}};
    for (size_t i = 0; i < G_N_ELEMENTS(EXAMPLES); i++) {
        g_autofree char *words = unit_short_beside(UNIT_POUNDS, EXAMPLES[i].value, EXAMPLES[i].largest);
        g_autofree char *label = unit_label_beside(UNIT_POUNDS, EXAMPLES[i].value, EXAMPLES[i].largest);
        assert_string_equal(words, EXAMPLES[i].in_words);
        assert_string_equal(label, EXAMPLES[i].label);
    }
}

static void labels_of_ticks_have_no_needless_decimals(void **state)
{
    (void)state;
    static const struct {
        enum unit unit;
        double value, step;
        const char *text;
    } EXAMPLES[] = {
        {UNIT_PERCENT, 40, 20, "40"},          {UNIT_PERCENT, 2.5, 0.5, "2.5"},         {UNIT_PERCENT, 47.5, 0, "47.5"},
        {UNIT_NUMBER, 1500, 500, "1,500"},     {UNIT_POUNDS, 2500000, 500000, "£2.5m"}, {UNIT_POUNDS, 0, 500000, "£0"},
        {UNIT_POUNDS, 450000, 50000, "£450k"}, {UNIT_POUNDS, -11240000, 0, "-£11.2m"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(EXAMPLES); i++) {
        g_autofree char *text = unit_label(EXAMPLES[i].unit, EXAMPLES[i].value, EXAMPLES[i].step);
        assert_string_equal(text, EXAMPLES[i].text);
    }
}

static void cells_of_a_frame_show_symbols_in_brackets(void **state)
{
    (void)state;
    const struct frame_cell cells[] = {{.kind = FRAME_SYMBOL, .text = "c"},
                                       {.kind = FRAME_NUMBER, .number = 87.5, .symbol = "u", .unit = UNIT_PERCENT},
                                       {.kind = FRAME_BLANK},
                                       {.kind = FRAME_TEXT, .text = "Crewe"}};
    static const char *const TEXTS[] = {"[c]", "87.5 [u]", "[z]", "Crewe"};
    for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
        g_autofree char *text = unit_frame_cell(&cells[i]);
        assert_string_equal(text, TEXTS[i]);
    }
}

/* 37 of a target of 36.9 is no "37 of 37"; 8.5 plans a keyworker are not 9. */
static void what_is_not_whole_keeps_its_decimal(void **state)
{
    (void)state;
    const struct {
        enum unit unit;
        double value;
        const char *cell, *phrase, *change;
        enum unit written;
    } cases[] = {{UNIT_NUMBER, 36.9, "36.9", "36.9", "+36.9", UNIT_DECIMAL},
                 {UNIT_NUMBER, -1234.5, "-1,234.5", "-1,234.5", "-1,234.5", UNIT_DECIMAL},
                 {UNIT_NUMBER, 8.5 - 8.7, "-0.2", "-0.2", "-0.2", UNIT_DECIMAL},
                 {UNIT_NUMBER, 37, "37", "37", "+37", UNIT_NUMBER},
                 {UNIT_NUMBER, 0.1 + 0.2 + 36.7, "37", "37", "+37", UNIT_NUMBER},
                 {UNIT_DAYS, 1.5, "1.5", "1.5 days", "+1.5", UNIT_DECIMAL},
                 {UNIT_PERCENT, 36.94, "36.9", "36.9%", "+36.9", UNIT_PERCENT}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *cell = unit_cell(cases[i].unit, cases[i].value);
        g_autofree char *label = unit_label(cases[i].unit, cases[i].value, 0);
        g_autofree char *phrase = unit_phrase(cases[i].unit, cases[i].value);
        g_autofree char *change = unit_change(cases[i].unit, cases[i].value);
        assert_string_equal(cell, cases[i].cell);
        assert_string_equal(label, cases[i].cell);
        assert_string_equal(phrase, cases[i].phrase);
        assert_string_equal(change, cases[i].change);
        assert_int_equal(unit_written(cases[i].unit, cases[i].value), cases[i].written);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_not_whole_keeps_its_decimal),
        cmocka_unit_test(cells_have_the_decimals_of_their_unit),
        cmocka_unit_test(changes_carry_their_sign),
        cmocka_unit_test(phrases_name_the_unit),
        cmocka_unit_test(cells_that_say_their_units_are_short),
        cmocka_unit_test(money_is_told_as_what_stands_beside_it),
        cmocka_unit_test(labels_of_ticks_have_no_needless_decimals),
        cmocka_unit_test(cells_of_a_frame_show_symbols_in_brackets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
