/* Builder of the glance: every measure in one row, with its two years for a sparkline. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"
#include "stages/judge/control.h"

#include <string.h>

/* Two years of a measure, for a sparkline; NULL when there is nothing to draw. */
static struct frame *make_trend(struct publisher *p, const struct measure *measure)
{
    const struct figure *headline = figures_headline(p->figures, measure, p->calendar->as_at);
    if (headline == NULL)
        return NULL;
    g_autoptr(GPtrArray) series = control_series(p->figures, measure, "all", "all", headline->period.kind);
    struct frame *frame = document_frame(p->document);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", measure->title, measure->unit);
    guint n_points = 0;
    for (guint i = control_count_before(series, control_data_begin(p->figures, measure)); i < series->len; i++) {
        const struct figure *figure = series->pdata[i];
        g_autofree char *label = publish_period_label(&figure->period);
        frame_add_text(frame, label);
        if (figure->has_value)
            frame_add_number(frame, figure->value, NULL);
        else
            frame_add_symbol(frame, figure->symbol);
        n_points += figure->has_value;
    }
    return n_points < 2 ? NULL : frame;
}

/* What stands in place of a trend. */
static const char *why_no_trend(const struct publisher *p, const struct measure *measure)
{
    const struct figure *headline = figures_headline(p->figures, measure, p->calendar->as_at);
    if (headline == NULL)
        return measure->is_missing ? "x" : "z";
    g_autoptr(GPtrArray) series = control_series(p->figures, measure, "all", "all", headline->period.kind);
    return publish_has_hidden(series) ? "c" : *headline->symbol == 'x' ? "x" : "z";
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

static void add_glance_row(struct publisher *p, struct block *block, const char *topic, const struct measure *measure)
{
    struct frame *frame = block->frame;
    const struct review review = publish_review(p, measure);
    frame_add_text(frame, topic);
    frame_add_text(frame, measure->ref);
    frame_add_text(frame, measure->title);
    frame_add_text(frame, publish_unit_words(measure));
    g_autofree char *numbers = publish_numbers_behind(review.now);
    frame_add_text(frame, review.now != NULL && *review.now->symbol == 'x' ? "[x]" : numbers);
    publish_add_now_and_before(frame, &review);
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
        frame_add_symbol(frame, why_no_trend(p, measure));
        return;
    }
    frame_add_number(frame, block->series->len, NULL);
    g_ptr_array_add(block->series, trend);
}

/* A heading's measures as the page lists them, then those that its letters name, in order of reference. */
static GArray *measures_of(const struct publisher *p, const struct report_group *group)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    for (guint i = 0; group->refs != NULL && i < measures_count(p->measures); i++) {
        const struct measure *measure = measures_at(p->measures, i);
        if (strchr(group->refs, measure->ref[0]) != NULL)
            g_array_append_val(list, measure);
    }
    g_array_sort(list, measures_compare_refs);
    g_array_prepend_vals(list, group->measures->data, group->measures->len);
    return list;
}

static void add_columns(struct frame *frame, const char *trend)
{
    frame_add_column(frame, "topic", "Topic", UNIT_TEXT);
    frame_add_column(frame, "ref", "Ref", UNIT_TEXT);
    frame_add_column(frame, "title", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "numbers", "Cases behind it", UNIT_TEXT);
    frame_add_column(frame, "value", "Latest", UNIT_NUMBER);
    frame_add_column(frame, "previous", "Previous", UNIT_NUMBER);
    frame_add_column(frame, "change", "Change", UNIT_NUMBER);
    frame_add_column(frame, "target", "Target", UNIT_NUMBER);
    frame_add_column(frame, "rating", "Rating", UNIT_TEXT);
    frame_add_column(frame, "travel", "Direction of travel", UNIT_TEXT);
    frame_add_column(frame, "england", "England", UNIT_NUMBER);
    frame_add_column(frame, "region", "Region", UNIT_NUMBER);
    frame_add_column(frame, trend, "Last two years", UNIT_NUMBER);
}

