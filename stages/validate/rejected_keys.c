#include "stages/validate/rejected_keys.h"

#include "stages/sql/rejected_key.sql.h"

struct rejected_keys {
    bool is_by_period, is_empty;
    GHashTable *places; /* period and key → "FILE line N" */
};

static char *name_of(const struct rejected_keys *keys, const char *period, const char *key)
{
    return g_strdup_printf("%s\n%s", keys->is_by_period && period != NULL ? period : "", key);
}

static void take(struct rejected_keys *keys, struct statement *row)
{
    const char *key = statement_text(row, 0);
    keys->is_empty = false;
    if (key == NULL)
        return;
    char *name = name_of(keys, statement_text(row, 3), key);
    if (g_hash_table_contains(keys->places, name))
        g_free(name);
    else
        g_hash_table_insert(keys->places, name,
                            g_strdup_printf("%s line %s", statement_text(row, 1), statement_text(row, 2)));
}

struct rejected_keys *rejected_keys_read(struct db *db, const char *extract, bool is_by_period, GError **error)
{
    struct statement *rows = db_prepare(db, NULL, rejected_key_sql, error);
    if (rows == NULL)
        return NULL;
    struct rejected_keys *keys = g_new(struct rejected_keys, 1);
    *keys = (struct rejected_keys){is_by_period, true, g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free)};
    statement_bind(rows, "s", extract);
    while (statement_next(rows))
        take(keys, rows);
    if (statement_end(rows, error))
        return keys;
    rejected_keys_free(keys);
    return NULL;
}

void rejected_keys_free(struct rejected_keys *keys)
{
    if (keys == NULL)
        return;
    g_hash_table_unref(keys->places);
    g_free(keys);
}

bool rejected_keys_is_empty(const struct rejected_keys *keys)
{
    return keys->is_empty;
}

const char *rejected_keys_find(const struct rejected_keys *keys, const char *period, const char *key)
{
    g_autofree char *name = name_of(keys, period, key), *untold = name_of(keys, NULL, key);
    const char *place = g_hash_table_lookup(keys->places, name);
    return place == NULL ? g_hash_table_lookup(keys->places, untold) : place;
}
