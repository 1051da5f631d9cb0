/* What pages say of charts that have no number to draw: once, at the foot, in place of a half or a third of the sheet
 * each. */
#include "stages/publish_block.h"

#include "reports/render/block.h"

#include <string.h>

/* "Requests that were decided by locality". */
static char *subject_of(const struct report_block *from)
{
    g_autofree char *split = from->split == NULL ? NULL : g_strdelimit(g_strdup(from->split), "_", ' ');
    return g_strdup_printf("%s %s%s%s", from->measure->ref, from->measure->title, split == NULL ? "" : " by ",
                           split == NULL ? "" : split);
}

static struct block *find_block(const struct page *page, const char *id)
{
    for (guint i = 0; i < page->blocks->len; i++)
        if (g_strcmp0(((const struct block *)page->blocks->pdata[i])->id, id) == 0)
            return page->blocks->pdata[i];
    return NULL;
}

/* The block of a small chart that has nothing to draw, or NULL. */
static struct block *find_empty(const struct page *page, const struct report_block *from)
{
    struct block *block = find_block(page, from->id);
    const bool is_small = block != NULL && !block->is_missing && block->width != WIDTH_FULL && from->measure != NULL;
    return is_small && block_why_empty(block) != NULL ? block : NULL;
}

/* What is empty for one reason. */
struct reason {
    const char *why;
    GString *subjects;
};

static void clear_reason(void *data)
{
    struct reason *reason = data;
    g_string_free(reason->subjects, TRUE);
}

static void add_subject(GArray *reasons, const char *why, const struct report_block *from)
{
    g_autofree char *subject = subject_of(from);
    for (guint i = 0; i < reasons->len; i++) {
        const struct reason *reason = &g_array_index(reasons, struct reason, i);
        if (!g_str_equal(reason->why, why))
            continue;
        g_string_append_printf(reason->subjects, "; %s", subject);
        return;
    }
    const struct reason added = {why, g_string_new(subject)};
    g_array_append_val(reasons, added);
}

/* "[c] Every number is hidden, since some are small: P03 …; Q01 … by locality." */
static void add_text(struct publisher *p, struct page *page, const GArray *reasons)
{
    g_autofree char *id = g_strconcat(page->id, "_empty", NULL);
    struct block *block = page_add_block(p->document, page, BLOCK_TEXT, id);
    block->is_repeated = true;
    for (guint i = 0; i < reasons->len; i++) {
        const struct reason *reason = &g_array_index(reasons, struct reason, i);
        g_autofree char *why = g_strdup(reason->why);
        if (g_str_has_suffix(why, "."))
            why[strlen(why) - 1] = '\0';
        paragraphs_add(&block->paragraphs, document_printf(p->document, "%s: %s.", why, reason->subjects->str));
    }
}

void publish_say_empty(struct publisher *p, struct page *page, const struct report_page *from)
{
    g_autoptr(GArray) reasons = g_array_new(FALSE, FALSE, sizeof(struct reason));
    g_array_set_clear_func(reasons, clear_reason);
    for (guint i = 0; i < from->blocks->len; i++) {
        const struct report_block *wanted = from->blocks->pdata[i];
        struct block *block = find_empty(page, wanted);
        if (block == NULL)
            continue;
        add_subject(reasons, block_why_empty(block), wanted);
        block->is_left_out = true;
    }
    if (reasons->len > 0)
        add_text(p, page, reasons);
}
