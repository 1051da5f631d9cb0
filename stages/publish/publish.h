/* Figures into a document: each page and block of a report gets its frame, its title and its sentences. Draws nothing.
 */
#ifndef SCORECARD_STAGES_PUBLISH_PUBLISH_H
#define SCORECARD_STAGES_PUBLISH_PUBLISH_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "reports/render/document.h"
#include "stages/count/figures.h"
#include "stages/judge/standing.h"
#include "stages/measure/measure.h"
#include "stages/measure/period.h"
#include "stages/report/report.h"
#include "stages/restate/restatement.h"

/* What a block is built from. All but the document is read only. */
struct publisher {
    struct document *document;
    const struct report *report;
    const struct project *project;
    const struct measures *measures;
    const struct figures *figures;
    const struct standing *standing;
    const struct calendar *calendar;
    struct db *db;                         /* for tables about the loads themselves */
    const struct restatement *restatement; /* of a report that compares moments; NULL otherwise */
    gint64 suppress_below;                 /* counts of children below it are hidden; 0: none is */
    const char *marking;                   /* of every page and sheet */
    struct recovery *recovery; /* of the recovery plan's blocks, read when one asks for it (publish_plan.h) */
    GError *error;             /* the first fault met while building */
};

/* The document of a report; `publisher->document` is made here and given to the caller. NULL and an error on a database
 * fault. */
struct document *publish_document(struct publisher *publisher, GError **error);

#endif
