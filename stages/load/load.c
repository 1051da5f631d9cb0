#include "stages/load/load.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/hash.h"
#include "pipeline/lib/thread.h"
#include "stages/load/load_private.h"

#include <string.h>

#define AHEAD_BYTES (1024 * 1024) /* of a larger file there is enough to do at once, and its batches take memory */

static const char *const status_names[] = {
    [LOAD_LOADED] = "loaded", [LOAD_UNCHANGED] = "unchanged", [LOAD_IGNORED] = "ignored", [LOAD_REFUSED] = "refused"};

const char *load_status_name(enum load_status status)
{
    return status_names[status];
}

void load_result_clear(struct load_result *result)
{
    g_free(result->path);
    g_free(result->file);
    g_free(result->extract);
    g_free(result->period);
    g_free(result->message);
    memset(result, 0, sizeof *result);
}

static void result_init(struct load_result *result, const struct candidate *candidate)
{
    g_assert(candidate != NULL);
    memset(result, 0, sizeof *result);
    result->path = g_strdup(candidate->path);
    result->file = g_strdup(candidate->name);
    result->extract = candidate->schema == NULL ? NULL : g_strdup(candidate->schema->name);
    result->kind = candidate->schema == NULL ? LOAD_REPLACE : candidate->schema->load_kind;
    result->encoding = "";
}

void load_say(struct load_result *result, enum load_status status, const char *message)
{
    result->status = status;
    g_free(result->message);
    result->message = g_strdup(message);
}

static void say_unknown(struct load_result *result, const struct candidate *candidate)
{
    g_autofree char *message = g_strconcat("no extract knows a file of this name", candidate->hint, NULL);
    load_say(result, LOAD_IGNORED, message);
}

/* All files of a call share a transaction, which the first that is read begins. */
static bool begin_part(struct db *db, GError **error)
{
    return (db_is_in_transaction(db) || db_begin(db, error)) && db_part_begin(db, error);
}

/* The file is loaded wholly or leaves no row. */
static bool load_new(struct insertion *insertion, GError **error)
{
    const bool is_dry_run = insertion->options->is_dry_run;
    if (!is_dry_run && !begin_part(insertion->db, error))
        return false;
    GError *fault = NULL;
    const bool stands = load_stream(insertion, &fault) && (is_dry_run || db_part_keep(insertion->db, &fault));
    if (!stands && !is_dry_run)
        db_part_undo(insertion->db, fault == NULL ? &fault : NULL);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

/* Where no file stands, not a byte of the warehouse changes. */
static bool end_transaction(struct db *db, bool stands, GError **error)
{
    if (!db_is_in_transaction(db))
        return true;
    const bool is_kept = stands && db_commit(db, error);
    if (!is_kept)
        db_rollback(db);
    insertion_end(db);
    return is_kept || !stands;
}

static bool complete_hash(struct load_result *result, GError **error)
{
    if (result->sha256[0] != '\0')
        return true;
    g_autofree char *sha256 = hash_file(result->path, error);
    if (sha256 == NULL)
        return false;
    g_strlcpy(result->sha256, sha256, sizeof result->sha256);
    return true;
}

/* A file that is new is looked for again under the lock: another program may have loaded it meanwhile. */
static bool find_known(struct db *db, const struct candidate *candidate, const struct load_options *options,
                       struct load_result *result, GError **error)
{
    if (!known_find(db, candidate, options, result, error))
        return false;
    if (result->status == LOAD_UNCHANGED || options->is_dry_run)
        return true;
    if (db_is_read_only(db)) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s cannot be written: it is read-only",
                    db_path(db));
        return false;
    }
    return db_is_in_transaction(db) || (db_begin(db, error) && known_find(db, candidate, options, result, error));
}

/* The files of a call. */
struct pass {
    struct db *db;
    const struct load_options *options;
    struct ahead ahead;
};

static bool load_candidate(struct pass *pass, const struct candidate *candidate, struct load_result *result,
                           GError **error)
{
    struct db *db = pass->db;
    const struct load_options *options = pass->options;
    result_init(result, candidate);
    if (candidate->fault != NULL)
        load_say(result, LOAD_REFUSED, candidate->fault);
    else if (candidate->schema == NULL)
        say_unknown(result, candidate);
    if (result->message != NULL)
        return complete_hash(result, error);
    if (!find_known(db, candidate, options, result, error))
        return false;
    if (result->status == LOAD_UNCHANGED)
        return true;
    if (options->begin != NULL)
        options->begin(result, options->sink_data);
    progress_begin(options->progress, candidate->name);
    struct insertion insertion = {
        .db = db, .candidate = candidate, .options = options, .result = result, .ahead = &pass->ahead};
    const bool is_done = load_new(&insertion, error);
    progress_end(options->progress);
    return is_done && complete_hash(result, error);
}

bool load_file(struct db *db, const GPtrArray *schemas, const char *path, const struct load_options *options,
               struct load_result *result, GError **error)
{
    memset(result, 0, sizeof *result);
    struct candidate candidate;
    if (!candidate_init(&candidate, schemas, path, options, error))
        return false;
    struct pass pass = {db, options, {NULL, NULL}};
    const bool is_done = load_candidate(&pass, &candidate, result, error);
    candidate_clear(&candidate);
    return end_transaction(db, is_done && result->status == LOAD_LOADED, error) && is_done;
}

