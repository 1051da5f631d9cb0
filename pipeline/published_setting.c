#include "pipeline/published_setting.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/texts.h"
#include "pipeline/published.h"

#include <stdlib.h>
#include <string.h>

/* The day that the manifest beside an edition tells; DATE_NONE where it tells none. */
static int32_t day_of(const char *folder)
{
    g_autofree char *path = g_build_filename(folder, "manifest.json", NULL);
    struct json_file *manifest = g_file_test(path, G_FILE_TEST_EXISTS) ? json_file_load(path, NULL) : NULL;
    JsonNode *dates = NULL;
    const char *text = NULL;
    int32_t day = DATE_NONE;
    if (manifest != NULL && JSON_NODE_HOLDS_OBJECT(json_file_root(manifest)) &&
        json_get_object(manifest, json_file_root(manifest), "dates", true, &dates, NULL) &&
        json_get_string(manifest, dates, "as_at", true, &text, NULL))
        day = date_parse_iso(text, strlen(text));
    if (manifest != NULL)
        json_file_free(manifest);
    return day;
}

static bool is_same_folder(const char *one, const char *other)
{
    char *first = realpath(one, NULL), *second = other == NULL ? NULL : realpath(other, NULL);
    const bool is_same = first != NULL && second != NULL && strcmp(first, second) == 0;
    free(first);
    free(second);
    return is_same;
}

static bool has_figures(const char *folder)
{
    g_autofree char *figures = g_build_filename(folder, "figures.csv", NULL);
    return g_file_test(figures, G_FILE_TEST_IS_REGULAR);
}

static void take(const struct options *options, char *path, GPtrArray *taken)
{
    g_autofree char *folder = g_file_test(path, G_FILE_TEST_IS_DIR) ? g_strdup(path) : g_path_get_dirname(path);
    const int32_t day = day_of(folder);
    if ((day != DATE_NONE && day > options->as_at) || is_same_folder(folder, options->out))
        g_free(path);
    else
        g_ptr_array_add(taken, path);
}

/* The folders of editions in a folder, in order of their names. */
static bool take_folder(const struct options *options, const char *path, GPtrArray *taken, GError **error)
{
    g_autoptr(GPtrArray) names = folder_list(path, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        if (has_figures(inner))
            take(options, g_steal_pointer(&inner), taken);
    }
    return names != NULL;
}

static bool take_path(const struct options *options, const struct context *context, const char *listed,
                      GPtrArray *taken, GError **error)
{
    const struct project *project = context->catalog.project;
    const char *base = project_own_folder(project);
    g_autofree char *path =
        g_path_is_absolute(listed) || base == NULL ? g_strdup(listed) : g_build_filename(base, listed, NULL);
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        g_autofree char *message = g_strdup_printf("lists '%s', which is not there (a path from the project's folder); "
                                                   "before the first edition make it, empty",
                                                   listed);
        return project_fail_setting(project, "published", error, message);
    }
    if (g_file_test(path, G_FILE_TEST_IS_DIR) && !has_figures(path))
        return take_folder(options, path, taken, error);
    take(options, g_steal_pointer(&path), taken);
    return true;
}

bool published_take_setting(struct options *options, const char *flags, const struct context *context, GError **error)
{
    if (strstr(flags, "published") == NULL || published_threshold(context) == 0 ||
        !project_setting_is_own(context->catalog.project, "published"))
        return true;
    g_auto(GStrv) listed = project_setting_list(context->catalog.project, "published");
    GPtrArray *taken = g_ptr_array_new_with_free_func(g_free);
    for (char **named = options->published; named != NULL && *named != NULL; named++)
        g_ptr_array_add(taken, g_strdup(*named));
    bool is_good = true;
    for (char **path = listed; is_good && path != NULL && *path != NULL; path++)
        is_good = take_path(options, context, *path, taken, error);
    if (!is_good || taken->len == 0) {
        g_ptr_array_unref(taken);
        return is_good;
    }
    g_ptr_array_set_free_func(taken, NULL);
    g_strfreev(options->published);
    options->published = texts_to_list(taken);
    return true;
}
