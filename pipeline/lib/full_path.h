/* Where a path leads. */
#ifndef SCORECARD_LIB_FULL_PATH_H
#define SCORECARD_LIB_FULL_PATH_H

#include <glib.h>

/* The path from the root on, links followed as the kernel follows them; what is not there yet stands as it is written.
 * NULL and SYSTEM when that cannot be told, also of a relative path where the current folder is gone: GLib would take
 * the root for it. The caller frees. */
char *full_path(const char *path, GError **error);

#endif
