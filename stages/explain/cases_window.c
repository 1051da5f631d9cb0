/* Which days the cases behind a figure are looked for in. */
#include "stages/explain/cases.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/count/ratio.h"
#include "stages/count/timeline.h"
#include "stages/measure/measure_rows.h"

struct period measure_window(const struct measures *measures, const struct measure *measure,
                             const struct calendar *calendar, const struct explain_options *options)
{
    struct period period = measure_current_period(measures_entry(measures, measure), calendar);
    const bool has_start = options->period_start != DATE_NONE, has_end = options->period_end != DATE_NONE;
    const bool is_year_long = period.kind == PERIOD_ROLLING;
    if (!has_start && !has_end)
        return period;
    const int32_t end = has_end ? options->period_end : is_year_long ? calendar->as_at : options->period_start;
    const int32_t start = has_start ? options->period_start : is_year_long ? date_year_start(end) : end;
    period.start = start;
    period.end = end;
    return period;
}

struct period measure_part_window(const struct measure *part, const struct calendar *calendar,
                                  const struct period *period)
{
    struct period moved = *period;
    ratio_part_period(part, calendar, period, &moved.kind, &moved.end);
    if (moved.kind != period->kind)
        moved.start = moved.end;
    return moved;
}

static bool holds_day(const int32_t *days, guint n, int32_t day)
{
    for (guint i = 0; i < n; i++)
        if (days[i] == day)
            return true;
    return false;
}

static bool is_counted_on(const struct measure_entry *entry, const struct calendar *calendar,
                          const struct period *period)
{
    const struct measure *measure = &entry->measure;
    if (measure->when == WHEN_EVENT || period_kind_is_year(period->kind))
        return true;
    const int32_t day = period_days(measure, calendar, period).last;
    if (period->kind == PERIOD_CENSUS)
        return holds_day((const int32_t *)(const void *)entry->censuses->data, entry->censuses->len, day);
    return measure->is_as_at_only ? day == calendar->as_at : holds_day(calendar->days, calendar->n_days, day);
}

static bool check_day(const struct measures *measures, const struct measure *measure, const struct calendar *calendar,
                      const struct period *period, GError **error)
{
    char day[DATE_TEXT_SIZE];
    if (is_counted_on(measures_entry(measures, measure), calendar, period))
        return true;
    date_format_iso(period->end, day);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "%s is not counted on %s (figures.csv has the days that it is counted on)", measure->id, day);
    return false;
}

bool measure_check_window(const struct measures *measures, const struct measure *measure,
                          const struct calendar *calendar, const struct explain_options *options, GError **error)
{
    const struct period period = measure_window(measures, measure, calendar, options);
    if (options->period_start == DATE_NONE && options->period_end == DATE_NONE)
        return true;
    if (period.end < period.start) {
        g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                            "the period ends before it begins (--period-start, --period-end)");
        return false;
    }
    if (measure->is_missing)
        return true;
    if (!measure_is_derived(measure))
        return check_day(measures, measure, calendar, &period, error);
    const char *const parts[] = {measure->numerator, measure->denominator};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        const struct measure *part = measures_find(measures, parts[i]);
        const struct period moved = measure_part_window(part, calendar, &period);
        if (!check_day(measures, part, calendar, &moved, error))
            return false;
    }
    return true;
}
