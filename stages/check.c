#include "stages/check.h"

#include "pipeline/lib/error.h"
#include "stages/sql/insert_check_issue.sql.h"
#include "stages/sqlfile.h"
#include "stages/vocabulary.h"
#include "stages/warehouse_private.h"

#include <string.h>

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

static bool take_hits(struct check_pass *pass, struct statement *statement, struct check_hit *hit, GError **error)
{
    GError *fault = NULL;
    while (fault == NULL && statement_step(statement, &fault)) {
        hit->row_id = statement_integer(statement, 0);
        hit->value = statement_text(statement, 1);
        check_hit(pass, hit, &fault);
    }
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static bool run_check(struct check_pass *pass, const struct sql_file *file, GError **error)
{
    struct check_hit hit = {0};
    bool is_visible = false;
    if (!read_head(pass, file, &hit, error))
        return false;
    if (!warehouse_has_extract(pass->db, hit.schema->name, &is_visible, error))
        return false;
    if (!is_visible)
        return true;
    struct statement *statement = sql_file_prepare(file, pass->db, NULL, error);
    if (statement == NULL)
        return false;
    const bool is_done = check_columns(file, statement, error) && take_hits(pass, statement, &hit, error);
    statement_free(statement);
    return is_done;
}

bool check_files(struct check_pass *pass, GError **error)
{
    if (!vocabulary_register(pass->db, pass->project, error))
        return false;
    g_autoptr(GPtrArray) paths = project_list(pass->project, "stages/checks", ".sql");
    bool is_done = true;
    for (guint i = 0; is_done && i < paths->len; i++) {
        struct sql_file *file = sql_file_load(g_ptr_array_index(paths, i), error);
        is_done = file != NULL && run_check(pass, file, error);
        sql_file_free(file);
    }
    return is_done;
}

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
    return check_primary_keys(pass, error) && check_foreign_keys(pass, error) && check_files(pass, error);
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
