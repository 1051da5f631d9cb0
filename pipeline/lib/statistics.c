#include "pipeline/lib/statistics.h"

#include <glib.h>
#include <math.h>

#define XMR_FACTOR 2.66
#define SCREEN_FACTOR 3.267
#define RUN 7

/* The values of one phase that are there: their places in the caller's arrays. */
struct phase {
    const double *values;
    size_t *places;
    size_t n;
    struct xmr_point *points;
};

static double value_at(const struct phase *phase, size_t i)
{
    return phase->values[phase->places[i]];
}

static double mean_of(const struct phase *phase)
{
    double sum = 0;
    for (size_t i = 0; i < phase->n; i++)
        sum += value_at(phase, i);
    return phase->n == 0 ? 0 : sum / (double)phase->n;
}

/* Mean of the moving ranges not above `most`. */
static double mean_moving_range(const struct phase *phase, double most)
{
    double sum = 0;
    size_t n = 0;
    for (size_t i = 1; i < phase->n; i++) {
        const double range = fabs(value_at(phase, i) - value_at(phase, i - 1));
        if (range > most)
            continue;
        sum += range;
        n++;
    }
    return n == 0 ? 0 : sum / (double)n;
}

static double limit_distance(const struct phase *phase)
{
    const double first = mean_moving_range(phase, INFINITY);
    return XMR_FACTOR * mean_moving_range(phase, SCREEN_FACTOR * first);
}

static int side_of(double value, double line)
{
    return (value > line) - (value < line);
}

static void mark(const struct phase *phase, size_t i, enum xmr_rule rule, int direction)
{
    struct xmr_point *point = &phase->points[phase->places[i]];
    point->rules |= rule;
    if (point->direction == 0)
        point->direction = direction;
}

static void mark_outside(const struct phase *phase, double mean, double distance)
{
    for (size_t i = 0; i < phase->n; i++) {
        const double offset = value_at(phase, i) - mean;
        if (fabs(offset) > distance)
            mark(phase, i, XMR_OUTSIDE, side_of(offset, 0));
    }
}

/* Marks every stretch of 7 or more equal, non-zero steps; a stretch of steps `lead` apart covers `lead` points more. */
static void mark_runs(const struct phase *phase, const int *steps, size_t n_steps, size_t lead, enum xmr_rule rule)
{
    size_t start = 0;
    for (size_t i = 1; i <= n_steps; i++) {
        if (i < n_steps && steps[i] == steps[start])
            continue;
        if (steps[start] != 0 && i - start + lead >= RUN)
            for (size_t j = start; j < i + lead; j++)
                mark(phase, j, rule, steps[start]);
        start = i;
    }
}

static void mark_shifts(const struct phase *phase, double mean, int *steps)
{
    for (size_t i = 0; i < phase->n; i++)
        steps[i] = side_of(value_at(phase, i), mean);
    mark_runs(phase, steps, phase->n, 0, XMR_SHIFT);
}

static void mark_trends(const struct phase *phase, int *steps)
{
    for (size_t i = 1; i < phase->n; i++)
        steps[i - 1] = side_of(value_at(phase, i), value_at(phase, i - 1));
    mark_runs(phase, steps, phase->n - 1, 1, XMR_TREND);
}

static int near_side(const struct phase *phase, size_t i, double mean, double near)
{
    const double offset = value_at(phase, i) - mean;
    return fabs(offset) > near ? side_of(offset, 0) : 0;
}

static void mark_near_limits(const struct phase *phase, double mean, double near)
{
    for (size_t i = 2; i < phase->n; i++)
        for (int side = -1; side <= 1; side += 2) {
            int met = 0;
            for (size_t j = i - 2; j <= i; j++)
                met += near_side(phase, j, mean, near) == side;
            for (size_t j = i - 2; met >= 2 && j <= i; j++)
                if (near_side(phase, j, mean, near) == side)
                    mark(phase, j, XMR_NEAR_LIMIT, side);
        }
}

/* In order of strength: a point's direction is that of the first rule it meets. */
static void mark_rules(const struct phase *phase, double mean, double distance)
{
    if (phase->n < 2)
        return;
    g_autofree int *steps = g_new0(int, phase->n);
    mark_outside(phase, mean, distance);
    mark_shifts(phase, mean, steps);
    mark_near_limits(phase, mean, distance * 2 / 3);
    mark_trends(phase, steps);
}

static void solve_phase(struct phase *phase, size_t from, size_t to, struct xmr_range range)
{
    phase->n = 0;
    for (size_t i = from; i < to; i++)
        if (!isnan(phase->values[i]))
            phase->places[phase->n++] = i;
    const double mean = mean_of(phase), distance = limit_distance(phase);
    for (size_t i = from; i < to; i++)
        phase->points[i] = (struct xmr_point){
            .mean = mean, .lower = fmax(mean - distance, range.lowest), .upper = fmin(mean + distance, range.highest)};
    mark_rules(phase, mean, distance);
}

void statistics_xmr(const double *values, const int *phases, size_t n, struct xmr_range range, struct xmr_point *points)
{
    g_autofree size_t *places = g_new(size_t, n + 1);
    struct phase phase = {.values = values, .places = places, .points = points};
    size_t start = 0;
    for (size_t i = 1; i <= n; i++) {
        if (i < n && (phases == NULL || phases[i] == phases[start]))
            continue;
        solve_phase(&phase, start, i, range);
        start = i;
    }
}

enum xmr_assurance statistics_assurance(struct xmr_point last, double target, bool higher_is_better)
{
    if (target > last.upper)
        return higher_is_better ? XMR_CONSISTENTLY_MISSED : XMR_CONSISTENTLY_HIT;
    if (target < last.lower)
        return higher_is_better ? XMR_CONSISTENTLY_HIT : XMR_CONSISTENTLY_MISSED;
    return XMR_HIT_OR_MISS;
}

struct interval statistics_wilson(double numerator, double denominator, double z)
{
    g_assert(denominator > 0 && numerator >= 0 && numerator <= denominator);
    const double centre = 2 * numerator + z * z;
    const double spread = z * sqrt(z * z + 4 * numerator * (1 - numerator / denominator));
    const double scale = 2 * (denominator + z * z);
    return (struct interval){fmax((centre - spread) / scale, 0), fmin((centre + spread) / scale, 1)};
}

static double byar_limit(double count, double z)
{
    return count * pow(1 - 1 / (9 * count) + z / (3 * sqrt(count)), 3);
}

struct interval statistics_byar(double count, double z)
{
    return (struct interval){count > 0 ? byar_limit(count, -z) : 0, byar_limit(count + 1, z)};
}

struct interval statistics_funnel(double mean, double denominator, double z)
{
    g_assert(denominator > 0 && mean >= 0 && mean <= 1);
    const double distance = z * sqrt(mean * (1 - mean) / denominator);
    return (struct interval){fmax(mean - distance, 0), fmin(mean + distance, 1)};
}
