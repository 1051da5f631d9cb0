#include "pipeline/lib/hash_ahead.h"

#include <errno.h>
#include <pthread.h>
#include <stdatomic.h>
#include <unistd.h>

#define BLOCK (256 * 1024)

struct hash_ahead {
    pthread_t thread;
    struct hash *hash;
    int descriptor;
    uint64_t offset;
    atomic_bool is_cancelled;
    int fault; /* errno, or 0 */
};

static void *run(void *data)
{
    struct hash_ahead *ahead = data;
    g_autofree char *block = g_malloc(BLOCK);
    while (!atomic_load(&ahead->is_cancelled)) {
        const ssize_t n = pread(ahead->descriptor, block, BLOCK, (off_t)ahead->offset);
        if (n == 0)
            break;
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            ahead->fault = errno;
            break;
        }
        hash_update(ahead->hash, block, (size_t)n);
        ahead->offset += (uint64_t)n;
    }
    return NULL;
}

struct hash_ahead *hash_ahead_start(struct hash *hash, int descriptor, uint64_t offset)
{
    struct hash_ahead *ahead = g_new0(struct hash_ahead, 1);
    ahead->hash = hash;
    ahead->descriptor = descriptor;
    ahead->offset = offset;
    atomic_init(&ahead->is_cancelled, false);
    if (pthread_create(&ahead->thread, NULL, run, ahead) == 0)
        return ahead;
    g_free(ahead);
    return NULL;
}

bool hash_ahead_finish(struct hash_ahead *ahead, char text[static HASH_TEXT_SIZE])
{
    pthread_join(ahead->thread, NULL);
    hash_finish(ahead->hash, text);
    const int fault = ahead->fault;
    g_free(ahead);
    errno = fault;
    return fault == 0;
}

void hash_ahead_cancel(struct hash_ahead *ahead)
{
    char text[HASH_TEXT_SIZE];
    atomic_store(&ahead->is_cancelled, true);
    hash_ahead_finish(ahead, text);
}
