#include "pipeline/lib/db.h"
#include "stages/load/image.h"
#include "stages/schema/schema.h"

static int find_field(const struct schema *schema, const char *column)
{
    for (guint i = 0; i < schema->n_fields; i++)
        if (g_ascii_strcasecmp(schema->fields[i].name, column) == 0)
            return (int)i;
    return -1;
}

static struct statement *prepare(struct db *db, const char *sql, const char *name, GError **error)
{
    struct statement *statement = db_prepare_kept(db, sql, error);
    if (statement != NULL)
        statement_bind(statement, "s", name);
    return statement;
}

static bool read_columns(struct image_table *table, struct db *db, const struct schema *schema, GError **error)
{
    struct statement *statement =
        prepare(db, "select name from pragma_table_info(?, 'main') order by cid", schema->name, error);
    if (statement == NULL)
        return false;
    while (statement_next(statement)) {
        const int field = find_field(schema, statement_text(statement, 0));
        g_array_append_val(table->fields, field);
    }
    return statement_end(statement, error);
}

bool image_table_init(struct image_table *table, struct db *db, const struct schema *schema, GError **error)
{
    *table = (struct image_table){.fields = g_array_new(FALSE, FALSE, sizeof(int))};
    struct statement *statement =
        prepare(db, "select name, sql from main.sqlite_schema where type = 'table' and name = ? collate nocase",
                schema->name, error);
    if (statement == NULL)
        return false;
    GError *fault = NULL;
    const bool is_there = statement_step(statement, &fault);
    g_assert(is_there || fault != NULL); /* warehouse_prepare made it */
    if (is_there) {
        table->name = g_strdup(statement_text(statement, 0));
        table->sql = g_strdup(statement_text(statement, 1));
    } else {
        g_propagate_error(error, fault);
    }
    statement_free(statement);
    return is_there && read_columns(table, db, schema, error);
}

void image_table_clear(struct image_table *table)
{
    g_free(table->name);
    g_free(table->sql);
    g_clear_pointer(&table->fields, g_array_unref);
}
