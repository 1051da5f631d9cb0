#include "stages/validate/key_run.h"

#include <glib.h>

#define FIRST_ROOM 256

void key_run_clear(struct key_run *run)
{
    g_free(run->keys);
    g_free(run->lines);
}

/* Room that is not used yet takes no memory: the system gives a page when it is written. */
static void grow(struct key_run *run)
{
    run->room = run->room == 0 ? FIRST_ROOM : run->room + run->room / 2;
    run->keys = g_renew(uint64_t, run->keys, run->room);
    run->lines = g_renew(uint32_t, run->lines, run->room);
}

bool key_run_add(struct key_run *run, uint64_t key, uint32_t line)
{
    if (!key_run_is_above(run, key))
        return false;
    if (run->length == run->room)
        grow(run);
    run->keys[run->length] = key;
    run->lines[run->length++] = line;
    return true;
}

bool key_run_find(const struct key_run *run, uint64_t key, uint32_t *line)
{
    size_t first = 0, end = run->length;
    while (first < end) {
        const size_t middle = first + (end - first) / 2;
        if (run->keys[middle] < key)
            first = middle + 1;
        else
            end = middle;
    }
    if (first == run->length || run->keys[first] != key)
        return false;
    *line = run->lines[first];
    return true;
}
