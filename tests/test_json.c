#include "pipeline/lib/json.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static void expect_message(GError *error, const char *expected)
{
    assert_non_null(error);
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_string_equal(error->message, expected);
    g_error_free(error);
}

static struct json_file *load(const char *text)
{
    GError *error = NULL;
    struct json_file *file = json_file_load_text("x.json", text, &error);
    assert_null(error);
    assert_non_null(file);
    return file;
}

static void place_points_at_line_and_character(void **state)
{
    (void)state;
    g_autofree char *second = place_describe("a.sql", "select 1\n\tfröm t\r\nx", 15, "no such word");
    assert_string_equal(second, "a.sql:2:6: no such word\n\tfröm t\n\t    ^");
    g_autofree char *end = place_describe("a.sql", "abc", 99, "cut");
    assert_string_equal(end, "a.sql:1:4: cut\nabc\n   ^");
    g_autofree char *empty = place_describe("a.sql", "", 0, "empty");
    g_autofree char *odd = place_describe("a.sql", "\033[2Jé\xe9x", 6, "no UTF-8");
    assert_string_equal(odd, "a.sql:1:6: no UTF-8\n\uFFFD[2Jé\uFFFDx\n     ^");
    assert_string_equal(empty, "a.sql:1:1: empty\n\n^");
}

/* A file of one line of megabytes is not repeated for a fault in it. */
static void place_shows_what_is_about_it_of_a_long_line(void **state)
{
    (void)state;
    GString *text = g_string_new("first\n");
    for (int i = 0; i < 1000; i++)
        g_string_append(text, "é");
    g_autofree char *line = g_string_free(text, FALSE);
    g_autofree char *middle = place_describe("a.sql", line, 6 + 1000, "here");
    g_auto(GStrv) lines = g_strsplit(middle, "\n", -1);
    assert_int_equal(g_strv_length(lines), 3);
    assert_string_equal(lines[0], "a.sql:2:501: here");
    assert_true(g_str_has_prefix(lines[1], "…é") && g_str_has_suffix(lines[1], "é…"));
    assert_int_equal(g_utf8_strlen(lines[1], -1), 1 + 150 + 150 + 1);
    assert_int_equal(strlen(lines[2]), 1 + 150 + 1);
    g_autofree char *end = place_describe("a.sql", line, strlen(line), "end");
    assert_true(strstr(end, "…é") != NULL && strstr(end, "é…") == NULL);
    g_autofree char *begin = place_describe("a.sql", line, 6, "begin");
    assert_true(strstr(begin, "…é") == NULL && strstr(begin, "é…") != NULL && g_str_has_suffix(begin, "\n^"));
}

static void json_reads_members_by_type(void **state)
{
    (void)state;
    struct json_file *file = load("{\"s\": \"é\", \"i\": 7, \"d\": 1.5, \"b\": true, \"a\": [1], \"o\": {}}");
    JsonNode *root = json_file_root(file);
    const char *text = NULL;
    gint64 integer = 0;
    double number = 0;
    bool boolean = false;
    JsonNode *array = NULL, *object = NULL;
    assert_true(json_get_string(file, root, "s", true, &text, NULL));
    assert_true(json_get_integer(file, root, "i", true, &integer, NULL));
    assert_true(json_get_number(file, root, "d", true, &number, NULL));
    assert_true(json_get_boolean(file, root, "b", true, &boolean, NULL));
    assert_true(json_get_array(file, root, "a", true, &array, NULL));
    assert_true(json_get_object(file, root, "o", true, &object, NULL));
    assert_string_equal(text, "é");
    assert_int_equal(integer, 7);
    assert_true(number == 1.5);
    assert_true(boolean);
    assert_int_equal(json_array_get_length(json_node_get_array(array)), 1);
    assert_non_null(object);
    assert_true(json_get_number(file, root, "i", true, &number, NULL));
    assert_true(number == 7);
    json_file_free(file);
}

static void json_leaves_the_value_of_a_missing_optional_member(void **state)
{
    (void)state;
    struct json_file *file = load("{}");
    gint64 integer = 42;
    JsonNode *array = (JsonNode *)file;
    assert_true(json_get_integer(file, json_file_root(file), "i", false, &integer, NULL));
    assert_int_equal(integer, 42);
    assert_true(json_get_array(file, json_file_root(file), "a", false, &array, NULL));
    assert_null(array);
    json_file_free(file);
}

