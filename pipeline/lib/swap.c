#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* renameat2; the one file that needs it */
#endif
#include "pipeline/lib/swap.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *doing, const char *path, GError **error)
{
    const int number = errno;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s: %s", path, doing, g_strerror(number));
    return false;
}

static bool move_by_hand(const char *fresh, const char *target, GError **error)
{
    g_autofree char *aside = g_strconcat(target, ".scorecard-old", NULL);
    if (!swap_remove_folder(aside, error))
        return false;
    if (rename(target, aside) != 0)
        return fail("cannot be moved away", target, error);
    if (rename(fresh, target) != 0) {
        fail("cannot be put into place", fresh, error);
        if (rename(aside, target) != 0)
            g_prefix_error(error, "the old set is at %s: ", aside);
        return false;
    }
    return rename(aside, fresh) == 0 || fail("cannot be moved", aside, error);
}

bool swap_exchange(const char *fresh, const char *target, GError **error)
{
    if (renameat2(AT_FDCWD, fresh, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
        return true;
    if (errno == ENOENT)
        return rename(fresh, target) == 0 || fail("cannot be put into place", fresh, error);
    if (errno == EINVAL || errno == EXDEV || errno == ENOSYS)
        return move_by_hand(fresh, target, error);
    return fail("cannot be exchanged", target, error);
}

bool swap_remove_folder(const char *path, GError **error)
{
    struct stat status;
    if (lstat(path, &status) != 0)
        return errno == ENOENT || fail("cannot be looked at", path, error);
    if (!S_ISDIR(status.st_mode))
        return unlink(path) == 0 || fail("cannot be removed", path, error);
    if ((status.st_mode & S_IRWXU) != S_IRWXU)
        chmod(path, S_IRWXU); /* in a folder that is read-only nothing could be removed */
    g_autoptr(GPtrArray) names = folder_list_all(path, error);
    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *inner = g_build_filename(path, names->pdata[i], NULL);
        if (!swap_remove_folder(inner, error))
            return false;
    }
    return rmdir(path) == 0 || fail("cannot be removed", path, error);
}

bool swap_sync(const char *path, GError **error)
{
    const int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return fail("cannot be opened", path, error);
    const bool is_synced = fsync(file) == 0 || errno == EINVAL;
    if (!is_synced)
        fail("cannot be written to the disk", path, error);
    close(file);
    return is_synced;
}
