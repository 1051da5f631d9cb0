#include "pipeline/lib/files.h"

#include "pipeline/lib/error.h"

char *file_read(const char *path, gsize *length, GError **error)
{
    g_autoptr(GError) cause = NULL;
    char *bytes = NULL;
    if (g_file_get_contents(path, &bytes, length, &cause))
        return bytes;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot read: %s", cause->message);
    return NULL;
}

static gint compare_names(gconstpointer a, gconstpointer b)
{
    return g_strcmp0(*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *folder_list(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &cause);
    if (folder == NULL) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot list: %s", cause->message);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(folder); name != NULL; name = g_dir_read_name(folder))
        if (*name != '.')
            g_ptr_array_add(names, g_strdup(name));
    g_ptr_array_sort(names, compare_names);
    return names;
}