static void json_points_at_the_value_of_the_wrong_type(void **state)
{
    (void)state;
    struct json_file *file = load("{\"a\": {\n  \"b\": 12 ,\n  \"c\": [1, \"x\"\n  ]\n}}");
    JsonNode *object = NULL;
    const char *text = NULL;
    bool boolean;
    GError *error = NULL;
    assert_true(json_get_object(file, json_file_root(file), "a", true, &object, NULL));
    assert_false(json_get_string(file, object, "b", true, &text, &error));
    expect_message(g_steal_pointer(&error), "x.json:2:9: \"b\" must be a text\n  \"b\": 12 ,\n        ^");
    assert_false(json_get_boolean(file, object, "c", false, &boolean, &error));
    expect_message(g_steal_pointer(&error), "x.json:4:3: \"c\" must be true or false\n  ]\n  ^");
    assert_false(json_get_string(file, object, "d", true, &text, &error));
    expect_message(g_steal_pointer(&error), "x.json:5:1: \"d\" is missing\n}}\n^");
    JsonNode *element =
        json_array_get_element(json_node_get_array(json_object_get_member(json_node_get_object(object), "c")), 0);
    assert_false(json_file_fail(file, element, &error, "no %d", 1));
    expect_message(g_steal_pointer(&error), "x.json:3:9: no 1\n  \"c\": [1, \"x\"\n        ^");
    assert_false(json_get_string(file, json_file_root(file), "z", true, &text, &error));
    expect_message(g_steal_pointer(&error), "x.json:1:1: \"z\" is missing\n{\"a\": {\n^");
    assert_false(json_get_string(file, element, "z", true, &text, &error));
    g_clear_error(&error);
    json_file_free(file);
}

static void json_refuses_members_that_are_not_known(void **state)
{
    (void)state;
    static const char *const known[] = {"name", "title", NULL};
    struct json_file *file = load("{\"name\": 1, \"titel\": 2}");
    GError *error = NULL;
    assert_false(json_refuse_unknown(file, json_file_root(file), known, &error));
    expect_message(error, "x.json:1:22: \"titel\" is not known here: is \"title\" meant?\n"
                          "{\"name\": 1, \"titel\": 2}\n                     ^");
    json_file_free(file);
    error = NULL;
    file = load("{\"colour\": 2}");
    assert_false(json_refuse_unknown(file, json_file_root(file), known, &error));
    expect_message(error, "x.json:1:12: \"colour\" is not known here\n{\"colour\": 2}\n           ^");
    json_file_free(file);
    file = load("{\"name\": 1}");
    assert_true(json_refuse_unknown(file, json_file_root(file), known, NULL));
    json_file_free(file);
}

