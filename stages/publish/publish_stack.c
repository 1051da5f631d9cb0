/* Builder of stacked columns: what a count is made of, period by period. */
#include "stages/publish/publish_block.h"

#include "stages/judge/control.h"
#include "stages/judge/sentence.h"

#define MOST_SERIES 4

/* Whether a group is of what is not known, and nothing is: it would be an empty series of every council that knows. */
static bool is_of_nothing_unknown(const struct publisher *p, const struct report_block *from,
                                  const struct report_group *group, const GPtrArray *periods)
{
    if (g_strv_length(group->categories) != 1 || !g_str_equal(group->categories[0], "unknown"))
        return false;
    for (guint i = 0; i < periods->len; i++) {
        const struct figure *all = periods->pdata[i];
        if (figures_find(p->figures, from->measure->id, from->split, "unknown", from->period, all->period.end) != NULL)
            return false;
    }
    return true;
}

static void append_page_groups(const struct publisher *p, const struct report_block *from, const GPtrArray *periods,
                               GArray *groups)
{
    for (guint i = 0; i < from->groups->len; i++) {
        const struct report_group *group = &g_array_index(from->groups, struct report_group, i);
        if (!is_of_nothing_unknown(p, from, group, periods))
            g_array_append_vals(groups, group, 1);
    }
}

/* The series of a stack: the groups of the page, or the largest categories as they are. */
static GArray *stack_groups(struct publisher *p, const struct report_block *from, const GPtrArray *periods)
{
    GArray *groups = g_array_new(FALSE, FALSE, sizeof(struct report_group));
    if (from->groups->len > 0) {
        append_page_groups(p, from, periods, groups);
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

/* What each group comes to in a period. The caller frees. */
static struct group_sum *group_sums(const struct publisher *p, const struct report_block *from, const GArray *groups,
                                    const struct figure *all, bool has_all)
{
    struct group_sum *sums = g_new(struct group_sum, groups->len);
    for (guint i = 0; i < groups->len; i++)
        sums[i] = group_amount(p, from, &g_array_index(groups, struct report_group, i), all->period.end);
    if (has_all)
        publish_tell_rest(p, all, sums, groups->len);
    return sums;
}

static void add_stack_row(const struct publisher *p, const struct report_block *from, const GArray *groups,
                          const struct figure *all, bool has_all, struct frame *frame)
{
    g_autofree struct group_sum *sums = group_sums(p, from, groups, all, has_all);
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

/* "Largest part: Settings, 492 of 634", of the newest period; NULL where some of it is hidden. */
static char *largest_part(const struct publisher *p, const struct report_block *from, const GArray *groups,
                          const struct figure *all)
{
    g_autofree struct group_sum *sums = group_sums(p, from, groups, all, true);
    guint largest = 0;
    for (guint i = 0; i < groups->len; i++) {
        if (sums[i].symbol != NULL)
            return NULL;
        largest = sums[i].value > sums[largest].value ? i : largest;
    }
    if (!all->has_value || all->value == 0)
        return NULL;
    g_autofree char *most = sentence_number(from->measure, sums[largest].value), *of = sentence_value(all);
    return g_strdup_printf("Largest part: %s, %s of %s", g_array_index(groups, struct report_group, largest).title,
                           most, of);
}

static void name_stack(struct publisher *p, struct block *block, const struct report_block *from, const GArray *groups,
                       const GPtrArray *periods)
{
    const struct figure *last = periods->pdata[periods->len - 1];
    g_autofree char *title =
        from->title != NULL || !are_whole(p, from, groups, periods) ? NULL : largest_part(p, from, groups, last);
    if (title != NULL && sentence_words(title) <= SENTENCE_MOST_WORDS)
        block->title = document_text(p->document, title);
}

void build_stack(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_STACK, &is_empty);
    if (is_empty)
        return;
    g_autoptr(GPtrArray) periods = control_series(p->figures, from->measure, "all", "all", from->period);
    g_autoptr(GArray) groups = stack_groups(p, from, periods);
    if (groups->len == 0 || periods->len == 0) {
        publish_empty(p, block, "[z] There is no case to show.");
        return;
    }
    block->frame = document_frame(p->document);
    fill_stack(p, from, groups, periods, block->frame);
    publish_split_subtitle(p, block, from, publish_unit_words(from->measure));
    name_stack(p, block, from, groups, periods);
    const struct reviewer reviewer = publish_reviewer(p);
    g_autofree char *finding = sentence_headline(&reviewer, from->measure);
    publish_set_alt(p, block, "Stacked columns", finding);
}
