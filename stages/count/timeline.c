#include "stages/count/timeline.h"

#include "pipeline/lib/date.h"

struct day_range period_days(const struct measure *measure, const struct calendar *calendar,
                             const struct period *period)
{
    /* What is dated after as-at has not happened; but a later year's amounts are planned, and are all there is of it.
     */
    const bool holds_as_at = period->start <= calendar->as_at && calendar->as_at < period->end;
    const int32_t last = holds_as_at ? calendar->as_at : period->end;
    const bool is_on_one_day =
        measure->when == WHEN_STATE || (measure->when == WHEN_SNAPSHOT && !period_kind_is_year(period->kind));
    return (struct day_range){is_on_one_day ? last : period->start, last};
}

/* Of years to come money alone is planned; all else that is dated in them has not happened. */
static bool is_wanted(const struct measure *measure, const struct calendar *calendar, const struct period *period)
{
    if (period_kind_is_year(period->kind))
        return period->start <= calendar->as_at || measure->unit == UNIT_POUNDS;
    return !measure->is_as_at_only || period->end == calendar->as_at;
}

/* As figures are in order, so that they need not be put in order again. */
static int compare_periods(gconstpointer a, gconstpointer b)
{
    return period_compare(a, b);
}

static void list_periods(struct timeline *timeline, const struct measure *measure, const struct calendar *calendar,
                         const GArray *censuses)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct period));
    for (guint i = 0; i < measure->n_periods; i++) {
        calendar_list_counted(calendar, measure->periods[i], all);
        for (guint j = 0; measure->periods[i] == PERIOD_CENSUS && j < censuses->len; j++) {
            const int32_t day = g_array_index(censuses, int32_t, j);
            const struct period census = {.kind = PERIOD_CENSUS, .start = day, .end = day};
            g_array_append_val(all, census);
        }
    }
    if (calendar->past != NULL)
        g_array_sort(all, compare_periods);
    for (guint i = 0; i < all->len; i++) {
        const struct period *period = &g_array_index(all, struct period, i);
        if (period->kind == PERIOD_CENSUS || is_wanted(measure, calendar, period))
            g_array_append_val(timeline->periods, *period);
    }
}

/* The days on which a slot begins: the first of every period's days and the one after its last. */
static GArray *list_starts(const struct timeline *timeline, const struct measure *measure,
                           const struct calendar *calendar)
{
    GArray *starts = g_array_new(FALSE, FALSE, sizeof(int32_t));
    for (guint i = 0; i < timeline->periods->len; i++) {
        const struct day_range days =
            period_days(measure, calendar, &g_array_index(timeline->periods, struct period, i));
        const int32_t after = days.last + 1;
        g_array_append_val(starts, days.first);
        g_array_append_val(starts, after);
    }
    dates_keep_distinct(starts);
    return starts;
}

static void number_days(struct timeline *timeline)
{
    const guint n_days =
        timeline->n_slots == 0 ? 0 : (guint)(timeline->starts[timeline->n_slots] - timeline->starts[0]);
    timeline->slot_of = g_new(guint16, n_days + 1);
    guint16 slot = 0;
    for (guint day = 0; day < n_days; day++) {
        if (timeline->starts[0] + (int32_t)day == timeline->starts[slot + 1])
            slot++;
        timeline->slot_of[day] = slot;
    }
}

static guint slot_at(const struct timeline *timeline, int32_t date)
{
    return timeline->slot_of[date - timeline->starts[0]];
}

/* The first of the ends on `date` or later; their number when none is. */
static guint end_from(const struct timeline *timeline, int32_t date)
{
    guint low = 0, high = timeline->ends->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (g_array_index(timeline->ends, int32_t, middle) < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* `ends` holds one day a period, in the order of the periods. */
static void number_ends(struct timeline *timeline)
{
    g_autofree int32_t *days = g_memdup2(timeline->ends->data, timeline->ends->len * sizeof *days);
    dates_keep_distinct(timeline->ends);
    for (guint i = 0; i < timeline->periods->len; i++) {
        const guint end = end_from(timeline, days[i]);
        g_array_append_val(timeline->known_at, end);
    }
}

void timeline_init(struct timeline *timeline, const struct measure *measure, const struct calendar *calendar,
                   const GArray *censuses)
{
    *timeline = (struct timeline){
        .periods = g_array_new(FALSE, FALSE, sizeof(struct period)),
        .stretches = g_array_new(FALSE, FALSE, sizeof(struct stretch)),
        .ends = g_array_new(FALSE, FALSE, sizeof(int32_t)),
        .known_at = g_array_new(FALSE, FALSE, sizeof(guint)),
        .is_running = measure->when == WHEN_STATE,
    };
    list_periods(timeline, measure, calendar, censuses);
    GArray *starts = list_starts(timeline, measure, calendar);
    timeline->n_slots = starts->len == 0 ? 0 : starts->len - 1;
    timeline->starts = (int32_t *)(void *)g_array_free(starts, FALSE);
    number_days(timeline);
    for (guint i = 0; i < timeline->periods->len; i++) {
        const struct day_range days =
            period_days(measure, calendar, &g_array_index(timeline->periods, struct period, i));
        const struct stretch stretch = {slot_at(timeline, days.first), slot_at(timeline, days.last) + 1};
        g_array_append_val(timeline->stretches, stretch);
        g_array_append_val(timeline->ends, days.last);
    }
    number_ends(timeline);
}

void timeline_clear(struct timeline *timeline)
{
    g_array_unref(timeline->periods);
    g_array_unref(timeline->stretches);
    g_array_unref(timeline->ends);
    g_array_unref(timeline->known_at);
    g_free(timeline->starts);
    g_free(timeline->slot_of);
}

bool timeline_find(const struct timeline *timeline, int32_t date, struct stretch *stretch)
{
    if (timeline->n_slots == 0 || date < timeline->starts[0] || date >= timeline->starts[timeline->n_slots])
        return false;
    stretch->first = slot_at(timeline, date);
    stretch->end = stretch->first + 1;
    return true;
}

bool timeline_find_known(const struct timeline *timeline, const struct stretch *stretch, int32_t from, int32_t to,
                         struct knowledge *knowledge)
{
    const guint first = end_from(timeline, timeline->starts[stretch->end] - 1);
    const guint n = timeline->ends->len;
    *knowledge = (struct knowledge){from == DATE_NONE ? 0 : end_from(timeline, from),
                                    to == DATE_NONE ? n : end_from(timeline, to)};
    const bool is_known = MAX(knowledge->from, first) < knowledge->end;
    if (knowledge->from <= first)
        knowledge->from = 0;
    return is_known;
}

/* The first slot that begins on `date` or later; n_slots when none does. */
static guint slot_from(const struct timeline *timeline, int32_t date)
{
    if (date <= timeline->starts[0])
        return 0;
    if (date >= timeline->starts[timeline->n_slots])
        return timeline->n_slots;
    const guint slot = slot_at(timeline, date);
    return timeline->starts[slot] == date ? slot : slot + 1;
}

bool timeline_find_open(const struct timeline *timeline, int32_t from, int32_t to, struct stretch *stretch)
{
    if (timeline->n_slots == 0 || from == DATE_NONE)
        return false;
    stretch->first = slot_from(timeline, from);
    stretch->end = to == DATE_NONE ? timeline->n_slots : slot_from(timeline, to);
    return stretch->first < stretch->end;
}
