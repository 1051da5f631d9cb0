#include "stages/warehouse/warehouse_private.h"

/* Above this many stretches a view joins visible_load instead of naming them: SQLite bounds the depth of an expression.
 */
#define STRETCH_LIMIT 200

/* A run of visible loads of one extract with no invisible one between: one range of row_ids, since a table holds only
 * the rows of its own extract. */
struct stretch {
    int64_t first_load, last_load;
};

static bool shadow_views(struct db *db, GError **error)
{
    for (guint i = 0; i < WAREHOUSE_N_VIEWS; i++) {
        const char *kind = warehouse_views[i].shown_as;
        if (!db_run_format(db, error, "drop %s if exists temp.\"%w\"; create temp %s \"%w\" as %s", kind,
                           warehouse_views[i].name, kind, warehouse_views[i].name, warehouse_views[i].select))
            return false;
    }
    return true;
}

/* With the loads, the day that all their rows are of: of which census a row is, models and checks ask by
 * coalesce(load.census_date, the date in the row). */
#define SHOWN_LOAD                                                                                                     \
    "create temp view load as select *, case when length(period) = 10 then period end as census_date from main.load"

static bool shadow_loads(struct db *db, const char *known_at, GError **error)
{
    if (!db_run(db, error, "drop view if exists temp.load; drop table if exists temp.check_issue"))
        return false;
    if (known_at == NULL)
        return db_run(db, error, SHOWN_LOAD);
    return db_run_format(db, error, SHOWN_LOAD " where loaded_at <= %Q", known_at) &&
           db_run(db, error, "create temp table check_issue as select * from main.check_issue where false");
}

static void add_load(GArray *stretches, int64_t load_id, bool is_visible, bool *is_open)
{
    if (is_visible && *is_open)
        g_array_index(stretches, struct stretch, stretches->len - 1).last_load = load_id;
    else if (is_visible)
        g_array_append_val(stretches, ((struct stretch){load_id, load_id}));
    *is_open = is_visible;
}

/* The caller unrefs; NULL at a fault. `n_loads` is the number of visible loads. */
static GArray *find_stretches(struct db *db, const char *extract, guint *n_loads, GError **error)
{
    struct statement *statement = db_prepare_kept(db,
                                                  "select load_id, load_id in (select load_id from visible_load) from "
                                                  "main.load where extract = ? order by load_id",
                                                  error);
    if (statement == NULL)
        return NULL;
    GArray *stretches = g_array_new(FALSE, FALSE, sizeof(struct stretch));
    bool is_open = false;
    statement_bind(statement, "s", extract);
    while (statement_next(statement)) {
        add_load(stretches, statement_integer(statement, 0), statement_integer(statement, 1) != 0, &is_open);
        *n_loads += is_open;
    }
    if (statement_end(statement, error))
        return stretches;
    g_array_unref(stretches);
    return NULL;
}

static void add_range(GString *sql, const GArray *stretches, const char *extract)
{
    if (stretches->len > STRETCH_LIMIT) {
        g_string_append_printf(
            sql, "exists (select 1 from temp.visible_load where extract = '%s' and row_id between first and last)",
            extract);
        return;
    }
    g_string_append(sql, stretches->len == 0 ? "false" : "(");
    for (guint i = 0; i < stretches->len; i++) {
        const struct stretch *stretch = &g_array_index(stretches, struct stretch, i);
        g_string_append_printf(sql, "%srow_id between %" G_GINT64_FORMAT " and %" G_GINT64_FORMAT, i == 0 ? "" : " or ",
                               (gint64)stretch->first_load << 32, ((gint64)stretch->last_load << 32) + G_MAXUINT32);
    }
    g_string_append(sql, stretches->len == 0 ? "" : ")");
}

void warehouse_add_columns(GString *sql, const struct schema *schema, GHashTable *columns)
{
    g_string_append(sql, g_hash_table_size(columns) == 0 ? "select null as row_id" : "select row_id");
    for (guint i = 0; i < schema->n_fields; i++) {
        g_autofree char *name = g_ascii_strdown(schema->fields[i].name, -1);
        g_string_append(sql, g_hash_table_contains(columns, name) ? ", " : ", null as ");
        db_add_name(sql, schema->fields[i].name);
    }
}

/* A key can stand in two loads only where several are visible; the latest is that of the rows that none supersedes. */
static void add_latest(GString *sql, const struct schema *schema, const GArray *stretches)
{
    GString *identity = g_string_new(NULL);
    warehouse_add_identity(identity, schema);
    if (identity->len > 0) {
        g_string_append(sql, " and row_id in (select max(row_id) from main.");
        db_add_name(sql, schema->name);
        g_string_append(sql, " as t where ");
        add_range(sql, stretches, schema->name);
        warehouse_add_superseded(sql, schema, "t");
        g_string_append_printf(sql, " group by %s)", identity->str);
    } else
        warehouse_add_superseded(sql, schema, "t");
    g_string_free(identity, TRUE);
}

static char *view_text(const struct schema *schema, GHashTable *columns, const GArray *stretches, guint n_loads)
{
    GString *sql = g_string_new(NULL);
    g_string_printf(sql, "drop view if exists temp.\"current_%s\"; create temp view \"current_%s\" as ", schema->name,
                    schema->name);
    warehouse_add_columns(sql, schema, columns);
    if (g_hash_table_size(columns) == 0) {
        g_string_append(sql, " where false");
        return g_string_free(sql, FALSE);
    }
    g_string_append(sql, " from main.");
    db_add_name(sql, schema->name);
    g_string_append(sql, " as t where ");
    add_range(sql, stretches, schema->name);
    if (n_loads > 1)
        add_latest(sql, schema, stretches);
    return g_string_free(sql, FALSE);
}

/* The view that shows an extract; the caller frees. NULL at a fault. */
static char *extract_text(struct db *db, const struct schema *schema, GError **error)
{
    GHashTable *columns = warehouse_columns(db, schema->name, error);
    if (columns == NULL)
        return NULL;
    guint n_loads = 0;
    GArray *stretches = find_stretches(db, schema->name, &n_loads, error);
    char *text = stretches == NULL ? NULL : view_text(schema, columns, stretches, n_loads);
    if (stretches != NULL)
        g_array_unref(stretches);
    g_hash_table_unref(columns);
    return text;
}

static bool show_extracts(struct db *db, const GPtrArray *schemas, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    bool is_done = true;
    for (guint i = 0; is_done && i < schemas->len; i++) {
        char *text = extract_text(db, g_ptr_array_index(schemas, i), error);
        is_done = text != NULL;
        if (is_done)
            g_ptr_array_add(texts, text);
    }
    for (guint i = 0; is_done && i < texts->len; i++)
        is_done = db_run(db, error, texts->pdata[i]);
    return is_done;
}

/* All is asked before a view is made: each that is made has SQLite prepare anew what is asked. */
bool warehouse_show(struct db *db, const GPtrArray *schemas, const char *known_at, GError **error)
{
    return shadow_loads(db, known_at, error) && shadow_views(db, error) && show_extracts(db, schemas, error);
}
