/* What is said of control charts. */
#include "stages/judge/sentence.h"

#include <math.h>

static char *since_words(const struct unusual *unusual)
{
    const bool is_high = unusual->direction > 0;
    const char *what = unusual->rule == XMR_TREND ? (is_high ? "rising" : "falling")
                       : is_high                  ? "above its mean"
                                                  : "below its mean";
    g_autofree char *since = sentence_period(&unusual->since);
    return g_strdup_printf("%s since %s%s", what, since, unusual->has_gaps ? " where shown" : "");
}

char *sentence_unusual(const struct unusual *unusual)
{
    const bool is_high = unusual->direction > 0;
    g_autofree char *period = sentence_period(&unusual->period);
    if (unusual->rule == XMR_SHIFT || unusual->rule == XMR_TREND)
        return since_words(unusual);
    if (unusual->rule == XMR_NEAR_LIMIT)
        return g_strdup_printf("%s was near its %s limit", period, is_high ? "upper" : "lower");
    return g_strdup_printf("%s was unusually %s", period, is_high ? "high" : "low");
}

static guint count_hidden(const struct control *control)
{
    guint n = 0;
    for (guint i = 0; i < control->series->len; i++)
        n += g_str_equal(((const struct figure *)control->series->pdata[i])->symbol, "c");
    return n;
}

/* Months with a value, those with limits or those without. */
static guint count_months(const struct control *control, bool have_limits)
{
    guint n = 0;
    for (guint i = 0; i < control->series->len; i++)
        n += !isnan(control->values[i]) && control_has_limits(control, i) == have_limits;
    return n;
}

static char *unusual_title(const struct control *control, guint i)
{
    const struct unusual unusual = control_unusual(control, i);
    g_autofree char *words = sentence_unusual(&unusual);
    *words = g_ascii_toupper(*words);
    return control->measure->better == BETTER_NEITHER ? g_steal_pointer(&words)
                                                      : g_strdup_printf("%s (%s)", words, control_signal(control, i));
}

char *sentence_control(const struct control *control)
{
    const guint n_hidden = count_hidden(control);
    if (control->is_filling)
        return g_strdup("No control limits: it began with few");
    if (!control_is_sound(control))
        return g_strdup(n_hidden > 0 ? "Too few months shown for control limits" : "Too few for control limits");
    for (guint i = control->series->len; i > 0; i--)
        if (control->points[i - 1].direction != 0)
            return unusual_title(control, i - 1);
    if (count_months(control, false) > 0)
        return g_strdup_printf("None of the %u months with limits is unusual", count_months(control, true));
    return n_hidden == 0 ? g_strdup("No unusual month in two years")
                         : g_strdup_printf("None of the %u months shown is unusual", control->series->len - n_hidden);
}

char *sentence_hidden(const struct control *control)
{
    const guint n_hidden = count_hidden(control);
    if (n_hidden == 0)
        return NULL;
    return g_strdup_printf(
        "%u of %u months %s hidden [c], so that no small number can be worked out; mean and limits are "
        "of the others.",
        n_hidden, control->series->len, n_hidden == 1 ? "is" : "are");
}

/* Months of the newest set of limits, and those of them on the other side of the target than its limits are. */
static guint count_exceptions(const struct control *control, double target, bool are_met, guint *n)
{
    const guint len = control->series->len;
    const bool is_higher = control->measure->better == BETTER_HIGHER;
    guint exceptions = 0;
    *n = 0;
    for (guint i = 0; i < len; i++) {
        const double value = control->values[i];
        if (isnan(value) || control->phases[i] != control->phases[len - 1])
            continue;
        ++*n;
        exceptions += (is_higher ? value >= target : value <= target) != are_met;
    }
    return exceptions;
}

char *sentence_assurance(const struct control *control, double target)
{
    if (!control_judges_newest(control))
        return NULL;
    const struct xmr_point last = control->points[control->series->len - 1];
    const enum xmr_assurance assurance = statistics_assurance(last, target, control->measure->better == BETTER_HIGHER);
    if (assurance == XMR_HIT_OR_MISS)
        return g_strdup("The target lies within the limits: it is hit or missed by chance.");
    const bool are_met = assurance == XMR_CONSISTENTLY_HIT;
    guint n;
    const guint exceptions = count_exceptions(control, target, are_met, &n);
    if (exceptions > 0)
        return g_strdup_printf("The target lies outside the limits, yet %u of %u months %s it: while months are "
                               "unusual, limits foretell little.",
                               exceptions, n, are_met ? "missed" : "met");
    return g_strdup(are_met
                        ? "The target lies outside the limits: as things are, it is always met."
                        : "The target lies outside the limits: as things are, no month can be expected to meet it.");
}
