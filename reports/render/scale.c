#include "reports/render/scale.h"

#include <glib.h>
#include <math.h>

double scale_at(struct scale scale, double value)
{
    return scale.at_from + (value - scale.from) / (scale.to - scale.from) * (scale.at_to - scale.at_from);
}

static double round_step(double rough, bool is_whole)
{
    static const double STEPS[] = {1, 2, 2.5, 5, 10};
    const double power = pow(10, floor(log10(rough)));
    for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
        const double step = STEPS[i] * power;
        if (step >= rough * 0.999 && (!is_whole || step == floor(step)))
            return step;
    }
    return is_whole ? 1 : 10 * power;
}

struct ticks ticks_between(double low, double high, int wanted, bool is_whole)
{
    if (high - low < 1e-9)
        high = low + (is_whole || low == 0 ? 1 : fabs(low) * 0.1);
    const double step = round_step((high - low) / fmax(wanted - 1, 1), is_whole);
    const double first = floor(low / step + 1e-9) * step, last = ceil(high / step - 1e-9) * step;
    return (struct ticks){first, step, (int)lround((last - first) / step) + 1};
}

double ticks_last(struct ticks ticks)
{
    return ticks.first + ticks.step * (ticks.n - 1);
}

void extent_add(struct extent *extent, double value)
{
    if (isnan(value))
        return;
    extent->low = extent->has_any ? fmin(extent->low, value) : value;
    extent->high = extent->has_any ? fmax(extent->high, value) : value;
    extent->has_any = true;
}

double extent_size(struct extent extent)
{
    return fmax(fabs(extent.low), fabs(extent.high));
}

static void sort_places(size_t *places, const double *heights, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t j = i;
        for (; j > 0 && heights[places[j - 1]] > heights[i]; j--)
            places[j] = places[j - 1];
        places[j] = i;
    }
}

/* Downwards once, then upwards from the bottom: two sweeps suffice when all fit. */
void labels_spread(double *heights, size_t n, double distance, double top, double bottom)
{
    g_autofree size_t *places = g_new(size_t, n + 1);
    sort_places(places, heights, n);
    double least = top;
    for (size_t i = 0; i < n; i++) {
        double *height = &heights[places[i]];
        const double wish = i + 1 < n ? fmax(0, distance - (heights[places[i + 1]] - *height)) / 2 : 0;
        *height = fmax(*height - wish, least);
        least = *height + distance;
    }
    double most = bottom;
    for (size_t i = n; i-- > 0;) {
        double *height = &heights[places[i]];
        *height = fmin(*height, most);
        most = *height - distance;
    }
}

static double width_at(struct column_wish wish, double share)
{
    return fmax(wish.least, fmin(wish.natural, wish.usual * share));
}

static double width_of_all(const struct column_wish *wishes, size_t n, double share)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += width_at(wishes[i], share);
    return sum;
}

/* The share of the usual widths at which the columns fill what is available. */
static double find_share(const struct column_wish *wishes, size_t n, double available)
{
    double low = 0, high = 1;
    while (width_of_all(wishes, n, high) < available && high < 1e6)
        high *= 2;
    for (int i = 0; i < 60; i++) {
        const double middle = (low + high) / 2;
        *(width_of_all(wishes, n, middle) <= available ? &low : &high) = middle;
    }
    return low;
}

bool columns_fit(const struct column_wish *wishes, size_t n, double available, double *widths)
{
    const double least = width_of_all(wishes, n, 0);
    const bool fits = least <= available;
    const double share = find_share(wishes, n, available);
    for (size_t i = 0; i < n; i++)
        widths[i] = fits ? width_at(wishes[i], share) : wishes[i].least * available / least;
    return fits;
}
