#include "stages/explain/case_changes.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"
#include "pipeline/lib/texts.h"

/* A case is known by its id and, where its row is known, by the extract that the row is of: an open plan and one that
 * came with a child may have one number. The caller frees. */
static char *name_case(const struct case_list *list, const struct listed_case *listed)
{
    const char *extract = listed->is_placed ? origins_extract(list->origins, listed->row_id) : NULL;
    return g_strdup_printf("%s\n%s\n%s", listed->case_id == NULL ? "" : listed->case_id, extract == NULL ? "" : extract,
                           listed->part == NULL ? "" : listed->part);
}

/* Rows of one case and part are told apart by their number in the list. */
static GHashTable *index_cases(const struct case_list *list)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < case_list_count(list); i++) {
        const struct listed_case *listed = case_list_at(list, i);
        g_autofree char *name = name_case(list, listed);
        const guint n = GPOINTER_TO_UINT(g_hash_table_lookup(counts, name));
        g_hash_table_insert(index, g_strdup_printf("%s\n%06u", name, n), (void *)(uintptr_t)listed);
        g_hash_table_insert(counts, g_strdup(name), GUINT_TO_POINTER(n + 1));
    }
    return index;
}

/* The names of an index in order; owned by it. */
static GPtrArray *names_of(GHashTable *index)
{
    GPtrArray *names = g_ptr_array_new();
    GHashTableIter iterator;
    void *name;
    g_hash_table_iter_init(&iterator, index);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        g_ptr_array_add(names, name);
    texts_sort(names);
    return names;
}

static void add_alteration(struct case_changes *changes, const struct listed_case *now, const char *field,
                           const char *before, const char *after)
{
    if (g_str_equal(before, after))
        return;
    const struct case_alteration alteration = {now, field, g_string_chunk_insert_const(changes->texts, before),
                                               g_string_chunk_insert_const(changes->texts, after)};
    g_array_append_val(changes->altered, alteration);
}

static void compare_days(struct case_changes *changes, const struct listed_case *before, const struct listed_case *now)
{
    char first[DATE_TEXT_SIZE], second[DATE_TEXT_SIZE];
    if (now->measure->when != WHEN_EVENT)
        return;
    date_format_iso(before->counted_on, first);
    date_format_iso(now->counted_on, second);
    add_alteration(changes, now, "counted_on", first, second);
}

static void compare_amounts(struct case_changes *changes, const struct listed_case *before,
                            const struct listed_case *now)
{
    char first[NUMBER_TEXT_SIZE], second[NUMBER_TEXT_SIZE];
    if (now->measure->kind == MEASURE_RATE) {
        add_alteration(changes, now, "met", before->is_met ? "1" : "0", now->is_met ? "1" : "0");
    } else if (now->measure->kind != MEASURE_COUNT) {
        add_alteration(changes, now, "value", number_format(before->amount, first), number_format(now->amount, second));
    }
}

static void compare(struct case_changes *changes, const struct case_list *list, const struct listed_case *before,
                    const struct listed_case *now)
{
    compare_days(changes, before, now);
    compare_amounts(changes, before, now);
    for (guint i = 0; list->splits[i] != NULL; i++)
        add_alteration(changes, now, list->splits[i], before->categories[i], now->categories[i]);
}

struct case_changes *case_changes_find(const struct case_list *before, const struct case_list *now)
{
    struct case_changes *changes = g_new0(struct case_changes, 1);
    changes->in = g_ptr_array_new();
    changes->out = g_ptr_array_new();
    changes->altered = g_array_new(FALSE, FALSE, sizeof(struct case_alteration));
    changes->texts = g_string_chunk_new(1024);
    g_autoptr(GHashTable) old = index_cases(before), new = index_cases(now);
    g_autoptr(GPtrArray) old_names = names_of(old), new_names = names_of(new);
    for (guint i = 0; i < new_names->len; i++) {
        struct listed_case *listed = g_hash_table_lookup(new, new_names->pdata[i]);
        const struct listed_case *known = g_hash_table_lookup(old, new_names->pdata[i]);
        if (known == NULL)
            g_ptr_array_add(changes->in, listed);
        else
            compare(changes, now, known, listed);
    }
    for (guint i = 0; i < old_names->len; i++)
        if (!g_hash_table_contains(new, old_names->pdata[i]))
            g_ptr_array_add(changes->out, g_hash_table_lookup(old, old_names->pdata[i]));
    return changes;
}

void case_changes_free(struct case_changes *changes)
{
    if (changes == NULL)
        return;
    g_ptr_array_unref(changes->in);
    g_ptr_array_unref(changes->out);
    g_array_unref(changes->altered);
    g_string_chunk_free(changes->texts);
    g_free(changes);
}
