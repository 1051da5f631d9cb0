/* The last line of a page: which rules and registers stand behind its measures. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"

#define MOST_SOURCES 10 /* a page of more, such as a table of every measure, refers to the annex alone */

static void add_measure(GPtrArray *measures, const struct measure *measure)
{
    if (measure != NULL && !g_ptr_array_find(measures, measure, NULL))
        g_ptr_array_add(measures, (void *)(uintptr_t)measure);
}

static void add_measures(GPtrArray *measures, const GArray *list)
{
    for (guint i = 0; list != NULL && i < list->len; i++)
        add_measure(measures, g_array_index(list, const struct measure *, i));
}

static void add_measures_of_block(GPtrArray *measures, const struct report_block *block)
{
    add_measure(measures, block->measure);
    add_measures(measures, block->measures);
    for (guint i = 0; i < block->groups->len; i++)
        add_measure(measures, g_array_index(block->groups, struct report_group, i).measure);
}

/* Nothing is shown of a measure that nobody commented on. */
static void add_commented(const struct publisher *publisher, GPtrArray *measures, const GArray *list)
{
    for (guint i = 0; i < list->len; i++) {
        const struct measure *measure = g_array_index(list, const struct measure *, i);
        if (standing_comment(publisher->standing, measure->id) != NULL)
            add_measure(measures, measure);
    }
}

/* In the order in which the page's blocks name them, then that of the sentence under the title. */
static GPtrArray *measures_of_page(const struct publisher *publisher, const struct report_page *page)
{
    GPtrArray *measures = g_ptr_array_new();
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct report_block *block = page->blocks->pdata[i];
        if (block->chart->build == build_comments)
            add_commented(publisher, measures, block->measures);
        else
            add_measures_of_block(measures, block);
    }
    add_measure(measures, page->finding);
    return measures;
}

GPtrArray *publish_measures_of_report(const struct report *report)
{
    GPtrArray *measures = g_ptr_array_new();
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            const struct report_block *block = page->blocks->pdata[j];
            add_measures_of_block(measures, block);
            for (guint k = 0; k < block->groups->len; k++)
                add_measures(measures, g_array_index(block->groups, struct report_group, k).measures);
        }
    }
    return measures;
}

static bool has_definitions(const struct report *report)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++)
            if (((const struct report_block *)page->blocks->pdata[j])->chart->build == build_definitions)
                return true;
    }
    return false;
}

/* "SEND Regulations 2014 reg 13(2) (T02, T03)". */
static char *source_with_refs(const GPtrArray *measures, const char *source)
{
    g_autoptr(GString) refs = g_string_new(NULL);
    for (guint i = 0; i < measures->len; i++) {
        const struct measure *measure = measures->pdata[i];
        if (g_str_equal(measure->source, source))
            g_string_append_printf(refs, "%s%s", refs->len > 0 ? ", " : "", measure->ref);
    }
    return g_strdup_printf("%s (%s)", source, refs->str);
}

static GPtrArray *list_sources(const GPtrArray *measures)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < measures->len; i++) {
        const struct measure *measure = measures->pdata[i];
        if (g_hash_table_add(seen, (void *)(uintptr_t)measure->source))
            g_ptr_array_add(sources, source_with_refs(measures, measure->source));
    }
    return sources;
}

/* A page to hand out has no annex: it says whom to ask. */
static const char *hand_out_source(struct publisher *publisher, const char *as_at)
{
    const char *contact = project_setting_text(publisher->project, "contact");
    return document_printf(publisher->document, "Figures to %s. Questions: %s. %s", as_at,
                           contact == NULL || *contact == '\0' ? publisher->document->author : contact,
                           publisher->suppress_below == 0
                               ? "Small numbers are shown: this page is not to be handed out."
                               : "Numbers too small to show are hidden, so that no child can be recognised.");
}

const char *publish_page_source(struct publisher *publisher, const struct report_page *page)
{
    g_autoptr(GPtrArray) measures = measures_of_page(publisher, page);
    g_autoptr(GPtrArray) sources = list_sources(measures);
    g_autofree char *as_at = date_format_long(publisher->calendar->as_at);
    if (!publisher->report->has_front)
        return hand_out_source(publisher, as_at);
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "Data to %s. ", as_at);
    for (guint i = 0; i < sources->len && sources->len <= MOST_SOURCES; i++)
        g_string_append_printf(text, "%s%s%s", i == 0 ? "Sources and rules: " : "; ", (const char *)sources->pdata[i],
                               i + 1 == sources->len ? ". " : "");
    if (has_definitions(publisher->report))
        g_string_append(text, "The annex defines each reference.");
    g_strchomp(text->str);
    return document_text(publisher->document, text->str);
}
