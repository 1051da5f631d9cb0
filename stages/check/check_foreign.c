/* Foreign keys. The keys of a parent are read once, for all its children, into sets in memory, one for each period
 * where they hold within one: SQLite would sort them anew for every child. */
#include "stages/check/check_foreign_private.h"
#include "stages/validate/rejected_keys.h"
#include "stages/warehouse/warehouse.h"

#include <string.h>

/* What of the parent is rejected, asked for at the first key that is not there; lives as long as `references`. */
static const struct rejected_keys *find_rejected(struct references *references, const struct reference *reference,
                                                 GError **error)
{
    g_autofree char *name = g_strdup_printf("%s %d", reference->parent->name, reference->is_of_census);
    struct rejected_keys *keys = g_hash_table_lookup(references->rejected, name);
    if (keys == NULL) {
        keys = rejected_keys_read(references->db, reference->parent->name, reference->is_of_census, error);
        if (keys != NULL)
            g_hash_table_insert(references->rejected, g_steal_pointer(&name), keys);
    }
    return keys;
}

/* Whether the key is the parent's primary key, by which its rejected rows are known. */
static bool is_of_primary_key(const struct reference *reference)
{
    const struct schema *parent = reference->parent;
    bool is_primary = parent->has_primary_key && parent->primary_key.n_fields == reference->key->key.n_fields;
    for (guint i = 0; is_primary && i < parent->primary_key.n_fields; i++)
        is_primary = strcmp(parent->fields[parent->primary_key.fields[i]].name, reference->key->target_fields[i]) == 0;
    return is_primary;
}

/* What to do about a key whose row of the parent may be there and rejected; NULL: nothing is. The caller frees. */
static char *advise(const struct rejected_keys *rejected, const struct reference *reference,
                    const struct key_rows *rows, const char *usual)
{
    g_autofree char *key = key_rows_join(rows, '|');
    const char *parent = reference->parent->name;
    const char *place = is_of_primary_key(reference) ? rejected_keys_find(rejected, rows->census, key) : NULL;
    if (place != NULL)
        return g_strdup_printf("Its row of %s, %s, is itself rejected: correct that first.", parent, place);
    return rejected_keys_is_empty(rejected)
               ? NULL
               : g_strdup_printf("%s Rows of %s are rejected: it may be one of them.", usual, parent);
}

static bool add_orphan(struct references *references, const struct reference *reference, const struct key_rows *rows,
                       const struct check_hit *usual, GError **error)
{
    const struct rejected_keys *rejected = find_rejected(references, reference, error);
    if (rejected == NULL)
        return false;
    g_autofree char *value = key_rows_join(rows, '/');
    g_autofree char *action = advise(rejected, reference, rows, usual->action);
    struct check_hit hit = *usual;
    hit.row_id = statement_integer(rows->statement, 0);
    hit.value = value;
    hit.action = action == NULL ? usual->action : action;
    check_hits_add(references->hits, &hit);
    return true;
}

/* Whether the parent has rows of the child row's census: without any there is nothing to compare with. */
static bool census_is_there(const struct key_rows *rows, GHashTable *there)
{
    return *rows->census == '\0' || g_hash_table_contains(there, rows->census);
}

static bool find_orphans(struct references *references, const struct reference *reference, GHashTable *there,
                         const struct check_hit *usual, GError **error)
{
    struct key_rows rows;
    GError *fault = NULL;
    GHashTable *sets = references_sets(references, reference, error);
    if (sets == NULL)
        return false;
    bool is_open = key_rows_open(&rows, references, reference, false, &fault);
    while (is_open && statement_step(rows.statement, &fault))
        if (key_rows_take(&rows) && !sets_have_key(sets, &rows) && census_is_there(&rows, there))
            is_open = add_orphan(references, reference, &rows, usual, &fault);
    key_rows_close(&rows);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

/* Periods of the visible loads of an extract; the caller unrefs. */
static GHashTable *list_periods(struct db *db, const char *extract, GError **error)
{
    struct statement *statement = db_prepare(db, NULL, "select period from visible_period where extract = ?", error);
    if (statement == NULL)
        return NULL;
    GHashTable *periods = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    statement_bind(statement, "s", extract);
    while (statement_next(statement))
        g_hash_table_add(periods, g_strdup(statement_text(statement, 0)));
    if (statement_end(statement, error))
        return periods;
    g_hash_table_unref(periods);
    return NULL;
}

/* "a, b"; the caller frees. */
static char *join_names(const struct reference *reference, bool is_parent)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < reference->key->key.n_fields; i++)
        g_string_append_printf(joined, "%s%s", i == 0 ? "" : ", ",
                               is_parent ? reference->key->target_fields[i] : reference_field(reference, i)->name);
    return g_string_free(joined, FALSE);
}

static bool check_reference(struct references *references, const struct reference *reference, GError **error)
{
    g_autofree char *fields = join_names(reference, false);
    g_autofree char *targets = join_names(reference, true);
    const char *parent = reference->parent->name;
    g_autofree char *message =
        g_strdup_printf("No row of %s has this key: %s refers to %s (%s).", parent, fields, parent, targets);
    g_autofree char *action = g_strdup_printf("Correct %s, or add the row to %s.", fields, parent);
    const struct check_hit hit = {.schema = reference->child,
                                  .field = reference_field(reference, 0),
                                  .name = "foreign key",
                                  .code = "foreign-key",
                                  .message = message,
                                  .action = action,
                                  .severity = reference->key->severity};
    GHashTable *there = list_periods(references->db, parent, error);
    const bool is_done = there != NULL && find_orphans(references, reference, there, &hit, error);
    if (there != NULL)
        g_hash_table_unref(there);
    return is_done;
}

/* Whether both ends are in the warehouse. */
static bool find_ends(struct db *db, const struct reference *reference, bool *are_there, GError **error)
{
    bool has_child = false, has_parent = false;
    if (!warehouse_has_extract(db, reference->child->name, &has_child, error) ||
        !warehouse_has_extract(db, reference->parent->name, &has_parent, error))
        return false;
    *are_there = has_child && has_parent;
    return true;
}

static bool check_child(struct references *references, const struct schema *child, GError **error)
{
    for (guint i = 0; i < child->n_foreign_keys; i++) {
        const struct foreign_key *key = &child->foreign_keys[i];
        const struct schema *parent = *key->target == '\0' ? child : schema_find(references->schemas, key->target);
        bool are_there = false;
        if (parent == NULL)
            continue;
        const struct reference reference = {child, parent, key,
                                            schema_is_of_census(child) && schema_is_of_census(parent)};
        if (!find_ends(references->db, &reference, &are_there, error) ||
            (are_there && !check_reference(references, &reference, error)))
            return false;
    }
    return true;
}

static void free_sets(gpointer sets)
{
    g_hash_table_unref(sets);
}

static void free_rejected(gpointer keys)
{
    rejected_keys_free(keys);
}

bool check_foreign_keys(struct db *db, const GPtrArray *schemas, struct check_hits *hits, GError **error)
{
    struct references references = {
        .db = db,
        .schemas = schemas,
        .hits = hits,
        .sets = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_sets),
        .rejected = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_rejected),
    };
    bool is_done = true;
    for (guint i = 0; is_done && i < schemas->len; i++)
        is_done = check_child(&references, g_ptr_array_index(schemas, i), error);
    g_hash_table_unref(references.sets);
    g_hash_table_unref(references.rejected);
    return is_done;
}
