/* A file that is written for a reader is the old one or the new one, and nothing lies beside it. */
#include "pipeline/lib/files.h"
#include "pipeline/lib/replace.h"
#include "tests/temporary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct place {
    char *folder, *path, *fresh;
};

static int set_up(void **state)
{
    struct place *place = g_new0(struct place, 1);
    place->folder = temporary_make();
    place->path = g_build_filename(place->folder, "cases.csv", NULL);
    place->fresh = g_build_filename(place->folder, ".cases.csv.scorecard-new", NULL);
    *state = place;
    return 0;
}

static int tear_down(void **state)
{
    struct place *place = *state;
    g_unlink(place->fresh);
    temporary_remove(place->folder);
    g_free(place->path);
    g_free(place->fresh);
    g_free(place);
    return 0;
}

/* It holds `text`, is its owner's alone, and nothing lies beside it. */
static void expect_alone(const struct place *place, const char *text)
{
    g_autofree char *found = NULL;
    struct stat status;
    g_autoptr(GPtrArray) names = folder_list_all(place->folder, NULL);
    assert_int_equal(names->len, 1);
    assert_true(g_file_get_contents(place->path, &found, NULL, NULL));
    assert_string_equal(found, text);
    assert_int_equal(lstat(place->path, &status), 0);
    assert_int_equal(status.st_mode, S_IFREG | 0600);
}

static void replace_writes_and_writes_over(void **state)
{
    const struct place *place = *state;
    assert_true(file_replace(place->path, "old", 3, NULL));
    expect_alone(place, "old");
    g_autofree char *large = g_strnfill(3000000, 'x');
    assert_true(file_replace(place->path, large, 3000000, NULL));
    expect_alone(place, large);
}

static void replace_takes_away_what_a_killed_writer_left(void **state)
{
    const struct place *place = *state;
    assert_true(g_file_set_contents(place->fresh, "half", -1, NULL));
    assert_true(file_replace(place->path, "new", 3, NULL));
    expect_alone(place, "new");
    assert_int_equal(symlink("/nonexistent/x", place->fresh), 0);
    assert_true(file_replace(place->path, "newer", 5, NULL));
    expect_alone(place, "newer");
}

static void replace_leaves_a_writer_at_work_alone(void **state)
{
    const struct place *place = *state;
    g_autoptr(GError) error = NULL;
    const int other = open(place->fresh, O_CREAT | O_WRONLY, 0600);
    assert_int_equal(flock(other, LOCK_EX), 0);
    assert_false(file_replace(place->path, "new", 3, &error));
    assert_non_null(strstr(error->message, "another program is writing here"));
    assert_int_equal(close(other), 0);
    assert_false(g_file_test(place->path, G_FILE_TEST_EXISTS));
}

static void replace_tells_what_is_in_the_way_and_leaves_nothing(void **state)
{
    const struct place *place = *state;
    g_autoptr(GError) folder = NULL;
    g_autoptr(GError) absent = NULL;
    g_autofree char *nowhere = g_build_filename(place->folder, "no", "x", NULL);
    assert_int_equal(g_mkdir(place->path, 0700), 0);
    assert_false(file_replace(place->path, "new", 3, &folder));
    assert_non_null(strstr(folder->message, "cases.csv"));
    assert_false(g_file_test(place->fresh, G_FILE_TEST_EXISTS));
    assert_false(file_replace(nowhere, "new", 3, &absent));
    assert_non_null(absent);
    assert_int_equal(g_rmdir(place->path), 0);
}

static void copy_takes_all_and_makes_it_its_owners(void **state)
{
    const struct place *place = *state;
    g_autofree char *source = g_build_filename(place->folder, "notes", NULL);
    g_autofree char *large = g_strnfill(300000, 'x');
    assert_true(g_file_set_contents_full(source, large, 300000, G_FILE_SET_CONTENTS_NONE, 0644, NULL));
    assert_true(file_copy(source, place->path, NULL));
    assert_int_equal(g_unlink(source), 0);
    expect_alone(place, large);
}

static void copy_writes_over_nothing_and_follows_no_link(void **state)
{
    const struct place *place = *state;
    g_autoptr(GError) taken = NULL;
    g_autoptr(GError) linked = NULL;
    g_autoptr(GError) absent = NULL;
    g_autofree char *link = g_build_filename(place->folder, "link", NULL);
    g_autofree char *nowhere = g_build_filename(place->folder, "no", "x", NULL);
    assert_true(file_replace(place->path, "mine", 4, NULL));
    assert_int_equal(symlink("cases.csv", link), 0);
    assert_false(file_copy(place->path, place->path, &taken));
    assert_non_null(strstr(taken->message, "cases.csv: cannot be copied"));
    assert_false(file_copy(link, nowhere, &linked));
    assert_non_null(strstr(linked->message, "link: cannot be copied"));
    assert_false(file_copy(place->path, nowhere, &absent));
    assert_int_equal(g_unlink(link), 0);
    expect_alone(place, "mine");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(replace_writes_and_writes_over, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replace_takes_away_what_a_killed_writer_left, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replace_leaves_a_writer_at_work_alone, set_up, tear_down),
        cmocka_unit_test_setup_teardown(replace_tells_what_is_in_the_way_and_leaves_nothing, set_up, tear_down),
        cmocka_unit_test_setup_teardown(copy_takes_all_and_makes_it_its_owners, set_up, tear_down),
        cmocka_unit_test_setup_teardown(copy_writes_over_nothing_and_follows_no_link, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
