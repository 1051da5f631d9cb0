#include "stages/measure/measure_rows.h"

#include "pipeline/lib/limits.h"
#include "pipeline/lib/place.h"
#include "pipeline/lib/slip.h"

#include <stddef.h>
#include <string.h>

/* The columns that have a meaning, and where it is kept. What is none of them is a split. */
static const struct {
    const char *name;
    size_t offset;
} contract[] = {
    {"case_id", offsetof(struct measure_query, case_id)},
    {"row_id", offsetof(struct measure_query, row_id)},
    {"on_date", offsetof(struct measure_query, from)},
    {"from_date", offsetof(struct measure_query, from)},
    {"to_date", offsetof(struct measure_query, to)},
    {"at_date", offsetof(struct measure_query, from)},
    {"known_from", offsetof(struct measure_query, known_from)},
    {"known_to", offsetof(struct measure_query, known_to)},
    {"met", offsetof(struct measure_query, met)},
    {"value", offsetof(struct measure_query, value)},
    {"numerator", offsetof(struct measure_query, numerator)},
    {"denominator", offsetof(struct measure_query, denominator)},
};

static const char *const by_when[][3] = {
    [WHEN_EVENT] = {"on_date"}, [WHEN_STATE] = {"from_date", "to_date"}, [WHEN_SNAPSHOT] = {"at_date"}};

/* Those that a query may leave out. */
static const char *const optional[][3] = {
    [WHEN_EVENT] = {"known_from", "known_to"}, [WHEN_STATE] = {NULL}, [WHEN_SNAPSHOT] = {NULL}};

static const char *const by_kind[][3] = {
    [MEASURE_COUNT] = {NULL},   [MEASURE_RATE] = {"met"},  [MEASURE_MEDIAN] = {"value"},
    [MEASURE_MEAN] = {"value"}, [MEASURE_SUM] = {"value"}, [MEASURE_RATIO] = {"numerator", "denominator"},
};

bool measure_is_derived(const struct measure *measure)
{
    return measure->numerator != NULL;
}

void measure_query_clear(struct measure_query *query)
{
    statement_free(query->statement);
    g_free(query->splits);
    *query = (struct measure_query){0};
}

/* Index in the contract, or -1. */
static int find_in_contract(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(contract); i++)
        if (g_str_equal(contract[i].name, name))
            return (int)i;
    return -1;
}

static bool is_among(const char *const names[3], const char *name)
{
    for (guint i = 0; i < 3 && names[i] != NULL; i++)
        if (g_str_equal(names[i], name))
            return true;
    return false;
}

static bool suits(const struct measure *measure, const char *name)
{
    return g_str_equal(name, "case_id") || g_str_equal(name, "row_id") || is_among(by_when[measure->when], name) ||
           is_among(optional[measure->when], name) || is_among(by_kind[measure->kind], name);
}

/* Points at a column's name below the head, else at the query's first line. */
bool measure_fail_column(const struct measure *measure, const char *name, GError **error, const char *message)
{
    const struct sql_file *file = measure->file;
    const char *body = file->text + file->body;
    g_autofree char *escaped = g_regex_escape_string(name, -1);
    g_autofree char *pattern = g_strdup_printf("\\b%s\\b", escaped);
    g_autoptr(GRegex) regex = g_regex_new(pattern, 0, 0, NULL);
    g_autoptr(GMatchInfo) match = NULL;
    int start = 0;
    if (g_regex_match(regex, body, 0, &match))
        g_match_info_fetch_pos(match, 0, &start, NULL);
    return place_fail(file->path, file->text, file->body + (size_t)start, error, "%s", message);
}

static bool fail_surplus(const struct measure *measure, const char *name, GError **error)
{
    g_autofree char *message =
        g_strdup_printf("the column '%s' has no meaning in kind: %s, when: %s", name,
                        sql_file_head(measure->file, "kind"), sql_file_head(measure->file, "when"));
    return measure_fail_column(measure, name, error, message);
}

static bool fail_twice(const struct measure *measure, const char *name, GError **error)
{
    g_autofree char *message = g_strdup_printf("the column '%s' stands twice", name);
    return measure_fail_column(measure, name, error, message);
}

static bool take_column(struct measure_entry *entry, int column, GError **error)
{
    struct measure_query *query = &entry->query;
    const char *name = statement_column_name(query->statement, column);
    const int index = find_in_contract(name);
    if (index < 0) {
        if (g_strv_contains((const char *const *)entry->measure.splits, name))
            return fail_twice(&entry->measure, name, error);
        if (query->n_splits == LIMIT_SPLITS)
            return measure_fail_column(&entry->measure, name, error, "a measure has at most 100 splits");
        query->splits[query->n_splits] = column;
        entry->measure.splits[query->n_splits++] = g_strdup(name);
        return true;
    }
    int *place = (int *)(void *)((char *)query + contract[index].offset);
    if (!suits(&entry->measure, name))
        return fail_surplus(&entry->measure, name, error);
    if (*place != -1)
        return fail_twice(&entry->measure, name, error);
    *place = column;
    return true;
}

