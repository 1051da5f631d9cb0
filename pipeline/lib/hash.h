/* SHA-256, lower-case hex. */
#ifndef SCORECARD_LIB_HASH_H
#define SCORECARD_LIB_HASH_H

#include <glib.h>
#include <stddef.h>

#define HASH_TEXT_SIZE 65

struct hash;
struct hash *hash_new(void);
void hash_update(struct hash *hash, const void *bytes, size_t length);
/* Ends the hash and frees it. */
void hash_finish(struct hash *hash, char text[static HASH_TEXT_SIZE]);
void hash_bytes(const void *bytes, size_t length, char text[static HASH_TEXT_SIZE]);
/* Hash of a file's bytes; NULL and SYSTEM when it cannot be read. The caller frees. */
char *hash_file(const char *path, GError **error);

#endif
