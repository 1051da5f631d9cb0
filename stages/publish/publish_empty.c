/* What pages say of charts that have no number to draw: once, at the foot, in place of a half or a third of the sheet
 * each. */
#include "stages/publish/publish_block.h"

#include "reports/render/block.h"
#include "reports/render/chart.h"
#include "reports/render/unit.h"

#include <string.h>

#define LEAST_HIDDEN 2 /* numbers beside the only one that is shown */
#define LEAST_PLACES 5 /* of a funnel, where others are hidden */

/* What the only number of a chart is about: a bar, a part of one, a day, a place. */
static bool may_show_one(enum block_kind kind)
{
    return kind == BLOCK_BARS || kind == BLOCK_SHARES || kind == BLOCK_LINE || kind == BLOCK_FUNNEL;
}

/* The numbers that a chart draws, and the last of them. */
struct drawn {
    guint n, n_hidden, row, column;
};

static struct drawn count_drawn(const struct block *block)
{
    struct drawn drawn = {0};
    for (guint column = 0; column < frame_n_columns(block->frame); column++) {
        for (guint row = 0; chart_draws(block, column) && row < frame_n_rows(block->frame); row++) {
            const struct frame_cell *cell = frame_cell(block->frame, row, column);
            drawn.n_hidden += cell->kind == FRAME_SYMBOL && g_str_equal(cell->text, "c");
            if (cell->kind == FRAME_NUMBER)
                drawn = (struct drawn){drawn.n + 1, drawn.n_hidden, row, column};
        }
    }
    return drawn;
}

/* Whether one number is shown among hidden ones; a funnel leaves hidden places out and says how many. */
static bool has_only_one(const struct block *block, struct drawn *drawn)
{
    if (!may_show_one(block->kind) || block->frame == NULL)
        return false;
    *drawn = count_drawn(block);
    return drawn->n == 1 && (block->kind == BLOCK_FUNNEL ? block->note != NULL : drawn->n_hidden >= LEAST_HIDDEN);
}

/* Whether so few places are shown among hidden ones that a funnel has no shape. */
static bool has_few_places(const struct block *block)
{
    if (block->kind != BLOCK_FUNNEL || block->frame == NULL || block->note == NULL)
        return false;
    const struct drawn drawn = count_drawn(block);
    return drawn.n > 1 && drawn.n < LEAST_PLACES;
}

/* Why a chart is not worth its room; NULL: it is. */
static const char *why_left_out(const struct block *block)
{
    struct drawn drawn;
    if (has_few_places(block))
        return "[c] Few places are shown, the others are hidden";
    return has_only_one(block, &drawn) ? "[c] One number is shown, the others are hidden" : block_why_empty(block);
}

/* "Poynton: 100.0% [u]", "Drafting, over 20 weeks: 9". The caller frees. */
static char *number_at(const struct block *block, guint row, guint column)
{
    const struct frame_cell *cell = frame_cell(block->frame, row, column);
    g_autofree char *value = unit_short(cell->unit, cell->number);
    g_autofree char *label = unit_frame_cell(frame_cell(block->frame, row, 0));
    const bool is_part = block->kind == BLOCK_SHARES;
    return g_strdup_printf(
        "%s%s%s: %s%s%s%s", label, is_part ? ", " : "", is_part ? frame_column(block->frame, column)->title : "", value,
        cell->symbol == NULL ? "" : " [", cell->symbol == NULL ? "" : cell->symbol, cell->symbol == NULL ? "" : "]");
}

/* " (Poynton: 100.0% [u])" of the only number, or of each of a few places. The caller frees. */
static char *numbers_shown(const struct block *block)
{
    struct drawn drawn;
    g_autoptr(GString) text = g_string_new(NULL);
    if (has_few_places(block)) {
        drawn = count_drawn(block);
        for (guint row = 0; row < frame_n_rows(block->frame); row++) {
            g_autofree char *number = frame_cell(block->frame, row, drawn.column)->kind == FRAME_NUMBER
                                          ? number_at(block, row, drawn.column)
                                          : NULL;
            if (number != NULL)
                g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : " (", number);
        }
        g_string_append_c(text, ')');
    } else if (has_only_one(block, &drawn)) {
        g_autofree char *number = number_at(block, drawn.row, drawn.column);
        g_string_append_printf(text, " (%s)", number);
    }
    return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Whether the page has the measure by month and otherwise too, and only this one is left out for the reason. */
static bool is_of_months_alone(const struct page *page, const struct report_page *from,
                               const struct report_block *wanted, const char *why)
{
    for (guint i = 0; wanted->period == PERIOD_MONTH && i < from->blocks->len; i++) {
        const struct report_block *other = from->blocks->pdata[i];
        const struct block *block = page_find_block(page, other->id);
        if (other->measure == wanted->measure && other->split == NULL && other->period != PERIOD_MONTH &&
            block != NULL && g_strcmp0(why_left_out(block), why) != 0)
            return true;
    }
    return false;
}

/* "D04 Requests decided within 6 weeks by locality". The caller frees. */
static char *subject_of(const struct page *page, const struct report_page *from, const struct report_block *wanted,
                        const struct block *block)
{
    g_autofree char *about = publish_measure_by_split(wanted), *only = numbers_shown(block);
    const bool is_by_month = is_of_months_alone(page, from, wanted, why_left_out(block));
    return g_strdup_printf("%s %s%s%s", wanted->measure->ref, about, is_by_month ? " by month" : "", only);
}

/* The block of a chart that has nothing to draw, or NULL; one as wide as the sheet says so in its own place, unless a
 * number goes with it. */
static struct block *find_empty(const struct page *page, const struct report_block *from)
{
    struct block *block = page_find_block(page, from->id);
    struct drawn drawn;
    if (block == NULL || block->is_missing || from->measure == NULL)
        return NULL;
    const bool may_go = block->width != WIDTH_FULL || has_only_one(block, &drawn) || has_few_places(block);
    return may_go && why_left_out(block) != NULL ? block : NULL;
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
static void add_subject(GArray *reasons, const char *why, const char *subject)
{
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
        g_autofree char *subject = subject_of(page, from, wanted, block);
        add_subject(reasons, why_left_out(block), subject);
        block->is_left_out = true;
    }
    if (reasons->len > 0)
        add_text(p, page, reasons);
}
