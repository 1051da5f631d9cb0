#include "stages/measure/measure_rows.h"

#include "pipeline/lib/place.h"
#include "pipeline/lib/texts.h"

#include <string.h>

static const char *const required_keys[] = {"title", "ref",    "kind",   "when",  "period",
                                            "unit",  "better", "source", "owner", NULL};
static const char *const allowed_keys[] = {"title",  "ref",       "kind",        "when",    "period", "unit",  "better",
                                           "source", "owner",     "definition",  "counts",  "needs",  "pairs", "days",
                                           "all",    "numerator", "denominator", "amounts", NULL};

/* A word of a head and what it stands for. */
struct word {
    const char *name;
    int value;
};

static const struct word kinds[] = {{"count", MEASURE_COUNT},
                                    {"rate", MEASURE_RATE},
                                    {"median", MEASURE_MEDIAN},
                                    {"mean", MEASURE_MEAN},
                                    {"sum", MEASURE_SUM},
                                    {"ratio", MEASURE_RATIO},
                                    {NULL, 0}};
static const struct word whens[] = {
    {"event", WHEN_EVENT}, {"state", WHEN_STATE}, {"snapshot", WHEN_SNAPSHOT}, {NULL, 0}};
static const struct word units[] = {{"number", UNIT_NUMBER},
                                    {"percent", UNIT_PERCENT},
                                    {"weeks", UNIT_WEEKS},
                                    {"days", UNIT_DAYS},
                                    {"pounds", UNIT_POUNDS},
                                    {"per 10,000", UNIT_PER_10000},
                                    {NULL, 0}};
static const struct word betters[] = {
    {"higher", BETTER_HIGHER}, {"lower", BETTER_LOWER}, {"neither", BETTER_NEITHER}, {NULL, 0}};
static const struct word counted[] = {{"children", true}, {"other", false}, {NULL, 0}};
static const struct word days[] = {{"as-at", true}, {NULL, 0}};
static const struct word scales[] = {{"whole", 1}, {"hundredths", 100}, {"millionths", 1000000}, {NULL, 0}};
static const struct word all_rows[] = {{"yes", true}, {"no", false}, {NULL, 0}};

static char *list_words(const struct word *words)
{
    GString *list = g_string_new(NULL);
    for (; words->name != NULL; words++)
        g_string_append_printf(list, "%s%s", list->len == 0 ? "" : ", ", words->name);
    return g_string_free(list, FALSE);
}

/* The value of a key that must be one of `words`; *value stays when the head lacks the key. */
static bool read_word(const struct sql_file *file, const char *key, const struct word *words, int *value,
                      GError **error)
{
    const char *text = sql_file_head(file, key);
    for (const struct word *word = words; text != NULL && word->name != NULL; word++)
        if (g_str_equal(word->name, text)) {
            *value = word->value;
            return true;
        }
    if (text == NULL)
        return true;
    g_autofree char *list = list_words(words);
    return sql_file_fail(file, key, error, "'%s' is no %s: expected one of %s", text, key, list);
}

static bool read_words(struct measure *measure, GError **error)
{
    int kind = 0, when = 0, unit = 0, better = 0, is_as_at_only = false, counts_children = true, has_all = true,
        scale = 1;
    const struct {
        const char *key;
        const struct word *words;
        int *value;
    } keys[] = {
        {"kind", kinds, &kind},       {"when", whens, &when},         {"unit", units, &unit},
        {"better", betters, &better}, {"days", days, &is_as_at_only}, {"counts", counted, &counts_children},
        {"all", all_rows, &has_all},  {"amounts", scales, &scale},
    };
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        if (!read_word(measure->file, keys[i].key, keys[i].words, keys[i].value, error))
            return false;
    measure->kind = (enum measure_kind)kind;
    measure->when = (enum measure_when)when;
    measure->unit = (enum unit)unit;
    measure->better = (enum better)better;
    measure->is_as_at_only = is_as_at_only;
    measure->counts_children = counts_children;
    measure->has_all = has_all;
    measure->amount_scale = scale;
    return true;
}

/* An event has no day to be counted on; a state is not counted over a stretch of months. */
static bool period_suits(const struct measure *measure, enum period_kind kind)
{
    const bool is_day = kind == PERIOD_DAY || kind == PERIOD_CENSUS;
    return period_kind_is_year(kind) || measure->kind == MEASURE_RATIO || is_day == (measure->when != WHEN_EVENT);
}

