/* Measures counted by two threads. The marts are filled by the caller; the helper shows a copy of them, which costs a
 * fiftieth of filling them again. */
#include "pipeline/lib/thread.h"
#include "stages/count/count_private.h"
#include "stages/measure/run_tables.h"
#include "stages/measure/vocabulary.h"
#include "stages/warehouse/warehouse.h"

#define FEW_JOBS 8 /* not worth a second connection */

struct job {
    struct counting *counting;
    GError *fault;
};

/* The longest jobs are taken first, so that both threads end at about the same time. */
struct turn {
    int64_t n_rows; /* of the marts that it reads */
    guint job;
};

struct jobs {
    const struct measures *measures;
    const struct calendar *calendar;
    GArray *list;  /* struct job, in the order of the measures; those that only the caller can do are done before */
    GArray *turns; /* struct turn, one a job, in the order in which they are taken */
    pthread_mutex_t lock;
    guint next;    /* the first turn that nobody has taken */
    struct db *db; /* the caller's */
    char *loads;   /* the visible ones, which the helper must see too */
    struct models_copy *copy;
    pthread_t helper;
    bool has_helper;
};

/* What shows as text which loads a connection sees; the caller frees. */
static char *list_loads(struct db *db)
{
    return db_get_text(db, "select group_concat(load_id) from (select load_id from visible_load order by load_id)",
                       NULL);
}

static struct job *take_job(struct jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    const guint next = jobs->next++;
    pthread_mutex_unlock(&jobs->lock);
    if (next >= jobs->turns->len)
        return NULL;
    return &g_array_index(jobs->list, struct job, g_array_index(jobs->turns, struct turn, next).job);
}

static gint compare_turns(gconstpointer a, gconstpointer b)
{
    const struct turn *first = a, *second = b;
    if (first->n_rows != second->n_rows)
        return first->n_rows > second->n_rows ? -1 : 1;
    return first->job < second->job ? -1 : first->job > second->job;
}

static void list_turns(const struct jobs *jobs)
{
    for (guint i = 0; i < jobs->list->len; i++) {
        const struct counting *counting = g_array_index(jobs->list, struct job, i).counting;
        const struct turn turn = {models_n_rows(jobs->measures->models, jobs->db, counting_entry(counting)->reads), i};
        g_array_append_val(jobs->turns, turn);
    }
    g_array_sort(jobs->turns, compare_turns);
}

static void run_own(struct job *job)
{
    counting_take_rows(job->counting, counting_entry(job->counting), &job->fault);
}

static void run_elsewhere(struct job *job, struct db *db)
{
    struct measure_entry entry = *counting_entry(job->counting);
    entry.query.statement = sql_file_prepare(entry.measure.file, db, NULL, &job->fault);
    if (entry.query.statement != NULL)
        counting_take_rows(job->counting, &entry, &job->fault);
    statement_free(entry.query.statement);
}

static bool show(const struct jobs *jobs, struct db *db)
{
    const struct measures *measures = jobs->measures;
    if (!warehouse_show(db, measures->schemas, NULL, NULL))
        return false;
    g_autofree char *loads = list_loads(db);
    return g_strcmp0(loads, jobs->loads) == 0 && vocabulary_register(db, measures->project, NULL) &&
           run_tables_create(db, measures->project, jobs->calendar, NULL) && models_show_copy(jobs->copy, db, NULL);
}

/* If its connection cannot be had, or sees other loads, the jobs are left to the caller. */
static void *help(void *data)
{
    struct jobs *jobs = data;
    struct db *db = db_open_beside(jobs->db, NULL);
    if (db != NULL && show(jobs, db))
        for (struct job *job = take_job(jobs); job != NULL; job = take_job(jobs))
            run_elsewhere(job, db);
    db_close(db);
    return NULL;
}

static bool may_help(const struct jobs *jobs)
{
    return jobs->measures->schemas != NULL && jobs->list->len >= FEW_JOBS && g_get_num_processors() > 1 &&
           db_share(jobs->db, DB_SHARE_USUALLY);
}

static void start_helper(struct jobs *jobs)
{
    if (!may_help(jobs))
        return;
    jobs->loads = list_loads(jobs->db);
    jobs->copy = models_copy(jobs->measures->models, jobs->db);
    jobs->has_helper = jobs->copy != NULL && thread_start(&jobs->helper, help, jobs);
}

/* What fills field_fill fills it on the caller's connection alone. */
static bool is_shared(const struct counting *counting)
{
    return !g_hash_table_contains(counting_entry(counting)->reads, "field_fill");
}

/* The first fault, in the order of the measures. */
static bool pass_fault_on(struct jobs *jobs, GError **error)
{
    GError *first = NULL;
    for (guint i = 0; i < jobs->list->len; i++) {
        struct job *job = &g_array_index(jobs->list, struct job, i);
        g_assert(job != NULL); /* which no list with a length has; clang's analyzer cannot know */
        if (first == NULL)
            first = g_steal_pointer(&job->fault);
        g_clear_error(&job->fault);
    }
    if (first != NULL)
        g_propagate_error(error, first);
    return first == NULL;
}

static bool run_jobs(struct jobs *jobs, GError **error)
{
    list_turns(jobs);
    start_helper(jobs);
    for (struct job *job = take_job(jobs); job != NULL; job = take_job(jobs))
        run_own(job);
    if (jobs->has_helper)
        pthread_join(jobs->helper, NULL);
    return pass_fault_on(jobs, error);
}

static bool run_unshared(const GPtrArray *countings, GError **error)
{
    for (guint i = 0; i < countings->len; i++) {
        struct counting *counting = countings->pdata[i];
        if (!is_shared(counting) && !counting_take_rows(counting, counting_entry(counting), error))
            return false;
    }
    return true;
}

bool count_jobs_run(const struct measures *measures, GPtrArray *countings, struct db *db,
                    const struct calendar *calendar, GError **error)
{
    struct jobs jobs = {.measures = measures,
                        .calendar = calendar,
                        .list = g_array_new(FALSE, FALSE, sizeof(struct job)),
                        .turns = g_array_new(FALSE, FALSE, sizeof(struct turn)),
                        .db = db};
    pthread_mutex_init(&jobs.lock, NULL);
    for (guint i = 0; i < countings->len; i++) {
        const struct job job = {countings->pdata[i], NULL};
        if (is_shared(job.counting))
            g_array_append_val(jobs.list, job);
    }
    const bool is_good = run_unshared(countings, error) && run_jobs(&jobs, error);
    models_copy_free(jobs.copy);
    g_free(jobs.loads);
    pthread_mutex_destroy(&jobs.lock);
    g_array_unref(jobs.list);
    g_array_unref(jobs.turns);
    return is_good;
}
