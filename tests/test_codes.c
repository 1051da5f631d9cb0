#include "pipeline/lib/error.h"
#include "stages/schema/codes.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* A file with that text; NULL for none. The caller frees. */
static char *write_file(const char *text)
{
    char *path = NULL;
    if (text == NULL)
        return NULL;
    const int handle = g_file_open_tmp("codes-XXXXXX.csv", &path, NULL);
    assert_true(handle >= 0);
    g_close(handle, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}

static struct code_list *load_changed(const char *text, const char *changes, GError **error)
{
    g_autofree char *path = write_file(text), *changed_by = write_file(changes);
    struct code_list *list = code_list_load(path, changed_by, error);
    g_unlink(path);
    if (changed_by != NULL)
        g_unlink(changed_by);
    return list;
}

static struct code_list *load(const char *text, GError **error)
{
    return load_changed(text, NULL, error);
}

static const char *find(const struct code_list *list, const char *text)
{
    const struct code *code = code_list_find(list, text, (uint32_t)strlen(text));
    return code == NULL ? "" : code->code;
}

static void codes_are_found_whatever_case_space_and_decimal_zero(void **state)
{
    (void)state;
    struct code_list *list = load("code,label,synonyms\n1,Parents,parent; carer\nASD,Autism,\n", NULL);
    assert_non_null(list);
    assert_int_equal(code_list_count(list), 2);
    assert_string_equal(find(list, "1"), "1");
    assert_string_equal(find(list, "1.0"), "1");
    assert_string_equal(find(list, " Carer "), "1");
    assert_string_equal(find(list, "\u00a0Carer\u2003"), "1");
    assert_string_equal(find(list, "PARENT"), "1");
    assert_string_equal(find(list, "asd"), "ASD");
    assert_string_equal(find(list, "1.5"), "");
    assert_string_equal(find(list, ""), "");
    assert_string_equal(find(list, "Parents"), "");
    assert_string_equal(code_list_at(list, 1)->label, "Autism");
    code_list_free(list);
}

static void a_row_that_is_wider_than_the_header_is_refused(void **state)
{
    (void)state;
    GError *error = NULL;
    assert_null(load("code,label,synonyms\nbeacon,Beacon,\noasis,Oasis, Play,Oasis;Beacon\n", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_non_null(strstr(error->message, ".csv:3: the row has 4 cells and the header 3: "));
    g_error_free(error);
    struct code_list *list = load("code,label,synonyms\noasis,\"Oasis, Play\",play\nbeacon,Beacon,\n", NULL);
    assert_non_null(list);
    assert_string_equal(find(list, "play"), "oasis");
    code_list_free(list);
}

static void many_codes_are_all_found(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("code,label\n");
    for (int i = 0; i < 1000; i++)
        g_string_append_printf(text, "K%d,Label %d\n", i, i);
    struct code_list *list = load(text->str, NULL);
    assert_non_null(list);
    for (int i = 0; i < 1000; i++) {
        g_autofree char *key = g_strdup_printf("k%d", i);
        g_autofree char *code = g_strdup_printf("K%d", i);
        assert_string_equal(find(list, key), code);
    }
    code_list_free(list);
}

static void a_synonym_of_two_codes_is_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(load("code,label,synonyms\nM,Male,1\nF,Female,1\n", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_non_null(strstr(error->message, "two codes"));
}

static void a_list_without_its_header_is_refused(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(load("date,name\n2020-01-01,New Year\n", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
}

static void changes_alter_rows_by_key_and_add_others(void **state)
{
    (void)state;
    struct code_list *list = load_changed("code,label,synonyms\nbus,Bus,coach\ntaxi,Taxi,cab\n",
                                          "code,synonyms,label\ntaxi,black cab,\ntram,,Tram\nbus,,School bus\n", NULL);
    assert_non_null(list);
    assert_int_equal(code_list_count(list), 3);
    assert_string_equal(code_list_at(list, 0)->label, "School bus");
    assert_string_equal(code_list_at(list, 1)->label, "Taxi");
    assert_string_equal(code_list_at(list, 2)->label, "Tram");
    assert_string_equal(find(list, "coach"), "bus");
    assert_string_equal(find(list, "cab"), "taxi");
    assert_string_equal(find(list, "black cab"), "taxi");
    code_list_free(list);
}

static void expect_refused(const char *text, const char *changes, const char *expected)
{
    g_autoptr(GError) error = NULL;
    assert_null(load_changed(text, changes, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    if (strstr(error->message, expected) == NULL)
        fail_msg("%s\nwanted: %s", error->message, expected);
}

static void faults_of_a_list_and_its_changes_are_told(void **state)
{
    (void)state;
    const char *list = "code,label,synonyms\nbus,Bus,coach\ntaxi,Taxi,cab\n";
    expect_refused(
        list, "code,synonim\nbus,charabanc\n",
        ".csv:1: the list, whose columns are code,label,synonyms, has no \"synonim\": is \"synonyms\" meant?");
    expect_refused(list, "label\nBus\n", ".csv:1: the column \"code\" is missing");
    expect_refused(list, "code,label\nbus,A\nbus,B\n", ".csv:3: \"bus\" stands here a second time");
    expect_refused(list, "code,label\ntram,A\ntram,B\n", ".csv:3: \"tram\" stands here a second time");
    expect_refused(list, "code,label\n,A\n", ".csv:2: the row has no \"code\"");
    expect_refused("code,label\nclub,A\nclub,B\n", NULL, ".csv:3: the code \"club\" stands in the list twice");
    expect_refused(list, "code,synonyms\nbus,cab\n", ".csv:2: \"cab\" stands for two codes, \"bus\" and \"taxi\"");
    expect_refused(list, "", ".csv:1: the code list is empty");
    expect_refused("code,label,synonims\na,A,b\n", NULL,
                   ".csv:1: the column \"synonims\" is not known: is \"synonyms\" meant?");
    expect_refused("code,label,label\na,A,b\n", NULL,
                   ".csv:1: column 3 of the header \"label\" must have a name, of its own");
    expect_refused("code,label\na,caf\xe9\n", NULL, ".csv:2: this is not UTF-8: save the file as \"CSV UTF-8\"");
    expect_refused("code,label\na,\"A\n", NULL, ".csv:2: a quote is opened here and never closed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_found_whatever_case_space_and_decimal_zero),
        cmocka_unit_test(a_row_that_is_wider_than_the_header_is_refused),
        cmocka_unit_test(many_codes_are_all_found),
        cmocka_unit_test(a_synonym_of_two_codes_is_refused),
        cmocka_unit_test(a_list_without_its_header_is_refused),
        cmocka_unit_test(changes_alter_rows_by_key_and_add_others),
        cmocka_unit_test(faults_of_a_list_and_its_changes_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
