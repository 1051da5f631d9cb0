/* The audit of disclosure control: an attack (attack.h) on the figures as they would be published, with every equation
 * that a reader can set up: splits and two-way tables add up, months add up to years, a denominator is its numerator
 * and the rest, and the identities. It sees nothing of how figures were hidden, and shares no code with it. */
#ifndef SCORECARD_STAGES_DISCLOSE_AUDIT_H
#define SCORECARD_STAGES_DISCLOSE_AUDIT_H

#include "stages/count/figures.h"
#include "stages/disclose/identity.h"

/* What is audited. */
struct audited {
    struct figures *published; /* finished */
    const GArray *counted;     /* struct figure: the same before anything was hidden, in their order; only to leave out
                                  equations that the data do not obey, and to know which rests are small */
    const struct slots *slots; /* what fell into each stretch of days: to leave such equations out as well */
    const struct measures *measures;
    const GPtrArray *identities; /* struct identity * */
    int32_t as_at;
    gint64 threshold;
};

/* A hidden number that can be worked out: the numerator, the denominator, or a rest below the threshold. */
struct audit_finding {
    guint row; /* of what is published */
    enum figure_part part;
    const struct figure *counted; /* the row before anything was hidden; NULL: it was made to hide a 0 */
};

/* Every one, row by row (struct audit_finding). The caller unrefs. */
GArray *audit_find(const struct audited *audited);
/* FAULT, with the name of the finding. */
bool audit_refuse(const struct audited *audited, const struct audit_finding *finding, GError **error);

#endif
