/* What a faulty cell looks like: the slips that a spreadsheet and a code list's labels lead to. */
#ifndef SCORECARD_STAGES_SCHEMA_CELL_HINT_H
#define SCORECARD_STAGES_SCHEMA_CELL_HINT_H

#include "stages/schema/cell.h"

#include <glib.h>

/* Appends what to do with a cell of this text that has the fault `bit`, to the words of cell_bit_describe; nothing
 * where the text is no known slip. Tells a code of the list, but of a personal field none, and never the text itself.
 */
void cell_append_hint(const struct field *field, uint32_t bit, const char *text, uint32_t length, GString *message);

#endif
