#include "pipeline/lib/settings_check.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/slip.h"

#include <string.h>

#define LARGEST 1000000 /* of whole numbers: so many days from any date is a date */

/* Both hold the same kind of value: a text for a text, a list for a list. */
static bool are_alike(JsonNode *a, JsonNode *b)
{
    if (json_node_get_node_type(a) != json_node_get_node_type(b))
        return false;
    return !JSON_NODE_HOLDS_VALUE(a) || json_node_get_value_type(a) == json_node_get_value_type(b);
}

static bool is_date(JsonNode *node)
{
    const char *text = JSON_NODE_HOLDS_VALUE(node) ? json_node_get_string(node) : NULL;
    return text != NULL && date_parse_iso(text, strlen(text)) != DATE_NONE;
}

static bool is_integer(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_INT64;
}

static const char *kind_words(JsonNode *ours)
{
    if (JSON_NODE_HOLDS_OBJECT(ours))
        return "an object, {\u2026}";
    if (JSON_NODE_HOLDS_ARRAY(ours))
        return "a list, [\u2026]";
    if (is_date(ours))
        return "a date (yyyy-mm-dd)";
    return is_integer(ours) ? "a whole number, without quotes" : "a text, in double quotes";
}

/* What our own value is, theirs must be too: a date a date, and our numbers all count something. NULL when all is
 * well, else what is expected. */
static const char *what_value_lacks(JsonNode *theirs, JsonNode *ours)
{
    if (!are_alike(theirs, ours))
        return kind_words(ours);
    if (is_date(ours) && !is_date(theirs))
        return "a date (yyyy-mm-dd)";
    if (is_integer(ours) && (json_node_get_int(theirs) < 0 || json_node_get_int(theirs) > LARGEST))
        return "a whole number, 0 to 1000000";
    return NULL;
}

/* The first element of our list, which those of theirs must be like; NULL where ours is empty: its elements are texts.
 */
static JsonNode *model_of_list(JsonNode *ours)
{
    return json_array_get_length(json_node_get_array(ours)) == 0 ? NULL
                                                                 : json_array_get_element(json_node_get_array(ours), 0);
}

static const char *what_element_lacks(JsonNode *theirs, JsonNode *model)
{
    if (model != NULL)
        return what_value_lacks(theirs, model);
    const bool is_text = JSON_NODE_HOLDS_VALUE(theirs) && json_node_get_value_type(theirs) == G_TYPE_STRING;
    return is_text ? NULL : "a text, in double quotes";
}

/* The first element of their list that is not as ours are, or NULL. */
static JsonNode *wrong_element(JsonNode *theirs, JsonNode *ours)
{
    if (!JSON_NODE_HOLDS_ARRAY(theirs) || !JSON_NODE_HOLDS_ARRAY(ours))
        return NULL;
    for (guint i = 0; i < json_array_get_length(json_node_get_array(theirs)); i++) {
        JsonNode *element = json_array_get_element(json_node_get_array(theirs), i);
        if (what_element_lacks(element, model_of_list(ours)) != NULL)
            return element;
    }
    return NULL;
}

/* The same of a value or a list. */
static const char *what_lacks(JsonNode *theirs, JsonNode *ours)
{
    if (wrong_element(theirs, ours) == NULL)
        return what_value_lacks(theirs, ours);
    JsonNode *model = model_of_list(ours);
    if (model == NULL)
        return "a list of texts, in double quotes";
    return is_date(model) ? "a list of dates (yyyy-mm-dd)" : "a list as it is in our settings.json";
}

/* Says which element of a list is amiss, else the whole. */
static bool refuse_value(const struct json_file *file, const char *name, JsonNode *theirs, JsonNode *ours,
                         const char *lacks, GError **error)
{
    JsonNode *wrong = wrong_element(theirs, ours);
    const bool is_text =
        wrong != NULL && JSON_NODE_HOLDS_VALUE(wrong) && json_node_get_value_type(wrong) == G_TYPE_STRING;
    if (wrong == NULL)
        return json_file_fail(file, theirs, error, "\"%s\" must be %s", name, lacks);
    if (!is_text)
        return json_file_fail(file, wrong, error, "\"%s\" must be %s, and this element is none", name, lacks);
    return json_file_fail(file, wrong, error, "\"%s\" must be %s: \"%s\" is none", name, lacks,
                          json_node_get_string(wrong));
}

/* A date that is not set yet; not so in a list. */
static bool is_unset_date(JsonNode *theirs, JsonNode *ours)
{
    return is_date(ours) && JSON_NODE_HOLDS_VALUE(theirs) && g_strcmp0(json_node_get_string(theirs), "") == 0;
}

static bool is_number(const char *name)
{
    return *name != '\0' && name[strspn(name, "0123456789")] == '\0';
}

/* Where each of our own names is a number (the stages of complaints) others may be added. */
static bool takes_numbers(const GList *names)
{
    for (const GList *at = names; at != NULL; at = at->next)
        if (!is_number(at->data))
            return false;
    return true;
}

/* A misspelt key would be passed over in silence, and ours taken. */
static bool refuse_unknown(const struct json_file *file, JsonNode *node, const char *name, JsonObject *ours,
                           GError **error)
{
    struct slip slip = slip_begin(name);
    g_autoptr(GList) names = json_object_get_members(ours);
    for (GList *at = names; at != NULL; at = at->next)
        slip_consider(&slip, at->data);
    if (names != NULL && takes_numbers(names))
        return json_file_fail(file, node, error, "\"%s\" is no setting: a number is expected, such as \"%s\"", name,
                              (const char *)names->data);
    if (slip.nearest != NULL)
        return json_file_fail(file, node, error, "\"%s\" is no setting: is \"%s\" meant?", name, slip.nearest);
    g_autoptr(GString) known = g_string_new(NULL);
    for (GList *at = names; at != NULL; at = at->next)
        g_string_append_printf(known, "%s%s", at == names ? "" : ", ", (const char *)at->data);
    return json_file_fail(file, node, error, "\"%s\" is no setting; known here: %s", name, known->str);
}

/* Our own node that a name of theirs must be like; NULL when we have none. */
static JsonNode *find_model(JsonObject *ours, const char *name)
{
    JsonNode *model = json_object_get_member(ours, name);
    g_autoptr(GList) names = json_object_get_members(ours);
    if (model != NULL || !is_number(name) || !takes_numbers(names))
        return model;
    return json_object_get_member(ours, names->data);
}

/* A setting of the wrong type would be passed over in silence, too. */
static bool check_members(const struct json_file *file, JsonNode *theirs, JsonObject *ours, GError **error)
{
    JsonObjectIter members;
    const char *name;
    JsonNode *node;
    json_object_iter_init_ordered(&members, json_node_get_object(theirs));
    while (json_object_iter_next_ordered(&members, &name, &node)) {
        JsonNode *model = find_model(ours, name);
        if (model == NULL)
            return refuse_unknown(file, node, name, ours, error);
        const char *lacks = is_unset_date(node, model) ? NULL : what_lacks(node, model);
        if (lacks != NULL)
            return refuse_value(file, name, node, model, lacks, error);
        if (JSON_NODE_HOLDS_OBJECT(node) && !check_members(file, node, json_node_get_object(model), error))
            return false;
    }
    return true;
}

bool settings_check(const struct json_file *theirs, const struct json_file *ours, GError **error)
{
    return check_members(theirs, json_file_root(theirs), json_node_get_object(json_file_root(ours)), error);
}