static bool require(const struct measure_entry *entry, const char *name, GError **error)
{
    const char *query = (const char *)&entry->query;
    const int column = *(const int *)(const void *)(query + contract[find_in_contract(name)].offset);
    if (column != -1)
        return true;
    struct slip slip = slip_begin(name);
    for (char *const *split = entry->measure.splits; *split != NULL; split++)
        slip_consider(&slip, *split);
    g_autofree char *message =
        slip.nearest == NULL
            ? g_strdup_printf("the query returns no column '%s'", name)
            : g_strdup_printf("the query returns no column '%s': is '%s' meant to be it?", name, slip.nearest);
    return measure_fail_column(&entry->measure, "select", error, message);
}

static bool require_all(const struct measure_entry *entry, const char *const names[3], GError **error)
{
    for (guint i = 0; i < 3 && names[i] != NULL; i++)
        if (!require(entry, names[i], error))
            return false;
    return true;
}

/* A name that is no split would leave a split to be counted alone. */
static bool check_pairs(const struct measure *measure, GError **error)
{
    for (char *const *pair = measure->pair_splits; pair != NULL && *pair != NULL; pair++)
        if (!g_strv_contains((const char *const *)measure->splits, *pair)) {
            g_autofree char *splits = g_strjoinv(", ", measure->splits);
            return sql_file_fail(measure->file, "pairs", error, "the query has no split '%s' (it has: %s)", *pair,
                                 splits);
        }
    return true;
}

bool measure_query_prepare(struct measure_entry *entry, struct db *db, GError **error)
{
    struct measure_query *query = &entry->query;
    query->statement = sql_file_prepare(entry->measure.file, db, entry->reads, error);
    if (query->statement == NULL)
        return false;
    query->case_id = query->row_id = query->from = query->to = query->met = query->value = -1;
    query->numerator = query->denominator = query->known_from = query->known_to = -1;
    const int n_columns = statement_n_columns(query->statement);
    query->splits = g_new0(int, (gsize)n_columns);
    entry->measure.splits = g_new0(char *, (gsize)n_columns + 1);
    for (int column = 0; column < n_columns; column++)
        if (!take_column(entry, column, error))
            return false;
    entry->measure.has_knowledge = query->known_from != -1 || query->known_to != -1;
    return require(entry, "case_id", error) && require_all(entry, by_when[entry->measure.when], error) &&
           require_all(entry, by_kind[entry->measure.kind], error) && check_pairs(&entry->measure, error);
}

bool measure_query_renew(struct measure_entry *entry, struct db *db, GError **error)
{
    statement_free(entry->query.statement);
    entry->query.statement = sql_file_prepare(entry->measure.file, db, NULL, error);
    return entry->query.statement != NULL;
}

static bool is_counted(const struct measure_query *query, struct contribution *contribution)
{
    (void)query;
    *contribution = (struct contribution){.numerator = 1, .denominator = 1};
    return true;
}

static bool is_decided(const struct measure_query *query, struct contribution *contribution)
{
    const bool is_met = statement_integer(query->statement, query->met) != 0;
    *contribution = (struct contribution){.numerator = is_met ? 1 : 0, .denominator = 1};
    return is_met || !statement_is_null(query->statement, query->met);
}

static bool has_value(const struct measure_query *query, struct contribution *contribution)
{
    const double value = statement_real(query->statement, query->value);
    *contribution = (struct contribution){.numerator = value, .denominator = 1, .value = value};
    return !statement_is_null(query->statement, query->value);
}

static bool adds_value(const struct measure_query *query, struct contribution *contribution)
{
    const bool is_known = has_value(query, contribution);
    contribution->is_unknown = !is_known;
    return true;
}

static bool has_parts(const struct measure_query *query, struct contribution *contribution)
{
    *contribution = (struct contribution){.numerator = statement_real(query->statement, query->numerator),
                                          .denominator = statement_real(query->statement, query->denominator)};
    return true;
}

bool measure_query_contribution(const struct measure_entry *entry, struct contribution *contribution)
{
    static bool (*const by_kinds[])(const struct measure_query *, struct contribution *) = {
        [MEASURE_COUNT] = is_counted, [MEASURE_RATE] = is_decided, [MEASURE_MEDIAN] = has_value,
        [MEASURE_MEAN] = has_value,   [MEASURE_SUM] = adds_value,  [MEASURE_RATIO] = has_parts,
    };
    return by_kinds[entry->measure.kind](&entry->query, contribution);
}

guint measure_split_index(const struct measure *measure, const char *name)
{
    for (guint i = 0; measure->splits[i] != NULL; i++)
        if (g_str_equal(measure->splits[i], name))
            return i;
    return NO_SPLIT;
}

/* Digits and ".0": a code that came through a spreadsheet. */
static bool is_whole_real(const char *text, size_t length)
{
    if (length < 3 || !g_str_equal(text + length - 2, ".0"))
        return false;
    const size_t sign = *text == '-' ? 1 : 0;
    return length > sign + 2 && strspn(text + sign, "0123456789") == length - sign - 2;
}

const char *measure_query_category(const struct measure_query *query, guint split, GString *scratch)
{
    const char *text = statement_text(query->statement, query->splits[split]);
    if (text == NULL || *text == '\0')
        return "unknown";
    const size_t length = strlen(text);
    if (!is_whole_real(text, length))
        return text;
    g_string_truncate(scratch, 0);
    g_string_append_len(scratch, text, (gssize)length - 2);
    return scratch->str;
}
