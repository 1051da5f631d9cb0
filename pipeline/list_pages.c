#include "pipeline/list_pages.h"

#include "pipeline/lib/json_write.h"
#include "pipeline/lib/shown.h"

#include <stdio.h>

/* Where pages and blocks go. */
struct pages {
    const struct json_file *report;
    JsonBuilder *builder; /* NULL: as text */
    GError **error;
};

/* A block that names none is known by its page and its number, but by changes of the report it cannot be named. */
static bool list_block(const struct pages *pages, JsonNode *block)
{
    const char *id = "", *chart = "", *measure = "";
    if (!json_get_string(pages->report, block, "id", false, &id, pages->error) ||
        !json_get_string(pages->report, block, "chart", true, &chart, pages->error) ||
        !json_get_string(pages->report, block, "measure", false, &measure, pages->error))
        return false;
    if (pages->builder == NULL) {
        shown_print(stdout, "    %-28s %s%s%s\n", *id == '\0' ? "(no id)" : id, chart, *measure == '\0' ? "" : " of ",
                    measure);
        return true;
    }
    json_builder_begin_object(pages->builder);
    json_add_text(pages->builder, "id", id);
    json_add_text(pages->builder, "chart", chart);
    json_add_text(pages->builder, "measure", measure);
    json_builder_end_object(pages->builder);
    return true;
}

static void begin_page(const struct pages *pages, const char *id, const char *title)
{
    if (pages->builder == NULL) {
        shown_print(stdout, "\n%s: %s\n", id, title);
        return;
    }
    json_builder_begin_object(pages->builder);
    json_add_text(pages->builder, "id", id);
    json_add_text(pages->builder, "title", title);
    json_builder_begin_array(json_builder_set_member_name(pages->builder, "blocks"));
}

static void end_page(const struct pages *pages)
{
    if (pages->builder != NULL)
        json_builder_end_object(json_builder_end_array(pages->builder));
}

static bool list_page(const struct pages *pages, JsonNode *page)
{
    const char *id = "", *title = "";
    JsonNode *blocks = NULL;
    if (!json_get_string(pages->report, page, "id", true, &id, pages->error) ||
        !json_get_string(pages->report, page, "title", true, &title, pages->error) ||
        !json_get_array(pages->report, page, "blocks", true, &blocks, pages->error))
        return false;
    begin_page(pages, id, title);
    JsonArray *list = json_node_get_array(blocks);
    for (guint i = 0; i < json_array_get_length(list); i++)
        if (!list_block(pages, json_array_get_element(list, i)))
            return false;
    end_page(pages);
    return true;
}

bool list_pages(const struct json_file *report, JsonBuilder *builder, GError **error)
{
    const struct pages pages = {report, builder, error};
    JsonNode *list = NULL;
    if (!json_get_array(report, json_file_root(report), "pages", true, &list, error))
        return false;
    if (builder != NULL)
        json_builder_begin_array(json_builder_set_member_name(builder, "pages"));
    JsonArray *array = json_node_get_array(list);
    for (guint i = 0; i < json_array_get_length(array); i++)
        if (!list_page(&pages, json_array_get_element(array, i)))
            return false;
    if (builder != NULL)
        json_builder_end_array(builder);
    return true;
}
