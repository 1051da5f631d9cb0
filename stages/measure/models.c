#include "stages/measure/models_private.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/place.h"
#include "stages/warehouse/field_fill.h"

#define ROWS "_rows"  /* behind the name of a mart that is a table: the view that fills it */
#define MARTS "marts" /* the database in memory that holds the marts that are tables */

static void free_model(gpointer data)
{
    struct model *model = data;
    sql_file_free(model->file);
    g_ptr_array_unref(model->sources);
    g_hash_table_unref(model->reads);
    g_free(model);
}

static bool load_model(struct models *models, const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct model *model = g_new0(struct model, 1);
    model->file = file;
    model->sources = g_ptr_array_new();
    model->reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_ptr_array_add(models->list, model);
    return true;
}

struct models *models_load(const struct project *project, GError **error)
{
    struct models *models = g_new0(struct models, 1);
    models->list = g_ptr_array_new_with_free_func(free_model);
    models->ordered = g_ptr_array_new();
    g_autoptr(GPtrArray) paths = project_list(project, "stages/models", ".sql", error);
    bool is_done = paths != NULL;
    for (guint i = 0; is_done && i < paths->len; i++)
        is_done = load_model(models, paths->pdata[i], error);
    if (is_done && models_order(models, error))
        return models;
    models_free(models);
    return NULL;
}

void models_free(struct models *models)
{
    if (models == NULL)
        return;
    g_ptr_array_unref(models->ordered);
    g_ptr_array_unref(models->list);
    g_free(models);
}

static bool create_view(const struct model *model, struct db *db, const char *suffix, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("create temp view \"%s%s\" as\n%s", model->file->name, suffix, model->file->text);
    struct statement *statement = db_prepare(db, model->file->path, sql, error);
    const bool is_done = statement != NULL && statement_run(statement, error);
    statement_free(statement);
    return is_done;
}

/* Runs SQL that computes the model; a fault of it is of the model's file. */
static bool compute(const struct model *model, struct db *db, const char *sql, GError **error)
{
    GError *fault = NULL;
    struct statement *statement = db_prepare(db, NULL, sql, &fault);
    if (statement != NULL) {
        statement_limit(statement);
        statement_run(statement, &fault);
    }
    statement_free(statement);
    if (fault == NULL)
        return true;
    if (!g_error_matches(fault, SCORECARD_ERROR, SCORECARD_ERROR_INVALID)) {
        g_propagate_error(error, fault);
        return false;
    }
    place_fail(model->file->path, model->file->text, model->file->body, error, "%s", fault->message);
    g_error_free(fault);
    return false;
}

/* An empty table, and beside it the view whose rows it will hold. */
static bool create_shell(const struct models *models, struct model *model, struct db *db, GError **error)
{
    const char *name = model->file->name;
    model->is_shell = true;
    g_autofree char *sql = g_strdup_printf("create table %s.\"%s\" as select * from temp.\"%s" ROWS "\" where false",
                                           models->place, name, name);
    return create_view(model, db, ROWS, error) && compute(model, db, sql, error);
}

static bool is_mart(const struct model *model)
{
    return g_str_has_prefix(model->file->name, "mart_");
}

bool models_create(struct models *models, struct db *db, GError **error)
{
    models->place = db_is_read_only(db) ? "temp" : MARTS;
    if (!db_is_read_only(db) &&
        !db_run(db, error, "attach ':memory:' as " MARTS "; pragma " MARTS ".page_size = 16384"))
        return false;
    for (guint i = 0; i < models->ordered->len; i++) {
        struct model *model = models->ordered->pdata[i];
        struct statement *statement = sql_file_prepare(model->file, db, model->reads, error);
        if (statement == NULL)
            return false;
        statement_free(statement);
        if (!(is_mart(model) && model->is_read ? create_shell(models, model, db, error)
                                               : create_view(model, db, "", error)))
            return false;
    }
    return true;
}

static bool index_keys(const struct models *models, const struct model *model, struct db *db, GError **error)
{
    g_auto(GStrv) keys = sql_file_list(model->file, "keys");
    if (keys == NULL)
        return true;
    g_autoptr(GString) sql = g_string_new(NULL);
    g_string_printf(sql, "create index %s.\"%s_keys\" on \"%s\"", models->place, model->file->name, model->file->name);
    for (char **key = keys; *key != NULL; key++) {
        g_string_append(sql, key == keys ? " (" : ", ");
        db_add_name(sql, *key);
    }
    g_string_append_c(sql, ')');
    GError *fault = NULL;
    if (db_run(db, &fault, sql->str))
        return true;
    if (!db_fault_is_of_sql(db)) {
        g_propagate_error(error, fault);
        return false;
    }
    g_error_free(fault);
    sql_file_fail(model->file, "keys", error, "%s", db_fault_words(db));
    return false;
}

