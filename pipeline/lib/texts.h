/* Lists of texts (char *) that grow. */
#ifndef SCORECARD_LIB_TEXTS_H
#define SCORECARD_LIB_TEXTS_H

#include <glib.h>

/* In order of bytes, whatever the locale. */
void texts_sort(GPtrArray *texts);
/* The texts as a list that NULL ends; takes the array. The caller frees (g_strfreev where the texts are its own). */
char **texts_to_list(GPtrArray *texts);

#endif
