/* Rows whose key stands twice in one full file and what was loaded to correct it. */
#include "stages/warehouse/warehouse_private.h"

/* The key's columns, between separators. */
static void add_key(GString *sql, const struct schema *schema, const char *separator)
{
    for (guint i = 0; i < schema->primary_key.n_fields; i++) {
        g_string_append(sql, i == 0 ? "" : separator);
        db_add_name(sql, schema->fields[schema->primary_key.fields[i]].name);
    }
}

/* With the census within which keys differ, where rows tell one. */
static void add_identity(GString *sql, const struct schema *schema)
{
    add_key(sql, schema, ", ");
    if (schema->census_field == NULL)
        return;
    g_string_append(sql, ", ifnull(");
    db_add_name(sql, schema->census_field->name);
    g_string_append(sql, ", '')");
}

char *warehouse_repeated_sql(const struct schema *schema)
{
    GString *sql = g_string_new("select row_id, "), *table = g_string_new("main.");
    db_add_name(table, schema->name);
    add_key(sql, schema, " || '/' || ");
    g_string_append_printf(sql, " from %s where row_id between ?1 << 32 and ?1 << 32 | 0xffffffff and (", table->str);
    add_identity(sql, schema);
    g_string_append(sql, ") in (select ");
    add_identity(sql, schema);
    g_string_append_printf(
        sql,
        " from %s where row_id >> 32 in (select load_id from main.load where load_id < ?1 and root = "
        "(select root from main.load where load_id = ?2))) order by row_id",
        table->str);
    g_string_free(table, TRUE);
    return g_string_free(sql, FALSE);
}
