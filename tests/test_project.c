#include "pipeline/lib/project.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/progress.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A project folder of another council; the base is this repository, found from the test's own place under build/. */
static char *folder;

static void write_file(const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *above = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(above, 0700), 0);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static int make_folder(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("test-project-XXXXXX", NULL);
    write_file("schemas/zz_ours.json", "{}");
    write_file("schemas/person.json", "{\"theirs\": 1}");
    write_file("schemas/.hidden.json", "{}");
    write_file("schemas/notes.txt", "");
    write_file("settings.json", "{\"authority\": {\"name\": \"Elsewhere\"}, \"suppress_below\": 7, \"board_dates\": "
                                "[\"2021-01-21\", \"2021-03-18\"], \"complaint_days\": {\"3\": 30}}");
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    const char *const names[] = {"schemas/zz_ours.json",
                                 "schemas/person.json",
                                 "schemas/.hidden.json",
                                 "schemas/notes.txt",
                                 "schemas",
                                 "settings.json",
                                 ""};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder, names[i], NULL);
        g_remove(path);
    }
    g_free(folder);
    return 0;
}

static struct project *open_project(const char *directory)
{
    GError *error = NULL;
    struct project *project = project_open(directory, &error);
    assert_null(error);
    return project;
}

static void project_finds_our_own_files_from_the_program(void **state)
{
    (void)state;
    struct project *project = open_project(NULL);
    g_autofree char *path = project_find(project, "schemas", "person", ".json");
    assert_non_null(path);
    g_autofree char *relative = project_relative_path(project, path);
    assert_string_equal(relative, "schemas/person.json");
    assert_null(project_find(project, "schemas", "zz_ours", ".json"));
    assert_string_equal(project_setting_text(project, "authority.name"), "Cheshire East");
    project_close(project);
}

static void project_folder_replaces_files_and_inherits_the_rest(void **state)
{
    (void)state;
    struct project *ours = open_project(NULL), *theirs = open_project(folder);
    g_autoptr(GPtrArray) our_paths = project_list(ours, "schemas", ".json", NULL);
    g_autoptr(GPtrArray) their_paths = project_list(theirs, "schemas", ".json", NULL);
    assert_true(our_paths->len > 1);
    assert_int_equal(their_paths->len, our_paths->len + 1);
    g_autofree char *person = project_find(theirs, "schemas", "person", ".json");
    assert_true(g_str_has_prefix(person, folder));
    g_autofree char *relative = project_relative_path(theirs, person);
    assert_string_equal(relative, "schemas/person.json");
    project_close(ours);
    project_close(theirs);
}

