/* Who has to correct what was found: the school or the team of the row.
 *
 * A row's school stands in the fields of its schema's x-school, its team in those of x-team. A row without either is of
 * its parent's (the row its first foreign key refers to), and a child or young person of the school at which the rows
 * of an extract with x-placement have the child: they lead to the child by foreign keys or are of the same UPN. The
 * files are read a second time for this, so that rows that were rejected, or lie in a file that was refused, have their
 * school too. */
#ifndef SCORECARD_STAGES_CHECK_PLACING_H
#define SCORECARD_STAGES_CHECK_PLACING_H

#include "pipeline/lib/csv.h"
#include "pipeline/lib/db.h"
#include "stages/check/found.h"

enum place_kind { PLACE_SCHOOL, PLACE_TEAM, PLACE_UNKNOWN };

struct place {
    enum place_kind kind;
    char *id;   /* URN; LAEstab of a school that GIAS does not list; the team; "unknown" */
    char *name; /* of a school that GIAS lists; NULL otherwise */
    char *file; /* "100123.csv", "team-portage.csv", "unknown.csv": letters, digits and dashes */
    uint64_t n_errors, n_queries;
};

const char *place_kind_name(enum place_kind kind); /* "school", "team", "unknown" */

/* The places of all findings, schools first, then teams, each in order of id, unknown last (struct place *). Sets
 * `place` of every finding. `db` shows the files' warehouse (warehouse_show), `schemas` are the extracts it has; NULL
 * and SYSTEM when a file cannot be read. The caller unrefs. */
GPtrArray *placing_find(struct found_list *list, struct db *db, const GPtrArray *schemas, enum csv_encoding encoding,
                        GError **error);

/* "100123" and "895/4001" or "8954001" as a school's number: six digits (URN) or seven (LAEstab); NULL for what is
 * none. The caller frees. */
char *placing_school_number(const char *text);

#endif
