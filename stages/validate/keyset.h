/* A set of keys, each with the line it was first met on: proves uniqueness while a file streams by.
 *
 * A short key (up to 18 digits, or up to 10 letters, digits and dashes) lies packed in its slot and needs no further
 * memory; a longer one lies in an arena that its slot points to. Keys are compared whole, never by hash alone. Packed
 * keys that come in ascending order take 12 bytes and no look-up (key_run.h), others about 17. Slots lie in many small
 * tables that grow one at a time, so that growing needs little room beside them. */
#ifndef SCORECARD_STAGES_VALIDATE_KEYSET_H
#define SCORECARD_STAGES_VALIDATE_KEYSET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct keyset;

struct keyset *keyset_new(void);
void keyset_free(struct keyset *set);
/* True when the key is new. False when it was there: *first is the line given with it then. */
bool keyset_add(struct keyset *set, const void *key, size_t length, uint64_t line, uint64_t *first);
/* A key that will be added or asked for a little later: its place is fetched into the processor's cache meanwhile,
 * since waiting for memory is most of what a large set costs. */
void keyset_expect(const struct keyset *set, const void *key, size_t length);
bool keyset_has(const struct keyset *set, const void *key, size_t length);

#endif
