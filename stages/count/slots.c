#include "stages/count/slots.h"

#include <string.h>

struct slots {
    GPtrArray *all; /* struct slot_counts *, in order once finished */
};

struct slots *slots_new(void)
{
    struct slots *slots = g_new0(struct slots, 1);
    slots->all = g_ptr_array_new_with_free_func(g_free);
    return slots;
}

void slots_free(struct slots *slots)
{
    g_ptr_array_unref(slots->all);
    g_free(slots);
}

/* One block holds the counts and their numbers. */
void slots_add(struct slots *slots, const struct slot_counts *counts)
{
    const gsize n = counts->n_slots;
    struct slot_counts *copy =
        g_malloc(sizeof *copy + 2 * n * sizeof(int64_t) + (n + 1) * sizeof(int32_t) + n * sizeof(guint8));
    int64_t *numbers = (int64_t *)(void *)(copy + 1);
    *copy = *counts;
    for (guint part = 0; part < G_N_ELEMENTS(copy->counts); part++)
        copy->counts[part] = memcpy(numbers + part * n, counts->counts[part], n * sizeof(int64_t));
    int32_t *starts = memcpy(numbers + 2 * n, counts->starts, (n + 1) * sizeof(int32_t));
    copy->starts = starts;
    copy->spares = memcpy(starts + n + 1, counts->spares, n);
    g_ptr_array_add(slots->all, copy);
}

static int compare(const struct slot_counts *a, const struct slot_counts *b)
{
    const int by_measure = strcmp(a->measure->id, b->measure->id);
    if (by_measure != 0)
        return by_measure;
    const int by_breakdown = strcmp(a->breakdown, b->breakdown);
    return by_breakdown != 0 ? by_breakdown : strcmp(a->category, b->category);
}

static int compare_pointers(gconstpointer a, gconstpointer b)
{
    return compare(*(const struct slot_counts *const *)a, *(const struct slot_counts *const *)b);
}

void slots_finish(struct slots *slots)
{
    g_ptr_array_sort(slots->all, compare_pointers);
}

const struct slot_counts *slots_find(const struct slots *slots, const char *measure, const char *breakdown,
                                     const char *category)
{
    const struct measure of = {.id = measure};
    const struct slot_counts key = {.measure = &of, .breakdown = breakdown, .category = category};
    guint low = 0, high = slots->all->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        const int order = compare(slots->all->pdata[middle], &key);
        if (order == 0)
            return slots->all->pdata[middle];
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return NULL;
}
