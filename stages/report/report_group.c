#include "stages/report/report_private.h"
#include "stages/report/report_text.h"

void report_clear_group(void *data)
{
    struct report_group *group = data;
    g_strfreev(group->categories);
    g_array_unref(group->measures);
}

/* A sentence may only name what figures can fill in. */
static bool check_template(struct reading *r, JsonNode *object, const char *text)
{
    g_autofree char *unknown = text == NULL ? NULL : report_text_unknown(text);
    if (unknown == NULL)
        return true;
    g_autofree char *names = report_text_places();
    return json_file_fail(r->report->file, json_member(object, "text"), r->error, "a text has no {%s}; known: %s",
                          unknown, names);
}

/* What a claim or a fact is about: a measure, and if wanted one category of a split or of two. */
static bool read_subject(struct reading *r, JsonNode *object, struct report_group *group)
{
    return report_read_measure(r, object, "measure", &group->measure) &&
           report_read_split(r, object, "split", false, group->measure, &group->split) &&
           report_read_split(r, object, "by", false, group->measure, &group->by) &&
           json_get_string(r->report->file, object, "category", group->split != NULL, &group->category, r->error) &&
           json_get_string(r->report->file, object, "baseline", false, &group->baseline, r->error) &&
           json_get_string(r->report->file, object, "text", false, &group->text, r->error) &&
           check_template(r, object, group->text);
}

/* First letters of references, each that of some measure. */
static bool check_refs(struct reading *r, JsonNode *object, const char *refs)
{
    for (; refs != NULL && *refs != '\0'; refs++) {
        bool is_known = false;
        for (guint i = 0; i < measures_count(r->measures) && !is_known; i++)
            is_known = measures_at(r->measures, i)->ref[0] == *refs;
        if (!is_known)
            return json_file_fail(r->report->file, json_member(object, "refs"), r->error,
                                  "no measure has a reference that begins with '%.*s': \"refs\" holds first letters, "
                                  "as \"DB\"",
                                  g_utf8_skip[(guchar)*refs], refs);
    }
    return true;
}

static bool read_group(struct reading *r, JsonNode *node, GArray *groups)
{
    static const char *const known[] = {"title", "refs",     "categories", "measures", "measure", "split",
                                        "by",    "category", "baseline",   "text",     NULL};
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return json_file_fail(r->report->file, node, r->error, "a group must be an object with a \"title\"");
    struct report_group group = {.measures = g_array_new(FALSE, FALSE, sizeof(const struct measure *))};
    g_autoptr(GPtrArray) categories = g_ptr_array_new_with_free_func(g_free);
    const bool is_good = json_refuse_unknown(r->report->file, node, known, r->error) &&
                         json_get_string(r->report->file, node, "title", true, &group.title, r->error) &&
                         json_get_string(r->report->file, node, "refs", false, &group.refs, r->error) &&
                         check_refs(r, node, group.refs) && report_read_texts(r, node, "categories", categories) &&
                         report_read_measures(r, node, group.measures) && read_subject(r, node, &group);
    g_ptr_array_add(categories, NULL);
    group.categories = categories->len == 1 ? NULL : g_strdupv((char **)categories->pdata);
    g_array_append_val(groups, group);
    return is_good;
}

bool report_read_groups(struct reading *r, JsonNode *object, GArray *groups)
{
    JsonNode *list = NULL;
    if (!json_get_array(r->report->file, object, "groups", false, &list, r->error))
        return false;
    for (guint i = 0; list != NULL && i < json_array_get_length(json_node_get_array(list)); i++)
        if (!read_group(r, json_array_get_element(json_node_get_array(list), i), groups))
            return false;
    return true;
}
