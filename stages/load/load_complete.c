#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "stages/load/load_private.h"
#include "stages/warehouse/warehouse_private.h"

#define LINES_TOLD 5 /* of the lines that a message names */

/* Open rejects of `load_id` among the lines that the file corrects. */
static bool count_lines(struct insertion *insertion, struct statement *find, int64_t load_id, guint *n, GError **error)
{
    GError *fault = NULL;
    *n = 0;
    for (guint i = 0; fault == NULL && i < insertion->completed->len; i++) {
        const uint64_t line = g_array_index(insertion->completed, uint64_t, i);
        if (line > LIMIT_LINES) /* that no file has: its row_id would be another load's */
            continue;
        statement_bind(find, "l", load_id << 32 | (int64_t)line);
        *n += statement_step(find, &fault);
    }
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

/* Loads of the extract that still have rejects, newest first; the caller unrefs. */
static GArray *list_loads(struct insertion *insertion, GError **error)
{
    struct statement *statement =
        db_prepare(insertion->db, NULL,
                   "select load_id from main.load where extract = ? and rejected > 0 order by load_id desc", error);
    if (statement == NULL)
        return NULL;
    GArray *loads = g_array_new(FALSE, FALSE, sizeof(int64_t));
    statement_bind(statement, "s", insertion->candidate->schema->name);
    while (statement_next(statement)) {
        const int64_t load_id = statement_integer(statement, 0);
        g_array_append_val(loads, load_id);
    }
    if (statement_end(statement, error))
        return loads;
    g_array_unref(loads);
    return NULL;
}

static bool find_load(struct insertion *insertion, GError **error)
{
    GArray *loads = list_loads(insertion, error);
    if (loads == NULL)
        return false;
    struct statement *find = db_prepare(
        insertion->db, NULL, "select 1 from main.reject_row where row_id = ? and completed_by is null", error);
    bool is_done = find != NULL;
    for (guint i = 0; is_done && insertion->result->completes == 0 && i < loads->len; i++) {
        guint n = 0;
        const int64_t load_id = g_array_index(loads, int64_t, i);
        is_done = count_lines(insertion, find, load_id, &n, error);
        if (n > 0 && n == insertion->completed->len)
            insertion->result->completes = load_id;
    }
    statement_free(find);
    g_array_unref(loads);
    return is_done;
}

static bool mark_lines(struct insertion *insertion, GError **error)
{
    struct statement *mark =
        db_prepare(insertion->db, NULL, "update main.reject_row set completed_by = ? where row_id = ?", error);
    bool is_done = mark != NULL;
    for (guint i = 0; is_done && i < insertion->completed->len; i++) {
        const uint64_t line = g_array_index(insertion->completed, uint64_t, i);
        statement_bind(mark, "ll", insertion->load_id, insertion->result->completes << 32 | (int64_t)line);
        is_done = statement_run(mark, error);
    }
    statement_free(mark);
    return is_done;
}

static int compare_lines(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* A line may stand twice, when one rejected row became two good ones. */
static void keep_distinct(GArray *lines)
{
    g_array_sort(lines, compare_lines);
    guint n = 0;
    for (guint i = 0; i < lines->len; i++)
        if (n == 0 || g_array_index(lines, uint64_t, i) != g_array_index(lines, uint64_t, n - 1))
            g_array_index(lines, uint64_t, n++) = g_array_index(lines, uint64_t, i);
    g_array_set_size(lines, n);
}

/* A key that a loaded row has is what the row was rejected for: with it the row would count beside that one. */
static bool has_own_keys(struct insertion *insertion, GError **error)
{
    const struct schema *schema = insertion->candidate->schema;
    if (!schema->has_primary_key)
        return true;
    g_autofree char *sql = warehouse_repeated_sql(schema);
    struct statement *statement = db_prepare(insertion->db, NULL, sql, error);
    if (statement == NULL)
        return false;
    g_autoptr(GString) lines = g_string_new(NULL);
    guint n = 0;
    statement_bind(statement, "ll", insertion->load_id, insertion->result->completes);
    for (; statement_next(statement); n++)
        if (n < LINES_TOLD)
            g_string_append_printf(lines, "%s%" G_GINT64_FORMAT, n == 0 ? "" : ", ",
                                   (gint64)(statement_integer(statement, 0) & G_MAXUINT32));
    if (!statement_end(statement, error))
        return false;
    if (n > 0)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                    "the key of line %s%s is that of a row that was loaded before: correct it, or take the line out of "
                    "the list, so that it stays among the rejected rows",
                    lines->str, n > LINES_TOLD ? " …" : "");
    return n == 0;
}

bool completion_record(struct insertion *insertion, GError **error)
{
    if (insertion->candidate->line_column < 0)
        return true;
    keep_distinct(insertion->completed);
    if (!find_load(insertion, error))
        return false;
    if (insertion->result->completes != 0)
        return has_own_keys(insertion, error) && mark_lines(insertion, error);
    if (insertion->options->keeps_nothing)
        return true;
    if (insertion->completed->len == 0) {
        g_set_error(
            error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
            "a list of corrected rows (_line) without a row: it corrects nothing. Move it away; a row that is to "
            "go for good, such as a total, goes from the source");
        return false;
    }
    g_set_error(
        error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
        "a list of corrected rows (_line), but no load of %s has all of these lines among its open rejects: was "
        "one corrected before, or its number changed? Correct the list that the newest run wrote",
        insertion->candidate->schema->name);
    return false;
}
