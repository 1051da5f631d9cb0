#include "pipeline/lib/hash.h"
#include "stages/load/load_private.h"
#include "stages/sql/known_load.sql.h"

/* The counts of the load that is current, for a file that is the same. */
static bool read_known(struct db *db, int64_t load_id, struct load_result *result, GError **error)
{
    struct statement *statement = db_prepare_kept(db,
                                                  "select lines, header, loaded, rejected, blank, continued, errors, "
                                                  "queries, period, encoding from main.load where load_id = ?",
                                                  error);
    if (statement == NULL)
        return false;
    uint64_t *const counts[] = {&result->lines, &result->header,    &result->loaded,   &result->rejected,
                                &result->blank, &result->continued, &result->n_errors, &result->n_queries};
    statement_bind(statement, "l", load_id);
    const bool is_done = statement_step(statement, error);
    for (guint i = 0; is_done && i < G_N_ELEMENTS(counts); i++)
        *counts[i] = (uint64_t)statement_integer(statement, (int)i);
    if (is_done) {
        result->period = g_strdup(statement_text(statement, 8));
        result->encoding = g_intern_string(statement_text(statement, 9));
        result->load_id = load_id;
        result->status = LOAD_UNCHANGED;
    }
    statement_free(statement);
    return is_done;
}

/* The file's hash is taken only when a load of its size is current: a file that is new is hashed while it is read. */
static bool is_known(struct db *db, const struct candidate *candidate, const struct load_options *options,
                     struct statement *known, char **sha256, bool *is_same, GError **error)
{
    *is_same = false;
    if (*sha256 == NULL)
        *sha256 = hash_file(candidate->path, error);
    if (*sha256 == NULL)
        return false;
    if (!g_str_equal(*sha256, statement_text(known, 1)))
        return true;
    return period_is_same(db, candidate, options, statement_text(known, 2), is_same, error);
}

bool known_find(struct db *db, const struct candidate *candidate, const struct load_options *options,
                struct load_result *result, GError **error)
{
    struct statement *known = db_prepare_kept(db, known_load_sql, error);
    if (known == NULL)
        return false;
    g_autofree char *sha256 = NULL;
    GError *fault = NULL;
    bool is_same = false;
    statement_bind(known, "sls", candidate->schema->name, (int64_t)candidate->bytes, candidate->schema->sha256);
    while (!is_same && fault == NULL && statement_step(known, &fault))
        is_known(db, candidate, options, known, &sha256, &is_same, &fault);
    const int64_t load_id = is_same ? statement_integer(known, 0) : 0;
    statement_free(known);
    if (fault != NULL) {
        g_propagate_error(error, fault);
        return false;
    }
    if (is_same)
        g_strlcpy(result->sha256, sha256, sizeof result->sha256);
    return !is_same || read_known(db, load_id, result, error);
}
