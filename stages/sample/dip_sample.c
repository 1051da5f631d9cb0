#include "stages/sample/dip_sample.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/texts.h"
#include "stages/measure/measure_rows.h"

#include <string.h>

#define SPLIT_OF_WHOLE G_MAXUINT
#define SPLIT_MET (G_MAXUINT - 1)

const char *dip_sample_method(const struct dip_request *request)
{
    return request->plan.is_systematic ? "systematic" : "simple";
}

const char *dip_sample_allocation(const struct dip_request *request)
{
    return request->plan.is_equal ? "equal" : "proportional";
}

static struct sample_question question_of(const struct dip_sample *dip)
{
    const struct dip_request *request = &dip->request;
    return (struct sample_question){
        .measure = request->measure->id,
        .as_at = request->as_at,
        .conditions = dip->conditions,
        .split = request->by == NULL ? "" : request->by,
        .method = dip_sample_method(request),
        .allocation = dip_sample_allocation(request),
        .size = request->plan.size,
        .seed = request->plan.seed,
    };
}

/* In order, so that the same conditions typed in another order are the same. */
static char *join_conditions(char *const *where)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (; where != NULL && *where != NULL; where++)
        g_ptr_array_add(sorted, *where);
    texts_sort(sorted);
    g_ptr_array_add(sorted, NULL);
    return g_strjoinv("\n", (char **)sorted->pdata);
}

static char *make_reference(const struct dip_sample *dip)
{
    const struct sample_question question = question_of(dip);
    char as_at[DATE_TEXT_SIZE], hash[HASH_TEXT_SIZE];
    date_format_iso(question.as_at, as_at);
    g_autofree char *text =
        g_strdup_printf("%s\n%s\n%s\n%s\n%s\n%s\n%u\n%s", question.measure, as_at, question.conditions, question.split,
                        question.method, question.allocation, question.size, question.seed);
    hash_bytes(text, strlen(text), hash);
    return g_strdup_printf("%s-%s-%.8s", dip->request.measure->ref, as_at, hash);
}

static bool find_split(const struct case_list *list, const struct dip_request *request, guint *split, GError **error)
{
    *split = SPLIT_OF_WHOLE;
    if (request->by == NULL)
        return true;
    if (request->measure->kind == MEASURE_RATE && g_str_equal(request->by, "met")) {
        *split = SPLIT_MET;
        return true;
    }
    *split = measure_split_index(request->measure, request->by);
    if (*split != NO_SPLIT)
        return true;
    g_autofree char *known = g_strjoinv(", ", list->splits);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--by: %s has no split '%s'; known: %s",
                request->measure->id, request->by, *known == '\0' ? "none" : known);
    return false;
}

static const char *category_of(const struct listed_case *listed, guint split)
{
    if (split == SPLIT_OF_WHOLE)
        return SAMPLE_WHOLE;
    return split == SPLIT_MET ? (listed->is_met ? "1" : "0") : listed->categories[split];
}

/* Of the rows of one case the first in order of stratum, then of file and line. */
static bool comes_first(const struct listed_case *a, const struct listed_case *b, guint split)
{
    const int order = strcmp(category_of(a, split), category_of(b, split));
    return order < 0 || (order == 0 && a->row_id < b->row_id);
}

static bool is_same_key(const struct key *a, const struct key *b)
{
    return a->n_fields == b->n_fields && memcmp(a->fields, b->fields, a->n_fields * sizeof *a->fields) == 0;
}

/* What a row of an extract is one of: a row known by its parent's key (the casework of a request) is its parent. */
static const char *kind_of_extract(const struct dip_sample *dip, const char *extract)
{
    const struct schema *schema = schema_find(dip->request.schemas, extract);
    for (guint i = 0; schema != NULL && schema->has_primary_key && i < schema->n_foreign_keys; i++) {
        const struct foreign_key *parent = &schema->foreign_keys[i];
        if (*parent->target != '\0' && is_same_key(&parent->key, &schema->primary_key))
            return parent->target;
    }
    return extract;
}

