/* Builders of tables: at a glance, categories, two-way tables, published figures, definitions, inputs, texts. */
#include "stages/publish_block.h"
#include "stages/sentence.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

#include <string.h>

/* Two years of a measure, for a sparkline; NULL when there is nothing to draw. */
static struct frame *make_trend(struct publisher *p, const struct measure *measure)
{
    const struct figure *headline = figures_headline(p->figures, measure, p->calendar->as_at);
    if (headline == NULL)
        return NULL;
    g_autoptr(GPtrArray) series = figures_series(p->figures, measure->id, "all", "all", headline->period.kind);
    struct frame *frame = document_frame(p->document);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", measure->title, measure->unit);
    guint n_points = 0;
    for (guint i = 0; i < series->len; i++) {
        const struct figure *figure = series->pdata[i];
        if (!figure->has_value)
            continue;
        g_autofree char *label = publish_period_label(&figure->period);
        frame_add_text(frame, label);
        frame_add_number(frame, figure->value, NULL);
        n_points++;
    }
    return n_points < 2 ? NULL : frame;
}

static void add_benchmark(struct publisher *p, struct frame *frame, const struct measure *measure,
                          enum geography geography)
{
    struct benchmark benchmark;
    if (!standing_benchmark(p->standing, measure->id, "all", "all", geography, &benchmark))
        frame_add_symbol(frame, "z");
    else if (!benchmark.has_value)
        frame_add_symbol(frame, "x");
    else
        frame_add_number_in(frame, benchmark.value, measure->unit, NULL);
}

static void add_change(struct frame *frame, const struct figure *now, const struct figure *before)
{
    if (now == NULL || before == NULL || !now->has_value || !before->has_value)
        frame_add_symbol(frame, "z");
    else
        frame_add_number_in(frame, round_to_tenth(now->value - before->value), now->measure->unit, NULL);
}

/* The latest figure, the previous board's and the change. */
static void add_now_and_before(struct frame *frame, const struct review *review)
{
    publish_add_figure(frame, review->measure, review->now);
    if (review->before == NULL)
        frame_add_symbol(frame, review->measure->is_missing ? "x" : "z");
    else
        publish_add_figure(frame, review->measure, review->before);
    add_change(frame, review->now, review->before);
}

static void add_glance_row(struct publisher *p, struct block *block, const char *topic, const struct measure *measure)
{
    struct frame *frame = block->frame;
    const struct review review = publish_review(p, measure);
    frame_add_text(frame, topic);
    frame_add_text(frame, measure->ref);
    frame_add_text(frame, measure->title);
    frame_add_text(frame, publish_unit_words(measure));
    add_now_and_before(frame, &review);
    if (review.target == NULL)
        frame_add_symbol(frame, "z");
    else
        frame_add_number_in(frame, review.target->value, measure->unit, NULL);
    frame_add_text(frame, rating_name(review.rating));
    frame_add_text(frame, review.travel);
    add_benchmark(p, frame, measure, GEOGRAPHY_ENGLAND);
    add_benchmark(p, frame, measure, GEOGRAPHY_REGION);
    struct frame *trend = make_trend(p, measure);
    if (trend == NULL) {
        frame_add_blank(frame);
        return;
    }
    frame_add_number(frame, block->series->len, NULL);
    g_ptr_array_add(block->series, trend);
}

static bool is_in_group(const struct measure *measure, const struct report_group *group)
{
    return group->refs != NULL && strchr(group->refs, measure->ref[0]) != NULL;
}

static int compare_refs(const void *a, const void *b)
{
    const struct measure *const *left = a, *const *right = b;
    return strcmp((*left)->ref, (*right)->ref);
}

/* A heading's measures in order of reference. */
static GArray *measures_of(const struct publisher *p, const struct report_group *group)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    for (guint i = 0; i < measures_count(p->measures); i++) {
        const struct measure *measure = measures_at(p->measures, i);
        if (is_in_group(measure, group))
            g_array_append_val(list, measure);
    }
    g_array_sort(list, compare_refs);
    return list;
}

