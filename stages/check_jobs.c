#include "stages/check.h"

#include "pipeline/lib/error.h"
#include "stages/sqlfile.h"
#include "stages/vocabulary.h"
#include "stages/warehouse.h"

#include <pthread.h>
#include <string.h>

#define MOST_HELPERS 3
#define FEW_JOBS 8 /* not worth a second connection */

struct found {
    int64_t row_id;
    const char *value;
};

/* One check whose extract is there. */
struct job {
    struct sql_file *file;
    struct check_hit hit; /* without its row */
    GArray *found;        /* struct found */
    GStringChunk *values;
    GError *fault;
};

struct check_jobs {
    const struct check_pass *pass;
    GPtrArray *list; /* struct job, in order of name */
    pthread_mutex_t lock;
    guint next; /* the first that nobody has taken */
};

static const char *const required_head[] = {"says", "severity", "extract", NULL};
static const char *const allowed_head[] = {"says", "severity", "extract", "field", "code", "action", NULL};

static bool read_severity(const struct sql_file *file, enum severity *severity, GError **error)
{
    const char *text = sql_file_head(file, "severity");
    for (*severity = SEVERITY_QUERY; *severity <= SEVERITY_ERROR; (*severity)++)
        if (g_str_equal(text, severity_name(*severity)))
            return true;
    return sql_file_fail(file, "severity", error, "severity is error or query");
}

/* The head as a hit without its row. */
static bool read_head(const struct check_pass *pass, const struct sql_file *file, struct check_hit *hit, GError **error)
{
    if (!sql_file_check_head(file, required_head, allowed_head, error) || !read_severity(file, &hit->severity, error))
        return false;
    const char *code = sql_file_head(file, "code"), *field = sql_file_head(file, "field");
    hit->name = file->name;
    hit->message = sql_file_head(file, "says");
    hit->action = sql_file_head(file, "action");
    hit->code = code == NULL ? file->name : code;
    hit->schema = schema_find(pass->schemas, sql_file_head(file, "extract"));
    if (hit->schema == NULL)
        return sql_file_fail(file, "extract", error, "no extract has this name");
    const int index = field == NULL ? -1 : schema_find_field(hit->schema, field);
    if (field != NULL && index < 0)
        return sql_file_fail(file, "field", error, "%s has no field of this name", hit->schema->name);
    hit->field = index < 0 ? NULL : &hit->schema->fields[index];
    return true;
}

static bool check_columns(const struct sql_file *file, struct statement *statement, GError **error)
{
    if (statement_n_columns(statement) == 2 && g_str_equal(statement_column_name(statement, 0), "row_id") &&
        g_str_equal(statement_column_name(statement, 1), "value"))
        return true;
    return sql_file_fail(file, "says", error, "a check gives the columns row_id and value");
}

static void job_free(void *data)
{
    struct job *job = data;
    sql_file_free(job->file);
    g_array_unref(job->found);
    g_string_chunk_free(job->values);
    g_clear_error(&job->fault);
    g_free(job);
}

static struct job *job_new(struct sql_file *file)
{
    struct job *job = g_new0(struct job, 1);
    job->file = file;
    job->found = g_array_new(FALSE, FALSE, sizeof(struct found));
    job->values = g_string_chunk_new(256);
    return job;
}

static void keep_hits(struct job *job, struct statement *statement)
{
    while (statement_step(statement, &job->fault)) {
        const char *value = statement_text(statement, 1);
        const struct found found = {statement_integer(statement, 0),
                                    value == NULL ? NULL : g_string_chunk_insert(job->values, value)};
        g_array_append_val(job->found, found);
    }
}

static void run_job(struct job *job, struct db *db)
{
    struct statement *statement = sql_file_prepare(job->file, db, NULL, &job->fault);
    if (statement != NULL && check_columns(job->file, statement, &job->fault))
        keep_hits(job, statement);
    statement_free(statement);
}

static struct job *take_job(struct check_jobs *jobs)
{
    pthread_mutex_lock(&jobs->lock);
    struct job *job = jobs->next < jobs->list->len ? g_ptr_array_index(jobs->list, jobs->next) : NULL;
    jobs->next++;
    pthread_mutex_unlock(&jobs->lock);
    return job;
}

