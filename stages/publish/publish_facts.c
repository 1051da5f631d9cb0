/* Builders of key figures in large digits: a strip of measures, and cards with a sentence each. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/date.h"
#include "stages/judge/sentence.h"
#include "stages/report/report_text.h"

#include <string.h>

static void add_fact(struct publisher *p, struct frame *frame, const struct measure *measure)
{
    const struct review review = publish_review(p, measure);
    g_autofree char *label = g_strdup_printf("%s %s", measure->ref, measure->title);
    frame_add_text(frame, label);
    frame_add_text(frame, publish_unit_words(measure));
    publish_add_headline(frame, &review);
    g_autofree char *numbers = publish_numbers_behind(review.now);
    frame_add_text(frame, review.now != NULL && *review.now->symbol == 'x' ? "[x]" : numbers);
    frame_add_text(frame, rating_name(review.rating));
}

static bool has_same_measures(const struct report_block *block, const struct report_block *other)
{
    return block->chart == other->chart && block->measures->len == other->measures->len &&
           memcmp(block->measures->data, other->measures->data,
                  block->measures->len * sizeof(const struct measure *)) == 0;
}

/* A strip may stand on several pages. */
static bool stands_before(const struct report *report, const struct report_block *from)
{
    for (guint i = 0; i < report->pages->len; i++) {
        const struct report_page *page = report->pages->pdata[i];
        for (guint j = 0; j < page->blocks->len; j++) {
            if (page->blocks->pdata[j] == from)
                return false;
            if (has_same_measures(page->blocks->pdata[j], from))
                return true;
        }
    }
    return false;
}

void build_facts(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_FACTS, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "label", "Measure", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "value", "Latest", UNIT_NUMBER);
    frame_add_column(frame, "numbers", "Cases behind it", UNIT_TEXT);
    frame_add_column(frame, "rating", "Rating", UNIT_TEXT);
    for (guint i = 0; i < from->measures->len; i++)
        add_fact(p, frame, g_array_index(from->measures, const struct measure *, i));
    publish_note_missing(p, block, from->measures);
    block->is_missing = publish_are_missing(p, from->measures);
    block->is_repeated = stands_before(p->report, from);
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] No measure belongs to this strip.");
}

/* What a card says: the group's sentence, or why there is none. The caller frees. */
static char *card_text(struct publisher *p, const struct report_group *group, const struct figure *now)
{
    const struct report_text_figures figures = {
        .now = now,
        .before = publish_subject(p, group, p->calendar->previous_board),
        .target = group->split == NULL ? standing_target(p->standing, group->measure->id) : NULL,
        .calendar = p->calendar,
    };
    g_autofree char *missing = publish_why_missing(p, group->measure);
    if (missing != NULL)
        return g_strdup("We cannot show this yet: the records have not reached us.");
    if (now != NULL && *now->symbol == 'x')
        return g_strdup("We cannot show this yet: the records are not complete.");
    if (now == NULL || !now->has_value)
        return g_strdup(now != NULL && *now->symbol == 'c' ? "Hidden, so that no child can be recognised."
                                                           : "There is no figure to show for this time.");
    g_autofree char *text =
        group->text == NULL ? sentence_period(&now->period) : report_text_fill(group->text, &figures);
    if (!g_str_equal(now->symbol, "u"))
        return g_steal_pointer(&text);
    return g_strdup_printf("%s [u]: there were fewer than %" G_GINT64_FORMAT ".", text,
                           project_setting_integer(p->project, "rate_minimum", 10));
}

void build_cards(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_FACTS, &is_empty);
    struct frame *frame = block->frame = document_frame(p->document);
    g_autofree char *day = date_format_long(p->calendar->as_at);
    block->subtitle =
        document_printf(p->document, "%s. A year is the twelve months to %s; a number without a time is of that day.",
                        p->document->authority, day);
    frame_add_column(frame, "label", "About", UNIT_TEXT);
    frame_add_column(frame, "unit", "Unit", UNIT_TEXT);
    frame_add_column(frame, "value", "Figure", UNIT_NUMBER);
    frame_add_column(frame, "text", "What it says", UNIT_TEXT);
    for (guint i = 0; i < from->groups->len; i++) {
        const struct report_group *group = &g_array_index(from->groups, struct report_group, i);
        const struct figure *now = publish_subject(p, group, p->calendar->as_at);
        g_autofree char *text = card_text(p, group, now);
        frame_add_text(frame, group->title);
        frame_add_text(frame, publish_unit_words(group->measure));
        publish_add_figure(frame, group->measure, now);
        frame_add_text(frame, text);
    }
    if (frame_n_rows(frame) == 0)
        publish_empty(p, block, "[z] No figure belongs to this page.");
}
