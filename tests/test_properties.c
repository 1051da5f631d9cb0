/* Every figure is its cases: of the small council of fixtures/clean, or of the warehouse that SCORECARD_WAREHOUSE
 * names, each figure of every measure, period, breakdown and category is added up again from the cases that `explain`
 * lists for it. */
#include "pipeline/lib/date.h"
#include "pipeline/lib/files.h"
#include "stages/count/count_measures.h"
#include "stages/count/figures.h"
#include "stages/explain/cases.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#define EXTRACTS "fixtures/clean/council"
#define AS_AT "2021-01-21"

struct council {
    struct project *project;
    GPtrArray *schemas;
    struct db *db;
    struct calendar calendar;
    struct measures *measures;
    struct figures *figures;
};

static char **extract_paths(void)
{
    g_autoptr(GPtrArray) names = folder_list(EXTRACTS, NULL);
    g_autoptr(GPtrArray) paths = g_ptr_array_new();
    for (guint i = 0; i < names->len; i++)
        g_ptr_array_add(paths, g_build_filename(EXTRACTS, names->pdata[i], NULL));
    g_ptr_array_add(paths, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&paths), FALSE);
}

static void load_extracts(const struct council *council)
{
    GError *error = NULL;
    g_auto(GStrv) paths = extract_paths();
    const struct load_options options = {.census_date = DATE_NONE};
    g_autoptr(GArray) results = g_array_new(FALSE, TRUE, sizeof(struct load_result));
    g_array_set_clear_func(results, (GDestroyNotify)load_result_clear);
    assert_true(load_files(council->db, council->schemas, paths, &options, results, &error));
    assert_int_equal(results->len, g_strv_length(paths));
}

static void open_warehouse(struct council *council)
{
    GError *error = NULL;
    const char *path = g_getenv("SCORECARD_WAREHOUSE");
    council->db = warehouse_open(path == NULL ? ":memory:" : path, path == NULL ? DB_READ_WRITE : DB_READ_ONLY, &error);
    assert_null(error);
    assert_true(warehouse_prepare(council->db, council->schemas, &error));
    if (path == NULL)
        load_extracts(council);
    assert_true(warehouse_show(council->db, council->schemas, NULL, &error));
}

static int set_up(void **state)
{
    GError *error = NULL;
    struct council *council = g_new0(struct council, 1);
    council->project = project_open(NULL, &error);
    assert_null(error);
    council->schemas = schema_load_all(council->project, &error);
    assert_null(error);
    open_warehouse(council);
    calendar_init(&council->calendar, date_parse_iso(AS_AT, strlen(AS_AT)), council->project);
    council->measures = measures_load(council->project, &error);
    assert_null(error);
    assert_true(measures_prepare(council->measures, council->db, council->project, &council->calendar, &error));
    council->figures = figures_new();
    assert_true(measures_count_all(council->measures, council->db,
                                   &(struct count_scope){.calendar = &council->calendar}, council->figures, &error));
    *state = council;
    return 0;
}

static int tear_down(void **state)
{
    struct council *council = *state;
    figures_free(council->figures);
    measures_free(council->measures);
    db_close(council->db);
    g_ptr_array_unref(council->schemas);
    project_close(council->project);
    g_free(council);
    return 0;
}

/* What the cases of one category add up to. */
struct added {
    int64_t n, n_met;
    double amount, numerator, denominator;
    GArray *amounts; /* double */
    bool is_told;    /* a figure stands for them */
};

static void added_free(void *data)
{
    struct added *added = data;
    g_array_unref(added->amounts);
    g_free(added);
}

static struct added *added_find(GHashTable *sums, const char *breakdown, const char *category)
{
    char *key = g_strdup_printf("%s\t%s", breakdown, category);
    struct added *added = g_hash_table_lookup(sums, key);
    if (added != NULL) {
        g_free(key);
        return added;
    }
    added = g_new0(struct added, 1);
    added->amounts = g_array_new(FALSE, FALSE, sizeof(double));
    g_hash_table_insert(sums, key, added);
    return added;
}

static void add(struct added *added, const struct listed_case *listed)
{
    added->n++;
    added->n_met += listed->is_met;
    added->amount += listed->amount;
    if (g_strcmp0(listed->part, "numerator") == 0)
        added->numerator += listed->amount;
    if (g_strcmp0(listed->part, "denominator") == 0)
        added->denominator += listed->amount;
    g_array_append_val(added->amounts, listed->amount);
}

/* Sums by breakdown and category of what `explain` lists for the period. */
static GHashTable *add_up(const struct council *council, const struct measure *measure, const struct period *period)
{
    GError *error = NULL;
    const struct explain_options options = {.period_start = period->start, .period_end = period->end};
    struct case_list *list =
        measures_list_cases(council->measures, measure, council->db, &council->calendar, &options, &error);
    if (list == NULL)
        fail_msg("%s: %s", measure->id, error->message);
    GHashTable *sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, added_free);
    added_find(sums, "all", "all");
    for (guint i = 0; i < case_list_count(list); i++) {
        const struct listed_case *listed = case_list_at(list, i);
        add(added_find(sums, "all", "all"), listed);
        for (guint split = 0; list->splits[split] != NULL; split++)
            add(added_find(sums, list->splits[split], listed->categories[split]), listed);
    }
    case_list_free(list);
    return sums;
}

