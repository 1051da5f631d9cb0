#include "stages/warehouse/origin.h"

struct loaded_file {
    char *name, *extract;
};

struct origins {
    struct db *db;
    GHashTable *files;   /* load_id → struct loaded_file */
    GHashTable *row_ids; /* case_id → row_id */
};

static bool step_to(struct statement *statement, GError **error, bool *is_row)
{
    GError *fault = NULL;
    *is_row = statement_step(statement, &fault);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static void free_file(gpointer data)
{
    struct loaded_file *file = data;
    g_free(file->name);
    g_free(file->extract);
    g_free(file);
}

static bool read_files(struct origins *origins, GError **error)
{
    struct statement *query = db_prepare(origins->db, NULL, "select load_id, file, extract from load", error);
    bool is_row = query != NULL;
    bool is_good = is_row;
    while (is_row && (is_good = step_to(query, error, &is_row)) && is_row) {
        gint64 *load_id = g_new(gint64, 1);
        *load_id = statement_integer(query, 0);
        struct loaded_file *file = g_new0(struct loaded_file, 1);
        file->name = g_strdup(statement_text(query, 1));
        file->extract = g_strdup(statement_text(query, 2));
        g_hash_table_insert(origins->files, load_id, file);
    }
    statement_free(query);
    return is_good;
}

struct origins *origins_new(struct db *db, GError **error)
{
    struct origins *origins = g_new0(struct origins, 1);
    origins->db = db;
    origins->files = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, free_file);
    origins->row_ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    if (read_files(origins, error))
        return origins;
    origins_free(origins);
    return NULL;
}

void origins_free(struct origins *origins)
{
    g_hash_table_unref(origins->files);
    g_hash_table_unref(origins->row_ids);
    g_free(origins);
}

/* Sets *has: a table without it is no extract's. */
static bool find_row_id(struct db *db, const char *table, bool *has, GError **error)
{
    g_autoptr(GString) sql = g_string_new("select row_id from ");
    db_add_name(sql, table);
    g_string_append(sql, " limit 0");
    GError *fault = NULL;
    struct statement *query = db_prepare(db, NULL, sql->str, &fault);
    *has = query != NULL;
    statement_free(query);
    if (*has || db_fault_is_of_sql(db)) {
        g_clear_error(&fault);
        return true;
    }
    g_propagate_error(error, fault);
    return false;
}

/* Of a key that stands in several rows the first row is taken. */
static void learn_row(struct origins *origins, struct statement *query)
{
    const char *key = statement_text(query, 0);
    if (key == NULL || g_hash_table_contains(origins->row_ids, key))
        return;
    gint64 *row_id = g_new(gint64, 1);
    *row_id = statement_integer(query, 1);
    g_hash_table_insert(origins->row_ids, g_strdup(key), row_id);
}

static struct statement *prepare_keys(struct db *db, const char *table, const char *name, GError **error)
{
    g_autoptr(GString) sql = g_string_new("select ");
    db_add_name(sql, name);
    g_string_append(sql, ", row_id from ");
    db_add_name(sql, table);
    g_string_append(sql, " order by row_id");
    return db_prepare(db, NULL, sql->str, error);
}

bool origins_learn(struct origins *origins, struct statement *statement, int case_id, GError **error)
{
    const char *table, *name;
    g_hash_table_remove_all(origins->row_ids);
    bool has_row_id = false;
    if (!statement_column_origin(statement, case_id, &table, &name))
        return true;
    if (!find_row_id(origins->db, table, &has_row_id, error))
        return false;
    if (!has_row_id)
        return true;
    struct statement *query = prepare_keys(origins->db, table, name, error);
    bool is_row = query != NULL;
    bool is_good = is_row;
    while (is_row && (is_good = step_to(query, error, &is_row)) && is_row)
        learn_row(origins, query);
    statement_free(query);
    return is_good;
}

bool origins_find(const struct origins *origins, const char *case_id, int64_t *row_id)
{
    const gint64 *found = case_id == NULL ? NULL : g_hash_table_lookup(origins->row_ids, case_id);
    if (found != NULL)
        *row_id = *found;
    return found != NULL;
}

static const struct loaded_file *find_file(const struct origins *origins, int64_t row_id)
{
    const gint64 load_id = row_id >> 32;
    return g_hash_table_lookup(origins->files, &load_id);
}

const char *origins_file(const struct origins *origins, int64_t row_id)
{
    const struct loaded_file *file = find_file(origins, row_id);
    return file == NULL ? NULL : file->name;
}

const char *origins_extract(const struct origins *origins, int64_t row_id)
{
    const struct loaded_file *file = find_file(origins, row_id);
    return file == NULL ? NULL : file->extract;
}

int64_t origins_line(int64_t row_id)
{
    return row_id & INT64_C(0xFFFFFFFF);
}
