#include "stages/measure/measure_files.h"

#include "pipeline/lib/texts.h"
#include "stages/measure/measure_rows.h"

#include <string.h>

#define EXTRACT_PREFIX "current_"

/* A measure and the parts of a ratio of two: their files, and what they read. */
static void add_own(const struct measures *measures, const struct measure *measure, GPtrArray *files, GHashTable *reads)
{
    const struct measure_entry *entry = measures_entry(measures, measure);
    GHashTableIter iterator;
    void *name;
    g_ptr_array_add(files, measure->file);
    g_hash_table_iter_init(&iterator, entry->reads);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        g_hash_table_add(reads, name);
    if (!measure_is_derived(measure))
        return;
    add_own(measures, measures_find(measures, measure->numerator), files, reads);
    add_own(measures, measures_find(measures, measure->denominator), files, reads);
}

GPtrArray *measure_files(const struct measures *measures, const struct measure *measure)
{
    GPtrArray *files = g_ptr_array_new();
    g_autoptr(GHashTable) reads = g_hash_table_new(g_str_hash, g_str_equal);
    add_own(measures, measure, files, reads);
    models_behind(measures->models, reads, files);
    return files;
}

static bool is_word(char c)
{
    return g_ascii_isalnum(c) || c == '_';
}

static void add_extracts(const struct sql_file *file, GHashTable *names, GPtrArray *extracts)
{
    const char *text = file->text + file->body;
    for (const char *at = strstr(text, EXTRACT_PREFIX); at != NULL; at = strstr(at + 1, EXTRACT_PREFIX)) {
        const char *first = at + strlen(EXTRACT_PREFIX);
        gsize length = 0;
        while (is_word(first[length]))
            length++;
        g_autofree char *name = g_strndup(first, length);
        if ((at > text && is_word(at[-1])) || g_hash_table_contains(names, name))
            continue;
        g_hash_table_add(names, g_strdup(name));
        g_ptr_array_add(extracts, g_steal_pointer(&name));
    }
}

char **measure_files_extracts(const GPtrArray *files)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GPtrArray *extracts = g_ptr_array_new();
    for (guint i = 0; i < files->len; i++)
        add_extracts(files->pdata[i], names, extracts);
    texts_sort(extracts);
    return texts_to_list(extracts);
}
