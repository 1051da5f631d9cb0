/* Time cut into slots, so that one row is counted once for all periods: every period begins and ends where a slot does.
 *
 * An event lies in one slot, and a period sums its slots. A state is open over a stretch of slots; it is noted where it
 * begins and where it ends, and the running sum at a period's slot is what is open. A row outside all slots counts
 * nowhere. */
#ifndef SCORECARD_STAGES_COUNT_TIMELINE_H
#define SCORECARD_STAGES_COUNT_TIMELINE_H

#include "stages/measure/measure.h"
#include "stages/measure/period.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct stretch {
    guint first, end; /* slots, the end excluded */
};

/* The windows that a row counts in, by what was known when they ended: of timeline.ends, the end excluded. */
struct knowledge {
    guint from, end;
};

struct timeline {
    GArray *periods;   /* struct period */
    GArray *stretches; /* struct stretch, one a period: the slots it sums, or the one it is counted on */
    GArray *ends;      /* int32_t: the last days of periods, in order and each once */
    GArray *known_at;  /* guint, one a period: its last day in `ends` */
    guint n_slots;
    int32_t *starts;  /* n_slots + 1: the last is where the last slot ends */
    guint16 *slot_of; /* by days from starts[0] */
    bool is_running;
};

/* The periods of a measure; `censuses` (int32_t) are those of a census measure. */
void timeline_init(struct timeline *timeline, const struct measure *measure, const struct calendar *calendar,
                   const GArray *censuses);
void timeline_clear(struct timeline *timeline);

/* The slot of an event or a day; false when it lies in none. */
bool timeline_find(const struct timeline *timeline, int32_t date, struct stretch *stretch);
/* The windows that end on `from` or later and before `to` (DATE_NONE: no bound), among those that hold the slot of an
 * event; without a bound where the slot's windows all do. False when none does. */
bool timeline_find_known(const struct timeline *timeline, const struct stretch *stretch, int32_t from, int32_t to,
                         struct knowledge *knowledge);
/* The slots on whose days a state is open (open from `from` until `to`, DATE_NONE: not closed); false when on none. */
bool timeline_find_open(const struct timeline *timeline, int32_t from, int32_t to, struct stretch *stretch);

/* The days of a measure's period that rows are looked for in: a state's or snapshot's last day; a year up to as-at. */
struct day_range {
    int32_t first, last;
};
struct day_range period_days(const struct measure *measure, const struct calendar *calendar,
                             const struct period *period);

#endif
