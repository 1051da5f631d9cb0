/* Headers: how the labels of a file are matched with the fields of a schema.
 *
 * By the letter of the standard a label is the field's name, or its place (exact). Where a schema folds headers, case,
 * space, dash and underscore never matter, and aliases count. */
#ifndef SCORECARD_STAGES_SCHEMA_HEADER_H
#define SCORECARD_STAGES_SCHEMA_HEADER_H

#include "pipeline/lib/csv.h"
#include "stages/schema/schema.h"

#include <glib.h>
#include <stdbool.h>

#define NO_COLUMN (-1)
#define NO_FIELD (-1)

/* The label of a cell without the space around it. The caller frees. */
char *header_label(const struct csv_cell *cell);
/* Whether two fields go by the same header, name or alias, after folding. */
bool header_fields_meet(const struct field *a, const struct field *b);
/* The field that `label` names: by its name first, then by an alias (folded headers only); NO_FIELD. */
int header_find_field(const struct schema *schema, const char *label, bool *is_alias);
/* Whether `label` is the field's title, after folding: what pages and lists call it, and so perhaps another system. */
bool header_is_title(const struct field *field, const char *label);
/* A label that needs no word: x-known, and _line and _reasons of our own lists of rejects. */
bool header_is_known(const struct schema *schema, const char *label);

#endif