static const char *kind_of(const struct dip_sample *dip, const struct case_list *list, const struct listed_case *listed)
{
    const char *extract = listed->is_placed ? origins_extract(list->origins, listed->row_id) : NULL;
    return extract == NULL ? dip->request.measure->id : kind_of_extract(dip, extract);
}

/* By what the register knows the case: ids of a census are of one census alone, where they may be another child's in
 * the next. */
static const char *register_kind(const struct dip_sample *dip, const struct case_list *list,
                                 const struct listed_case *listed)
{
    const char *kind = kind_of(dip, list, listed);
    const struct schema *schema = schema_find(dip->request.schemas, kind);
    if (schema == NULL || !schema_is_of_census(schema))
        return kind;
    char day[DATE_TEXT_SIZE];
    date_format_iso(listed->counted_on, day);
    g_autofree char *text = g_strconcat(kind, " ", day, NULL);
    return g_intern_string(text);
}

/* Drawn before; earlier programs kept a case of a census without its day. */
static bool was_drawn(const struct dip_sample *dip, const struct case_list *list, const struct listed_case *listed,
                      const char *key, GHashTable *drawn)
{
    g_autofree char *name = sample_register_name(register_kind(dip, list, listed), key);
    g_autofree char *dayless = sample_register_name(kind_of(dip, list, listed), key);
    return g_hash_table_contains(drawn, name) || g_hash_table_contains(drawn, dayless);
}

/* What may be drawn is what the figure counts: of a ratio its numerator. */
static bool is_of_frame(const struct listed_case *listed)
{
    return listed->case_id != NULL && g_strcmp0(listed->part, "denominator") != 0;
}

/* The case ids that cases of several kinds have: an open plan and one that came with a child may have one number. The
 * caller unrefs. */
static GHashTable *find_shared_ids(const struct dip_sample *dip, const struct case_list *list)
{
    g_autoptr(GHashTable) kinds = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTable *shared = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < case_list_count(list); i++) {
        const struct listed_case *listed = case_list_at(list, i);
        if (!is_of_frame(listed))
            continue;
        const char *kind = kind_of(dip, list, listed), *first = g_hash_table_lookup(kinds, listed->case_id);
        if (first == NULL)
            g_hash_table_insert(kinds, (void *)(uintptr_t)listed->case_id, (void *)(uintptr_t)kind);
        else if (!g_str_equal(first, kind))
            g_hash_table_add(shared, (void *)(uintptr_t)listed->case_id);
    }
    return shared;
}

static void take_case(struct dip_sample *dip, const struct listed_case *listed, const char *name, guint split)
{
    const struct listed_case *known = g_hash_table_lookup(dip->cases, name);
    dip->n_repeated += known != NULL;
    if (known == NULL || comes_first(listed, known, split))
        g_hash_table_insert(dip->cases, g_strdup(name), (void *)(uintptr_t)listed);
}

static void take_cases(struct dip_sample *dip, const struct case_list *list, guint split)
{
    g_autoptr(GHashTable) shared = find_shared_ids(dip, list);
    for (guint i = 0; i < case_list_count(list); i++) {
        const struct listed_case *listed = case_list_at(list, i);
        if (!is_of_frame(listed))
            continue;
        g_autofree char *name = g_hash_table_contains(shared, listed->case_id)
                                    ? g_strconcat(kind_of(dip, list, listed), "/", listed->case_id, NULL)
                                    : g_strdup(listed->case_id);
        take_case(dip, listed, name, split);
    }
}

/* Every case that may be drawn; those that may not go to `avoided`. */
static GArray *make_frame(struct dip_sample *dip, const struct case_list *list, GHashTable *drawn, guint split)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    GHashTableIter iterator;
    void *key, *value;
    g_hash_table_iter_init(&iterator, dip->cases);
    while (g_hash_table_iter_next(&iterator, &key, &value)) {
        const struct listed_case *listed = value;
        const char *kind = register_kind(dip, list, listed);
        const struct sample_unit unit = {key, category_of(listed, split)};
        g_hash_table_insert(dip->kinds, key, (void *)(uintptr_t)kind);
        if (!dip->request.is_repeat && was_drawn(dip, list, listed, key, drawn))
            g_ptr_array_add(dip->avoided, g_strdup(key));
        else
            g_array_append_val(units, unit);
    }
    texts_sort(dip->avoided);
    return units;
}

