/* Builders of charts over categories: bars, shares, stacks, multiples, lines. */
#include "stages/publish_block.h"

#include "pipeline/lib/number.h"
#include "stages/sentence.h"

#include <string.h>

#define MOST_CATEGORIES 12 /* bars that a half page shows legibly, unless the page says otherwise */
#define MOST_PANELS 9

static guint most_of(const struct report_block *from, guint usual)
{
    return from->most > 0 ? (guint)from->most : usual;
}

static const char *split_words(struct publisher *p, const char *split)
{
    char *words = g_strdelimit(g_strdup(split), "_", ' ');
    const char *kept = document_text(p->document, words);
    g_free(words);
    return kept;
}

static void set_split_subtitle(struct publisher *p, struct block *block, const struct report_block *from,
                               const char *unit)
{
    const struct figure *headline = figures_headline(p->figures, from->measure, p->calendar->as_at);
    g_autofree char *period = headline == NULL ? g_strdup("no period") : sentence_period(&headline->period);
    block->subtitle =
        document_printf(p->document, "%s by %s, %s, %s, %s", from->measure->title, split_words(p, from->split),
                        p->document->authority, from->period == PERIOD_MONTH ? "by month" : period, unit);
}

/* "Autism is highest: 1,055" … the finding of a chart over categories: the largest that is known. */
static char *largest_finding(struct publisher *p, const struct report_block *from, GPtrArray *categories)
{
    const struct figure *largest = NULL;
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        if (figure->has_value && !g_str_equal(figure->category, "unknown") &&
            (largest == NULL || figure->value > largest->value))
            largest = figure;
    }
    if (largest == NULL)
        return g_strdup(from->measure->title);
    g_autofree char *value = sentence_value(largest);
    return g_strdup_printf("%s has the %s: %s", standing_label(p->standing, from->split, largest->category),
                           from->measure->kind == MEASURE_COUNT ? "most" : "highest", value);
}

/* Start of a chart over categories: NULL when there is nothing to draw and the block says so. */
static struct block *start_categories(struct publisher *p, struct page *page, const struct report_block *from,
                                      enum block_kind kind, GPtrArray **categories)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, kind, &is_empty);
    if (is_empty)
        return NULL;
    *categories = publish_categories(p, from->measure, from->split, from->period, publish_end(p, from->measure));
    if ((*categories)->len > 0)
        return block;
    g_clear_pointer(categories, g_ptr_array_unref);
    publish_empty(p, block, "[z] There is no case to show.");
    return NULL;
}

static void finish_categories(struct publisher *p, struct block *block, const struct report_block *from,
                              GPtrArray *categories, const char *unit)
{
    g_autofree char *finding = largest_finding(p, from, categories);
    set_split_subtitle(p, block, from, unit);
    if (from->title == NULL)
        block->title = document_text(p->document, finding);
    publish_set_alt(p, block, "Bar chart", finding);
}

void build_bars(struct publisher *p, struct page *page, const struct report_block *from)
{
    GPtrArray *categories = NULL;
    struct block *block = start_categories(p, page, from, BLOCK_BARS, &categories);
    if (block == NULL)
        return;
    const guint most = most_of(from, MOST_CATEGORIES);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "category", "Category", UNIT_TEXT);
    frame_add_column(frame, "value", from->measure->title, from->measure->unit);
    for (guint i = 0; i < categories->len && i < most; i++) {
        const struct figure *figure = categories->pdata[i];
        frame_add_text(frame, standing_label(p->standing, from->split, figure->category));
        publish_add_figure(frame, from->measure, figure);
    }
    finish_categories(p, block, from, categories, publish_unit_words(from->measure));
    g_ptr_array_unref(categories);
}

static void add_share_benchmark(struct publisher *p, struct frame *frame, const struct report_block *from,
                                const char *category)
{
    struct benchmark benchmark;
    if (standing_benchmark(p->standing, from->measure->id, from->split, category, GEOGRAPHY_ENGLAND, &benchmark) &&
        benchmark.has_value)
        frame_add_number(frame, benchmark.value, NULL);
    else
        frame_add_symbol(frame, "x");
}

