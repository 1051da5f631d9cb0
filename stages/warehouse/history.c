#include "stages/warehouse/history.h"

#include "stages/warehouse/warehouse_private.h"

static void add_names(GString *sql, const char *prefix, const struct schema *schema, const struct key *key)
{
    const guint n = key == NULL ? schema->n_fields : key->n_fields;
    for (guint i = 0; i < n; i++) {
        g_string_append_printf(sql, "%s%s", i == 0 ? "" : ", ", prefix);
        db_add_name(sql, schema->fields[key == NULL ? i : key->fields[i]].name);
    }
}

/* Opens a list of rows: the extract's, each with its load. */
static void begin_rows(GString *sql, const char *name, const struct schema *schema)
{
    g_string_append_printf(sql, "%s as materialized (select ", name);
    add_names(sql, "t.", schema, NULL);
    if (schema_is_of_census(schema)) {
        g_string_append(sql, ", ");
        warehouse_add_row_census(sql, schema, "t", "l");
        g_string_append(sql, " as _census");
    }
    g_string_append_printf(sql,
                           " from main.load as l cross join \"all\" as t on t.row_id between l.load_id << 32 and "
                           "(l.load_id << 32) + 4294967295 where l.extract = '%s'",
                           schema->name);
}

/* The rows of all loads, with a column for every field, also where the file has none for it yet. */
static void add_all(GString *sql, const struct schema *schema, GHashTable *columns)
{
    g_string_append(sql, "\"all\" as not materialized (");
    warehouse_add_columns(sql, schema, columns);
    g_string_append_printf(sql, " from main.\"%s\"), ", schema->name);
}

/* Rows of a full load and of those that completed it before `limit`. */
static void add_rows(GString *sql, const char *name, const struct schema *schema, int64_t root, int64_t limit)
{
    begin_rows(sql, name, schema);
    g_string_append_printf(sql, " and l.root = %" G_GINT64_FORMAT " and l.load_id <= %" G_GINT64_FORMAT ")",
                           (gint64)root, (gint64)limit);
}

/* Of an append extract: the latest row of each key in all loads before. */
static void add_rows_appended(GString *sql, const struct schema *schema, int64_t load_id)
{
    GString *identity = g_string_new(NULL);
    warehouse_add_identity(identity, schema);
    begin_rows(sql, "older", schema);
    g_string_append_printf(sql,
                           " and l.load_id < %" G_GINT64_FORMAT " and t.row_id in (select max(row_id) from \"all\" "
                           "where row_id < %" G_GINT64_FORMAT " << 32 group by %s))",
                           (gint64)load_id, (gint64)load_id, identity->str);
    g_string_free(identity, TRUE);
}

/* Of rows that tell their period: those of the periods that the load holds, each from the newest load before that holds
 * it. */
static void add_rows_of_periods(GString *sql, const struct schema *schema, const char *period, int64_t load_id)
{
    begin_rows(sql, "older", schema);
    g_string_append_printf(
        sql,
        " and l.load_id < %" G_GINT64_FORMAT " and exists (select 1 from main.load_period as mine where "
        "mine.load_id = %" G_GINT64_FORMAT " and mine.period = %s) and l.root = (select max(full.root) "
        "from main.load_period as held join main.load as full on full.load_id = held.load_id "
        "where held.extract = '%s' and held.period = %s and held.load_id < %" G_GINT64_FORMAT "))",
        (gint64)load_id, (gint64)load_id, period, schema->name, period, (gint64)load_id);
}

/* What stood before the load, of what the load stands for. */
static void add_older(GString *sql, const struct schema *schema, int64_t load_id, int64_t previous)
{
    GString *period = g_string_new(NULL);
    if (schema->load_kind == LOAD_APPEND)
        add_rows_appended(sql, schema, load_id);
    else if (warehouse_add_row_period(period, schema, "t", "l"))
        add_rows_of_periods(sql, schema, period->str, load_id);
    else
        add_rows(sql, "older", schema, previous, load_id);
    g_string_free(period, TRUE);
}

static char *compare_sql(const struct schema *schema, GHashTable *columns, int64_t load_id, int64_t previous)
{
    GString *sql = g_string_new("with ");
    add_all(sql, schema, columns);
    add_rows(sql, "newer", schema, load_id, load_id);
    g_string_append(sql, ", ");
    add_older(sql, schema, load_id, previous);
    g_string_append(sql, " select (select count(*) from newer), (select count(*) from older), count(*), "
                         "coalesce(sum((");
    add_names(sql, "newer.", schema, NULL);
    g_string_append(sql, ") is not (");
    add_names(sql, "older.", schema, NULL);
    g_string_append(sql, ")), 0) from newer join older on (");
    add_names(sql, "newer.", schema, &schema->primary_key);
    g_string_append(sql, ") = (");
    add_names(sql, "older.", schema, &schema->primary_key);
    g_string_append(sql, schema_is_of_census(schema) ? ") and newer._census = older._census" : ")");
    return g_string_free(sql, FALSE);
}

bool history_compare(struct db *db, const struct schema *schema, int64_t load_id, int64_t previous,
                     struct load_change *change, GError **error)
{
    g_assert(schema->has_primary_key);
    g_autoptr(GHashTable) columns = warehouse_columns(db, schema->name, error);
    if (columns == NULL)
        return false;
    g_autofree char *sql = compare_sql(schema, columns, load_id, previous);
    struct statement *statement = db_prepare(db, NULL, sql, error);
    if (statement == NULL)
        return false;
    if (statement_next(statement)) {
        const int64_t matched = statement_integer(statement, 2);
        change->added = statement_integer(statement, 0) - matched;
        change->gone = schema->load_kind == LOAD_APPEND ? 0 : statement_integer(statement, 1) - matched;
        change->changed = statement_integer(statement, 3);
    }
    return statement_end(statement, error);
}
