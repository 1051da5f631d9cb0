#include "pipeline/lib/syncer.h"

#include "pipeline/lib/swap.h"
#include "pipeline/lib/thread.h"

struct syncer {
    GAsyncQueue *paths; /* char *; "" ends the thread */
    pthread_t thread;
    bool is_running;
    GError *fault; /* the thread's while it is running */
};

static void sync_one(struct syncer *syncer, const char *path)
{
    if (syncer->fault == NULL)
        swap_sync(path, &syncer->fault);
}

static void *sync_all(void *data)
{
    struct syncer *syncer = data;
    for (;;) {
        g_autofree char *path = g_async_queue_pop(syncer->paths);
        if (*path == '\0')
            return NULL;
        sync_one(syncer, path);
    }
}

struct syncer *syncer_new(void)
{
    struct syncer *syncer = g_new0(struct syncer, 1);
    syncer->paths = g_async_queue_new();
    return syncer;
}

static void stop(struct syncer *syncer)
{
    if (!syncer->is_running)
        return;
    g_async_queue_push(syncer->paths, g_strdup(""));
    pthread_join(syncer->thread, NULL);
    syncer->is_running = false;
}

void syncer_free(struct syncer *syncer)
{
    stop(syncer);
    g_clear_error(&syncer->fault);
    g_async_queue_unref(syncer->paths);
    g_free(syncer);
}

void syncer_add(struct syncer *syncer, const char *path)
{
    if (!syncer->is_running)
        syncer->is_running = thread_start(&syncer->thread, sync_all, syncer);
    if (syncer->is_running)
        g_async_queue_push(syncer->paths, g_strdup(path));
    else
        sync_one(syncer, path);
}

bool syncer_end(struct syncer *syncer, GError **error)
{
    stop(syncer);
    if (syncer->fault == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&syncer->fault));
    return false;
}
