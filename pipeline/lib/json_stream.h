/* JSON as a text that is written from its beginning to its end: for a report of a million findings, of which a tree of
 * nodes (json_write.h) would take the memory many times over. Brackets are the writer's to close, commas the stream's.
 */
#ifndef SCORECARD_LIB_JSON_STREAM_H
#define SCORECARD_LIB_JSON_STREAM_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

struct json_stream {
    GString *text;    /* may be emptied at any time: what follows goes on behind it */
    bool has_sibling; /* a value stands before the next one in the object or array that is open */
};

/* Each adds a member `name` to the open object or, with NULL, an element to the open array. */
void json_stream_open(struct json_stream *stream, const char *name, char bracket); /* '{' or '[' */
void json_stream_close(struct json_stream *stream, char bracket);                  /* '}' or ']' */
/* NULL is null. Bytes that are no UTF-8, as names of files may have, become U+FFFD. */
void json_stream_text(struct json_stream *stream, const char *name, const char *text);
void json_stream_number(struct json_stream *stream, const char *name, uint64_t number);
void json_stream_truth(struct json_stream *stream, const char *name, bool is_true);
/* Elements that another stream wrote; none where `elements` is empty. */
void json_stream_elements(struct json_stream *stream, const char *elements);

#endif
