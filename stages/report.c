#include "stages/report.h"

#include "pipeline/lib/error.h"

#include <string.h>

static const struct {
    const char *name;
    enum period_kind kind;
} block_periods[] = {
    {"month", PERIOD_MONTH}, {"rolling 12 months", PERIOD_ROLLING}, {"day", PERIOD_DAY}, {"census", PERIOD_CENSUS}};

/* What reading a file needs at hand. */
struct reading {
    struct report *report;
    const struct measures *measures;
    GError **error;
};

static void free_block(void *data)
{
    struct report_block *block = data;
    for (guint i = 0; i < block->groups->len; i++)
        g_strfreev(g_array_index(block->groups, struct report_group, i).categories);
    g_array_unref(block->groups);
    g_array_unref(block->measures);
    g_ptr_array_unref(block->paragraphs);
    g_free(block->id);
    g_free(block);
}

static void free_page(void *data)
{
    struct report_page *page = data;
    g_ptr_array_unref(page->blocks);
    g_free(page);
}

void report_free(struct report *report)
{
    if (report == NULL)
        return;
    g_ptr_array_unref(report->pages);
    g_ptr_array_unref(report->how_to_read);
    json_file_free(report->file);
    g_free(report->name);
    g_free(report);
}

static bool read_texts(struct reading *r, JsonNode *object, const char *member, GPtrArray *texts)
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

static JsonNode *member_of(JsonNode *object, const char *member)
{
    return json_object_get_member(json_node_get_object(object), member);
}

static bool find_measure(struct reading *r, JsonNode *node, const char *id, const struct measure **measure)
{
    *measure = measures_find(r->measures, id);
    return *measure != NULL || json_file_fail(r->report->file, node, r->error,
                                              "there is no measure \"%s\" (scorecard list measures shows them)", id);
}

static bool read_measure(struct reading *r, JsonNode *object, const char *member, const struct measure **measure)
{
    const char *id = NULL;
    if (!json_get_string(r->report->file, object, member, false, &id, r->error))
        return false;
    return id == NULL || find_measure(r, member_of(object, member), id, measure);
}

static bool read_measures(struct reading *r, JsonNode *object, struct report_block *block)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    if (!read_texts(r, object, "measures", ids))
        return false;
    for (guint i = 0; i < ids->len; i++) {
        JsonNode *node = json_array_get_element(json_node_get_array(member_of(object, "measures")), i);
        const struct measure *measure = NULL;
        if (!find_measure(r, node, ids->pdata[i], &measure))
            return false;
        g_array_append_val(block->measures, measure);
    }
    return true;
}

static bool read_group(struct reading *r, JsonNode *node, struct report_block *block)
{
    static const char *const known[] = {"title", "refs", "categories", NULL};
    struct report_group group = {0};
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return json_file_fail(r->report->file, node, r->error, "a group must be an object with a \"title\"");
    g_autoptr(GPtrArray) categories = g_ptr_array_new_with_free_func(g_free);
    if (!json_refuse_unknown(r->report->file, node, known, r->error) ||
        !json_get_string(r->report->file, node, "title", true, &group.title, r->error) ||
        !json_get_string(r->report->file, node, "refs", false, &group.refs, r->error) ||
        !read_texts(r, node, "categories", categories))
        return false;
    g_ptr_array_add(categories, NULL);
    group.categories = categories->len == 1 ? NULL : g_strdupv((char **)categories->pdata);
    g_array_append_val(block->groups, group);
    return true;
}

static bool read_groups(struct reading *r, JsonNode *object, struct report_block *block)
{
    JsonNode *list = NULL;
    if (!json_get_array(r->report->file, object, "groups", false, &list, r->error))
        return false;
    for (guint i = 0; list != NULL && i < json_array_get_length(json_node_get_array(list)); i++)
        if (!read_group(r, json_array_get_element(json_node_get_array(list), i), block))
            return false;
    return true;
}

static bool has_split(const struct measure *measure, const char *split)
{
    return measure->splits != NULL && g_strv_contains((const char *const *)measure->splits, split);
}

static bool read_split(struct reading *r, JsonNode *object, const char *member, bool is_needed,
                       const struct measure *measure, const char **split)
{
    if (!json_get_string(r->report->file, object, member, is_needed, split, r->error))
        return false;
    if (*split == NULL || measure == NULL || has_split(measure, *split))
        return true;
    g_autofree char *splits = measure->splits == NULL ? g_strdup("none") : g_strjoinv(", ", measure->splits);
    return json_file_fail(r->report->file, member_of(object, member), r->error,
                          "measure \"%s\" has no split \"%s\" (it has: %s)", measure->id, *split, splits);
}

