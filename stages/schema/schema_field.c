/* One field of a schema: name, type, format and what the standard says of its cells. */
#include "stages/schema/schema_private.h"

#include "pipeline/lib/limits.h"
#include "stages/schema/header.h"

#include <string.h>

/* The types, in the order of enum field_type, and how their values lie in the warehouse. */
const char *const schema_type_names[] = {"string",   "integer", "number",    "boolean", "date",
                                         "datetime", "year",    "yearmonth", NULL};
static const enum stored_as stored_forms[] = {STORED_TEXT, STORED_INTEGER, STORED_REAL,    STORED_INTEGER,
                                              STORED_TEXT, STORED_TEXT,    STORED_INTEGER, STORED_TEXT};

static bool read_name(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error)
{
    if (!json_get_string(reader->file, node, "name", true, &field->name, error))
        return false;
    JsonNode *place = json_member(node, "name");
    if (*field->name == '\0')
        return json_file_fail(reader->file, place, error, "a field needs a name");
    if (strcmp(field->name, "row_id") == 0 || *field->name == '_')
        return json_file_fail(reader->file, place, error,
                              "\"%s\" is a name of our own: row_id and names with _ first are", field->name);
    return true;
}

/* Without a type a field is `any` by the standard: its cells are text as they stand, with no constraint but required,
 * unique and enum. The word "any" itself, like the other types we do not have, is refused. */
static bool read_type(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error)
{
    const char *name = "string";
    if (!json_get_string(reader->file, node, "type", false, &name, error))
        return false;
    const int type = schema_find_word(schema_type_names, name);
    if (type < 0) {
        g_autofree char *choices = schema_join_words(schema_type_names);
        return json_file_fail(reader->file, json_member(node, "type"), error,
                              "the type \"%s\" of field \"%s\" is not one of %s", name, field->name, choices);
    }
    field->type = (enum field_type)type;
    field->rule->type = field->type;
    return true;
}

bool schema_add_format(struct schema_reader *reader, struct field *field, JsonNode *place, const char *pattern,
                       GError **error)
{
    struct cell_rule *rule = field->rule;
    struct date_format *format = NULL;
    if (pattern != NULL) {
        const char *bad = NULL;
        if (strcmp(pattern, "any") == 0)
            return json_file_fail(
                reader->file, place, error,
                "the format \"any\" of field \"%s\" is not supported: the order of day and month is never guessed",
                field->name);
        format = date_format_new(pattern, reader->schema->is_extract, &bad);
        if (format == NULL)
            return json_file_fail(reader->file, place, error, "the format \"%s\" has no directive \"%.2s\"", pattern,
                                  bad);
        if (strchr(pattern, '%') == NULL) {
            date_format_free(format);
            return json_file_fail(reader->file, place, error,
                                  "the format \"%s\" of field \"%s\" is neither default nor a pattern like %%d/%%m/%%Y",
                                  pattern, field->name);
        }
    }
    rule->formats = g_renew(struct date_format *, rule->formats, rule->n_formats + 1);
    rule->formats[rule->n_formats++] = format;
    return true;
}

static bool read_format(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error)
{
    const char *format = "default";
    if (!json_get_string(reader->file, node, "format", false, &format, error))
        return false;
    JsonNode *place = json_member(node, "format");
    if (g_str_has_prefix(format, "fmt:"))
        format += strlen("fmt:");
    const bool is_default = strcmp(format, "default") == 0;
    if (field->type == FIELD_DATE || field->type == FIELD_DATETIME)
        return schema_add_format(reader, field, place, is_default ? NULL : format, error);
    if (field->type == FIELD_STRING && cell_string_format_exists(format)) {
        field->rule->string_format = is_default ? NULL : format;
        return true;
    }
    return is_default || json_file_fail(reader->file, place, error, "the type %s has no format \"%s\"",
                                        schema_type_names[field->type], format);
}

static bool read_characters(struct schema_reader *reader, struct cell_rule *rule, JsonNode *node, GError **error)
{
    rule->decimal_char = ".";
    rule->is_bare = true;
    if (rule->type != FIELD_INTEGER && rule->type != FIELD_NUMBER)
        return true;
    if (!json_get_string(reader->file, node, "groupChar", false, &rule->group_char, error) ||
        !json_get_boolean(reader->file, node, "bareNumber", false, &rule->is_bare, error) ||
        (rule->type == FIELD_NUMBER &&
         !json_get_string(reader->file, node, "decimalChar", false, &rule->decimal_char, error)))
        return false;
    if (*rule->decimal_char == '\0')
        return json_file_fail(reader->file, json_member(node, "decimalChar"), error, "\"decimalChar\" is empty");
    if (rule->group_char != NULL && *rule->group_char == '\0')
        rule->group_char = NULL;
    if (rule->type == FIELD_NUMBER && g_strcmp0(rule->group_char, rule->decimal_char) == 0)
        return json_file_fail(reader->file, json_member(node, "groupChar"), error,
                              "\"groupChar\" and \"decimalChar\" are the same");
    return true;
}

