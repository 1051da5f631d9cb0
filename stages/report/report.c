#include "stages/report/report.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/project_changes.h"
#include "stages/count/count_measures.h"
#include "stages/report/report_private.h"

#include <string.h>

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

static bool read_page(struct reading *r, JsonNode *object)
{
    static const char *const known[] = {"id", "title", "finding", "blocks", NULL};
    struct json_file *file = r->report->file;
    if (!JSON_NODE_HOLDS_OBJECT(object))
        return json_file_fail(file, object, r->error, "a page must be an object");
    struct report_page *page = g_new0(struct report_page, 1);
    page->blocks = g_ptr_array_new_with_free_func(report_free_block);
    g_ptr_array_add(r->report->pages, page);
    JsonNode *blocks = NULL;
    if (!json_refuse_unknown(file, object, known, r->error) ||
        !json_get_string(file, object, "id", true, &page->id, r->error) ||
        !report_read_plain_text(r, object, "title", &page->title) ||
        !report_read_measure(r, object, "finding", &page->finding) ||
        !json_get_array(file, object, "blocks", true, &blocks, r->error))
        return false;
    for (guint i = 0; i < json_array_get_length(json_node_get_array(blocks)); i++)
        if (!report_read_block(r, json_array_get_element(json_node_get_array(blocks), i), page))
            return false;
    return true;
}

static bool check_id(struct reading *r, GHashTable *seen, const char *what, const char *id, JsonNode *node)
{
    const bool is_name = *id != '\0' && strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789_") == strlen(id);
    JsonNode *place = json_member(node, "id") == NULL ? node : json_member(node, "id");
    return (is_name && g_hash_table_add(seen, (void *)(uintptr_t)id)) ||
           json_file_fail(r->report->file, place, r->error, "%s id \"%s\" must be of a-z, 0-9 and _, and stand once",
                          what, id);
}

/* Pages and their charts, read in the order of the nodes. */
static bool check_ids(struct reading *r, JsonArray *pages)
{
    g_autoptr(GHashTable) page_ids = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GHashTable) block_ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < r->report->pages->len; i++) {
        const struct report_page *page = r->report->pages->pdata[i];
        JsonNode *node = json_array_get_element(pages, i);
        JsonArray *blocks = json_node_get_array(json_member(node, "blocks"));
        if (!check_id(r, page_ids, "page", page->id, node))
            return false;
        for (guint j = 0; j < page->blocks->len; j++)
            if (!check_id(r, block_ids, "block", ((const struct report_block *)page->blocks->pdata[j])->id,
                          json_array_get_element(blocks, j)))
                return false;
    }
    return g_hash_table_size(block_ids) <= LIMIT_BLOCKS ||
           json_file_fail(r->report->file, json_file_root(r->report->file), r->error,
                          "the pages of a report have at most %d charts together", LIMIT_BLOCKS);
}

static bool read_report(struct reading *r)
{
    static const char *const known[] = {"title",       "subtitle", "subject", "keywords",
                                        "how_to_read", "front",    "pages",   NULL};
    struct report *report = r->report;
    JsonNode *root = json_file_root(report->file), *pages = NULL;
    if (!JSON_NODE_HOLDS_OBJECT(root))
        return json_file_fail(report->file, root, r->error, "a report must be an object");
    if (!json_refuse_unknown(report->file, root, known, r->error) ||
        !json_get_string(report->file, root, "title", true, &report->title, r->error) ||
        !json_get_string(report->file, root, "subtitle", true, &report->subtitle, r->error) ||
        !json_get_string(report->file, root, "subject", true, &report->subject, r->error) ||
        !json_get_string(report->file, root, "keywords", true, &report->keywords, r->error) ||
        !report_read_plain_texts(r, root, "how_to_read", report->how_to_read) ||
        !json_get_boolean(report->file, root, "front", false, &report->has_front, r->error) ||
        !json_get_array(report->file, root, "pages", true, &pages, r->error))
        return false;
    if (json_array_get_length(json_node_get_array(pages)) > LIMIT_BLOCKS)
        return json_file_fail(report->file, pages, r->error, "a report has at most %d pages", LIMIT_BLOCKS);
    for (guint i = 0; i < json_array_get_length(json_node_get_array(pages)); i++)
        if (!read_page(r, json_array_get_element(json_node_get_array(pages), i)))
            return false;
    return check_ids(r, json_node_get_array(pages));
}

struct json_file *report_open_file(const struct project *project, const char *name, GError **error)
{
    g_autofree char *path = project_find(project, "reports", name, ".json");
    if (path == NULL) {
        g_autofree char *hint = project_nearest(project, "reports", ".json", name);
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "there is no report '%s'%s (scorecard list reports shows them)", name, hint);
        return NULL;
    }
    struct json_file *file = project_check_report(path, name, error) ? json_file_load(path, error) : NULL;
    if (file == NULL || project_change_json(project, "reports", name, file, error))
        return file;
    json_file_free(file);
    return NULL;
}

struct report *report_load(const struct project *project, const char *name, const struct measures *measures,
                           GError **error)
{
    struct json_file *file = report_open_file(project, name, error);
    if (file == NULL)
        return NULL;
    struct report *report = g_new0(struct report, 1);
    report->name = g_strdup(name);
    report->file = file;
    report->has_front = true;
    report->how_to_read = g_ptr_array_new_with_free_func(g_free);
    report->pages = g_ptr_array_new_with_free_func(free_page);
    struct reading reading = {report, measures, error};
    if (read_report(&reading))
        return report;
    report_free(report);
    return NULL;
}

/* A measure may return a two-way column itself ("section|grade"): that is counted as it is. */
static void add_pair(GArray *pairs, const struct measure *measure, const char *split, const char *by)
{
    if (measure == NULL || split == NULL || by == NULL)
        return;
    g_autofree char *both = g_strdup_printf("%s|%s", split, by);
    const struct measure_pair pair = {measure->id, split, by};
    for (guint i = 0; i < pairs->len; i++) {
        const struct measure_pair *known = &g_array_index(pairs, struct measure_pair, i);
        if (g_str_equal(known->measure, pair.measure) && g_str_equal(known->first, split) &&
            g_str_equal(known->second, by))
            return;
    }
    if (!g_strv_contains((const char *const *)measure->splits, both))
        g_array_append_val(pairs, pair);
}

void report_collect_pairs(const struct report *report, GArray *pairs)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct report_block *block = page->blocks->pdata[j];
            add_pair(pairs, block->measure, block->split, block->by);
            for (guint k = 0; k < block->groups->len; k++) {
                const struct report_group *group = &g_array_index(block->groups, struct report_group, k);
                add_pair(pairs, group->measure, group->split, group->by);
            }
        }
    }
}

static void add_groups(GArray *groups, const struct report_block *block)
{
    for (guint i = 0; i < block->groups->len; i++) {
        const struct report_group *from = &g_array_index(block->groups, struct report_group, i);
        const struct figure_group group = {block->measure, block->split, block->by, from->categories, block->period};
        if (from->categories != NULL && block->measure != NULL && block->split != NULL)
            g_array_append_val(groups, group);
    }
}

void report_collect_groups(const struct report *report, GArray *groups)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++)
            add_groups(groups, page->blocks->pdata[j]);
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
