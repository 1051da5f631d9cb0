/* Which delimiter a text uses when nobody says. */
#ifndef SCORECARD_LIB_CSV_DELIMITER_H
#define SCORECARD_LIB_CSV_DELIMITER_H

#include <stddef.h>

/* The one of , ; tab | that cuts most of the first records into as many cells as the first of them, outside quotes; of
 * those as good, the one with more cells; a comma when none does. */
char csv_detect_delimiter(const char *text, size_t length, char quote);

#endif
