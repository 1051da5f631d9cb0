#include "pipeline/lib/full_path.h"

#include "pipeline/lib/error.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* NULL and errno when it is not there or cannot be told. The caller frees. */
static char *real_path(const char *path)
{
    char *real = realpath(path, NULL), *copy = g_strdup(real);
    const int number = errno;
    free(real);
    errno = number;
    return copy;
}

/* Without the slashes behind it, which a name has not. */
static char *without_end(const char *path)
{
    size_t length = strlen(path);
    while (length > 1 && path[length - 1] == '/')
        length--;
    return g_strndup(path, length);
}

char *full_path(const char *path, GError **error)
{
    char *real = real_path(path);
    if (real != NULL)
        return real;
    const int number = errno;
    g_autofree char *bare = without_end(path);
    g_autofree char *parent = g_path_get_dirname(bare), *name = g_path_get_basename(bare);
    if (number != ENOENT || *path == '\0' || strcmp(parent, bare) == 0) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, g_strerror(number));
        return NULL;
    }
    g_autofree char *above = full_path(parent, error);
    return above == NULL ? NULL : g_canonicalize_filename(name, above);
}
