#include "pipeline/lib/texts.h"

#include <string.h>

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void texts_sort(GPtrArray *texts)
{
    g_ptr_array_sort(texts, compare_texts);
}

char **texts_to_list(GPtrArray *texts)
{
    g_ptr_array_add(texts, NULL);
    return (char **)g_ptr_array_free(texts, FALSE);
}
