/* Whole small files and folders; large files are streamed (csv.h, hash.h). */
#ifndef SCORECARD_LIB_FILES_H
#define SCORECARD_LIB_FILES_H

#include <glib.h>

/* The file's bytes with a NUL after them; NULL and SYSTEM when it cannot be read. The caller frees. */
char *file_read(const char *path, gsize *length, GError **error);
/* Base names (char *) in the folder, in byte order, without those that begin with a dot. NULL and SYSTEM when it cannot
 * be read. The caller unrefs. */
GPtrArray *folder_list(const char *path, GError **error);

#endif
