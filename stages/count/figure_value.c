/* What a measure comes to: the value of each kind in each unit, and which numbers stand beside it
 * (docs/measures.md). */
#include "stages/count/figure_value.h"

#include "pipeline/lib/number.h"
#include "stages/measure/measure_rows.h"

#include <math.h>

#define SMALLEST_SHARE 0.05               /* smaller ones are written 0 */
#define LARGEST_AMOUNT 9007199254740992.0 /* 2^53: sums beyond it are not exact */

/* Pence for each case, to the penny, in pounds. */
static double pounds_of(int64_t numerator, int64_t denominator)
{
    return floor((double)numerator / (double)denominator + 0.5) / 100;
}

static double tenths_of(int64_t numerator, int64_t denominator)
{
    return round_to_tenth((double)numerator / (double)denominator);
}

static double weeks_of(int64_t numerator, int64_t denominator)
{
    return round_to_tenth((double)numerator / (double)denominator / 7);
}

static double tenths(double value)
{
    return round_to_tenth(value);
}

static double weeks(double days)
{
    return round_to_tenth(days / 7);
}

static double pounds(double pence)
{
    return floor(pence + 0.5) / 100;
}

/* How a unit divides, and how it writes a middle or mean value: days in weeks, pence in pounds. */
static const struct {
    double (*divide)(int64_t, int64_t);
    double (*convert)(double);
} units[] = {
    [UNIT_NUMBER] = {tenths_of, tenths}, [UNIT_PERCENT] = {percent_of, tenths},
    [UNIT_WEEKS] = {weeks_of, weeks},    [UNIT_DAYS] = {tenths_of, tenths},
    [UNIT_POUNDS] = {pounds_of, pounds}, [UNIT_PER_10000] = {per_10000_of, tenths},
};

static void set_numerator(struct figure *figure, double numerator)
{
    figure->has_numerator = true;
    figure->numerator = llround(numerator);
}

static void set_denominator(struct figure *figure, double denominator)
{
    figure->has_denominator = true;
    figure->denominator = llround(denominator);
}

static void set_value(struct figure *figure, double value)
{
    figure->has_value = true;
    figure->value = value;
}

/* No case to divide by. */
static void set_nothing(struct figure *figure)
{
    set_denominator(figure, 0);
    figure->symbol = "z";
}

/* The sum is more than can be told, or of what nobody knows. */
static void set_unknown(struct figure *figure)
{
    figure->symbol = "x";
}

static bool is_exact(double amount)
{
    return fabs(amount) <= LARGEST_AMOUNT;
}

/* In the measure's unit: pence as pounds, days as weeks, parts as what they are parts of. What is whole is exact. */
static double sum_in_unit(const struct figure *figure)
{
    const struct measure *measure = figure->measure;
    if (measure->unit == UNIT_POUNDS)
        return pounds((double)figure->numerator);
    const bool is_whole = measure->unit != UNIT_WEEKS && measure->amount_scale == 1;
    return is_whole ? (double)figure->numerator : units[measure->unit].divide(figure->numerator, measure->amount_scale);
}

static void finish_sum(const struct measures *measures, const struct total *total, struct figure *figure)
{
    (void)measures;
    if (total->n_unknown > 0 || !is_exact(total->numerator)) {
        set_unknown(figure);
        return;
    }
    set_numerator(figure, total->numerator);
    set_value(figure, sum_in_unit(figure));
}

/* What a reader must know of a share: that it is of few, or that it is not quite the 0 it rounds to. */
static const char *symbol_of_share(const struct measures *measures, const struct figure *figure)
{
    const struct measure *measure = figure->measure;
    const bool is_percent = measure->unit == UNIT_PERCENT;
    if (is_percent && figure->denominator < measures->rate_minimum * measure->amount_scale)
        return "u";
    if ((is_percent || measure->unit == UNIT_PER_10000) && figure->numerator > 0 && figure->value < SMALLEST_SHARE)
        return "low";
    return "";
}

static void finish_ratio(const struct measures *measures, const struct total *total, struct figure *figure)
{
    if (!is_exact(total->numerator) || !is_exact(total->denominator)) {
        set_unknown(figure);
        return;
    }
    if (llround(total->denominator) <= 0) {
        set_nothing(figure);
        return;
    }
    set_numerator(figure, total->numerator);
    set_denominator(figure, total->denominator);
    set_value(figure, units[figure->measure->unit].divide(figure->numerator, figure->denominator));
    figure->symbol = symbol_of_share(measures, figure);
}

static void finish_mean(const struct measures *measures, const struct total *total, struct figure *figure)
{
    (void)measures;
    if (total->n_rows == 0) {
        set_nothing(figure);
        return;
    }
    set_denominator(figure, total->denominator);
    set_value(figure, units[figure->measure->unit].convert(total->numerator / total->denominator));
}

static void finish_median(const struct measures *measures, const struct total *total, struct figure *figure)
{
    (void)measures;
    const guint n = total->values->len;
    if (n == 0) {
        set_nothing(figure);
        return;
    }
    const double low = g_array_index(total->values, double, (n - 1) / 2);
    const double high = g_array_index(total->values, double, n / 2);
    set_denominator(figure, n);
    set_value(figure, units[figure->measure->unit].convert((low + high) / 2));
}

void figure_set_value(const struct measures *measures, const struct measure *measure, const struct total *total,
                      struct figure *figure)
{
    static void (*const kinds[])(const struct measures *, const struct total *, struct figure *) = {
        [MEASURE_COUNT] = finish_sum, [MEASURE_RATE] = finish_ratio, [MEASURE_MEDIAN] = finish_median,
        [MEASURE_MEAN] = finish_mean, [MEASURE_SUM] = finish_sum,    [MEASURE_RATIO] = finish_ratio,
    };
    figure->measure = measure;
    figure->symbol = "";
    kinds[measure->kind](measures, total, figure);
}
