/* Where paths lead, and files that are not what they were a moment ago. */
#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/full_path.h"
#include "pipeline/lib/source.h"
#include "tests/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *below(const struct place *place, const char *name)
{
    return g_build_filename(place->folder, name, NULL);
}

static void assert_leads(const struct place *place, const char *name, const char *where)
{
    g_autofree char *path = below(place, name), *expected = below(place, where), *full = full_path(path, NULL);
    assert_string_equal(full, expected);
}

static void a_path_leads_where_the_kernel_leads(void **state)
{
    const struct place *place = *state;
    g_autofree char *real = below(place, "real"), *deep = below(place, "real/deep"), *link = below(place, "link");
    assert_int_equal(g_mkdir(real, 0700) | g_mkdir(deep, 0700), 0);
    assert_int_equal(symlink("real/deep", link), 0);
    assert_leads(place, "link", "real/deep");
    assert_leads(place, "link/", "real/deep");
    assert_leads(place, "link/../new", "real/new");
    assert_leads(place, "link/new/newer//", "real/deep/new/newer");
    assert_leads(place, "./link/./a/../b", "real/deep/b");
}

static void a_path_of_no_folder_leads_nowhere(void **state)
{
    struct place *place = *state;
    g_autofree char *gone = below(place, "gone"), *here = g_get_current_dir();
    assert_int_equal(g_mkdir(gone, 0700), 0);
    assert_int_equal(chdir(gone) | g_rmdir(gone), 0);
    g_autoptr(GError) error = NULL;
    assert_null(full_path("out", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    g_autofree char *root = full_path("/", NULL);
    assert_string_equal(root, "/");
    assert_int_equal(chdir(here), 0);
}

static void a_path_through_a_file_leads_nowhere(void **state)
{
    struct place *place = *state;
    g_autofree char *file = below(place, "file"), *through = below(place, "file/out");
    assert_true(g_file_set_contents(file, "x", 1, NULL));
    g_autoptr(GError) error = NULL;
    assert_null(full_path(through, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
}

static void a_link_that_leads_nowhere_is_not_absent(void **state)
{
    struct place *place = *state;
    g_autofree char *link = below(place, "lost"), *none = below(place, "none");
    assert_int_equal(symlink("nowhere", link), 0);
    g_autoptr(GError) error = NULL;
    assert_int_equal(path_look(link, &error), PATH_FAULT);
    assert_non_null(strstr(error->message, "lost"));
    assert_int_equal(path_look(none, NULL), PATH_ABSENT);
}

static void a_file_that_was_cut_short_is_told(void **state)
{
    struct place *place = *state;
    g_autofree char *path = below(place, "extract.csv");
    char bytes[4];
    g_autoptr(GError) error = NULL;
    assert_true(g_file_set_contents(path, "abcdefgh", 8, NULL));
    struct source *source = source_open(path, NULL);
    assert_int_equal(source_read(source, bytes, sizeof bytes, NULL), 4);
    assert_int_equal(truncate(path, 4), 0);
    assert_int_equal(source_read(source, bytes, sizeof bytes, &error), -1);
    assert_non_null(strstr(error->message, "cut short"));
    assert_null(source_sha256(source, NULL));
    source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_path_leads_where_the_kernel_leads, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_path_of_no_folder_leads_nowhere, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_path_through_a_file_leads_nowhere, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_link_that_leads_nowhere_is_not_absent, place_set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_file_that_was_cut_short_is_told, place_set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
