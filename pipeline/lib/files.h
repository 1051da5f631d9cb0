/* Whole small files and folders; large files are streamed (csv.h, hash.h). */
#ifndef SCORECARD_LIB_FILES_H
#define SCORECARD_LIB_FILES_H

#include <glib.h>
#include <stdbool.h>

/* The file's bytes with a NUL after them; NULL and SYSTEM when it cannot be read or is no regular file. The caller
 * frees. */
char *file_read(const char *path, gsize *length, GError **error);
/* Writes all, however often it is interrupted; false and errno otherwise. */
bool file_write_all(int descriptor, const char *bytes, gsize length);
/* Copies a file of any size into a new one, 0600, durably. SYSTEM when it cannot be, also where `to` is there already
 * or `from` a link. */
bool file_copy(const char *from, const char *to, GError **error);
/* The base name as valid UTF-8 without control characters, which would break lines and terminals: each becomes U+FFFD.
 * The caller frees. */
char *file_shown_name(const char *path);
/* Base names (char *) in the folder, in byte order, without those that begin with a dot. NULL and SYSTEM when it cannot
 * be read to its end. The caller unrefs. */
GPtrArray *folder_list(const char *path, GError **error);
/* The same with those that begin with a dot, save . and .. */
GPtrArray *folder_list_all(const char *path, GError **error);

/* What lies at a path, links followed. That it cannot be told, or a link leads nowhere, is not that nothing is there:
 * whoever would go on without the file has to know. */
enum path_kind {
    PATH_FAULT = -1, /* SYSTEM */
    PATH_ABSENT,
    PATH_FILE,
    PATH_FOLDER,
    PATH_OTHER
};
enum path_kind path_look(const char *path, GError **error);

#endif
