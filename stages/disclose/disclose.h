/* Disclosure control: hides counts of children below a threshold, and as much beside them as it takes for none of them
 * to be worked out from anything published in the same run.
 *
 * Hidden first: a count of 1 to threshold - 1; a rate whose numerator, denominator or rest (those who did not) is so
 * small; a median or mean of so few. A hidden figure has the symbol `c` and no value; a hidden denominator hides its
 * numerator too. Then each hidden number is proven safe by a move (disclose_move.h): another set of numbers that agrees
 * with everything published. Where there is none, the cheapest further numbers are hidden until there is; a category
 * that does not occur is read as 0, so hiding a 0 makes a `c` row. The audit (audit.h) then attacks what is
 * left, and where it finds a number more is hidden (disclose_repair.h). */
#ifndef SCORECARD_STAGES_DISCLOSE_DISCLOSE_H
#define SCORECARD_STAGES_DISCLOSE_DISCLOSE_H

#include "stages/count/figures.h"
#include "stages/disclose/identity.h"
#include "stages/disclose/past.h"

#define SUPPRESS_BELOW 5 /* where settings.json says nothing */

/* What figures are hidden by. */
struct disclosure_rules {
    const struct measures *measures;
    const GPtrArray *identities; /* struct identity * */
    const GArray *groups;        /* struct figure_group, of pages (disclose_group.h) */
    const struct past *past; /* earlier editions that readers have as well, or NULL; the figures hold the periods that
                                only these tell (past_extend) */
    int32_t as_at;
    gint64 threshold; /* settings.json's suppress_below */
};

struct disclosure {
    guint n_primary, n_secondary; /* figures hidden for their own size, and for the sake of others */
    guint n_rows;                 /* of those, rows made to hide a 0 */
    /* numbers that earlier editions hid and give away by themselves, and how many of them are small; that they told and
     * that have been corrected since */
    guint n_given, n_small_given, n_corrected;
};

/* Takes away from finished figures, the periods that only earlier editions tell as well; they are finished afterwards.
 * FAULT, with the name of a figure, when the audit can still work one out: then nothing may be published. `disclosure`
 * may be NULL. */
bool disclose(struct figures *figures, const struct disclosure_rules *rules, struct disclosure *disclosure,
              GError **error);

#endif
