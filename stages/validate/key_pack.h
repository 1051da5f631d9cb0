/* Keys packed into 62 bits, and the hashes of keys: what a key set (keyset.h) keeps in its slots. */
#ifndef SCORECARD_STAGES_VALIDATE_KEY_PACK_H
#define SCORECARD_STAGES_VALIDATE_KEY_PACK_H

#include <stddef.h>
#include <stdint.h>

/* The two highest bits of a slot tell what it holds. An empty slot is 0, which no key packs to. */
#define KEY_DIGITS ((uint64_t)1 << 62)
#define KEY_LETTERS ((uint64_t)2 << 62)
#define KEY_ARENA ((uint64_t)3 << 62)
#define KEY_KIND ((uint64_t)3 << 62)

#define KEY_LINE_SLOTS 8 /* slots in a cache line: packed keys that follow each other hash into one */

/* Up to 18 digits, or up to 10 letters, digits and dashes; 0 for a key that does not pack. */
uint64_t key_pack(const void *key, size_t length);
/* Packed keys that differ differ in hash. */
uint64_t key_hash_packed(uint64_t packed);
uint64_t key_hash(const void *key, size_t length);

#endif
