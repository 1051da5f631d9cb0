#include "pipeline/lib/settings.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/settings_check.h"
#include "pipeline/lib/texts.h"

struct settings {
    GPtrArray *files; /* struct json_file *, the first wins */
};

static bool load_file(struct settings *settings, const char *path, GError **error)
{
    struct json_file *file = json_file_load(path, error);
    if (file == NULL)
        return false;
    g_ptr_array_add(settings->files, file);
    JsonNode *root = json_file_root(file);
    return JSON_NODE_HOLDS_OBJECT(root) || json_file_fail(file, root, error, "settings must be an object");
}

static bool load_files(struct settings *settings, const GPtrArray *folders, GError **error)
{
    for (guint i = 0; i < folders->len; i++) {
        g_autofree char *path = g_build_filename(folders->pdata[i], "settings.json", NULL);
        const enum path_kind kind = path_look(path, error);
        if (kind == PATH_FAULT || (kind != PATH_ABSENT && !load_file(settings, path, error)))
            return false;
    }
    for (guint i = 0; i + 1 < settings->files->len; i++) {
        const struct json_file *file = settings->files->pdata[i];
        const struct json_file *ours = settings->files->pdata[settings->files->len - 1];
        if (!settings_check(file, ours, error))
            return false;
    }
    return true;
}

struct settings *settings_load(const GPtrArray *folders, GError **error)
{
    struct settings *settings = g_new0(struct settings, 1);
    settings->files = g_ptr_array_new_with_free_func((GDestroyNotify)json_file_free);
    if (load_files(settings, folders, error))
        return settings;
    settings_free(settings);
    return NULL;
}

void settings_free(struct settings *settings)
{
    if (settings == NULL)
        return;
    g_ptr_array_unref(settings->files);
    g_free(settings);
}

static JsonNode *find_in(const struct json_file *file, char *const *steps)
{
    JsonNode *node = json_file_root(file);
    for (; *steps != NULL && node != NULL; steps++)
        node = JSON_NODE_HOLDS_OBJECT(node) ? json_member(node, *steps) : NULL;
    return node;
}

/* `file` (may be NULL) is the one that gives it. */
static JsonNode *find_with_file(const struct settings *settings, const char *key, const struct json_file **file)
{
    g_auto(GStrv) steps = g_strsplit(key, ".", -1);
    JsonNode *node = NULL;
    for (guint i = 0; node == NULL && i < settings->files->len; i++) {
        node = find_in(settings->files->pdata[i], steps);
        if (node != NULL && file != NULL)
            *file = settings->files->pdata[i];
    }
    return node;
}

static JsonNode *find(const struct settings *settings, const char *key)
{
    return find_with_file(settings, key, NULL);
}

const char *settings_text(const struct settings *settings, const char *key)
{
    JsonNode *node = find(settings, key);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
}

bool settings_is_own(const struct settings *settings, const char *key)
{
    const struct json_file *file = NULL;
    const guint n = settings->files->len;
    return find_with_file(settings, key, &file) != NULL && file != settings->files->pdata[n - 1];
}

gint64 settings_integer(const struct settings *settings, const char *key, gint64 otherwise)
{
    JsonNode *node = find(settings, key);
    const bool is_integer =
        node != NULL && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_INT64;
    return is_integer ? json_node_get_int(node) : otherwise;
}

static void add_text(JsonArray *array, guint index, JsonNode *node, gpointer texts)
{
    (void)array;
    (void)index;
    if (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING)
        g_ptr_array_add(texts, json_node_dup_string(node));
}

char **settings_list(const struct settings *settings, const char *key)
{
    JsonNode *node = find(settings, key);
    GPtrArray *texts = g_ptr_array_new();
    if (node != NULL && JSON_NODE_HOLDS_ARRAY(node))
        json_array_foreach_element(json_node_get_array(node), add_text, texts);
    return texts_to_list(texts);
}

bool settings_fail(const struct settings *settings, const char *key, GError **error, const char *message)
{
    const struct json_file *file = NULL;
    JsonNode *node = find_with_file(settings, key, &file);
    g_assert(node != NULL);
    return json_file_fail(file, node, error, "\"%s\" %s", key, message);
}

bool settings_check_whole(const struct settings *settings, const char *key, GError **error)
{
    g_auto(GStrv) steps = g_strsplit(key, ".", -1);
    const struct json_file *file = NULL;
    JsonNode *given = find_with_file(settings, key, &file);
    JsonNode *ours =
        settings->files->len == 0 ? NULL : find_in(g_ptr_array_index(settings->files, settings->files->len - 1), steps);
    if (given == NULL || ours == NULL || !JSON_NODE_HOLDS_OBJECT(ours))
        return true;
    JsonObjectIter members;
    const char *name;
    JsonNode *node;
    json_object_iter_init_ordered(&members, json_node_get_object(ours));
    while (json_object_iter_next_ordered(&members, &name, &node))
        if (!json_object_has_member(json_node_get_object(given), name))
            return json_file_fail(file, given, error,
                                  "\"%s\" lacks \"%s\", and another council's would stand in for it", key, name);
    return true;
}

static char *value_text(JsonNode *node)
{
    g_auto(GValue) value = G_VALUE_INIT;
    g_auto(GValue) text = G_VALUE_INIT;
    json_node_get_value(node, &value);
    g_value_init(&text, G_TYPE_STRING);
    return g_value_transform(&value, &text) ? g_value_dup_string(&text) : NULL;
}

/* The first file that has a key gives it. */
static void flatten_into(GTree *flat, const char *prefix, JsonNode *object)
{
    JsonObjectIter members;
    const char *name;
    JsonNode *node;
    json_object_iter_init_ordered(&members, json_node_get_object(object));
    while (json_object_iter_next_ordered(&members, &name, &node)) {
        g_autofree char *key = *prefix == '\0' ? g_strdup(name) : g_strconcat(prefix, ".", name, NULL);
        if (JSON_NODE_HOLDS_OBJECT(node))
            flatten_into(flat, key, node);
        else if (JSON_NODE_HOLDS_VALUE(node) && g_tree_lookup(flat, key) == NULL)
            g_tree_insert(flat, g_strdup(key), value_text(node));
    }
}

static int compare_keys(gconstpointer a, gconstpointer b, gpointer user_data)
{
    (void)user_data;
    return g_strcmp0(a, b);
}

GTree *settings_flatten(const struct settings *settings)
{
    GTree *flat = g_tree_new_full(compare_keys, NULL, g_free, g_free);
    for (guint i = 0; i < settings->files->len; i++)
        flatten_into(flat, "", json_file_root(settings->files->pdata[i]));
    return flat;
}
