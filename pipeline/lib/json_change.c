/* A JSON file that is changed by another, member by member and element by element. */
#include "pipeline/lib/json_private.h"
#include "pipeline/lib/slip.h"

#include <string.h>

#define MOST_NAMES 30 /* of a list that a message tells */

const char *const json_change_words[] = {"leave_out", "before", "after", NULL};

struct change {
    struct json_file *file, *changes;
    GError **error;
};

/* The elements of a list while it is changed. */
struct elements {
    struct change *change;
    GPtrArray *nodes; /* JsonNode *, owned */
    GPtrArray *added; /* JsonNode *: those that are new */
};

/* What an element says of its place in the list. */
struct placing {
    bool is_out;
    const char *before, *after; /* names of others; at most one */
    JsonNode *place;            /* of `before` or `after`; NULL: neither */
};

/* The member by which an element of a list is known, and its text; both NULL when it has none. */
struct name {
    const char *member, *text;
};

static bool change_object(struct change *change, JsonNode *ours, JsonNode *theirs);

static const char *text_of(JsonNode *object, const char *member)
{
    JsonNode *node = json_member(object, member);
    return node != NULL && JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING
               ? json_node_get_string(node)
               : NULL;
}

static struct name name_of(JsonNode *node)
{
    static const char *const members[] = {"id", "name", "title"};
    for (guint i = 0; JSON_NODE_HOLDS_OBJECT(node) && i < G_N_ELEMENTS(members); i++)
        if (text_of(node, members[i]) != NULL)
            return (struct name){members[i], text_of(node, members[i])};
    return (struct name){NULL, NULL};
}

static void leave_out(struct change *change, JsonNode *node)
{
    g_ptr_array_add(change->file->left_out, json_node_ref(node));
}

static void set_member(struct change *change, JsonNode *object, const char *name, JsonNode *node)
{
    JsonNode *old = json_member(object, name);
    if (old != NULL)
        leave_out(change, old);
    if (node == NULL)
        json_object_remove_member(json_node_get_object(object), name);
    else
        json_object_set_member(json_node_get_object(object), name, json_node_ref(node));
}

/* What is wrong with an object or a list that was changed is told where the change stands. */
static void move_place(struct change *change, JsonNode *ours, JsonNode *theirs)
{
    void *place = g_hash_table_lookup(change->changes->places, theirs);
    g_hash_table_remove(change->file->places, ours);
    g_hash_table_insert(change->changes->places, ours, place);
}

static int find_element(const struct elements *elements, struct name name)
{
    for (guint i = 0; name.text != NULL && i < elements->nodes->len; i++) {
        const struct name other = name_of(elements->nodes->pdata[i]);
        if (other.text != NULL && g_str_equal(other.member, name.member) && g_str_equal(other.text, name.text) &&
            !g_ptr_array_find(elements->added, elements->nodes->pdata[i], NULL))
            return (int)i;
    }
    return -1;
}

/* The element whose name, whichever member has it, is `text`; -1: none. */
static int find_text(const struct elements *elements, const char *text)
{
    for (guint i = 0; i < elements->nodes->len; i++) {
        const struct name other = name_of(elements->nodes->pdata[i]);
        if (other.text != NULL && g_str_equal(other.text, text))
            return (int)i;
    }
    return -1;
}

static struct slip find_nearest(const struct elements *elements, const char *text)
{
    struct slip slip = slip_begin(text);
    for (guint i = 0; i < elements->nodes->len; i++) {
        const struct name other = name_of(elements->nodes->pdata[i]);
        if (other.text != NULL)
            slip_consider(&slip, other.text);
    }
    return slip;
}

static bool fail_absent(const struct elements *elements, JsonNode *place, const char *text)
{
    const struct change *change = elements->change;
    const struct slip slip = find_nearest(elements, text);
    g_autofree char *hint = slip_hint(&slip);
    return json_file_fail(change->changes, place, change->error, "there is no \"%s\" in the list that is changed%s",
                          text, hint);
}

static bool all_have(const struct elements *elements, const char *member)
{
    for (guint i = 0; i < elements->nodes->len; i++)
        if (!JSON_NODE_HOLDS_OBJECT(elements->nodes->pdata[i]) ||
            json_member(elements->nodes->pdata[i], member) == NULL)
            return false;
    return elements->nodes->len > 1;
}

