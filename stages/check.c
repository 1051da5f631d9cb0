#include "stages/check.h"

#include "pipeline/lib/error.h"
#include "stages/sql/insert_check_issue.sql.h"

#include <string.h>

/* A look into the past has a TEMP table in place of the file's check_issue. */
static bool find_shadow(const struct check_pass *pass, bool *is_shadowed, GError **error)
{
    int64_t found = 0;
    const bool is_done =
        db_get_integer(pass->db, &found, error, "select 1 from temp.sqlite_schema where name = 'check_issue'");
    *is_shadowed = found != 0;
    return is_done;
}

static bool run_pass(struct check_pass *pass, GError **error)
{
    struct check_jobs *jobs = check_jobs_run(pass, error);
    const bool is_done = jobs != NULL && check_primary_keys(pass, error) && check_foreign_keys(pass, error) &&
                         check_jobs_record(jobs, pass, error);
    check_jobs_free(jobs);
    return is_done;
}

static bool write_pass(struct check_pass *pass, const char *signature, GError **error)
{
    pass->insert = db_prepare(pass->db, NULL, insert_check_issue_sql, error);
    if (pass->insert == NULL || !db_run(pass->db, error, "delete from check_issue") || !run_pass(pass, error))
        return false;
    return signature == NULL ||
           db_run_format(pass->db, error, "delete from main.check_state; insert into main.check_state values (%Q)",
                         signature);
}

/* What is in the file already is not found again. A reader of an out-of-date file finds it for its sink only. */
static bool renew_pass(struct check_pass *pass, GError **error)
{
    bool is_same = false;
    g_autofree char *signature = check_signature(pass, error);
    if (signature == NULL || !check_replay(pass, signature, &is_same, error))
        return false;
    if (is_same)
        return true;
    const bool writes = !pass->options->is_dry_run && !db_is_read_only(pass->db);
    return writes ? write_pass(pass, signature, error) : run_pass(pass, error);
}

static bool choose_pass(struct check_pass *pass, GError **error)
{
    bool is_shadowed = false;
    pass->load =
        db_prepare(pass->db, NULL, "select file, extract, sha256, path from main.load where load_id = ?", error);
    if (pass->load == NULL || !find_shadow(pass, &is_shadowed, error))
        return false;
    pass->is_shadowed = is_shadowed;
    return is_shadowed ? write_pass(pass, NULL, error) : renew_pass(pass, error);
}

bool load_check_all(struct db *db, const struct project *project, const GPtrArray *schemas,
                    const struct load_options *options, GError **error)
{
    struct check_pass pass = {.db = db, .project = project, .schemas = schemas, .options = options};
    if (!db_run(db, error, db_is_read_only(db) ? "begin" : "begin immediate"))
        return false;
    pass.keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)statement_free);
    const bool is_done = choose_pass(&pass, error);
    g_hash_table_unref(pass.keys);
    statement_free(pass.insert);
    statement_free(pass.load);
    if (is_done && db_commit(db, error))
        return true;
    db_rollback(db);
    return false;
}
