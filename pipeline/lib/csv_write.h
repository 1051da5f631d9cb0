/* Writing CSV: RFC 4180, UTF-8, LF, quotes only where needed. */
#ifndef SCORECARD_LIB_CSV_WRITE_H
#define SCORECARD_LIB_CSV_WRITE_H

#include <glib.h>

/* Appends one cell; a row is whole only after csv_write_end_row. NULL writes an empty cell. Text that a spreadsheet
 * would take for a formula (it begins with = + - @, tab or return and is no number) gets a ' before it. */
void csv_write_cell(GString *out, const char *text);
/* The same with a length and as it stands, for rows that are to be read again; text need not be terminated. */
void csv_write_cell_sized(GString *out, const char *text, gssize length);
void csv_write_integer(GString *out, gint64 value);
void csv_write_number(GString *out, double value); /* number_format */
/* Ends the row. A row of a single empty cell is written "", since a blank line would be no record. */
void csv_write_end_row(GString *out);

#endif