static bool has_share_benchmark(const struct publisher *p, const struct report_block *from, const GPtrArray *categories)
{
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        struct benchmark benchmark;
        if (standing_benchmark(p->standing, from->measure->id, from->split, figure->category, GEOGRAPHY_ENGLAND,
                               &benchmark) &&
            benchmark.has_value)
            return true;
    }
    return false;
}

/* A hidden total, or a hidden part, gives no share. */
static void add_share(struct frame *frame, const struct figure *part, const struct figure *total)
{
    if (!part->has_numerator || total == NULL || !total->has_numerator)
        frame_add_symbol(frame, *part->symbol == '\0' ? "c" : part->symbol);
    else if (total->numerator == 0)
        frame_add_symbol(frame, "z");
    else
        frame_add_number(frame, percent_of(part->numerator, total->numerator), NULL);
}

/* Each category's share of all, with England's share as a marker where DfE had published it. */
void build_share(struct publisher *p, struct page *page, const struct report_block *from)
{
    GPtrArray *categories = NULL;
    struct block *block = start_categories(p, page, from, BLOCK_BARS, &categories);
    if (block == NULL)
        return;
    const int32_t end = publish_end(p, from->measure);
    const struct figure *total = figures_find(p->figures, from->measure->id, "all", "all", from->period, end);
    const guint most = most_of(from, MOST_CATEGORIES);
    const bool has_benchmark = has_share_benchmark(p, from, categories);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "category", "Category", UNIT_TEXT);
    frame_add_column(frame, "value", "Share of all", UNIT_PERCENT);
    if (has_benchmark)
        frame_add_column(frame, "benchmark", "England", UNIT_PERCENT);
    frame_add_column(frame, "number", "Number", UNIT_NUMBER);
    for (guint i = 0; i < categories->len && i < most; i++) {
        const struct figure *figure = categories->pdata[i];
        frame_add_text(frame, standing_label(p->standing, from->split, figure->category));
        add_share(frame, figure, total);
        if (has_benchmark)
            add_share_benchmark(p, frame, from, figure->category);
        publish_add_figure(frame, from->measure, figure);
    }
    finish_categories(p, block, from, categories, "percent of all");
    g_ptr_array_unref(categories);
}

/* The series of a stack: the groups of the page, or the largest categories as they are. */
static GArray *stack_groups(struct publisher *p, const struct report_block *from)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct report_group));
    if (from->groups->len > 0) {
        g_array_append_vals(groups, from->groups->data, from->groups->len);
        return groups;
    }
    g_autoptr(GPtrArray) categories =
        publish_categories(p, from->measure, from->split, from->period, publish_end(p, from->measure));
    for (guint i = 0; i < categories->len && i < most_of(from, 4); i++) {
        const struct figure *figure = categories->pdata[i];
        const struct report_group group = {.title = standing_label(p->standing, from->split, figure->category),
                                           .refs = figure->category};
        g_array_append_val(groups, group);
    }
    return groups;
}

static void add_figure_of(const struct publisher *p, const struct report_block *from, const char *category, int32_t end,
                          double *sum, const char **hidden)
{
    const struct figure *figure = figures_find(p->figures, from->measure->id, from->split, category, from->period, end);
    if (figure == NULL)
        return;
    if (figure->has_value)
        *sum += figure->value;
    else
        *hidden = figure->symbol;
}

static void add_group_value(const struct publisher *p, struct frame *frame, const struct report_block *from,
                            const struct report_group *group, int32_t end)
{
    double sum = 0;
    const char *hidden = NULL;
    if (group->categories == NULL)
        add_figure_of(p, from, group->refs, end, &sum, &hidden);
    for (char **category = group->categories; category != NULL && *category != NULL; category++)
        add_figure_of(p, from, *category, end, &sum, &hidden);
    if (hidden == NULL)
        frame_add_number(frame, sum, NULL);
    else
        frame_add_symbol(frame, hidden);
}

