/* What is space in the data: everything that Unicode calls so, the same wherever text is trimmed, compared or squeezed.
 * Spreadsheets and web pages leave no-break and other spaces behind that nobody sees. */
#ifndef SCORECARD_LIB_SPACE_H
#define SCORECARD_LIB_SPACE_H

#include <stddef.h>

#define SPACE_LONGEST 3 /* bytes of a space */

/* Bytes of the space that the text of that length begins with; 0: none. Bytes that are no UTF-8 are none. */
size_t space_at(const char *text, size_t length);
/* Leaves out the space around the text. */
void space_trim(const char **text, size_t *length);
/* The same of a terminated text, as a copy; the caller frees. */
char *space_trimmed(const char *text, size_t length);

#endif
