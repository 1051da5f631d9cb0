#include "pipeline/output_private.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/folder_lock.h"
#include "pipeline/lib/full_path.h"
#include "pipeline/lib/hash.h"
#include "pipeline/lib/swap.h"
#include "pipeline/lib/syncer.h"

#include <errno.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

bool output_fail(const char *path, const char *why, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, why);
    return false;
}

static int compare_names(const void *a, const void *b, void *unused)
{
    (void)unused;
    return strcmp(a, b);
}

#define MOST_TRIES 5 /* to be the first of several runs */

/* Whether what was locked is still there: another run may have cleared it away before. */
static bool is_linked(int folder)
{
    struct stat status;
    return fstat(folder, &status) == 0 && status.st_nlink > 0;
}

/* What could not be locked, for errno: nothing, a link or a file, a folder that no run made, or that of a run at work.
 */
static bool clear_unlocked(const struct output *output, GError **error)
{
    if (errno == EACCES)
        return swap_remove_folder(output->staging, error);
    const bool is_other = errno == ELOOP || errno == ENOTDIR;
    if ((is_other && unlink(output->staging) == 0) || errno == ENOENT)
        return true;
    const bool is_busy = errno == EWOULDBLOCK || errno == EISDIR;
    return output_fail(output->path, is_busy ? "another run is writing here" : g_strerror(errno), error);
}

/* Only under its lock: where nothing lay a moment ago another run may have begun. */
static bool clear_staging(const struct output *output, GError **error)
{
    const int lock = folder_lock_in_time(output->staging);
    if (lock < 0)
        return clear_unlocked(output, error);
    const bool is_cleared = !is_linked(lock) || swap_remove_folder(output->staging, error);
    close(lock);
    return is_cleared;
}

/* False when another run is quicker, or at a fault, which is told. */
static bool try_staging(struct output *output, GError **error)
{
    if (!clear_staging(output, error))
        return false;
    if (mkdir(output->staging, 0700) != 0)
        return errno != EEXIST && output_fail(output->path, g_strerror(errno), error);
    output->lock = folder_lock(output->staging);
    if (output->lock >= 0 && is_linked(output->lock))
        return true;
    if (output->lock < 0 && errno != EWOULDBLOCK && errno != ENOENT) {
        output_fail(output->path, g_strerror(errno), error);
        rmdir(output->staging);
    }
    if (output->lock >= 0)
        close(output->lock);
    output->lock = -1;
    return false;
}

static bool make_staging(struct output *output, GError **error)
{
    GError *fault = NULL;
    g_autofree char *parent = g_path_get_dirname(output->path);
    if (g_mkdir_with_parents(parent, 0755) != 0)
        return output_fail(parent, g_strerror(errno), error);
    for (guint i = 0; i < MOST_TRIES && fault == NULL; i++)
        if (try_staging(output, &fault))
            return true;
    if (fault == NULL)
        return output_fail(output->path, "another run is writing here", error);
    g_propagate_error(error, fault);
    return false;
}

/* OUT as it is, or where it leads when it is a link. NULL when that is nowhere. */
static char *follow(const char *path, GError **error)
{
    const bool leads_nowhere = g_file_test(path, G_FILE_TEST_IS_SYMLINK) && !g_file_test(path, G_FILE_TEST_EXISTS);
    if (!leads_nowhere)
        return full_path(path, error);
    output_fail(path, "this is a link that leads nowhere", error);
    return NULL;
}

struct output *output_open(const char *path, output_was_loaded was_loaded, const char *warehouse, GError **error)
{
    char *target = follow(path, error);
    if (target == NULL)
        return NULL;
    struct output *output = g_new0(struct output, 1);
    output->path = target;
    output->lock = output->old_lock = -1;
    g_autofree char *parent = g_path_get_dirname(output->path);
    g_autofree char *name = g_path_get_basename(output->path);
    g_autofree char *hidden = g_strdup_printf(".%s.scorecard-new", name);
    output->staging = g_build_filename(parent, hidden, NULL);
    output->syncer = syncer_new();
    output->hashes = g_tree_new_full(compare_names, NULL, g_free, g_free);
    output->old = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (output_check_place(output, was_loaded, warehouse, error) && make_staging(output, error))
        return output;
    g_clear_pointer(&output->staging, g_free);
    output_close(output);
    return NULL;
}

