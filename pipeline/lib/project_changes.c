#include "pipeline/lib/project_changes.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/json.h"

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

bool project_change_json(const struct project *project, const char *folder, const char *stem, struct json_file *file,
                         GError **error)
{
    g_autofree char *path = project_find_changes(project, folder, stem, ".json");
    if (path == NULL)
        return true;
    struct json_file *changes = json_file_load(path, error);
    return changes != NULL && json_file_change(file, changes, error);
}
