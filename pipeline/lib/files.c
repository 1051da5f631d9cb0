#include "pipeline/lib/files.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/texts.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A pipe would make the program wait, a device would never end. */
static const char *why_unreadable(const char *path, gsize *size)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return g_strerror(errno);
    if (!S_ISREG(status.st_mode))
        return "it is not a file";
    *size = (gsize)status.st_size;
    return status.st_size > LIMIT_DEFINITION_BYTES ? "it is larger than 256 MiB" : NULL;
}

char *file_read(const char *path, gsize *length, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autofree char *bytes = NULL;
    gsize size = 0;
    const char *why = why_unreadable(path, &size);
    if (why == NULL && g_file_get_contents(path, &bytes, length, &cause)) {
        if (*length == size)
            return g_steal_pointer(&bytes);
        why = "it was changed while it was read";
    }
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot read %s: %s", path,
                why == NULL ? cause->message : why);
    return NULL;
}

bool file_write_all(int descriptor, const char *bytes, gsize length)
{
    while (length > 0) {
        const ssize_t n = write(descriptor, bytes, length);
        if (n == 0)
            errno = EIO; /* it would go on for ever */
        if (n <= 0 && errno != EINTR)
            return false;
        bytes += MAX(n, 0);
        length -= (gsize)MAX(n, 0);
    }
    return true;
}

static bool copy_all(int from, int to)
{
    char bytes[64 * 1024];
    for (;;) {
        const ssize_t n = read(from, bytes, sizeof bytes);
        if (n == 0)
            return true;
        if (n < 0 && errno != EINTR)
            return false;
        if (n > 0 && !file_write_all(to, bytes, (gsize)n))
            return false;
    }
}

bool file_copy(const char *from, const char *to, GError **error)
{
    const int source = open(from, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const int target =
        source < 0 ? -1 : open(to, O_CREAT | O_EXCL | O_WRONLY | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR);
    const bool is_copied = target >= 0 && copy_all(source, target) && fsync(target) == 0;
    if (!is_copied)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: cannot be copied: %s", from,
                    g_strerror(errno));
    if (source >= 0)
        close(source);
    if (target >= 0)
        close(target);
    return is_copied;
}

char *file_shown_name(const char *path)
{
    g_autofree char *base = g_path_get_basename(path);
    g_autofree char *name = g_utf8_make_valid(base, -1);
    GString *shown = g_string_new(NULL);
    for (const char *at = name; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        g_string_append_unichar(shown, g_unichar_isprint(character) ? character : 0xFFFD);
    }
    return g_string_free(shown, FALSE);
}

static GPtrArray *fail_list(const char *path, const char *why, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: cannot be listed: %s", path, why);
    return NULL;
}

/* g_dir_read_name ends alike at the end and at a fault, which it leaves in errno. */
static const char *next_name(GDir *folder)
{
    errno = 0;
    return g_dir_read_name(folder);
}

GPtrArray *folder_list_all(const char *path, GError **error)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (folder == NULL)
        return fail_list(path, g_strerror(errno), error);
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = next_name(folder); name != NULL; name = next_name(folder))
        g_ptr_array_add(names, g_strdup(name));
    if (errno != 0)
        return fail_list(path, g_strerror(errno), error);
    texts_sort(names);
    return g_steal_pointer(&names);
}

GPtrArray *folder_list(const char *path, GError **error)
{
    GPtrArray *names = folder_list_all(path, error);
    for (guint i = names == NULL ? 0 : names->len; i-- > 0;)
        if (*(const char *)names->pdata[i] == '.')
            g_ptr_array_remove_index(names, i);
    return names;
}

/* Of a path that leads nowhere; errno is kept. */
static bool is_link(const char *path)
{
    struct stat status;
    const bool is_there = lstat(path, &status) == 0;
    errno = ENOENT;
    return is_there;
}

enum path_kind path_look(const char *path, GError **error)
{
    struct stat status;
    if (stat(path, &status) == 0)
        return S_ISREG(status.st_mode) ? PATH_FILE : S_ISDIR(status.st_mode) ? PATH_FOLDER : PATH_OTHER;
    if ((errno == ENOENT && !is_link(path)) || errno == ENOTDIR)
        return PATH_ABSENT;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, g_strerror(errno));
    return PATH_FAULT;
}
