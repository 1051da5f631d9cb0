/* Stops a statement of a file that passes its limits within one call of SQLite.
 *
 * SQLite looks at the limits (db_guard.c) each million steps of its machine only. Where each step takes long it is told
 * from here. A single function over megabytes of text, or a query whose subqueries unfold without end while it is
 * prepared, does not come to a next step, and nothing can stop a thread from without: then the program is ended. What
 * is lost is what a kill loses, and the next run clears it away. */
#include "pipeline/lib/db_private.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/thread.h"

#include <stdatomic.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define LOOKS_A_SECOND 4
#define GRACE (2 * LOOKS_A_SECOND) /* looks for which SQLite may go on beyond its limit to stop by itself */

struct db_watcher {
    sqlite3 *handle;
    pthread_t thread;
    pthread_mutex_t lock; /* not GLib's, which ThreadSanitizer cannot look into */
    pthread_cond_t changed;
    bool has_thread, is_over;
    /* How often a call began or ended: odd while one lasts. The connection's thread alone counts, so that it needs no
     * lock on what it adds to. */
    _Atomic guint calls;
    gint seconds, mebibytes;
    gint memory;      /* MiB, when the statement began */
    const char *path; /* while a call lasts */
};

static void end_program(const struct db_watcher *watcher, const char *why)
{
    g_autofree char *text = g_strdup_printf(
        "scorecard: %s: the query %s and cannot be interrupted, so that the program ends here\n", watcher->path, why);
    if (write(STDERR_FILENO, text, strlen(text)) < 0) {
        /* nothing more can be said */
    }
    _exit(SCORECARD_ERROR_INVALID);
}

/* What it sees of one call, from look to look. */
struct look {
    guint calls;
    int64_t times, too_large; /* how often it saw the same call, and with too much memory */
};

static void look_once(struct db_watcher *watcher, struct look *look)
{
    const guint calls = atomic_load(&watcher->calls);
    if (calls % 2 == 0 || calls != look->calls) {
        *look = (struct look){.calls = calls};
        return;
    }
    const int64_t grown = db_memory_at_most() / 1024 - g_atomic_int_get(&watcher->memory);
    const int64_t most_times = (int64_t)g_atomic_int_get(&watcher->seconds) * LOOKS_A_SECOND;
    look->too_large += grown > g_atomic_int_get(&watcher->mebibytes);
    if (++look->times == most_times)
        sqlite3_interrupt(watcher->handle);
    if (look->times > most_times + GRACE)
        end_program(watcher, "does not come to an end (query_seconds in settings.json)");
    if (look->too_large > GRACE)
        end_program(watcher, "needs more memory than it may (query_mebibytes in settings.json)");
}

static void *watch(void *data)
{
    struct db_watcher *watcher = data;
    struct look look = {0};
    pthread_mutex_lock(&watcher->lock);
    while (!watcher->is_over) {
        look_once(watcher, &look);
        const gint64 next = g_get_monotonic_time() + G_USEC_PER_SEC / LOOKS_A_SECOND;
        const struct timespec until = {next / G_USEC_PER_SEC, next % G_USEC_PER_SEC * 1000};
        pthread_cond_timedwait(&watcher->changed, &watcher->lock, &until);
    }
    pthread_mutex_unlock(&watcher->lock);
    return NULL;
}

/* By a clock that nobody sets back, lest it sleeps until that time comes round again. */
static void begin_waiting(struct db_watcher *watcher)
{
    pthread_condattr_t attributes;
    pthread_condattr_init(&attributes);
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    pthread_cond_init(&watcher->changed, &attributes);
    pthread_condattr_destroy(&attributes);
}

/* Without a thread there are still the limits that SQLite looks at. */
static struct db_watcher *begin(const struct db *db)
{
    struct db_watcher *watcher = g_new0(struct db_watcher, 1);
    watcher->handle = db->handle;
    pthread_mutex_init(&watcher->lock, NULL);
    begin_waiting(watcher);
    watcher->seconds = watcher->mebibytes = G_MAXINT;
    watcher->has_thread = thread_start(&watcher->thread, watch, watcher);
    return watcher;
}

void db_watch_limits(struct db *db)
{
    if (db->watcher == NULL)
        db->watcher = begin(db);
    g_atomic_int_set(&db->watcher->seconds, (gint)CLAMP(db->limits.seconds, 0, G_MAXINT));
    g_atomic_int_set(&db->watcher->mebibytes, (gint)CLAMP(db->limits.mebibytes, 0, G_MAXINT));
    g_atomic_int_set(&db->watcher->memory, (gint)(db_memory_at_most() / 1024));
}

static void count_call(struct db_watcher *watcher)
{
    const guint calls = atomic_load_explicit(&watcher->calls, memory_order_relaxed);
    atomic_store_explicit(&watcher->calls, calls + 1, memory_order_release);
}

void db_watch_begin(struct db *db, const char *path)
{
    db->watcher->path = path == NULL ? db->path : path;
    count_call(db->watcher);
}

void db_watch_end(struct db *db)
{
    count_call(db->watcher);
}

void db_watch_close(struct db *db)
{
    struct db_watcher *watcher = db->watcher;
    if (watcher == NULL)
        return;
    pthread_mutex_lock(&watcher->lock);
    watcher->is_over = true;
    pthread_cond_signal(&watcher->changed);
    pthread_mutex_unlock(&watcher->lock);
    if (watcher->has_thread)
        pthread_join(watcher->thread, NULL);
    pthread_mutex_destroy(&watcher->lock);
    pthread_cond_destroy(&watcher->changed);
    g_free(watcher);
}
