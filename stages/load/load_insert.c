#include "pipeline/lib/clock.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "stages/load/load_private.h"
#include "stages/sql/insert_cell_issue.sql.h"
#include "stages/sql/insert_load.sql.h"
#include "stages/warehouse/warehouse_private.h"

#define IMAGE_NAME "batch" /* of the database that a batch's rows come in */

static char *rows_sql(const struct schema *schema)
{
    GString *sql = g_string_new("insert into main.");
    db_add_name(sql, schema->name);
    g_string_append(sql, " select * from " IMAGE_NAME ".");
    db_add_name(sql, schema->name);
    return g_string_free(sql, FALSE);
}

static bool find_load_id(struct insertion *insertion, GError **error)
{
    if (!db_get_integer(insertion->db, &insertion->load_id, error,
                        "select coalesce(max(load_id), 0) + 1 from main.load"))
        return false;
    if (insertion->load_id <= LIMIT_LOADS)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                "%s has numbered as many loads as it can (%d): begin another warehouse", db_path(insertion->db),
                LIMIT_LOADS);
    return false;
}

bool insertion_init(struct insertion *insertion, GError **error)
{
    insertion->completed = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    if (insertion->options->is_dry_run)
        return true;
    if (!find_load_id(insertion, error))
        return false;
    insertion->issues = db_prepare_kept(insertion->db, insert_cell_issue_sql, error);
    if (insertion->issues == NULL)
        return false;
    insertion->rejects = db_prepare_kept(
        insertion->db, "insert into main.reject_row (row_id, row, raw, reasons) values (?, ?, ?, ?)", error);
    return insertion->rejects != NULL;
}

void insertion_clear(struct insertion *insertion)
{
    statement_free(insertion->rows);
    statement_free(insertion->issues);
    statement_free(insertion->rejects);
    db_hide_bytes(insertion->db, IMAGE_NAME);
    g_array_unref(insertion->completed);
}

void insertion_end(struct db *db)
{
    db_hide_bytes(db, IMAGE_NAME);
}

static bool insert_issue(struct insertion *insertion, const struct finding *finding, GError **error)
{
    char letters[COLUMN_LETTERS_SIZE];
    finding_column_letters(finding->column, letters);
    statement_bind(insertion->issues, "lllssssssss", insertion->load_id, (int64_t)finding->line, (int64_t)finding->row,
                   letters, finding->field, finding->code, severity_name(finding->severity), finding->message,
                   finding->action, finding->value, finding->key);
    return statement_run(insertion->issues, error);
}

/* "field: message; field: message", as the person who corrects the row reads it. */
static char *join_reasons(const struct batch *batch, const struct batch_reject *reject)
{
    GString *reasons = g_string_new(NULL);
    for (guint i = 0; i < reject->n_findings; i++) {
        const struct finding *finding = &g_array_index(batch->findings, struct finding, reject->first_finding + i);
        if (finding->severity != SEVERITY_ERROR)
            continue;
        g_string_append(reasons, reasons->len == 0 ? "" : "; ");
        if (finding->field != NULL)
            g_string_append_printf(reasons, "%s: ", finding->field);
        g_string_append(reasons, finding->message);
    }
    return g_string_free(reasons, FALSE);
}

static bool insert_reject(struct insertion *insertion, const struct batch *batch, const struct batch_reject *reject,
                          GError **error)
{
    g_autofree char *reasons = join_reasons(batch, reject);
    statement_bind(insertion->rejects, "llss", insertion->load_id << 32 | (int64_t)reject->line, (int64_t)reject->row,
                   reject->raw, reasons);
    return statement_run(insertion->rejects, error);
}

/* A check asks its warehouse, which lies in memory, only which rows are rejected, and for their keys. */
static bool is_kept(struct insertion *insertion, const struct finding *finding)
{
    if (insertion->issues == NULL || !insertion->options->keeps_nothing)
        return insertion->issues != NULL;
    const bool is_first = finding->severity == SEVERITY_ERROR && finding->line != insertion->last_error;
    insertion->last_error = is_first ? finding->line : insertion->last_error;
    return is_first;
}

