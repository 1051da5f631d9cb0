/* What is said of a cell that breaks its rule: the rule in plain words, what was expected, an example. Never the value.
 */
#ifndef SCORECARD_STAGES_SCHEMA_CELL_MESSAGE_H
#define SCORECARD_STAGES_SCHEMA_CELL_MESSAGE_H

#include "stages/schema/cell.h"

#include <glib.h>

/* Slug of one of cell_bits; static. */
const char *cell_bit_code(uint32_t bit);
/* What its schema makes of it; a UPN is always a query: to refuse a child over a check letter would change the counts.
 */
enum severity cell_bit_severity(const struct field *field, uint32_t bit);
/* Appends the message. */
void cell_bit_describe(const struct field *field, uint32_t bit, GString *message);
/* Appends what a cell of this field must be: "a date as yyyy-mm-dd, for example 2020-09-30". */
void cell_describe_type(const struct field *field, GString *message);

#endif
