/* Files of others in OUT, which a new set takes along. */
#include "pipeline/output_private.h"

#include "pipeline/lib/files.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static bool copy_file(const char *from, const char *to, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(to);
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return output_fail(folder, g_strerror(errno), error);
    return file_copy(from, to, error);
}

/* A link is carried as it is: what it leads to may lie outside, and be anything. */
static bool copy_link(const char *from, const char *to, GError **error)
{
    g_autofree char *target = g_file_read_link(from, error);
    g_autofree char *folder = g_path_get_dirname(to);
    if (target == NULL)
        return false;
    if (g_mkdir_with_parents(folder, 0700) != 0)
        return output_fail(folder, g_strerror(errno), error);
    return symlink(target, to) == 0 ||
           output_fail(from,
                       errno == EEXIST ? "this is a link where the new set has a folder: move it away"
                                       : g_strerror(errno),
                       error);
}

/* Opening anything else could wait for ever. */
static bool carry(const char *from, const char *to, GError **error)
{
    struct stat status;
    if (lstat(from, &status) != 0)
        return output_fail(from, g_strerror(errno), error);
    if (S_ISLNK(status.st_mode))
        return copy_link(from, to, error);
    return S_ISREG(status.st_mode) ? copy_file(from, to, error)
                                   : output_fail(from, "this is neither file, folder nor link: move it away", error);
}

/* What a sample that was killed had begun to write. */
static bool is_left_behind(const char *name)
{
    return *name == '.' && g_str_has_suffix(name, ".scorecard-new");
}

/* Files in OUT that neither the old set nor the new one names are carried into the new set. */
bool output_carry_over(const struct output *output, const char *inner, GError **error)
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
            if (!output_carry_over(output, relative, error))
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