static int compare_doubles(const void *a, const void *b)
{
    const double first = *(const double *)a, second = *(const double *)b;
    return (first > second) - (first < second);
}

/* The middle one, or the mean of the two; days divided by 7 for weeks, then to one decimal. */
static double middle(GArray *amounts, enum unit unit)
{
    g_array_sort(amounts, compare_doubles);
    const guint n = amounts->len;
    const double value = (g_array_index(amounts, double, (n - 1) / 2) + g_array_index(amounts, double, n / 2)) / 2;
    return floor((unit == UNIT_WEEKS ? value / 7 : value) * 10 + 0.5) / 10;
}

static bool agrees_count(const struct figure *figure, const struct added *added)
{
    return figure->numerator == added->n && figure->value >= (double)added->n && figure->value <= (double)added->n;
}

static bool agrees_rate(const struct figure *figure, const struct added *added)
{
    return figure->denominator == added->n && (added->n == 0 || figure->numerator == added->n_met);
}

static bool agrees_median(const struct figure *figure, const struct added *added)
{
    return figure->denominator == added->n &&
           (added->n == 0 || fabs(figure->value - middle(added->amounts, figure->measure->unit)) < 0.05);
}

static bool agrees_mean(const struct figure *figure, const struct added *added)
{
    return figure->denominator == added->n;
}

static bool agrees_sum(const struct figure *figure, const struct added *added)
{
    return figure->numerator == llround(added->amount);
}

static bool agrees_ratio(const struct figure *figure, const struct added *added)
{
    return (!figure->has_numerator || figure->numerator == llround(added->numerator)) &&
           figure->denominator == llround(added->denominator);
}

static bool agrees(const struct figure *figure, const struct added *added)
{
    static bool (*const kinds[])(const struct figure *, const struct added *) = {
        [MEASURE_COUNT] = agrees_count, [MEASURE_RATE] = agrees_rate, [MEASURE_MEDIAN] = agrees_median,
        [MEASURE_MEAN] = agrees_mean,   [MEASURE_SUM] = agrees_sum,   [MEASURE_RATIO] = agrees_ratio};
    return kinds[figure->measure->kind](figure, added);
}

static void assert_agrees(const struct figure *figure, GHashTable *sums)
{
    char end[DATE_TEXT_SIZE];
    date_format_iso(figure->period.end, end);
    struct added *added = added_find(sums, figure->breakdown, figure->category);
    added->is_told = true;
    if (!agrees(figure, added))
        fail_msg("%s to %s, %s %s: the figure is %" G_GINT64_FORMAT "/%" G_GINT64_FORMAT
                 " %g, its cases %" G_GINT64_FORMAT " (%" G_GINT64_FORMAT " met), %g, %g/%g",
                 figure->measure->id, end, figure->breakdown, figure->category, figure->numerator, figure->denominator,
                 figure->value, added->n, added->n_met, added->amount, added->numerator, added->denominator);
}

static guint period_hash(const void *key)
{
    const struct figure *figure = key;
    return g_str_hash(figure->measure->id) ^ (guint)figure->period.start * 31 ^ (guint)figure->period.end;
}

static gboolean is_of_same_period(const void *a, const void *b)
{
    const struct figure *first = a, *second = b;
    return first->measure == second->measure && first->period.start == second->period.start &&
           first->period.end == second->period.end;
}

static bool has_split(char *const *splits, const char *key)
{
    for (; splits != NULL && *splits != NULL; splits++)
        if (g_str_has_prefix(key, *splits) && key[strlen(*splits)] == '\t')
            return true;
    return false;
}

/* No category is left out of the figures, but for splits that are told in pairs alone. */
static void assert_all_told(const struct measure *measure, GHashTable *sums)
{
    GHashTableIter each;
    void *key, *value;
    g_hash_table_iter_init(&each, sums);
    while (g_hash_table_iter_next(&each, &key, &value)) {
        const struct added *added = value;
        const bool may_be_silent =
            has_split(measure->pair_splits, key) || (!measure->has_all && g_str_has_prefix(key, "all\t"));
        if (!added->is_told && added->n > 0 && !may_be_silent)
            fail_msg("%s: no figure for %s", measure->id, (const char *)key);
    }
}

static void every_figure_is_its_cases(void **state)
{
    struct council *council = *state;
    g_autoptr(GHashTable) periods =
        g_hash_table_new_full(period_hash, is_of_same_period, NULL, (GDestroyNotify)g_hash_table_unref);
    guint n = 0;
    for (guint i = 0; i < figures_count(council->figures); i++) {
        struct figure *figure = figures_at(council->figures, i);
        if (g_str_equal(figure->symbol, "x"))
            continue;
        GHashTable *sums = g_hash_table_lookup(periods, figure);
        if (sums == NULL) {
            sums = add_up(council, figure->measure, &figure->period);
            g_hash_table_insert(periods, figure, sums);
        }
        assert_agrees(figure, sums);
        n++;
    }
    GHashTableIter each;
    void *figure, *sums;
    g_hash_table_iter_init(&each, periods);
    while (g_hash_table_iter_next(&each, &figure, &sums))
        assert_all_told(((const struct figure *)figure)->measure, sums);
    print_message("%u figures of %u measures and periods\n", n, g_hash_table_size(periods));
    assert_true(n > 2000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_figure_is_its_cases),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