static void project_lists_files_in_order_of_stem(void **state)
{
    (void)state;
    struct project *project = open_project(folder);
    g_autoptr(GPtrArray) paths = project_list(project, "schemas", ".json", NULL);
    for (guint i = 0; i + 1 < paths->len; i++) {
        g_autofree char *a = project_stem(paths->pdata[i], ".json");
        g_autofree char *b = project_stem(paths->pdata[i + 1], ".json");
        assert_true(strcmp(a, b) < 0);
    }
    /* A folder of which it cannot be told what it holds is not one that holds nothing. */
    g_autofree char *loop = g_build_filename(folder, "loop", NULL);
    assert_int_equal(symlink("loop", loop), 0);
    g_autoptr(GError) error = NULL;
    assert_null(project_list(project, "loop", ".json", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    g_autoptr(GPtrArray) none = project_list(project, "no such folder", ".json", NULL);
    assert_int_equal(none->len, 0);
    project_close(project);
}

/* A share that is not there would leave a council's checks out in silence. */
static void what_bears_a_definitions_name_and_is_none_is_told(void **state)
{
    (void)state;
    struct project *project = open_project(folder);
    g_autofree char *path = g_build_filename(folder, "schemas", "zz_lost.json", NULL);
    for (int i = 0; i < 3; i++) {
        g_autoptr(GError) error = NULL;
        assert_int_equal(i == 0 ? symlink("nowhere", path) : i == 1 ? mkfifo(path, 0600) : g_mkdir(path, 0700), 0);
        assert_null(project_list(project, "schemas", ".json", &error));
        assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
        assert_non_null(strstr(error->message, "zz_lost.json"));
        g_autofree char *found = project_find(project, "schemas", "zz_lost", ".json");
        assert_string_equal(found, path);
        g_remove(path);
    }
    project_close(project);
}

static void settings_are_merged_key_by_key(void **state)
{
    (void)state;
    struct project *project = open_project(folder);
    assert_string_equal(project_setting_text(project, "authority.name"), "Elsewhere");
    assert_string_equal(project_setting_text(project, "authority.code"), "895");
    assert_int_equal(project_setting_integer(project, "suppress_below", 5), 7);
    assert_int_equal(project_setting_integer(project, "rate_minimum", 3), 10);
    assert_int_equal(project_setting_integer(project, "complaint_days.2", 0), 20);
    assert_int_equal(project_setting_integer(project, "not.there", -1), -1);
    assert_null(project_setting_text(project, "not.there"));
    assert_int_equal(project_setting_integer(project, "complaint_days.3", 0), 30);
    g_auto(GStrv) dates = project_setting_list(project, "board_dates");
    assert_int_equal(g_strv_length(dates), 2);
    assert_string_equal(dates[1], "2021-03-18");
    g_auto(GStrv) none = project_setting_list(project, "nothing");
    assert_int_equal(g_strv_length(none), 0);
    project_close(project);
}

static void expect_refused(const char *settings, const char *message)
{
    g_autofree char *other = g_dir_make_tmp("test-project-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(other, "settings.json", NULL);
    assert_true(g_file_set_contents(path, settings, -1, NULL));
    g_autoptr(GError) error = NULL;
    assert_null(project_open(other, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID));
    assert_non_null(strstr(error->message, message));
    g_unlink(path);
    g_rmdir(other);
}

static void a_setting_that_we_have_not_is_refused(void **state)
{
    (void)state;
    expect_refused("{\"supress_below\": 10}",
                   "settings.json:1:20: \"supress_below\" is no setting: is \"suppress_below\" meant?");
    expect_refused("{\n  \"councils_colour\": \"red\"}",
                   "settings.json:2:26: \"councils_colour\" is no setting; known here: ");
    expect_refused("{\"authority\": {\"nmae\": \"Elsewhere\"}}", "\"nmae\" is no setting: is \"name\" meant?");
    expect_refused("{\"complaint_days\": {\"first\": 10}}",
                   "\"first\" is no setting: a number is expected, such as \"1\"");
    expect_refused("{\"complaint_days\": {\"3\": -1}}", "\"3\" must be a whole number");
    expect_refused("{\"3\": 1}", "\"3\" is no setting");
}

static void a_setting_of_the_wrong_kind_is_refused(void **state)
{
    (void)state;
    expect_refused("{\"authority\": {\"name\": 5}}", "settings.json:1:24: \"name\"");
    expect_refused("{\"suppress_below\": -5}", "settings.json:1:21: \"suppress_below\"");
    expect_refused("{\"suppress_below\": \"5\"}", "\"suppress_below\"");
    expect_refused("{\"board_dates\": [\"2021-01-21\",\n\"2021-02-30\"]}",
                   "settings.json:2:12: \"board_dates\" must be a list of dates (yyyy-mm-dd): \"2021-02-30\" is none");
    expect_refused("{\"board_dates\": [\"\"]}", "\"board_dates\" must be a list of dates (yyyy-mm-dd): \"\" is none");
    expect_refused("{\"board_dates\": [1]}", "\"board_dates\" must be a list of dates (yyyy-mm-dd), and this element");
    expect_refused("{\"board_dates\": \"soon\"}", "\"board_dates\" must be a list, ");
    expect_refused("{\"next_edition\": \"soon\"}", "\"next_edition\"");
}

static void a_project_that_is_no_folder_is_a_system_fault(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(project_open("/nonexistent", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
}

static void a_stem_is_a_file_name_without_its_suffix(void **state)
{
    (void)state;
    g_autofree char *stem = project_stem("/a/b/stg_person.sql", ".sql");
    g_autofree char *other = project_stem("x.json", ".sql");
    assert_string_equal(stem, "stg_person");
    assert_string_equal(other, "x.json");
}

static void a_folder_lists_its_names_in_order(void **state)
{
    (void)state;
    g_autofree char *schemas = g_build_filename(folder, "schemas", NULL);
    g_autoptr(GPtrArray) names = folder_list(schemas, NULL);
    assert_int_equal(names->len, 3);
    assert_string_equal(names->pdata[0], "notes.txt");
    assert_string_equal(names->pdata[2], "zz_ours.json");
    g_autoptr(GError) error = NULL;
    assert_null(folder_list("/nonexistent", &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
}

/* What a step writes on stderr. */
static char *show_progress(enum progress_mode mode)
{
    g_autofree char *path = g_build_filename(folder, "stderr", NULL);
    const int saved = dup(STDERR_FILENO), file = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
    dup2(file, STDERR_FILENO);
    struct progress *progress = progress_new(mode);
    progress_begin(progress, "a very long name of an extract indeed.csv");
    for (uint64_t i = 1; i <= 100; i++)
        progress_update(progress, i, 200, i * 1000);
    progress_free(progress);
    dup2(saved, STDERR_FILENO);
    close(saved);
    close(file);
    char *text = NULL;
    assert_true(g_file_get_contents(path, &text, NULL, NULL));
    g_unlink(path);
    return text;
}

static void progress_is_silent_without_a_terminal(void **state)
{
    (void)state;
    g_autofree char *automatic = show_progress(PROGRESS_AUTO);
    g_autofree char *off = show_progress(PROGRESS_OFF);
    assert_string_equal(automatic, "");
    assert_string_equal(off, "");
    progress_begin(NULL, "x");
    progress_update(NULL, 1, 2, 3);
    progress_end(NULL);
}

static void progress_redraws_seldom_and_wipes_its_line(void **state)
{
    (void)state;
    g_autofree char *text = show_progress(PROGRESS_ON);
    g_auto(GStrv) draws = g_strsplit(text, "\r", -1);
    assert_true(g_strv_length(draws) <= 6); /* a loop this short is drawn once or twice, then wiped */
    assert_non_null(strstr(draws[1], "a very long name of an ext [....."));
    assert_non_null(strstr(draws[1], "1,000 rows"));
    assert_true(strlen(draws[1]) < 80);
    assert_null(strchr(text, '\033'));
    assert_string_equal(draws[g_strv_length(draws) - 1], "");
    assert_int_equal(strspn(draws[g_strv_length(draws) - 2], " "), strlen(draws[g_strv_length(draws) - 2]));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(project_finds_our_own_files_from_the_program),
        cmocka_unit_test(project_folder_replaces_files_and_inherits_the_rest),
        cmocka_unit_test(project_lists_files_in_order_of_stem),
        cmocka_unit_test(what_bears_a_definitions_name_and_is_none_is_told),
        cmocka_unit_test(settings_are_merged_key_by_key),
        cmocka_unit_test(a_setting_that_we_have_not_is_refused),
        cmocka_unit_test(a_setting_of_the_wrong_kind_is_refused),
        cmocka_unit_test(a_project_that_is_no_folder_is_a_system_fault),
        cmocka_unit_test(a_stem_is_a_file_name_without_its_suffix),
        cmocka_unit_test(a_folder_lists_its_names_in_order),
        cmocka_unit_test(progress_is_silent_without_a_terminal),
        cmocka_unit_test(progress_redraws_seldom_and_wipes_its_line),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
