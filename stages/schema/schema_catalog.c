/* All schemas of a project. */
#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/slip.h"
#include "stages/schema/schema_private.h"

#include <string.h>

static void free_schema(gpointer schema)
{
    schema_free(schema);
}

const struct schema *schema_find(const GPtrArray *schemas, const char *name)
{
    for (guint i = 0; i < schemas->len; i++) {
        const struct schema *schema = g_ptr_array_index(schemas, i);
        if (strcmp(schema->name, name) == 0)
            return schema;
    }
    return NULL;
}

void schema_write_header(const struct schema *schema, GString *out)
{
    for (guint i = 0; i < schema->n_fields; i++)
        csv_write_cell(out, schema->fields[i].name);
    csv_write_end_row(out);
}

static bool fail_target(const GPtrArray *schemas, const struct schema *schema, const char *name, JsonNode *place,
                        GError **error)
{
    struct slip slip = slip_begin(name);
    for (guint i = 0; i < schemas->len; i++)
        slip_consider(&slip, ((const struct schema *)schemas->pdata[i])->name);
    g_autofree char *hint = slip_hint(&slip);
    return json_file_fail(schema->store->file, place, error, "a foreign key names no extract: \"%s\"%s", name, hint);
}

/* A foreign key must name an extract and fields of it. */
static bool check_target(const GPtrArray *schemas, const struct schema *schema, const struct foreign_key *key,
                         GError **error)
{
    JsonNode *root = json_file_root(schema->store->file);
    JsonNode *place = json_member(root, "foreignKeys");
    if (*key->target == '\0')
        return true;
    const struct schema *target = schema_find(schemas, key->target);
    if (target == NULL)
        return fail_target(schemas, schema, key->target, place, error);
    for (guint i = 0; i < key->key.n_fields; i++)
        if (schema_find_field(target, key->target_fields[i]) < 0)
            return json_file_fail(schema->store->file, place, error, "a foreign key names no field of %s: \"%s\"",
                                  key->target, key->target_fields[i]);
    return true;
}

static bool check_targets(const GPtrArray *schemas, GError **error)
{
    for (guint i = 0; i < schemas->len; i++) {
        const struct schema *schema = g_ptr_array_index(schemas, i);
        for (guint j = 0; j < schema->n_foreign_keys; j++)
            if (!check_target(schemas, schema, &schema->foreign_keys[j], error))
                return false;
    }
    return true;
}

/* A field that places a child is the schema's own or of the extract that its first foreign key refers to. */
static bool check_placement_field(const GPtrArray *schemas, const struct schema *schema, const char *field,
                                  JsonNode *place, GError **error)
{
    const struct schema *parent =
        schema->n_foreign_keys == 0 ? NULL : schema_find(schemas, schema->foreign_keys[0].target);
    return field == NULL || schema_find_field(schema, field) >= 0 ||
           (parent != NULL && schema_find_field(parent, field) >= 0) ||
           json_file_fail(schema->store->file, place, error, "\"x-placement\" names no field: \"%s\"", field);
}

static bool check_placements(const GPtrArray *schemas, GError **error)
{
    for (guint i = 0; i < schemas->len; i++) {
        const struct schema *schema = g_ptr_array_index(schemas, i);
        const struct placement_fields *placement = &schema->placement;
        JsonNode *root = json_file_root(schema->store->file);
        JsonNode *place = json_member(root, "x-placement");
        if (placement->order > 0 && schema->school_fields.n_fields == 0)
            return json_file_fail(schema->store->file, place, error,
                                  "a placement has a school: \"x-school\" is missing");
        if (!check_placement_field(schemas, schema, placement->rank, place, error) ||
            !check_placement_field(schemas, schema, placement->from, place, error) ||
            !check_placement_field(schemas, schema, placement->to, place, error))
            return false;
    }
    return true;
}

GPtrArray *schema_load_all(const struct project *project, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "schemas", ".json", error);
    if (paths == NULL)
        return NULL;
    g_autoptr(GPtrArray) schemas = g_ptr_array_new_with_free_func(free_schema);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autofree char *stem = project_stem(path, ".json");
        if (strcmp(stem, "datapackage") == 0) /* lists the schemas for other tools */
            continue;
        if (!project_check_stem(path, stem, error))
            return NULL;
        struct schema *schema = schema_load_as(project, path, true, error);
        if (schema == NULL)
            return NULL;
        g_ptr_array_add(schemas, schema);
    }
    return check_targets(schemas, error) && check_placements(schemas, error) ? g_steal_pointer(&schemas) : NULL;
}