static bool draw(struct dip_sample *dip, struct db *db, const struct case_list *list, guint split, GError **error)
{
    GHashTable *drawn = sample_register_drawn(db, dip->request.as_at, dip->request.period_days, error);
    if (drawn == NULL)
        return false;
    g_autoptr(GArray) units = make_frame(dip, list, drawn, split);
    dip->sample = sample_draw(units, &dip->request.plan);
    g_hash_table_unref(drawn);
    return true;
}

/* Whether the cases that may be drawn are those of the registered draw: the figure's, less what it avoided. */
static bool frame_is_same(const struct dip_sample *dip)
{
    g_autoptr(GHashTable) avoided = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    GHashTableIter iterator;
    void *key, *value;
    for (guint i = 0; i < dip->avoided->len; i++)
        g_hash_table_add(avoided, dip->avoided->pdata[i]);
    g_hash_table_iter_init(&iterator, dip->cases);
    while (g_hash_table_iter_next(&iterator, &key, &value)) {
        const struct sample_unit unit = {key, SAMPLE_WHOLE};
        if (!g_hash_table_contains(avoided, key))
            g_array_append_val(units, unit);
    }
    char hash[HASH_TEXT_SIZE];
    sample_hash_frame(units, hash);
    return g_str_equal(hash, dip->sample->frame_sha256);
}

static bool recall(struct dip_sample *dip, struct db *db, int64_t draw_id, GError **error)
{
    dip->sample = sample_register_read(db, draw_id, dip->avoided, error);
    if (dip->sample == NULL)
        return false;
    dip->is_registered = true;
    dip->is_frame_changed = !frame_is_same(dip);
    return true;
}

static bool take(struct dip_sample *dip, struct db *db, const struct case_list *list, GError **error)
{
    guint split = 0;
    int64_t draw_id = 0;
    const struct sample_question question = question_of(dip);
    if (!find_split(list, &dip->request, &split, error) || !sample_register_find(db, &question, &draw_id, error))
        return false;
    take_cases(dip, list, split);
    return draw_id == 0 ? draw(dip, db, list, split, error) : recall(dip, db, draw_id, error);
}

struct dip_sample *dip_sample_take(struct db *db, const struct case_list *list, const struct dip_request *request,
                                   GError **error)
{
    struct dip_sample *dip = g_new0(struct dip_sample, 1);
    dip->request = *request;
    dip->avoided = g_ptr_array_new_with_free_func(g_free);
    dip->cases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    dip->kinds = g_hash_table_new(g_str_hash, g_str_equal);
    dip->conditions = join_conditions(request->where);
    dip->reference = make_reference(dip);
    if (take(dip, db, list, error))
        return dip;
    dip_sample_free(dip);
    return NULL;
}

void dip_sample_free(struct dip_sample *dip)
{
    if (dip == NULL)
        return;
    sample_free(dip->sample);
    g_ptr_array_unref(dip->avoided);
    g_hash_table_unref(dip->cases);
    g_hash_table_unref(dip->kinds);
    g_free(dip->conditions);
    g_free(dip->reference);
    g_free(dip);
}

bool dip_sample_keep(struct db *db, const struct dip_sample *dip, GError **error)
{
    const struct sample_question question = question_of(dip);
    if (dip->is_registered || dip->sample->picks->len == 0)
        return true;
    const struct sample_draw draw = {.sample = dip->sample, .avoided = dip->avoided, .kinds = dip->kinds};
    return sample_register_keep(db, &question, &draw, error);
}

const struct listed_case *dip_sample_case(const struct dip_sample *dip, const char *case_id)
{
    return g_hash_table_lookup(dip->cases, case_id);
}