static bool read_period(struct measure *measure, const char *name, GError **error)
{
    enum period_kind kind = PERIOD_MONTH;
    if (!period_kind_parse(name, &kind)) {
        g_autofree char *names = period_kind_names();
        return sql_file_fail(measure->file, "period", error, "'%s' is no period: expected one of %s", name, names);
    }
    if (!period_suits(measure, kind))
        return sql_file_fail(measure->file, "period", error, "the period '%s' does not suit when: %s", name,
                             sql_file_head(measure->file, "when"));
    if (measure->n_periods == G_N_ELEMENTS(measure->periods))
        return sql_file_fail(measure->file, "period", error, "more than %u periods", measure->n_periods);
    measure->periods[measure->n_periods++] = kind;
    return true;
}

static bool read_periods(struct measure *measure, GError **error)
{
    g_auto(GStrv) names = sql_file_list(measure->file, "period");
    for (guint i = 0; names[i] != NULL; i++)
        if (!read_period(measure, names[i], error))
            return false;
    return true;
}

static bool read_need(struct measure *measure, const struct project *project, const char *need, GPtrArray *extracts,
                      GPtrArray *columns, GError **error)
{
    const char *point = strchr(need, '.');
    g_autofree char *extract = point == NULL ? g_strdup(need) : g_strndup(need, (gsize)(point - need));
    g_autofree char *schema = project_find(project, "schemas", extract, ".json");
    if (schema == NULL) {
        g_autofree char *hint = project_nearest(project, "schemas", ".json", extract);
        return sql_file_fail(measure->file, "needs", error, "'%s' is no extract%s", extract, hint);
    }
    if (point != NULL)
        g_ptr_array_add(columns, g_strdup(need));
    if (!g_ptr_array_find_with_equal_func(extracts, extract, g_str_equal, NULL))
        g_ptr_array_add(extracts, g_steal_pointer(&extract));
    return true;
}

static bool read_needs(struct measure *measure, const struct project *project, GError **error)
{
    g_auto(GStrv) needs = sql_file_list(measure->file, "needs");
    GPtrArray *extracts = g_ptr_array_new(), *columns = g_ptr_array_new();
    bool is_good = true;
    measure->pair_splits = sql_file_list(measure->file, "pairs");
    for (guint i = 0; is_good && needs != NULL && needs[i] != NULL; i++)
        is_good = read_need(measure, project, needs[i], extracts, columns, error);
    measure->needs = texts_to_list(extracts);
    measure->needs_columns = texts_to_list(columns);
    return is_good;
}

/* A ratio names two measures and has no query, or has a query and names none; nothing else names any. */
static bool check_parts(const struct measure *measure, GError **error)
{
    const struct sql_file *file = measure->file;
    const bool names_one = measure->numerator != NULL, names_other = measure->denominator != NULL;
    if (names_one != names_other)
        return sql_file_fail(file, names_one ? "numerator" : "denominator", error,
                             "a ratio names both its numerator and its denominator");
    if (names_one && measure->kind != MEASURE_RATIO)
        return sql_file_fail(file, "numerator", error, "only a ratio names a numerator");
    if (names_one && sql_file_has_body(file))
        return place_fail(file->path, file->text, file->body, error, "a ratio of two measures has no query of its own");
    if (!names_one && !sql_file_has_body(file))
        return place_fail(file->path, file->text, 0, error, "there is no query below the head");
    return true;
}

bool measure_head_read(struct measure *measure, const struct project *project, GError **error)
{
    const struct sql_file *file = measure->file;
    if (!sql_file_check_head(file, required_keys, allowed_keys, error) || !read_words(measure, error) ||
        !read_periods(measure, error) || !read_needs(measure, project, error))
        return false;
    measure->id = file->name;
    measure->title = sql_file_head(file, "title");
    measure->ref = sql_file_head(file, "ref");
    measure->source = sql_file_head(file, "source");
    measure->owner = sql_file_head(file, "owner");
    measure->definition = sql_file_head(file, "definition");
    measure->unit_name = sql_file_head(file, "unit");
    measure->numerator = sql_file_head(file, "numerator");
    measure->denominator = sql_file_head(file, "denominator");
    return check_parts(measure, error);
}

enum period_kind measure_headline_kind(const struct measure *measure)
{
    static const enum period_kind preferred[] = {PERIOD_ROLLING,        PERIOD_DAY,           PERIOD_CENSUS,
                                                 PERIOD_FINANCIAL_YEAR, PERIOD_ACADEMIC_YEAR, PERIOD_CALENDAR_YEAR,
                                                 PERIOD_TWO_MONTHS};
    for (guint i = 0; i < G_N_ELEMENTS(preferred); i++)
        for (guint j = 0; j < measure->n_periods; j++)
            if (measure->periods[j] == preferred[i])
                return preferred[i];
    return PERIOD_MONTH;
}
