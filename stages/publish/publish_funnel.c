/* Builder of funnels: a rate by place against the number of its cases, with the limits that chance sets around the
 * average (PHE technical guide). Fair to small places, and no league table. */
#include "stages/publish/publish_block.h"

#include "pipeline/lib/number.h"
#include "pipeline/lib/statistics.h"

static void add_limits(struct frame *frame, double mean, double denominator)
{
    static const double z[] = {STATISTICS_Z95, STATISTICS_Z998};
    for (guint i = 0; i < G_N_ELEMENTS(z); i++) {
        const struct interval limits = statistics_funnel(mean, denominator, z[i]);
        frame_add_number(frame, round_to_tenth(limits.lower * 100), NULL);
        frame_add_number(frame, round_to_tenth(limits.upper * 100), NULL);
    }
}

static bool is_shown(const struct figure *place)
{
    return place->has_value && place->has_numerator && place->has_denominator && place->denominator > 0 &&
           !g_str_equal(place->category, "unknown");
}

/* How many places lie beyond the outer limit on the wrong side. */
static guint count_worse(const GPtrArray *places, double mean, enum better better)
{
    guint n = 0;
    for (guint i = 0; i < places->len; i++) {
        const struct figure *place = places->pdata[i];
        if (!is_shown(place))
            continue;
        const struct interval limits = statistics_funnel(mean, (double)place->denominator, STATISTICS_Z998);
        n += better == BETTER_HIGHER ? place->value < limits.lower * 100 : place->value > limits.upper * 100;
    }
    return n;
}

static void add_columns(struct frame *frame, const struct measure *measure, const char *split)
{
    frame_add_column(frame, "category", split, UNIT_TEXT);
    frame_add_column(frame, "denominator", "Cases", UNIT_NUMBER);
    frame_add_column(frame, "value", measure->title, measure->unit);
    frame_add_column(frame, "mean", "Average", UNIT_PERCENT);
    frame_add_column(frame, "lower95", "Lower 95% limit", UNIT_PERCENT);
    frame_add_column(frame, "upper95", "Upper 95% limit", UNIT_PERCENT);
    frame_add_column(frame, "lower998", "Lower 99.8% limit", UNIT_PERCENT);
    frame_add_column(frame, "upper998", "Upper 99.8% limit", UNIT_PERCENT);
}

static void fill_funnel(struct publisher *p, struct frame *frame, const struct report_block *from,
                        const GPtrArray *places, const struct figure *all)
{
    const double mean = (double)all->numerator / (double)all->denominator;
    add_columns(frame, from->measure, publish_split_title(p, from->split));
    for (guint i = 0; i < places->len; i++) {
        const struct figure *place = places->pdata[i];
        if (!is_shown(place))
            continue;
        frame_add_text(frame, standing_label(p->standing, from->split, place->category));
        frame_add_number(frame, (double)place->denominator, NULL);
        publish_add_figure(frame, from->measure, place);
        frame_add_number(frame, all->value, NULL);
        add_limits(frame, mean, (double)place->denominator);
    }
}

static void name_funnel(struct publisher *p, struct block *block, const struct report_block *from, guint n_worse,
                        bool has_hidden)
{
    const char *words = from->measure->better == BETTER_HIGHER ? "below" : "above";
    g_autofree char *place = publish_split_words(from->split);
    const char *title =
        n_worse == 0
            ? document_printf(p->document, "No %s %sis worse than chance explains", place, has_hidden ? "shown " : "")
            : document_printf(p->document, "%u of %u places %s %s the 99.8%% limit", n_worse,
                              frame_n_rows(block->frame), n_worse == 1 ? "lies" : "lie", words);
    publish_split_subtitle(p, block, from, "percent against cases");
    if (from->title == NULL)
        block->title = title;
    publish_set_alt(p, block, "Funnel plot", title);
}

/* Places that are hidden are in no row. */
static void note_hidden(struct publisher *p, struct block *block, const struct report_block *from,
                        const GPtrArray *places)
{
    guint n = 0;
    for (guint i = 0; i < places->len; i++)
        n += g_str_equal(((const struct figure *)places->pdata[i])->symbol, "c");
    g_autofree char *place = publish_split_words(from->split);
    g_autofree char *note = g_strdup_printf("By %s, %u of %u are hidden [c].", place, n, places->len);
    if (n > 0)
        publish_add_note(p, block, note);
}

static bool has_average(const struct figure *all)
{
    return all != NULL && all->has_numerator && all->has_denominator && all->denominator > 0;
}

/* Why there is no funnel; NULL: there is one. */
static const char *why_none(const GPtrArray *places, const struct figure *all)
{
    if (!has_average(all))
        return all != NULL && g_str_equal(all->symbol, "c")
                   ? "[c] The average to hold places against is hidden, since some numbers are small."
                   : "[z] There is no average to hold places against.";
    for (guint i = 0; i < places->len; i++)
        if (is_shown(places->pdata[i]))
            return NULL;
    return publish_has_hidden(places) ? "[c] Every number is hidden, since some are small."
                                      : "[z] There is no case to show.";
}

void build_funnel(struct publisher *p, struct page *page, const struct report_block *from)
{
    GPtrArray *places = NULL;
    struct block *block = publish_start_categories(p, page, from, BLOCK_FUNNEL, &places);
    if (block == NULL)
        return;
    const struct figure *all =
        figures_find(p->figures, from->measure->id, "all", "all", from->period, publish_end(p, from->measure));
    const char *why = why_none(places, all);
    if (why == NULL) {
        block->frame = document_frame(p->document);
        fill_funnel(p, block->frame, from, places, all);
        name_funnel(p, block, from,
                    count_worse(places, (double)all->numerator / (double)all->denominator, from->measure->better),
                    publish_has_hidden(places));
        note_hidden(p, block, from, places);
    } else {
        publish_empty(p, block, why);
    }
    g_ptr_array_unref(places);
}
