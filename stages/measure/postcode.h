/* Postcodes as localities are found by them: the longest prefix of localities.csv that a postcode begins with. */
#ifndef SCORECARD_STAGES_MEASURE_POSTCODE_H
#define SCORECARD_STAGES_MEASURE_POSTCODE_H

#include <stdbool.h>

#define POSTCODE_SIZE 16 /* a postcode has at most eight characters; longer text is no postcode */

/* Upper-case outward part, one space, inward part: the last three characters after all spaces are dropped, Unicode's
 * too ("cw12ab" gives "CW1 2AB"). Text too short to have both parts is squeezed only. False when it is empty or no
 * postcode's length.
 */
bool postcode_normalise(const char *text, char postcode[static POSTCODE_SIZE]);
/* Upper case, space around dropped, inner space kept as one ("cw12  3" gives "CW12 3"). False as above. */
bool postcode_normalise_prefix(const char *text, char prefix[static POSTCODE_SIZE]);
/* Whether the postcode begins with `prefix` ("CW1", "CW1 2") and the next character is of another kind, so that CW1 is
 * not CW12 3AB. Case and space around do not matter. */
bool postcode_begins_with(const char *text, const char *prefix);

#endif
