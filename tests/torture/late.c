/* Preloaded into a program, lets every thread of it begin late: what its maker does meanwhile must not take away what
 * the thread begins with. LATE_MICROSECONDS, 1000 when not given. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

struct beginning {
    void *(*work)(void *);
    void *data;
};

static void *begin_late(void *data)
{
    const struct beginning beginning = *(struct beginning *)data;
    const char *wanted = getenv("LATE_MICROSECONDS");
    const long microseconds = wanted == NULL ? 1000 : strtol(wanted, NULL, 10);
    const struct timespec delay = {microseconds / 1000000, microseconds % 1000000 * 1000};
    free(data);
    nanosleep(&delay, NULL);
    return beginning.work(beginning.data);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes, void *(*work)(void *), void *data)
{
    int (*create)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    struct beginning *beginning = malloc(sizeof *beginning);
    *(void **)&create = dlsym(RTLD_NEXT, "pthread_create");
    if (beginning == NULL || create == NULL)
        abort();
    *beginning = (struct beginning){work, data};
    return create(thread, attributes, begin_late, beginning);
}
