#include "pipeline/lib/json_private.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/place.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static size_t offset_of(const struct json_file *file, size_t line, size_t column)
{
    const char *at = file->text;
    for (; line > 1 && (at = strchr(at, '\n')) != NULL; line--)
        at++;
    if (at == NULL)
        return file->length;
    return MIN((size_t)(at - file->text) + (column > 0 ? column - 1 : 0), file->length);
}

/* The parser stands on the value's last token, or on the comma after it. */
static size_t value_end(const struct json_file *file, JsonParser *parser)
{
    size_t offset = offset_of(file, json_parser_get_current_line(parser), json_parser_get_current_pos(parser));
    if (file->text[offset] == ',')
        do
            offset--;
        while (offset > 0 && g_ascii_isspace(file->text[offset]));
    return offset;
}

static void note_place(struct json_file *file, JsonNode *node, size_t offset)
{
    g_hash_table_insert(file->places, node, GSIZE_TO_POINTER(offset));
}

static void note_member(JsonParser *parser, JsonObject *object, const char *name, gpointer user_data)
{
    struct json_file *file = user_data;
    const size_t offset = value_end(file, parser);
    note_place(file, json_object_get_member(object, name), offset);
    const guint count = GPOINTER_TO_UINT(g_hash_table_lookup(file->member_count, object)) + 1;
    g_hash_table_insert(file->member_count, object, GUINT_TO_POINTER(count));
    if (file->duplicate == NULL && json_object_get_size(object) < count) {
        file->duplicate = g_strdup(name);
        file->duplicate_offset = offset;
    }
}

static void note_element(JsonParser *parser, JsonArray *array, int index, gpointer user_data)
{
    struct json_file *file = user_data;
    note_place(file, json_array_get_element(array, (guint)index), value_end(file, parser));
}

/* What json-glib says at the end of its message, and what whoever wrote the file can do about it. */
static const struct {
    const char *end, *words;
} parse_faults[] = {
    {"unexpected character `,', expected character `]'", "nothing follows this comma: take it away"},
    {"expected character `,'", "a comma is missing after this, or the bracket that ends the list or object"},
    {"expected character `:'", "a colon is missing after this name"},
    {"expected string constant", "a name in double quotes is missing after this, or the bracket that ends the object"},
    {"expected end of file", "the file goes on after its end: a bracket too many, or one that is missing further up"},
    {"expected value", "a value is missing here; a text stands in straight double quotes"},
    {"expected character `}'", "this is no value; a text stands in straight double quotes"},
};

/* NULL for other messages than these. */
static const char *plain_words(const char *message)
{
    for (guint i = 0; i < G_N_ELEMENTS(parse_faults); i++)
        if (g_str_has_suffix(message, parse_faults[i].end))
            return parse_faults[i].words;
    return NULL;
}

static bool fail_parse(const struct json_file *file, const GError *cause, GError **error)
{
    guint line = 0, column = 0;
    int message = 0;
    if (sscanf(cause->message, "<data>:%u:%u: %n", &line, &column, &message) < 2)
        return place_fail(file->path, file->text, 0, error, "%s", cause->message);
    const char *text = cause->message + message, *words = plain_words(text);
    if (words != NULL)
        return place_fail(file->path, file->text, offset_of(file, line, column), error, "%s", words);
    if (g_str_has_prefix(text, "Parse error: "))
        text += strlen("Parse error: ");
    g_autofree char *valid = g_utf8_make_valid(text, -1); /* json-glib may quote a part of a character */
    return place_fail(file->path, file->text, offset_of(file, line, column), error, "%s", valid);
}

/* The end of the string that begins at `at`, or of the text. */
static const char *skip_string(const char *at)
{
    for (at++; *at != '\0' && *at != '"'; at++)
        if (*at == '\\' && at[1] != '\0')
            at++;
    return at;
}

/* The number that "\\u" and four digits stand for; -1: they are none. */
static int escaped_unit(const char *at)
{
    int unit = 0;
    if (at[0] != '\\' || at[1] != 'u')
        return -1;
    for (int i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(at[i]))
            return -1;
        unit = unit * 16 + g_ascii_xdigit_value(at[i]);
    }
    return unit;
}

/* Where a string's escape is none of JSON's or stands for no character that a text can hold, or NULL: NUL, and halves
 * of a pair without the other. json-glib takes octal digits and any byte for a digit, and makes bytes that are no
 * UTF-8. */
