/* What the checks of the recovery plan share (publish_plan_checks.c, publish_plan_identities.c). */
#ifndef SCORECARD_STAGES_PUBLISH_PUBLISH_PLAN_CHECKS_H
#define SCORECARD_STAGES_PUBLISH_PUBLISH_PLAN_CHECKS_H

#include "stages/publish/publish_plan.h"

/* Where the rows of the table go. */
struct plan_checking {
    struct publisher *p;
    const struct report_block *from;
    struct frame *frame;
    const struct recovery *recovery;
    const struct forecast *forecast;
};

/* One side of an identity: pence, or a number of things. */
struct plan_side {
    gint64 value;
    char *formula; /* taken; NULL: the value alone */
};

/* A row that says whether both sides are equal, in the workbook by a formula. */
void plan_check_row(struct plan_checking *c, const char *name, guint year, bool is_money, struct plan_side left,
                    struct plan_side right);
/* A value that stands in a line of the paths, or in the total of a table by category. */
struct plan_side plan_side_of_path(const struct plan_checking *c, gint64 value, guint line, guint year);
struct plan_side plan_side_of_total(const struct plan_checking *c, const char *chart, gint64 value, guint year);
/* The identities of one year, and of all years together. */
void plan_check_year(struct plan_checking *c, guint year);
void plan_check_grants(struct plan_checking *c);

#endif
