#include "pipeline/output.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/hash.h"
#include "pipeline/lib/json.h"
#include "pipeline/lib/swap.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct output {
    char *path;        /* OUT, absolute; where a link leads when it is one */
    char *staging;     /* beside it */
    int lock;          /* open on the staging folder while it is ours; -1 */
    bool has_replaced; /* an old set, which lies in the staging folder now */
    GTree *hashes;     /* name → SHA-256 of the new set */
    GHashTable *old;   /* name → SHA-256 of the set in place, by its manifest */
};

static bool fail(const char *path, const char *why, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, why);
    return false;
}

static int compare_names(const void *a, const void *b, void *unused)
{
    (void)unused;
    return strcmp(a, b);
}

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
           fail(path, "this is no manifest of ours, so the folder is left alone; name another with --out", error);
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
            return fail(
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
            return fail(path,
                        "this reject file was changed since it was written; load it, or move it away, then run again",
                        error);
    }
    return true;
}

static bool check_place(struct output *output, output_was_loaded was_loaded, const char *warehouse, GError **error)
{
    const enum path_kind kind = path_look(output->path, error);
    if (kind == PATH_FAULT || kind == PATH_ABSENT)
        return kind == PATH_ABSENT;
    if (kind != PATH_FOLDER)
        return fail(output->path, "this is a file, not a folder", error);
    g_autofree char *manifest = g_build_filename(output->path, "manifest.json", NULL);
    const enum path_kind found = path_look(manifest, error);
    if (found == PATH_ABSENT)
        return check_empty(output->path, error);
    return found != PATH_FAULT && read_old_manifest(output, manifest, error) &&
           check_rejects(output, was_loaded, warehouse, error);
}

/* The lock goes with the folder, also when it is exchanged, and ends with the process. */
static int lock_folder(const char *path)
{
    const int folder = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (folder < 0 || flock(folder, LOCK_EX | LOCK_NB) == 0)
        return folder;
    close(folder);
    errno = EWOULDBLOCK;
    return -1;
}

static bool clear_staging(const struct output *output, GError **error)
{
    const int lock = lock_folder(output->staging);
    if (lock < 0 && errno == EWOULDBLOCK)
        return fail(output->path, "another run is writing here", error);
    const bool is_cleared = swap_remove_folder(output->staging, error);
    if (lock >= 0)
        close(lock);
    return is_cleared;
}

static bool make_staging(struct output *output, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(output->path);
    if (g_mkdir_with_parents(parent, 0755) != 0)
        return fail(parent, g_strerror(errno), error);
    if (!clear_staging(output, error))
        return false;
    if (mkdir(output->staging, 0700) != 0)
        return fail(output->path, g_strerror(errno), error);
    output->lock = lock_folder(output->staging);
    if (output->lock >= 0)
        return true;
    fail(output->path, g_strerror(errno), error);
    rmdir(output->staging);
    return false;
}

/* OUT as it is, or where it leads when it is a link. NULL when that is nowhere. */
static char *follow(const char *path, GError **error)
{
    g_autofree char *full = g_canonicalize_filename(path, NULL);
    if (!g_file_test(full, G_FILE_TEST_IS_SYMLINK))
        return g_steal_pointer(&full);
    char *target = realpath(full, NULL);
    if (target == NULL)
        fail(full, "this is a link that leads nowhere", error);
    char *copy = g_strdup(target);
    free(target);
    return copy;
}

struct output *output_open(const char *path, output_was_loaded was_loaded, const char *warehouse, GError **error)
{
    char *target = follow(path, error);
    if (target == NULL)
        return NULL;
    struct output *output = g_new0(struct output, 1);
    output->path = target;
    output->lock = -1;
    g_autofree char *parent = g_path_get_dirname(output->path);
    g_autofree char *name = g_path_get_basename(output->path);
    g_autofree char *hidden = g_strdup_printf(".%s.scorecard-new", name);
    output->staging = g_build_filename(parent, hidden, NULL);
    output->hashes = g_tree_new_full(compare_names, NULL, g_free, g_free);
    output->old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (check_place(output, was_loaded, warehouse, error) && make_staging(output, error))
        return output;
    g_clear_pointer(&output->staging, g_free);
    output_close(output);
    return NULL;
}

void output_close(struct output *output)
{
    if (output == NULL)
        return;
    if (output->staging != NULL)
        swap_remove_folder(output->staging, NULL);
    if (output->lock >= 0)
        close(output->lock);
    g_free(output->path);
    g_free(output->staging);
    g_tree_destroy(output->hashes);
    g_hash_table_unref(output->old);
    g_free(output);
}

