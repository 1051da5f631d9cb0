/* The rest of a file hashed by a thread of its own, so that whoever parses the file need not wait for it. */
#ifndef SCORECARD_LIB_HASH_AHEAD_H
#define SCORECARD_LIB_HASH_AHEAD_H

#include "pipeline/lib/hash.h"

#include <stdbool.h>
#include <stdint.h>

struct hash_ahead;

/* Takes `hash` over and adds the file's bytes from `offset` on; the descriptor stays open until the end. NULL when
 * there is no thread to be had: `hash` is then as it was. */
struct hash_ahead *hash_ahead_start(struct hash *hash, int descriptor, uint64_t offset);
/* Waits for the end of the file and frees. False, with errno, when it could not be read. */
bool hash_ahead_finish(struct hash_ahead *ahead, char text[static HASH_TEXT_SIZE]);
/* Gives up and frees. */
void hash_ahead_cancel(struct hash_ahead *ahead);

#endif
