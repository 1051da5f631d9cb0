#include "pipeline/lib/error.h"
#include "stages/warehouse/warehouse_private.h"

static const char *const column_types[] = {
    [STORED_TEXT] = "text", [STORED_INTEGER] = "integer", [STORED_REAL] = "real"};

/* What has to be written to bring the file up to the catalog. */
struct plan {
    struct db *db;
    const GPtrArray *schemas;
    GHashTable *standing; /* name → SQL of the current_ views and of the indexes that stand in the file */
    GString *sql;
};

GHashTable *warehouse_columns(struct db *db, const char *table, GError **error)
{
    struct statement *statement =
        db_prepare_kept(db, "select lower(name), lower(type) from pragma_table_info(?, 'main')", error);
    if (statement == NULL)
        return NULL;
    GHashTable *columns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    statement_bind(statement, "s", table);
    while (statement_next(statement))
        g_hash_table_insert(columns, g_strdup(statement_text(statement, 0)), g_strdup(statement_text(statement, 1)));
    if (statement_end(statement, error))
        return columns;
    g_hash_table_unref(columns);
    return NULL;
}

static void plan_table(struct plan *plan, const struct schema *schema)
{
    g_string_append(plan->sql, "create table ");
    db_add_name(plan->sql, schema->name);
    g_string_append(plan->sql, " (row_id integer primary key");
    for (guint i = 0; i < schema->n_fields; i++) {
        g_string_append(plan->sql, ", ");
        db_add_name(plan->sql, schema->fields[i].name);
        g_string_append_printf(plan->sql, " %s", column_types[schema->fields[i].stored_as]);
    }
    g_string_append(plan->sql, ") strict;\n");
}

static void plan_column(struct plan *plan, const struct schema *schema, const struct field *field)
{
    g_string_append(plan->sql, "alter table ");
    db_add_name(plan->sql, schema->name);
    g_string_append(plan->sql, " add column ");
    db_add_name(plan->sql, field->name);
    g_string_append_printf(plan->sql, " %s;\n", column_types[field->stored_as]);
}

/* A load is never changed, so neither is the type its values were stored with. */
static bool refuse_type(const struct schema *schema, const struct field *field, const char *stored, GError **error)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                "%s: field %s was stored as %s before and would be %s now: give the field another name, or use another "
                "warehouse",
                schema->path, field->name, stored, column_types[field->stored_as]);
    return false;
}

static bool plan_columns(struct plan *plan, const struct schema *schema, GHashTable *columns, GError **error)
{
    for (guint i = 0; i < schema->n_fields; i++) {
        const struct field *field = &schema->fields[i];
        g_autofree char *name = g_ascii_strdown(field->name, -1);
        const char *type = g_hash_table_lookup(columns, name);
        if (type == NULL)
            plan_column(plan, schema, field);
        else if (!g_str_equal(type, column_types[field->stored_as]))
            return refuse_type(schema, field, type, error);
    }
    return true;
}

/* Of the rows that none supersedes only the latest of a key counts, where a later load may bring a key again. */
static void add_latest(GString *sql, const struct schema *schema)
{
    GString *identity = g_string_new(NULL);
    warehouse_add_identity(identity, schema);
    if (identity->len > 0) {
        g_string_append(sql, " and t.row_id in (select max(o.row_id) from visible_load as w cross join ");
        db_add_name(sql, schema->name);
        g_string_append(sql, " as o on o.row_id between w.first and w.last where w.extract = v.extract");
        warehouse_add_superseded(sql, schema, "o");
        g_string_append_printf(sql, " group by %s)", identity->str);
    } else
        warehouse_add_superseded(sql, schema, "t");
    g_string_free(identity, TRUE);
}

static char *view_select(const struct schema *schema)
{
    GString *sql = g_string_new("select t.row_id");
    for (guint i = 0; i < schema->n_fields; i++) {
        g_string_append(sql, ", t.");
        db_add_name(sql, schema->fields[i].name);
    }
    g_string_append(sql, " from visible_load as v cross join ");
    db_add_name(sql, schema->name);
    g_string_append_printf(sql, " as t on t.row_id between v.first and v.last where v.extract = '%s'", schema->name);
    add_latest(sql, schema);
    return g_string_free(sql, FALSE);
}

/* SQLite keeps a view's text from its name on, so that one that stands can be told from one that has to be made anew.
 */
static void plan_text(struct plan *plan, const char *kind, const char *name, const char *text)
{
    const char *standing = g_hash_table_lookup(plan->standing, name);
    if (standing != NULL && g_str_equal(standing, text))
        return;
    if (standing != NULL)
        g_string_append_printf(plan->sql, "drop %s \"%s\";\n", kind, name);
    g_string_append_printf(plan->sql, "%s;\n", text);
}

