/* What commands write JSON with: members of a builder's open object, and the text in the end (json_stream.h: without a
 * tree). */
#ifndef SCORECARD_LIB_JSON_WRITE_H
#define SCORECARD_LIB_JSON_WRITE_H

#include <json-glib/json-glib.h>
#include <stdint.h>

/* An element of the open array; NULL is null. Bytes that are no UTF-8, as arguments and names of files may have, become
 * U+FFFD: the whole would be no JSON. */
void json_add_element(JsonBuilder *builder, const char *text);
/* A member with such a text. */
void json_add_text(JsonBuilder *builder, const char *name, const char *text);
/* A member that is an array of such texts; NULL, or a list that NULL ends. */
void json_add_texts(JsonBuilder *builder, const char *name, char *const *texts);
void json_add_integer(JsonBuilder *builder, const char *name, gint64 number);
/* A day (date.h) as yyyy-mm-dd. */
void json_add_day(JsonBuilder *builder, const char *name, int32_t day);

/* A node, indented, with the end of its last line. The caller frees. */
char *json_text(JsonNode *root);
/* The same of all that was built. */
char *json_built_text(JsonBuilder *builder);
void json_built_print(JsonBuilder *builder);

#endif
