/* Equations over time: a period is the sum of its stretches of days, those that no period of its measure begins or ends
 * within. A month that none cuts is a stretch; what lies before the oldest month, and parts of a month that the twelve
 * months up to a day end in, are told by no figure. */
#include "stages/disclose/audit_private.h"

#include "pipeline/lib/date.h"

#include <string.h>

/* The periods of a measure, each from one stretch to the one before which it ends. */
struct course {
    const GArray *periods; /* struct period */
    GArray *cuts;          /* int32_t: the first day of each stretch, and the day after the last */
    guint *firsts, *ends;  /* of each period */
    bool *is_period;       /* of each stretch: a figure tells it, or nothing fell into it */
    guint n_silent;        /* of the others */
};

/* One part of one line on its course. */
struct walk {
    struct auditor *auditor;
    const struct course *course;
    struct strip rows;
    enum figure_part part;
    guint *numbers; /* of each stretch; NO_NUMBER: nothing, as everybody knows */
};

static gint compare_days(gconstpointer a, gconstpointer b)
{
    return date_compare(a, b);
}

static GArray *cut_days(const GArray *periods)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (guint i = 0; i < periods->len; i++) {
        const struct period *period = &g_array_index(periods, struct period, i);
        const int32_t ends[] = {period->start, period->end + 1};
        g_array_append_vals(cuts, ends, 2);
    }
    dates_keep_distinct(cuts);
    return cuts;
}

static guint stretch_from(const struct course *course, int32_t day)
{
    guint index = 0;
    g_array_binary_search(course->cuts, &day, compare_days, &index);
    return index;
}

static guint count_stretches(const struct course *course)
{
    return course->cuts->len - MIN(course->cuts->len, 1);
}

static void course_begin(struct course *course, const GArray *periods)
{
    *course = (struct course){.periods = periods, .cuts = cut_days(periods)};
    course->firsts = g_new(guint, periods->len + 1);
    course->ends = g_new(guint, periods->len + 1);
    course->is_period = g_new0(bool, course->cuts->len + 1);
    for (guint i = 0; i < periods->len; i++) {
        const struct period *period = &g_array_index(periods, struct period, i);
        course->firsts[i] = stretch_from(course, period->start);
        course->ends[i] = stretch_from(course, period->end + 1);
        if (course->ends[i] == course->firsts[i] + 1)
            course->is_period[course->firsts[i]] = true;
    }
    for (guint i = 0; i < count_stretches(course); i++)
        course->n_silent += !course->is_period[i];
}

static void course_end(const struct course *course)
{
    g_array_unref(course->cuts);
    g_free(course->firsts);
    g_free(course->ends);
    g_free(course->is_period);
}

/* Numbers for stretches that no figure tells, with what fell into them. */
static void number_silent(const struct walk *walk)
{
    const struct figure *line = auditor_row(walk->auditor, walk->rows.first);
    const int32_t *cuts = (const int32_t *)(const void *)walk->course->cuts->data;
    const struct slot_counts *slots =
        slots_find(walk->auditor->audited->slots, line->measure->id, line->breakdown, line->category);
    guint slot = 0;
    for (guint i = 0; i < count_stretches(walk->course); i++) {
        gint64 sum = 0;
        for (; slots != NULL && slot < slots->n_slots && slots->starts[slot] < cuts[i + 1]; slot++)
            sum += slots->starts[slot] >= cuts[i] ? slots->counts[walk->part][slot] : 0;
        if (!walk->course->is_period[i])
            walk->numbers[i] = auditor_add_number(walk->auditor, sum);
    }
}

/* Finds the line's row for a period, from a row on: periods are asked for in the order of the rows. NULL where nothing
 * fell into it. */
