#include "pipeline/lib/thread.h"

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

#define MOST_HELPERS 3

struct each {
    void (*work)(void *, guint);
    void *data;
    guint n, next; /* the first that nobody has taken */
};

static void *take_all(void *data)
{
    struct each *each = data;
    for (;;) {
        const guint i = (guint)g_atomic_int_add(&each->next, 1);
        if (i >= each->n)
            return NULL;
        each->work(each->data, i);
    }
}

void thread_each(guint n, void (*work)(void *data, guint i), void *data)
{
    struct each each = {work, data, n, 0};
    pthread_t helpers[MOST_HELPERS];
    const guint wanted = MIN(MIN(MOST_HELPERS, g_get_num_processors() - 1), n / 2);
    guint n_helpers = 0;
    while (n_helpers < wanted && thread_start(&helpers[n_helpers], take_all, &each))
        n_helpers++;
    take_all(&each);
    while (n_helpers > 0)
        pthread_join(helpers[--n_helpers], NULL);
}
