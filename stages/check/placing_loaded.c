/* What the warehouse knows of the rows that tell where a child is, and of those that are a child's own. */
#include "stages/check/placing_private.h"
#include "stages/warehouse/warehouse_private.h"

bool placing_is_of_children(const struct schema *schema)
{
    return schema->placement.order == 0 && schema_person_field(schema, PERSON_UPN) != NULL;
}

/* "from" is the row's own or that of the row it belongs to. */
static void add_column(GString *sql, const struct schema *schema, const char *field)
{
    if (field == NULL) {
        g_string_append(sql, ", null");
        return;
    }
    g_string_append(sql, schema_find_field(schema, field) >= 0 ? ", own." : ", parent.");
    db_add_name(sql, field);
}

static void add_parent(GString *sql, const struct schema *schema, const struct foreign_key *key)
{
    g_string_append_printf(sql, " left join \"current_%s\" as parent on ", key->target);
    for (guint i = 0; i < key->key.n_fields; i++) {
        g_string_append(sql, i == 0 ? "parent." : " and parent.");
        db_add_name(sql, key->target_fields[i]);
        g_string_append(sql, " = own.");
        db_add_name(sql, schema->fields[key->key.fields[i]].name);
    }
}

/* Columns in the order of temp.placing_loaded. */
static char *rows_sql(const struct schema *schema)
{
    const struct placement_fields *placement = &schema->placement;
    const struct field *upn = schema_person_field(schema, PERSON_UPN);
    GString *sql = g_string_new("insert or ignore into temp.placing_loaded select own.row_id");
    add_column(sql, schema, upn == NULL ? NULL : upn->name);
    add_column(sql, schema, placement->rank);
    add_column(sql, schema, placement->from);
    add_column(sql, schema, placement->to);
    g_string_append_printf(sql, " from \"current_%s\" as own", schema->name);
    if (placement->order > 0 && schema->n_foreign_keys > 0 && *schema->foreign_keys[0].target != '\0')
        add_parent(sql, schema, &schema->foreign_keys[0]);
    return g_string_free(sql, FALSE);
}

bool placing_read_loaded(struct db *db, const GPtrArray *schemas, GError **error)
{
    for (guint i = 0; i < schemas->len; i++) {
        const struct schema *schema = schemas->pdata[i];
        g_autofree char *sql = rows_sql(schema);
        if ((schema->placement.order > 0 || placing_is_of_children(schema)) && !db_run(db, error, sql))
            return false;
    }
    return true;
}
