#include "pipeline/lib/files.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/texts.h"

#include <errno.h>
#include <sys/stat.h>

#define LARGEST (256 * 1024 * 1024) /* bytes; what is larger was named by mistake */

/* A pipe would make the program wait, a device would never end. */
static const char *why_unreadable(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0)
        return g_strerror(errno);
    if (!S_ISREG(status.st_mode))
        return "it is not a file";
    return status.st_size > LARGEST ? "it is larger than 256 MiB" : NULL;
}

char *file_read(const char *path, gsize *length, GError **error)
{
    g_autoptr(GError) cause = NULL;
    char *bytes = NULL;
    const char *why = why_unreadable(path);
    if (why == NULL && g_file_get_contents(path, &bytes, length, &cause))
        return bytes;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot read %s: %s", path,
                why == NULL ? cause->message : why);
    return NULL;
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

GPtrArray *folder_list(const char *path, GError **error)
{
    g_autoptr(GError) cause = NULL;
    g_autoptr(GDir) folder = g_dir_open(path, 0, &cause);
    if (folder == NULL) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "cannot list: %s", cause->message);
        return NULL;
    }
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (const char *name = g_dir_read_name(folder); name != NULL; name = g_dir_read_name(folder))
        if (*name != '.')
            g_ptr_array_add(names, g_strdup(name));
    texts_sort(names);
    return names;
}
