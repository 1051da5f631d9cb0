#include "stages/models.h"

#include "stages/field_fill.h"
#include "stages/sqlfile.h"

#include <string.h>

struct model {
    struct sql_file *file;
    GHashTable *reads;  /* names of all it reads, also through others */
    GError *view_fault; /* why its view could not be made */
    GError *fault;      /* why its own SELECT could not be prepared */
    bool is_table;
};

struct models {
    GPtrArray *list; /* struct model *, in name order */
};

static void free_model(gpointer data)
{
    struct model *model = data;
    sql_file_free(model->file);
    g_hash_table_unref(model->reads);
    g_clear_error(&model->view_fault);
    g_clear_error(&model->fault);
    g_free(model);
}

static bool load_model(struct models *models, const char *path, GError **error)
{
    struct sql_file *file = sql_file_load(path, error);
    if (file == NULL)
        return false;
    struct model *model = g_new0(struct model, 1);
    model->file = file;
    model->reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_ptr_array_add(models->list, model);
    return true;
}

struct models *models_load(const struct project *project, GError **error)
{
    struct models *models = g_new0(struct models, 1);
    models->list = g_ptr_array_new_with_free_func(free_model);
    g_autoptr(GPtrArray) paths = project_list(project, "stages/models", ".sql");
    bool is_done = true;
    for (guint i = 0; i < paths->len && is_done; i++)
        is_done = load_model(models, paths->pdata[i], error);
    if (is_done)
        return models;
    models_free(models);
    return NULL;
}

void models_free(struct models *models)
{
    if (models == NULL)
        return;
    g_ptr_array_unref(models->list);
    g_free(models);
}

guint models_count(const struct models *models)
{
    return models->list->len;
}

static struct model *model_at(const struct models *models, guint index)
{
    return models->list->pdata[index];
}

const struct sql_file *models_file(const struct models *models, guint index)
{
    return model_at(models, index)->file;
}

/* "create … <name> as <the file>": one statement, or a fault. */
static bool create(const struct model *model, struct db *db, const char *what, GError **error)
{
    g_autofree char *sql = g_strdup_printf("create temp %s \"%s\" as\n%s", what, model->file->name, model->file->text);
    struct statement *statement = db_prepare(db, model->file->path, sql, error);
    const bool is_done = statement != NULL && statement_run(statement, error);
    statement_free(statement);
    return is_done;
}

/* The fault of the file itself where there is one; the view's otherwise. */
static void prepare(struct model *model, struct db *db)
{
    struct statement *statement = sql_file_prepare(model->file, db, model->reads, &model->fault);
    statement_free(statement);
    if (model->fault == NULL)
        model->fault = g_steal_pointer(&model->view_fault);
}

static bool mentions(const struct model *model, const char *name)
{
    g_autofree char *escaped = g_regex_escape_string(name, -1);
    g_autofree char *pattern = g_strdup_printf("\\b%s\\b", escaped);
    return g_regex_match_simple(pattern, model->file->text + model->file->body, G_REGEX_OPTIMIZE, 0);
}

static bool rests_on_faulty(const struct models *models, const struct model *model)
{
    for (guint i = 0; i < models->list->len; i++) {
        const struct model *other = model_at(models, i);
        if (other != model && other->fault != NULL && mentions(model, other->file->name))
            return true;
    }
    return false;
}

/* A fault is seen again in every model that reads the faulty one: the one that reads no other faulty model has it. */
static bool report_fault(struct models *models, GError **error)
{
    struct model *faulty = NULL;
    for (guint i = 0; i < models->list->len; i++) {
        struct model *model = model_at(models, i);
        if (model->fault != NULL && (faulty == NULL || rests_on_faulty(models, faulty)))
            faulty = model;
    }
    if (faulty == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&faulty->fault));
    return false;
}

bool models_create(struct models *models, struct db *db, GError **error)
{
    for (guint i = 0; i < models->list->len; i++)
        create(model_at(models, i), db, "view", &model_at(models, i)->view_fault);
    for (guint i = 0; i < models->list->len; i++)
        prepare(model_at(models, i), db);
    return report_fault(models, error);
}

static bool is_mart(const struct model *model)
{
    return g_str_has_prefix(model->file->name, "mart_");
}

/* How many marts it reads: whatever reads it, reads these and itself, and so has more. */
static guint depth(const struct model *model)
{
    guint count = 0;
    GHashTableIter iterator;
    gpointer name;
    g_hash_table_iter_init(&iterator, model->reads);
    while (g_hash_table_iter_next(&iterator, &name, NULL))
        count += g_str_has_prefix(name, "mart_") ? 1 : 0;
    return count;
}

static int compare_depths(gconstpointer a, gconstpointer b)
{
    const struct model *const *first = a, *const *second = b;
    const guint left = depth(*first), right = depth(*second);
    return left != right ? (left > right) - (left < right) : strcmp((*first)->file->name, (*second)->file->name);
}

static bool index_keys(const struct model *model, struct db *db, GError **error)
{
    const char *keys = sql_file_head(model->file, "keys");
    if (keys == NULL)
        return true;
    g_autofree char *sql =
        g_strdup_printf("create index temp.\"%s_keys\" on \"%s\" (%s)", model->file->name, model->file->name, keys);
    GError *fault = NULL;
    if (db_run(db, &fault, sql))
        return true;
    sql_file_fail(model->file, "keys", error, "%s", fault->message);
    g_error_free(fault);
    return false;
}

static bool make_table(struct model *model, struct db *db, GError **error)
{
    if (model->is_table)
        return true;
    model->is_table = true;
    return db_run_format(db, error, "drop view temp.\"%w\"", model->file->name) && create(model, db, "table", error) &&
           index_keys(model, db, error);
}

bool models_materialise(struct models *models, struct db *db, GHashTable *reads, GError **error)
{
    if (g_hash_table_contains(reads, "field_fill") && !field_fill_count(db, error))
        return false;
    g_autoptr(GPtrArray) needed = g_ptr_array_new();
    for (guint i = 0; i < models->list->len; i++)
        if (is_mart(model_at(models, i)) && g_hash_table_contains(reads, model_at(models, i)->file->name))
            g_ptr_array_add(needed, model_at(models, i));
    g_ptr_array_sort(needed, compare_depths);
    for (guint i = 0; i < needed->len; i++)
        if (!make_table(needed->pdata[i], db, error))
            return false;
    return true;
}
