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

/* Looks for the load whose bytes and period are the file's, among the current ones of its size: its id, 0 without one.
 * The hash is taken only where there are such, into `sha256`: a file that is new is hashed while it is read. */
static bool find_same(const struct period_question *question, struct statement *known, char **sha256, int64_t *load_id,
                      GError **error)
{
    while (*load_id == 0 && statement_next(known)) {
        if (*sha256 == NULL)
            *sha256 = hash_file(question->candidate->path, error);
        if (*sha256 == NULL)
            return false;
        bool is_same = g_str_equal(*sha256, statement_text(known, 1));
        if (is_same && !period_is_same(question, statement_text(known, 2), &is_same, error))
            return false;
        *load_id = is_same ? statement_integer(known, 0) : 0;
    }
    return true;
}

bool known_find(struct db *db, const struct candidate *candidate, const struct load_options *options,
                struct load_result *result, GError **error)
{
    struct statement *known = db_prepare_kept(db, known_load_sql, error);
    if (known == NULL)
        return false;
    g_autofree char *sha256 = NULL;
    int64_t load_id = 0;
    const struct period_question question = {.db = db, .candidate = candidate, .options = options};
    statement_bind(known, "sls", candidate->schema->name, (int64_t)candidate->bytes, candidate->schema->sha256);
    const bool is_sought = find_same(&question, known, &sha256, &load_id, error);
    if (!statement_end(known, is_sought ? error : NULL) || !is_sought)
        return false;
    if (load_id != 0)
        g_strlcpy(result->sha256, sha256, sizeof result->sha256);
    return load_id == 0 || read_known(db, load_id, result, error);
}
