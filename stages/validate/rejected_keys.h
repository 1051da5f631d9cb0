/* The keys of the rows of an extract that are themselves rejected: who misses one is told to correct that first. */
#ifndef SCORECARD_STAGES_VALIDATE_REJECTED_KEYS_H
#define SCORECARD_STAGES_VALIDATE_REJECTED_KEYS_H

#include "pipeline/lib/db.h"

#include <glib.h>
#include <stdbool.h>

struct rejected_keys;

/* Of the open rejects of the visible loads. `is_by_period`: a key is looked for in its own period. NULL at a fault. */
struct rejected_keys *rejected_keys_read(struct db *db, const char *extract, bool is_by_period, GError **error);
void rejected_keys_free(struct rejected_keys *keys);
bool rejected_keys_is_empty(const struct rejected_keys *keys);
/* "person.csv line 4", the first row that is rejected with this primary key, its parts joined by "|"; NULL: none. */
const char *rejected_keys_find(const struct rejected_keys *keys, const char *period, const char *key);

#endif
