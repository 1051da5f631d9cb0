#include "pipeline/lib/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <float.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

static void percent_rounds_half_up_to_one_decimal(void **state)
{
    (void)state;
    assert_true(percent_of(47, 100) == 47.0);
    assert_true(percent_of(1, 3) == 33.3);
    assert_true(percent_of(2, 3) == 66.7);
    assert_true(percent_of(1, 8) == 12.5);
    assert_true(percent_of(1, 16) == 6.3); /* 6.25 goes up */
    assert_true(percent_of(0, 7) == 0.0);
    assert_true(percent_of(7, 7) == 100.0);
}

static void percent_is_computed_in_dfe_order(void **state)
{
    (void)state;
    /* Cells where n * 100 / d and n / d * 100 fall on two sides of a half. */
    for (int64_t d = 1; d <= 400; d++)
        for (int64_t n = 0; n <= d; n++) {
            const double ratio = (double)n / (double)d;
            const double tenths = (double)(int64_t)(ratio * 100 * 10 + 0.5);
            assert_true(percent_of(n, d) == tenths / 10);
        }
}

static void per_10000_rounds_to_one_decimal(void **state)
{
    (void)state;
    assert_true(per_10000_of(1, 10000) == 1.0);
    assert_true(per_10000_of(123, 84200) == 14.6);
}

static void medians_round_as_percents_do(void **state)
{
    (void)state;
    assert_true(round_to_tenth(20.25) == 20.3);
    assert_true(round_to_tenth(-0.25) == -0.2);
}

static void expect_number(double value, const char *expected)
{
    char text[NUMBER_TEXT_SIZE];
    assert_string_equal(number_format(value, text), expected);
    assert_true(strtod(text, NULL) == value);
}

static void tenths_are_written_as_any_number_is(void **state)
{
    (void)state;
    for (int64_t tenths = -20001; tenths <= 20001; tenths += 7) {
        char expected[G_ASCII_DTOSTR_BUF_SIZE];
        expect_number((double)tenths / 10, g_ascii_formatd(expected, sizeof expected, "%.15g", (double)tenths / 10));
    }
    expect_number(999999999999.9, "999999999999.9");
    expect_number(-0.04, "-0.04");
}

static void integers_are_written_to_their_ends(void **state)
{
    (void)state;
    static const struct {
        int64_t value;
        const char *text;
    } cases[] = {
        {0, "0"}, {-7, "-7"}, {3145, "3145"}, {INT64_MAX, "9223372036854775807"}, {INT64_MIN, "-9223372036854775808"}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char text[NUMBER_TEXT_SIZE];
        const char *end = integer_format(cases[i].value, text);
        assert_string_equal(text, cases[i].text);
        assert_ptr_equal(end, text + strlen(text));
    }
}

static void numbers_are_written_shortest_without_exponent(void **state)
{
    (void)state;
    expect_number(47, "47");
    expect_number(47.5, "47.5");
    expect_number(-0.0, "0");
    expect_number(0.1 + 0.2, "0.30000000000000004");
    expect_number(1e22, "10000000000000000000000");
    expect_number(-1.5e-7, "-0.00000015");
    expect_number(123456789012345680.0, "123456789012345680");
    expect_number(9007199254740993.0, "9007199254740992");
    expect_number(100000, "100000");
    expect_number(1e15, "1000000000000000");
    expect_number(0.0001, "0.0001");
    expect_number(25131468.05, "25131468.05");
}

static void numbers_read_back_the_same(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (int i = 0; i < 20000; i++) {
        const uint64_t bits = ((uint64_t)g_rand_int(random) << 32) | g_rand_int(random);
        double value;
        memcpy(&value, &bits, sizeof value);
        char text[NUMBER_TEXT_SIZE];
        if (value - value == 0) {
            assert_true(strtod(number_format(value, text), NULL) == value);
            assert_null(strchr(text, 'e'));
        }
    }
    const double edges[] = {DBL_MAX, -DBL_MAX, DBL_MIN, 4.9406564584124654e-324, -2.2250738585072009e-308};
    for (size_t i = 0; i < G_N_ELEMENTS(edges); i++) {
        char text[NUMBER_TEXT_SIZE];
        assert_true(strtod(number_format(edges[i], text), NULL) == edges[i]);
    }
}

static void whole_numbers_are_grouped_by_thousands(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_SIZE];
    assert_string_equal(number_format_grouped(0, text), "0");
    assert_string_equal(number_format_grouped(999, text), "999");
    assert_string_equal(number_format_grouped(3145, text), "3,145");
    assert_string_equal(number_format_grouped(-123456, text), "-123,456");
    assert_string_equal(number_format_grouped(INT64_MIN, text), "-9,223,372,036,854,775,808");
}