void build_glance(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_GLANCE, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    g_autofree char *previous = date_format_long(p->calendar->previous_board);
    block->subtitle = document_printf(p->document, "%s, latest figure and change since the previous board on %s",
                                      p->document->authority, previous);
    block->series = g_ptr_array_new();
    frame_add_column(frame, "topic", "Topic", UNIT_TEXT);
    frame_add_column(frame, "ref", "Reference", UNIT_TEXT);
    frame_add_column(frame, "title", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "value", "Latest", UNIT_NUMBER);
    frame_add_column(frame, "previous", "Previous board", UNIT_NUMBER);
    frame_add_column(frame, "change", "Change", UNIT_NUMBER);
    frame_add_column(frame, "target", "Target", UNIT_NUMBER);
    frame_add_column(frame, "rating", "Rating", UNIT_TEXT);
    frame_add_column(frame, "travel", "Travel", UNIT_TEXT);
    frame_add_column(frame, "england", "England", UNIT_NUMBER);
    frame_add_column(frame, "region", "Region", UNIT_NUMBER);
    frame_add_column(frame, "trend", "Two years", UNIT_NUMBER);
    for (guint i = 0; i < from->groups->len; i++) {
        const struct report_group *group = &g_array_index(from->groups, struct report_group, i);
        g_autoptr(GArray) list = measures_of(p, group);
        for (guint j = 0; j < list->len; j++)
            add_glance_row(p, block, group->title, g_array_index(list, const struct measure *, j));
    }
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] No measure belongs to this table.");
}

static void add_category_rows(struct publisher *p, struct frame *frame, const struct report_block *from)
{
    const int32_t end = publish_end(p, from->measure);
    const int32_t before_end = from->period == PERIOD_CENSUS ? end : p->calendar->previous_board;
    g_autoptr(GPtrArray) categories = publish_categories(p, from->measure, from->split, from->period, end);
    for (guint i = 0; i < categories->len && (from->most == 0 || i < from->most); i++) {
        const struct figure *now = categories->pdata[i];
        const struct figure *before = before_end == end ? NULL
                                                        : figures_find(p->figures, from->measure->id, from->split,
                                                                       now->category, from->period, before_end);
        frame_add_text(frame, standing_label(p->standing, from->split, now->category));
        publish_add_figure(frame, from->measure, now);
        if (before_end == end)
            frame_add_symbol(frame, "z");
        else
            publish_add_figure(frame, from->measure, before);
        add_change(frame, now, before);
    }
}

static void add_measure_rows(struct publisher *p, struct frame *frame, const struct report_block *from)
{
    for (guint i = 0; i < from->measures->len; i++) {
        const struct measure *measure = g_array_index(from->measures, const struct measure *, i);
        const struct review review = publish_review(p, measure);
        g_autofree char *name = g_strdup_printf("%s %s", measure->ref, measure->title);
        frame_add_text(frame, name);
        frame_add_text(frame, publish_unit_words(measure));
        add_now_and_before(frame, &review);
    }
}

/* Rows are measures, or the categories of one measure's split; columns are this board, the previous board and the
 * change. */
void build_table(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    if (is_empty)
        return;
    struct frame *frame = block->frame = document_frame(p->document);
    const struct period now = {.kind = PERIOD_DAY, .end = p->calendar->as_at},
                        before = {.kind = PERIOD_DAY, .end = p->calendar->previous_board};
    g_autofree char *now_day = publish_period_label(&now);
    g_autofree char *before_day = publish_period_label(&before);
    const enum unit unit = from->measure == NULL ? UNIT_NUMBER : from->measure->unit;
    frame_add_column(frame, "category", from->split == NULL ? "Measure" : "Category", UNIT_TEXT);
    if (from->measure == NULL)
        frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "value", document_text(p->document, now_day), unit);
    frame_add_column(frame, "previous", document_text(p->document, before_day), unit);
    frame_add_column(frame, "change", "Change", unit);
    if (from->measure != NULL && from->split != NULL)
        add_category_rows(p, frame, from);
    else
        add_measure_rows(p, frame, from);
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] There is no case to show.");
}

static int find_text(GPtrArray *texts, const char *text)
{
    for (guint i = 0; i < texts->len; i++)
        if (g_str_equal(texts->pdata[i], text))
            return (int)i;
    return -1;
}

