/* Which extract a file is: by its name, and by its header where several go by that name. */
#ifndef SCORECARD_STAGES_LOAD_IDENTIFY_H
#define SCORECARD_STAGES_LOAD_IDENTIFY_H

#include "pipeline/lib/csv.h"
#include "stages/schema/schema.h"

#include <glib.h>

/* The schema a file belongs to: its name matches x-file and, among several, most required fields stand in `header`
 * (NULL: in none). NULL without error when no schema knows the name; DATA when two fit alike (both named). */
const struct schema *schema_identify(const GPtrArray *schemas, const char *path, const struct csv_record *header,
                                     GError **error);
/* "; is it requests.csv? rename it" of a file that a browser or a desktop copied ("requests (1).csv", "Copy of
 * requests.csv", "requests - Copy.csv") or a person named ("Annual Reviews.csv"), and what to do with a workbook
 * ("requests.xlsx"), if an extract goes by the name without that: whether it is that extract's file, its owner has to
 * say. NULL otherwise; the caller frees. */
char *schema_name_hint(const GPtrArray *schemas, const char *path);

#endif
