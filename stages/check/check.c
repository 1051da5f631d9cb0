#include "stages/check/check.h"

#include "stages/check/load_check.h"
#include "stages/sql/insert_check_issue.sql.h"

/* A look into the past has a TEMP table in place of the file's check_issue. */
static bool find_shadow(const struct check_pass *pass, bool *is_shadowed, GError **error)
{
    int64_t found = 0;
    const bool is_done =
        db_get_integer(pass->db, &found, error, "select 1 from temp.sqlite_schema where name = 'check_issue'");
    *is_shadowed = found != 0;
    return is_done;
}

static bool record_pass(struct check_pass *pass, struct check_jobs *jobs, GError **error)
{
    return check_jobs_end(jobs, error) && check_primary_keys(pass, error) && check_jobs_record(jobs, pass, error);
}

static bool write_pass(struct check_pass *pass, struct check_jobs *jobs, const char *signature, GError **error)
{
    pass->insert = db_prepare(pass->db, NULL, insert_check_issue_sql, error);
    if (pass->insert == NULL || !db_run(pass->db, error, "delete from check_issue") || !record_pass(pass, jobs, error))
        return false;
    return signature == NULL ||
           db_run_format(pass->db, error, "delete from main.check_state; insert into main.check_state values (%Q)",
                         signature);
}

/* A pass under way. */
struct load_check {
    struct check_pass pass;
    char *signature;         /* NULL: a look into the past, which keeps nothing */
    struct check_jobs *jobs; /* NULL: the file holds what they would find */
    bool is_open;            /* its transaction, so that nobody loads meanwhile */
};

/* What is in the file already is not found again. */
static bool begin_pass(struct load_check *check, GError **error)
{
    struct check_pass *pass = &check->pass;
    bool is_same = false;
    pass->load =
        db_prepare(pass->db, NULL, "select file, extract, sha256, path from main.load where load_id = ?", error);
    if (pass->load == NULL || !find_shadow(pass, &pass->is_shadowed, error))
        return false;
    if (!pass->is_shadowed) {
        check->signature = check_signature(pass, error);
        if (check->signature == NULL || !check_is_same(pass, check->signature, &is_same, error))
            return false;
    }
    if (!is_same)
        check->jobs = check_jobs_begin(pass, error);
    return is_same || check->jobs != NULL;
}

/* Where the whole command is one transaction, the pass is a part of it, which can be undone by itself. */
static bool open_part(struct db *db, GError **error)
{
    if (db_is_read_only(db))
        return db_run(db, error, "begin");
    return db_begin(db, error) && (!db_is_whole(db) || db_part_begin(db, error));
}

static bool keep_part(struct db *db, GError **error)
{
    return db_is_whole(db) ? db_part_keep(db, error) : db_commit(db, error);
}

static void undo_part(struct db *db)
{
    if (db_is_whole(db))
        db_part_undo(db, NULL);
    else
        db_rollback(db);
}

struct load_check *load_check_begin(struct db *db, const struct project *project, const GPtrArray *schemas,
                                    const struct load_options *options, GError **error)
{
    struct load_check *check = g_new0(struct load_check, 1);
    check->pass = (struct check_pass){.db = db, .project = project, .schemas = schemas, .options = options};
    check->pass.keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)statement_free);
    check->is_open = open_part(db, error);
    if (check->is_open && begin_pass(check, error))
        return check;
    load_check_free(check);
    return NULL;
}

/* A reader of an out-of-date file finds what it finds for its sink only. */
static bool end_pass(struct load_check *check, GError **error)
{
    struct check_pass *pass = &check->pass;
    const bool writes = pass->is_shadowed || !(pass->options->is_dry_run || db_is_read_only(pass->db));
    return writes ? write_pass(pass, check->jobs, check->signature, error) : record_pass(pass, check->jobs, error);
}

bool load_check_end(struct load_check *check, GError **error)
{
    if ((check->jobs != NULL && !end_pass(check, error)) || !keep_part(check->pass.db, error))
        return false;
    check->is_open = false;
    return true;
}

void load_check_free(struct load_check *check)
{
    if (check == NULL)
        return;
    check_jobs_free(check->jobs);
    g_hash_table_unref(check->pass.keys);
    statement_free(check->pass.insert);
    statement_free(check->pass.load);
    if (check->is_open)
        undo_part(check->pass.db);
    g_free(check->signature);
    g_free(check);
}

bool load_check_all(struct db *db, const struct project *project, const GPtrArray *schemas,
                    const struct load_options *options, GError **error)
{
    struct load_check *check = load_check_begin(db, project, schemas, options, error);
    const bool is_done = check != NULL && load_check_end(check, error);
    load_check_free(check);
    return is_done;
}
