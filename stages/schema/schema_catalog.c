/* All schemas of a project. */
#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/slip.h"
#include "pipeline/lib/thread.h"
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

/* A file of the folder. */
struct listed {
    const struct project *project;
    const char *path;
    struct schema *schema; /* NULL: a fault */
    GError *fault;
};

static void load_listed(void *list, guint i)
{
    struct listed *listed = &g_array_index((GArray *)list, struct listed, i);
    g_autofree char *stem = project_stem(listed->path, ".json");
    if (project_check_stem(listed->path, stem, &listed->fault))
        listed->schema = schema_load_as(listed->project, listed->path, true, &listed->fault);
}

static void clear_listed(void *data)
{
    struct listed *listed = data;
    g_clear_error(&listed->fault);
    schema_free(listed->schema);
}

/* datapackage.json lists the schemas for other tools. */
static GArray *list_files(const struct project *project, const GPtrArray *paths)
{
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct listed));
    g_array_set_clear_func(list, clear_listed);
    for (guint i = 0; i < paths->len; i++) {
        const struct listed listed = {.project = project, .path = paths->pdata[i]};
        g_autofree char *stem = project_stem(listed.path, ".json");
        if (strcmp(stem, "datapackage") != 0)
            g_array_append_val(list, listed);
    }
    return list;
}

GPtrArray *schema_load_all(const struct project *project, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(project, "schemas", ".json", error);
    if (paths == NULL)
        return NULL;
    g_autoptr(GPtrArray) schemas = g_ptr_array_new_with_free_func(free_schema);
    g_autoptr(GArray) list = list_files(project, paths);
    thread_each(list->len, load_listed, list);
    for (guint i = 0; i < list->len; i++) {
        struct listed *listed = &g_array_index(list, struct listed, i);
        if (listed->schema == NULL) {
            g_propagate_error(error, g_steal_pointer(&listed->fault));
            return NULL;
        }
        g_ptr_array_add(schemas, g_steal_pointer(&listed->schema));
    }
    return check_targets(schemas, error) && check_placements(schemas, error) ? g_steal_pointer(&schemas) : NULL;
}
