#include "stages/check.h"
#include "stages/sql/corrected_load.sql.h"
#include "stages/warehouse_private.h"

#include <string.h>

/* SQL of the period of a row's load; keys of a census mean something beside it only. */
#define ROW_PERIOD "(select period from load where load_id = row_id >> 32)"

static bool is_census(const struct schema *schema)
{
    return schema->load_kind == LOAD_PERIOD && schema->period_fields == NULL;
}

static void add_names(GString *sql, const char *separator, const char *const *names, guint n, const char *ending)
{
    for (guint i = 0; i < n; i++) {
        g_string_append(sql, i == 0 ? "" : separator);
        warehouse_quote(sql, names[i]);
        g_string_append(sql, ending);
    }
}

/* Names of the child's fields; the caller frees the array only. */
static const char **child_names(const struct schema *schema, const struct key *key)
{
    const char **names = g_new0(const char *, key->n_fields + 1);
    for (guint i = 0; i < key->n_fields; i++)
        names[i] = schema->fields[key->fields[i]].name;
    return names;
}

/* "a, b"; the caller frees. */
static char *join_names(const char *const *names, guint n)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < n; i++)
        g_string_append_printf(joined, "%s%s", i == 0 ? "" : ", ", names[i]);
    return g_string_free(joined, FALSE);
}

/* Rows whose key is whole and stands in no visible row of the parent. */
static char *orphans_sql(const struct schema *child, const struct foreign_key *key, const struct schema *parent)
{
    g_autofree const char **names = child_names(child, &key->key);
    const guint n = key->key.n_fields;
    const char *period = is_census(child) && is_census(parent) ? ", " ROW_PERIOD : "";
    GString *sql = g_string_new("select row_id, ");
    add_names(sql, " || '/' || ", names, n, "");
    g_string_append(sql, " from ");
    g_string_append_printf(sql, "\"current_%s\" where ", child->name);
    add_names(sql, " and ", names, n, " is not null");
    g_string_append(sql, " and (");
    add_names(sql, ", ", names, n, "");
    g_string_append_printf(sql, "%s) not in (select ", period);
    add_names(sql, ", ", key->target_fields, n, "");
    g_string_append_printf(sql, "%s from \"current_%s\" where ", period, parent->name);
    add_names(sql, " and ", key->target_fields, n, " is not null");
    g_string_append(sql, ")");
    if (*period != '\0')
        g_string_append_printf(sql,
                               " and " ROW_PERIOD " in (select period from load join visible_load using (load_id) "
                               "where load.extract = '%s')",
                               parent->name);
    g_string_append(sql, " order by row_id");
    return g_string_free(sql, FALSE);
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

static bool check_foreign_key(struct check_pass *pass, const struct schema *child, const struct foreign_key *key,
                              const struct schema *parent, GError **error)
{
    g_autofree const char **names = child_names(child, &key->key);
    g_autofree char *fields = join_names(names, key->key.n_fields);
    g_autofree char *targets = join_names(key->target_fields, key->key.n_fields);
    g_autofree char *message = g_strdup_printf("No row of %s has this key: %s refers to %s (%s).", parent->name, fields,
                                               parent->name, targets);
    g_autofree char *action = g_strdup_printf("Correct %s, or add the row to %s.", fields, parent->name);
    g_autofree char *sql = orphans_sql(child, key, parent);
    struct check_hit hit = {.schema = child,
                            .field = &child->fields[key->key.fields[0]],
                            .name = "foreign key",
                            .code = "foreign-key",
                            .message = message,
                            .action = action,
                            .severity = key->severity};
    return take_hits(pass, sql, &hit, error);
}

/* Whether both ends are in the warehouse. */
static bool find_ends(struct check_pass *pass, const struct schema *child, const struct schema *parent, bool *are_there,
                      GError **error)
{
    bool has_child = false, has_parent = false;
    if (!warehouse_has_extract(pass->db, child->name, &has_child, error) ||
        !warehouse_has_extract(pass->db, parent->name, &has_parent, error))
        return false;
    *are_there = has_child && has_parent;
    return true;
}

static bool check_child(struct check_pass *pass, const struct schema *child, GError **error)
{
    for (guint i = 0; i < child->n_foreign_keys; i++) {
        const struct foreign_key *key = &child->foreign_keys[i];
        const struct schema *parent = *key->target == '\0' ? child : schema_find(pass->schemas, key->target);
        bool are_there = false;
        if (parent == NULL)
            continue;
        if (!find_ends(pass, child, parent, &are_there, error) ||
            (are_there && !check_foreign_key(pass, child, key, parent, error)))
            return false;
    }
    return true;
}

bool check_foreign_keys(struct check_pass *pass, GError **error)
{
    for (guint i = 0; i < pass->schemas->len; i++)
        if (!check_child(pass, g_ptr_array_index(pass->schemas, i), error))
            return false;
    return true;
}

/* Rows of a load whose key stands in an earlier load of the same full file. */
static char *repeated_sql(const struct schema *schema, int64_t load_id, int64_t root)
{
    g_autofree const char **names = child_names(schema, &schema->primary_key);
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
