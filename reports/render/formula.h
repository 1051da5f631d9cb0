/* Formulas of workbook cells, written before it is known on which sheet and row each table will stand.
 *
 * A frame's formula names cells by block, row and column of its table, from 0: {plan_spend:3:1}, and a stretch of a
 * column by its first and last row: {plan_spend:0:1:6}. All else is copied: "=SUM({plan_spend:0:1:6})". They become
 * plain references ('plan_spend'!$B$11), which Excel and LibreOffice both compute; structured references are not. */
#ifndef SCORECARD_RENDER_FORMULA_H
#define SCORECARD_RENDER_FORMULA_H

#include <glib.h>
#include <stdint.h>

/* Block id → where its table stands. The caller unrefs. */
GHashTable *formula_places_new(void);
/* `first_row` is the sheet's row, from 0, of the table's first row of data. */
void formula_places_add(GHashTable *places, const char *id, const char *sheet, uint32_t first_row);
/* The formula as a workbook has it; NULL for NULL, or when it names a block that is not in `places` (then the value
 * alone is written). The caller frees. */
char *formula_resolve(const char *formula, GHashTable *places);

#endif
