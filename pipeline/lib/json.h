/* JSON files with places: every fault in a schema, settings or report file is told with file, line and column.
 *
 * A document keeps, for every member and element, where in the file its value ends, recorded in json-glib's
 * object-member and array-element handlers. Duplicate members are refused. */
#ifndef SCORECARD_LIB_JSON_H
#define SCORECARD_LIB_JSON_H

#include <glib.h>
#include <json-glib/json-glib.h>
#include <stdbool.h>

struct json_file;

/* NULL and INVALID for what is not JSON (file, line, column), SYSTEM when it cannot be read. */
struct json_file *json_file_load(const char *path, GError **error);
struct json_file *json_file_load_text(const char *name, const char *text, GError **error);
void json_file_free(struct json_file *file);
JsonNode *json_file_root(const struct json_file *file);
/* The file's text, for hashes. */
const char *json_file_text(const struct json_file *file, gsize *length);

/* Sets INVALID with "path:line:column: message", the line of the file and a caret under the place of `node`. Returns
 * false. */
bool json_file_fail(const struct json_file *file, JsonNode *node, GError **error, const char *format, ...)
    G_GNUC_PRINTF(4, 5);

/* The member's node, NULL when there is none. */
JsonNode *json_member(JsonNode *object, const char *member);
/* Changes what the file holds by what `changes` holds, which it takes over; a fault in either is told with its own
 * place. Members are changed one by one, and one that is null is taken out. So are lists: an object that has the `id`,
 * `name` or `title` (the first of them that it has) of one in the list changes that one, or with "leave_out": true
 * takes it out; any other element comes in, at the end or "before" or "after" the one so named; a plain value that is
 * there already is passed over. INVALID, with the nearest name, for what is to be changed and is not there. */
bool json_file_change(struct json_file *file, struct json_file *changes, GError **error);

/* Typed access; each names the member in the fault. A missing optional member leaves *value as it is and is true. */
bool json_get_string(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                     const char **value, GError **error);
bool json_get_integer(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                      gint64 *value, GError **error);
bool json_get_number(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                     double *value, GError **error);
bool json_get_boolean(const struct json_file *file, JsonNode *object, const char *member, bool is_required, bool *value,
                      GError **error);
/* The member's node when it is an array (or object); *value is NULL, and true returned, when an optional one is
 * missing. */
bool json_get_array(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                    JsonNode **value, GError **error);
bool json_get_object(const struct json_file *file, JsonNode *object, const char *member, bool is_required,
                     JsonNode **value, GError **error);
/* Refuses members that are not in the NULL-ended list `known`, and tells which of them a misspelt one may be meant to
 * be. */
bool json_refuse_unknown(const struct json_file *file, JsonNode *object, const char *const *known, GError **error);

#endif
