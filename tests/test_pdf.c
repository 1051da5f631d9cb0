#include "reports/render/picture.h"
#include "tests/odd_document.h"
#include "tests/sample_document.h"

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
    assert_true(sample_write_pdf(document, path, &error));
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

static void a_document_without_pages_is_written(void **state)
{
    (void)state;
    struct document *document = document_new();
    g_autoptr(GError) error = NULL;
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "scorecard-no-pages.pdf", NULL);
    document->title = "Nothing";
    assert_true(sample_write_pdf(document, path, &error));
    assert_int_equal(remove(path), 0);
    document_free(document);
}

static struct block *find_block(const struct document *document, const char *id)
{
    for (guint i = 0; i < document->pages->len; i++) {
        const struct page *page = g_ptr_array_index(document->pages, i);
        for (guint j = 0; j < page->blocks->len; j++) {
            struct block *block = g_ptr_array_index(page->blocks, j);
            if (g_str_equal(block->id, id))
                return block;
        }
    }
    return NULL;
}

static void a_chart_alone_is_a_picture(void **state)
{
    (void)state;
    struct document *document = sample_document();
    g_autofree char *folder = g_dir_make_tmp("scorecard-XXXXXX", NULL), *svg = NULL, *png = NULL, *again = NULL;
    g_autofree char *svg_path = g_build_filename(folder, "a.svg", NULL),
                    *png_path = g_build_filename(folder, "a.png", NULL);
    gsize length = 0;
    assert_true(chart_write_svg(find_block(document, "t01_spc"), svg_path, NULL));
    assert_true(chart_write_png(find_block(document, "r01_funnel"), png_path, NULL));
    assert_true(g_file_get_contents(svg_path, &svg, NULL, NULL));
    assert_true(g_file_get_contents(png_path, &png, &length, NULL));
    assert_non_null(strstr(svg, "<title>More plans are issued in time since March 2020</title><desc>Chart t01_spc"));
    assert_true(chart_write_svg(find_block(document, "t01_spc"), svg_path, NULL));
    assert_true(g_file_get_contents(svg_path, &again, NULL, NULL));
    assert_string_equal(again, svg); /* whatever was drawn before */
    assert_memory_equal(png, "\x89PNG", 4);
    assert_true(length > 1000);
    assert_int_equal(remove(svg_path) | remove(png_path) | remove(folder), 0);
    document_free(document);
}

static void a_path_that_cannot_be_written_is_an_error(void **state)
{
    (void)state;
    struct document *document = sample_document();
    g_autoptr(GError) error = NULL;
    assert_false(sample_write_pdf(document, "/nowhere/at/all.pdf", &error));
    assert_non_null(error);
    document_free(document);
}

static void characters_without_a_shape_are_shown_as_question_marks(void **state)
{
    (void)state;
    g_autofree char *folder = g_dir_make_tmp("pdf-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "odd.pdf", NULL);
    struct document *document = sample_document();
    g_autoptr(GError) error = NULL;
    document->title = "Snowman \xE2\x98\x83 \xF0\x9F\x98\x80 \a \xEF\xBF\xBF \xE2\x80\xAE";
    if (!sample_write_pdf(document, path, &error))
        fail_msg("%s", error->message);
    document_free(document);
    assert_int_equal(remove(path), 0);
    assert_int_equal(remove(folder), 0);
}

/* With a path: writes the sample there (or the odd one), to be looked at and to be checked by tests/pdf.sh. */
int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_runs_give_the_same_bytes_in_any_time_zone),
        cmocka_unit_test(the_file_is_a_pdf_of_version_1_7),
        cmocka_unit_test(a_document_without_pages_is_written),
        cmocka_unit_test(a_chart_alone_is_a_picture),
        cmocka_unit_test(a_path_that_cannot_be_written_is_an_error),
        cmocka_unit_test(characters_without_a_shape_are_shown_as_question_marks),
    };
    if (argc < 2)
        return cmocka_run_group_tests(tests, NULL, NULL);
    struct document *document = argc > 2 ? odd_document() : sample_document();
    g_autoptr(GError) error = NULL;
    const bool is_written = sample_write_pdf(document, argv[1], &error);
    if (!is_written)
        g_printerr("%s\n", error->message);
    document_free(document);
    return is_written ? 0 : 1;
}