void build_stack(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_STACK, &is_empty);
    if (is_empty)
        return;
    g_autoptr(GArray) groups = stack_groups(p, from);
    g_autoptr(GPtrArray) periods = figures_series(p->figures, from->measure->id, "all", "all", from->period);
    if (groups->len == 0 || periods->len == 0) {
        publish_empty(p, block, "[z] There is no case to show.");
        return;
    }
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    for (guint i = 0; i < groups->len; i++) {
        const char *title = g_array_index(groups, struct report_group, i).title;
        frame_add_column(frame, title, title, from->measure->unit);
    }
    for (guint i = 0; i < periods->len; i++) {
        const struct figure *all = periods->pdata[i];
        g_autofree char *label = publish_period_label(&all->period);
        frame_add_text(frame, label);
        for (guint j = 0; j < groups->len; j++)
            add_group_value(p, frame, from, &g_array_index(groups, struct report_group, j), all->period.end);
    }
    set_split_subtitle(p, block, from, publish_unit_words(from->measure));
    const struct reviewer reviewer = publish_reviewer(p);
    g_autofree char *finding = sentence_headline(&reviewer, from->measure);
    publish_set_alt(p, block, "Stacked columns", finding);
}

static void add_target_column(struct publisher *p, struct frame *frame, const struct report_block *from)
{
    if (publish_target(p, from->measure, from->period) != NULL)
        frame_add_column(frame, "target", "Target", from->measure->unit);
}

static void add_series_row(struct publisher *p, struct frame *frame, const struct report_block *from, const char *panel,
                           const struct figure *figure)
{
    const struct target *target = publish_target(p, from->measure, from->period);
    g_autofree char *label = publish_period_label(&figure->period);
    if (panel != NULL)
        frame_add_text(frame, panel);
    frame_add_text(frame, label);
    publish_add_figure(frame, from->measure, figure);
    if (target != NULL)
        frame_add_number(frame, target->value, NULL);
}

void build_line(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_LINE, &is_empty);
    if (is_empty)
        return;
    g_autoptr(GPtrArray) series = figures_series(p->figures, from->measure->id, "all", "all", from->period);
    if (series->len == 0) {
        publish_empty(p, block, "[z] There is no period to show.");
        return;
    }
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", from->measure->title, from->measure->unit);
    add_target_column(p, frame, from);
    for (guint i = 0; i < series->len; i++)
        add_series_row(p, frame, from, NULL, series->pdata[i]);
    const struct reviewer reviewer = publish_reviewer(p);
    g_autofree char *finding = sentence_headline(&reviewer, from->measure);
    publish_set_alt(p, block, "Line chart", finding);
}

void build_multiples(struct publisher *p, struct page *page, const struct report_block *from)
{
    GPtrArray *categories = NULL;
    struct block *block = start_categories(p, page, from, BLOCK_MULTIPLES, &categories);
    if (block == NULL)
        return;
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "panel", "Category", UNIT_TEXT);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", from->measure->title, from->measure->unit);
    add_target_column(p, frame, from);
    guint n_panels = 0;
    for (guint i = 0; i < categories->len && n_panels < most_of(from, MOST_PANELS); i++) {
        const struct figure *category = categories->pdata[i];
        if (g_str_equal(category->category, "unknown"))
            continue;
        g_autoptr(GPtrArray) series =
            figures_series(p->figures, from->measure->id, from->split, category->category, from->period);
        n_panels++;
        for (guint j = 0; j < series->len; j++)
            add_series_row(p, frame, from, standing_label(p->standing, from->split, category->category),
                           series->pdata[j]);
    }
    finish_categories(p, block, from, categories, publish_unit_words(from->measure));
    g_ptr_array_unref(categories);
    if (n_panels == 0) {
        block->frame = NULL;
        publish_empty(p, block, "[z] There is no case to show.");
    }
}
