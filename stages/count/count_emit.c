/* What was counted as figures, and as what they add up from. */
#include "stages/count/count_private.h"
#include "stages/count/figure_value.h"

/* Every period has its `all` row, with 0 where nothing falls in it; a category has one where it occurs. */
static bool stands(const struct counting *counting, const struct breakdown *breakdown, const struct period *period,
                   const struct total *total)
{
    if (total->n_rows > 0)
        return breakdown->first != NO_SPLIT || counting->entry->measure.has_all;
    return breakdown->first == NO_SPLIT && counting->entry->measure.has_all && !period->is_optional;
}

static void emit_category(const struct counting *counting, const struct breakdown *breakdown, guint category,
                          struct figures *figures)
{
    struct total total = {.values = g_array_new(FALSE, FALSE, sizeof(double))};
    for (guint i = 0; i < counting->timeline.periods->len; i++) {
        const struct period *period = &g_array_index(counting->timeline.periods, struct period, i);
        tally_total(breakdown->tally, category, i, &total);
        if (!stands(counting, breakdown, period, &total))
            continue;
        struct figure figure = {
            .period = *period, .breakdown = breakdown->name, .category = tally_name(breakdown->tally, category)};
        figure_set_value(counting->measures, &counting->entry->measure, &total, &figure);
        figures_add(figures, &figure);
    }
    g_array_unref(total.values);
}

static int compare_breakdowns(gconstpointer a, gconstpointer b)
{
    const struct breakdown *first = a, *second = b;
    return figures_compare_breakdowns(first->name, second->name);
}

/* What the figures of a category add up from, for disclosure control. */
static void emit_slots(const struct counting *counting, const struct breakdown *breakdown, guint category,
                       struct figures *figures)
{
    const guint n = counting->timeline.n_slots;
    g_autofree int64_t *numerators = g_new(int64_t, n), *denominators = g_new(int64_t, n);
    g_autofree guint8 *spares = g_new(guint8, n);
    for (guint i = 0; i < n; i++) {
        const struct slot slot = tally_slot(breakdown->tally, category, i);
        numerators[i] = slot.numerator;
        denominators[i] = slot.denominator;
        spares[i] = slot.spares;
    }
    const struct slot_counts counts = {
        .measure = &counting->entry->measure,
        .breakdown = breakdown->name,
        .category = tally_name(breakdown->tally, category),
        .n_slots = n,
        .starts = counting->timeline.starts,
        .counts = {numerators, denominators},
        .spares = spares,
    };
    figures_add_slots(figures, &counts);
}

/* In the order of figures.csv. */
void counting_emit(const struct counting *counting, struct figures *figures)
{
    const struct measure *measure = &counting->entry->measure;
    const bool adds_up = measure->when == WHEN_EVENT && measure->counts_children;
    g_array_sort(counting->breakdowns, compare_breakdowns);
    for (guint i = 0; i < counting->breakdowns->len; i++) {
        const struct breakdown *breakdown = &g_array_index(counting->breakdowns, struct breakdown, i);
        if (breakdown->first == NO_SPLIT)
            tally_category(breakdown->tally, "all");
        tally_finish(breakdown->tally);
        g_autofree guint *categories = tally_list_by_name(breakdown->tally);
        for (guint j = 0; j < tally_n_categories(breakdown->tally); j++) {
            emit_category(counting, breakdown, categories[j], figures);
            if (adds_up)
                emit_slots(counting, breakdown, categories[j], figures);
        }
    }
}
