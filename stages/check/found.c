#include "stages/check/found.h"

#include "pipeline/lib/files.h"

#include <string.h>

static void free_file(gpointer data)
{
    struct found_file *file = data;
    g_free(file->path);
    g_free(file->name);
    g_free(file->sha256);
    g_free(file->period);
    g_free(file);
}

struct found_list *found_list_new(void)
{
    struct found_list *list = g_new0(struct found_list, 1);
    list->files = g_ptr_array_new_with_free_func(free_file);
    list->list = g_array_new(FALSE, FALSE, sizeof(struct found));
    list->texts = g_string_chunk_new(4096);
    return list;
}

void found_list_free(struct found_list *list)
{
    if (list == NULL)
        return;
    g_ptr_array_unref(list->files);
    g_array_unref(list->list);
    g_string_chunk_free(list->texts);
    g_free(list);
}

struct found_file *found_list_begin(struct found_list *list, const char *path)
{
    for (list->file = 0; list->file < list->files->len; list->file++) {
        struct found_file *file = list->files->pdata[list->file];
        if (strcmp(file->path, path) == 0)
            return file;
    }
    struct found_file *file = g_new0(struct found_file, 1);
    file->path = g_strdup(path);
    file->name = file_shown_name(path);
    g_ptr_array_add(list->files, file);
    return file;
}

static const char *keep(struct found_list *list, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(list->texts, text);
}

void found_list_add(const struct finding *finding, void *data)
{
    struct found_list *list = data;
    struct found found = {.file = list->file, .finding = *finding};
    const char **const texts[] = {&found.finding.field,  &found.finding.code,  &found.finding.message,
                                  &found.finding.action, &found.finding.value, &found.finding.key};
    for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
        *texts[i] = keep(list, *texts[i]);
    g_array_append_val(list->list, found);
}

static int compare(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->file != b->file)
        return a->file < b->file ? -1 : 1;
    return (a->finding.line > b->finding.line) - (a->finding.line < b->finding.line);
}

/* g_array_sort keeps equals in order. */
void found_list_sort(struct found_list *list)
{
    g_array_sort(list->list, compare);
}
