/* Keys and the dialect of a schema. */
#include "stages/schema/schema_private.h"

#include "pipeline/lib/slip.h"

#include <string.h>

static bool fail_field(const struct schema_reader *reader, JsonNode *place, const char *name, GError **error)
{
    struct slip slip = slip_begin(name);
    for (guint i = 0; i < reader->schema->n_fields; i++)
        slip_consider(&slip, reader->schema->fields[i].name);
    g_autofree char *hint = slip_hint(&slip);
    return json_file_fail(reader->file, place, error, "a key names no field: \"%s\"%s", name, hint);
}

bool schema_resolve_key(struct schema_reader *reader, char **names, JsonNode *place, struct key *key, GError **error)
{
    struct schema *schema = reader->schema;
    const guint n = names == NULL ? 0 : g_strv_length(names);
    if (n == 0)
        return json_file_fail(reader->file, place, error, "a key names at least one field");
    key->fields = schema_keep(schema, g_new0(guint, n));
    for (key->n_fields = 0; key->n_fields < n; key->n_fields++) {
        const int field = schema_find_field(schema, names[key->n_fields]);
        if (field < 0)
            return fail_field(reader, place, names[key->n_fields], error);
        for (guint i = 0; i < key->n_fields; i++)
            if (key->fields[i] == (guint)field)
                return json_file_fail(reader->file, place, error, "a key names \"%s\" twice", names[key->n_fields]);
        key->fields[key->n_fields] = (guint)field;
    }
    return true;
}

static bool read_primary_key(struct schema_reader *reader, JsonNode *root, GError **error)
{
    struct schema *schema = reader->schema;
    char **names = NULL;
    if (!schema_read_list(reader, root, "primaryKey", &names, error))
        return false;
    schema->has_primary_key = names != NULL && names[0] != NULL;
    if (!schema->has_primary_key)
        return true;
    if (!schema_resolve_key(reader, names, json_member(root, "primaryKey"), &schema->primary_key, error))
        return false;
    for (guint i = 0; i < schema->primary_key.n_fields; i++)
        schema->fields[schema->primary_key.fields[i]].is_required = true;
    return true;
}

/* One element of an array of lists, as schema_read_list wants it: the member of an object. */
static bool read_unique_key(struct schema_reader *reader, JsonNode *node, struct key *key, GError **error)
{
    if (!JSON_NODE_HOLDS_ARRAY(node))
        return json_file_fail(reader->file, node, error, "a unique key is a list of field names");
    JsonArray *array = json_node_get_array(node);
    g_autoptr(GStrvBuilder) names = g_strv_builder_new();
    for (guint i = 0; i < json_array_get_length(array); i++) {
        JsonNode *name = json_array_get_element(array, i);
        if (!JSON_NODE_HOLDS_VALUE(name) || json_node_get_value_type(name) != G_TYPE_STRING)
            return json_file_fail(reader->file, name, error, "a unique key is a list of field names");
        g_strv_builder_add(names, json_node_get_string(name));
    }
    g_auto(GStrv) list = g_strv_builder_end(names);
    return schema_resolve_key(reader, list, node, key, error);
}

static bool read_unique_keys(struct schema_reader *reader, JsonNode *root, GError **error)
{
    struct schema *schema = reader->schema;
    JsonNode *node = NULL;
    if (!json_get_array(reader->file, root, "uniqueKeys", false, &node, error))
        return false;
    if (node == NULL)
        return true;
    JsonArray *array = json_node_get_array(node);
    schema->n_unique_keys = json_array_get_length(array);
    if (schema->n_unique_keys == 0)
        return json_file_fail(reader->file, node, error, "\"uniqueKeys\" lists at least one key");
    schema->unique_keys = schema_keep(schema, g_new0(struct key, schema->n_unique_keys));
    for (guint i = 0; i < schema->n_unique_keys; i++)
        if (!read_unique_key(reader, json_array_get_element(array, i), &schema->unique_keys[i], error))
            return false;
    return true;
}

static bool check_reference(struct schema_reader *reader, const struct foreign_key *key, char **targets,
                            JsonNode *place, GError **error)
{
    if (targets == NULL || g_strv_length(targets) != key->key.n_fields)
        return json_file_fail(reader->file, place, error, "a foreign key refers to as many fields as it has");
    for (guint i = 0; *key->target == '\0' && i < key->key.n_fields; i++)
        if (schema_find_field(reader->schema, targets[i]) < 0)
            return json_file_fail(reader->file, place, error, "a foreign key refers to no field: \"%s\"", targets[i]);
    return true;
}

