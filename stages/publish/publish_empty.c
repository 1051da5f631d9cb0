/* What pages say of charts that have no number to draw: once, at the foot, in place of a half or a third of the sheet
 * each. */
#include "stages/publish/publish_block.h"

#include "reports/render/block.h"
#include "reports/render/unit.h"

#include <string.h>

/* "D04 Requests decided within 6 weeks by locality". */
static char *subject_of(const struct report_block *from)
{
    g_autofree char *about = publish_measure_by_split(from);
    return g_strdup_printf("%s %s", from->measure->ref, about);
}

static struct block *find_block(const struct page *page, const char *id)
{
    for (guint i = 0; i < page->blocks->len; i++)
        if (g_strcmp0(((const struct block *)page->blocks->pdata[i])->id, id) == 0)
            return page->blocks->pdata[i];
    return NULL;
}

#define LEAST_HIDDEN 2 /* bars beside the only one that is shown */

/* The row of the only bar that is shown among hidden ones; -1: there is none such. */
static int find_only_bar(const struct block *block)
{
    const int value = block->kind != BLOCK_BARS || block->frame == NULL ? -1 : frame_find_column(block->frame, "value");
    int found = -1;
    guint n_hidden = 0;
    for (guint row = 0; value >= 0 && row < frame_n_rows(block->frame); row++) {
        const struct frame_cell *cell = frame_cell(block->frame, row, (guint)value);
        if (cell->kind == FRAME_NUMBER && found >= 0)
            return -1;
        found = cell->kind == FRAME_NUMBER ? (int)row : found;
        n_hidden += cell->kind == FRAME_SYMBOL && g_str_equal(cell->text, "c");
    }
    return n_hidden < LEAST_HIDDEN ? -1 : found;
}

/* Why a chart is not worth its room; NULL: it is. */
static const char *why_left_out(const struct block *block)
{
    return find_only_bar(block) >= 0 ? "[c] One number is shown, the others are hidden" : block_why_empty(block);
}

/* " (Poynton: 100.0% [u])" of the only bar. The caller frees. */
static char *only_bar(const struct block *block)
{
    const int row = find_only_bar(block);
    if (row < 0)
        return g_strdup("");
    const struct frame_cell *cell =
        frame_cell(block->frame, (guint)row, (guint)frame_find_column(block->frame, "value"));
    g_autofree char *value = unit_short(cell->unit, cell->number);
    const char *label = frame_cell(block->frame, (guint)row, 0)->text;
    return cell->symbol == NULL ? g_strdup_printf(" (%s: %s)", label, value)
                                : g_strdup_printf(" (%s: %s [%s])", label, value, cell->symbol);
}

/* The block of a small chart that has nothing to draw, or NULL. */
static struct block *find_empty(const struct page *page, const struct report_block *from)
{
    struct block *block = find_block(page, from->id);
    const bool is_small = block != NULL && !block->is_missing && block->width != WIDTH_FULL && from->measure != NULL;
    return is_small && why_left_out(block) != NULL ? block : NULL;
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

/* Whether a list "a; b; c" has the subject. */
static bool has_subject(const char *subjects, const char *subject)
{
    g_auto(GStrv) list = g_strsplit(subjects, "; ", -1);
    return g_strv_contains((const char *const *)list, subject);
}

/* Once, though two charts of it (by month, and twelve months) may be empty. */
static void add_subject(GArray *reasons, const struct block *block, const struct report_block *from)
{
    const char *why = why_left_out(block);
    g_autofree char *about = subject_of(from), *only = only_bar(block), *subject = g_strconcat(about, only, NULL);
    for (guint i = 0; i < reasons->len; i++) {
        const struct reason *reason = &g_array_index(reasons, struct reason, i);
        if (!g_str_equal(reason->why, why))
            continue;
        if (!has_subject(reason->subjects->str, subject))
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
        add_subject(reasons, block, wanted);
        block->is_left_out = true;
    }
    if (reasons->len > 0)
        add_text(p, page, reasons);
}
