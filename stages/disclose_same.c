/* Relations that the data show: two measures of which a part has been the same number all along are the same count, and
 * a reader who sees that needs no identity to use it. */
#include "stages/disclose_build.h"
#include "stages/variety.h"

/* A part of a measure's `all`. */
struct total {
    guint line;
    enum figure_part part;
};

static const struct span *span_at(const struct model *model, const struct total *total, guint place)
{
    return model_span(model, model_line(model, total->line)->first_span + place);
}

static int64_t number_at(const struct model *model, const struct total *total, guint place)
{
    return model_number(model, model_line(model, total->line), span_at(model, total, place), total->part);
}

/* Whether both have told the same number for every period they share. Spans are in order of period. */
static bool are_alike(const struct model *model, const struct total *a, const struct total *b)
{
    const guint n_first = model_line(model, a->line)->n_spans, n_second = model_line(model, b->line)->n_spans;
    struct variety variety = {.n = 0};
    for (guint i = 0, j = 0; i < n_first && j < n_second;) {
        const int order = period_compare(&span_at(model, a, i)->period, &span_at(model, b, j)->period);
        if (order == 0 && number_at(model, a, i) != number_at(model, b, j))
            return false;
        if (order == 0)
            variety_add(&variety, number_at(model, a, i));
        i += order <= 0;
        j += order >= 0;
    }
    return variety_is_enough(&variety);
}

static void relate_lines(struct model *model, guint first, enum figure_part part, const struct measure *other,
                         enum figure_part other_part)
{
    const struct measure *measure = model_line(model, first)->measure;
    for (guint i = first; i < model->lines->len && model_line(model, i)->measure == measure; i++) {
        const struct line *line = model_line(model, i);
        const struct line *same = model_find_line(model, other->id, line->breakdown, line->category);
        if (same == NULL || line->series[part] == NONE || same->series[other_part] == NONE)
            continue;
        const struct term terms[] = {{line->series[part], 1}, {same->series[other_part], -1}};
        model_add_relation(model, terms, G_N_ELEMENTS(terms));
    }
}

/* Numerators and denominators, but those of ratios of two measures, which are tied already. */
static GArray *list_totals(const struct model *model)
{
    GArray *totals = g_array_new(FALSE, FALSE, sizeof(struct total));
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        if (!g_str_equal(line->breakdown, "all") || line->measure->numerator != NULL)
            continue;
        for (guint part = 0; part < PART_REST; part++)
            if (line->series[part] != NONE) {
                const struct total total = {i, (enum figure_part)part};
                g_array_append_val(totals, total);
            }
    }
    return totals;
}

static bool is_state(const struct model *model, const struct total *total)
{
    return model_series(model, model_line(model, total->line)->series[total->part])->is_state;
}

static void relate_if_alike(struct model *model, const struct total *a, const struct total *b)
{
    const struct measure *first = model_line(model, a->line)->measure, *second = model_line(model, b->line)->measure;
    if (first != second && is_state(model, a) == is_state(model, b) && are_alike(model, a, b))
        relate_lines(model, a->line, a->part, second, b->part);
}

void model_relate_same(struct model *model)
{
    g_autoptr(GArray) totals = list_totals(model);
    for (guint i = 0; i < totals->len; i++)
        for (guint j = i + 1; j < totals->len; j++)
            relate_if_alike(model, &g_array_index(totals, struct total, i), &g_array_index(totals, struct total, j));
}