static const char *find_bad_escape(const char *text)
{
    for (const char *at = strchr(text, '\\'); at != NULL; at = strchr(at, '\\')) {
        const int unit = escaped_unit(at), next = unit < 0 ? -1 : escaped_unit(at + 6);
        const bool is_high = unit >= 0xD800 && unit <= 0xDBFF, is_low = unit >= 0xDC00 && unit <= 0xDFFF;
        const bool is_pair = is_high && next >= 0xDC00 && next <= 0xDFFF;
        const bool is_known = at[1] != '\0' && strchr("\"\\/bfnrtu", at[1]) != NULL;
        if (!is_known || unit == 0 || (unit < 0 && at[1] == 'u') || is_low || (is_high && !is_pair))
            return at;
        at += is_pair ? 12 : unit >= 0 ? 6 : 2;
    }
    return NULL;
}

/* Where lists and objects stand too deep within each other, or NULL: json-glib calls itself for each. */
static const char *find_too_deep(const char *text)
{
    int depth = 0;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"')
            at = skip_string(at);
        depth += (*at == '[' || *at == '{') - (*at == ']' || *at == '}');
        if (depth > LIMIT_JSON_DEPTH)
            return at;
        if (*at == '\0')
            break;
    }
    return NULL;
}

static bool check_text(const struct json_file *file, GError **error)
{
    const char *bad = NULL;
    if (!g_utf8_validate_len(file->text, file->length, &bad))
        return place_fail(file->path, file->text, (size_t)(bad - file->text), error, "this is not UTF-8");
    bad = find_bad_escape(file->text);
    if (bad != NULL)
        return place_fail(file->path, file->text, (size_t)(bad - file->text), error,
                          "this stands for no character that a text can hold");
    bad = find_too_deep(file->text);
    return bad == NULL || place_fail(file->path, file->text, (size_t)(bad - file->text), error,
                                     "lists and objects stand more than %d deep within each other", LIMIT_JSON_DEPTH);
}

static bool parse(struct json_file *file, GError **error)
{
    g_autoptr(GError) cause = NULL;
    if (!check_text(file, error))
        return false;
    if (!json_parser_load_from_data(file->parser, file->text, (gssize)file->length, &cause))
        return fail_parse(file, cause, error);
    if (file->duplicate != NULL)
        return place_fail(file->path, file->text, file->duplicate_offset, error, "\"%s\" stands here a second time",
                          file->duplicate);
    if (json_parser_get_root(file->parser) == NULL)
        return place_fail(file->path, file->text, 0, error, "the file holds no JSON");
    return true;
}

static void free_node(void *node)
{
    json_node_unref(node);
}

/* Takes the text over. */
static struct json_file *load(const char *path, char *text, gsize length, GError **error)
{
    struct json_file *file = g_new0(struct json_file, 1);
    *file = (struct json_file){.path = g_strdup(path), .text = text, .length = length, .parser = json_parser_new()};
    file->places = g_hash_table_new(NULL, NULL);
    file->new_elements = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    file->member_count = g_hash_table_new(NULL, NULL);
    file->left_out = g_ptr_array_new_with_free_func(free_node);
    g_signal_connect(file->parser, "object-member", G_CALLBACK(note_member), file);
    g_signal_connect(file->parser, "array-element", G_CALLBACK(note_element), file);
    const bool is_parsed = parse(file, error);
    g_hash_table_remove_all(file->member_count);
    if (is_parsed)
        return file;
    json_file_free(file);
    return NULL;
}

struct json_file *json_file_load(const char *path, GError **error)
{
    gsize length = 0;
    char *text = file_read(path, &length, error);
    return text == NULL ? NULL : load(path, text, length, error);
}

struct json_file *json_file_load_text(const char *name, const char *text, GError **error)
{
    return load(name, g_strdup(text), strlen(text), error);
}

void json_file_free(struct json_file *file)
{
    if (file == NULL)
        return;
    json_file_free(file->changes);
    g_object_unref(file->parser);
    g_ptr_array_unref(file->left_out);
    g_hash_table_unref(file->places);
    g_hash_table_unref(file->new_elements);
    g_hash_table_unref(file->member_count);
    g_free(file->duplicate);
    g_free(file->path);
    g_free(file->text);
    g_free(file);
}

JsonNode *json_file_root(const struct json_file *file)
{
    return json_parser_get_root(file->parser);
}

const char *json_file_text(const struct json_file *file, gsize *length)
{
    *length = file->length;
    return file->text;
}

bool json_file_fail(const struct json_file *file, JsonNode *node, GError **error, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const bool is_changed = file->changes != NULL && g_hash_table_contains(file->changes->places, node);
    const struct json_file *source = is_changed ? file->changes : file;
    /* The root has no place of its own: it begins where the file does. */
    const size_t offset = GPOINTER_TO_SIZE(g_hash_table_lookup(source->places, node));
    return place_fail(source->path, source->text, offset, error, "%s", message);
}
