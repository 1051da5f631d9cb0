/* A window on decoded text, cut into physical lines: ended by LF, CRLF or a CR not followed by LF; a last stretch
 * without terminator counts.
 *
 * The window keeps everything from the beginning of the record on; both it and its contents may move when more is read.
 */
#ifndef SCORECARD_LIB_LINES_H
#define SCORECARD_LIB_LINES_H

#include "pipeline/lib/decode.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct line {
    size_t start;      /* offset in the window */
    size_t length;     /* without its terminator */
    size_t terminator; /* bytes: 0 at the end of the file, 1, or 2 for CRLF */
};

enum line_status { LINE_READ, LINE_NO_MORE, LINE_TOO_LONG /* the record is beyond CSV_RECORD_LIMIT */, LINE_FAILED };

struct lines {
    struct decoder *decoder;
    char *text;     /* grows to what a record may have and a chunk */
    size_t room;    /* of text, in bytes */
    size_t begin;   /* of the record */
    size_t at;      /* of the next line */
    size_t end;     /* of what was read; one more byte may be written */
    uint64_t base;  /* offset in the decoded text of text[0] */
    size_t next_lf; /* first LF at or after `at` that is known, or how far there is none */
    size_t next_cr;
    bool is_complete; /* the decoder has no more */
};

void lines_init(struct lines *lines, struct decoder *decoder);
void lines_clear(struct lines *lines);
/* The record begins with the next line. */
void lines_begin_record(struct lines *lines);
/* The next line. A line without terminator is followed by an LF in the window, so that a parser sees its end. */
enum line_status lines_next(struct lines *lines, struct line *line, GError **error);
/* Reads a chunk after `end`, moving the record to the front; false when there is no more, the window is full, or
 * reading fails (error set). */
bool lines_read(struct lines *lines, GError **error);

/* For a record beyond the limit. Bytes at its beginning, at most `limit`, that end with a character. */
size_t lines_whole_characters(const struct lines *lines, size_t limit);
/* Drops all of the record but its first CSV_CELL_LIMIT bytes and reads on; *at is then where the new text begins. False
 * as lines_read. */
bool lines_drop(struct lines *lines, size_t *at, GError **error);
/* The next line begins at `at`. */
void lines_go_to(struct lines *lines, size_t at);

#endif
