/* Builders of bars: a measure's value by category, and each category's share of all. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"
#include "pipeline/lib/statistics.h"

#define MOST_CATEGORIES 12 /* bars that a half page shows legibly, unless the page says otherwise */

/* A rate's 95% interval (Wilson), in percent, and its cases; symbols where the figure is hidden. */
static void add_interval(struct frame *frame, const struct figure *figure)
{
    if (!figure->has_value || !figure->has_numerator || !figure->has_denominator || figure->denominator == 0) {
        for (int i = 0; i < 3; i++)
            frame_add_symbol(frame, *figure->symbol == '\0' ? "z" : figure->symbol);
        return;
    }
    const struct interval interval =
        statistics_wilson((double)figure->numerator, (double)figure->denominator, STATISTICS_Z95);
    frame_add_number(frame, round_to_tenth(interval.lower * 100), NULL);
    frame_add_number(frame, round_to_tenth(interval.upper * 100), NULL);
    frame_add_number(frame, (double)figure->denominator, NULL);
}

static void add_bar_columns(struct frame *frame, const struct measure *measure, const char *split)
{
    frame_add_column(frame, "category", split, UNIT_TEXT);
    frame_add_column(frame, "value", measure->title, measure->unit);
    if (measure->kind != MEASURE_RATE)
        return;
    frame_add_column(frame, "lower", "Lower end of the 95% interval", UNIT_PERCENT);
    frame_add_column(frame, "upper", "Upper end of the 95% interval", UNIT_PERCENT);
    frame_add_column(frame, "cases", "Cases", UNIT_NUMBER);
}

void build_bars(struct publisher *p, struct page *page, const struct report_block *from)
{
    GPtrArray *categories = NULL;
    struct block *block = publish_start_categories(p, page, from, BLOCK_BARS, &categories);
    if (block == NULL)
        return;
    publish_keep_most(p, block, categories, publish_most(from, MOST_CATEGORIES));
    const bool is_rate = from->measure->kind == MEASURE_RATE;
    struct frame *frame = block->frame = document_frame(p->document);
    add_bar_columns(frame, from->measure, publish_split_title(p, from->split));
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        frame_add_text(frame, standing_label(p->standing, from->split, figure->category));
        publish_add_figure(frame, from->measure, figure);
        if (is_rate)
            add_interval(frame, figure);
    }
    publish_finish_categories(p, block, from, categories,
                              is_rate ? "percent with 95% interval" : publish_unit_words(from->measure));
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
    struct block *block = publish_start_categories(p, page, from, BLOCK_BARS, &categories);
    if (block == NULL)
        return;
    const int32_t end = publish_end(p, from->measure);
    const struct figure *total = figures_find(p->figures, from->measure->id, "all", "all", from->period, end);
    publish_keep_most(p, block, categories, publish_most(from, MOST_CATEGORIES));
    const bool has_benchmark = has_share_benchmark(p, from, categories);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "category", publish_split_title(p, from->split), UNIT_TEXT);
    frame_add_column(frame, "value", "Share of all", UNIT_PERCENT);
    if (has_benchmark)
        frame_add_column(frame, "benchmark", "England", UNIT_PERCENT);
    frame_add_column(frame, "number", "Number", UNIT_NUMBER);
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *figure = categories->pdata[i];
        frame_add_text(frame, standing_label(p->standing, from->split, figure->category));
        add_share(frame, figure, total);
        if (has_benchmark)
            add_share_benchmark(p, frame, from, figure->category);
        publish_add_figure(frame, from->measure, figure);
    }
    publish_finish_categories(p, block, from, categories, "percent of all");
    g_ptr_array_unref(categories);
}