static void expect_money(const char *text, int64_t expected)
{
    int64_t pence = 77;
    if (!money_parse(text, strlen(text), &pence))
        fail_msg("%s is refused", text);
    if (pence != expected)
        fail_msg("%s gives %" G_GINT64_FORMAT, text, (gint64)pence);
}

static void expect_no_money(const char *text)
{
    int64_t pence = 77;
    if (money_parse(text, strlen(text), &pence))
        fail_msg("%s gives %" G_GINT64_FORMAT, text, (gint64)pence);
    assert_int_equal(pence, 77);
}

static void money_is_read_as_written_in_the_world(void **state)
{
    (void)state;
    expect_money("1,234.56", 123456);
    expect_money("£1,234.56", 123456);
    expect_money("(1,234.56)", -123456);
    expect_money("(£1,234.56)", -123456);
    expect_money("£(1,234.56)", -123456);
    expect_money("-£5", -500);
    expect_money("£ 95", 9500);
    expect_money("-£ 1,095.10", -109510);
    expect_money("£\xC2\xA0(95.10)", -9510);
    expect_money("£ -95", -9500);
    expect_money("£-5", -500);
    expect_money("+5.5", 550);
    expect_money("0", 0);
    expect_money("-0", 0);
    expect_money(".5", 50);
    expect_money("-.00", 0);
    expect_money("0000000000000000000000000000000000000000000000000000000000000000", 0);
    expect_money("5.", 500);
    expect_money("1234567.8", 123456780);
    expect_money("25131468.05", 2513146805);
    expect_money("7.1000", 710);
    expect_money("90000000000000", 9000000000000000);
}

static void money_with_a_float_tail_is_the_nearest_penny(void **state)
{
    (void)state;
    expect_money("25131468.050000004", 2513146805);
    expect_money("0.30000000000000004", 30);
    expect_money("1.0999999999999999", 110);
    expect_money("-25131468.049999997", -2513146805);
    expect_money("1675584.1199999999", 167558412);
}

static void what_is_no_money_is_refused(void **state)
{
    (void)state;
    const char *const texts[] = {"",
                                 " ",
                                 "-",
                                 "£",
                                 "()",
                                 "1.2e3",
                                 "1,23",
                                 "12,34.5",
                                 "1,234,",
                                 ",123",
                                 "1234,567",
                                 "0.005",
                                 "1.005",
                                 "--5",
                                 "(-5)",
                                 "-(5)",
                                 "5-",
                                 "£5£",
                                 "£ ",
                                 "£ -",
                                 "£5 5",
                                 "- 5",
                                 "££5",
                                 "£-£5",
                                 "1 234",
                                 "abc",
                                 "0x10",
                                 "inf",
                                 "nan",
                                 "1.2.3",
                                 ".",
                                 "-.",
                                 "12.345",
                                 "(5",
                                 "5)",
                                 "90000000000000.01",
                                 "90000000000001",
                                 "99999999999999999999999999",
                                 "12345678901.23456",
                                 "0.333333333333333333"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        expect_no_money(texts[i]);
    int64_t pence;
    assert_false(money_parse("5\0", 2, &pence));
}

static void money_is_written_in_pounds_with_two_decimals(void **state)
{
    (void)state;
    char text[NUMBER_TEXT_SIZE];
    assert_string_equal(money_format(-5, text), "-0.05");
    assert_string_equal(money_format(0, text), "0.00");
    assert_string_equal(money_format(123456, text), "1234.56");
    assert_string_equal(money_format(INT64_MIN, text), "-92233720368547758.08");
}

static void money_reads_back_what_it_writes(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(2);
    for (int i = 0; i < 20000; i++) {
        const int64_t pence = (int64_t)(g_rand_double_range(random, -9e15, 9e15));
        char text[NUMBER_TEXT_SIZE];
        expect_money(money_format(pence, text), pence);
        expect_money(number_format((double)(pence / 100000) / 100, text), pence / 100000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(percent_rounds_half_up_to_one_decimal),
        cmocka_unit_test(percent_is_computed_in_dfe_order),
        cmocka_unit_test(per_10000_rounds_to_one_decimal),
        cmocka_unit_test(medians_round_as_percents_do),
        cmocka_unit_test(tenths_are_written_as_any_number_is),
        cmocka_unit_test(integers_are_written_to_their_ends),
        cmocka_unit_test(numbers_are_written_shortest_without_exponent),
        cmocka_unit_test(numbers_read_back_the_same),
        cmocka_unit_test(whole_numbers_are_grouped_by_thousands),
        cmocka_unit_test(money_is_read_as_written_in_the_world),
        cmocka_unit_test(money_with_a_float_tail_is_the_nearest_penny),
        cmocka_unit_test(what_is_no_money_is_refused),
        cmocka_unit_test(money_is_written_in_pounds_with_two_decimals),
        cmocka_unit_test(money_reads_back_what_it_writes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