static void run_jobs(struct check_jobs *jobs, struct db *db)
{
    for (struct job *job = take_job(jobs); job != NULL; job = take_job(jobs))
        run_job(job, db);
}

/* A second reader of the same file. If it cannot be opened the jobs are left to the others. */
static void *help(void *data)
{
    struct check_jobs *jobs = data;
    const struct check_pass *pass = jobs->pass;
    struct db *db = warehouse_open(db_path(pass->db), DB_READ_ONLY, NULL);
    if (db != NULL && warehouse_show(db, pass->schemas, NULL, NULL) && vocabulary_register(db, pass->project, NULL))
        run_jobs(jobs, db);
    db_close(db);
    return NULL;
}

static guint count_helpers(const struct check_jobs *jobs)
{
    if (jobs->list->len < FEW_JOBS || jobs->pass->is_shadowed || g_str_equal(db_path(jobs->pass->db), ":memory:"))
        return 0;
    return MIN(g_get_num_processors() - 1, MOST_HELPERS);
}

static void run_all(struct check_jobs *jobs)
{
    pthread_t helpers[MOST_HELPERS];
    const guint wanted = count_helpers(jobs);
    guint n = 0;
    while (n < wanted && pthread_create(&helpers[n], NULL, help, jobs) == 0)
        n++;
    run_jobs(jobs, jobs->pass->db);
    for (guint i = 0; i < n; i++)
        pthread_join(helpers[i], NULL);
}

/* Faults of a head are told even where the extract is not there. */
static bool add_job(struct check_jobs *jobs, const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct job *job = job_new(file);
    bool is_visible = false;
    const bool is_done = read_head(jobs->pass, file, &job->hit, error) &&
                         warehouse_has_extract(jobs->pass->db, job->hit.schema->name, &is_visible, error);
    if (is_visible)
        g_ptr_array_add(jobs->list, job);
    else
        job_free(job);
    return is_done;
}

static bool list_jobs(struct check_jobs *jobs, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(jobs->pass->project, "stages/checks", ".sql");
    for (guint i = 0; i < paths->len; i++)
        if (!add_job(jobs, g_ptr_array_index(paths, i), error))
            return false;
    return true;
}

static bool pass_fault_on(struct check_jobs *jobs, GError **error)
{
    for (guint i = 0; i < jobs->list->len; i++) {
        struct job *job = g_ptr_array_index(jobs->list, i);
        if (job->fault == NULL)
            continue;
        g_propagate_error(error, g_steal_pointer(&job->fault));
        return false;
    }
    return true;
}

struct check_jobs *check_jobs_run(struct check_pass *pass, GError **error)
{
    struct check_jobs *jobs = g_new0(struct check_jobs, 1);
    jobs->pass = pass;
    jobs->list = g_ptr_array_new_with_free_func(job_free);
    pthread_mutex_init(&jobs->lock, NULL);
    if (list_jobs(jobs, error) && vocabulary_register(pass->db, pass->project, error)) {
        run_all(jobs);
        if (pass_fault_on(jobs, error))
            return jobs;
    }
    check_jobs_free(jobs);
    return NULL;
}

bool check_jobs_record(struct check_jobs *jobs, struct check_pass *pass, GError **error)
{
    for (guint i = 0; i < jobs->list->len; i++) {
        const struct job *job = g_ptr_array_index(jobs->list, i);
        struct check_hit hit = job->hit;
        for (guint j = 0; j < job->found->len; j++) {
            const struct found *found = &g_array_index(job->found, struct found, j);
            hit.row_id = found->row_id;
            hit.value = found->value;
            if (!check_hit(pass, &hit, error))
                return false;
        }
    }
    return true;
}

void check_jobs_free(struct check_jobs *jobs)
{
    if (jobs == NULL)
        return;
    g_ptr_array_unref(jobs->list);
    pthread_mutex_destroy(&jobs->lock);
    g_free(jobs);
}
