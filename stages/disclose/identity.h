/* Identities: what is known to hold between the figures of different measures or splits, whatever the data. They are
 * data, stages/identities/<name>.sql: a head (`says`, `holds: equal | at most | told | seen`) and a query of one row a
 * term, with the columns identity, coefficient, measure, part, breakdown, category.
 *
 * Rows of one `identity` add up to 0 (equal), or to 0 or less (at most), in every period that all its measures have.
 * `told` is as equal, and the numbers of all terms but the first are told to readers in other places too (rows loaded),
 * so that they are never hidden, unless they are small. `seen` is as equal where the figures obey it in every period,
 * and nothing where they do not: a reader may find it to be so, as that whoever waits has no last day in a file. A
 * state beside events stands for all that came before its day: open = started - ceased. `part` is numerator,
 * denominator or rest (the denominator less the numerator). Breakdown and category `*`: for each line of the first
 * term's measure, the same line of every term. A coefficient other than 1 and -1 stands in identities of two terms
 * alone. */
#ifndef SCORECARD_STAGES_DISCLOSE_IDENTITY_H
#define SCORECARD_STAGES_DISCLOSE_IDENTITY_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "stages/count/slots.h"

#include <glib.h>
#include <stdbool.h>

struct identity_term {
    gint64 coefficient;
    char *measure, *breakdown, *category;
    enum figure_part part;
};

struct identity {
    char *name; /* file and identity, for messages */
    bool is_at_most, is_told, is_seen;
    GArray *terms; /* struct identity_term */
};

/* All identities of the project (struct identity *), in order of file and name; the caller unrefs. Reads code lists,
 * stg_ views and context tables: call after measures_prepare. INVALID with place, also where a term names a measure or
 * split that there is not. */
GPtrArray *identities_load(const struct project *project, const struct measures *measures, struct db *db,
                           GError **error);
/* Its terms are those of any line: breakdown and category `*`. */
bool identity_is_general(const struct identity *identity);
/* Whether a term of it is of the measure. */
bool identity_names(const struct identity *identity, const char *measure);

#endif
