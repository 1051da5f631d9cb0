/* The arithmetic of the recovery plan: spend, savings and balances of the high needs block, year by year.
 *
 * Money is integer pence. A percent is an integer of ten-thousandths of a point (6.5 percent is 65000). Every product
 * is exact and rounded once, half away from zero, to the penny (plans: to the whole plan): spend(c, y)     = spend(c,
 * y-1) × (1 + plans growth) × (1 + unit cost growth)      years after the last known one grant(y)        = grant(y-1) ×
 * (1 + income growth), unless the year's grant is known mitigated(c, y) = spend(c, y) - saving(c, y), the savings
 * weighted by the confidence in each closing(y)      = opening(y) + grant(y) + transfers(y) - spend(y);  opening(y+1) =
 * closing(y) The rounded numbers of plans enter no sum of money. Source: the identities of DfE's DSG management plan.
 */
#ifndef SCORECARD_STAGES_RECOVERY_FORECAST_H
#define SCORECARD_STAGES_RECOVERY_FORECAST_H

#include <glib.h>
#include <stdbool.h>

#define FORECAST_POINT 10000                     /* one percent */
#define FORECAST_MOST ((gint64)9000000000000000) /* where products stop, so that no sum of them overflows */
#define FORECAST_MOST_CATEGORIES 12
#define FORECAST_MOST_YEARS 8

enum forecast_path { FORECAST_UNMITIGATED, FORECAST_MITIGATED, FORECAST_PATHS };

struct forecast_growth {
    gint64 plans, unit_cost; /* against the year before */
};

struct forecast {
    /* Given. Years are columns; the first `n_known` are known, the others forecast. */
    guint n_years, n_known, n_categories;
    gint64 grant[FORECAST_MOST_YEARS], grant_growth[FORECAST_MOST_YEARS], transfer[FORECAST_MOST_YEARS];
    bool is_grant_known[FORECAST_MOST_YEARS];
    struct forecast_growth growth[FORECAST_MOST_CATEGORIES][FORECAST_MOST_YEARS];
    gint64 spend[FORECAST_MOST_CATEGORIES][FORECAST_MOST_YEARS]; /* unmitigated; given for known years */
    gint64 saving[FORECAST_MOST_CATEGORIES][FORECAST_MOST_YEARS];
    gint64 brought_forward[FORECAST_PATHS]; /* at the start of the first year; below zero is a deficit */

    /* Found by forecast_run, a row a path. */
    gint64 total[FORECAST_PATHS][FORECAST_MOST_YEARS], in_year[FORECAST_PATHS][FORECAST_MOST_YEARS];
    gint64 opening[FORECAST_PATHS][FORECAST_MOST_YEARS], closing[FORECAST_PATHS][FORECAST_MOST_YEARS];
};

/* A percent as read (6.5) in ten-thousandths of a point, half away from zero. */
gint64 forecast_percent(double percent);
/* `amount` grown by two percents, one rounding. */
gint64 forecast_grow(gint64 amount, gint64 first, gint64 second);
/* `percent` of `pence`: a saving by the confidence in it. */
gint64 forecast_weigh(gint64 pence, gint64 percent);
/* Pence a plan; `plans` > 0. */
gint64 forecast_unit_cost(gint64 pence, gint64 plans);
/* `part` of `whole` > 0 in parts of `scale`: 100 for percent. */
gint64 forecast_share(gint64 part, gint64 whole, gint64 scale);
/* A confidence moved by `shift`, kept between none and full. */
gint64 forecast_shift_confidence(gint64 confidence, gint64 shift);
/* Moves the growths of the forecast years: a scenario of the sensitivity table. */
void forecast_shift_growth(struct forecast *forecast, gint64 plans, gint64 unit_cost);
/* Fills the forecast years and every result. */
void forecast_run(struct forecast *forecast);
/* Mitigated spend of a category. */
gint64 forecast_mitigated(const struct forecast *forecast, guint category, guint year);
/* Weighted savings of a year, all categories. */
gint64 forecast_savings(const struct forecast *forecast, guint year);

#endif
