/* What changed between two lists of the cases behind one figure: who came in, who went out, and whose part in it is
 * another. The day a state is counted on is no change. */
#ifndef SCORECARD_STAGES_EXPLAIN_CASE_CHANGES_H
#define SCORECARD_STAGES_EXPLAIN_CASE_CHANGES_H

#include "stages/explain/cases.h"

#include <glib.h>

struct case_alteration {
    const struct listed_case *now;
    const char *field;          /* counted_on, met, value or a split */
    const char *before, *after; /* owned by the changes */
};

struct case_changes {
    GPtrArray *in, *out; /* const struct listed_case *, in order of case */
    GArray *altered;     /* struct case_alteration, in order of case, then of column */
    GStringChunk *texts;
};

/* Both lists must outlive the changes. */
struct case_changes *case_changes_find(const struct case_list *before, const struct case_list *now);
void case_changes_free(struct case_changes *changes);

#endif
