#include "pipeline/lib/replace.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/swap.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static bool fail(const char *path, const char *why, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, why);
    return false;
}

/* Whoever writes holds its lock, which ends with the process. */
static bool take_leftover_away(const char *fresh)
{
    const int descriptor = open(fresh, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const bool is_free = descriptor < 0 || flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    if (is_free)
        unlink(fresh);
    if (descriptor >= 0)
        close(descriptor);
    return is_free;
}

static int open_new(const char *fresh)
{
    return open(fresh, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
}

/* Open and locked; -1 at a fault. */
static int open_fresh(const char *fresh, const char *path, GError **error)
{
    int descriptor = open_new(fresh);
    if (descriptor < 0 && errno == EEXIST && take_leftover_away(fresh))
        descriptor = open_new(fresh);
    if (descriptor >= 0 && flock(descriptor, LOCK_EX | LOCK_NB) == 0)
        return descriptor;
    const bool is_busy = errno == EEXIST || errno == EWOULDBLOCK;
    fail(path, is_busy ? "another program is writing here" : g_strerror(errno), error);
    if (descriptor >= 0) {
        if (!is_busy)
            unlink(fresh);
        close(descriptor);
    }
    return -1;
}

static bool write_durably(int descriptor, const char *text, gsize length)
{
    return file_write_all(descriptor, text, length) && fsync(descriptor) == 0;
}

/* What is no file stays: a folder, or a device such as /dev/stdout, which who may write to its folder could replace. */
static bool check_place(const char *path, GError **error)
{
    struct stat status;
    if (stat(path, &status) != 0 || S_ISREG(status.st_mode))
        return true;
    return fail(path, S_ISDIR(status.st_mode) ? "this is a folder, not a file" : "this is no file", error);
}

bool file_replace(const char *path, const char *text, gsize length, GError **error)
{
    if (!check_place(path, error))
        return false;
    g_autofree char *folder = g_path_get_dirname(path);
    g_autofree char *name = g_path_get_basename(path);
    g_autofree char *hidden = g_strdup_printf(".%s.scorecard-new", name);
    g_autofree char *fresh = g_build_filename(folder, hidden, NULL);
    const int descriptor = open_fresh(fresh, path, error);
    if (descriptor < 0)
        return false;
    const bool is_placed =
        (write_durably(descriptor, text, length) && g_rename(fresh, path) == 0) || fail(path, g_strerror(errno), error);
    if (!is_placed)
        unlink(fresh);
    close(descriptor);
    return is_placed && swap_sync(folder, error);
}
