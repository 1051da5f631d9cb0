#include "stages/recovery/forecast.h"

#include <math.h>

#define WHOLE (100 * (gint64)FORECAST_POINT)

/* Three factors of a billion pounds and a thousand percent do not fit in 64 bits. */
__extension__ typedef __int128 wide;

static gint64 divide(wide dividend, wide divisor)
{
    const wide half = divisor / 2;
    const wide quotient = (dividend < 0 ? dividend - half : dividend + half) / divisor;
    return (gint64)CLAMP(quotient, -FORECAST_MOST, FORECAST_MOST);
}

gint64 forecast_percent(double percent)
{
    const double most = 1000.0 * FORECAST_POINT * FORECAST_POINT;
    g_assert(isfinite(percent));
    return (gint64)CLAMP(round(percent * FORECAST_POINT), -most, most);
}

gint64 forecast_grow(gint64 amount, gint64 first, gint64 second)
{
    return divide((wide)amount * (WHOLE + first) * (WHOLE + second), (wide)WHOLE * WHOLE);
}

gint64 forecast_weigh(gint64 pence, gint64 percent)
{
    return divide((wide)pence * percent, WHOLE);
}

gint64 forecast_unit_cost(gint64 pence, gint64 plans)
{
    return forecast_share(pence, plans, 1);
}

gint64 forecast_share(gint64 part, gint64 whole, gint64 scale)
{
    g_assert(whole > 0);
    return divide((wide)part * scale, whole);
}

gint64 forecast_shift_confidence(gint64 confidence, gint64 shift)
{
    return CLAMP(confidence + shift, 0, WHOLE);
}

void forecast_shift_growth(struct forecast *forecast, gint64 plans, gint64 unit_cost)
{
    for (guint category = 0; category < forecast->n_categories; category++)
        for (guint year = forecast->n_known; year < forecast->n_years; year++) {
            forecast->growth[category][year].plans += plans;
            forecast->growth[category][year].unit_cost += unit_cost;
        }
}

gint64 forecast_mitigated(const struct forecast *forecast, guint category, guint year)
{
    return forecast->spend[category][year] - forecast->saving[category][year];
}

gint64 forecast_savings(const struct forecast *forecast, guint year)
{
    gint64 sum = 0;
    for (guint category = 0; category < forecast->n_categories; category++)
        sum += forecast->saving[category][year];
    return sum;
}

static void project_year(struct forecast *forecast, guint year)
{
    for (guint category = 0; category < forecast->n_categories; category++) {
        const struct forecast_growth *growth = &forecast->growth[category][year];
        forecast->spend[category][year] =
            forecast_grow(forecast->spend[category][year - 1], growth->plans, growth->unit_cost);
    }
    if (!forecast->is_grant_known[year])
        forecast->grant[year] = forecast_grow(forecast->grant[year - 1], forecast->grant_growth[year], 0);
}

static void add_up_year(struct forecast *forecast, guint year)
{
    gint64 spend = 0;
    for (guint category = 0; category < forecast->n_categories; category++)
        spend += forecast->spend[category][year];
    forecast->total[FORECAST_UNMITIGATED][year] = spend;
    forecast->total[FORECAST_MITIGATED][year] = spend - forecast_savings(forecast, year);
}

static void balance_year(struct forecast *forecast, guint path, guint year)
{
    forecast->opening[path][year] = year == 0 ? forecast->brought_forward[path] : forecast->closing[path][year - 1];
    forecast->in_year[path][year] = forecast->grant[year] + forecast->transfer[year] - forecast->total[path][year];
    forecast->closing[path][year] = forecast->opening[path][year] + forecast->in_year[path][year];
}

void forecast_run(struct forecast *forecast)
{
    g_assert(forecast->n_known > 0 && forecast->n_known <= forecast->n_years);
    g_assert(forecast->n_years <= FORECAST_MOST_YEARS && forecast->n_categories <= FORECAST_MOST_CATEGORIES);
    for (guint year = 0; year < forecast->n_years; year++) {
        if (year >= forecast->n_known)
            project_year(forecast, year);
        add_up_year(forecast, year);
        for (guint path = 0; path < FORECAST_PATHS; path++)
            balance_year(forecast, path, year);
    }
}