/* A member that all of ours have and this one has not, or NULL: then it is no new element. */
static const char *find_lacking(const struct elements *elements, JsonNode *node)
{
    if (elements->nodes->len == 0 || !JSON_NODE_HOLDS_OBJECT(elements->nodes->pdata[0]))
        return NULL;
    g_autoptr(GList) members = json_object_get_members(json_node_get_object(elements->nodes->pdata[0]));
    for (GList *at = members; at != NULL; at = at->next)
        if (json_member(node, at->data) == NULL && all_have(elements, at->data))
            return at->data;
    return NULL;
}

/* A new element that is named almost as another, and is less than whole, is a slip in a change of that one. */
static bool check_new(const struct elements *elements, JsonNode *node)
{
    const struct name name = name_of(node);
    if (name.text == NULL)
        return true;
    const struct slip slip = find_nearest(elements, name.text);
    const char *lacking = slip.nearest == NULL ? NULL : find_lacking(elements, node);
    if (lacking == NULL)
        return true;
    g_autofree char *hint = slip_hint(&slip);
    const struct change *change = elements->change;
    return json_file_fail(
        change->changes, json_member(node, name.member), change->error,
        "there is no \"%s\" in the list that is changed%s A new one needs \"%s\", as all others have it", name.text,
        hint, lacking);
}

/* Takes "before", "after" and "leave_out" out of an element: they are none of its members. */
static bool read_placing(const struct elements *elements, JsonNode *theirs, struct placing *placing)
{
    struct change *change = elements->change;
    const struct json_file *changes = change->changes;
    if (!json_get_boolean(changes, theirs, "leave_out", false, &placing->is_out, change->error) ||
        !json_get_string(changes, theirs, "before", false, &placing->before, change->error) ||
        !json_get_string(changes, theirs, "after", false, &placing->after, change->error))
        return false;
    if (placing->before != NULL && placing->after != NULL)
        return json_file_fail(changes, json_member(theirs, "after"), change->error,
                              "it stands \"before\" one or \"after\" one, not both");
    for (guint i = 0; json_change_words[i] != NULL; i++) {
        JsonNode *node = json_member(theirs, json_change_words[i]);
        placing->place = node != NULL && i > 0 ? node : placing->place;
        if (node != NULL)
            set_member(change, theirs, json_change_words[i], NULL);
    }
    return true;
}

static bool place_element(struct elements *elements, JsonNode *node, const struct placing *placing)
{
    const char *text = placing->before != NULL ? placing->before : placing->after;
    const int anchor = find_text(elements, text);
    if (anchor < 0)
        return fail_absent(elements, placing->place, text);
    JsonNode *anchored = elements->nodes->pdata[anchor];
    if (anchored == node)
        return json_file_fail(elements->change->changes, placing->place, elements->change->error,
                              "\"%s\" cannot stand beside itself", text);
    guint at = 0;
    g_ptr_array_find(elements->nodes, node, &at);
    g_ptr_array_steal_index(elements->nodes, at);
    g_ptr_array_find(elements->nodes, anchored, &at);
    g_ptr_array_insert(elements->nodes, (gint)at + (placing->after != NULL), node);
    return true;
}

static bool take_out(struct elements *elements, JsonNode *theirs)
{
    const struct change *change = elements->change;
    const struct name name = name_of(theirs);
    const int at = find_element(elements, name);
    if (name.text == NULL)
        return json_file_fail(change->changes, theirs, change->error, "what is left out is named");
    if (at < 0)
        return fail_absent(elements, json_member(theirs, name.member), name.text);
    leave_out(elements->change, elements->nodes->pdata[at]);
    g_ptr_array_remove_index(elements->nodes, (guint)at);
    return true;
}

/* `"demand", "timeliness" and 3 more`: what those that were there are called; NULL where none has a name. The caller
 * frees. */
static char *list_names(const struct elements *elements)
{
    g_autoptr(GString) names = g_string_new(NULL);
    guint n = 0;
    for (guint i = 0; i < elements->nodes->len; i++) {
        const struct name name = name_of(elements->nodes->pdata[i]);
        if (name.text != NULL && n++ < MOST_NAMES)
            g_string_append_printf(names, "%s\"%s\"", names->len == 0 ? "" : ", ", name.text);
    }
    if (n > MOST_NAMES)
        g_string_append_printf(names, " and %u more", n - MOST_NAMES);
    return n == 0 ? NULL : g_string_free(g_steal_pointer(&names), FALSE);
}

