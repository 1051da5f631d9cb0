#include "stages/check.h"

#include "pipeline/lib/error.h"
#include "stages/sqlfile.h"
#include "stages/vocabulary.h"
#include "stages/warehouse.h"
#include "stages/warehouse_private.h"

#include <pthread.h>
#include <string.h>

#define MOST_HELPERS 3
#define FEW_JOBS 8 /* not worth a second connection */

/* One check whose extract is there, or the foreign keys. */
struct job {
    struct sql_file *file; /* NULL: the foreign keys */
    struct check_hit hit;  /* of a check, without its row */
    struct check_hits hits;
    GError *fault;
};

struct check_jobs {
    const struct check_pass *pass;
    GPtrArray *list; /* struct job: the foreign keys, then the checks in order of name */
    pthread_mutex_t lock;
    guint next; /* the first that nobody has taken */
    pthread_t helpers[MOST_HELPERS];
    guint n_helpers; /* that have not been waited for */
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
    check_hits_clear(&job->hits);
    g_clear_error(&job->fault);
    g_free(job);
}

static struct job *job_new(struct sql_file *file)
{
    struct job *job = g_new0(struct job, 1);
    job->file = file;
    check_hits_init(&job->hits);
    return job;
}

/* Finds a row of the check's extract. */
static struct statement *prepare_find(const struct check_hit *hit, struct db *db, GError **error)
{
    g_autoptr(GString) sql = g_string_new("select 1 from main.");
    warehouse_quote(sql, hit->schema->name);
    g_string_append(sql, " where row_id = ?");
    return db_prepare(db, NULL, sql->str, error);
}

static bool is_row(struct statement *find, int64_t row_id, GError **error)
{
    statement_bind(find, "l", row_id);
    const bool is_found = statement_step(find, error);
    statement_bind(find, "l", row_id);
    return is_found;
}

/* A finding that leads to no row would be lost, or be told of another file. */
static void fail_row(struct job *job)
{
    const char *extract = job->hit.schema->name;
    if (job->fault == NULL)
        sql_file_fail(job->file, "extract", &job->fault,
                      "the check gives a row_id that is no row of %s: expected is the row_id of a row of current_%s",
                      extract, extract);
}

static void keep_hits(struct job *job, struct statement *statement, struct statement *find)
{
    struct check_hit hit = job->hit;
    while (job->fault == NULL && statement_step(statement, &job->fault)) {
        hit.row_id = statement_integer(statement, 0);
        hit.value = statement_text(statement, 1);
        if (statement_is_integer(statement, 0) && is_row(find, hit.row_id, &job->fault))
            check_hits_add(&job->hits, &hit);
        else
            fail_row(job);
    }
}

static void run_check(struct job *job, struct db *db)
{
    struct statement *statement = sql_file_prepare(job->file, db, NULL, &job->fault);
    struct statement *find = statement == NULL ? NULL : prepare_find(&job->hit, db, &job->fault);
    if (find != NULL && check_columns(job->file, statement, &job->fault))
        keep_hits(job, statement, find);
    statement_free(find);
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
    for (struct job *job = take_job(jobs); job != NULL; job = take_job(jobs)) {
        if (job->file == NULL)
            check_foreign_keys(db, jobs->pass->schemas, &job->hits, &job->fault);
        else
            run_check(job, db);
    }
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
    if (jobs->list->len < FEW_JOBS || jobs->pass->is_shadowed || db_is_whole(jobs->pass->db) ||
        g_str_equal(db_path(jobs->pass->db), ":memory:"))
        return 0;
    return MIN(g_get_num_processors() - 1, MOST_HELPERS);
}

static void start_helpers(struct check_jobs *jobs)
{
    const guint wanted = count_helpers(jobs);
    while (jobs->n_helpers < wanted && pthread_create(&jobs->helpers[jobs->n_helpers], NULL, help, jobs) == 0)
        jobs->n_helpers++;
}

static void wait_for_helpers(struct check_jobs *jobs)
{
    for (; jobs->n_helpers > 0; jobs->n_helpers--)
        pthread_join(jobs->helpers[jobs->n_helpers - 1], NULL);
}

/* A check that is run for its faults only: some are met at the first row, or never come to an end. */
static bool check_file(const struct check_pass *pass, const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct job *job = job_new(file);
    if (read_head(pass, file, &job->hit, &job->fault))
        run_check(job, pass->db);
    const bool is_good = job->fault == NULL;
    if (!is_good)
        g_propagate_error(error, g_steal_pointer(&job->fault));
    job_free(job);
    return is_good;
}

bool load_check_definitions(struct db *db, const struct project *project, const GPtrArray *schemas, GError **error)
{
    const struct check_pass pass = {.db = db, .project = project, .schemas = schemas};
    g_autoptr(GPtrArray) paths = project_list(project, "stages/checks", ".sql", error);
    bool is_good = paths != NULL && warehouse_show(db, schemas, NULL, error) && vocabulary_register(db, project, error);
    for (guint i = 0; is_good && i < paths->len; i++)
        is_good = check_file(&pass, paths->pdata[i], error);
    return is_good;
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
    g_autoptr(GPtrArray) paths = project_list(jobs->pass->project, "stages/checks", ".sql", error);
    if (paths == NULL)
        return false;
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

struct check_jobs *check_jobs_begin(const struct check_pass *pass, GError **error)
{
    struct check_jobs *jobs = g_new0(struct check_jobs, 1);
    jobs->pass = pass;
    jobs->list = g_ptr_array_new_with_free_func(job_free);
    pthread_mutex_init(&jobs->lock, NULL);
    g_ptr_array_add(jobs->list, job_new(NULL));
    if (list_jobs(jobs, error) && vocabulary_register(pass->db, pass->project, error)) {
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
        const struct job *job = g_ptr_array_index(jobs->list, i);
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
