#include "stages/publish/publish.h"

#include "stages/judge/sentence.h"
#include "stages/publish/publish_block.h"
#include "stages/recovery/recovery.h"

#include <string.h>

static const struct measure *finding_measure(const struct report_page *page)
{
    if (page->finding != NULL)
        return page->finding;
    const struct report_block *first = page->blocks->len == 0 ? NULL : page->blocks->pdata[0];
    return first == NULL ? NULL : first->measure;
}

/* What stands under a page's title without a title of its own. */
static const struct {
    void (*build)(struct publisher *p, struct page *page, const struct report_block *from);
    const char *what;
} untitled[] = {
    {build_signals, "what has changed since the previous board"},
    {build_cards, "figures"},
    {build_text, "text"},
    {build_comments, "commentary"},
};

/* A sheet of the workbook stands apart from its page: its title names the measure, or the page that it is of. */
static void name_sheet(struct publisher *p, const struct page *page, const struct report_block *from)
{
    struct block *block = page->blocks->len == 0 ? NULL : page->blocks->pdata[page->blocks->len - 1];
    if (block == NULL || !g_str_equal(block->id, from->id) || from->title != NULL)
        return;
    for (guint i = 0; i < G_N_ELEMENTS(untitled); i++)
        if (from->chart->build == untitled[i].build)
            block->sheet_title = document_printf(p->document, "%s: %s", page->title, untitled[i].what);
    if (block->title != NULL && from->measure != NULL && !g_str_has_prefix(block->title, from->measure->title))
        block->sheet_title = document_printf(p->document, "%s. %s", from->measure->title, block->title);
}

/* The footer of every page names the area. */
static void make_brief(struct publisher *p, struct block *block)
{
    g_autofree char *area = g_strdup_printf(", %s, ", p->document->authority);
    const char *found = block->subtitle == NULL ? NULL : strstr(block->subtitle, area);
    if (found != NULL)
        block->brief = document_printf(p->document, "%.*s, %s", (int)(found - block->subtitle), block->subtitle,
                                       found + strlen(area));
}

static void build_page(struct publisher *p, const struct report_page *from)
{
    struct page *page = document_add_page(p->document, from->id, from->title);
    const struct measure *measure = finding_measure(from);
    if (measure != NULL) {
        const struct reviewer reviewer = publish_reviewer(p);
        g_autofree char *finding = sentence_headline(&reviewer, measure);
        page->finding = document_text(p->document, finding);
    }
    page->source = publish_page_source(p, from);
    for (guint i = 0; i < from->blocks->len && p->error == NULL; i++) {
        const struct report_block *block = from->blocks->pdata[i];
        block->chart->build(p, page, block);
        name_sheet(p, page, block);
    }
    for (guint i = 0; i < page->blocks->len; i++)
        make_brief(p, page->blocks->pdata[i]);
    publish_say_empty(p, page, from);
    publish_say_missing(p, page, from);
}

struct document *publish_document(struct publisher *p, GError **error)
{
    p->document = document_new();
    p->error = NULL;
    publish_fill_cover(p);
    for (guint i = 0; i < p->report->pages->len && p->error == NULL; i++)
        build_page(p, p->report->pages->pdata[i]);
    g_clear_pointer(&p->recovery, recovery_free);
    if (p->error == NULL && p->report->has_front)
        publish_gather_missing(p);
    publish_fill_how_to_read(p);
    if (p->error == NULL)
        return p->document;
    g_propagate_error(error, g_steal_pointer(&p->error));
    g_clear_pointer(&p->document, document_free);
    return NULL;
}
