#include "pipeline/lib/thread.h"

#include <glib.h>
#include <signal.h>

struct task {
    void *(*work)(void *);
    void *data;
};

/* The room lies at the thread's own beginning, which is there as long as the thread is. */
static void *run(void *given)
{
    const struct task task = *(const struct task *)given;
    char room[THREAD_ROOM];
    const stack_t stack = {.ss_sp = room, .ss_size = sizeof room};
    stack_t before = {0};
    g_free(given);
    sigaltstack(&stack, &before);
    void *result = task.work(task.data);
    sigaltstack(&before, NULL);
    return result;
}

bool thread_start(pthread_t *thread, void *(*work)(void *), void *data)
{
    struct task *task = g_new(struct task, 1);
    *task = (struct task){work, data};
    if (pthread_create(thread, NULL, run, task) == 0)
        return true;
    g_free(task);
    return false;
}
