#include "stages/warehouse/warehouse_private.h"

const struct field *warehouse_report_date(const struct schema *schema)
{
    if (schema->period_fields == NULL || g_strv_length(schema->period_fields) != 1)
        return NULL;
    const int index = schema_find_field(schema, schema->period_fields[0]);
    if (index < 0 || schema->fields[index].type != FIELD_DATE)
        return NULL;
    return &schema->fields[index];
}

static void add_part(GString *sql, const char *alias, const char *field)
{
    g_string_append_printf(sql, "coalesce(%s.", alias);
    db_add_name(sql, field);
    g_string_append(sql, ", '')");
}

bool warehouse_add_row_period(GString *sql, const struct schema *schema, const char *alias)
{
    if (schema_is_of_census(schema)) {
        if (schema->census_field != NULL)
            add_part(sql, alias, schema->census_field->name);
        return schema->census_field != NULL;
    }
    if (schema->period_fields == NULL || warehouse_report_date(schema) != NULL)
        return false;
    for (guint i = 0; schema->period_fields[i] != NULL; i++) {
        g_string_append(sql, i == 0 ? "" : " || ' ' || ");
        add_part(sql, alias, schema->period_fields[i]);
    }
    return true;
}

void warehouse_add_superseded(GString *sql, const struct schema *schema, const char *alias)
{
    GString *period = g_string_new(NULL);
    if (warehouse_add_row_period(period, schema, alias))
        g_string_append_printf(
            sql,
            " and not exists (select 1 from visible_period as held where held.extract = '%s' and held.period = %s"
            " and held.load_id > (select root from load where load_id = %s.row_id >> 32))",
            schema->name, period->str, alias);
    g_string_free(period, TRUE);
}

static void add_field(GString *sql, const char *name)
{
    if (sql->len > 0)
        g_string_append(sql, ", ");
    db_add_name(sql, name);
}

void warehouse_add_identity(GString *sql, const struct schema *schema)
{
    if (!schema->has_primary_key || schema_is_of_census(schema))
        return;
    for (guint i = 0; i < schema->primary_key.n_fields; i++)
        add_field(sql, schema->fields[schema->primary_key.fields[i]].name);
    for (guint i = 0; schema->period_fields != NULL && schema->period_fields[i] != NULL; i++)
        add_field(sql, schema->period_fields[i]);
}