/* The categories of both splits of a two-way figure, in the order pages show; the caller unrefs. */
static GPtrArray *categories_of(const struct publisher *p, const struct report_block *from, const char *split,
                                int32_t end)
{
    g_autoptr(GPtrArray) figures = publish_categories(p, from->measure, split, from->period, end);
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < figures->len; i++)
        g_ptr_array_add(names, g_strdup(((const struct figure *)figures->pdata[i])->category));
    return names;
}

static void add_pair_row(struct publisher *p, struct frame *frame, const struct report_block *from,
                         const char *category, GPtrArray *columns, int32_t end)
{
    g_autofree char *breakdown = g_strdup_printf("%s|%s", from->split, from->by);
    frame_add_text(frame, standing_label(p->standing, from->split, category));
    for (guint i = 0; i < columns->len; i++) {
        g_autofree char *both = g_strdup_printf("%s|%s", category, (const char *)columns->pdata[i]);
        publish_add_figure(frame, from->measure,
                           figures_find(p->figures, from->measure->id, breakdown, both, from->period, end));
    }
    publish_add_figure(frame, from->measure,
                       figures_find(p->figures, from->measure->id, from->split, category, from->period, end));
}

/* Rows are the categories of one split, columns those of another. */
void build_pair(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_empty);
    if (is_empty)
        return;
    const int32_t end = publish_end(p, from->measure);
    g_autoptr(GPtrArray) rows = categories_of(p, from, from->split, end);
    g_autoptr(GPtrArray) columns = categories_of(p, from, from->by, end);
    if (rows->len == 0) {
        publish_empty(p, block, "[z] There is no case to show.");
        return;
    }
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "category", "Category", UNIT_TEXT);
    for (guint i = 0; i < columns->len; i++)
        frame_add_column(frame, columns->pdata[i], standing_label(p->standing, from->by, columns->pdata[i]),
                         from->measure->unit);
    frame_add_column(frame, "total", "Total", from->measure->unit);
    for (guint i = 0; i < rows->len; i++)
        add_pair_row(p, frame, from, rows->pdata[i], columns, end);
}

static void add_published_cell(struct frame *frame, const GArray *published, const char *period,
                               enum geography geography)
{
    for (guint i = 0; i < published->len; i++) {
        const struct benchmark *benchmark = &g_array_index(published, struct benchmark, i);
        if (benchmark->geography != geography || !g_str_equal(benchmark->period, period))
            continue;
        if (benchmark->has_value)
            frame_add_number(frame, benchmark->value, NULL);
        else
            frame_add_symbol(frame, "x");
        return;
    }
    frame_add_symbol(frame, "x");
}

/* What DfE publishes, year by year: the council, its region, England. */
void build_published(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_missing;
    struct block *block = publish_start_block(p, page, from, BLOCK_TABLE, &is_missing);
    block->empty = NULL; /* DfE's figures stand whether or not our own extract is there */
    block->subtitle = document_printf(p->document, "%s, percent, as DfE publishes it for each year that has ended",
                                      from->measure->title);
    block->source = document_text(p->document, "Source: DfE, Education, health and care plans");
    g_autoptr(GArray) published = standing_published(p->standing, from->measure->id);
    g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < published->len; i++)
        if (find_text(years, g_array_index(published, struct benchmark, i).period) < 0)
            g_ptr_array_add(years, g_strdup(g_array_index(published, struct benchmark, i).period));
    if (years->len == 0) {
        publish_empty(p, block, "[x] DfE's published file has not been loaded, or no year of it had ended.");
        return;
    }
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "year", "Year", UNIT_TEXT);
    frame_add_column(frame, "council", p->document->authority, from->measure->unit);
    frame_add_column(frame, "region", "Region", from->measure->unit);
    frame_add_column(frame, "england", "England", from->measure->unit);
    for (guint i = 0; i < years->len; i++) {
        g_autofree char *year = g_strdup_printf("Year %s", (const char *)years->pdata[i]);
        frame_add_text(frame, year);
        add_published_cell(frame, published, years->pdata[i], GEOGRAPHY_COUNCIL);
        add_published_cell(frame, published, years->pdata[i], GEOGRAPHY_REGION);
        add_published_cell(frame, published, years->pdata[i], GEOGRAPHY_ENGLAND);
    }
}
