#include "stages/check/check_query.h"

#include "pipeline/lib/place.h"
#include "pipeline/lib/slip.h"
#include "stages/check/load_check.h"
#include "stages/measure/measure_names.h"
#include "stages/measure/sql_text.h"
#include "stages/measure/vocabulary.h"
#include "stages/warehouse/warehouse.h"
#include "stages/warehouse/warehouse_private.h"

#include <string.h>

static bool read_severity(const struct sql_file *file, enum severity *severity, GError **error)
{
    const char *text = sql_file_head(file, "severity");
    for (*severity = SEVERITY_QUERY; *severity <= SEVERITY_ERROR; (*severity)++)
        if (g_str_equal(text, severity_name(*severity)))
            return true;
    return sql_file_fail(file, "severity", error, "severity is error or query");
}

static bool fail_extract(const struct check_pass *pass, const struct sql_file *file, GError **error)
{
    struct slip slip = slip_begin(sql_file_head(file, "extract"));
    for (guint i = 0; i < pass->schemas->len; i++)
        slip_consider(&slip, ((const struct schema *)pass->schemas->pdata[i])->name);
    g_autofree char *hint = slip_hint(&slip);
    return sql_file_fail(file, "extract", error, "no extract has this name%s", hint);
}

static bool fail_field(const struct schema *schema, const struct sql_file *file, const char *field, GError **error)
{
    struct slip slip = slip_begin(field);
    for (guint i = 0; i < schema->n_fields; i++)
        slip_consider(&slip, schema->fields[i].name);
    g_autofree char *hint = slip_hint(&slip);
    return sql_file_fail(file, "field", error, "%s has no field of this name%s", schema->name, hint);
}

bool check_query_read_head(const struct check_pass *pass, const struct sql_file *file, struct check_hit *hit,
                           GError **error)
{
    static const char *const required_head[] = {"says", "severity", "extract", NULL};
    static const char *const allowed_head[] = {"says", "severity", "extract", "field", "code", "action", NULL};
    if (!sql_file_check_head(file, required_head, allowed_head, error) || !read_severity(file, &hit->severity, error))
        return false;
    const char *code = sql_file_head(file, "code"), *field = sql_file_head(file, "field");
    hit->name = file->name;
    hit->message = sql_file_head(file, "says");
    hit->action = sql_file_head(file, "action");
    hit->code = code == NULL ? file->name : code;
    hit->schema = schema_find(pass->schemas, sql_file_head(file, "extract"));
    if (hit->schema == NULL)
        return fail_extract(pass, file, error);
    const int index = field == NULL ? -1 : schema_find_field(hit->schema, field);
    if (field != NULL && index < 0)
        return fail_field(hit->schema, file, field, error);
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

void check_query_free(void *data)
{
    struct check_query *query = data;
    sql_file_free(query->file);
    check_hits_clear(&query->hits);
    g_clear_error(&query->fault);
    g_free(query);
}

struct check_query *check_query_new(struct sql_file *file)
{
    struct check_query *query = g_new0(struct check_query, 1);
    query->file = file;
    check_hits_init(&query->hits);
    return query;
}

/* Finds a row of the check's extract. */
static struct statement *prepare_find(const struct check_hit *hit, struct db *db, GError **error)
{
    g_autoptr(GString) sql = g_string_new("select 1 from main.");
    db_add_name(sql, hit->schema->name);
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
static void fail_row(struct check_query *query)
{
    const char *extract = query->hit.schema->name;
    if (query->fault == NULL)
        sql_file_fail(query->file, "extract", &query->fault,
                      "the check gives a row_id that is no row of %s: expected is the row_id of a row of current_%s",
                      extract, extract);
}

static void keep_hits(struct check_query *query, struct statement *statement, struct statement *find)
{
    struct check_hit hit = query->hit;
    while (query->fault == NULL && statement_step(statement, &query->fault)) {
        hit.row_id = statement_integer(statement, 0);
        hit.value = statement_text(statement, 1);
        if (statement_is_integer(statement, 0) && is_row(find, hit.row_id, &query->fault))
            check_hits_add(&query->hits, &hit);
        else
            fail_row(query);
    }
}

static bool is_of_model(const struct sql_token *token)
{
    return token->kind == SQL_NAME && (g_ascii_strncasecmp(token->inside, "mart_", strlen("mart_")) == 0 ||
                                       g_ascii_strncasecmp(token->inside, "stg_", strlen("stg_")) == 0);
}

/* Whoever writes a measure reads models, and may well take them for what a check reads. */
static void explain_models(struct check_query *query)
{
    const char *at = query->file->text;
    struct sql_token token = sql_token_next(&at);
    while (token.kind != SQL_END && !is_of_model(&token))
        token = sql_token_next(&at);
    g_autofree char *name = g_strndup(token.inside, token.length);
    g_autofree char *words = g_strconcat("no such table: ", name, NULL);
    if (token.kind == SQL_END || strstr(query->fault->message, words) == NULL)
        return;
    g_clear_error(&query->fault);
    place_fail(query->file->path, query->file->text, (size_t)(token.at - query->file->text), &query->fault,
               "%s: checks read the extracts (current_<extract>), not models", words);
}

void check_query_run(struct check_query *query, struct db *db)
{
    struct statement *statement = sql_file_prepare(query->file, db, NULL, &query->fault);
    if (statement == NULL)
        explain_models(query);
    struct statement *find = statement == NULL ? NULL : prepare_find(&query->hit, db, &query->fault);
    if (find != NULL && check_columns(query->file, statement, &query->fault))
        keep_hits(query, statement, find);
    statement_free(find);
    statement_free(statement);
}

/* A check that is run for its faults only: some are met at the first row, or never come to an end. */
static bool check_file(const struct check_pass *pass, const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct check_query *query = check_query_new(file);
    if (check_query_read_head(pass, file, &query->hit, &query->fault))
        check_query_run(query, pass->db);
    const bool is_good = query->fault == NULL;
    if (!is_good)
        g_propagate_error(error, g_steal_pointer(&query->fault));
    check_query_free(query);
    return is_good;
}

bool load_check_definitions(struct db *db, const struct project *project, const GPtrArray *schemas, GError **error)
{
    const struct check_pass pass = {.db = db, .project = project, .schemas = schemas};
    g_autoptr(GPtrArray) paths = project_list(project, "stages/checks", ".sql", error);
    bool is_good = paths != NULL && warehouse_show(db, schemas, NULL, error) &&
                   vocabulary_register(db, project, error) && measure_names_create(db, project, error);
    for (guint i = 0; is_good && i < paths->len; i++)
        is_good = check_file(&pass, paths->pdata[i], error);
    return is_good;
}