static enum period_kind usual_period(const struct measure *measure)
{
    for (guint i = 0; measure != NULL && i < measure->n_periods; i++)
        if (measure->periods[i] == PERIOD_ROLLING)
            return PERIOD_ROLLING;
    return measure == NULL || measure->n_periods == 0 ? PERIOD_ROLLING : measure->periods[0];
}

static bool read_period(struct reading *r, JsonNode *object, struct report_block *block)
{
    const char *name = NULL;
    block->period = usual_period(block->measure);
    if (!json_get_string(r->report->file, object, "period", false, &name, r->error))
        return false;
    if (name == NULL)
        return true;
    JsonNode *node = member_of(object, "period");
    for (guint i = 0; i < G_N_ELEMENTS(block_periods); i++)
        if (g_str_equal(block_periods[i].name, name)) {
            block->period = block_periods[i].kind;
            block->is_period_given = true;
        }
    if (!block->is_period_given)
        return json_file_fail(r->report->file, node, r->error,
                              "there is no period \"%s\"; known: month, rolling 12 months, day, census", name);
    for (guint i = 0; block->measure != NULL && i < block->measure->n_periods; i++)
        if (block->measure->periods[i] == block->period)
            return true;
    return block->measure == NULL ||
           json_file_fail(r->report->file, node, r->error, "measure \"%s\" is not counted by \"%s\"",
                          block->measure->id, name);
}

static bool read_restated(struct reading *r, JsonNode *object, struct report_block *block)
{
    static const char *const kinds[] = {
        [RESTATED_HEADLINE] = "headline", [RESTATED_HISTORY] = "history", [RESTATED_SPLIT] = "splits"};
    const char *name = kinds[RESTATED_HEADLINE];
    if (!json_get_string(r->report->file, object, "figures", false, &name, r->error))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i], name)) {
            block->restated = (enum restated_kind)i;
            return true;
        }
    return json_file_fail(r->report->file, member_of(object, "figures"), r->error,
                          "the figures are \"headline\", \"history\" or \"splits\"");
}

static bool read_width(struct reading *r, JsonNode *object, struct report_block *block)
{
    static const char *const widths[] = {
        [WIDTH_FULL] = "full", [WIDTH_HALF] = "half", [WIDTH_THIRD] = "third", [WIDTH_TWO_THIRDS] = "two thirds"};
    const char *name = "full";
    if (!json_get_string(r->report->file, object, "width", false, &name, r->error))
        return false;
    for (guint i = 0; i < G_N_ELEMENTS(widths); i++)
        if (g_str_equal(widths[i], name)) {
            block->width = (enum block_width)i;
            return true;
        }
    return json_file_fail(r->report->file, member_of(object, "width"), r->error,
                          "the width is \"full\", \"half\", \"third\" or \"two thirds\"");
}

static bool read_chart(struct reading *r, JsonNode *object, struct report_block *block)
{
    const char *name = NULL;
    if (!json_get_string(r->report->file, object, "chart", true, &name, r->error))
        return false;
    block->chart = chart_kind_find(name);
    if (block->chart != NULL)
        return true;
    g_autofree char *names = chart_kind_names();
    return json_file_fail(r->report->file, member_of(object, "chart"), r->error, "there is no chart \"%s\"; known: %s",
                          name, names);
}

static bool check_measure_is_there(struct reading *r, JsonNode *object, const struct report_block *block)
{
    if (!block->chart->needs_measure || block->measure != NULL)
        return true;
    return json_file_fail(r->report->file, object, r->error, "chart \"%s\" needs a \"measure\"", block->chart->name);
}

static bool read_block_members(struct reading *r, JsonNode *object, struct report_block *block)
{
    static const char *const known[] = {"chart",  "id",     "width",   "measure", "measures", "split",      "by",
                                        "period", "groups", "figures", "most",    "title",    "paragraphs", NULL};
    struct json_file *file = r->report->file;
    const char *id = NULL;
    if (!json_refuse_unknown(file, object, known, r->error) || !read_chart(r, object, block) ||
        !json_get_string(file, object, "id", false, &id, r->error) || !read_width(r, object, block) ||
        !read_measure(r, object, "measure", &block->measure) || !check_measure_is_there(r, object, block))
        return false;
    if (id != NULL) {
        g_free(block->id);
        block->id = g_strdup(id);
    }
    return read_measures(r, object, block) &&
           read_split(r, object, "split", block->chart->needs_split, block->measure, &block->split) &&
           read_split(r, object, "by", block->chart->needs_pair, block->measure, &block->by) &&
           read_period(r, object, block) && read_groups(r, object, block) && read_restated(r, object, block) &&
           json_get_integer(file, object, "most", false, &block->most, r->error) &&
           json_get_string(file, object, "title", false, &block->title, r->error) &&
           read_texts(r, object, "paragraphs", block->paragraphs);
}

