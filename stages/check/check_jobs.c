#include "stages/check/check_query.h"

#include "pipeline/lib/thread.h"
#include "stages/measure/measure_names.h"
#include "stages/measure/vocabulary.h"
#include "stages/warehouse/warehouse.h"

#define MOST_HELPERS 3
#define FEW_JOBS 8 /* not worth a second connection */

struct check_jobs {
    const struct check_pass *pass;
    GPtrArray *list; /* struct check_query: the foreign keys, then the checks in order of name */
    pthread_mutex_t lock;
    guint next; /* the first that nobody has taken */
    pthread_t helpers[MOST_HELPERS];
    guint n_helpers; /* that have not been waited for */
};

static struct check_query *take_job(struct check_jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    struct check_query *job = jobs->next < jobs->list->len ? g_ptr_array_index(jobs->list, jobs->next) : NULL;
    jobs->next++;
    pthread_mutex_unlock(&jobs->lock);
    return job;
}

static void run_jobs(struct check_jobs *jobs, struct db *db)
{
    for (struct check_query *job = take_job(jobs); job != NULL; job = take_job(jobs)) {
        if (job->file == NULL)
            check_foreign_keys(db, jobs->pass->schemas, &job->hits, &job->fault);
        else
            check_query_run(job, db);
    }
}

/* A second reader of the same data. If it cannot be opened the jobs are left to the others. */
static void *help(void *data)
{
    struct check_jobs *jobs = data;
    const struct check_pass *pass = jobs->pass;
    struct db *db = db_open_beside(pass->db, NULL);
    if (db != NULL && warehouse_show(db, pass->schemas, NULL, NULL) && vocabulary_register(db, pass->project, NULL) &&
        measure_names_create(db, pass->project, NULL))
        run_jobs(jobs, db);
    db_close(db);
    return NULL;
}

static guint n_wanted(void)
{
    return MIN(g_get_num_processors() - 1, MOST_HELPERS);
}

/* Whether there is something for helpers to read, and enough to do. */
static bool share(const struct check_jobs *jobs, guint n_checks)
{
    return n_checks >= FEW_JOBS && !jobs->pass->is_shadowed && n_wanted() > 0 &&
           db_share(jobs->pass->db, DB_SHARE_USUALLY);
}

static void start_helpers(struct check_jobs *jobs)
{
    while (jobs->n_helpers < n_wanted() && thread_start(&jobs->helpers[jobs->n_helpers], help, jobs))
        jobs->n_helpers++;
}

/* What was shared with them holds no longer once findings are written: it ends with the last of them, some of whom may
 * not have opened it yet. */
static void wait_for_helpers(struct check_jobs *jobs)
{
    for (; jobs->n_helpers > 0; jobs->n_helpers--)
        pthread_join(jobs->helpers[jobs->n_helpers - 1], NULL);
    db_unshare(jobs->pass->db);
}

/* Faults of a head are told even where the extract is not there. */
static bool add_job(struct check_jobs *jobs, struct sql_file *file, GError **error)
{
    struct check_query *job = check_query_new(file);
    bool is_visible = false;
    const bool is_done = check_query_read_head(jobs->pass, file, &job->hit, error) &&
                         warehouse_has_extract(jobs->pass->db, job->hit.schema->name, &is_visible, error);
    if (is_visible)
        g_ptr_array_add(jobs->list, job);
    else
        check_query_free(job);
    return is_done;
}

/* What is done at the same time before there are jobs: the data are copied for helpers, and the files are read. */
struct preparation {
    const struct check_jobs *jobs;
    const GPtrArray *paths; /* char * */
    struct sql_file **files;
    GError **faults;
    bool is_shared;
};

static void prepare(void *data, guint i)
{
    struct preparation *preparation = data;
    if (i == 0)
        preparation->is_shared = share(preparation->jobs, preparation->paths->len);
    else
        preparation->files[i - 1] = sql_file_load(preparation->paths->pdata[i - 1], &preparation->faults[i - 1]);
}

/* Until the first fault; what is behind it is freed. */
static bool add_jobs(struct check_jobs *jobs, struct preparation *preparation, GError **error)
{
    bool is_good = true;
    for (guint i = 0; i < preparation->paths->len; i++) {
        struct sql_file *file = preparation->files[i];
        if (is_good && file == NULL)
            g_propagate_error(error, g_steal_pointer(&preparation->faults[i]));
        g_clear_error(&preparation->faults[i]);
        if (is_good && file != NULL)
            is_good = add_job(jobs, file, error);
        else
            sql_file_free(file);
        is_good = is_good && file != NULL;
    }
    return is_good;
}

static bool list_jobs(struct check_jobs *jobs, bool *is_shared, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(jobs->pass->project, "stages/checks", ".sql", error);
    if (paths == NULL)
        return false;
    g_autofree struct sql_file **files = g_new0(struct sql_file *, paths->len);
    g_autofree GError **faults = g_new0(GError *, paths->len);
    struct preparation preparation = {jobs, paths, files, faults, false};
    thread_each(1 + paths->len, prepare, &preparation);
    *is_shared = preparation.is_shared;
    return add_jobs(jobs, &preparation, error);
}

static bool pass_fault_on(struct check_jobs *jobs, GError **error)
{
    for (guint i = 0; i < jobs->list->len; i++) {
        struct check_query *job = g_ptr_array_index(jobs->list, i);
        if (job->fault == NULL)
            continue;
        g_propagate_error(error, g_steal_pointer(&job->fault));
        return false;
    }
    return true;
}

struct check_jobs *check_jobs_begin(const struct check_pass *pass, GError **error)
{
    struct check_jobs *jobs = g_new0(struct check_jobs, 1);
    jobs->pass = pass;
    jobs->list = g_ptr_array_new_with_free_func(check_query_free);
    pthread_mutex_init(&jobs->lock, NULL);
    g_ptr_array_add(jobs->list, check_query_new(NULL));
    bool is_shared = false;
    if (list_jobs(jobs, &is_shared, error) && vocabulary_register(pass->db, pass->project, error) &&
        measure_names_create(pass->db, pass->project, error)) {
        if (is_shared)
            start_helpers(jobs);
        return jobs;
    }
    check_jobs_free(jobs);
    return NULL;
}

bool check_jobs_end(struct check_jobs *jobs, GError **error)
{
    run_jobs(jobs, jobs->pass->db);
    wait_for_helpers(jobs);
    return pass_fault_on(jobs, error);
}

bool check_jobs_record(const struct check_jobs *jobs, struct check_pass *pass, GError **error)
{
    for (guint i = 0; i < jobs->list->len; i++) {
        const struct check_query *job = g_ptr_array_index(jobs->list, i);
        if (!check_hits_record(&job->hits, pass, error))
            return false;
    }
    return true;
}

/* Those who still work find nothing more to take. */
static void stop(struct check_jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    jobs->next = jobs->list->len;
    pthread_mutex_unlock(&jobs->lock);
}

void check_jobs_free(struct check_jobs *jobs)
{
    if (jobs == NULL)
        return;
    stop(jobs);
    wait_for_helpers(jobs);
    g_ptr_array_unref(jobs->list);
    pthread_mutex_destroy(&jobs->lock);
    g_free(jobs);
}
