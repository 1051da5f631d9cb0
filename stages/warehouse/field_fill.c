#include "stages/warehouse/field_fill.h"

#include "stages/sql/field_fill.sql.h"
#include "stages/sql/field_list.sql.h"

/* The fields of one extract. */
struct extract_fields {
    char *extract;
    GPtrArray *names;
};

static void clear_extract(gpointer data)
{
    struct extract_fields *fields = data;
    g_free(fields->extract);
    g_ptr_array_unref(fields->names);
}

static void add_field(GArray *extracts, const char *extract, const char *name)
{
    const struct extract_fields *last =
        extracts->len == 0 ? NULL : &g_array_index(extracts, struct extract_fields, extracts->len - 1);
    if (last == NULL || !g_str_equal(last->extract, extract)) {
        const struct extract_fields fields = {g_strdup(extract), g_ptr_array_new_with_free_func(g_free)};
        g_array_append_val(extracts, fields);
        last = &g_array_index(extracts, struct extract_fields, extracts->len - 1);
    }
    g_ptr_array_add(last->names, g_strdup(name));
}

/* struct extract_fields; NULL at a fault. The caller unrefs. */
static GArray *list_fields(struct db *db, GError **error)
{
    struct statement *query = db_prepare(db, NULL, field_list_sql, error);
    if (query == NULL)
        return NULL;
    GArray *extracts = g_array_new(FALSE, FALSE, sizeof(struct extract_fields));
    g_array_set_clear_func(extracts, clear_extract);
    while (statement_next(query))
        add_field(extracts, statement_text(query, 0), statement_text(query, 1));
    if (statement_end(query, error))
        return extracts;
    g_array_unref(extracts);
    return NULL;
}

/* "select count(*), count(nullif("a", '')), … from "current_x"": one pass for all fields. An empty text, which is a
 * value where missingValues says so, fills no cell. */
static char *count_text(const struct extract_fields *fields)
{
    g_autofree char *view = g_strconcat("current_", fields->extract, NULL);
    GString *sql = g_string_new("select count(*)");
    for (guint i = 0; i < fields->names->len; i++) {
        g_string_append(sql, ", count(nullif(");
        db_add_name(sql, fields->names->pdata[i]);
        g_string_append(sql, ", ''))");
    }
    g_string_append(sql, " from temp.");
    db_add_name(sql, view);
    return g_string_free(sql, FALSE);
}

static bool insert_counts(const struct extract_fields *fields, struct statement *counts, struct statement *insert,
                          GError **error)
{
    GError *fault = NULL;
    if (!statement_step(counts, &fault)) {
        g_propagate_error(error, fault);
        return false;
    }
    for (guint i = 0; i < fields->names->len; i++) {
        statement_bind(insert, "ssll", fields->extract, fields->names->pdata[i], statement_integer(counts, (int)i + 1),
                       statement_integer(counts, 0));
        if (!statement_run(insert, error))
            return false;
    }
    return true;
}

static bool count_extract(struct db *db, const struct extract_fields *fields, struct statement *insert, GError **error)
{
    g_autofree char *sql = count_text(fields);
    struct statement *counts = db_prepare(db, NULL, sql, error);
    const bool is_done = counts != NULL && insert_counts(fields, counts, insert, error);
    statement_free(counts);
    return is_done;
}

/* An older warehouse that may not be written has no counts. */
static bool take_counts(struct db *db, GError **error)
{
    int64_t has_counts = 0;
    return db_get_integer(db, &has_counts, error, "select 1 from main.sqlite_schema where name = 'load_field'") &&
           (has_counts == 0 || db_run(db, error, field_fill_sql));
}

bool field_fill_count(struct db *db, GError **error)
{
    if (!take_counts(db, error))
        return false;
    g_autoptr(GArray) extracts = list_fields(db, error);
    if (extracts == NULL)
        return false;
    struct statement *insert =
        db_prepare(db, NULL, "insert or replace into temp.field_fill values (?, ?, ?, ?)", error);
    bool is_done = insert != NULL;
    for (guint i = 0; i < extracts->len && is_done; i++)
        is_done = count_extract(db, &g_array_index(extracts, struct extract_fields, i), insert, error);
    statement_free(insert);
    return is_done;
}
