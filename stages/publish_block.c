#include "stages/publish_block.h"

#include "pipeline/lib/date.h"
#include "reports/render/unit.h"
#include "stages/sentence.h"

#include <string.h>

struct reviewer publish_reviewer(const struct publisher *publisher)
{
    const gint64 little = project_setting_integer(publisher->project, "little_change_percent", 5);
    return (struct reviewer){publisher->figures, publisher->standing, publisher->calendar, (double)little};
}

struct review publish_review(const struct publisher *publisher, const struct measure *measure)
{
    const struct reviewer reviewer = publish_reviewer(publisher);
    return review_measure(&reviewer, measure);
}

const char *publish_unit_words(const struct measure *measure)
{
    return unit_format(measure->unit)->name;
}

int32_t publish_end(const struct publisher *publisher, const struct measure *measure)
{
    const struct figure *headline = figures_headline(publisher->figures, measure, publisher->calendar->as_at);
    return headline == NULL ? publisher->calendar->as_at : headline->period.end;
}

void publish_empty(struct publisher *publisher, struct block *block, const char *why)
{
    block->empty = document_text(publisher->document, why);
}

static const char *subtitle_of(struct publisher *publisher, const struct report_block *from)
{
    const struct figure *headline = figures_headline(publisher->figures, from->measure, publisher->calendar->as_at);
    g_autofree char *period = headline == NULL ? g_strdup("no period") : sentence_period(&headline->period);
    if (from->period == PERIOD_MONTH) {
        g_free(period);
        period = g_strdup("by month");
    }
    return document_printf(publisher->document, "%s, %s, %s, %s", from->measure->title, publisher->document->authority,
                           period, publish_unit_words(from->measure));
}

struct block *publish_start_block(struct publisher *publisher, struct page *page, const struct report_block *from,
                                  enum block_kind kind, bool *is_empty)
{
    struct block *block = page_add_block(publisher->document, page, kind, from->id);
    const struct measure *measure = from->measure;
    block->width = from->width;
    block->title = document_text(publisher->document, from->title);
    *is_empty = false;
    if (measure == NULL)
        return block;
    block->reference = document_text(publisher->document, measure->ref);
    block->subtitle = subtitle_of(publisher, from);
    block->source = document_printf(publisher->document, "Source: %s", measure->source);
    if (block->title == NULL) {
        const struct reviewer reviewer = publish_reviewer(publisher);
        g_autofree char *title = sentence_title(&reviewer, measure);
        block->title = document_text(publisher->document, title);
    }
    *is_empty = measure->is_missing;
    if (measure->is_missing)
        block->empty =
            document_printf(publisher->document, "[x] Not available: the extract \"%s\" has not been loaded.",
                            measure->missing_extract);
    return block;
}

void publish_add_figure(struct frame *frame, const struct measure *measure, const struct figure *figure)
{
    const bool is_counted = measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
    if (figure == NULL && is_counted)
        frame_add_number_in(frame, 0, measure->unit, NULL);
    else if (figure == NULL)
        frame_add_symbol(frame, "z");
    else if (!figure->has_value)
        frame_add_symbol(frame, *figure->symbol == '\0' ? "z" : figure->symbol);
    else
        frame_add_number_in(frame, figure->value, measure->unit, *figure->symbol == '\0' ? NULL : figure->symbol);
}

void publish_set_alt(struct publisher *publisher, struct block *block, const char *chart, const char *finding)
{
    g_autofree char *text = g_strdup_printf("%s of %s. %s", chart, block->subtitle, finding);
    if (g_utf8_strlen(text, -1) > 400) {
        g_autofree char *cut = g_utf8_substring(text, 0, 399);
        block->alt = document_printf(publisher->document, "%s…", cut);
    } else {
        block->alt = document_text(publisher->document, text);
    }
}

const struct target *publish_target(const struct publisher *publisher, const struct measure *measure,
                                    enum period_kind kind)
{
    const bool adds_up = measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
    if (adds_up && kind != measure_headline_kind(measure))
        return NULL;
    return measure->better == BETTER_NEITHER ? NULL : standing_target(publisher->standing, measure->id);
}

/* A figure in its place among the categories of a page. */
struct ranked {
    const struct figure *figure;
    int rank;
    bool is_unknown;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *left = a, *right = b;
    if (left->is_unknown != right->is_unknown)
        return left->is_unknown ? 1 : -1;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    if (left->figure->value != right->figure->value)
        return left->figure->value > right->figure->value ? -1 : 1;
    return strcmp(left->figure->category, right->figure->category);
}

GPtrArray *publish_categories(const struct publisher *publisher, const struct measure *measure, const char *breakdown,
                              enum period_kind kind, int32_t end)
{
    GPtrArray *figures = figures_categories(publisher->figures, measure->id, breakdown, kind, end);
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(struct ranked));
    for (guint i = 0; i < figures->len; i++) {
        const struct figure *figure = figures->pdata[i];
        const struct ranked entry = {figure, standing_rank(publisher->standing, breakdown, figure->category),
                                     g_str_equal(figure->category, "unknown")};
        g_array_append_val(ranked, entry);
    }
    g_array_sort(ranked, compare_ranked);
    for (guint i = 0; i < figures->len; i++)
        figures->pdata[i] = (void *)(uintptr_t)g_array_index(ranked, struct ranked, i).figure;
    return figures;
}

char *publish_period_label(const struct period *period)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const struct date_parts end = date_to_parts(period->end);
    if (period->kind == PERIOD_MONTH && period->is_part)
        return g_strdup_printf("%s %d (part)", months[end.month - 1], end.year);
    if (period->kind == PERIOD_MONTH)
        return g_strdup_printf("%s %d", months[end.month - 1], end.year);
    return g_strdup_printf("%d %s %d", end.day, months[end.month - 1], end.year);
}
