/* Messages that point into a text file: "path:line:column: message", then the line, then a caret. */
#ifndef SCORECARD_LIB_PLACE_H
#define SCORECARD_LIB_PLACE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* The message for byte `offset` of `text`; columns count characters from 1, tabs as one. The caller frees. */
char *place_describe(const char *path, const char *text, size_t offset, const char *message);
/* Sets INVALID with that message; returns false. */
bool place_fail(const char *path, const char *text, size_t offset, GError **error, const char *format, ...)
    G_GNUC_PRINTF(5, 6);

#endif
