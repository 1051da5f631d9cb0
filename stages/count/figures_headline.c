/* Which figure of a measure is the one that stands on a day. */
#include "stages/count/figures.h"

/* A census or a pair of months stands until the next; a year holds the day; the others end on it. */
static bool period_stands_at(const struct period *period, int32_t at)
{
    if (period->kind == PERIOD_CENSUS || period->kind == PERIOD_TWO_MONTHS)
        return period->end <= at;
    if (period_kind_is_year(period->kind))
        return period->start <= at && at <= period->end;
    return period->end == at;
}

bool figures_is_current(const struct figures *figures, const struct figure *figure, int32_t at)
{
    const struct measure *measure = figure->measure;
    const struct figure *headline = figures_headline(figures, measure, at);
    if (headline != NULL)
        return figure->period.kind == headline->period.kind && figure->period.end == headline->period.end;
    return !measure->has_all && figure->period.kind == measure_headline_kind(measure) &&
           period_stands_at(&figure->period, at);
}

const struct figure *figures_headline(const struct figures *figures, const struct measure *measure, int32_t at)
{
    g_autoptr(GPtrArray) series = figures_series(figures, measure->id, "all", "all", measure_headline_kind(measure));
    for (guint i = series->len; i > 0; i--) {
        const struct figure *figure = g_ptr_array_index(series, i - 1);
        if (period_stands_at(&figure->period, at))
            return figure;
    }
    return NULL;
}