/* How many of the measures have each rating, and which way they went by more than chance. */
struct standings {
    guint ratings[RATING_RED + 1], rated;
    guint better, worse, other; /* `other`: up or down where neither way is better */
};

static struct standings count_reviews(struct publisher *p, const GArray *shown)
{
    struct standings counted = {0};
    for (guint i = 0; i < shown->len; i++) {
        const struct review review = publish_review(p, g_array_index(shown, const struct measure *, i));
        counted.ratings[review.rating]++;
        counted.rated += review.rating != RATING_NONE;
        counted.better += g_str_equal(review.travel, "Better");
        counted.worse += g_str_equal(review.travel, "Worse");
        counted.other += g_str_equal(review.travel, "Up") || g_str_equal(review.travel, "Down");
    }
    return counted;
}

static char *rated_words(const struct standings *counted)
{
    const struct counted_part parts[] = {{counted->ratings[RATING_GREEN], "green"},
                                         {counted->ratings[RATING_AMBER], "amber"},
                                         {counted->ratings[RATING_RED], "red"}};
    if (counted->rated == 0)
        return g_strdup("No measure has a rating, for no target is in force.");
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i].n == counted->rated)
            return counted->rated == 1
                       ? g_strdup_printf("One measure listed here has a rating, and it is %s.", parts[i].what)
                       : g_strdup_printf("All %u measures listed here that have a rating are %s.", counted->rated,
                                         parts[i].what);
    g_autofree char *list = publish_list_parts(parts, G_N_ELEMENTS(parts), " is", " are");
    return g_strdup_printf("Of the %u measures listed here that have a rating, %s.", counted->rated, list);
}

static char *moved_words(const struct standings *counted)
{
    const struct counted_part parts[] = {{counted->better, "for the better"},
                                         {counted->worse, "for the worse"},
                                         {counted->other, "where neither way is better"}};
    if (counted->better + counted->worse + counted->other == 0)
        return g_strdup("no measure listed here moved by more than chance");
    g_autofree char *list = publish_list_parts(parts, G_N_ELEMENTS(parts), " moved", " moved");
    return g_strdup_printf("%s%s by more than chance", list, counted->other > 0 ? "," : "");
}

static void set_finding(struct publisher *p, struct page *page, const GArray *shown)
{
    const struct standings counted = count_reviews(p, shown);
    g_autofree char *rated = rated_words(&counted), *moved = moved_words(&counted);
    page->finding = document_printf(p->document, "%s Since the previous board %s.", rated, moved);
}

/* `trend` names the column of the two years: "trend" is drawn, "history" stands in the workbook alone. */
static void build(struct publisher *p, struct page *page, const struct report_block *from, const char *trend)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_GLANCE, &is_empty);
    g_autofree char *previous = date_format_long(p->calendar->previous_board);
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(const struct measure *));
    block->frame = document_frame(p->document);
    block->subtitle = document_printf(p->document, "%s, latest figure and change since the previous board on %s",
                                      p->document->authority, previous);
    block->series = g_ptr_array_new();
    add_columns(block->frame, trend);
    for (guint i = 0; i < from->groups->len; i++) {
        const struct report_group *group = &g_array_index(from->groups, struct report_group, i);
        g_autoptr(GArray) list = measures_of(p, group);
        g_array_append_vals(shown, list->data, list->len);
        for (guint j = 0; j < list->len; j++)
            add_glance_row(p, block, group->title, g_array_index(list, const struct measure *, j));
    }
    publish_note_missing(p, block, shown);
    if (page->finding == NULL)
        set_finding(p, page, shown);
    if (frame_n_rows(block->frame) == 0)
        publish_empty(p, block, "[z] No measure belongs to this table.");
}

void build_glance(struct publisher *p, struct page *page, const struct report_block *from)
{
    build(p, page, from, "trend");
}

void build_register(struct publisher *p, struct page *page, const struct report_block *from)
{
    build(p, page, from, "history");
}
