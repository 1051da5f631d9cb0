/* Who a row is about: the personal columns that `explain --personal` adds. Only an officer who may see them asks for
 * them. */
#ifndef SCORECARD_STAGES_WAREHOUSE_PERSON_H
#define SCORECARD_STAGES_WAREHOUSE_PERSON_H

#include "pipeline/lib/db.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct people;

/* Finds the person of every visible row: of an extract with x-person fields the row itself tells, of others the row
 * that their foreign keys lead to, the first key that leads to one. After warehouse_show, once on a connection. */
struct people *people_new(struct db *db, const GPtrArray *schemas, GError **error);
void people_free(struct people *people);
#define PEOPLE_N_COLUMNS 4
const char *people_column(guint index);
/* Gives the cells of the person a row is about, NULL each where nothing is known; they live until the next call. */
bool people_read(struct people *people, int64_t row_id, const char *cells[PEOPLE_N_COLUMNS], GError **error);
void people_write_header(GString *out); /* upn, surname, forename, birth_date */
/* Writes the cells of the person a row is about; empty ones when it is about none. */
bool people_write(struct people *people, int64_t row_id, GString *out, GError **error);

#endif
