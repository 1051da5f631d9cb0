#include "stages/judge/review.h"

#include "pipeline/lib/date.h"

#include <math.h>

/* The newest unusual month that ended since the previous board, in `direction` (0: any); its place, or -1. */
static int find_signal(const struct control *control, int32_t since, int direction)
{
    for (guint i = control->series->len; i > 0; i--) {
        const struct figure *figure = control->series->pdata[i - 1];
        const int found = control->points[i - 1].direction;
        if (figure->period.end <= since)
            break;
        if (found != 0 && (direction == 0 || found == direction))
            return (int)i - 1;
    }
    return -1;
}

static int direction_of(const struct review *review)
{
    return review->now->value > review->before->value ? 1 : -1;
}

static bool has_change(const struct review *review)
{
    return review->now != NULL && review->before != NULL && review->now->has_value && review->before->has_value &&
           review->now->value != review->before->value;
}

/* A figure of fewer than ten cases is shown and judged by nothing. */
static bool is_of_few(const struct figure *figure)
{
    return figure != NULL && g_str_equal(figure->symbol, "u");
}

static bool can_be_judged(const struct review *review)
{
    return has_change(review) && !is_of_few(review->now) && !is_of_few(review->before);
}

/* A state counted on days stays where it was: it is news only when it has moved on that way since the previous board.
 */
static void take_signal(struct review *review, const struct control *control, int32_t since)
{
    const struct figure *last = control->series->pdata[control->series->len - 1];
    const bool is_state = last->period.kind == PERIOD_DAY;
    if (is_state && !has_change(review))
        return;
    const int newest = find_signal(control, since, is_state ? direction_of(review) : 0);
    if (newest < 0)
        return;
    review->signal = control_signal(control, (guint)newest);
    review->signalled = control_unusual(control, (guint)newest);
}

/* What the chart says of the time since the previous board: a month that is unusual the way the figure moved speaks
 * for the change, one the other way only for itself. */
static void judge_change(struct review *review, const struct control *control, int32_t since)
{
    int found = find_signal(control, since, direction_of(review));
    review->judged = JUDGED_BY_CHART;
    review->is_changed = found >= 0;
    if (found < 0)
        found = find_signal(control, since, 0);
    if (found >= 0)
        review->unusual = control_unusual(control, (guint)found);
}

/* The chart of two years knows nothing of a change from before it. */
static bool reaches_back(const struct control *control, int32_t since)
{
    return ((const struct figure *)control->series->pdata[0])->period.start <= since;
}

/* The chart's verdict, where the newest month is held against limits. */
static void judge_by_chart(const struct reviewer *reviewer, struct review *review)
{
    enum period_kind kind;
    if (review->measure->is_as_at_only || !control_kind(review->measure, &kind))
        return;
    struct control control;
    const int32_t since = reviewer->calendar->previous_board;
    control_init(&control, reviewer->figures, reviewer->standing, review->measure, kind);
    if (control_judges_newest(&control)) {
        take_signal(review, &control, since);
        if (can_be_judged(review) && reaches_back(&control, since))
            judge_change(review, &control, since);
    }
    control_clear(&control);
}

static bool lies_outside(double value, struct interval interval)
{
    return value < interval.lower || value > interval.upper;
}

/* Whether a percentage counts cases of which each did or did not: of what is measured in parts (full-time posts), and
 * of plans that may be more than the places, chance says nothing. */
static bool is_share_of_cases(const struct figure *figure)
{
    const struct measure *measure = figure->measure;
    const bool is_share =
        measure->kind == MEASURE_RATE ||
        (measure->kind == MEASURE_RATIO && measure->unit == UNIT_PERCENT && measure->amount_scale == 1);
    return is_share && figure->has_numerator && figure->has_denominator && figure->denominator > 0 &&
           figure->numerator >= 0 && figure->numerator <= figure->denominator;
}

/* A percentage or a count is held to what chance makes of as many cases, anything else to its size. */
bool review_has_changed(const struct reviewer *reviewer, const struct figure *now, double before, enum judged *judged)
{
    *judged = JUDGED_BY_RANGE;
    if (is_share_of_cases(now))
        return lies_outside(before / 100,
                            statistics_wilson((double)now->numerator, (double)now->denominator, STATISTICS_Z95));
    if (now->measure->kind == MEASURE_COUNT)
        return lies_outside(before, statistics_byar(now->value, STATISTICS_Z95));
    *judged = JUDGED_BY_SIZE;
    return fabs(now->value - before) * 100 >= reviewer->little_change * fabs(before);
}

static void judge(const struct reviewer *reviewer, struct review *review)
{
    if (is_of_few(review->now))
        return;
    judge_by_chart(reviewer, review);
    if (can_be_judged(review) && review->judged == JUDGED_NOT)
        review->is_changed = review_has_changed(reviewer, review->now, review->before->value, &review->judged);
}

static const char *missing_word(const struct figure *now, const struct figure *before)
{
    const bool is_hidden =
        (now != NULL && g_str_equal(now->symbol, "c")) || (before != NULL && g_str_equal(before->symbol, "c"));
    const bool is_missing = now != NULL && g_str_equal(now->symbol, "x");
    return is_missing ? "[x]" : is_hidden ? "[c]" : "[z]";
}

static const char *travel_of(const struct review *review)
{
    const struct figure *now = review->now, *before = review->before;
    if (now == NULL || before == NULL || !now->has_value || !before->has_value)
        return missing_word(now, before);
    if (is_of_few(now) || is_of_few(before))
        return "[u]";
    if (now->value == before->value)
        return "No change";
    if (!review->is_changed)
        return "No clear change";
    const bool is_up = now->value > before->value;
    if (review->measure->better == BETTER_NEITHER)
        return is_up ? "Up" : "Down";
    return is_up == (review->measure->better == BETTER_HIGHER) ? "Better" : "Worse";
}

/* Whether the year of the figure begins before its data do: it holds fewer months than one that does not. */
static bool is_not_whole(const struct figure *figure, int32_t begin)
{
    return figure != NULL && begin != DATE_NONE && figure->period.kind == PERIOD_ROLLING &&
           figure->period.start < begin;
}

/* A year of which half is not recorded grows with every month: that is no change. */
static void leave_out_part_years(const struct reviewer *reviewer, struct review *review)
{
    const int32_t begin = control_data_begin(reviewer->figures, review->measure);
    review->begin = is_not_whole(review->now, begin) ? begin : DATE_NONE;
    if (is_not_whole(review->before, begin))
        review->before = NULL;
}

struct review review_measure(const struct reviewer *reviewer, const struct measure *measure)
{
    const struct calendar *calendar = reviewer->calendar;
    struct review review = {
        .measure = measure,
        .now = figures_headline(reviewer->figures, measure, calendar->as_at),
        .before = figures_headline(reviewer->figures, measure, calendar->previous_board),
        .target = measure->better == BETTER_NEITHER ? NULL : standing_target(reviewer->standing, measure->id),
    };
    if (review.before == review.now)
        review.before = NULL;
    leave_out_part_years(reviewer, &review);
    review.rating = standing_rate(reviewer->standing, review.now);
    review.rating_before = standing_rate_at(reviewer->standing, review.before, calendar->previous_board);
    judge(reviewer, &review);
    review.travel = travel_of(&review);
    return review;
}

bool review_is_exception(const struct review *review)
{
    return review->rating == RATING_RED || (review->signal != NULL && g_str_equal(review->signal, "concerning"));
}
