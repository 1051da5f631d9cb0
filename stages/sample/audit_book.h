/* The audit workbook of a dip sample: a form a case with the facts the auditor needs and the grades to give, a summary,
 * how the sample was drawn, and the sheet `audits`, which gathers the grades into the rows of the audits extract: saved
 * as CSV it is loaded as it stands. Lines of it that are no rows begin with #, a comment of that extract. */
#ifndef SCORECARD_STAGES_SAMPLE_AUDIT_BOOK_H
#define SCORECARD_STAGES_SAMPLE_AUDIT_BOOK_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "stages/judge/standing.h"
#include "stages/sample/case_facts.h"
#include "stages/sample/dip_sample.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>

#define AUDIT_MARKING "OFFICIAL-SENSITIVE" /* a case is somebody's, with or without a name */

/* What the workbook is made of; all of it read only. */
struct audit_book {
    const struct dip_sample *dip;
    const struct case_list *list;
    const struct case_facts *facts;
    const struct standing *standing; /* labels */
    const struct project *project;
    const struct schema *audits; /* whose fields the sheet audits has */
    struct db *db;               /* code lists */
    bool is_personal;
};

bool audit_book_write(const struct audit_book *book, const char *path, GError **error);

#endif
