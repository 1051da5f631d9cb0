/* Building the model: measures with their periods, and the points where these begin and end. */
#include "stages/disclose/disclose_build.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"

#include <string.h>

struct building {
    struct model *model;
    const struct measures *measures;
    GHashTable *named; /* measures that an identity names */
};

static bool is_derived(const struct measure *measure)
{
    return measure->numerator != NULL;
}

static bool has_period(const struct measure *measure, enum period_kind kind)
{
    for (guint i = 0; i < measure->n_periods; i++)
        if (measure->periods[i] == kind)
            return true;
    return false;
}

/* A ratio of two measures is told as the part of it that counts children is: by its periods, or by their last days. */
static bool is_told_by_days(const struct building *building, const struct measure *measure)
{
    if (!measure->counts_children)
        return true;
    if (!is_derived(measure))
        return measure->when != WHEN_EVENT;
    const struct measure *numerator = measures_find(building->measures, measure->numerator);
    const struct measure *denominator = measures_find(building->measures, measure->denominator);
    const struct measure *part = numerator->counts_children ? numerator : denominator;
    return part->when != WHEN_EVENT || !has_period(part, measure->periods[0]);
}

static bool is_wanted(const struct building *building, const struct measure *measure)
{
    if (measure->is_missing)
        return false;
    return measure->counts_children || g_hash_table_contains(building->named, measure->id);
}

int32_t build_first_date(const struct period *period)
{
    return period->start - 1;
}

int32_t build_last_date(const struct model *model, const struct measure_rows *rows, const struct period *period)
{
    return rows->is_state && period_kind_is_year(period->kind) ? model->as_at : period->end;
}

/* A row that says a measure could not be counted for a period says no number. */
static bool tells_nothing(const struct figure *figure)
{
    return g_str_equal(figure->symbol, "x");
}

/* The rows of a line are in order of period, as `periods` is. */
static void collect_periods(const struct model *model, struct measure_rows *rows)
{
    const struct figure *before = NULL;
    guint at = 0;
    for (guint i = rows->first; i < rows->end; i++) {
        const struct figure *figure = figures_at(model->figures, i);
        if (before == NULL || before->category != figure->category || before->breakdown != figure->breakdown)
            at = 0;
        before = figure;
        if (tells_nothing(figure))
            continue;
        while (at < rows->periods->len &&
               period_compare(&g_array_index(rows->periods, struct period, at), &figure->period) < 0)
            at++;
        if (at == rows->periods->len ||
            period_compare(&g_array_index(rows->periods, struct period, at), &figure->period) != 0)
            g_array_insert_val(rows->periods, at, figure->period);
    }
}

static void clear_rows(gpointer data)
{
    struct measure_rows *rows = data;
    g_array_unref(rows->periods);
    g_array_unref(rows->extra);
}

static GArray *list_measures(const struct building *building)
{
    const struct model *model = building->model;
    GArray *list = g_array_new(FALSE, FALSE, sizeof(struct measure_rows));
    g_array_set_clear_func(list, clear_rows);
    for (guint i = 0, end; i < figures_count(model->figures); i = end) {
        const struct measure *measure = figures_at(model->figures, i)->measure;
        for (end = i; end < figures_count(model->figures) && figures_at(model->figures, end)->measure == measure;)
            end++;
        if (!is_wanted(building, measure))
            continue;
        struct measure_rows rows = {measure,
                                    i,
                                    end,
                                    is_told_by_days(building, measure),
                                    g_array_new(FALSE, FALSE, sizeof(struct period)),
                                    g_array_new(FALSE, FALSE, sizeof(struct line_key))};
        collect_periods(model, &rows);
        g_array_append_val(list, rows);
    }
    return list;
}

static void add_dates(const struct model *model, const struct measure_rows *rows, GArray *dates)
{
    for (guint i = 0; i < rows->periods->len; i++) {
        const struct period *period = &g_array_index(rows->periods, struct period, i);
        const int32_t first = build_first_date(period), last = build_last_date(model, rows, period);
        if (!rows->is_state)
            g_array_append_val(dates, first);
        g_array_append_val(dates, last);
    }
}

