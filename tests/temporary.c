#include "tests/temporary.h"

char *temporary_make(void)
{
    char *folder = g_dir_make_tmp("scorecard-test-XXXXXX", NULL);
    g_assert_nonnull(folder);
    return folder;
}

static void empty(const char *folder)
{
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name = dir == NULL ? NULL : g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_DIR) && !g_file_test(path, G_FILE_TEST_IS_SYMLINK))
            empty(path);
        g_remove(path);
    }
}

void temporary_remove(char *folder)
{
    empty(folder);
    g_rmdir(folder);
    g_free(folder);
}

char *temporary_write(const char *folder, const char *name, const char *text)
{
    char *path = g_build_filename(folder, name, NULL);
    g_assert_true(g_file_set_contents(path, text, -1, NULL));
    return path;
}
