#include "pipeline/lib/shown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void expect(char *(*show)(const char *), const char *text, const char *expected)
{
    g_autofree char *shown = show(text);
    assert_string_equal(shown, expected);
}

#define REPLACED "\xEF\xBF\xBD"

static void what_moves_a_terminal_is_replaced(void **state)
{
    (void)state;
    expect(shown_text, "\x1B[2Jred\x07\x7F\b", REPLACED "[2Jred" REPLACED REPLACED REPLACED);
    expect(shown_text,
           "\xC2\x9B"
           "31m",
           REPLACED "31m"); /* one character that begins a sequence, too */
    expect(shown_text, "a\rb", "a" REPLACED "b");
    expect(shown_on_one_line, "a\r\nb\x1B[0m", "a  b [0m");
}

static void what_turns_letters_round_is_replaced(void **state)
{
    (void)state;
    expect(shown_text,
           "\xE2\x80\xAE"
           "exe.csv",
           REPLACED "exe.csv");
    expect(shown_text,
           "a\xE2\x81\xA6"
           "b\xE2\x81\xA9\xE2\x80\x8F\xD8\x9C",
           "a" REPLACED "b" REPLACED REPLACED REPLACED);
    expect(shown_on_one_line,
           "a\xE2\x80\xA8"
           "b\xE2\x80\xA9",
           "a" REPLACED "b" REPLACED);
}

static void bytes_that_are_no_text_are_replaced(void **state)
{
    (void)state;
    expect(shown_text,
           "a\xFF\x9B"
           "b",
           "a" REPLACED REPLACED "b");
}

static void everything_else_stays(void **state)
{
    (void)state;
    static const char text[] =
        "Zo\xC3\xAB, \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D, \xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\tand\nmore";
    expect(shown_text, text, text);
    expect(shown_text, "", "");
    expect(shown_on_one_line, "a\tb", "a b");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_moves_a_terminal_is_replaced),
        cmocka_unit_test(what_turns_letters_round_is_replaced),
        cmocka_unit_test(bytes_that_are_no_text_are_replaced),
        cmocka_unit_test(everything_else_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