/* Whether the file holds what another does, byte for byte. */
static bool find_copy(const struct candidate *candidate, const struct candidate *next, bool *is_copy, GError **error)
{
    *is_copy = false;
    if (candidate->bytes != next->bytes)
        return true;
    g_autofree char *one = hash_file(candidate->path, error);
    g_autofree char *other = one == NULL ? NULL : hash_file(next->path, error);
    *is_copy = other != NULL && g_str_equal(one, other);
    return other != NULL;
}

/* The later of two files of one register counts: the earlier is named and left. */
static bool skip_older(const struct candidate *candidate, const struct candidate *next, struct load_result *result,
                       GError **error)
{
    bool is_copy;
    result_init(result, candidate);
    if (!find_copy(candidate, next, &is_copy, error))
        return false;
    result->is_age_unsure = !is_copy && !load_names_tell_age(candidate, next);
    g_autofree char *message =
        is_copy ? g_strdup_printf("it holds the same as %s", next->name)
                : g_strdup_printf("%s is %sthe newer file of %s (by the %s)", next->name,
                                  result->is_age_unsure ? "taken for " : "", candidate->schema->name,
                                  next->name_date == DATE_NONE ? "order of their names" : "date in its name");
    load_say(result, LOAD_IGNORED, message);
    return complete_hash(result, error);
}

static const struct candidate *candidate_at(const GArray *candidates, guint index)
{
    return index < candidates->len ? &g_array_index(candidates, struct candidate, index) : NULL;
}

/* The newer file that takes the place of this one; NULL: none. */
static const struct candidate *find_newer(const GArray *candidates, guint index)
{
    const struct candidate *next = candidate_at(candidates, index + 1);
    return next != NULL && candidate_is_same_thing(candidate_at(candidates, index), next) ? next : NULL;
}

/* The first behind this one that is not passed over, if it can be read ahead; NULL: none. */
static const struct candidate *find_next(const GArray *candidates, guint index)
{
    for (index++; index < candidates->len && find_newer(candidates, index) != NULL;)
        index++;
    const struct candidate *next = candidate_at(candidates, index);
    return next != NULL && next->schema != NULL && next->fault == NULL && next->bytes <= AHEAD_BYTES ? next : NULL;
}

static bool load_next(struct pass *pass, const GArray *candidates, guint index, GArray *results, GError **error)
{
    const struct candidate *candidate = candidate_at(candidates, index), *newer = find_newer(candidates, index);
    struct load_result result = {0};
    pass->ahead.next = find_next(candidates, index);
    const bool is_done =
        newer != NULL ? skip_older(candidate, newer, &result, error) : load_candidate(pass, candidate, &result, error);
    if (is_done)
        g_array_append_val(results, result);
    else
        load_result_clear(&result);
    return is_done;
}

/* Files of which the names and first lines are looked at. */
struct listing {
    const GPtrArray *schemas;
    char *const *paths;
    const struct load_options *options;
    GArray *candidates; /* struct candidate, one a path */
    GError **faults;    /* one a path; NULL: none */
};

static void look_at(void *data, guint i)
{
    const struct listing *listing = data;
    candidate_init(&g_array_index(listing->candidates, struct candidate, i), listing->schemas, listing->paths[i],
                   listing->options, &listing->faults[i]);
}

/* The first file's that has one. */
static bool pass_fault_on(GError **faults, guint n, GError **error)
{
    GError *first = NULL;
    for (guint i = 0; i < n; i++) {
        if (first == NULL)
            first = g_steal_pointer(&faults[i]);
        g_clear_error(&faults[i]);
    }
    if (first != NULL)
        g_propagate_error(error, first);
    return first == NULL;
}

static void clear_candidate(gpointer data)
{
    candidate_clear(data);
}

/* struct candidate, in the order in which they are loaded; NULL at a fault. The caller unrefs. */
static GArray *list_candidates(const GPtrArray *schemas, char *const *paths, const struct load_options *options,
                               GError **error)
{
    const guint n = g_strv_length((char **)(uintptr_t)paths);
    g_autoptr(GArray) candidates = g_array_new(FALSE, TRUE, sizeof(struct candidate));
    g_array_set_clear_func(candidates, clear_candidate);
    g_array_set_size(candidates, n);
    g_autofree GError **faults = g_new0(GError *, n);
    struct listing listing = {schemas, paths, options, candidates, faults};
    thread_each(n, look_at, &listing);
    if (!pass_fault_on(faults, n, error))
        return NULL;
    g_array_sort(candidates, candidate_compare);
    return g_steal_pointer(&candidates);
}

static bool has_loaded(const GArray *results)
{
    for (guint i = 0; i < results->len; i++)
        if (g_array_index(results, struct load_result, i).status == LOAD_LOADED)
            return true;
    return false;
}

bool load_files(struct db *db, const GPtrArray *schemas, char *const *paths, const struct load_options *options,
                GArray *results, GError **error)
{
    GArray *candidates = list_candidates(schemas, paths, options, error);
    if (candidates == NULL)
        return false;
    bool is_done = true;
    struct pass pass = {db, options, {NULL, NULL}};
    for (guint i = 0; is_done && i < candidates->len; i++)
        is_done = load_next(&pass, candidates, i, results, error);
    ahead_clear(&pass.ahead);
    g_array_unref(candidates);
    return end_transaction(db, is_done && has_loaded(results), error) && is_done;
}
