/* The keys of both ends of foreign keys, as they are compared. */
#include "stages/check/check_foreign_private.h"
#include "stages/validate/keyset.h"
#include "stages/warehouse/warehouse_private.h"

const struct field *reference_field(const struct reference *reference, guint index)
{
    return &reference->child->fields[reference->key->key.fields[index]];
}

/* Whether a number of one end is a text or another kind of number in the other: both are compared as numbers then, as
 * SQL does. */
static bool is_mixed(const struct reference *reference, guint index)
{
    const int target = schema_find_field(reference->parent, reference->key->target_fields[index]);
    return target >= 0 && reference->parent->fields[target].stored_as != reference_field(reference, index)->stored_as;
}

static char *keys_sql(const struct reference *reference, bool is_parent)
{
    GString *sql = g_string_new("select row_id");
    for (guint i = 0; i < reference->key->key.n_fields; i++) {
        const bool mixed = is_mixed(reference, i);
        g_string_append(sql, mixed ? ", cast(" : ", ");
        db_add_name(sql, is_parent ? reference->key->target_fields[i] : reference_field(reference, i)->name);
        g_string_append(sql, mixed ? " as real)" : "");
    }
    const struct schema *schema = is_parent ? reference->parent : reference->child;
    g_string_append(sql, ", ");
    if (reference->is_of_census)
        warehouse_add_row_census(sql, schema, "entry", "load");
    else
        g_string_append(sql, "''");
    g_string_append_printf(sql, " from \"current_%s\" as entry%s order by row_id", schema->name,
                           reference->is_of_census ? " cross join load on load.load_id = entry.row_id >> 32" : "");
    return g_string_free(sql, FALSE);
}

bool key_rows_open(struct key_rows *rows, const struct references *references, const struct reference *reference,
                   bool is_parent, GError **error)
{
    g_autofree char *sql = keys_sql(reference, is_parent);
    *rows = (struct key_rows){.statement = db_prepare(references->db, NULL, sql, error),
                              .n_fields = reference->key->key.n_fields,
                              .key = g_string_new(NULL)};
    return rows->statement != NULL;
}

void key_rows_close(struct key_rows *rows)
{
    statement_free(rows->statement);
    g_string_free(rows->key, TRUE);
}

bool key_rows_take(struct key_rows *rows)
{
    rows->census = statement_text(rows->statement, (int)rows->n_fields + 1);
    g_string_truncate(rows->key, 0);
    for (guint i = 0; i < rows->n_fields; i++) {
        const char *part = statement_text(rows->statement, (int)i + 1);
        if (part == NULL)
            return false;
        if (i > 0)
            g_string_append_c(rows->key, '\0');
        g_string_append(rows->key, part);
    }
    return rows->census != NULL;
}

static void free_set(gpointer set)
{
    keyset_free(set);
}

static void add_key(GHashTable *sets, const struct key_rows *rows)
{
    uint64_t first;
    struct keyset *set = g_hash_table_lookup(sets, rows->census);
    if (set == NULL) {
        set = keyset_new();
        g_hash_table_insert(sets, g_strdup(rows->census), set);
    }
    keyset_add(set, rows->key->str, rows->key->len, 0, &first);
}

bool sets_have_key(GHashTable *sets, const struct key_rows *rows)
{
    const struct keyset *set = g_hash_table_lookup(sets, rows->census);
    return set != NULL && keyset_has(set, rows->key->str, rows->key->len);
}

static GHashTable *read_sets(const struct references *references, const struct reference *reference, GError **error)
{
    struct key_rows rows;
    GHashTable *sets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_set);
    GError *fault = NULL;
    if (key_rows_open(&rows, references, reference, true, &fault))
        while (statement_step(rows.statement, &fault))
            if (key_rows_take(&rows))
                add_key(sets, &rows);
    key_rows_close(&rows);
    if (fault == NULL)
        return sets;
    g_propagate_error(error, fault);
    g_hash_table_unref(sets);
    return NULL;
}

GHashTable *references_sets(struct references *references, const struct reference *reference, GError **error)
{
    g_autofree char *sql = keys_sql(reference, true);
    g_autofree char *name = g_strdup_printf("%d %s", reference->is_of_census, sql);
    GHashTable *sets = g_hash_table_lookup(references->sets, name);
    if (sets == NULL) {
        sets = read_sets(references, reference, error);
        if (sets != NULL)
            g_hash_table_insert(references->sets, g_steal_pointer(&name), sets);
    }
    return sets;
}

char *key_rows_join(const struct key_rows *rows, char separator)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < rows->n_fields; i++)
        g_string_append_printf(joined, "%.*s%s", i > 0, &separator, statement_text(rows->statement, (int)i + 1));
    return g_string_free(joined, FALSE);
}
