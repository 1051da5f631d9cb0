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

static void divide(const struct measures *measures, const struct measure *measure, const struct period *period,
                   const struct part parts[2], const char *breakdown, const char *category, GArray *out)
{
    int64_t numerator = 0, denominator = 0;
    has_category(&parts[0], category, &numerator);
    has_category(&parts[1], category, &denominator);
    const struct total total = {.numerator = (double)numerator, .denominator = (double)denominator, .n_rows = 1};
    struct figure figure = {.period = *period, .breakdown = breakdown, .category = category};
    figure_set_value(measures, measure, &total, &figure);
    g_array_append_val(out, figure);
}

/* Every category that either part has. */
static void divide_all(const struct measures *measures, const struct measure *measure, const struct period *period,
                       const struct part parts[2], const char *breakdown, GArray *out)
{
    int64_t amount;
    for (guint i = 0; i < parts[0].figures->len; i++) {
        const struct figure *figure = parts[0].figures->pdata[i];
        divide(measures, measure, period, parts, breakdown, figure->category, out);
    }
    for (guint i = 0; i < parts[1].figures->len; i++) {
        const struct figure *figure = parts[1].figures->pdata[i];
        if (!has_category(&parts[0], figure->category, &amount))
            divide(measures, measure, period, parts, breakdown, figure->category, out);
    }
}

static void count_breakdown(const struct measures *measures, const struct measure *measure,
                            const struct calendar *calendar, const struct figures *figures, const char *breakdown,
                            GArray *out)
{
    g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(struct period));
    for (guint i = 0; i < measure->n_periods; i++)
        calendar_list(calendar, measure->periods[i], periods);
    for (guint i = 0; i < periods->len; i++) {
        const struct period *period = &g_array_index(periods, struct period, i);
        struct part parts[2] = {{measures_find(measures, measure->numerator), NULL},
                                {measures_find(measures, measure->denominator), NULL}};
        for (guint j = 0; j < 2; j++)
            open_part(&parts[j], figures, calendar, period, breakdown);
        const bool is_wanted = !period->is_optional || (parts[0].figures->len > 0 && parts[1].figures->len > 0);
        if (is_wanted && (!measure->is_as_at_only || period->end == calendar->as_at))
            divide_all(measures, measure, period, parts, breakdown, out);
        g_ptr_array_unref(parts[0].figures);
        g_ptr_array_unref(parts[1].figures);
    }
}

void ratio_count(const struct measures *measures, const struct measure *measure, const struct calendar *calendar,
                 const struct measure_pair *pairs, guint n_pairs, struct figures *figures)
{
    g_autoptr(GArray) out = g_array_new(FALSE, FALSE, sizeof(struct figure));
    count_breakdown(measures, measure, calendar, figures, "all", out);
    for (guint i = 0; measure->splits[i] != NULL; i++)
        count_breakdown(measures, measure, calendar, figures, measure->splits[i], out);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < n_pairs; i++)
        if (measures_find(measures, pairs[i].measure) == measure) {
            g_ptr_array_add(names, g_strdup_printf("%s|%s", pairs[i].first, pairs[i].second));
            count_breakdown(measures, measure, calendar, figures, names->pdata[names->len - 1], out);
        }
    for (guint i = 0; i < out->len; i++)
        figures_add(figures, &g_array_index(out, struct figure, i));
}
