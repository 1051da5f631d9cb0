/* Typed access to the members of JSON objects, on json.c's places alone. */
#include "pipeline/lib/json_private.h"

#include "pipeline/lib/slip.h"

JsonNode *json_member(JsonNode *object, const char *member)
{
    return json_object_get_member(json_node_get_object(object), member);
}

/* What a member must be, in a reader's words, and how it is known. */
struct kind {
    const char *name;
    bool (*holds)(JsonNode *node);
};

static bool is_string(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
}

static bool is_integer(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_INT64;
}

static bool is_number(JsonNode *node)
{
    return is_integer(node) || (JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_DOUBLE);
}

static bool is_boolean(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_BOOLEAN;
}

static bool is_array(JsonNode *node)
{
    return JSON_NODE_HOLDS_ARRAY(node);
}

static bool is_object(JsonNode *node)
{
    return JSON_NODE_HOLDS_OBJECT(node);
}

static const struct kind a_string = {"a text", is_string};
static const struct kind an_integer = {"a whole number", is_integer};
static const struct kind a_number = {"a number", is_number};
static const struct kind a_boolean = {"true or false", is_boolean};
static const struct kind an_array = {"a list", is_array};
static const struct kind an_object = {"an object", is_object};

/* Where to look: kept together so that each getter is one line. */
struct member {
    const struct json_file *file;
    JsonNode *object;
    const char *name;
    bool is_required;
};

/* Of an element that a change brought in, perhaps because it was to change another, whose name it has not. */
static bool fail_missing(struct member member, GError **error)
{
    const char *others = g_hash_table_lookup(member.file->new_elements, member.object);
    if (others == NULL)
        return json_file_fail(member.file, member.object, error, "\"%s\" is missing", member.name);
    return json_file_fail(member.file, member.object, error,
                          "\"%s\" is missing: this is a new one, since those that are there to change are %s",
                          member.name, others);
}

/* Sets *node to the member, or to NULL when an optional one is missing. */
static bool get(struct member member, const struct kind *kind, JsonNode **node, GError **error)
{
    *node = NULL;
    if (!JSON_NODE_HOLDS_OBJECT(member.object))
        return json_file_fail(member.file, member.object, error, "an object with \"%s\" is expected here", member.name);
    *node = json_member(member.object, member.name);
    if (*node == NULL && member.is_required)
        return fail_missing(member, error);
    if (*node != NULL && !kind->holds(*node))
        return json_file_fail(member.file, *node, error, "\"%s\" must be %s", member.name, kind->name);
    return true;
}

bool json_get_string(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                     const char **value, GError **error)
{
    JsonNode *node;
    const bool is_right = get((struct member){file, object, member, is_required}, &a_string, &node, error);
    if (is_right && node != NULL)
        *value = json_node_get_string(node);
    return is_right;
}

bool json_get_integer(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                      gint64 *value, GError **error)
{
    JsonNode *node;
    const bool is_right = get((struct member){file, object, member, is_required}, &an_integer, &node, error);
    if (is_right && node != NULL)
        *value = json_node_get_int(node);
    return is_right;
}

bool json_get_number(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                     double *value, GError **error)
{
    JsonNode *node;
    const bool is_right = get((struct member){file, object, member, is_required}, &a_number, &node, error);
    if (is_right && node != NULL)
        *value = json_node_get_double(node); /* takes integers as well */
    return is_right;
}

bool json_get_boolean(const struct json_file *file, JsonNode *object, const char *member, bool is_required, bool *value,
                      GError **error)
{
    JsonNode *node;
    const bool is_right = get((struct member){file, object, member, is_required}, &a_boolean, &node, error);
    if (is_right && node != NULL)
        *value = json_node_get_boolean(node);
    return is_right;
}

bool json_get_array(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                    JsonNode **value, GError **error)
{
    return get((struct member){file, object, member, is_required}, &an_array, value, error);
}

bool json_get_object(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                     JsonNode **value, GError **error)
{
    return get((struct member){file, object, member, is_required}, &an_object, value, error);
}

static bool fail_unknown(const struct json_file *file, JsonNode *node, const char *name, const char *const *known,
                         GError **error)
{
    struct slip slip = slip_begin(name);
    for (; *known != NULL; known++)
        slip_consider(&slip, *known);
    for (guint i = 0; file->changes != NULL && json_change_words[i] != NULL; i++)
        slip_consider(&slip, json_change_words[i]);
    g_autofree char *hint = slip_hint(&slip);
    return json_file_fail(file, node, error, "\"%s\" is not known here%s", name, hint);
}

bool json_refuse_unknown(const struct json_file *file, JsonNode *object, const char *const *known, GError **error)
{
    if (!JSON_NODE_HOLDS_OBJECT(object))
        return json_file_fail(file, object, error, "an object is expected here");
    JsonObjectIter members;
    const char *name;
    JsonNode *node;
    json_object_iter_init_ordered(&members, json_node_get_object(object));
    while (json_object_iter_next_ordered(&members, &name, &node))
        if (!g_strv_contains(known, name))
            return fail_unknown(file, node, name, known, error);
    return true;
}