static void plan_view(struct plan *plan, const struct schema *schema)
{
    g_autofree char *name = g_strconcat("current_", schema->name, NULL);
    g_autofree char *select = view_select(schema);
    g_autofree char *text = g_strdup_printf("CREATE VIEW \"%s\" as %s", name, select);
    plan_text(plan, "view", name, text);
}

static bool refers_to(const struct schema *schema, const char *target)
{
    for (guint i = 0; i < schema->n_foreign_keys; i++)
        if (g_str_equal(schema->foreign_keys[i].target, target))
            return true;
    return false;
}

/* Registers that others refer to are looked up by their key again and again, in checks and models: SQLite would make an
 * index of its own each time. A census is too large for an index to pay. */
static bool is_looked_up(const struct plan *plan, const struct schema *schema)
{
    if (!schema->has_primary_key || schema->load_kind != LOAD_REPLACE)
        return false;
    for (guint i = 0; i < plan->schemas->len; i++)
        if (refers_to(g_ptr_array_index(plan->schemas, i), schema->name))
            return true;
    return false;
}

/* Only for speed, so a file that cannot be written does without. */
static void plan_index(struct plan *plan, const struct schema *schema)
{
    if (db_is_read_only(plan->db) || !is_looked_up(plan, schema))
        return;
    g_autofree char *name = g_strconcat("key of ", schema->name, NULL);
    GString *text = g_string_new("CREATE INDEX ");
    db_add_name(text, name);
    g_string_append(text, " on ");
    db_add_name(text, schema->name);
    for (guint i = 0; i < schema->primary_key.n_fields; i++) {
        g_string_append(text, i == 0 ? " (" : ", ");
        db_add_name(text, schema->fields[schema->primary_key.fields[i]].name);
    }
    g_string_append_c(text, ')');
    plan_text(plan, "index", name, text->str);
    g_string_free(text, TRUE);
}

static bool plan_schema(struct plan *plan, const struct schema *schema, GError **error)
{
    if (warehouse_name_is_own(schema->name)) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID,
                    "%s: %s is the name of a table of the warehouse's own: give the schema another", schema->path,
                    schema->name);
        return false;
    }
    GHashTable *columns = warehouse_columns(plan->db, schema->name, error);
    if (columns == NULL)
        return false;
    bool is_done = true;
    if (g_hash_table_size(columns) == 0)
        plan_table(plan, schema);
    else
        is_done = plan_columns(plan, schema, columns, error);
    g_hash_table_unref(columns);
    plan_view(plan, schema);
    plan_index(plan, schema);
    return is_done;
}

static bool read_standing(struct plan *plan, GError **error)
{
    struct statement *statement = db_prepare(
        plan->db, NULL,
        "select name, sql from main.sqlite_schema where type = 'view' and name like 'current\\_%' escape '\\' "
        "or type = 'index' and name like 'key of %'",
        error);
    if (statement == NULL)
        return false;
    while (statement_next(statement))
        g_hash_table_insert(plan->standing, g_strdup(statement_text(statement, 0)),
                            g_strdup(statement_text(statement, 1)));
    return statement_end(statement, error);
}

static bool make_plan(struct plan *plan, GError **error)
{
    g_hash_table_remove_all(plan->standing);
    g_string_truncate(plan->sql, 0);
    bool is_done = read_standing(plan, error);
    for (guint i = 0; is_done && i < plan->schemas->len; i++)
        is_done = plan_schema(plan, g_ptr_array_index(plan->schemas, i), error);
    return is_done;
}

/* Planned again under the lock: another program may have done the same meanwhile. A file that is only read does
 * without: warehouse_show makes views of its own, in which what the file lacks is null. */
static bool carry_out(struct plan *plan, GError **error)
{
    if (plan->sql->len == 0 || db_is_read_only(plan->db))
        return true;
    if (db_begin(plan->db, error) && make_plan(plan, error) && db_run(plan->db, error, plan->sql->str) &&
        db_commit(plan->db, error))
        return true;
    db_rollback(plan->db);
    return false;
}

bool warehouse_prepare(struct db *db, const GPtrArray *schemas, GError **error)
{
    struct plan plan = {db, schemas, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free),
                        g_string_new(NULL)};
    const bool is_done = make_plan(&plan, error) && carry_out(&plan, error);
    g_hash_table_unref(plan.standing);
    g_string_free(plan.sql, TRUE);
    return is_done;
}
