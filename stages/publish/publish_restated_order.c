#include "stages/publish/publish_restated.h"

#include "reports/render/unit.h"

#include <string.h>

/* Ids of the measures that tell of the loads of every extract. The caller unrefs. */
static GHashTable *measures_of_loads(const struct measures *measures)
{
    GHashTable *ids = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < measures_count(measures); i++) {
        const struct measure *measure = measures_at(measures, i);
        g_autoptr(GHashTable) reads = measures_reads(measures, measure);
        if (reads_all_loads(reads))
            g_hash_table_add(ids, (void *)(uintptr_t)measure->id);
    }
    return ids;
}

/* To the last digit that its unit has anywhere. The caller frees. */
static char *shown(const struct measure *measure, const struct figure *figure)
{
    const bool is_counted = measure->kind == MEASURE_COUNT || measure->kind == MEASURE_SUM;
    if (figure == NULL)
        return measure->has_all && is_counted ? unit_cell(measure->unit, 0) : g_strdup("[z]");
    if (!figure->has_value)
        return g_strdup_printf("[%s]", *figure->symbol == '\0' ? "z" : figure->symbol);
    g_autofree char *number = unit_cell(measure->unit, figure->value);
    return g_strconcat(number, figure->symbol, NULL);
}

static bool are_alike(const struct measure *measure, const struct figure *before, const struct figure *after)
{
    if (figures_are_hidden(before, after))
        return true;
    g_autofree char *was = shown(measure, before), *is = shown(measure, after);
    return g_str_equal(was, is);
}

static int compare_places(const void *a, const void *b)
{
    const struct restated_place *left = a, *right = b;
    if (left->rank != right->rank)
        return left->rank < right->rank ? -1 : 1;
    return strcmp(left->measure->ref, right->measure->ref);
}

/* A headline that reads the same may have splits that do not: it keeps its place among measures of its sort. */
static guint rank_of(const struct restated_place *place, bool is_of_loads)
{
    const guint alike = place->is_alike ? 1 : 0, of_loads = is_of_loads ? 1 : 0;
    return place->row == NULL ? of_loads * 2 + alike : alike * 2 + of_loads;
}

void restated_sort(const struct publisher *p, GArray *places)
{
    g_autoptr(GHashTable) of_loads = measures_of_loads(p->measures);
    const struct restatement *restatement = p->restatement;
    for (guint i = 0; i < places->len; i++) {
        struct restated_place *place = &g_array_index(places, struct restated_place, i);
        const struct measure *measure = place->measure;
        const struct figure *before = place->row != NULL
                                          ? place->row->before
                                          : figures_headline(restatement->before, measure, p->calendar->as_at);
        const struct figure *after =
            place->row != NULL ? place->row->after : figures_headline(restatement->after, measure, p->calendar->as_at);
        place->is_alike = are_alike(measure, before, after);
        place->rank = rank_of(place, g_hash_table_contains(of_loads, measure->id));
    }
    g_array_sort(places, compare_places);
}

guint restated_count_alike(const GArray *places)
{
    guint n = 0;
    for (guint i = 0; i < places->len; i++)
        n += g_array_index(places, struct restated_place, i).is_alike;
    return n;
}
