/* Builders of bars in parts: for each category of a split, how its cases divide over another split: shares of 100, or
 * amounts. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"
#include "reports/render/unit.h"
#include "stages/judge/sentence.h"

#define MOST_PARTS 5
#define MOST_ROWS 14

/* A part: the categories of `by` that are added. */
static GArray *list_parts(struct publisher *p, const struct report_block *from, int32_t end)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(struct report_group));
    if (from->groups->len > 0) {
        g_array_append_vals(parts, from->groups->data, MIN(from->groups->len, MOST_PARTS));
        return parts;
    }
    g_autoptr(GPtrArray) categories = publish_categories(p, from->measure, from->by, from->period, end);
    for (guint i = 0; i < categories->len && i < MOST_PARTS; i++) {
        const struct figure *figure = categories->pdata[i];
        const struct report_group part = {.title = standing_label(p->standing, from->by, figure->category),
                                          .category = figure->category};
        g_array_append_val(parts, part);
    }
    return parts;
}

/* What a part comes to in a row, or the symbol of what is hidden in it. */
struct sum {
    int64_t count; /* as the row's numerator has it: money in pence */
    double value;  /* in the measure's unit */
    const char *symbol;
};

static void add_to(struct sum *sum, const struct publisher *p, const struct report_block *from, const char *row,
                   const char *part, int32_t end)
{
    g_autofree char *breakdown = g_strdup_printf("%s|%s", from->split, from->by);
    g_autofree char *category = g_strdup_printf("%s|%s", row, part);
    const struct figure *figure = figures_find(p->figures, from->measure->id, breakdown, category, from->period, end);
    if (figure == NULL)
        return;
    if (!figure->has_numerator || !figure->has_value)
        sum->symbol = figure->symbol;
    sum->count += figure->has_numerator ? figure->numerator : 0;
    sum->value += figure->has_value ? figure->value : 0;
}

static struct sum sum_of(const struct publisher *p, const struct report_block *from, const char *row,
                         const struct report_group *part, int32_t end)
{
    struct sum sum = {0, 0, NULL};
    if (part->categories == NULL)
        add_to(&sum, p, from, row, part->category, end);
    for (char **category = part->categories; category != NULL && *category != NULL; category++)
        add_to(&sum, p, from, row, *category, end);
    return sum;
}

static void add_part(struct frame *frame, const struct sum *sum, const struct figure *total, bool is_share)
{
    if (sum->symbol != NULL)
        frame_add_symbol(frame, sum->symbol);
    else if (!is_share)
        frame_add_number(frame, sum->value, NULL);
    else if (!total->has_numerator)
        frame_add_symbol(frame, "c");
    else if (total->numerator == 0)
        frame_add_symbol(frame, "z");
    else
        frame_add_number(frame, percent_of(sum->count, total->numerator), NULL);
}

static void fill_parts(struct publisher *p, struct frame *frame, const struct report_block *from, const GPtrArray *rows,
                       bool is_share)
{
    const int32_t end = publish_end(p, from->measure);
    g_autoptr(GArray) parts = list_parts(p, from, end);
    frame_add_column(frame, "category", publish_split_title(p, from->split), UNIT_TEXT);
    for (guint i = 0; i < parts->len; i++) {
        const char *title = g_array_index(parts, struct report_group, i).title;
        frame_add_column(frame, title, title, is_share ? UNIT_PERCENT : from->measure->unit);
    }
    frame_add_column(frame, "total", is_share ? "Number of all" : "All", from->measure->unit);
    for (guint i = 0; i < rows->len; i++) {
        const struct figure *total = rows->pdata[i];
        frame_add_text(frame, standing_label(p->standing, from->split, total->category));
        for (guint j = 0; j < parts->len; j++) {
            const struct sum sum = sum_of(p, from, total->category, &g_array_index(parts, struct report_group, j), end);
            add_part(frame, &sum, total, is_share);
        }
        publish_add_figure(frame, from->measure, total);
    }
}

/* "Inadequate: most in G: health provision, 9.8%": the last part is the one to look at. NULL where it is hidden
 * everywhere or nowhere more than nothing. */
static char *worst_row(const struct frame *frame, const GPtrArray *rows)
{
    const guint part = frame_n_columns(frame) - 2;
    const struct frame_cell *most = NULL;
    const char *row_of_most = NULL;
    bool has_hidden = false;
    guint n_ties = 0;
    for (guint row = 0; row < rows->len; row++) {
        const struct frame_cell *cell = frame_cell(frame, row, part);
        has_hidden |= cell->kind != FRAME_NUMBER;
        n_ties += cell->kind == FRAME_NUMBER && most != NULL && cell->number == most->number;
        if (cell->kind != FRAME_NUMBER || (most != NULL && cell->number <= most->number))
            continue;
        most = cell;
        row_of_most = frame_cell(frame, row, 0)->text;
        n_ties = 0;
    }
    if (most == NULL || most->number == 0)
        return NULL;
    g_autofree char *share = unit_phrase(UNIT_PERCENT, most->number);
    const char *title = frame_column(frame, part)->title, *shown = has_hidden ? " shown" : "";
    return n_ties == 0 ? g_strdup_printf("%s: most%s in %s, %s", title, shown, row_of_most, share)
                       : g_strdup_printf("%s: most%s, %s, in each of %u", title, shown, share, n_ties + 1);
}

static void build(struct publisher *p, struct page *page, const struct report_block *from, bool is_share)
{
    GPtrArray *rows = NULL;
    struct block *block = publish_start_categories(p, page, from, BLOCK_SHARES, &rows);
    if (block == NULL)
        return;
    publish_keep_most(p, block, rows, publish_most(from, MOST_ROWS));
    block->frame = document_frame(p->document);
    fill_parts(p, block->frame, from, rows, is_share);
    publish_finish_categories(p, block, from, rows,
                              is_share ? "percent, and the number of all" : publish_unit_words(from->measure));
    g_autofree char *worst = is_share && from->title == NULL ? worst_row(block->frame, rows) : NULL;
    if (worst != NULL)
        publish_set_alt(p, block, "Divided bars", worst);
    if (worst != NULL && sentence_words(worst) <= SENTENCE_MOST_WORDS)
        block->title = document_text(p->document, worst);
    g_ptr_array_unref(rows);
}

void build_parts(struct publisher *p, struct page *page, const struct report_block *from)
{
    build(p, page, from, true);
}

void build_amounts(struct publisher *p, struct page *page, const struct report_block *from)
{
    build(p, page, from, false);
}
