/* Threads of our own. */
#ifndef SCORECARD_LIB_THREAD_H
#define SCORECARD_LIB_THREAD_H

#include <glib.h>
#include <pthread.h>
#include <stdbool.h>

/* What a crash is told from when a thread's stack is full: GLib, which fails to tell that there is no memory, calls
 * itself until then. */
#define THREAD_ROOM (16 * 1024)

/* As pthread_create, with such room; the caller joins. False: the machine has no thread left. */
bool thread_start(pthread_t *thread, void *(*work)(void *), void *data);
/* Does the work for each number below n, in no order, by as many threads as there are processors; the caller is one of
 * them. Where no other can be had it does all. */
void thread_each(guint n, void (*work)(void *data, guint i), void *data);

#endif