static bool read_booleans(struct schema_reader *reader, struct cell_rule *rule, JsonNode *node, GError **error)
{
    static const char *const trues[] = {"true", "True", "TRUE", "1", NULL};
    static const char *const falses[] = {"false", "False", "FALSE", "0", NULL};
    if (rule->type != FIELD_BOOLEAN)
        return true;
    char **own_trues = NULL, **own_falses = NULL;
    if (!schema_read_list(reader, node, "trueValues", &own_trues, error) ||
        !schema_read_list(reader, node, "falseValues", &own_falses, error))
        return false;
    rule->true_values = own_trues == NULL ? trues : (const char *const *)own_trues;
    rule->false_values = own_falses == NULL ? falses : (const char *const *)own_falses;
    for (const char *const *value = rule->true_values; *value != NULL; value++)
        if (g_strv_contains(rule->false_values, *value))
            return json_file_fail(reader->file, node, error, "\"%s\" is listed both true and false", *value);
    return true;
}

static bool read_missing(struct schema_reader *reader, struct cell_rule *rule, JsonNode *node, GError **error)
{
    const struct text_slice *missing = reader->missing;
    rule->n_missing = reader->n_missing;
    if (!schema_read_missing_values(reader, node, &missing, &rule->n_missing, error))
        return false;
    struct text_slice *copy = g_new0(struct text_slice, rule->n_missing + 1);
    guint n = 0;
    for (guint i = 0; i < rule->n_missing; i++)
        if (missing[i].length == 0)
            rule->empty_is_missing = true;
        else
            copy[n++] = missing[i];
    rule->missing = copy;
    rule->n_missing = n;
    return true;
}

/* The standard lets both be anything; here they are for people, and only texts are taken. */
static void read_words(struct schema_reader *reader, struct field *field, JsonNode *node)
{
    (void)json_get_string(reader->file, node, "description", false, &field->description, NULL);
    (void)json_get_string(reader->file, node, "example", false, &field->example, NULL);
}

static bool read_field(struct schema_reader *reader, struct field *field, JsonNode *node, GError **error)
{
    field->rule = g_new0(struct cell_rule, 1);
    field->rule->is_extract = reader->schema->is_extract;
    field->rule->trims = reader->schema->trims;
    field->is_column_required = reader->schema->is_extract;
    field->severity = SEVERITY_ERROR;
    reader->field = field;
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return json_file_fail(reader->file, node, error, "a field is an object with a name");
    read_words(reader, field, node);
    if (!schema_check_names(reader, &field_property_names, node, error) || !read_name(reader, field, node, error) ||
        !read_type(reader, field, node, error) ||
        !json_get_string(reader->file, node, "title", false, &field->title, error) ||
        !read_format(reader, field, node, error) || !read_characters(reader, field->rule, node, error) ||
        !read_booleans(reader, field->rule, node, error) || !read_missing(reader, field->rule, node, error) ||
        !schema_read_extensions(reader, &field_property_names, node, false, error))
        return false;
    field->stored_as = field->is_money ? STORED_INTEGER : stored_forms[field->type];
    cell_rule_choose_cast(field->rule, field->is_money);
    return schema_read_constraints(reader, field, node, error);
}

/* Two fields of an extract may not share a name, or a name and an alias, after folding: the header could not tell them
 * apart. Elsewhere equal names are allowed, as Table Schema's first version had them. */
static bool check_names(struct schema_reader *reader, JsonArray *nodes, GError **error)
{
    const struct schema *schema = reader->schema;
    if (!schema->is_extract && !schema->folds_headers)
        return true;
    for (guint i = 0; i < schema->n_fields; i++)
        for (guint j = 0; j < i; j++)
            if (header_fields_meet(&schema->fields[i], &schema->fields[j]))
                return json_file_fail(reader->file, json_array_get_element(nodes, i), error,
                                      "the fields \"%s\" and \"%s\" share a header", schema->fields[j].name,
                                      schema->fields[i].name);
    return true;
}

bool schema_read_fields(struct schema_reader *reader, JsonNode *root, GError **error)
{
    struct schema *schema = reader->schema;
    JsonNode *node = NULL;
    if (!json_get_array(reader->file, root, "fields", true, &node, error))
        return false;
    JsonArray *nodes = json_node_get_array(node);
    const guint n = json_array_get_length(nodes);
    if (n == 0)
        return json_file_fail(reader->file, node, error, "a schema has at least one field");
    if (schema->is_extract && n > LIMIT_FIELDS)
        return json_file_fail(reader->file, node, error, "an extract has at most %d fields", LIMIT_FIELDS);
    schema->fields = schema_keep(schema, g_new0(struct field, n));
    for (guint i = 0; i < n; i++) {
        schema->n_fields = i + 1;
        if (!read_field(reader, &schema->fields[i], json_array_get_element(nodes, i), error))
            return false;
    }
    return check_names(reader, nodes, error);
}

void cell_rule_free(struct cell_rule *rule)
{
    if (rule == NULL)
        return;
    for (guint i = 0; i < rule->n_formats; i++)
        date_format_free(rule->formats[i]);
    g_free(rule->formats);
    g_free(rule->missing);
    g_free(rule->enumeration.cells);
    g_free(rule->categories.cells);
    pattern_free(rule->pattern);
    g_free(rule);
}
