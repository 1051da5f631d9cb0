/* Any text as a project's settings: refused where it stands, or taken, and then every setting can be asked for. */
#include "tests/fuzz/fuzz.h"

#include "pipeline/lib/project.h"
#include "stages/measure/period.h"

static gboolean is_text(void *key, void *value, void *user_data)
{
    (void)user_data;
    g_assert_true(g_utf8_validate(key, -1, NULL));
    g_assert_true(g_utf8_validate(value, -1, NULL));
    return FALSE;
}

static void ask(const struct project *project)
{
    static const char *const keys[] = {"authority.name", "authority", "board_dates",
                                       "suppress_below", "marking",   "complaint_days.1",
                                       "a.b.c",          "",          "."};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        const char *text = project_setting_text(project, keys[i]);
        g_assert_true(text == NULL || g_utf8_validate(text, -1, NULL));
        project_setting_integer(project, keys[i], 7);
        g_auto(GStrv) list = project_setting_list(project, keys[i]);
        g_assert_nonnull(list);
    }
    GTree *all = project_settings(project);
    g_tree_foreach(all, is_text, NULL);
    g_tree_unref(all);
    g_autoptr(GError) error = NULL;
    project_check_whole(project, "authority", &error);
    struct calendar calendar;
    calendar_init(&calendar, 18648, project);
    g_assert_cmpint(calendar.as_at, ==, 18648);
    g_assert_cmpint(calendar.previous_board, <, calendar.as_at);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GError *error = NULL;
    g_autofree char *path = fuzz_write(fuzz_folder(), "settings.json", data, size);
    struct project *project = project_open(fuzz_folder(), &error);
    if (project == NULL) {
        fuzz_assert_placed(error, path);
        g_error_free(error);
        return 0;
    }
    ask(project);
    project_close(project);
    return 0;
}
