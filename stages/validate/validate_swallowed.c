/* Rows that a quote swallowed. Two quotes that do not close, some rows apart, are one cell to a reader of CSV, and what
 * lies between them would be lost without a word. */
#include "stages/validate/validate_private.h"

#include <string.h>

#define NARROWEST 6 /* columns; lines of narrower rows are not told from lists in a text */

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

/* Delimiters in a part of a cell. In a text a space follows them. */
static uint32_t count_marks(const char *text, uint32_t length, char mark)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < length; i++)
        n += text[i] == mark && (i + 1 == length || text[i + 1] != ' ');
    return n;
}

/* The first line of the cell is the end of a row, its last line the beginning of another. */
static bool holds_rows(const struct csv_cell *cell, uint32_t column, uint32_t width, char mark)
{
    uint32_t first = 0, last = cell->length;
    while (first < cell->length && !ends_line(cell->text[first]))
        first++;
    while (last > first && !ends_line(cell->text[last - 1]))
        last--;
    return first < cell->length && count_marks(cell->text, first, mark) + column + 1 >= width &&
           count_marks(cell->text + last, cell->length - last, mark) >= column;
}

static void report(struct validator *validator, uint32_t column)
{
    struct finding finding = validator_place(validator, (int)column);
    finding.field = validator_label(validator, (int)column);
    finding.code = "quote-error";
    finding.message = "a quote opens here and closes some lines further down, and what lies between looks like rows of "
                      "the file";
    finding.action =
        "Close the quote in its own line, or take it out. Rows that are lost in it go behind it, each in a "
        "line of its own.";
    validator_report(validator, &finding);
}

void validator_test_swallowed(struct validator *validator)
{
    const struct csv_record *record = validator->record;
    if (record->lines < 2 || !validator->schema->is_extract || validator->width < NARROWEST)
        return;
    for (uint32_t i = 0; i < MIN(record->n_cells, validator->width); i++)
        for (const char *mark = ",;|\t"; *mark != '\0'; mark++)
            if (holds_rows(&record->cells[i], i, validator->width, *mark)) {
                report(validator, i);
                return;
            }
}