static void expect_refused(const char *text, const char *place)
{
    g_autoptr(GError) error = NULL;
    assert_null(json_file_load_text("x.json", text, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    if (!g_str_has_prefix(error->message, place))
        fail_msg("%s", error->message);
}

static void json_refuses_what_is_no_json(void **state)
{
    (void)state;
    expect_refused("", "x.json:1:1: the file holds no JSON");
    expect_refused("  \n", "x.json:1:1: the file holds no JSON");
    expect_refused("{\n \"a\": tru\n}", "x.json:2:");
    expect_refused("{\"a\": 1", "x.json:1:");
    expect_refused("{\"a\": 1} x", "x.json:1:");
    expect_refused("{\"a\": \"\xFF\"}", "x.json:1:8: this is not UTF-8");
    expect_refused("{\"a\": 1 \"b\": 2}", "x.json:1:7: a comma is missing after this");
    expect_refused("{\"a\": [1, 2,]}", "x.json:1:12: nothing follows this comma: take it away");
    expect_refused("{\"a\" 1}", "x.json:1:4: a colon is missing after this name");
    expect_refused("{\"a\": x}", "x.json:1:7: a value is missing here");
    expect_refused("{\"a\": \u201cx\u201d}", "x.json:1:7: this is no value; a text stands in straight double quotes");
    expect_refused("{\"a\": 1}}", "x.json:1:9: the file goes on after its end");
}

static void json_refuses_characters_that_no_text_holds(void **state)
{
    (void)state;
    static const char message[] = "x.json:1:9: this stands for no character that a text can hold";
    expect_refused("{\"a\": \"x\\ud800\"}", message);
    expect_refused("{\"a\": \"x\\uDFFF\"}", message);
    expect_refused("{\"a\": \"x\\ud83d\\u0041\"}", message);
    expect_refused("{\"a\": \"x\\u0000y\"}", message);
    expect_refused("{\"a\": \"x\\ud80\"}", message);
    expect_refused("{\"a\": \"x\\202\"}", message);
    expect_refused("{\"a\": \"x\\", message);
    expect_refused("{\"\\ud83d\\ude00 \\\\u0000\": \"\\udc00\"}", "x.json:1:27: this stands");
    struct json_file *file = load("[\"\\ud83d\\ude00 \\\\ud800\"]");
    JsonNode *first = json_array_get_element(json_node_get_array(json_file_root(file)), 0);
    assert_string_equal(json_node_get_string(first), "\xF0\x9F\x98\x80 \\ud800");
    json_file_free(file);
}

static void json_refuses_duplicate_members(void **state)
{
    (void)state;
    expect_refused("{\"a\": 1,\n \"a\": 1}", "x.json:2:7: \"a\" stands here a second time");
    expect_refused("{\"o\": {\"b\": 1, \"c\": 2, \"b\": {}}}", "x.json:1:30: \"b\" stands here a second time");
    struct json_file *file = load("[{\"a\": 1}, {\"a\": 1}, {\"b\": {\"a\": 2}, \"a\": 3}]");
    json_file_free(file);
}

static void json_keeps_the_text_of_the_file(void **state)
{
    (void)state;
    struct json_file *file = load("{ }\n");
    gsize length = 0;
    assert_string_equal(json_file_text(file, &length), "{ }\n");
    assert_int_equal(length, 4);
    json_file_free(file);
}

static void json_that_is_too_deep_is_refused_with_its_place(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autofree char *deep = g_strnfill(100000, '[');
    assert_null(json_file_load_text("x.json", deep, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_true(g_str_has_prefix(error->message, "x.json:1:257: "));
    struct json_file *flat = json_file_load_text("x.json", "{\"a\": \"[[[\\\"[[[\"}", NULL);
    assert_non_null(flat);
    json_file_free(flat);
}

static void json_that_cannot_be_read_is_a_system_fault(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(json_file_load("/dev/zero", NULL));
    assert_null(json_file_load("/nonexistent.json", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    json_file_free(NULL);
}

/* The file as text on one line, after the changes; NULL when they cannot be made. */
static char *change(const char *ours, const char *theirs, GError **error)
{
    struct json_file *file = load(ours), *changes = json_file_load_text("changes.json", theirs, NULL);
    assert_non_null(changes);
    char *text = json_file_change(file, changes, error) ? json_to_string(json_file_root(file), FALSE) : NULL;
    json_file_free(file);
    return text;
}

static void expect_change(const char *ours, const char *theirs, const char *expected)
{
    g_autofree char *text = change(ours, theirs, NULL);
    assert_non_null(text);
    assert_string_equal(text, expected);
}

static void changes_go_member_by_member(void **state)
{
    (void)state;
    expect_change("{\"a\":1,\"b\":{\"c\":2,\"d\":3}}", "{\"b\":{\"d\":4,\"e\":5},\"f\":true}",
                  "{\"a\":1,\"b\":{\"c\":2,\"d\":4,\"e\":5},\"f\":true}");
    expect_change("{\"a\":1,\"b\":2}", "{\"a\":null}", "{\"b\":2}");
    expect_change("{\"a\":[\"x\",\"y\"]}", "{\"a\":[\"y\",\"z\"]}", "{\"a\":[\"x\",\"y\",\"z\"]}");
    expect_change("{\"a\":[\"x\"]}", "{\"a\":\"z\"}", "{\"a\":\"z\"}");
}

static void changes_of_a_list_find_elements_by_name(void **state)
{
    (void)state;
    const char *list = "{\"l\":[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":2}]}";
    expect_change(list, "{\"l\":[{\"id\":\"b\",\"n\":3}]}", "{\"l\":[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":3}]}");
    expect_change(list, "{\"l\":[{\"id\":\"a\",\"leave_out\":true}]}", "{\"l\":[{\"id\":\"b\",\"n\":2}]}");
    expect_change(list, "{\"l\":[{\"id\":\"c\",\"n\":0}]}",
                  "{\"l\":[{\"id\":\"a\",\"n\":1},{\"id\":\"b\",\"n\":2},{\"id\":\"c\",\"n\":0}]}");
    expect_change(list, "{\"l\":[{\"id\":\"c\",\"n\":0,\"after\":\"a\"}]}",
                  "{\"l\":[{\"id\":\"a\",\"n\":1},{\"id\":\"c\",\"n\":0},{\"id\":\"b\",\"n\":2}]}");
    expect_change(list, "{\"l\":[{\"id\":\"b\",\"before\":\"a\"}]}",
                  "{\"l\":[{\"id\":\"b\",\"n\":2},{\"id\":\"a\",\"n\":1}]}");
    expect_change(list, "{\"l\":[{\"id\":\"a\",\"leave_out\":true},{\"id\":\"a\",\"n\":9,\"before\":\"b\"}]}",
                  "{\"l\":[{\"id\":\"a\",\"n\":9},{\"id\":\"b\",\"n\":2}]}");
}

static void changes_that_cannot_be_made_are_told_in_their_own_file(void **state)
{
    (void)state;
    const char *list = "{\"l\":[{\"id\":\"plans\",\"n\":1},{\"id\":\"money\",\"n\":2}]}";
    static const char *const faults[][2] = {
        {"{\"l\":[{\"id\":\"plan\",\"leave_out\":true}]}",
         "changes.json:1:18: there is no \"plan\" in the list that is changed: is \"plans\" meant?\n"},
        {"{\"l\":[{\"id\":\"mony\",\"m\":1}]}",
         "changes.json:1:18: there is no \"mony\" in the list that is changed: is \"money\" meant? A new one needs "
         "\"n\", as all others have it\n"},
        {"{\"l\":[{\"id\":\"x\",\"n\":1,\"after\":\"end\"}]}",
         "changes.json:1:35: there is no \"end\" in the list that is changed\n"},
        {"{\"l\":[{\"id\":\"plans\",\"after\":\"plans\"}]}",
         "changes.json:1:35: \"plans\" cannot stand beside itself\n"},
        {"{\"l\":[{\"leave_out\":true}]}", "changes.json:1:24: what is left out is named\n"},
        {"{\"l\":[{\"id\":\"plans\",\"leave_out\":1}]}", "changes.json:1:33: \"leave_out\" must be true or false\n"},
        {"{\"m\":null}", "changes.json:1:9: there is no \"m\" here to take out\n"},
        {"[]", "changes.json:1:1: an object with what changes is expected here\n"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(faults); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(change(list, faults[i][0], &error));
        assert_non_null(error);
        if (!g_str_has_prefix(error->message, faults[i][1]))
            fail_msg("%s\nwanted: %s", error->message, faults[i][1]);
    }
}

static void a_fault_in_what_was_changed_is_told_where_the_change_stands(void **state)
{
    (void)state;
    GError *error = NULL;
    struct json_file *file = load("{\"l\":[{\"id\":\"a\"}]}");
    assert_true(
        json_file_change(file, json_file_load_text("changes.json", "{\n\"l\":[{\"id\":\"a\",\"x\":1}]}", NULL), NULL));
    JsonNode *element = json_array_get_element(json_node_get_array(json_member(json_file_root(file), "l")), 0);
    static const char *const known[] = {"id", NULL};
    assert_false(json_refuse_unknown(file, element, known, &error));
    assert_non_null(strstr(error->message, "changes.json:2:20: "));
    g_clear_error(&error);
    assert_false(json_file_fail(file, element, &error, "wrong"));
    assert_non_null(strstr(error->message, "changes.json:2:21: wrong"));
    g_clear_error(&error);
    assert_false(json_file_fail(file, json_file_root(file), &error, "wrong"));
    assert_non_null(strstr(error->message, "x.json:1:1: wrong"));
    g_error_free(error);
    json_file_free(file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(place_points_at_line_and_character),
        cmocka_unit_test(place_shows_what_is_about_it_of_a_long_line),
        cmocka_unit_test(json_reads_members_by_type),
        cmocka_unit_test(json_leaves_the_value_of_a_missing_optional_member),
        cmocka_unit_test(json_points_at_the_value_of_the_wrong_type),
        cmocka_unit_test(json_refuses_members_that_are_not_known),
        cmocka_unit_test(json_refuses_what_is_no_json),
        cmocka_unit_test(json_refuses_characters_that_no_text_holds),
        cmocka_unit_test(json_refuses_duplicate_members),
        cmocka_unit_test(json_keeps_the_text_of_the_file),
        cmocka_unit_test(json_that_is_too_deep_is_refused_with_its_place),
        cmocka_unit_test(json_that_cannot_be_read_is_a_system_fault),
        cmocka_unit_test(changes_go_member_by_member),
        cmocka_unit_test(changes_of_a_list_find_elements_by_name),
        cmocka_unit_test(changes_that_cannot_be_made_are_told_in_their_own_file),
        cmocka_unit_test(a_fault_in_what_was_changed_is_told_where_the_change_stands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
