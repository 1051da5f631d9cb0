/* The cases behind a figure, as CSV: what a measure's query lists, kept to a window and to categories. */
#include "stages/explain_filter.h"
#include "stages/measure_private.h"
#include "stages/origin.h"
#include "stages/person.h"
#include "stages/timeline.h"

#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/number.h"

#include <string.h>

struct explaining {
    struct db *db;
    const struct measure_entry *entry;
    struct day_range days;
    const GArray *filters;
    char *const *splits; /* what is printed: of a ratio of two measures, what both have */
    const char *part;    /* numerator, denominator; NULL: the measure is no ratio */
    struct origins *origins;
    struct people *people; /* NULL: no personal columns */
    GString *scratch;
    GPtrArray *rows; /* char *, each with its line end */
};

/* The default window: the headline figure's. Of a census measure, its newest census. */
static struct period default_period(const struct measure_entry *entry, const struct calendar *calendar)
{
    struct period period = calendar_current(calendar, measure_headline_kind(&entry->measure));
    if (period.kind == PERIOD_CENSUS && entry->censuses->len > 0)
        period.start = period.end = g_array_index(entry->censuses, int32_t, entry->censuses->len - 1);
    return period;
}

static struct period choose_period(const struct measure_entry *entry, const struct calendar *calendar,
                                   const struct explain_options *options)
{
    struct period period = default_period(entry, calendar);
    const bool has_start = options->period_start != DATE_NONE, has_end = options->period_end != DATE_NONE;
    const bool is_year_long = period.kind == PERIOD_ROLLING;
    if (!has_start && !has_end)
        return period;
    const int32_t end = has_end ? options->period_end : is_year_long ? calendar->as_at : options->period_start;
    const int32_t start = has_start ? options->period_start : is_year_long ? date_year_start(end) : end;
    period.start = start;
    period.end = end;
    return period;
}

static bool is_in_window(const struct explaining *explaining)
{
    const struct measure_query *query = &explaining->entry->query;
    const int32_t from = measure_query_date(query, query->from);
    if (from == DATE_NONE || from > explaining->days.last)
        return false;
    if (explaining->entry->measure.when != WHEN_STATE)
        return from >= explaining->days.first;
    const int32_t to = measure_query_date(query, query->to);
    return to == DATE_NONE || to > explaining->days.last;
}

static const char *category_of(const struct explaining *explaining, const char *split)
{
    const guint index = measure_split_index(&explaining->entry->measure, split);
    return measure_query_category(&explaining->entry->query, index, explaining->scratch);
}

static void write_day(const struct explaining *explaining, GString *out)
{
    char text[DATE_TEXT_SIZE];
    const struct measure_query *query = &explaining->entry->query;
    const bool is_state = explaining->entry->measure.when == WHEN_STATE;
    date_format_iso(is_state ? explaining->days.last : measure_query_date(query, query->from), text);
    csv_write_cell(out, text);
}

/* Amounts as figures.csv shows them: money in pounds; days stay days. */
static void write_amount(const struct measure *measure, double amount, GString *out)
{
    char text[NUMBER_TEXT_SIZE];
    if (measure->unit == UNIT_POUNDS)
        csv_write_cell(out, money_format((int64_t)amount, text));
    else
        csv_write_number(out, amount);
}

static void write_met_and_value(const struct explaining *explaining, const struct contribution *contribution,
                                double amount, GString *out)
{
    const struct measure *measure = &explaining->entry->measure;
    if (measure->kind == MEASURE_RATE)
        csv_write_integer(out, contribution->numerator > 0 ? 1 : 0);
    else
        csv_write_cell(out, NULL);
    if (measure->kind == MEASURE_RATE || measure->kind == MEASURE_COUNT)
        csv_write_cell(out, NULL);
    else
        write_amount(measure, amount, out);
}

static bool find_row_id(const struct explaining *explaining, int64_t *row_id)
{
    const struct measure_query *query = &explaining->entry->query;
    if (query->row_id == -1)
        return origins_find(explaining->origins, statement_text(query->statement, query->case_id), row_id);
    *row_id = statement_integer(query->statement, query->row_id);
    return !statement_is_null(query->statement, query->row_id);
}

/* A whole load (line 0) has a file but no line. */
static void write_place(const struct explaining *explaining, bool is_known, int64_t row_id, GString *out)
{
    csv_write_cell(out, is_known ? origins_file(explaining->origins, row_id) : NULL);
    if (is_known && origins_line(row_id) > 0)
        csv_write_integer(out, origins_line(row_id));
    else
        csv_write_cell(out, NULL);
}

static bool write_row(struct explaining *explaining, const char *part, const struct contribution *contribution,
                      double amount, GError **error)
{
    const struct measure_query *query = &explaining->entry->query;
    int64_t row_id = 0;
    const bool is_known = find_row_id(explaining, &row_id);
    GString *out = g_string_new(NULL);
    csv_write_cell(out, statement_text(query->statement, query->case_id));
    write_day(explaining, out);
    write_met_and_value(explaining, contribution, amount, out);
    for (char *const *split = explaining->splits; *split != NULL; split++)
        csv_write_cell(out, category_of(explaining, *split));
    write_place(explaining, is_known, row_id, out);
    if (part != NULL)
        csv_write_cell(out, part);
    const bool is_done =
        explaining->people == NULL || people_write(explaining->people, is_known ? row_id : 0, out, error);
    csv_write_end_row(out);
    g_ptr_array_add(explaining->rows, g_string_free(out, FALSE));
    return is_done;
}

