/* A folder that a test may fill and that is gone afterwards. */
#ifndef SCORECARD_TESTS_TEMPORARY_H
#define SCORECARD_TESTS_TEMPORARY_H

#include <glib.h>
#include <glib/gstdio.h>

/* The caller frees. */
char *temporary_make(void);
/* Removes the folder with all in it, and frees its name. */
void temporary_remove(char *folder);
/* Writes folder/name; the path is the caller's to free. */
char *temporary_write(const char *folder, const char *name, const char *text);

#endif
