/* An edition made from a test's own measures, cases and report file, up to the document: what stands in its frames is
 * read back as text. */
#ifndef SCORECARD_TESTS_EDITION_H
#define SCORECARD_TESTS_EDITION_H

#include "stages/publish/publish.h"
#include "tests/counted.h"

struct edition {
    struct counted counted;
    struct figures *figures;
    struct standing *standing;
    struct report *report;
    struct document *document;
    char *reports_folder;
};

/* Tables that a test may fill in place of extracts: they hide the views of the same name. */
#define EDITION_TABLES                                                                                                 \
    "create temp table held_targets (measure, from_date, target, amber_within, owner, row_id integer primary key);"    \
    "create temp table held_commentary (measure, as_at, text, author, actions, row_id integer primary key);"           \
    "create temp table held_baselines (measure, label, date, numerator, denominator, value, row_id integer primary "   \
    "key);"                                                                                                            \
    "create temp table held_actions (ref, year, priority, action, measure, owner, complete_by, status, updated_date, " \
    "note, row_id integer primary key);"

void edition_open(struct edition *edition, const char *sql);
/* Counts; figures may then be changed before edition_publish. */
void edition_count(struct edition *edition, const struct measure_pair *pairs, guint n_pairs);
/* `pages` is the list of a report file; the fault when it is refused, or NULL. */
char *edition_publish(struct edition *edition, const char *pages);
const struct block *edition_block(const struct edition *edition, guint index);
/* The rows of a block's frame, the columns named (all when empty) parted by "|"; the caller frees. */
char *edition_rows(const struct edition *edition, guint index, const char *columns);
void edition_close(struct edition *edition);

#endif
