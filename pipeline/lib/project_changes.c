#include "pipeline/lib/project_changes.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/json.h"

#include <string.h>

char *project_find_changes(const struct project *project, const char *folder, const char *stem, const char *suffix)
{
    g_autofree char *changes = g_build_filename(folder, "changes", NULL);
    return project_find(project, changes, stem, suffix);
}

/* Changes whose name is no file's would change nothing. */
static bool check_change(const struct project *project, const struct registry *registry, const char *path,
                         GError **error)
{
    g_autofree char *stem = project_stem(path, registry->suffix);
    g_autofree char *changed = project_find(project, registry->changes, stem, registry->suffix);
    if (changed != NULL)
        return true;
    g_autofree char *hint = project_nearest(project, registry->changes, registry->suffix, stem);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID, "%s:1:1: there is no %s/%s%s to change%s", path,
                registry->changes, stem, registry->suffix, hint);
    return false;
}

static bool check_registry(const struct project *project, const struct registry *registry, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, registry->folder, registry->suffix, error);
    for (guint i = 0; paths != NULL && i < paths->len; i++)
        if (!check_change(project, registry, paths->pdata[i], error))
            return false;
    return paths != NULL;
}

bool project_check_changes(const struct project *project, GError **error)
{
    for (const struct registry *registry = project_registries(); registry->folder != NULL; registry++)
        if (registry->changes != NULL && !check_registry(project, registry, error))
            return false;
    return true;
}

/* Notes for people lie anywhere, and what begins with a dot is an editor's. */
static bool is_note(const char *name)
{
    return *name == '.' || g_ascii_strncasecmp(name, "readme", strlen("readme")) == 0 || g_str_has_suffix(name, "~");
}

static void find_stray_files(const char *root, const struct registry *registry, GPtrArray *strays)
{
    g_autofree char *folder = g_build_filename(root, registry->folder, NULL);
    g_autoptr(GPtrArray) names = path_look(folder, NULL) == PATH_FOLDER ? folder_list(folder, NULL) : NULL;
    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        if (!g_str_has_suffix(names->pdata[i], registry->suffix) && !is_note(names->pdata[i]) &&
            path_look(path, NULL) == PATH_FILE)
            g_ptr_array_add(strays, g_strdup_printf("%s is not read: files of %s/ end with %s", path, registry->folder,
                                                    registry->suffix));
    }
}

static void find_stray_folder(const char *root, const struct registry *registry, GPtrArray *strays)
{
    const char *slash = strrchr(registry->folder, '/');
    g_autofree char *path = slash == NULL ? NULL : g_build_filename(root, slash + 1, NULL);
    if (path != NULL && path_look(path, NULL) == PATH_FOLDER && registry->changes == NULL)
        g_ptr_array_add(strays, g_strdup_printf("%s is not read: its place is %s/", path, registry->folder));
}

GPtrArray *project_strays(const struct project *project)
{
    GPtrArray *strays = g_ptr_array_new_with_free_func(g_free);
    const char *root = project_own_folder(project);
    for (const struct registry *registry = project_registries(); root != NULL && registry->folder != NULL; registry++) {
        find_stray_files(root, registry, strays);
        find_stray_folder(root, registry, strays);
    }
    return strays;
}

bool project_change_json(const struct project *project, const char *folder, const char *stem, struct json_file *file,
                         GError **error)
{
    g_autofree char *path = project_find_changes(project, folder, stem, ".json");
    if (path == NULL)
        return true;
    struct json_file *changes = json_file_load(path, error);
    return changes != NULL && json_file_change(file, changes, error);
}
