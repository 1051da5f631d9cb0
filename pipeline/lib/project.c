#include "pipeline/lib/project.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/full_path.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/project_changes.h"
#include "pipeline/lib/settings.h"
#include "pipeline/lib/slip.h"

#include <string.h>

struct project {
    GPtrArray *roots; /* folders, the project's before ours */
    bool has_own;     /* the first is the project's */
    struct settings *settings;
};

static const struct registry registries[] = {
    {"reports", ".json", NULL},          {"reports/changes", ".json", "reports"},
    {"schemas", ".json", NULL},          {"schemas/changes", ".json", "schemas"},
    {"schemas/codes", ".csv", NULL},     {"schemas/codes/changes", ".csv", "schemas/codes"},
    {"stages/checks", ".sql", NULL},     {"stages/facts", ".sql", NULL},
    {"stages/identities", ".sql", NULL}, {"stages/measures", ".sql", NULL},
    {"stages/models", ".sql", NULL},     {NULL, NULL, NULL},
};

const struct registry *project_registries(void)
{
    return registries;
}

static bool is_folder(const char *path)
{
    return g_file_test(path, G_FILE_TEST_IS_DIR);
}

static bool holds_definitions(const char *root)
{
    g_autofree char *schemas = g_build_filename(root, "schemas", NULL);
    g_autofree char *settings = g_build_filename(root, "settings.json", NULL);
    return is_folder(schemas) && g_file_test(settings, G_FILE_TEST_IS_REGULAR);
}

/* The folder above build/ when the program was not installed; NULL when there is none. */
static char *find_above(const char *program)
{
    g_autofree char *folder = g_path_get_dirname(program);
    while (!holds_definitions(folder)) {
        char *above = g_path_get_dirname(folder);
        const bool is_top = g_str_equal(above, folder);
        g_free(folder);
        folder = above;
        if (is_top)
            return NULL;
    }
    return g_steal_pointer(&folder);
}

/* Installed beside the program wherever that is, else built, else where `make install` puts it. */
static char *find_base(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    if (program != NULL) {
        g_autofree char *folder = g_path_get_dirname(program);
        g_autofree char *prefix = g_path_get_dirname(folder);
        g_autofree char *shared = g_build_filename(prefix, "share", "scorecard", NULL);
        if (holds_definitions(shared))
            return g_steal_pointer(&shared);
        char *above = find_above(program);
        if (above != NULL)
            return above;
    }
    return holds_definitions(SCORECARD_PREFIX "/share/scorecard") ? g_strdup(SCORECARD_PREFIX "/share/scorecard")
                                                                  : NULL;
}

static bool any_root_has_schemas(const struct project *project)
{
    for (guint i = 0; i < project->roots->len; i++) {
        g_autofree char *schemas = g_build_filename(project->roots->pdata[i], "schemas", NULL);
        if (is_folder(schemas))
            return true;
    }
    return false;
}

static bool find_roots(struct project *project, const char *directory, GError **error)
{
    if (directory != NULL) {
        char *own = full_path(directory, error);
        if (own == NULL)
            return false;
        g_ptr_array_add(project->roots, own);
        project->has_own = true;
        if (!is_folder(directory)) {
            g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s is no folder", directory);
            return false;
        }
    }
    char *base = find_base();
    if (base != NULL)
        g_ptr_array_add(project->roots, base);
    if (any_root_has_schemas(project))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                "no folder schemas/ beside the program, in %s/share/scorecard or in --project", SCORECARD_PREFIX);
    return false;
}

struct project *project_open(const char *directory, GError **error)
{
    struct project *project = g_new0(struct project, 1);
    project->roots = g_ptr_array_new_with_free_func(g_free);
    if (find_roots(project, directory, error) && project_check_changes(project, error))
        project->settings = settings_load(project->roots, error);
    if (project->settings != NULL)
        return project;
    project_close(project);
    return NULL;
}

void project_close(struct project *project)
{
    if (project == NULL)
        return;
    g_ptr_array_unref(project->roots);
    settings_free(project->settings);
    g_free(project);
}

char *project_stem(const char *path, const char *suffix)
{
    g_autofree char *name = g_path_get_basename(path);
    if (g_str_has_suffix(name, suffix))
        name[strlen(name) - strlen(suffix)] = '\0';
    return g_steal_pointer(&name);
}

#define TABLE_LETTERS "abcdefghijklmnopqrstuvwxyz0123456789_"

static bool check_stem(const char *path, const char *stem, const char *letters, const char *words, GError **error)
{
    const bool is_name = g_ascii_islower(*stem) && !g_str_has_prefix(stem, "sqlite_") &&
                         strspn(stem, letters) == strlen(stem) && strlen(stem) <= LIMIT_NAME;
    if (!is_name)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                    "%s:1:1: the file's name is the name of %s, a letter first, not sqlite_, and no more than %d", path,
                    words, LIMIT_NAME);
    return is_name;
}

bool project_check_stem(const char *path, const char *stem, GError **error)
{
    return check_stem(path, stem, TABLE_LETTERS, "a table: small letters, digits and _", error);
}