static bool read_block(struct reading *r, JsonNode *object, struct report_page *page)
{
    if (!JSON_NODE_HOLDS_OBJECT(object))
        return json_file_fail(r->report->file, object, r->error, "a block must be an object");
    struct report_block *block = g_new0(struct report_block, 1);
    block->id = g_strdup_printf("%s_%u", page->id, page->blocks->len + 1);
    block->measures = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    block->groups = g_array_new(FALSE, FALSE, sizeof(struct report_group));
    block->paragraphs = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(page->blocks, block);
    return read_block_members(r, object, block);
}

static bool read_page(struct reading *r, JsonNode *object)
{
    static const char *const known[] = {"id", "title", "finding", "blocks", NULL};
    struct json_file *file = r->report->file;
    if (!JSON_NODE_HOLDS_OBJECT(object))
        return json_file_fail(file, object, r->error, "a page must be an object");
    struct report_page *page = g_new0(struct report_page, 1);
    page->blocks = g_ptr_array_new_with_free_func(free_block);
    g_ptr_array_add(r->report->pages, page);
    JsonNode *blocks = NULL;
    if (!json_refuse_unknown(file, object, known, r->error) ||
        !json_get_string(file, object, "id", true, &page->id, r->error) ||
        !json_get_string(file, object, "title", true, &page->title, r->error) ||
        !read_measure(r, object, "finding", &page->finding) ||
        !json_get_array(file, object, "blocks", true, &blocks, r->error))
        return false;
    for (guint i = 0; i < json_array_get_length(json_node_get_array(blocks)); i++)
        if (!read_block(r, json_array_get_element(json_node_get_array(blocks), i), page))
            return false;
    return true;
}

static bool check_ids(struct reading *r)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < r->report->pages->len; i++) {
        const struct report_page *page = r->report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct report_block *block = page->blocks->pdata[j];
            if (strspn(block->id, "abcdefghijklmnopqrstuvwxyz0123456789_") != strlen(block->id) || *block->id == '\0' ||
                !g_hash_table_add(seen, block->id))
                return json_file_fail(r->report->file, json_file_root(r->report->file), r->error,
                                      "block id \"%s\" must be of a-z, 0-9 and _, and stand once", block->id);
        }
    }
    return true;
}

static bool read_report(struct reading *r)
{
    static const char *const known[] = {"title", "subtitle", "subject", "keywords", "how_to_read", "pages", NULL};
    struct report *report = r->report;
    JsonNode *root = json_file_root(report->file), *pages = NULL;
    if (!JSON_NODE_HOLDS_OBJECT(root))
        return json_file_fail(report->file, root, r->error, "a report must be an object");
    if (!json_refuse_unknown(report->file, root, known, r->error) ||
        !json_get_string(report->file, root, "title", true, &report->title, r->error) ||
        !json_get_string(report->file, root, "subtitle", true, &report->subtitle, r->error) ||
        !json_get_string(report->file, root, "subject", true, &report->subject, r->error) ||
        !json_get_string(report->file, root, "keywords", true, &report->keywords, r->error) ||
        !read_texts(r, root, "how_to_read", report->how_to_read) ||
        !json_get_array(report->file, root, "pages", true, &pages, r->error))
        return false;
    for (guint i = 0; i < json_array_get_length(json_node_get_array(pages)); i++)
        if (!read_page(r, json_array_get_element(json_node_get_array(pages), i)))
            return false;
    return check_ids(r);
}

struct report *report_load(const struct project *project, const char *name, const struct measures *measures,
                           GError **error)
{
    g_autofree char *path = project_find(project, "reports", name, ".json");
    if (path == NULL) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "there is no report '%s' (scorecard list reports shows them)", name);
        return NULL;
    }
    struct json_file *file = json_file_load(path, error);
    if (file == NULL)
        return NULL;
    struct report *report = g_new0(struct report, 1);
    report->name = g_strdup(name);
    report->file = file;
    report->how_to_read = g_ptr_array_new_with_free_func(g_free);
    report->pages = g_ptr_array_new_with_free_func(free_page);
    struct reading reading = {report, measures, error};
    if (read_report(&reading))
        return report;
    report_free(report);
    return NULL;
}

void report_collect_pairs(const struct report *report, GArray *pairs)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct report_block *block = page->blocks->pdata[j];
            if (block->measure == NULL || block->split == NULL || block->by == NULL)
                continue;
            const struct measure_pair pair = {block->measure->id, block->split, block->by};
            g_array_append_val(pairs, pair);
        }
    }
}

bool report_compares_moments(const struct report *report)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++)
            if (((const struct report_block *)page->blocks->pdata[j])->chart->compares_moments)
                return true;
    }
    return false;
}
