#include "stages/schema/schema_private.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/project_changes.h"

#include <string.h>

void *schema_keep(struct schema *schema, void *block)
{
    g_ptr_array_add(schema->store->blocks, block);
    return block;
}

int schema_find_word(const char *const *words, const char *name)
{
    for (int i = 0; words[i] != NULL; i++)
        if (strcmp(words[i], name) == 0)
            return i;
    return -1;
}

char *schema_join_words(const char *const *words)
{
    GString *joined = g_string_new(words[0]);
    for (int i = 1; words[i] != NULL; i++)
        g_string_append_printf(joined, ", %s", words[i]);
    return g_string_free(joined, FALSE);
}

static bool is_string(JsonNode *node)
{
    return JSON_NODE_HOLDS_VALUE(node) && json_node_get_value_type(node) == G_TYPE_STRING;
}

static bool fail_list(struct schema_reader *reader, JsonNode *node, const char *member, GError **error)
{
    return json_file_fail(reader->file, node, error, "\"%s\" must be a list of strings", member);
}

bool schema_read_list(struct schema_reader *reader, JsonNode *object, const char *member, char ***list, GError **error)
{
    JsonNode *node = json_member(object, member);
    if (node == NULL)
        return true;
    JsonArray *array = JSON_NODE_HOLDS_ARRAY(node) ? json_node_get_array(node) : NULL;
    const guint n = array == NULL ? 1 : json_array_get_length(array);
    char **texts = schema_keep(reader->schema, g_new0(char *, n + 1));
    for (guint i = 0; i < n; i++) {
        JsonNode *item = array == NULL ? node : json_array_get_element(array, i);
        if (!is_string(item))
            return fail_list(reader, item, member, error);
        texts[i] = schema_keep(reader->schema, json_node_dup_string(item));
    }
    *list = texts;
    return true;
}

/* The text of one missing value: a string, or the value of {value, label}. */
static const char *missing_value(JsonNode *node)
{
    if (JSON_NODE_HOLDS_OBJECT(node)) {
        JsonObject *object = json_node_get_object(node);
        node = json_object_get_member(object, "value");
        JsonNode *label = json_object_get_member(object, "label");
        if (label != NULL && !is_string(label))
            return NULL;
    }
    return node != NULL && is_string(node) ? json_node_get_string(node) : NULL;
}

bool schema_read_missing_values(struct schema_reader *reader, JsonNode *object, const struct text_slice **missing,
                                guint *n_missing, GError **error)
{
    JsonNode *node = NULL;
    if (!json_get_array(reader->file, object, "missingValues", false, &node, error))
        return false;
    if (node == NULL)
        return true;
    JsonArray *array = json_node_get_array(node);
    const guint n = json_array_get_length(array);
    struct text_slice *slices = schema_keep(reader->schema, g_new0(struct text_slice, n + 1));
    for (guint i = 0; i < n; i++) {
        JsonNode *item = json_array_get_element(array, i);
        const char *text = missing_value(item);
        if (text == NULL)
            return json_file_fail(reader->file, item, error,
                                  "a missing value is a string or an object with \"value\" and \"label\"");
        for (guint j = 0; j < i; j++)
            if (strcmp(slices[j].text, text) == 0)
                return json_file_fail(reader->file, item, error, "the missing value \"%s\" is listed twice", text);
        slices[i] = (struct text_slice){text, (uint32_t)strlen(text)};
    }
    *missing = slices;
    *n_missing = n;
    return true;
}

bool schema_read_word(struct schema_reader *reader, JsonNode *object, const char *member, const char *const *words,
                      int *index, GError **error)
{
    char **list = NULL;
    JsonNode *node = json_member(object, member);
    if (!schema_read_list(reader, object, member, &list, error))
        return false;
    if (list == NULL)
        return true;
    *index = list[0] != NULL && list[1] == NULL ? schema_find_word(words, list[0]) : -1;
    g_autofree char *choices = schema_join_words(words);
    return *index >= 0 || json_file_fail(reader->file, node, error, "\"%s\" must be one of %s", member, choices);
}

static bool read_fields_match(struct schema_reader *reader, JsonNode *root, GError **error)
{
    static const char *const words[] = {"exact", "equal", "subset", "superset", "partial", NULL};
    int index = MATCH_EXACT;
    if (!schema_read_word(reader, root, "fieldsMatch", words, &index, error))
        return false;
    reader->schema->fields_match = (enum fields_match)index;
    return true;
}

/* An extract goes by the name of its file, everywhere: another name in it would be read by no one. */
static bool check_name(struct schema_reader *reader, JsonNode *root, GError **error)
{
    const char *name = reader->schema->name;
    if (!json_get_string(reader->file, root, "name", false, &name, error))
        return false;
    return strcmp(name, reader->schema->name) == 0 || !reader->is_of_project ||
           json_file_fail(reader->file, json_member(root, "name"), error,
                          "the name is \"%s\", but the file's name makes it %s", name, reader->schema->name);
}