void output_close(struct output *output)
{
    if (output == NULL)
        return;
    syncer_free(output->syncer);
    if (output->staging != NULL)
        swap_remove_folder(output->staging, NULL);
    if (output->lock >= 0)
        close(output->lock);
    if (output->old_lock >= 0)
        close(output->old_lock);
    g_free(output->path);
    g_free(output->staging);
    g_tree_destroy(output->hashes);
    g_hash_table_unref(output->old);
    g_free(output);
}

static bool is_inside(const struct output *output, const char *full)
{
    const char *rest = full + strlen(output->path);
    return g_str_has_prefix(full, output->path) && (*rest == '\0' || *rest == '/');
}

/* A link may lie in the folder, or lead there. */
bool output_refuse_inside(const struct output *output, const char *file, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(file);
    g_autofree char *where = full_path(folder, error), *leads = where == NULL ? NULL : full_path(file, error);
    if (leads == NULL || (!is_inside(output, where) && !is_inside(output, leads)))
        return leads != NULL;
    return output_fail(file, "this lies in the output folder, which is exchanged as a whole; keep it elsewhere", error);
}

/* Whoever makes a name of what a file says has made sure of it; here it is held. */
static bool stays_inside(const char *name)
{
    g_auto(GStrv) parts = g_strsplit(name, G_DIR_SEPARATOR_S, -1);
    return *name != '\0' && !g_path_is_absolute(name) && !g_strv_contains((const char *const *)parts, "..");
}

char *output_path(struct output *output, const char *name)
{
    g_assert(stays_inside(name));
    return g_build_filename(output->staging, name, NULL);
}

bool output_add(struct output *output, const char *name, GError **error)
{
    g_autofree char *path = output_path(output, name);
    char *hash = hash_file(path, error);
    if (hash == NULL)
        return false;
    g_tree_insert(output->hashes, g_strdup(name), hash);
    syncer_add(output->syncer, path);
    return true;
}

bool output_write(struct output *output, const char *name, const char *text, gsize length, GError **error)
{
    g_autofree char *path = output_path(output, name);
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return output_fail(folder, g_strerror(errno), error);
    if (!g_file_set_contents_full(path, text, (gssize)length, G_FILE_SET_CONTENTS_NONE, 0600, error))
        return false;
    char hash[HASH_TEXT_SIZE];
    hash_bytes(text, length, hash);
    g_tree_insert(output->hashes, g_strdup(name), g_strdup(hash));
    syncer_add(output->syncer, path);
    return true;
}

GTree *output_hashes(struct output *output)
{
    return output->hashes;
}

/* So that nobody takes the old set, once it lies in the staging folder, for one that a killed run has left. */
static bool lock_old(struct output *output, GError **error)
{
    output->old_lock = folder_lock_in_time(output->path);
    return output->old_lock >= 0 || errno != EWOULDBLOCK ||
           output_fail(output->path, "another run is writing here", error);
}

bool output_place(struct output *output, GError **error)
{
    g_autofree char *parent = g_path_get_dirname(output->path);
    const enum path_kind kind = path_look(output->path, error);
    if (kind == PATH_FAULT || !lock_old(output, error) || !output_carry_over(output, "", error) ||
        !syncer_end(output->syncer, error) || !swap_sync(output->staging, error) ||
        !swap_exchange(output->staging, output->path, error))
        return false;
    output->has_replaced = kind != PATH_ABSENT;
    if (swap_sync(parent, error))
        return true;
    output_undo(output);
    return false;
}

/* The staging folder is another run's from here on. */
void output_finish(struct output *output, const struct context *context)
{
    g_autoptr(GError) left = NULL;
    if (output->has_replaced && !swap_remove_folder(output->staging, &left))
        context_say(context, "%s (it is of the old set, which lies there until the next run)", left->message);
    g_clear_pointer(&output->staging, g_free);
}

void output_undo(struct output *output)
{
    if (output->has_replaced)
        swap_exchange(output->staging, output->path, NULL);
    else
        rename(output->path, output->staging);
}
