/* Keys that came in ascending order, each with its line: what most files' ids do from beginning to end. The next is
 * known to be new without a look at the others, and lies beside the one before it. */
#ifndef SCORECARD_STAGES_VALIDATE_KEY_RUN_H
#define SCORECARD_STAGES_VALIDATE_KEY_RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct key_run {
    uint64_t *keys;
    uint32_t *lines;
    size_t length, room;
};

void key_run_clear(struct key_run *run);
/* Whether the key is above all that it holds, and so new. */
static inline bool key_run_is_above(const struct key_run *run, uint64_t key)
{
    return run->length == 0 || key > run->keys[run->length - 1];
}
/* False when the key is not above all before it: then it is not taken. */
bool key_run_add(struct key_run *run, uint64_t key, uint32_t line);
/* Whether it holds the key; *line is its line then. */
bool key_run_find(const struct key_run *run, uint64_t key, uint32_t *line);

#endif
