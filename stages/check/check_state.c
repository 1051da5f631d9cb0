#include "pipeline/lib/hash.h"
#include "stages/check/check.h"
#include "stages/measure/measure_names.h"
#include "stages/measure/sqlfile.h"
#include "stages/measure/working_days.h"

#include <string.h>

static void add_text(struct hash *hash, const char *text)
{
    hash_update(hash, text, strlen(text) + 1);
}

static bool add_loads(const struct check_pass *pass, struct hash *hash, GError **error)
{
    struct statement *loads = db_prepare(pass->db, NULL, "select load_id from visible_load order by load_id", error);
    if (loads == NULL)
        return false;
    while (statement_next(loads))
        add_text(hash, statement_text(loads, 0));
    add_text(hash, "");
    return statement_end(loads, error);
}

/* Checks may count working days. */
static bool add_holidays(const struct check_pass *pass, struct hash *hash, GError **error)
{
    g_autoptr(GArray) holidays = working_days_load_holidays(pass->project, error);
    if (holidays == NULL)
        return false;
    hash_update(hash, holidays->data, holidays->len * sizeof(int32_t));
    return true;
}

/* Checks may ask whether there is a measure of a name. */
static bool add_measures(const struct check_pass *pass, struct hash *hash, GError **error)
{
    g_autoptr(GPtrArray) names = measure_names_list(pass->project, error);
    if (names == NULL)
        return false;
    for (guint i = 0; i < names->len; i++)
        add_text(hash, names->pdata[i]);
    add_text(hash, "");
    return true;
}

static bool add_checks(const struct check_pass *pass, struct hash *hash, GError **error)
{
    g_autoptr(GPtrArray) paths = project_list(pass->project, "stages/checks", ".sql", error);
    if (paths == NULL)
        return false;
    for (guint i = 0; i < paths->len; i++) {
        struct sql_file *file = sql_file_load(g_ptr_array_index(paths, i), error);
        if (file == NULL)
            return false;
        add_text(hash, file->name);
        add_text(hash, file->sha256);
        sql_file_free(file);
    }
    return true;
}

char *check_signature(struct check_pass *pass, GError **error)
{
    char text[HASH_TEXT_SIZE];
    struct hash *hash = hash_new();
    add_text(hash, SCORECARD_VERSION);
    for (guint i = 0; i < pass->schemas->len; i++)
        add_text(hash, ((const struct schema *)g_ptr_array_index(pass->schemas, i))->sha256);
    const bool is_done = add_loads(pass, hash, error) && add_holidays(pass, hash, error) &&
                         add_measures(pass, hash, error) && add_checks(pass, hash, error);
    hash_finish(hash, text);
    return is_done ? g_strdup(text) : NULL;
}

bool check_is_same(const struct check_pass *pass, const char *signature, bool *is_same, GError **error)
{
    GError *fault = NULL;
    g_autofree char *stored = db_get_text(pass->db, "select signature from main.check_state", &fault);
    if (fault != NULL) {
        g_propagate_error(error, fault);
        return false;
    }
    *is_same = pass->options->sink == NULL && g_strcmp0(stored, signature) == 0;
    return true;
}
