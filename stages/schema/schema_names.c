/* Properties by name: ours are read, and a name that no property has is refused where it is surely a slip. The standard
 * allows properties of anybody's own, so a schema that is none of a project's is only remarked upon. */
#include "stages/schema/schema_private.h"

#include "pipeline/lib/slip.h"

#include <string.h>

static bool is_known(const struct property_names *names, const char *name)
{
    for (const char *const *standard = names->standard; *standard != NULL; standard++)
        if (strcmp(*standard, name) == 0)
            return true;
    for (guint i = 0; i < names->n_extensions; i++)
        if (strcmp(names->extensions[i].name, name) == 0)
            return true;
    return false;
}

/* The name that is like `name` by a slip, or NULL. */
static const char *find_nearest(const struct property_names *names, const char *name)
{
    struct slip slip = slip_begin(name);
    for (const char *const *standard = names->standard; *standard != NULL; standard++)
        slip_consider(&slip, *standard);
    for (guint i = 0; i < names->n_extensions; i++)
        slip_consider(&slip, names->extensions[i].name);
    return slip.nearest;
}

static bool fail_name(struct schema_reader *reader, JsonNode *place, const char *of, const char *name,
                      const char *nearest, GError **error)
{
    if (nearest == NULL)
        return json_file_fail(reader->file, place, error, "%s has no property \"%s\"", of, name);
    return json_file_fail(reader->file, place, error, "%s has no property \"%s\": is \"%s\" meant?", of, name, nearest);
}

static bool check_name(struct schema_reader *reader, const struct property_names *names, JsonNode *object,
                       const char *name, GError **error)
{
    if (is_known(names, name))
        return true;
    const char *nearest = find_nearest(names, name);
    const bool is_ours = g_str_has_prefix(name, "x-"), is_strict = reader->schema->is_extract;
    if (nearest == NULL && !(is_ours && is_strict))
        return true;
    JsonNode *place = json_member(object, name);
    if (is_strict)
        return fail_name(reader, place, names->of, name, nearest, error);
    g_autoptr(GError) remark = NULL;
    if (is_ours && !fail_name(reader, place, names->of, name, nearest, &remark))
        g_ptr_array_add(reader->schema->store->remarks, g_strdup(remark->message));
    return true;
}

bool schema_check_names(struct schema_reader *reader, const struct property_names *names, JsonNode *object,
                        GError **error)
{
    g_autoptr(GList) members = json_object_get_members(json_node_get_object(object));
    for (GList *at = members; at != NULL; at = at->next)
        if (!check_name(reader, names, object, at->data, error))
            return false;
    return true;
}

bool schema_read_extensions(struct schema_reader *reader, const struct property_names *names, JsonNode *object,
                            bool needs_fields, GError **error)
{
    for (guint i = 0; i < names->n_extensions; i++) {
        const struct schema_extension *extension = &names->extensions[i];
        if (extension->needs_fields == needs_fields &&
            json_object_has_member(json_node_get_object(object), extension->name) &&
            !extension->read(reader, object, extension->name, error))
            return false;
    }
    return true;
}
