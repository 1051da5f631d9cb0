/* A file that a command writes for its reader: the old one or the new one, never a part. */
#ifndef SCORECARD_LIB_REPLACE_H
#define SCORECARD_LIB_REPLACE_H

#include <glib.h>
#include <stdbool.h>

/* Writes `text` beside `path` into .NAME.scorecard-new, 0600 from its first byte, makes it durable, and puts it into
 * place in one step; a link there is replaced, not followed. What a killed writer left under that name is taken away;
 * SYSTEM where one is still at work, or where a folder or device is. */
bool file_replace(const char *path, const char *text, gsize length, GError **error);

#endif
