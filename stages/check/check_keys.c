#include "stages/check/check.h"
#include "stages/sql/corrected_load.sql.h"
#include "stages/warehouse/warehouse_private.h"

static bool take_hits(struct check_pass *pass, int64_t load_id, int64_t root, struct check_hit *hit, GError **error)
{
    g_autofree char *sql = warehouse_repeated_sql(hit->schema);
    struct statement *statement = db_prepare(pass->db, NULL, sql, error);
    if (statement == NULL)
        return false;
    GError *fault = NULL;
    statement_bind(statement, "ll", load_id, root);
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

/* A load refuses such rows; those of an older program took them. */
static bool check_corrected(struct check_pass *pass, const struct schema *schema, int64_t load_id, int64_t root,
                            GError **error)
{
    if (schema == NULL || !schema->has_primary_key)
        return true;
    struct check_hit hit = {.schema = schema,
                            .field = &schema->fields[schema->primary_key.fields[0]],
                            .name = "primary key",
                            .code = "primary-key",
                            .message = "The corrected row has the key of a row that was loaded before.",
                            .action = "Leave the row out, or correct its key.",
                            .severity = SEVERITY_ERROR};
    return take_hits(pass, load_id, root, &hit, error);
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
