/* Ratios of two measures: their figures divided, period by period and category by category. */
#include "stages/count/ratio.h"

#include "stages/count/figure_value.h"
#include "stages/measure/measure_rows.h"

void ratio_part_period(const struct measure *part, const struct calendar *calendar, const struct period *period,
                       enum period_kind *kind, int32_t *end)
{
    *kind = PERIOD_DAY;
    *end = MIN(period->end, calendar->as_at);
    for (guint i = 0; i < part->n_periods; i++)
        if (part->periods[i] == period->kind) {
            *kind = period->kind;
            *end = period->end;
        }
}

struct part {
    const struct measure *measure;
    GPtrArray *figures; /* of one breakdown in one period, in order of category */
};

static void open_part(struct part *part, const struct figures *figures, const struct calendar *calendar,
                      const struct period *period, const char *breakdown)
{
    enum period_kind kind;
    int32_t end;
    ratio_part_period(part->measure, calendar, period, &kind, &end);
    part->figures = figures_categories(figures, part->measure->id, breakdown, kind, end);
}

static bool has_category(const struct part *part, const char *category, int64_t *amount)
{
    for (guint i = 0; i < part->figures->len; i++) {
        const struct figure *figure = part->figures->pdata[i];
        if (!g_str_equal(figure->category, category))
            continue;
        *amount = figure->has_numerator ? figure->numerator : 0;
        return true;
    }
    return false;
}

/* What one ratio is counted from, and its figures, which are added to the others when all are there. */
struct dividing {
    const struct measures *measures;
    const struct measure *measure;
    const struct measure *parts[2]; /* numerator, denominator */
    const struct figures *figures;
    GArray *out; /* struct figure */
};

static void divide(const struct dividing *dividing, const struct part parts[2], struct figure figure)
{
    int64_t numerator = 0, denominator = 0;
    has_category(&parts[0], figure.category, &numerator);
    has_category(&parts[1], figure.category, &denominator);
    const struct total total = {.numerator = (double)numerator, .denominator = (double)denominator, .n_rows = 1};
    figure_set_value(dividing->measures, dividing->measure, &total, &figure);
    g_array_append_val(dividing->out, figure);
}

/* Every category that either part has. */
static void divide_all(const struct dividing *dividing, const struct period *period, const struct part parts[2],
                       const char *breakdown)
{
    int64_t amount;
    for (guint i = 0; i < 2; i++)
        for (guint j = 0; j < parts[i].figures->len; j++) {
            const struct figure *figure = parts[i].figures->pdata[j];
            if (i == 0 || !has_category(&parts[0], figure->category, &amount))
                divide(dividing, parts,
                       (struct figure){.period = *period, .breakdown = breakdown, .category = figure->category});
        }
}

static void divide_period(const struct dividing *dividing, const struct calendar *calendar, const struct period *period,
                          const char *breakdown)
{
    const struct measure *measure = dividing->measure;
    struct part parts[2];
    for (guint i = 0; i < 2; i++) {
        parts[i].measure = dividing->parts[i];
        open_part(&parts[i], dividing->figures, calendar, period, breakdown);
    }
    const bool is_wanted = !period->is_optional || (parts[0].figures->len > 0 && parts[1].figures->len > 0);
    if (is_wanted && (!measure->is_as_at_only || period->end == calendar->as_at))
        divide_all(dividing, period, parts, breakdown);
    g_ptr_array_unref(parts[0].figures);
    g_ptr_array_unref(parts[1].figures);
}

static void divide_breakdown(const struct dividing *dividing, const struct calendar *calendar, const char *breakdown)
{
    g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(struct period));
    for (guint i = 0; i < dividing->measure->n_periods; i++)
        calendar_list_counted(calendar, dividing->measure->periods[i], periods);
    for (guint i = 0; i < periods->len; i++)
        divide_period(dividing, calendar, &g_array_index(periods, struct period, i), breakdown);
}

/* Names (char *) of its breakdowns. The caller unrefs. */
static GPtrArray *list_breakdowns(const struct measures *measures, const struct measure *measure,
                                  const struct count_scope *scope)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(names, g_strdup("all"));
    for (guint i = 0; measure->splits[i] != NULL; i++)
        g_ptr_array_add(names, g_strdup(measure->splits[i]));
    for (guint i = 0; i < scope->n_pairs; i++) {
        const struct measure_pair *pair = &scope->pairs[i];
        if (measures_find(measures, pair->measure) == measure)
            g_ptr_array_add(names, g_strdup_printf("%s|%s", pair->first, pair->second));
    }
    return names;
}

void ratio_count(const struct measures *measures, const struct measure *measure, const struct count_scope *scope,
                 struct figures *figures)
{
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(struct figure));
    g_autoptr(GPtrArray) names = list_breakdowns(measures, measure, scope);
    const struct dividing dividing = {
        .measures = measures,
        .measure = measure,
        .parts = {measures_find(measures, measure->numerator), measures_find(measures, measure->denominator)},
        .figures = figures,
        .out = out,
    };
    for (guint i = 0; i < names->len; i++)
        divide_breakdown(&dividing, scope->calendar, names->pdata[i]);
    for (guint i = 0; i < out->len; i++)
        figures_add(figures, &g_array_index(out, struct figure, i));
}