static bool read_schema(struct schema_reader *reader, GError **error)
{
    static const struct text_slice empty = {"", 0};
    struct schema *schema = reader->schema;
    JsonNode *root = json_file_root(reader->file);
    if (!JSON_NODE_HOLDS_OBJECT(root))
        return json_file_fail(reader->file, root, error, "a schema is a JSON object");
    JsonObject *object = json_node_get_object(root);
    reader->missing = &empty;
    reader->n_missing = 1;
    schema->is_extract =
        schema->is_extract || json_object_has_member(object, "x-file") || json_object_has_member(object, "x-load");
    schema->folds_headers = json_object_has_member(object, "x-file"); /* or x-aliases, seen with the fields */
    return check_name(reader, root, error) && schema_check_names(reader, &schema_property_names, root, error) &&
           json_get_string(reader->file, root, "title", false, &schema->title, error) &&
           json_get_string(reader->file, root, "description", false, &schema->description, error) &&
           read_fields_match(reader, root, error) &&
           schema_read_missing_values(reader, root, &reader->missing, &reader->n_missing, error) &&
           schema_read_extensions(reader, &schema_property_names, root, false, error) &&
           schema_read_fields(reader, root, error) && schema_read_keys(reader, root, error) &&
           schema_read_extensions(reader, &schema_property_names, root, true, error) &&
           schema_check_period(reader, root, error) && schema_read_dialect(reader, root, error);
}

static void free_code_list(gpointer list)
{
    code_list_free(list);
}

static struct schema *schema_new(struct json_file *file, const char *path, bool is_extract)
{
    struct schema *schema = g_new0(struct schema, 1);
    schema->store = g_new0(struct schema_store, 1);
    schema->store->file = file;
    schema->store->code_lists = g_ptr_array_new_with_free_func(free_code_list);
    schema->store->blocks = g_ptr_array_new_with_free_func(g_free);
    schema->store->remarks = g_ptr_array_new_with_free_func(g_free);
    schema->is_extract = is_extract;
    schema->gate = 1;
    schema->gate_rows = 1;
    schema->path = schema_keep(schema, g_strdup(path));
    schema->name = schema_keep(schema, project_stem(path, ".json"));
    return schema;
}

bool schema_add_to_hash(struct schema_reader *reader, const char *path, GError **error)
{
    gsize length;
    g_autofree char *text = file_read(path, &length, error);
    if (text == NULL)
        return false;
    hash_update(reader->hash, text, length);
    return true;
}

/* What a project changes in an extract is a part of the schema, and of its hash. */
static bool take_changes(struct schema_reader *reader, GError **error)
{
    g_autofree char *path = reader->project == NULL || !reader->is_of_project
                                ? NULL
                                : project_find_changes(reader->project, "schemas", reader->schema->name, ".json");
    return path == NULL ||
           (project_change_json(reader->project, "schemas", reader->schema->name, reader->file, error) &&
            schema_add_to_hash(reader, path, error));
}

struct schema *schema_load_as(const struct project *project, const char *path, bool is_extract, GError **error)
{
    struct json_file *file = json_file_load(path, error);
    if (file == NULL)
        return NULL;
    struct schema *schema = schema_new(file, path, is_extract);
    struct schema_reader reader = {
        .schema = schema, .file = file, .project = project, .is_of_project = is_extract, .hash = hash_new()};
    gsize length;
    const char *text = json_file_text(file, &length);
    hash_update(reader.hash, text, length);
    const bool is_read = take_changes(&reader, error) && read_schema(&reader, error);
    hash_finish(reader.hash, schema->sha256);
    if (is_read)
        return schema;
    schema_free(schema);
    return NULL;
}

struct schema *schema_load(const struct project *project, const char *path, GError **error)
{
    return schema_load_as(project, path, false, error);
}

void schema_free(struct schema *schema)
{
    if (schema == NULL)
        return;
    for (guint i = 0; i < schema->n_fields; i++)
        cell_rule_free(schema->fields[i].rule);
    g_ptr_array_unref(schema->store->code_lists);
    json_file_free(schema->store->file);
    g_ptr_array_unref(schema->store->blocks);
    g_ptr_array_unref(schema->store->remarks);
    g_free(schema->store);
    g_free(schema);
}

int schema_find_field(const struct schema *schema, const char *name)
{
    for (guint i = 0; i < schema->n_fields; i++)
        if (strcmp(schema->fields[i].name, name) == 0)
            return (int)i;
    return -1;
}

const GPtrArray *schema_remarks(const struct schema *schema)
{
    return schema->store->remarks;
}

const struct field *schema_person_field(const struct schema *schema, enum person_part part)
{
    for (guint i = 0; i < schema->n_fields; i++)
        if (schema->fields[i].person == part)
            return &schema->fields[i];
    return NULL;
}

bool schema_is_of_census(const struct schema *schema)
{
    return schema->load_kind == LOAD_PERIOD && schema->period_fields == NULL;
}
