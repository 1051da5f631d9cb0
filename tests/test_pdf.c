#include "sample_document.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *write_sample(const char *name, gsize *length)
{
    struct document *document = sample_document();
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = g_dir_make_tmp("scorecard-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    char *data = NULL;
    assert_true(document_write_pdf(document, path, &error));
    assert_true(g_file_get_contents(path, &data, length, NULL));
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
    document_free(document);
    return data;
}

static void two_runs_give_the_same_bytes_in_any_time_zone(void **state)
{
    (void)state;
    gsize first_length = 0, second_length = 0;
    g_autofree char *first = write_sample("first.pdf", &first_length);
    setenv("TZ", "Pacific/Auckland", 1);
    setenv("LC_ALL", "de_DE.UTF-8", 1);
    setenv("SOURCE_DATE_EPOCH", "1", 1);
    g_autofree char *second = write_sample("second.pdf", &second_length);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
}

static void the_file_is_a_pdf_of_version_1_7(void **state)
{
    (void)state;
    gsize length = 0;
    g_autofree char *pdf = write_sample("sample.pdf", &length);
    assert_memory_equal(pdf, "%PDF-1.7", 8);
}

static void a_path_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    struct document *document = sample_document();
    g_autoptr(GError) error = NULL;
    assert_false(document_write_pdf(document, "/nowhere/at/all.pdf", &error));
    assert_non_null(error);
    document_free(document);
}

static void a_character_without_a_shape_is_an_error(void **state)
{
    (void)state;
    struct document *document = sample_document();
    g_autoptr(GError) error = NULL;
    document->title = "Snowman \xE2\x98\x83";
    assert_false(document_write_pdf(document, "/nowhere/at/all.pdf", &error));
    assert_non_null(strstr(error->message, "no shape"));
    document_free(document);
}

/* With a path: writes the sample there, to be looked at and to be checked by tests/pdf.sh. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_runs_give_the_same_bytes_in_any_time_zone),
        cmocka_unit_test(the_file_is_a_pdf_of_version_1_7),
        cmocka_unit_test(a_path_that_cannot_be_written_is_an_error),
        cmocka_unit_test(a_character_without_a_shape_is_an_error),
    };
    if (argc < 2)
        return cmocka_run_group_tests(tests, NULL, NULL);
    struct document *document = sample_document();
    g_autoptr(GError) error = NULL;
    const bool is_written = document_write_pdf(document, argv[1], &error);
    if (!is_written)
        g_printerr("%s\n", error->message);
    document_free(document);
    return is_written ? 0 : 1;
}
