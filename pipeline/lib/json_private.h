/* What a JSON file keeps, for json.c, which reads it, and json_change.c, which changes it. */
#ifndef SCORECARD_LIB_JSON_PRIVATE_H
#define SCORECARD_LIB_JSON_PRIVATE_H

#include "pipeline/lib/json.h"

struct json_file {
    char *path;
    char *text;
    gsize length;
    JsonParser *parser;
    GHashTable *places;       /* JsonNode * → byte offset of its value's last character */
    GHashTable *member_count; /* JsonObject * → members met, of which duplicates leave fewer; for the time of parsing */
    char *duplicate;          /* name of the first member that stands twice, or NULL */
    size_t duplicate_offset;
    struct json_file *changes; /* what it was changed by, whose nodes and places it has now; or NULL */
    GPtrArray *left_out;       /* JsonNode *: what changes took out, kept so that no new node takes their places */
    GHashTable *new_elements;  /* JsonNode * → the names of the others of its list: what changes brought in */
};

/* What an element of a list in a file of changes says of its place there, NULL-ended. */
extern const char *const json_change_words[];

#endif
