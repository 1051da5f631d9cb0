/* What the files of the audit share: audit.c (the numbers and the verdict), audit_sums.c (equations within a measure),
 * audit_times.c (over time), audit_links.c (those between measures), audit_equal_measures.c and audit_equal_lines.c
 * (those that the data show). */
#ifndef SCORECARD_STAGES_DISCLOSE_AUDIT_PRIVATE_H
#define SCORECARD_STAGES_DISCLOSE_AUDIT_PRIVATE_H

#include "stages/disclose/attack.h"
#include "stages/disclose/audit.h"

#define NO_NUMBER G_MAXUINT

/* The rows of one category of one breakdown: consecutive, in order of period. */
struct strip {
    guint first, end;
};

struct auditor {
    const struct audited *audited;
    struct attack *attack;
    guint *first_number;           /* of each row, N_PARTS numbers; NO_NUMBER: the row is not attacked */
    const struct figure **counted; /* of each row that is attacked, what it was before anything was hidden, or NULL */
    GArray *truths;                /* gint64, one a number */
    GArray *terms;                 /* struct attack_term: of the equation that is being set up */
};

/* The number of a part of a row, NO_NUMBER when the row's measure does not tell it. */
guint auditor_number(const struct auditor *auditor, guint row, enum figure_part part);
const struct figure *auditor_row(const struct auditor *auditor, guint row);
/* What a part of a row is that its measure tells. */
gint64 auditor_truth(const struct auditor *auditor, guint row, enum figure_part part);
/* A number that no figure tells, and what it is. */
guint auditor_add_number(struct auditor *auditor, gint64 truth);
/* Adds such a number to the equation that is being set up. */
void auditor_add_numbered(struct auditor *auditor, guint number, gint64 coefficient);
/* Adds a term to the equation that is being set up; none for a part that is not told, or a row that is not there (0).
 */
void auditor_add_term(struct auditor *auditor, const struct figure *figure, enum figure_part part, gint64 coefficient);
/* The terms add up to 0, or to 0 at most; an equation that the data do not obey is dropped. Begins the next. */
void auditor_end_equation(struct auditor *auditor, bool is_at_most);

void audit_sums(struct auditor *auditor);
/* Of the lines (struct strip) of one measure, which has these periods (struct period). */
void audit_times(struct auditor *auditor, const GArray *strips, const GArray *periods);
void audit_links(struct auditor *auditor);
void audit_equal_measures(struct auditor *auditor);
void audit_equal_lines(struct auditor *auditor);

#endif
