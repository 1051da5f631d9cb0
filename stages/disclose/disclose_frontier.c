#include "stages/disclose/disclose_search.h"

#define N_KEYS 16384 /* a power of 2, well above the steps of one search */

struct seen {
    guint search;
    guint64 key;
};

struct frontier {
    GArray *steps; /* struct step */
    GArray *heap;  /* guint: steps not taken, none of a lower rank than the one half as far in */
    guint search;
    struct seen *seen; /* N_KEYS, by key */
};

struct frontier *frontier_new(void)
{
    struct frontier *frontier = g_new0(struct frontier, 1);
    frontier->steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    frontier->heap = g_array_new(FALSE, FALSE, sizeof(guint));
    frontier->seen = g_new0(struct seen, N_KEYS);
    return frontier;
}

void frontier_free(struct frontier *frontier)
{
    g_array_unref(frontier->steps);
    g_array_unref(frontier->heap);
    g_free(frontier->seen);
    g_free(frontier);
}

void frontier_clear(struct frontier *frontier)
{
    g_array_set_size(frontier->steps, 0);
    g_array_set_size(frontier->heap, 0);
    frontier->search++;
}

const struct step *frontier_step(const struct frontier *frontier, guint index)
{
    return &g_array_index(frontier->steps, struct step, index);
}

static gint64 rank_at(const struct frontier *frontier, guint place)
{
    return frontier_step(frontier, g_array_index(frontier->heap, guint, place))->rank;
}

static void swap_places(struct frontier *frontier, guint a, guint b)
{
    const guint kept = g_array_index(frontier->heap, guint, a);
    g_array_index(frontier->heap, guint, a) = g_array_index(frontier->heap, guint, b);
    g_array_index(frontier->heap, guint, b) = kept;
}

void frontier_add(struct frontier *frontier, const struct step *step)
{
    const guint index = frontier->steps->len;
    g_array_append_val(frontier->steps, *step);
    g_array_append_val(frontier->heap, index);
    for (guint at = frontier->heap->len - 1; at > 0 && rank_at(frontier, at) < rank_at(frontier, (at - 1) / 2);
         at = (at - 1) / 2)
        swap_places(frontier, at, (at - 1) / 2);
}

static void sink_first(struct frontier *frontier)
{
    const guint n = frontier->heap->len;
    for (guint at = 0, child = 1; child < n; child = 2 * at + 1) {
        if (child + 1 < n && rank_at(frontier, child + 1) < rank_at(frontier, child))
            child++;
        if (rank_at(frontier, at) <= rank_at(frontier, child))
            break;
        swap_places(frontier, at, child);
        at = child;
    }
}

guint frontier_take(struct frontier *frontier)
{
    if (frontier->heap->len == 0)
        return NONE;
    const guint first = g_array_index(frontier->heap, guint, 0), last = frontier->heap->len - 1;
    swap_places(frontier, 0, last);
    g_array_set_size(frontier->heap, last);
    sink_first(frontier);
    return first;
}

bool frontier_is_new(struct frontier *frontier, guint64 key)
{
    guint at = (guint)(key % N_KEYS);
    for (; frontier->seen[at].search == frontier->search; at = (at + 1) % N_KEYS)
        if (frontier->seen[at].key == key)
            return false;
    frontier->seen[at] = (struct seen){frontier->search, key};
    return true;
}
