#include "stages/report/report_private.h"

#include <string.h>

bool report_read_texts(struct reading *r, JsonNode *object, const char *member, GPtrArray *texts)
{
    JsonNode *list = NULL;
    if (!json_get_array(r->report->file, object, member, false, &list, r->error))
        return false;
    for (guint i = 0; list != NULL && i < json_array_get_length(json_node_get_array(list)); i++) {
        JsonNode *node = json_array_get_element(json_node_get_array(list), i);
        if (!JSON_NODE_HOLDS_VALUE(node) || json_node_get_value_type(node) != G_TYPE_STRING)
            return json_file_fail(r->report->file, node, r->error, "every element of \"%s\" must be a text", member);
        g_ptr_array_add(texts, g_strdup(json_node_get_string(node)));
    }
    return true;
}

/* The first "{value}" of a text, NULL when there is none; *length is that of the whole place. */
static const char *find_place(const char *text, int *length)
{
    const char *open = strchr(text, '{'), *close = open == NULL ? NULL : strchr(open, '}');
    *length = close == NULL ? 0 : (int)(close - open + 1);
    return close == NULL ? NULL : open;
}

bool report_read_plain_text(struct reading *r, JsonNode *object, const char *member, const char **text)
{
    int length;
    if (!json_get_string(r->report->file, object, member, true, text, r->error))
        return false;
    const char *place = find_place(*text, &length);
    return place == NULL ||
           json_file_fail(r->report->file, json_member(object, member), r->error,
                          "a \"%s\" has no place %.*s: only the \"text\" of a group with a \"measure\" has figures",
                          member, length, place);
}

bool report_read_plain_texts(struct reading *r, JsonNode *object, const char *member, GPtrArray *texts)
{
    if (!report_read_texts(r, object, member, texts))
        return false;
    for (guint i = 0; i < texts->len; i++) {
        int length;
        const char *place = find_place(texts->pdata[i], &length);
        if (place != NULL)
            return json_file_fail(
                r->report->file, json_array_get_element(json_node_get_array(json_member(object, member)), i), r->error,
                "a text of \"%s\" has no place %.*s: only the \"text\" of a group with a \"measure\" has figures",
                member, length, place);
    }
    return true;
}

static bool find_measure(struct reading *r, JsonNode *node, const char *id, const struct measure **measure)
{
    *measure = measures_find(r->measures, id);
    if (*measure != NULL)
        return true;
    g_autofree char *hint = measures_nearest(r->measures, id);
    return json_file_fail(r->report->file, node, r->error,
                          "there is no measure \"%s\"%s (scorecard list measures shows them)", id, hint);
}

bool report_read_measure(struct reading *r, JsonNode *object, const char *member, const struct measure **measure)
{
    const char *id = NULL;
    if (!json_get_string(r->report->file, object, member, false, &id, r->error))
        return false;
    return id == NULL || find_measure(r, json_member(object, member), id, measure);
}

bool report_read_measures(struct reading *r, JsonNode *object, GArray *measures)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    if (!report_read_texts(r, object, "measures", ids))
        return false;
    for (guint i = 0; i < ids->len; i++) {
        JsonNode *node = json_array_get_element(json_node_get_array(json_member(object, "measures")), i);
        const struct measure *measure = NULL;
        if (!find_measure(r, node, ids->pdata[i], &measure))
            return false;
        g_array_append_val(measures, measure);
    }
    return true;
}

static bool has_split(const struct measure *measure, const char *split)
{
    return measure->splits != NULL && g_strv_contains((const char *const *)measure->splits, split);
}

bool report_read_split(struct reading *r, JsonNode *object, const char *member, bool is_needed,
                       const struct measure *measure, const char **split)
{
    if (!json_get_string(r->report->file, object, member, is_needed, split, r->error))
        return false;
    if (*split == NULL || measure == NULL || has_split(measure, *split))
        return true;
    g_autofree char *splits = measure->splits == NULL ? g_strdup("none") : g_strjoinv(", ", measure->splits);
    return json_file_fail(r->report->file, json_member(object, member), r->error,
                          "measure \"%s\" has no split \"%s\" (it has: %s)", measure->id, *split, splits);
}
