/* What tests of judging share: three measures, their figures month by month, a standing with nothing in it yet, and two
 * boards. */
#ifndef SCORECARD_TESTS_JUDGED_H
#define SCORECARD_TESTS_JUDGED_H

#include "stages/count/figures.h"
#include "stages/judge/review.h"
#include "stages/judge/standing_private.h"

extern const struct measure judged_rate, judged_count; /* by month and year; higher and lower are better */
extern const struct measure judged_state;              /* by day; lower is better */

int32_t judged_day(const char *text);
/* The last day of the month `i` months after January 2019. */
int32_t judged_month_end(int i);
/* Of all cases, in a period that ends on that day. */
struct figure judged_figure(const struct measure *measure, enum period_kind kind, int32_t end, double value);
/* `n` figures of the measure's first kind of period, from January 2019 on; NAN has no value. */
void judged_add_months(struct figures *figures, const struct measure *measure, const double *values, int n);

/* A standing with nothing in it. */
struct held {
    struct standing standing;
};
void judged_hold(struct held *held, const char *as_at);
void judged_let_go(struct held *held);

/* Two boards of a measure without a sound chart: what the headline was on 21 November 2020 and is on 21 January 2021.
 */
struct boards {
    struct held held;
    struct figures *figures;
    struct calendar calendar;
    struct reviewer reviewer;
};
/* Either figure may be NULL. */
void judged_sit(struct boards *boards, const struct figure *before, const struct figure *now);
void judged_rise(struct boards *boards);

#endif
