/* Bytes to be parsed, from a file or from memory, hashed as they are read. */
#ifndef SCORECARD_LIB_SOURCE_H
#define SCORECARD_LIB_SOURCE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct source;

/* NULL and SYSTEM when it cannot be read or is no regular file. */
struct source *source_open(const char *path, GError **error);
/* `bytes` must outlive the source. */
struct source *source_of_bytes(const char *name, const void *bytes, size_t length);
void source_close(struct source *source);

/* The next bytes, as many as fit; 0 at the end, -1 and SYSTEM when reading fails or the file ends before
 * the size that it had at opening. */
gssize source_read(struct source *source, void *buffer, size_t size, GError **error);
/* Bytes from `offset`, without moving on. */
gssize source_peek(struct source *source, uint64_t offset, void *buffer, size_t size, GError **error);

uint64_t source_position(const struct source *source);
uint64_t source_size(const struct source *source); /* at opening */
bool source_has_changed(const struct source *source);
/* SHA-256 of the whole; what is left is read. NULL and SYSTEM when that fails. Owned by the source. */
const char *source_sha256(struct source *source, GError **error);

#endif