static bool fill_shell(const struct models *models, const struct model *model, struct db *db, GError **error)
{
    const char *name = model->file->name;
    g_autofree char *sql =
        g_strdup_printf("insert into %s.\"%s\" select * from temp.\"%s" ROWS "\"", models->place, name, name);
    return compute(model, db, sql, error);
}

static bool replace_view(const struct models *models, const struct model *model, struct db *db, GError **error)
{
    g_autofree char *sql =
        g_strdup_printf("create table %s.\"%s\" as\n%s", models->place, model->file->name, model->file->text);
    return db_run_format(db, error, "drop view temp.\"%w\"", model->file->name) && compute(model, db, sql, error);
}

static bool fill(const struct models *models, struct model *model, struct db *db, GError **error)
{
    if (model->is_filled)
        return true;
    model->is_filled = true;
    return (model->is_shell ? fill_shell(models, model, db, error) : replace_view(models, model, db, error)) &&
           index_keys(models, model, db, error);
}

/* Marks the models among `reads`, and all that those read. */
static void mark_wanted(struct models *models, GHashTable *reads)
{
    for (guint i = models->ordered->len; i > 0; i--) {
        struct model *model = models->ordered->pdata[i - 1];
        model->is_wanted = model->is_wanted || g_hash_table_contains(reads, model->file->name);
        for (guint j = 0; model->is_wanted && j < model->sources->len; j++)
            ((struct model *)model->sources->pdata[j])->is_wanted = true;
    }
}

static void add_behind(const struct model *model, GHashTable *behind)
{
    if (!g_hash_table_add(behind, (void *)(uintptr_t)model))
        return;
    for (guint i = 0; i < model->sources->len; i++)
        add_behind(model->sources->pdata[i], behind);
}

void models_behind(const struct models *models, GHashTable *reads, GPtrArray *files)
{
    g_autoptr(GHashTable) behind = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < models->list->len; i++)
        if (g_hash_table_contains(reads, models_at(models, i)->file->name))
            add_behind(models_at(models, i), behind);
    for (guint i = 0; i < models->list->len; i++)
        if (g_hash_table_contains(behind, models_at(models, i)))
            g_ptr_array_add(files, models_at(models, i)->file);
}

bool models_materialise(struct models *models, struct db *db, GHashTable *reads, GError **error)
{
    if (g_hash_table_contains(reads, "field_fill") && !field_fill_count(db, error))
        return false;
    mark_wanted(models, reads);
    for (guint i = 0; i < models->ordered->len; i++) {
        struct model *model = models->ordered->pdata[i];
        if (is_mart(model) && model->is_wanted && !fill(models, model, db, error))
            return false;
    }
    return true;
}

static void add_names(GHashTable *names, GHashTable *further)
{
    GHashTableIter iterator;
    gpointer name;
    g_hash_table_iter_init(&iterator, further);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        if (!g_hash_table_contains(names, name))
            g_hash_table_add(names, g_strdup(name));
}

void models_add_reads(const struct models *models, GHashTable *reads)
{
    for (guint i = models->ordered->len; i > 0; i--) {
        const struct model *model = models->ordered->pdata[i - 1];
        if (g_hash_table_contains(reads, model->file->name))
            add_names(reads, model->reads);
    }
}

int64_t models_n_rows(const struct models *models, struct db *db, GHashTable *reads)
{
    int64_t sum = 0;
    for (guint i = 0; i < models->list->len; i++) {
        const struct model *model = models_at(models, i);
        int64_t n = 0;
        if (!model->is_filled || !g_hash_table_contains(reads, model->file->name))
            continue;
        g_autofree char *sql = g_strdup_printf("select max(rowid) from %s.\"%s\"", models->place, model->file->name);
        sum += db_get_integer(db, &n, NULL, sql) ? n : 0;
    }
    return sum;
}

struct models_copy {
    const struct models *models;
    unsigned char *bytes;
    size_t length;
};

struct models_copy *models_copy(const struct models *models, struct db *db)
{
    size_t length = 0;
    unsigned char *bytes = g_str_equal(models->place, MARTS) ? db_copy_bytes(db, MARTS, &length) : NULL;
    if (bytes == NULL)
        return NULL;
    struct models_copy *copy = g_new(struct models_copy, 1);
    *copy = (struct models_copy){models, bytes, length};
    return copy;
}

bool models_show_copy(const struct models_copy *copy, struct db *db, GError **error)
{
    if (!db_show_bytes(db, MARTS, copy->bytes, copy->length, error))
        return false;
    for (guint i = 0; i < copy->models->ordered->len; i++) {
        const struct model *model = copy->models->ordered->pdata[i];
        if (!model->is_shell && !model->is_filled && !create_view(model, db, "", error))
            return false;
    }
    return true;
}

void models_copy_free(struct models_copy *copy)
{
    if (copy == NULL)
        return;
    db_free_bytes(copy->bytes);
    g_free(copy);
}
