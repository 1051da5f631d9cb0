/* Two texts with a NUL between them: JSON, and JSON that changes it. What cannot be changed is refused where it stands,
 * in one of the two; what was changed tells the place of each of its values, and holds what the change says. */
#include "tests/fuzz/fuzz.h"

#include "pipeline/lib/json.h"

static const char ours[] = "ours.json", theirs[] = "theirs.json";

static void check_places(const struct json_file *file, JsonNode *node);

static void check_members(const struct json_file *file, JsonNode *object)
{
    g_autoptr(GList) members = json_object_get_members(json_node_get_object(object));
    for (GList *at = members; at != NULL; at = at->next)
        check_places(file, json_member(object, at->data));
}

static void check_elements(const struct json_file *file, JsonNode *list)
{
    JsonArray *array = json_node_get_array(list);
    for (guint i = 0; i < json_array_get_length(array); i++)
        check_places(file, json_array_get_element(array, i));
}

static void check_places(const struct json_file *file, JsonNode *node)
{
    GError *error = NULL;
    g_assert_false(json_file_fail(file, node, &error, "looked at"));
    fuzz_assert_placed(error, g_str_has_prefix(error->message, theirs) ? theirs : ours);
    g_error_free(error);
    if (JSON_NODE_HOLDS_OBJECT(node))
        check_members(file, node);
    else if (JSON_NODE_HOLDS_ARRAY(node))
        check_elements(file, node);
}

static bool is_plain(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) || JSON_NODE_HOLDS_NULL(node);
}

/* A plain value of the outermost members is taken over as it is, and null takes one out. */
static void check_taken(const struct json_file *file, JsonNode *root)
{
    JsonNode *changed = json_file_root(file);
    if (!JSON_NODE_HOLDS_OBJECT(changed))
        return;
    g_autoptr(GList) members = json_object_get_members(json_node_get_object(root));
    for (GList *at = members; at != NULL; at = at->next) {
        JsonNode *wanted = json_member(root, at->data), *found = json_member(changed, at->data);
        if (JSON_NODE_HOLDS_NULL(wanted))
            g_assert_null(found);
        else
            g_assert_true(found != NULL && (!is_plain(wanted) || json_node_equal(wanted, found)));
    }
}

static struct json_file *load(const char *name, const uint8_t *data, size_t size)
{
    GError *error = NULL;
    g_autofree char *text = g_strndup((const char *)data, size);
    struct json_file *file = json_file_load_text(name, text, &error);
    if (file == NULL)
        fuzz_assert_placed(error, name);
    g_clear_error(&error);
    return file;
}

static void change(struct json_file *file, struct json_file *changes)
{
    GError *error = NULL;
    JsonNode *root = json_file_root(changes);
    if (json_file_change(file, changes, &error)) {
        check_taken(file, root);
        check_places(file, json_file_root(file));
    } else {
        fuzz_assert_placed(error, theirs);
        g_error_free(error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const struct fuzz_pair pair = fuzz_split(data, size);
    struct json_file *file = pair.second == NULL ? NULL : load(ours, pair.first, pair.n_first);
    struct json_file *changes = file == NULL ? NULL : load(theirs, pair.second, pair.n_second);
    if (changes != NULL)
        change(file, changes);
    json_file_free(file);
    return 0;
}
