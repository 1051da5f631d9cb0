/* Bytes in any of the encodings that extracts come in, to UTF-8.
 *
 * What is handed out is always valid UTF-8; bytes that do not decode become U+FFFD, one each, and their places are kept
 * as faults, as are those of NUL characters. */
#ifndef SCORECARD_LIB_DECODE_H
#define SCORECARD_LIB_DECODE_H

#include "pipeline/lib/csv.h"
#include "pipeline/lib/source.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Where decoded text is not what the file should hold. */
struct text_fault {
    uint64_t offset; /* in the decoded text, from its beginning */
    enum csv_fault fault;
};

struct decoder;

/* The source must outlive the decoder. A file without mark or name is UTF-8 when the whole of it is: that is looked at
 * when the first byte beyond ASCII is met, which in most files never comes, or when the encoding is asked for. */
struct decoder *decoder_new(struct source *source, enum csv_encoding wanted, GError **error);
void decoder_free(struct decoder *decoder);
enum csv_encoding decoder_encoding(struct decoder *decoder);
bool decoder_is_assumed(struct decoder *decoder);

/* The next text, at most `room` (at least DECODER_ROOM) bytes; 0 at the end, -1 and SYSTEM when reading fails. */
#define DECODER_ROOM 16
gssize decoder_read(struct decoder *decoder, char *text, size_t room, GError **error);
/* Takes faults before `offset` off the queue: true and the first one at or after `from`, if there is one. */
bool decoder_take_fault(struct decoder *decoder, uint64_t from, uint64_t offset, struct text_fault *fault);

#endif
