#include "pipeline/lib/project_strays.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/slip.h"

#include <string.h>

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

/* What follows the folder `parent` ("": the root) in a registry's folder; NULL: it lies elsewhere. */
static const char *below(const char *parent, const char *folder)
{
    const size_t length = strlen(parent);
    if (length == 0)
        return folder;
    return strncmp(folder, parent, length) == 0 && folder[length] == '/' ? folder + length + 1 : NULL;
}

/* The folders that registries have in `parent` (char *), each once. */
static GPtrArray *list_children(const char *parent)
{
    GPtrArray *children = g_ptr_array_new_with_free_func(g_free);
    for (const struct registry *registry = project_registries(); registry->folder != NULL; registry++) {
        const char *rest = below(parent, registry->folder);
        g_autofree char *child = rest == NULL ? NULL : g_strndup(rest, strcspn(rest, "/"));
        if (child != NULL && !g_ptr_array_find_with_equal_func(children, child, g_str_equal, NULL))
            g_ptr_array_add(children, g_steal_pointer(&child));
    }
    return children;
}

/* The root holds what a council likes, so that only a slip is told there. */
static void take_folder(const char *path, const char *name, const GPtrArray *children, bool is_root, GPtrArray *strays)
{
    struct slip slip = slip_begin(name);
    for (guint i = 0; i < children->len; i++) {
        if (g_str_equal(children->pdata[i], name))
            return;
        slip_consider(&slip, children->pdata[i]);
    }
    static const char unknown[] = ": no folder of this name is known here";
    g_autofree char *hint = slip_hint(&slip);
    if (slip.nearest != NULL || !is_root)
        g_ptr_array_add(strays, g_strdup_printf("%s is not read%s", path, slip.nearest != NULL ? hint : unknown));
}

/* Folders in `parent` that are none of the registries'. */
static void find_unknown_folders(const char *root, const char *parent, GPtrArray *strays)
{
    g_autoptr(GPtrArray) children = list_children(parent);
    g_autofree char *folder = g_build_filename(root, parent, NULL);
    g_autoptr(GPtrArray) names =
        children->len > 0 && path_look(folder, NULL) == PATH_FOLDER ? folder_list(folder, NULL) : NULL;
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (!is_note(name) && path_look(path, NULL) == PATH_FOLDER)
            take_folder(path, name, children, *parent == '\0', strays);
    }
}

GPtrArray *project_strays(const struct project *project)
{
    GPtrArray *strays = g_ptr_array_new_with_free_func(g_free);
    const char *root = project_own_folder(project);
    for (const struct registry *registry = project_registries(); root != NULL && registry->folder != NULL; registry++) {
        find_stray_files(root, registry, strays);
        find_stray_folder(root, registry, strays);
    }
    static const char *const parents[] = {"", "schemas", "schemas/codes", "stages", "reports"};
    for (guint i = 0; root != NULL && i < G_N_ELEMENTS(parents); i++)
        find_unknown_folders(root, parents[i], strays);
    return strays;
}
