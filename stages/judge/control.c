#include "stages/judge/control.h"

#include "pipeline/lib/date.h"

#include <math.h>

/* The day of the previous board lies between two months' ends and would stand too close to them. */
GPtrArray *control_series(const struct figures *figures, const struct measure *measure, const char *breakdown,
                          const char *category, enum period_kind kind)
{
    g_autoptr(GPtrArray) all = figures_series(figures, measure->id, breakdown, category, kind);
    GPtrArray *series = g_ptr_array_new();
    for (guint i = 0; i < all->len; i++) {
        const struct figure *figure = all->pdata[i];
        if ((kind != PERIOD_DAY && kind != PERIOD_ROLLING) || i + 1 == all->len ||
            date_month_end(figure->period.end) == figure->period.end)
            g_ptr_array_add(series, all->pdata[i]);
    }
    return series;
}

static bool is_nothing(const struct figure *figure)
{
    return figure != NULL && figure->has_value && figure->value == 0;
}

int32_t control_data_begin(const struct figures *figures, const struct measure *measure)
{
    if (measure->kind != MEASURE_COUNT && measure->kind != MEASURE_SUM)
        return DATE_NONE;
    g_autoptr(GPtrArray) months = figures_series(figures, measure->id, "all", "all", PERIOD_MONTH);
    guint first = 0;
    while (first < months->len && is_nothing(months->pdata[first]))
        first++;
    if (first == 0 || first == months->len)
        return DATE_NONE;
    const int32_t end = ((const struct figure *)months->pdata[0])->period.end;
    if (!is_nothing(figures_find(figures, measure->id, "all", "all", PERIOD_ROLLING, end)))
        return DATE_NONE;
    return ((const struct figure *)months->pdata[first])->period.start;
}

guint control_count_before(const GPtrArray *series, int32_t begin)
{
    guint n = 0;
    while (begin != DATE_NONE && n + 1 < series->len && ((const struct figure *)series->pdata[n])->period.start < begin)
        n++;
    return n;
}

/* A step begins a phase with the first period that ends on its day or later. */
static int phase_of(const GArray *steps, int32_t end)
{
    int phase = 0;
    for (guint i = 0; i < steps->len; i++)
        phase += g_array_index(steps, struct step, i).date <= end;
    return phase;
}

static void fill_values(struct control *control, const GArray *steps)
{
    for (guint i = 0; i < control->series->len; i++) {
        const struct figure *figure = control->series->pdata[i];
        const bool is_whole = figure->has_value && !figure->period.is_part && i >= control->n_before;
        control->values[i] = is_whole ? figure->value : (double)NAN;
        control->phases[i] = phase_of(steps, figure->period.end);
    }
}

/* The cases behind a value; those behind a sum are not known. */
static double cases_of(const struct figure *figure)
{
    const enum measure_kind kind = figure->measure->kind;
    if (kind == MEASURE_SUM)
        return CONTROL_LEAST_CASES;
    if (kind == MEASURE_COUNT)
        return figure->value;
    const bool is_share = kind != MEASURE_RATIO || figure->measure->unit == UNIT_PERCENT;
    const int64_t amount = is_share ? figure->denominator : figure->numerator;
    return (double)amount / figure->measure->amount_scale;
}

static guint count_values(const struct control *control, guint from, guint to)
{
    guint n = 0;
    for (guint i = from; i < to; i++)
        n += isnan(control->values[i]) ? 0 : 1;
    return n;
}

static double count_cases(const struct control *control, guint from, guint to)
{
    double cases = 0;
    for (guint i = from; i < to; i++)
        cases += isnan(control->values[i]) ? 0 : cases_of(control->series->pdata[i]);
    return cases;
}

static int compare_values(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Of the values, oldest first, that are shown. */
static bool begins_with_few(const struct control *control)
{
    g_autoptr(GArray) shown = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < control->series->len; i++)
        if (!isnan(control->values[i]))
            g_array_append_val(shown, control->values[i]);
    if (shown->len == 0)
        return false;
    const double first = g_array_index(shown, double, 0);
    g_array_sort(shown, compare_values);
    return first * CONTROL_FILLING < g_array_index(shown, double, shown->len / 2);
}

/* Takes its limits from the set of the periods `from` to before `to`, where it has too few values or cases for them. */
static void judge_set(struct control *control, guint from, guint to)
{
    const guint n = count_values(control, from, to);
    if (!control->is_filling && count_values(control, 0, control->series->len) >= CONTROL_LEAST_POINTS &&
        n >= CONTROL_LEAST_OF_SET && count_cases(control, from, to) >= (double)CONTROL_LEAST_CASES * n)
        return;
    for (guint i = from; i < to; i++)
        control->points[i] = (struct xmr_point){
            .mean = n == 0 ? (double)NAN : control->points[i].mean, .lower = (double)NAN, .upper = (double)NAN};
}

