#include "pipeline/lib/json_stream.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void commas_stand_between_siblings_only(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    struct json_stream stream = {.text = text};
    json_stream_open(&stream, NULL, '{');
    json_stream_open(&stream, "none", '[');
    json_stream_close(&stream, ']');
    json_stream_open(&stream, "list", '[');
    json_stream_text(&stream, NULL, "a");
    json_stream_open(&stream, NULL, '{');
    json_stream_number(&stream, "n", UINT64_MAX);
    json_stream_truth(&stream, "is", false);
    json_stream_close(&stream, '}');
    json_stream_close(&stream, ']');
    json_stream_text(&stream, "last", NULL);
    json_stream_close(&stream, '}');
    assert_string_equal(text->str,
                        "{\"none\":[],\"list\":[\"a\",{\"n\":18446744073709551615,\"is\":false}],\"last\":null}");
}

static void any_bytes_become_text(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    struct json_stream stream = {.text = text};
    json_stream_text(&stream, "a\"b", "\\ \n\x7f \xff é");
    assert_string_equal(text->str, "\"a\\\"b\":\"\\\\ \\u000a\\u007f \xef\xbf\xbd é\"");
}

static void it_goes_on_behind_what_was_taken(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    struct json_stream stream = {.text = text};
    json_stream_open(&stream, NULL, '[');
    json_stream_elements(&stream, "");
    json_stream_elements(&stream, "1,2");
    g_string_truncate(text, 0);
    json_stream_elements(&stream, "3");
    json_stream_close(&stream, ']');
    assert_string_equal(text->str, ",3]");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(commas_stand_between_siblings_only),
        cmocka_unit_test(any_bytes_become_text),
        cmocka_unit_test(it_goes_on_behind_what_was_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
