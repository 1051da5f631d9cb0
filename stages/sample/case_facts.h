/* The facts of sampled cases: stages/facts/<name>.sql, each one SELECT that lists what is known of the cases of the
 * TEMP table sampled_case (or of mart_sampled_case, with the child, request and plan of each), in order.
 *
 * Head: `title`, the heading of its facts; `order`, a number; optionally `personal: yes`, left out unless asked for.
 * The column case_id says whose they are; every other column is a fact under its name. A case may have several rows. A
 * column named as a field of the audits extract (persontableid, plan_kind, locality) is also what the audit's row
 * holds.
 */
#ifndef SCORECARD_STAGES_SAMPLE_CASE_FACTS_H
#define SCORECARD_STAGES_SAMPLE_CASE_FACTS_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "stages/measure/measure.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

enum fact_kind { FACT_TEXT, FACT_NUMBER, FACT_DATE, FACT_NONE /* not recorded */ };

struct case_fact {
    const char *title; /* of the query it comes from */
    guint number;      /* which row of the case, from 1 */
    bool is_numbered;  /* the case has several rows of it */
    const char *name;
    enum fact_kind kind;
    const char *text; /* space put in order */
    double value;     /* FACT_NUMBER; of a FACT_DATE the day number (date.h) */
};

struct fact_files;
struct case_facts;

/* Reads and checks every file's head; those that are personal are kept only where that is wanted. INVALID with place.
 */
struct fact_files *fact_files_load(const struct project *project, bool is_personal, GError **error);
void fact_files_free(struct fact_files *files);

/* A case to be looked up. */
struct fact_case {
    const char *case_id, *extract; /* extract NULL, row_id 0: its row is not known */
    int64_t row_id;
    int32_t on_date;
};
/* Of `cases` (struct fact_case), after measures_prepare. INVALID with place for a query that is not one, or has no
 * case_id. */
struct case_facts *case_facts_read(const struct fact_files *files, struct db *db, const struct measures *measures,
                                   const GArray *cases, GError **error);
void case_facts_free(struct case_facts *facts);
/* The facts of a case (struct case_fact) in order; NULL when nothing is known of it. */
const GArray *case_facts_of(const struct case_facts *facts, const char *case_id);
/* The first fact of that name as text, or NULL. */
const char *case_facts_text(const struct case_facts *facts, const char *case_id, const char *name);

#endif
