/* Words in lists, as people write both: space around and case do not count. */
#ifndef SCORECARD_STAGES_SCHEMA_LISTED_H
#define SCORECARD_STAGES_SCHEMA_LISTED_H

#include <stdbool.h>

/* Whether `word` is among the words of `list`, which semicolons part. Space is what Unicode calls so, a no-break space
 * included; case is Unicode's as well ("Ça va" is "ÇA VA"). A word of space alone is in no list. */
bool listed_has(const char *list, const char *word);

#endif
