#include "stages/check/check.h"
#include "stages/sql/corrected_load.sql.h"
#include "stages/warehouse/warehouse_private.h"

static void add_names(GString *sql, const char *separator, const char *const *names, guint n, const char *ending)
{
    for (guint i = 0; i < n; i++) {
        g_string_append(sql, i == 0 ? "" : separator);
        db_add_name(sql, names[i]);
        g_string_append(sql, ending);
    }
}

/* Names of the key's fields; the caller frees the array only. */
static const char **key_names(const struct schema *schema, const struct key *key)
{
    const char **names = g_new0(const char *, key->n_fields + 1);
    for (guint i = 0; i < key->n_fields; i++)
        names[i] = schema->fields[key->fields[i]].name;
    return names;
}

static bool take_hits(struct check_pass *pass, const char *sql, struct check_hit *hit, GError **error)
{
    struct statement *statement = db_prepare(pass->db, NULL, sql, error);
    if (statement == NULL)
        return false;
    GError *fault = NULL;
    while (fault == NULL && statement_step(statement, &fault)) {
        hit->row_id = statement_integer(statement, 0);
        hit->value = statement_text(statement, 1);
        check_hit(pass, hit, &fault);
    }
    statement_free(statement);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

/* Rows of a load whose key stands in an earlier load of the same full file. */
static char *repeated_sql(const struct schema *schema, int64_t load_id, int64_t root)
{
    g_autofree const char **names = key_names(schema, &schema->primary_key);
    const guint n = schema->primary_key.n_fields;
    GString *sql = g_string_new("select row_id, ");
    add_names(sql, " || '/' || ", names, n, "");
    g_string_append_printf(sql,
                           " from main.\"%s\" where row_id between %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT " and (",
                           schema->name, (gint64)load_id << 32, ((gint64)load_id << 32) + G_MAXUINT32);
    add_names(sql, ", ", names, n, "");
    g_string_append(sql, ") in (select ");
    add_names(sql, ", ", names, n, "");
    g_string_append_printf(sql,
                           " from main.\"%s\" where row_id >> 32 in (select load_id from load where root = "
                           "%" G_GINT64_FORMAT " and load_id < %" G_GINT64_FORMAT ")) order by row_id",
                           schema->name, (gint64)root, (gint64)load_id);
    return g_string_free(sql, FALSE);
}

static bool check_corrected(struct check_pass *pass, const struct schema *schema, int64_t load_id, int64_t root,
                            GError **error)
{
    if (schema == NULL || !schema->has_primary_key)
        return true;
    g_autofree char *sql = repeated_sql(schema, load_id, root);
    struct check_hit hit = {.schema = schema,
                            .field = &schema->fields[schema->primary_key.fields[0]],
                            .name = "primary key",
                            .code = "primary-key",
                            .message = "The corrected row has the key of a row that was loaded before.",
                            .action = "Leave the row out, or correct its key.",
                            .severity = SEVERITY_ERROR};
    return take_hits(pass, sql, &hit, error);
}

bool check_primary_keys(struct check_pass *pass, GError **error)
{
    struct statement *statement = db_prepare(pass->db, NULL, corrected_load_sql, error);
    if (statement == NULL)
        return false;
    GError *fault = NULL;
    while (fault == NULL && statement_step(statement, &fault))
        check_corrected(pass, schema_find(pass->schemas, statement_text(statement, 0)), statement_integer(statement, 1),
                        statement_integer(statement, 2), &fault);
    statement_free(statement);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}