static const struct figure *row_for(const struct walk *walk, const struct period *period, guint *at)
{
    while (*at < walk->rows.end && period_compare(&auditor_row(walk->auditor, *at)->period, period) < 0)
        (*at)++;
    const struct figure *figure = *at < walk->rows.end ? auditor_row(walk->auditor, *at) : NULL;
    return figure != NULL && period_compare(&figure->period, period) == 0 ? figure : NULL;
}

static const struct figure *row_of(const struct walk *walk, guint index, guint *at)
{
    return row_for(walk, &g_array_index(walk->course->periods, struct period, index), at);
}

static void number_told(const struct walk *walk)
{
    guint at = walk->rows.first;
    for (guint i = 0; i < count_stretches(walk->course); i++)
        walk->numbers[i] = NO_NUMBER;
    for (guint i = 0; i < walk->course->periods->len; i++) {
        const struct figure *figure = row_of(walk, i, &at);
        if (figure != NULL && walk->course->ends[i] == walk->course->firsts[i] + 1)
            walk->numbers[walk->course->firsts[i]] = auditor_number(walk->auditor, at, walk->part);
    }
}

static void add_periods(const struct walk *walk)
{
    guint at = walk->rows.first;
    for (guint i = 0; i < walk->course->periods->len; i++) {
        const struct figure *figure = row_of(walk, i, &at);
        if (walk->course->ends[i] == walk->course->firsts[i] + 1)
            continue;
        for (guint stretch = walk->course->firsts[i]; stretch < walk->course->ends[i]; stretch++)
            if (walk->numbers[stretch] != NO_NUMBER)
                auditor_add_numbered(walk->auditor, walk->numbers[stretch], 1);
        if (figure != NULL)
            auditor_add_term(walk->auditor, figure, walk->part, -1);
        auditor_end_equation(walk->auditor, false);
    }
}

/* A split by month tells the same month in every period that holds it. */
static void add_same_month(const struct walk *walk)
{
    const struct figure *line = auditor_row(walk->auditor, walk->rows.first), *before = NULL;
    g_autofree char *text = g_strconcat(line->category, "-01", NULL);
    const int32_t first = date_parse_iso(text, strlen(text));
    for (guint row = walk->rows.first; first != DATE_NONE && row < walk->rows.end; row++) {
        const struct figure *figure = auditor_row(walk->auditor, row);
        if (figure->period.start > first || figure->period.end < date_month_end(first))
            continue;
        if (before != NULL) {
            auditor_add_term(walk->auditor, before, walk->part, 1);
            auditor_add_term(walk->auditor, figure, walk->part, -1);
            auditor_end_equation(walk->auditor, false);
        }
        before = figure;
    }
}

/* Of what is told in full no equation says more. */
static bool is_hidden(const struct walk *walk)
{
    for (guint row = walk->rows.first; row < walk->rows.end; row++)
        if (g_str_equal(auditor_row(walk->auditor, row)->symbol, "c"))
            return true;
    return false;
}

static void walk_line(struct walk *walk)
{
    const bool is_by_month = g_str_equal(auditor_row(walk->auditor, walk->rows.first)->breakdown, "month");
    for (walk->part = PART_NUMERATOR; walk->part <= PART_DENOMINATOR; walk->part++) {
        if (auditor_number(walk->auditor, walk->rows.first, walk->part) == NO_NUMBER)
            continue;
        number_told(walk);
        if (walk->course->n_silent > 0)
            number_silent(walk);
        add_periods(walk);
        if (is_by_month)
            add_same_month(walk);
    }
}

void audit_times(struct auditor *auditor, const GArray *strips, const GArray *periods)
{
    struct course course;
    course_begin(&course, periods);
    g_autofree guint *numbers = g_new(guint, course.cuts->len + 1);
    for (guint i = 0; i < strips->len; i++) {
        struct walk walk = {auditor, &course, g_array_index(strips, struct strip, i), PART_NUMERATOR, numbers};
        if (is_hidden(&walk))
            walk_line(&walk);
    }
    course_end(&course);
}