static void judge_sets(struct control *control)
{
    guint from = 0;
    for (guint i = 1; i <= control->series->len; i++)
        if (i == control->series->len || control->phases[i] != control->phases[from]) {
            judge_set(control, from, i);
            from = i;
        }
}

void control_init(struct control *control, const struct figures *figures, const struct standing *standing,
                  const struct measure *measure, enum period_kind kind)
{
    *control = (struct control){.measure = measure, .series = control_series(figures, measure, "all", "all", kind)};
    const guint n = control->series->len;
    control->values = g_new(double, n + 1);
    control->phases = g_new(int, n + 1);
    control->points = g_new0(struct xmr_point, n + 1);
    control->n_before = control_count_before(control->series, control_data_begin(figures, measure));
    fill_values(control, standing_steps(standing, measure->id));
    control->is_filling = kind == PERIOD_DAY && measure->kind == MEASURE_COUNT && begins_with_few(control);
    const struct xmr_range range = {0, measure->unit == UNIT_PERCENT ? 100 : (double)INFINITY};
    statistics_xmr(control->values, control->phases, n, range, control->points);
    judge_sets(control);
}

void control_clear(struct control *control)
{
    g_ptr_array_unref(control->series);
    g_free(control->values);
    g_free(control->phases);
    g_free(control->points);
}

bool control_has_limits(const struct control *control, guint i)
{
    return !isnan(control->points[i].lower);
}

bool control_is_sound(const struct control *control)
{
    guint i = 0;
    while (i < control->series->len && !control_has_limits(control, i))
        i++;
    return i < control->series->len;
}

bool control_judges_newest(const struct control *control)
{
    guint i = control->series->len;
    while (i > 0 && isnan(control->values[i - 1]))
        i--;
    return i > 0 && control_has_limits(control, i - 1);
}

const char *control_signal(const struct control *control, guint i)
{
    const int direction = control->points[i].direction;
    const enum better better = control->measure->better;
    if (direction == 0)
        return control_has_limits(control, i) ? "usual" : "no limits";
    if (better == BETTER_NEITHER)
        return direction > 0 ? "high" : "low";
    return (direction > 0) == (better == BETTER_HIGHER) ? "improving" : "concerning";
}

/* Rules are in order of strength, and a point's direction is that of the first it meets. */
static enum xmr_rule strongest(unsigned rules)
{
    enum xmr_rule rule = XMR_OUTSIDE;
    while ((rules & rule) == 0 && rule < XMR_NEAR_LIMIT)
        rule = (enum xmr_rule)(rule << 1);
    return rule;
}

/* Whether the run that reaches the value at `next` began at `i` or before it. */
static bool goes_on(const struct control *control, enum xmr_rule rule, int direction, guint i, guint next)
{
    const double value = control->values[i];
    const double above = rule == XMR_SHIFT ? value - control->points[i].mean : control->values[next] - value;
    return control->phases[i] == control->phases[next] && above * direction > 0;
}

/* Where the run begins that ends at `last`; what is hidden in it is passed over. */
static guint begin_of_run(const struct control *control, enum xmr_rule rule, int direction, guint last, bool *has_gaps)
{
    guint first = last;
    for (guint i = last; i-- > 0;) {
        if (isnan(control->values[i]))
            continue;
        if (!goes_on(control, rule, direction, i, first))
            break;
        *has_gaps |= i + 1 < first;
        first = i;
    }
    return first;
}

struct unusual control_unusual(const struct control *control, guint i)
{
    const struct figure *figure = control->series->pdata[i];
    struct unusual unusual = {.direction = control->points[i].direction, .period = figure->period};
    if (unusual.direction == 0)
        return unusual;
    unusual.rule = strongest(control->points[i].rules);
    unusual.since = unusual.period;
    if (unusual.rule != XMR_SHIFT && unusual.rule != XMR_TREND)
        return unusual;
    const guint first = begin_of_run(control, unusual.rule, unusual.direction, i, &unusual.has_gaps);
    unusual.since = ((const struct figure *)control->series->pdata[first])->period;
    return unusual;
}

bool control_kind(const struct measure *measure, enum period_kind *kind)
{
    static const enum period_kind wanted[] = {PERIOD_MONTH, PERIOD_DAY};
    for (guint i = 0; i < G_N_ELEMENTS(wanted); i++)
        for (guint j = 0; j < measure->n_periods; j++)
            if (measure->periods[j] == wanted[i]) {
                *kind = wanted[i];
                return true;
            }
    return false;
}
