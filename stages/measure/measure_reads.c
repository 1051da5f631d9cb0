/* What a measure is counted from: the names its query reads, by way of models, down to the extracts. */
#include "stages/measure/measure_rows.h"

#define CURRENT "current_"

/* Relations that tell of the loads of every extract. */
static const char *const of_all_loads[] = {"visible_load", "reject", "issue", "field_fill"};

static void add_reads(const struct measures *measures, const struct measure *measure, GHashTable *reads)
{
    const struct measure_entry *entry = measures_entry(measures, measure);
    GHashTableIter iterator;
    gpointer name;
    g_hash_table_iter_init(&iterator, entry->reads);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        g_hash_table_add(reads, g_strdup(name));
    for (char **need = measure->needs; need != NULL && *need != NULL; need++)
        g_hash_table_add(reads, g_strconcat(CURRENT, *need, NULL));
    const char *const parts[] = {measure->numerator, measure->denominator};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        if (parts[i] != NULL)
            add_reads(measures, measures_find(measures, parts[i]), reads);
}

GHashTable *measures_reads(const struct measures *measures, const struct measure *measure)
{
    GHashTable *reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    add_reads(measures, measure, reads);
    models_add_reads(measures->models, reads);
    return reads;
}

bool reads_all_loads(GHashTable *reads)
{
    for (guint i = 0; i < G_N_ELEMENTS(of_all_loads); i++)
        if (g_hash_table_contains(reads, of_all_loads[i]))
            return true;
    return false;
}

bool reads_extract(GHashTable *reads, const char *extract)
{
    if (reads_all_loads(reads))
        return true;
    g_autofree char *current = g_strconcat(CURRENT, extract, NULL);
    return g_hash_table_contains(reads, current);
}
