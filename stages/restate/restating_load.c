/* The loads that only one of two counts saw. */
#include "stages/restate/restatement_private.h"

#include "stages/sql/restating_load.sql.h"

/* The caller unrefs; NULL at a fault. */
static GHashTable *list_visible(struct db *db, GError **error)
{
    struct statement *loads = db_prepare(db, NULL, "select load_id from visible_load", error);
    if (loads == NULL)
        return NULL;
    GHashTable *visible = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    while (statement_next(loads)) {
        const int64_t load_id = statement_integer(loads, 0);
        g_hash_table_add(visible, g_memdup2(&load_id, sizeof load_id));
    }
    if (statement_end(loads, error))
        return visible;
    g_hash_table_unref(visible);
    return NULL;
}

static void take_load(struct statement *row, GHashTable *before, GHashTable *after, GArray *loads)
{
    const int64_t load_id = statement_integer(row, 0);
    const bool is_new = g_hash_table_contains(after, &load_id);
    if (is_new == g_hash_table_contains(before, &load_id))
        return;
    const struct restating_load load = {
        .extract = g_strdup(statement_text(row, 1)),
        .file = g_strdup(statement_text(row, 2)),
        .loaded_at = g_strdup(statement_text(row, 3)),
        .loaded = statement_integer(row, 4),
        .rejected = statement_integer(row, 5),
        .is_new = is_new,
    };
    g_array_append_val(loads, load);
}

static bool list_loads(struct db *db, GHashTable *before, GHashTable *after, GArray *loads, GError **error)
{
    struct statement *rows = db_prepare(db, NULL, restating_load_sql, error);
    if (rows == NULL)
        return false;
    while (statement_next(rows))
        take_load(rows, before, after, loads);
    return statement_end(rows, error);
}

bool restating_loads_find(struct db *before, struct db *after, GArray *loads, GError **error)
{
    GHashTable *visible_before = list_visible(before, error);
    GHashTable *visible_after = visible_before == NULL ? NULL : list_visible(after, error);
    const bool is_done = visible_after != NULL && list_loads(after, visible_before, visible_after, loads, error);
    g_clear_pointer(&visible_before, g_hash_table_unref);
    g_clear_pointer(&visible_after, g_hash_table_unref);
    return is_done;
}

/* Appends the stretch of numbers from `first` to `last`. */
static void add_stretch(GString *text, guint first, guint last)
{
    if (text->len > 0)
        g_string_append(text, ", ");
    if (last > first + 1)
        g_string_append_printf(text, "%u to %u", first, last);
    else if (last == first + 1)
        g_string_append_printf(text, "%u, %u", first, last);
    else
        g_string_append_printf(text, "%u", first);
}

char *restatement_loads_of(const struct restatement *restatement, const struct measures *measures,
                           const struct measure *measure)
{
    g_autoptr(GHashTable) reads = measures_reads(measures, measure);
    GString *text = g_string_new(NULL);
    guint first = 0; /* of the open stretch; 0: none is open */
    for (guint number = 1; number <= restatement->loads->len + 1; number++) {
        const bool is_read =
            number <= restatement->loads->len &&
            reads_extract(reads, g_array_index(restatement->loads, struct restating_load, number - 1).extract);
        if (is_read && first == 0)
            first = number;
        if (!is_read && first != 0) {
            add_stretch(text, first, number - 1);
            first = 0;
        }
    }
    if (text->len == 0)
        g_string_append(text, "none");
    return g_string_free(text, FALSE);
}
