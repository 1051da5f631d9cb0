#include "stages/batch.h"

#include <sqlite3.h>

/* A read-only virtual table over the batch in memory: one INSERT … SELECT stores a whole batch without binding a value
 * (performance.md: 0.62 of the time of bind and step). */

struct batch_cursor {
    sqlite3_vtab_cursor base;
    const struct batch *batch;
    const struct value *row;
    guint index;
};

struct batch_vtab {
    sqlite3_vtab base;
    const struct batch_source *source;
};

static int connect_table(sqlite3 *handle, void *aux, int n_arguments, const char *const *arguments, sqlite3_vtab **vtab,
                         char **message)
{
    (void)n_arguments;
    (void)arguments;
    (void)message;
    const struct batch_source *source = aux;
    GString *sql = g_string_new("create table batch (");
    for (guint i = 0; i < source->n_fields; i++)
        g_string_append_printf(sql, "%sc%u", i == 0 ? "" : ", ", i);
    g_string_append_c(sql, ')');
    const int code = sqlite3_declare_vtab(handle, sql->str);
    g_string_free(sql, TRUE);
    if (code != SQLITE_OK)
        return code;
    struct batch_vtab *table = g_new0(struct batch_vtab, 1);
    table->source = source;
    *vtab = &table->base;
    return SQLITE_OK;
}

static int disconnect_table(sqlite3_vtab *vtab)
{
    g_free(vtab);
    return SQLITE_OK;
}

static int plan_scan(sqlite3_vtab *vtab, sqlite3_index_info *info)
{
    (void)vtab;
    info->estimatedCost = BATCH_ROWS;
    info->estimatedRows = BATCH_ROWS;
    return SQLITE_OK;
}

static int open_cursor(sqlite3_vtab *vtab, sqlite3_vtab_cursor **cursor)
{
    (void)vtab;
    struct batch_cursor *made = g_new0(struct batch_cursor, 1);
    *cursor = &made->base;
    return SQLITE_OK;
}

static int close_cursor(sqlite3_vtab_cursor *cursor)
{
    g_free(cursor);
    return SQLITE_OK;
}

static int start_scan(sqlite3_vtab_cursor *base, int plan, const char *text, int n_values, sqlite3_value **values)
{
    (void)plan;
    (void)text;
    (void)n_values;
    (void)values;
    struct batch_cursor *cursor = (struct batch_cursor *)base;
    cursor->batch = ((const struct batch_vtab *)base->pVtab)->source->batch;
    cursor->row = cursor->batch->values;
    cursor->index = 0;
    return SQLITE_OK;
}

static int next_row(sqlite3_vtab_cursor *base)
{
    struct batch_cursor *cursor = (struct batch_cursor *)base;
    cursor->index++;
    cursor->row += cursor->batch->n_fields;
    return SQLITE_OK;
}

static int is_at_end(sqlite3_vtab_cursor *base)
{
    const struct batch_cursor *cursor = (const struct batch_cursor *)base;
    return cursor->index >= cursor->batch->n_rows;
}

static int give_column(sqlite3_vtab_cursor *base, sqlite3_context *context, int column)
{
    const struct value *value = ((const struct batch_cursor *)base)->row + column;
    if (value->kind == VALUE_TEXT)
        sqlite3_result_text(context, value->as.text, (int)value->length, SQLITE_STATIC);
    else if (value->kind == VALUE_INTEGER)
        sqlite3_result_int64(context, value->as.integer);
    else if (value->kind == VALUE_REAL)
        sqlite3_result_double(context, value->as.real);
    return SQLITE_OK; /* null otherwise */
}

static int give_row_id(sqlite3_vtab_cursor *base, sqlite3_int64 *row_id)
{
    const struct batch_cursor *cursor = (const struct batch_cursor *)base;
    const struct batch_source *source = ((const struct batch_vtab *)base->pVtab)->source;
    *row_id = source->load_id << 32 | (int64_t)cursor->batch->lines[cursor->index];
    return SQLITE_OK;
}

static const sqlite3_module module = {
    .xConnect = connect_table, /* without xCreate: a table that is there, and cannot be made */
    .xBestIndex = plan_scan,
    .xDisconnect = disconnect_table,
    .xOpen = open_cursor,
    .xClose = close_cursor,
    .xFilter = start_scan,
    .xNext = next_row,
    .xEof = is_at_end,
    .xColumn = give_column,
    .xRowid = give_row_id,
};

bool batch_table_register(sqlite3 *handle, struct batch_source *source)
{
    return sqlite3_create_module_v2(handle, "batch", &module, source, NULL) == SQLITE_OK;
}

void batch_table_unregister(sqlite3 *handle)
{
    sqlite3_create_module_v2(handle, "batch", NULL, NULL, NULL);
}
