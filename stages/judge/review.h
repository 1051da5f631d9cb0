/* A measure as the board looks at it: the figure, the one before, the target, the rating, and whether the change is
 * more than chance. One rule for the glance, the sentences, the signals and the exceptions. */
#ifndef SCORECARD_STAGES_JUDGE_REVIEW_H
#define SCORECARD_STAGES_JUDGE_REVIEW_H

#include "stages/count/figures.h"
#include "stages/judge/control.h"
#include "stages/judge/standing.h"
#include "stages/measure/period.h"

#include <stdbool.h>

/* How a change was judged. */
enum judged {
    JUDGED_NOT,      /* a figure is missing, hidden or of few cases [u], or there is no earlier one */
    JUDGED_BY_CHART, /* months since the previous board against the control chart of two years */
    JUDGED_BY_RANGE, /* a percentage or count: the previous one against the latest one's 95% interval (Wilson; Byar) */
    JUDGED_BY_SIZE   /* medians, sums, money, shares of posts: at least little_change_percent of the previous figure */
};

struct review {
    const struct measure *measure;
    const struct figure *now;    /* the headline figure; may be NULL */
    const struct figure *before; /* at the previous board; NULL when there is none but `now`, or its year is not
                                    whole: data begin within it */
    int32_t begin; /* the first day of the month in which the data begin, within the year of `now`; or DATE_NONE */
    const struct target *target;       /* in force; NULL */
    enum rating rating, rating_before; /* each by the target in force on its day */
    enum judged judged;
    bool is_changed;    /* by more than chance */
    const char *travel; /* "Better", "Worse", "Up", "Down", "No clear change", "No change"; "[z]", "[c]", "[u]" … */
    const char *signal; /* of the newest unusual month since the previous board: "improving", "concerning", "high",
                           "low"; or NULL */
    struct unusual signalled; /* that month */
    struct unusual unusual;   /* the newest unusual month since the previous board, the way the figure moved if there is
                                 one; direction 0: none */
};

struct reviewer {
    const struct figures *figures;
    const struct standing *standing;
    const struct calendar *calendar;
    double little_change; /* percent of the previous figure */
};

struct review review_measure(const struct reviewer *reviewer, const struct measure *measure);
/* Whether a figure differs from an earlier value of its measure by more than chance, or by no little, and by what that
 * was judged: by its range, or by its size. */
bool review_has_changed(const struct reviewer *reviewer, const struct figure *now, double before, enum judged *judged);
/* Red, or unusual in the wrong direction: the board is told why. */
bool review_is_exception(const struct review *review);

#endif