static bool insert_findings(struct insertion *insertion, const struct batch *batch, GError **error)
{
    for (guint i = 0; i < batch->findings->len; i++) {
        const struct finding *finding = &g_array_index(batch->findings, struct finding, i);
        if (insertion->options->sink != NULL)
            insertion->options->sink(finding, insertion->options->sink_data);
        if (is_kept(insertion, finding) && !insert_issue(insertion, finding, error))
            return false;
    }
    return true;
}

/* The statement is made at the first batch, from whose image SQLite learns the table. */
static bool insert_rows(struct insertion *insertion, const struct image *image, GError **error)
{
    if (!db_show_bytes(insertion->db, IMAGE_NAME, image->pages, (size_t)image->n_pages * IMAGE_PAGE, error))
        return false;
    if (insertion->rows == NULL) {
        g_autofree char *sql = rows_sql(insertion->candidate->schema);
        insertion->rows = db_prepare(insertion->db, NULL, sql, error);
    }
    return insertion->rows != NULL && statement_run(insertion->rows, error);
}

bool insertion_take(struct insertion *insertion, struct batch *batch, GError **error)
{
    g_array_append_vals(insertion->completed, batch->completed->data, batch->completed->len);
    if (!insert_findings(insertion, batch, error))
        return false;
    if (insertion->options->is_dry_run)
        return true;
    for (guint i = 0; i < batch->rejects->len; i++)
        if (!insert_reject(insertion, batch, &g_array_index(batch->rejects, struct batch_reject, i), error))
            return false;
    return batch->image.n_rows == 0 || insert_rows(insertion, &batch->image, error);
}

static const char *const kind_names[] = {
    [LOAD_REPLACE] = "replace", [LOAD_PERIOD] = "period", [LOAD_APPEND] = "append"};

/* A field whose column the file lacks has no row: that nothing is filled in it is no count of anything. */
static bool record_fields(struct insertion *insertion, const struct parse *parse, GError **error)
{
    const struct schema *schema = insertion->candidate->schema;
    struct statement *statement =
        db_prepare_kept(insertion->db, "insert into main.load_field (load_id, field, filled) values (?, ?, ?)", error);
    bool is_done = statement != NULL;
    for (guint i = 0; is_done && i < schema->n_fields; i++) {
        if (!validator_has_column(parse->validator, i))
            continue;
        statement_bind(statement, "lsl", insertion->load_id, schema->fields[i].name, (int64_t)parse->filled[i]);
        is_done = statement_run(statement, error);
    }
    statement_free(statement);
    return is_done;
}

static bool record_load(struct insertion *insertion, const struct parse *parse, GError **error)
{
    const struct load_result *result = insertion->result;
    const struct schema *schema = insertion->candidate->schema;
    g_autofree char *loaded_at = clock_text(clock_now());
    const char delimiter[2] = {csv_reader_delimiter(parse->reader), '\0'};
    struct statement *statement = db_prepare_kept(insertion->db, insert_load_sql, error);
    if (statement == NULL)
        return false;
    statement_bind(statement,
                   "lsssss"
                   "llllll"
                   "l"
                   "sssss"
                   "lsll",
                   insertion->load_id, result->extract, result->file, result->sha256, result->period, loaded_at,
                   (int64_t)result->lines, (int64_t)result->header, (int64_t)result->loaded, (int64_t)result->rejected,
                   (int64_t)result->blank, (int64_t)result->continued, result->completes, kind_names[schema->load_kind],
                   schema->sha256, result->encoding, delimiter, parse->header_text,
                   (int64_t)insertion->candidate->bytes, result->path, (int64_t)result->n_errors,
                   (int64_t)result->n_queries);
    const bool is_done = statement_run(statement, error);
    statement_free(statement);
    return is_done;
}

bool insertion_record(struct insertion *insertion, const struct parse *parse, GError **error)
{
    return record_load(insertion, parse, error) && record_fields(insertion, parse, error);
}
