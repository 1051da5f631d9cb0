/* Builders of charts over time: lines, small multiples, stacked columns. */
#include "stages/publish_block.h"

#include "stages/control.h"
#include "stages/sentence.h"

#define MOST_PANELS 9
#define MOST_SERIES 4

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
    for (guint i = 0; i < categories->len && i < publish_most(from, MOST_SERIES); i++) {
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

/* A group in a period: its number, or the symbol of what is hidden or missing in it. */
static struct group_sum group_amount(const struct publisher *p, const struct report_block *from,
                                     const struct report_group *group, int32_t end)
{
    struct group_sum amount = {0, NULL};
    if (group->categories == NULL)
        add_figure_of(p, from, group->refs, end, &amount.value, &amount.symbol);
    for (char **category = group->categories; category != NULL && *category != NULL; category++)
        add_figure_of(p, from, *category, end, &amount.value, &amount.symbol);
    return amount;
}

static bool has_category(const struct report_group *group, const char *category)
{
    return group->categories == NULL ? g_str_equal(group->refs, category)
                                     : g_strv_contains((const char *const *)group->categories, category);
}

static bool any_has(const GArray *groups, const char *category)
{
    for (guint i = 0; i < groups->len; i++)
        if (has_category(&g_array_index(groups, struct report_group, i), category))
            return true;
    return false;
}

/* Whether the groups leave no category out: then what they hide is the rest. */
static bool are_whole(const struct publisher *p, const struct report_block *from, const GArray *groups,
                      const GPtrArray *periods)
{
    for (guint i = 0; i < periods->len; i++) {
        const struct figure *all = periods->pdata[i];
        g_autoptr(GPtrArray) found =
            figures_categories(p->figures, from->measure->id, from->split, from->period, all->period.end);
        for (guint j = 0; j < found->len; j++)
            if (!any_has(groups, ((const struct figure *)found->pdata[j])->category))
                return false;
    }
    return true;
}

static void add_stack_row(const struct publisher *p, const struct report_block *from, const GArray *groups,
                          const struct figure *all, bool has_all, struct frame *frame)
{
    g_autofree struct group_sum *sums = g_new(struct group_sum, groups->len);
    for (guint i = 0; i < groups->len; i++)
        sums[i] = group_amount(p, from, &g_array_index(groups, struct report_group, i), all->period.end);
    if (has_all)
        publish_tell_rest(p, all, sums, groups->len);
    for (guint i = 0; i < groups->len; i++) {
        if (sums[i].symbol == NULL)
            frame_add_number(frame, sums[i].value, NULL);
        else
            frame_add_symbol(frame, sums[i].symbol);
    }
}

static void fill_stack(const struct publisher *p, const struct report_block *from, const GArray *groups,
                       const GPtrArray *periods, struct frame *frame)
{
    const bool has_all = are_whole(p, from, groups, periods);
    frame_add_column(frame, "period", "Period", UNIT_TEXT);
    for (guint i = 0; i < groups->len; i++) {
        const char *title = g_array_index(groups, struct report_group, i).title;
        frame_add_column(frame, title, title, from->measure->unit);
    }
    if (has_all)
        frame_add_column(frame, "all", "All", from->measure->unit);
    for (guint i = 0; i < periods->len; i++) {
        const struct figure *all = periods->pdata[i];
        g_autofree char *label = publish_period_label(&all->period);
        frame_add_text(frame, label);
        add_stack_row(p, from, groups, all, has_all, frame);
        if (has_all)
            publish_add_figure(frame, from->measure, all);
    }
}

void build_stack(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_STACK, &is_empty);
    if (is_empty)
        return;
    g_autoptr(GArray) groups = stack_groups(p, from);
    g_autoptr(GPtrArray) periods = control_series(p->figures, from->measure, "all", "all", from->period);
    if (groups->len == 0 || periods->len == 0) {
        publish_empty(p, block, "[z] There is no case to show.");
        return;
    }
    block->frame = document_frame(p->document);
    fill_stack(p, from, groups, periods, block->frame);
    publish_split_subtitle(p, block, from, publish_unit_words(from->measure));
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
    frame_add_column(frame, "panel", "Category", UNIT_TEXT);
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
