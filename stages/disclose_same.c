/* Relations that the data show: two measures of which a part has been the same number all along are the same count, and
 * a reader who sees that needs no identity to use it. */
#include "stages/disclose_model.h"

#define LEAST_ALIKE 3 /* different numbers, other than 0, that two measures share before they are taken for the same   \
                       */

/* Different numbers that were met, other than 0. */
struct variety {
    int64_t numbers[LEAST_ALIKE];
    guint n;
};

static void add_number(struct variety *variety, int64_t number)
{
    for (guint i = 0; i < variety->n; i++)
        if (variety->numbers[i] == number)
            return;
    if (number != 0 && variety->n < LEAST_ALIKE)
        variety->numbers[variety->n++] = number;
}

/* Whether two totals grow alike between the points of both; days are compared as they are. */
static bool are_alike(const struct model *model, const struct series *a, const struct series *b)
{
    const int64_t *first = model_values(model, a), *second = model_values(model, b);
    struct variety variety = {.n = 0};
    guint before = GROUND;
    for (point_set common = a->own & b->own; common != 0; common &= common - 1) {
        const guint point = set_first(common);
        const bool is_first = before == GROUND && !a->is_state;
        const int64_t grown = is_first ? 0 : first[point] - (a->is_state ? 0 : first[before]);
        if (!is_first && grown != second[point] - (a->is_state ? 0 : second[before]))
            return false;
        add_number(&variety, grown);
        before = point;
    }
    return variety.n == LEAST_ALIKE;
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

/* Numerators and denominators of the measures' `all`, but those of ratios of two measures, which are tied already, and
 * of measures whose windows know of different facts. */
struct total {
    guint line;
    enum figure_part part;
};

static GArray *list_totals(const struct model *model)
{
    GArray *totals = g_array_new(FALSE, FALSE, sizeof(struct total));
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        if (!g_str_equal(line->breakdown, "all") || line->measure->numerator != NULL || line->measure->has_knowledge)
            continue;
        for (guint part = 0; part < PART_REST; part++)
            if (line->series[part] != NONE) {
                const struct total total = {i, (enum figure_part)part};
                g_array_append_val(totals, total);
            }
    }
    return totals;
}

static void relate_if_alike(struct model *model, const struct total *a, const struct total *b)
{
    const struct line *first = model_line(model, a->line), *second = model_line(model, b->line);
    const struct series *one = model_series(model, first->series[a->part]);
    const struct series *other = model_series(model, second->series[b->part]);
    if (first->measure != second->measure && one->is_state == other->is_state && are_alike(model, one, other))
        relate_lines(model, a->line, a->part, second->measure, b->part);
}

void model_relate_same(struct model *model)
{
    g_autoptr(GArray) totals = list_totals(model);
    for (guint i = 0; i < totals->len; i++)
        for (guint j = i + 1; j < totals->len; j++)
            relate_if_alike(model, &g_array_index(totals, struct total, i), &g_array_index(totals, struct total, j));
}