bool output_refuse_inside(const struct output *output, const char *file, GError **error)
{
    g_autofree char *full = g_canonicalize_filename(file, NULL);
    g_autofree char *folder = g_path_get_dirname(full);
    char *real = realpath(folder, NULL);
    const char *rest = real == NULL ? NULL : real + strlen(output->path);
    const bool is_inside = real != NULL && g_str_has_prefix(real, output->path) && (*rest == '\0' || *rest == '/');
    free(real);
    return !is_inside ||
           fail(file, "this lies in the output folder, which is exchanged as a whole; keep it elsewhere", error);
}

char *output_path(struct output *output, const char *name)
{
    return g_build_filename(output->staging, name, NULL);
}

bool output_add(struct output *output, const char *name, GError **error)
{
    g_autofree char *path = output_path(output, name);
    char *hash = hash_file(path, error);
    if (hash == NULL)
        return false;
    g_tree_insert(output->hashes, g_strdup(name), hash);
    return swap_sync(path, error);
}

bool output_write(struct output *output, const char *name, const char *text, gsize length, GError **error)
{
    g_autofree char *path = output_path(output, name);
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail(folder, g_strerror(errno), error);
    if (!g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, error))
        return false;
    char hash[HASH_TEXT_SIZE];
    hash_bytes(text, length, hash);
    g_tree_insert(output->hashes, g_strdup(name), g_strdup(hash));
    return swap_sync(path, error);
}

GTree *output_hashes(struct output *output)
{
    return output->hashes;
}

static bool copy_file(const char *from, const char *to, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    g_autofree char *folder = g_path_get_dirname(to);
    if (!g_file_get_contents(from, &text, &length, error))
        return false;
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail(folder, g_strerror(errno), error);
    return g_file_set_contents_full(to, text, (gssize)length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, error);
}

/* A link is carried as it is: what it leads to may lie outside, and be anything. */
static bool copy_link(const char *from, const char *to, GError **error)
{
    g_autofree char *target = g_file_read_link(from, error);
    g_autofree char *folder = g_path_get_dirname(to);
    if (target == NULL)
        return false;
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return fail(folder, g_strerror(errno), error);
    return symlink(target, to) == 0 ||
           fail(from,
                errno == EEXIST ? "this is a link where the new set has a folder: move it away" : g_strerror(errno),
                error);
}

/* Opening anything else could wait for ever. */
static bool carry(const char *from, const char *to, GError **error)
{
    struct stat status;
    if (lstat(from, &status) != 0)
        return fail(from, g_strerror(errno), error);
    if (S_ISLNK(status.st_mode))
        return copy_link(from, to, error);
    return S_ISREG(status.st_mode) ? copy_file(from, to, error)
                                   : fail(from, "this is neither file, folder nor link: move it away", error);
}

/* What a sample that was killed had begun to write. */
static bool is_left_behind(const char *name)
{
    return *name == '.' && g_str_has_suffix(name, ".scorecard-new");
}

/* Files in OUT that neither the old set nor the new one names are carried into the new set. */
static bool carry_over(const struct output *output, const char *inner, GError **error)
{
    g_autofree char *folder = g_build_filename(output->path, inner, NULL);
    const enum path_kind kind = path_look(folder, error);
    if (kind == PATH_FAULT || kind == PATH_ABSENT)
        return kind == PATH_ABSENT;
    g_autoptr(GPtrArray) names = folder_list_all(folder, error);
    for (guint i = 0; names != NULL && i < names->len; i++) {
        const char *name = names->pdata[i];
        g_autofree char *relative = *inner == '\0' ? g_strdup(name) : g_build_filename(inner, name, NULL);
        g_autofree char *from = g_build_filename(output->path, relative, NULL);
        g_autofree char *to = g_build_filename(output->staging, relative, NULL);
        if (g_file_test(from, G_FILE_TEST_IS_DIR) && !g_file_test(from, G_FILE_TEST_IS_SYMLINK)) {
            if (!carry_over(output, relative, error))
                return false;
            continue;
        }
        const bool is_of_a_set = g_str_equal(relative, "manifest.json") ||
                                 g_hash_table_contains(output->old, relative) ||
                                 g_tree_lookup(output->hashes, relative) != NULL;
        if (!is_of_a_set && !is_left_behind(name) && !carry(from, to, error))
            return false;
    }
    return names != NULL;
}

bool output_place(struct output *output, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(output->path);
    const enum path_kind kind = path_look(output->path, error);
    if (kind == PATH_FAULT || !carry_over(output, "", error) || !swap_sync(output->staging, error) ||
        !swap_folders(output->staging, output->path, error))
        return false;
    output->has_replaced = kind != PATH_ABSENT;
    if (swap_sync(parent, error))
        return true;
    output_undo(output);
    return false;
}

bool output_finish(struct output *output, GError **error)
{
    return swap_remove_folder(output->staging, error);
}

void output_undo(struct output *output)
{
    if (output->has_replaced)
        swap_folders(output->staging, output->path, NULL);
    else
        rename(output->path, output->staging);
}

bool output_commit(struct output *output, GError **error)
{
    return output_place(output, error) && output_finish(output, error);
}