static bool number_points(struct model *model, const GArray *measures, GError **error)
{
    GArray *dates = g_array_new(FALSE, FALSE, sizeof(int32_t));
    const int32_t ground = INT32_MIN;
    g_array_append_val(dates, ground);
    guint n_periods = 0;
    for (guint i = 0; i < measures->len; i++) {
        const struct measure_rows *rows = &g_array_index(measures, struct measure_rows, i);
        add_dates(model, rows, dates);
        n_periods = MAX(n_periods, rows->periods->len);
    }
    dates_keep_distinct(dates);
    model->n_points = dates->len;
    model->dates = (int32_t *)(void *)g_array_free(dates, FALSE);
    if (model->n_points <= MOST_POINTS && n_periods <= MOST_POINTS)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                "the periods of the figures begin and end on %u days, censuses among them, and small numbers can be "
                "hidden on %d: leave out old censuses, measures of years or the oldest editions of --published, or "
                "publish with "
                "--unsuppressed",
                MAX(model->n_points, n_periods), MOST_POINTS);
    return false;
}

guint build_point_of(const struct model *model, int32_t date)
{
    const int32_t *found = bsearch(&date, model->dates, model->n_points, sizeof date, date_compare);
    g_assert(found != NULL);
    return (guint)(found - model->dates);
}

static struct model *new_model(struct figures *figures, int32_t as_at)
{
    struct model *model = g_new0(struct model, 1);
    model->figures = figures;
    model->as_at = as_at;
    model->lines = g_array_new(FALSE, FALSE, sizeof(struct line));
    model->layouts = g_array_new(FALSE, FALSE, sizeof(struct layout));
    model->spans = g_array_new(FALSE, FALSE, sizeof(struct span));
    model->series = g_array_new(FALSE, FALSE, sizeof(struct series));
    model->values = g_array_new(FALSE, FALSE, sizeof(int64_t));
    model->relations = g_array_new(FALSE, FALSE, sizeof(struct relation));
    model->terms = g_array_new(FALSE, FALSE, sizeof(struct term));
    model->uses = g_array_new(FALSE, FALSE, sizeof(struct use));
    return model;
}

void model_free(struct model *model)
{
    GArray *const arrays[] = {model->lines,  model->layouts,   model->spans, model->series,
                              model->values, model->relations, model->terms, model->uses};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    g_free(model->dates);
    g_free(model);
}

static GHashTable *names_in(const GPtrArray *identities)
{
    GHashTable *named = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < identities->len; i++) {
        const struct identity *identity = identities->pdata[i];
        for (guint j = 0; j < identity->terms->len; j++)
            g_hash_table_add(named, g_array_index(identity->terms, struct identity_term, j).measure);
    }
    return named;
}

struct model *model_new(struct figures *figures, const struct disclosure_rules *rules, GError **error)
{
    struct model *model = new_model(figures, rules->as_at);
    g_autoptr(GHashTable) named = names_in(rules->identities);
    const struct building building = {model, rules->measures, named};
    g_autoptr(GArray) list = list_measures(&building);
    if (!number_points(model, list, error)) {
        model_free(model);
        return NULL;
    }
    build_extra(model, list, rules);
    for (guint i = 0; i < list->len; i++)
        build_lines(model, &g_array_index(list, struct measure_rows, i));
    model_fill(model);
    model_relate(model, rules->identities);
    return model;
}

int line_key_compare(const struct line_key *a, const struct line_key *b)
{
    const int by_breakdown = figures_compare_breakdowns(a->breakdown, b->breakdown);
    return by_breakdown != 0 ? by_breakdown : strcmp(a->category, b->category);
}

static int compare_line(const struct line *line, const char *measure, const char *breakdown, const char *category)
{
    const struct line_key own = {line->breakdown, line->category}, other = {breakdown, category};
    const int by_measure = strcmp(line->measure->id, measure);
    return by_measure != 0 ? by_measure : line_key_compare(&own, &other);
}

guint model_lower_line(const struct model *model, const char *measure, const char *breakdown, const char *category)
{
    guint low = 0, high = model->lines->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (compare_line(model_line(model, middle), measure, breakdown, category) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

const struct line *model_find_line(const struct model *model, const char *measure, const char *breakdown,
                                   const char *category)
{
    const guint at = model_lower_line(model, measure, breakdown, category);
    const bool is_it = at < model->lines->len && compare_line(model_line(model, at), measure, breakdown, category) == 0;
    return is_it ? model_line(model, at) : NULL;
}
