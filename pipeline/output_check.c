/* What lies in OUT before a run: whether it is ours, and ours to replace. */
#include "pipeline/output_private.h"

#include "pipeline/lib/files.h"
#include "pipeline/lib/hash.h"
#include "pipeline/lib/json.h"

/* The manifest's outputs: [{"file": …, "sha256": …}]. */
static bool read_old_manifest(struct output *output, const char *path, GError **error)
{
    struct json_file *file = json_file_load(path, NULL);
    JsonNode *outputs = NULL;
    bool is_ours = file != NULL && JSON_NODE_HOLDS_OBJECT(json_file_root(file)) &&
                   json_get_array(file, json_file_root(file), "outputs", true, &outputs, NULL);
    for (guint i = 0; is_ours && i < json_array_get_length(json_node_get_array(outputs)); i++) {
        JsonNode *entry = json_array_get_element(json_node_get_array(outputs), i);
        const char *name = NULL, *hash = NULL;
        is_ours = JSON_NODE_HOLDS_OBJECT(entry) && json_get_string(file, entry, "file", true, &name, NULL) &&
                  json_get_string(file, entry, "sha256", true, &hash, NULL);
        if (is_ours)
            g_hash_table_insert(output->old, g_strdup(name), g_strdup(hash));
    }
    if (file != NULL)
        json_file_free(file);
    return is_ours ||
           output_fail(path, "this is no manifest of ours, so the folder is left alone; name another with --out",
                       error);
}

/* Dip samples may be drawn into a folder before its first run; they are carried over like all that is not of the set.
 */
static bool check_empty(const char *path, GError **error)
{
    g_autoptr(GPtrArray) names = folder_list_all(path, error);
    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++)
        if (!g_str_has_prefix(names->pdata[i], "sample-"))
            return output_fail(
                path,
                "the folder holds files but no manifest.json of ours, so it is left alone; name another with --out",
                error);
    return true;
}

/* Someone may be correcting a reject file: it is theirs until they have loaded it. */
static bool check_rejects(const struct output *output, output_was_loaded was_loaded, const char *warehouse,
                          GError **error)
{
    GHashTableIter iterator;
    void *name, *hash;
    g_hash_table_iter_init(&iterator, output->old);
    while (g_hash_table_iter_next(&iterator, &name, &hash)) {
        if (!g_str_has_prefix(name, "rejects/"))
            continue;
        g_autofree char *path = g_build_filename(output->path, name, NULL);
        const enum path_kind kind = path_look(path, error);
        if (kind == PATH_ABSENT)
            continue;
        g_autofree char *now = kind == PATH_FAULT ? NULL : hash_file(path, error);
        if (now == NULL)
            return false;
        if (!g_str_equal(now, hash) && (was_loaded == NULL || !was_loaded(now, warehouse)))
            return output_fail(
                path, "this reject file was changed since it was written; load it, or move it away, then run again",
                error);
    }
    return true;
}

bool output_check_place(struct output *output, output_was_loaded was_loaded, const char *warehouse, GError **error)
{
    const enum path_kind kind = path_look(output->path, error);
    if (kind == PATH_FAULT || kind == PATH_ABSENT)
        return kind == PATH_ABSENT;
    if (kind != PATH_FOLDER)
        return output_fail(output->path, "this is a file, not a folder", error);
    g_autofree char *manifest = g_build_filename(output->path, "manifest.json", NULL);
    const enum path_kind found = path_look(manifest, error);
    if (found == PATH_ABSENT)
        return check_empty(output->path, error);
    return found != PATH_FAULT && read_old_manifest(output, manifest, error) &&
           check_rejects(output, was_loaded, warehouse, error);
}
