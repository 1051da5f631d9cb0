#include "stages/report/report_private.h"

static const struct {
    const char *name;
    enum period_kind kind;
} block_periods[] = {
    {"month", PERIOD_MONTH}, {"rolling 12 months", PERIOD_ROLLING}, {"day", PERIOD_DAY}, {"census", PERIOD_CENSUS}};

void report_free_block(void *data)
{
    struct report_block *block = data;
    g_array_unref(block->groups);
    g_array_unref(block->measures);
    g_ptr_array_unref(block->paragraphs);
    g_free(block->id);
    g_free(block);
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
    JsonNode *node = json_member(object, "period");
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
    return json_file_fail(r->report->file, json_member(object, "figures"), r->error,
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
    return json_file_fail(r->report->file, json_member(object, "width"), r->error,
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
    return json_file_fail(r->report->file, json_member(object, "chart"), r->error,
                          "there is no chart \"%s\"; known: %s", name, names);
}

static bool check_measure_is_there(struct reading *r, JsonNode *object, const struct report_block *block)
{
    if (!block->chart->needs_measure || block->measure != NULL)
        return true;
    return json_file_fail(r->report->file, object, r->error, "chart \"%s\" needs a \"measure\"", block->chart->name);
}

/* Without them the page would be empty, and its owner would look for them in vain. */
static bool check_needs(struct reading *r, JsonNode *object, const struct report_block *block)
{
    const struct chart_kind *chart = block->chart;
    JsonNode *list = chart->needs == NULL ? NULL : json_member(object, chart->needs);
    if (chart->needs == NULL || (chart->takes_split && block->split != NULL) ||
        (list != NULL && json_array_get_length(json_node_get_array(list)) > 0))
        return true;
    return json_file_fail(r->report->file, object, r->error, "chart \"%s\" needs \"%s\"%s", chart->name, chart->needs,
                          chart->takes_split ? ", or a \"measure\" and its \"split\"" : "");
}

/* The categories of a rate, a median or a mean make up no whole: shares of it and columns of it would say nothing. */
static bool check_adding(struct reading *r, JsonNode *object, const struct report_block *block)
{
    static const char *const words[] = {
        [MEASURE_COUNT] = "a count", [MEASURE_RATE] = "a rate", [MEASURE_MEDIAN] = "a median",
        [MEASURE_MEAN] = "a mean",   [MEASURE_SUM] = "a sum",   [MEASURE_RATIO] = "a ratio",
    };
    const struct measure *measure = block->measure;
    if (!block->chart->adds_categories || measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM)
        return true;
    return json_file_fail(r->report->file, json_member(object, "measure"), r->error,
                          "chart \"%s\" shows parts of a whole, and \"%s\" is %s, which has none: it takes a count or "
                          "a sum; \"bars\", \"multiples\", \"table\" or \"pair\" suit here",
                          block->chart->name, measure->id, words[measure->kind]);
}

static bool check_groups(struct reading *r, JsonNode *object, const struct report_block *block)
{
    const struct chart_kind *chart = block->chart;
    for (guint i = 0; i < block->groups->len; i++) {
        const struct report_group *group = &g_array_index(block->groups, struct report_group, i);
        if (chart->needs_subjects && group->measure == NULL)
            return json_file_fail(r->report->file, object, r->error, "every group of chart \"%s\" needs a \"measure\"",
                                  chart->name);
        if (chart->needs_categories && group->categories == NULL)
            return json_file_fail(r->report->file, object, r->error, "every group of chart \"%s\" needs \"categories\"",
                                  chart->name);
    }
    return true;
}

static bool read_members(struct reading *r, JsonNode *object, struct report_block *block)
{
    static const char *const known[] = {"chart",  "id",     "width",   "measure", "measures", "split",      "by",
                                        "period", "groups", "figures", "most",    "title",    "paragraphs", NULL};
    struct json_file *file = r->report->file;
    const char *id = NULL;
    if (!json_refuse_unknown(file, object, known, r->error) || !read_chart(r, object, block) ||
        !json_get_string(file, object, "id", false, &id, r->error) || !read_width(r, object, block) ||
        !report_read_measure(r, object, "measure", &block->measure) || !check_measure_is_there(r, object, block) ||
        !check_adding(r, object, block))
        return false;
    if (id != NULL) {
        g_free(block->id);
        block->id = g_strdup(id);
    }
    return report_read_measures(r, object, block->measures) &&
           report_read_split(r, object, "split", block->chart->needs_split, block->measure, &block->split) &&
           report_read_split(r, object, "by", block->chart->needs_pair, block->measure, &block->by) &&
           read_period(r, object, block) && report_read_groups(r, object, block->groups) &&
           read_restated(r, object, block) && check_groups(r, object, block) &&
           json_get_integer(file, object, "most", false, &block->most, r->error) &&
           json_get_string(file, object, "title", false, &block->title, r->error) &&
           report_read_plain_texts(r, object, "paragraphs", block->paragraphs) && check_needs(r, object, block);
}

bool report_read_block(struct reading *r, JsonNode *object, struct report_page *page)
{
    if (!JSON_NODE_HOLDS_OBJECT(object))
        return json_file_fail(r->report->file, object, r->error, "a block must be an object");
    struct report_block *block = g_new0(struct report_block, 1);
    block->id = g_strdup_printf("%s_%u", page->id, page->blocks->len + 1);
    block->measures = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    block->groups = g_array_new(FALSE, FALSE, sizeof(struct report_group));
    g_array_set_clear_func(block->groups, report_clear_group);
    block->paragraphs = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(page->blocks, block);
    return read_members(r, object, block);
}