/* A row of a ratio with a query of its own may bring something to both parts. */
static bool write_parts(struct explaining *explaining, const struct contribution *contribution, GError **error)
{
    const bool has_numerator = contribution->numerator < 0 || contribution->numerator > 0;
    const bool has_denominator = contribution->denominator < 0 || contribution->denominator > 0;
    return (!has_numerator || write_row(explaining, "numerator", contribution, contribution->numerator, error)) &&
           (!has_denominator || write_row(explaining, "denominator", contribution, contribution->denominator, error));
}

static bool take_row(struct explaining *explaining, GError **error)
{
    struct contribution contribution;
    if (!is_in_window(explaining) || !measure_query_contribution(explaining->entry, &contribution) ||
        !filters_pass(explaining->filters, explaining->entry, &contribution, explaining->scratch))
        return true;
    if (explaining->entry->measure.kind == MEASURE_RATIO)
        return write_parts(explaining, &contribution, error);
    return write_row(explaining, explaining->part, &contribution, contribution.numerator, error);
}

static bool take_rows(struct explaining *explaining, GError **error)
{
    struct statement *statement = explaining->entry->query.statement;
    statement_bind(statement, "");
    GError *fault = NULL;
    while (fault == NULL && statement_step(statement, &fault))
        take_row(explaining, &fault);
    if (fault == NULL)
        return true;
    g_propagate_error(error, fault);
    return false;
}

static bool explain_one(struct explaining *explaining, const struct measures *measures, GError **error)
{
    struct measure_entry *entry = measures_entry(measures, &explaining->entry->measure);
    if (entry->measure.is_missing)
        return true;
    return models_materialise(measures->models, explaining->db, entry->reads, error) &&
           measure_query_renew(entry, explaining->db, error) &&
           (entry->query.row_id != -1 ||
            origins_learn(explaining->origins, entry->query.statement, entry->query.case_id, error)) &&
           take_rows(explaining, error);
}

/* The window of a part of a ratio of two measures. */
static struct period part_period(const struct measure *part, const struct calendar *calendar,
                                 const struct period *period)
{
    struct period moved = *period;
    ratio_part_period(part, calendar, period, &moved.kind, &moved.end);
    if (moved.kind != period->kind)
        moved.start = moved.end;
    return moved;
}

static bool explain_parts(struct explaining *explaining, const struct measures *measures, const struct measure *measure,
                          const struct calendar *calendar, const struct period *period, GError **error)
{
    const char *const names[] = {"numerator", "denominator"};
    const char *const ids[] = {measure->numerator, measure->denominator};
    bool is_done = true;
    for (guint i = 0; i < G_N_ELEMENTS(ids) && is_done; i++) {
        const struct measure *part = measures_find(measures, ids[i]);
        const struct period moved = part_period(part, calendar, period);
        explaining->entry = measures_entry(measures, part);
        explaining->days = period_days(part, calendar, &moved);
        explaining->part = names[i];
        is_done = explain_one(explaining, measures, error);
    }
    return is_done;
}

static bool explain_measure(struct explaining *explaining, const struct measures *measures,
                            const struct measure *measure, const struct calendar *calendar,
                            const struct explain_options *options, GError **error)
{
    explaining->entry = measures_entry(measures, measure);
    const struct period period = choose_period(explaining->entry, calendar, options);
    if (measure_is_derived(measure))
        return explain_parts(explaining, measures, measure, calendar, &period, error);
    explaining->days = period_days(measure, calendar, &period);
    return explain_one(explaining, measures, error);
}

static void write_header(const struct explaining *explaining, const struct measure *measure, GString *out)
{
    static const char *const first[] = {"case_id", "counted_on", "met", "value"};
    for (guint i = 0; i < G_N_ELEMENTS(first); i++)
        csv_write_cell(out, first[i]);
    for (char *const *split = explaining->splits; *split != NULL; split++)
        csv_write_cell(out, *split);
    csv_write_cell(out, "file");
    csv_write_cell(out, "line");
    if (measure->kind == MEASURE_RATIO)
        csv_write_cell(out, "part");
    if (explaining->people != NULL)
        people_write_header(out);
    csv_write_end_row(out);
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const char *const *first = a, *const *second = b;
    return strcmp(*first, *second);
}

/* In order of their text: the same cases, the same bytes, however the database comes upon them. */
static void write_rows(const struct explaining *explaining, GString *out)
{
    g_ptr_array_sort(explaining->rows, compare_rows);
    for (guint i = 0; i < explaining->rows->len; i++)
        g_string_append(out, explaining->rows->pdata[i]);
}

static bool open_sources(struct explaining *explaining, bool is_personal, GError **error)
{
    explaining->origins = origins_new(explaining->db, error);
    if (explaining->origins != NULL && is_personal)
        explaining->people = people_new(explaining->db, error);
    return explaining->origins != NULL && (explaining->people != NULL || !is_personal);
}

static void close_sources(struct explaining *explaining)
{
    if (explaining->origins != NULL)
        origins_free(explaining->origins);
    people_free(explaining->people);
    g_ptr_array_unref(explaining->rows);
    g_string_free(explaining->scratch, TRUE);
}

bool measures_explain(const struct measures *measures, const struct measure *measure, struct db *db,
                      const struct calendar *calendar, const struct explain_options *options, GString *out,
                      GError **error)
{
    g_autoptr(GArray) filters = filters_read(measure, options->where, error);
    if (filters == NULL)
        return false;
    struct explaining explaining = {
        .db = db,
        .filters = filters,
        .splits = measure->splits,
        .scratch = g_string_new(NULL),
        .rows = g_ptr_array_new_with_free_func(g_free),
    };
    const bool is_done = open_sources(&explaining, options->is_personal, error) &&
                         explain_measure(&explaining, measures, measure, calendar, options, error);
    if (is_done) {
        write_header(&explaining, measure, out);
        write_rows(&explaining, out);
    }
    close_sources(&explaining);
    return is_done;
}
