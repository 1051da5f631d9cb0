/* Builders of lines over time, one alone or small multiples. */
#include "stages/publish/publish_block.h"

#include "stages/judge/control.h"
#include "stages/judge/sentence.h"

#define MOST_PANELS 9

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

/* Of a line by month the newest whole month is the news, not the year. */
static void name_months(struct publisher *p, struct block *block, const struct report_block *from,
                        const GPtrArray *series)
{
    const struct figure *last = NULL;
    for (guint i = 0; i < series->len; i++)
        if (!((const struct figure *)series->pdata[i])->period.is_part)
            last = series->pdata[i];
    if (from->title != NULL || from->period != PERIOD_MONTH || last == NULL)
        return;
    g_autofree char *title = sentence_figure_title(last);
    block->title = document_text(p->document, title);
}

void build_line(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_LINE, &is_empty);
    if (is_empty)
        return;
    g_autoptr(GPtrArray) series = control_series(p->figures, from->measure, "all", "all", from->period);
    if (series->len == 0) {
        publish_empty(p, block, "[z] There is no period to show.");
        return;
    }
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", from->measure->title, from->measure->unit);
    add_target_column(p, frame, from);
    for (guint i = 0; i < series->len; i++)
        if (!((const struct figure *)series->pdata[i])->period.is_part) /* an unfinished month looks like a fall */
            add_series_row(p, frame, from, NULL, series->pdata[i]);
    publish_leave_gap(p, block, from->measure, series);
    name_months(p, block, from, series);
    const struct reviewer reviewer = publish_reviewer(p);
    g_autofree char *finding = sentence_headline(&reviewer, from->measure);
    publish_set_alt(p, block, "Line chart", finding);
}

static void leave_out_unknown(GPtrArray *categories)
{
    for (guint i = categories->len; i-- > 0;)
        if (g_str_equal(((const struct figure *)categories->pdata[i])->category, "unknown"))
            g_ptr_array_remove_index(categories, i);
}

void build_multiples(struct publisher *p, struct page *page, const struct report_block *from)
{
    GPtrArray *categories = NULL;
    struct block *block = publish_start_categories(p, page, from, BLOCK_MULTIPLES, &categories);
    if (block == NULL)
        return;
    leave_out_unknown(categories);
    publish_keep_most(p, block, categories, publish_most(from, MOST_PANELS));
    struct frame *frame = block->frame = document_frame(p->document);
    frame_add_column(frame, "panel", publish_split_title(p, from->split), UNIT_TEXT);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    frame_add_column(frame, "value", from->measure->title, from->measure->unit);
    add_target_column(p, frame, from);
    for (guint i = 0; i < categories->len; i++) {
        const struct figure *category = categories->pdata[i];
        g_autoptr(GPtrArray) series =
            control_series(p->figures, from->measure, from->split, category->category, from->period);
        for (guint j = 0; j < series->len; j++)
            add_series_row(p, frame, from, standing_label(p->standing, from->split, category->category),
                           series->pdata[j]);
    }
    publish_finish_categories(p, block, from, categories, publish_unit_words(from->measure));
    const bool has_panels = categories->len > 0;
    g_ptr_array_unref(categories);
    if (!has_panels) {
        block->frame = NULL;
        publish_empty(p, block, "[z] There is no case to show.");
    }
}