static bool read_foreign_key(struct schema_reader *reader, JsonNode *node, struct foreign_key *key, GError **error)
{
    char **names = NULL, **targets = NULL;
    JsonNode *reference = NULL;
    if (!JSON_NODE_HOLDS_OBJECT(node))
        return json_file_fail(reader->file, node, error,
                              "a foreign key is an object with \"fields\" and \"reference\"");
    key->severity = SEVERITY_ERROR;
    key->target = "";
    if (!schema_read_list(reader, node, "fields", &names, error) ||
        !schema_resolve_key(reader, names, node, &key->key, error) ||
        !json_get_object(reader->file, node, "reference", true, &reference, error) ||
        !json_get_string(reader->file, reference, "resource", false, &key->target, error) ||
        !schema_read_list(reader, reference, "fields", &targets, error) ||
        !check_reference(reader, key, targets, reference, error))
        return false;
    if (strcmp(key->target, reader->schema->name) == 0 && reader->schema->is_extract)
        key->target = "";
    key->target_fields = (const char **)(gpointer)targets;
    return true;
}

static bool read_foreign_keys(struct schema_reader *reader, JsonNode *root, GError **error)
{
    struct schema *schema = reader->schema;
    JsonNode *node = NULL;
    if (!json_get_array(reader->file, root, "foreignKeys", false, &node, error))
        return false;
    JsonArray *array = node == NULL ? NULL : json_node_get_array(node);
    const guint n = array == NULL ? 0 : json_array_get_length(array);
    schema->foreign_keys = schema_keep(schema, g_new0(struct foreign_key, n + 1));
    schema->n_foreign_keys = n;
    for (guint i = 0; i < n; i++)
        if (!read_foreign_key(reader, json_array_get_element(array, i), &schema->foreign_keys[i], error))
            return false;
    return true;
}

bool schema_read_keys(struct schema_reader *reader, JsonNode *root, GError **error)
{
    return read_primary_key(reader, root, error) && read_unique_keys(reader, root, error) &&
           read_foreign_keys(reader, root, error);
}

static bool read_character(struct schema_reader *reader, JsonNode *dialect, const char *member, char *character,
                           GError **error)
{
    const char *text = NULL;
    if (!json_get_string(reader->file, dialect, member, false, &text, error))
        return false;
    if (text == NULL || *text == '\0')
        return true;
    *character = *text;
    return (text[1] == '\0' && *text > 0 && strchr("\r\n", *text) == NULL) ||
           json_file_fail(reader->file, json_member(dialect, member), error,
                          "\"%s\" is a single ASCII character that ends no line", member);
}

/* The number of the row that is the header; rows above it are titles. Headers of several rows are not supported. */
static bool read_header_rows(struct schema_reader *reader, JsonNode *dialect, GError **error)
{
    JsonNode *node = NULL;
    if (!json_get_array(reader->file, dialect, "headerRows", false, &node, error))
        return false;
    if (node == NULL)
        return true;
    JsonArray *array = json_node_get_array(node);
    const gint64 row = json_array_get_length(array) == 1 ? json_array_get_int_element(array, 0) : 0;
    reader->schema->title_rows = (guint)(row - 1);
    return (row >= 1 && row <= 1000) ||
           json_file_fail(reader->file, node, error, "\"headerRows\" holds the number of one row");
}

/* One character cannot stand for two things; the quote is " unless named. */
static bool refuse_double_meaning(const struct schema_reader *reader, JsonNode *dialect, GError **error)
{
    const struct schema *schema = reader->schema;
    const char quote = schema->quote == 0 ? '"' : schema->quote;
    if (quote != schema->delimiter &&
        (schema->comment == 0 || (schema->comment != quote && schema->comment != schema->delimiter)))
        return true;
    return json_file_fail(reader->file, dialect, error,
                          "\"delimiter\", \"quoteChar\" and \"commentChar\" must be different characters");
}

/* What the reader cannot do is refused rather than passed over. */
static bool refuse_unsupported(struct schema_reader *reader, JsonNode *dialect, GError **error)
{
    bool doubles_quotes = true, skips_space = false;
    if (!json_get_boolean(reader->file, dialect, "doubleQuote", false, &doubles_quotes, error) ||
        !json_get_boolean(reader->file, dialect, "skipInitialSpace", false, &skips_space, error))
        return false;
    if (doubles_quotes && !skips_space && !json_object_has_member(json_node_get_object(dialect), "escapeChar"))
        return true;
    return json_file_fail(reader->file, dialect, error,
                          "\"escapeChar\", \"doubleQuote\": false and \"skipInitialSpace\" are not supported");
}

bool schema_read_dialect(struct schema_reader *reader, JsonNode *root, GError **error)
{
    struct schema *schema = reader->schema;
    JsonNode *dialect = NULL;
    bool has_header = true;
    if (!json_get_object(reader->file, root, "dialect", false, &dialect, error))
        return false;
    if (dialect == NULL)
        return true;
    if (!read_character(reader, dialect, "delimiter", &schema->delimiter, error) ||
        !read_character(reader, dialect, "quoteChar", &schema->quote, error) ||
        !read_character(reader, dialect, "commentChar", &schema->comment, error) ||
        !json_get_boolean(reader->file, dialect, "header", false, &has_header, error) ||
        !read_header_rows(reader, dialect, error))
        return false;
    schema->is_headerless = !has_header;
    return refuse_double_meaning(reader, dialect, error) && refuse_unsupported(reader, dialect, error);
}