/* What is wrong with it later may be that it is new at all. */
static void add_new(struct elements *elements, JsonNode *theirs)
{
    char *names = list_names(elements);
    if (names != NULL)
        g_hash_table_insert(elements->change->file->new_elements, theirs, names);
    g_ptr_array_add(elements->nodes, json_node_ref(theirs));
    g_ptr_array_add(elements->added, theirs);
}

/* The element as it shall stand in the list, new or one of ours with its changes; NULL when it cannot. */
static JsonNode *merge_object(struct elements *elements, JsonNode *theirs)
{
    const int at = find_element(elements, name_of(theirs));
    if (at >= 0)
        return change_object(elements->change, elements->nodes->pdata[at], theirs) ? elements->nodes->pdata[at] : NULL;
    if (!check_new(elements, theirs))
        return NULL;
    add_new(elements, theirs);
    return theirs;
}

static bool add_object(struct elements *elements, JsonNode *theirs)
{
    struct placing placing = {0};
    if (!read_placing(elements, theirs, &placing))
        return false;
    if (placing.is_out)
        return take_out(elements, theirs);
    JsonNode *node = merge_object(elements, theirs);
    return node != NULL && (placing.place == NULL || place_element(elements, node, &placing));
}

static void add_value(struct elements *elements, JsonNode *theirs)
{
    for (guint i = 0; i < elements->nodes->len; i++)
        if (json_node_equal(elements->nodes->pdata[i], theirs))
            return;
    g_ptr_array_add(elements->nodes, json_node_ref(theirs));
}

static void free_node(void *node)
{
    json_node_unref(node);
}

static void store_elements(const struct elements *elements, JsonNode *list)
{
    JsonArray *array = json_array_new();
    for (guint i = 0; i < elements->nodes->len; i++)
        json_array_add_element(array, json_node_ref(elements->nodes->pdata[i]));
    json_node_take_array(list, array);
}

static bool change_list(struct change *change, JsonNode *ours, JsonNode *theirs)
{
    JsonArray *old = json_node_get_array(ours), *new = json_node_get_array(theirs);
    g_autoptr(GPtrArray) nodes = g_ptr_array_new_with_free_func(free_node);
    g_autoptr(GPtrArray) added = g_ptr_array_new();
    struct elements elements = {change, nodes, added};
    bool is_good = true;
    for (guint i = 0; i < json_array_get_length(old); i++)
        g_ptr_array_add(nodes, json_node_ref(json_array_get_element(old, i)));
    for (guint i = 0; is_good && i < json_array_get_length(new); i++) {
        JsonNode *element = json_array_get_element(new, i);
        if (JSON_NODE_HOLDS_OBJECT(element))
            is_good = add_object(&elements, element);
        else
            add_value(&elements, element);
    }
    store_elements(&elements, ours);
    move_place(change, ours, theirs);
    return is_good;
}

static bool change_member(struct change *change, JsonNode *ours, const char *name, JsonNode *theirs)
{
    JsonNode *old = json_member(ours, name);
    if (JSON_NODE_HOLDS_NULL(theirs) && old == NULL)
        return json_file_fail(change->changes, theirs, change->error, "there is no \"%s\" here to take out", name);
    if (JSON_NODE_HOLDS_NULL(theirs))
        set_member(change, ours, name, NULL);
    else if (old != NULL && JSON_NODE_HOLDS_OBJECT(old) && JSON_NODE_HOLDS_OBJECT(theirs))
        return change_object(change, old, theirs);
    else if (old != NULL && JSON_NODE_HOLDS_ARRAY(old) && JSON_NODE_HOLDS_ARRAY(theirs))
        return change_list(change, old, theirs);
    else
        set_member(change, ours, name, theirs);
    return true;
}

static bool change_object(struct change *change, JsonNode *ours, JsonNode *theirs)
{
    JsonObjectIter members;
    const char *name;
    JsonNode *node;
    json_object_iter_init_ordered(&members, json_node_get_object(theirs));
    while (json_object_iter_next_ordered(&members, &name, &node))
        if (!change_member(change, ours, name, node))
            return false;
    if (ours != json_file_root(change->file))
        move_place(change, ours, theirs);
    return true;
}

bool json_file_change(struct json_file *file, struct json_file *changes, GError **error)
{
    struct change change = {file, changes, error};
    file->changes = changes;
    if (!JSON_NODE_HOLDS_OBJECT(json_file_root(changes)))
        return json_file_fail(changes, json_file_root(changes), error, "an object with what changes is expected here");
    return !JSON_NODE_HOLDS_OBJECT(json_file_root(file)) ||
           change_object(&change, json_file_root(file), json_file_root(changes));
}
