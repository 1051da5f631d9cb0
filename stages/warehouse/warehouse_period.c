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

/* Of a load's period: a day; that of a file of several censuses is "first to last". */
#define IS_ONE_DAY ".period) = 10"

void warehouse_add_row_census(GString *sql, const struct schema *schema, const char *row, const char *load)
{
    if (schema->census_field == NULL) {
        g_string_append_printf(sql, "%s.period", load);
        return;
    }
    g_string_append_printf(sql, "case when length(%s" IS_ONE_DAY " then %s.period else %s.", load, load, row);
    db_add_name(sql, schema->census_field->name);
    g_string_append(sql, " end");
}

bool warehouse_add_row_period(GString *sql, const struct schema *schema, const char *row, const char *load)
{
    if (schema_is_of_census(schema)) {
        if (schema->census_field != NULL && load != NULL)
            warehouse_add_row_census(sql, schema, row, load);
        else if (schema->census_field != NULL)
            add_part(sql, row, schema->census_field->name);
        return schema->census_field != NULL;
    }
    if (schema->period_fields == NULL || warehouse_report_date(schema) != NULL)
        return false;
    for (guint i = 0; schema->period_fields[i] != NULL; i++) {
        g_string_append(sql, i == 0 ? "" : " || ' ' || ");
        add_part(sql, row, schema->period_fields[i]);
    }
    return true;
}

/* A file of one census is visible as a whole, whatever its rows say, or not at all. */
void warehouse_add_superseded(GString *sql, const struct schema *schema, const char *alias)
{
    GString *period = g_string_new(NULL);
    if (warehouse_add_row_period(period, schema, alias, NULL))
        g_string_append_printf(
            sql,
            " and not exists (select 1 from load as own join visible_period as held on held.extract = '%s'"
            " and held.period = %s and held.load_id > own.root where own.load_id = %s.row_id >> 32%s)",
            schema->name, period->str, alias, schema_is_of_census(schema) ? " and not length(own" IS_ONE_DAY : "");
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