bool project_check_report(const char *path, const char *stem, GError **error)
{
    return check_stem(path, stem, TABLE_LETTERS "-", "what it writes: small letters, digits, - and _", error);
}

char *project_find(const struct project *project, const char *folder, const char *stem, const char *suffix)
{
    g_autofree char *name = g_strconcat(stem, suffix, NULL);
    for (guint i = 0; i < project->roots->len; i++) {
        g_autofree char *path = g_build_filename(project->roots->pdata[i], folder, name, NULL);
        const enum path_kind kind = path_look(path, NULL);
        if (kind != PATH_ABSENT) /* whoever opens it is told why it cannot be */
            return g_steal_pointer(&path);
    }
    return NULL;
}

/* What bears a definition's name and is none would be left out in silence; what has gone meanwhile may. */
static bool refuse_other(const char *path, enum path_kind kind, GError **error)
{
    if (kind != PATH_ABSENT && kind != PATH_FAULT)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: it is not a file", path);
    return kind == PATH_ABSENT;
}

/* Adds the files of one root's folder, stem → path, in place of those of a later root; a folder that is not there
 * registers nothing. */
static bool collect_paths(const char *root, const struct registry *registry, GTree *paths, GError **error)
{
    g_autofree char *folder = g_build_filename(root, registry->folder, NULL);
    const enum path_kind kind = path_look(folder, error);
    if (kind != PATH_FOLDER)
        return kind != PATH_FAULT;
    g_autoptr(GPtrArray) names = folder_list(folder, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        if (!g_str_has_suffix(names->pdata[i], registry->suffix))
            continue;
        g_autofree char *path = g_build_filename(folder, names->pdata[i], NULL);
        const enum path_kind found = path_look(path, error);
        if (found == PATH_FILE)
            g_tree_replace(paths, project_stem(path, registry->suffix), g_strdup(path));
        else if (!refuse_other(path, found, error))
            return false;
    }
    return names != NULL;
}

static int compare_stems(const void *a, const void *b, void *unused)
{
    (void)unused;
    return strcmp(a, b);
}

static gboolean take_path(void *stem, void *path, void *list)
{
    (void)stem;
    g_ptr_array_add(list, g_strdup(path));
    return FALSE;
}

GPtrArray *project_list(const struct project *project, const char *folder, const char *suffix, GError **error)
{
    const struct registry registry = {folder, suffix, NULL};
    GTree *paths = g_tree_new_full(compare_stems, NULL, g_free, g_free);
    bool is_read = true;
    for (guint i = project->roots->len; is_read && i-- > 0;)
        is_read = collect_paths(project->roots->pdata[i], &registry, paths, error);
    GPtrArray *list = is_read ? g_ptr_array_new_with_free_func(g_free) : NULL;
    if (list != NULL)
        g_tree_foreach(paths, take_path, list);
    g_tree_unref(paths);
    return list;
}

char *project_nearest(const struct project *project, const char *folder, const char *suffix, const char *stem)
{
    g_autoptr(GPtrArray) paths = project_list(project, folder, suffix, NULL);
    g_autoptr(GPtrArray) stems = g_ptr_array_new_with_free_func(g_free); /* as long as the slip points into them */
    struct slip slip = slip_begin(stem);
    for (guint i = 0; paths != NULL && i < paths->len; i++) {
        g_ptr_array_add(stems, project_stem(paths->pdata[i], suffix));
        slip_consider(&slip, stems->pdata[i]);
    }
    return slip_hint(&slip);
}

static bool lies_in(const char *path, const char *root)
{
    return g_str_has_prefix(path, root) && path[strlen(root)] == '/';
}

bool project_is_own(const struct project *project, const char *path)
{
    return project->has_own && lies_in(path, project->roots->pdata[0]);
}

const char *project_own_folder(const struct project *project)
{
    return project->has_own ? project->roots->pdata[0] : NULL;
}

char *project_relative_path(const struct project *project, const char *path)
{
    for (guint i = 0; i < project->roots->len; i++) {
        const char *root = project->roots->pdata[i];
        if (lies_in(path, root))
            return g_strdup(path + strlen(root) + 1);
    }
    return g_path_get_basename(path);
}

const char *project_setting_text(const struct project *project, const char *key)
{
    return settings_text(project->settings, key);
}

bool project_setting_is_own(const struct project *project, const char *key)
{
    return project->has_own && settings_is_own(project->settings, key);
}

gint64 project_setting_integer(const struct project *project, const char *key, gint64 otherwise)
{
    return settings_integer(project->settings, key, otherwise);
}

char **project_setting_list(const struct project *project, const char *key)
{
    return settings_list(project->settings, key);
}

bool project_fail_setting(const struct project *project, const char *key, GError **error, const char *message)
{
    return settings_fail(project->settings, key, error, message);
}

bool project_check_whole(const struct project *project, const char *key, GError **error)
{
    return settings_check_whole(project->settings, key, error);
}

GTree *project_settings(const struct project *project)
{
    return settings_flatten(project->settings);
}
