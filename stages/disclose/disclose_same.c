/* Relations that the data show: two measures of which a part has been the same number all along are the same count, as
 * are two lines of any splits (the one nursery and the phase Nursery), and a reader who sees that needs no identity to
 * use it. */
#include "stages/disclose/disclose_build.h"
#include "stages/disclose/variety.h"

/* A part of a line. */
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

/* Whether both have told the same number for every period they share, and enough of them. Spans are in order of period.
 */
static bool are_alike(const struct model *model, const struct total *a, const struct total *b, guint enough)
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
    return variety.n >= enough;
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

/* Numerators and denominators of `all`, but those of ratios of two measures, which are tied already. */
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
    if (first != second && is_state(model, a) == is_state(model, b) && are_alike(model, a, b, VARIETY_OF_TOTALS))
        relate_lines(model, a->line, a->part, second, b->part);
}

static void relate_totals(struct model *model)
{
    g_autoptr(GArray) totals = list_totals(model);
    for (guint i = 0; i < totals->len; i++)
        for (guint j = i + 1; j < totals->len; j++)
            relate_if_alike(model, &g_array_index(totals, struct total, i), &g_array_index(totals, struct total, j));
}

/* The same of all lines that may be alike: of what they tell but by month, which some measures do not. False for one
 * that tells too few different numbers. */
static bool take_fingerprint(const struct model *model, const struct total *total, gint64 *fingerprint)
{
    struct variety variety = {.n = 0};
    guint64 hash = 0;
    for (guint i = 0; i < model_line(model, total->line)->n_spans; i++) {
        const struct period *period = &span_at(model, total, i)->period;
        const int64_t number = number_at(model, total, i);
        if (number == 0 || period->kind == PERIOD_MONTH)
            continue;
        hash = (hash ^ (guint64)number ^ (guint64)(guint32)period->end << 32) * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
        variety_add(&variety, number);
    }
    *fingerprint = (gint64)hash;
    return variety.n >= VARIETY_OF_LINES;
}

static bool is_total(const struct model *model, const struct total *total)
{
    return g_str_equal(model_line(model, total->line)->breakdown, "all");
}

/* Totals are related already, and a line is like itself where all of its cases, or none, are those that did. */
static void relate_alike(struct model *model, const struct total *a, const struct total *b)
{
    if (a->line == b->line || (is_total(model, a) && is_total(model, b)) || is_state(model, a) != is_state(model, b) ||
        !are_alike(model, a, b, VARIETY_OF_LINES))
        return;
    const struct term terms[] = {{model_line(model, a->line)->series[a->part], 1},
                                 {model_line(model, b->line)->series[b->part], -1}};
    model_add_relation(model, terms, G_N_ELEMENTS(terms));
}

/* Each part of a line against the first that it may be like. */
static void relate_part(struct model *model, const struct total *total, GArray *firsts, GHashTable *seen)
{
    gint64 fingerprint;
    if (model_line(model, total->line)->series[total->part] == NONE || !take_fingerprint(model, total, &fingerprint))
        return;
    const void *first = g_hash_table_lookup(seen, &fingerprint);
    if (first != NULL) {
        relate_alike(model, &g_array_index(firsts, struct total, GPOINTER_TO_UINT(first) - 1), total);
        return;
    }
    g_array_append_val(firsts, *total);
    g_hash_table_insert(seen, g_memdup2(&fingerprint, sizeof fingerprint), GUINT_TO_POINTER(firsts->len));
}

static void relate_lines_alike(struct model *model)
{
    g_autoptr(GArray) firsts = g_array_new(FALSE, FALSE, sizeof(struct total));
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint line = 0; line < model->lines->len; line++)
        for (guint part = 0; model_line(model, line)->measure->numerator == NULL && part < N_PARTS; part++) {
            const struct total total = {line, (enum figure_part)part};
            relate_part(model, &total, firsts, seen);
        }
}

void model_relate_same(struct model *model)
{
    relate_totals(model);
    relate_lines_alike(model);
}
