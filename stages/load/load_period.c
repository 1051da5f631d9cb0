#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/load/load_private.h"
#include "stages/sql/sibling_period.sql.h"
#include "stages/warehouse/warehouse_private.h"

#include <string.h>

#define THURSDAY 3

/* DfE's school census days: the third Thursdays of January and May, the first of October. */
static const struct {
    const char *term;
    int month, nth;
} terms[] = {{"spring", 1, 3}, {"summer", 5, 3}, {"autumn", 10, 1}};

static bool is_digits(const char *text, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!g_ascii_isdigit(text[i]))
            return false;
    return true;
}

static int number_at(const char *text, size_t n)
{
    int number = 0;
    for (size_t i = 0; i < n; i++)
        number = number * 10 + (text[i] - '0');
    return number;
}

static bool is_between(const char *mark)
{
    return *mark == '-' || *mark == '_' || *mark == '.';
}

/* Ten characters as a date whose year has `year_at`; DATE_NONE for anything else. */
static int32_t read_date(const char *text, size_t year_at)
{
    const size_t day_at = year_at == 0 ? 8 : 0, month_at = year_at == 0 ? 5 : 3;
    const char *first_mark = text + (year_at == 0 ? 4 : 2), *second_mark = text + (year_at == 0 ? 7 : 5);
    if (!is_digits(text + year_at, 4) || !is_digits(text + month_at, 2) || !is_digits(text + day_at, 2) ||
        !is_between(first_mark) || *second_mark != *first_mark)
        return DATE_NONE;
    const struct date_parts parts = {number_at(text + year_at, 4), number_at(text + month_at, 2),
                                     number_at(text + day_at, 2)};
    return date_is_valid(parts) ? date_from_parts(parts) : DATE_NONE;
}

int32_t period_date_in_name(const char *name)
{
    const size_t length = strlen(name);
    for (size_t i = 0; i + 10 <= length; i++) {
        if ((i > 0 && g_ascii_isdigit(name[i - 1])) || g_ascii_isdigit(name[i + 10]))
            continue;
        const int32_t year_first = read_date(name + i, 0), year_last = read_date(name + i, 6);
        if (year_first != DATE_NONE || year_last != DATE_NONE)
            return year_first != DATE_NONE ? year_first : year_last;
    }
    return DATE_NONE;
}

/* The first run of exactly four digits that can be a year; 0 without one. */
static int year_in_name(const char *name)
{
    for (size_t i = 0; name[i] != '\0';) {
        size_t n = 0;
        while (g_ascii_isdigit(name[i + n]))
            n++;
        if (n == 4 && number_at(name + i, 4) >= 1990 && number_at(name + i, 4) <= 2100)
            return number_at(name + i, 4);
        i += n == 0 ? 1 : n;
    }
    return 0;
}

int32_t period_census_in_name(const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    const int year = year_in_name(lower);
    for (guint i = 0; year != 0 && i < G_N_ELEMENTS(terms); i++)
        if (strstr(lower, terms[i].term) != NULL)
            return date_nth_weekday(year, terms[i].month, THURSDAY, terms[i].nth);
    return period_date_in_name(name);
}

/* What stands in a name before the extract's: "2021_spring_" of 2021_spring_senneeds.csv; NULL when it is not in it. */
static char *name_prefix(const struct candidate *candidate)
{
    g_autofree char *name = g_ascii_strdown(candidate->name, -1);
    g_autofree char *extract = g_ascii_strdown(candidate->schema->name, -1);
    const char *at = g_strrstr(name, extract);
    return at == NULL ? NULL : g_strndup(name, (gsize)(at - name));
}

/* A census's side tables have no date of their own: theirs is that of the newest load of the files beside them. */
static bool find_sibling_period(struct db *db, const struct candidate *candidate, char **period, GError **error)
{
    g_autofree char *prefix = name_prefix(candidate);
    if (prefix == NULL)
        return true;
    struct statement *statement = db_prepare_kept(db, sibling_period_sql, error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "ss", candidate->schema->name, prefix);
    if (statement_next(statement))
        *period = g_strdup(statement_text(statement, 0));
    return statement_end(statement, error);
}

static bool find_census(struct db *db, const struct candidate *candidate, char **period, GError **error)
{
    if (candidate->census_date == DATE_NONE)
        return find_sibling_period(db, candidate, period, error);
    char text[DATE_TEXT_SIZE];
    date_format_iso(candidate->census_date, text);
    *period = g_strdup(text);
    return true;
}

static bool add_period(struct insertion *insertion, const char *period, GError **error)
{
    insertion->result->period = g_strdup(period);
    struct statement *statement = db_prepare_kept(
        insertion->db, "insert into main.load_period (extract, period, load_id) values (?, ?, ?)", error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "ssl", insertion->candidate->schema->name, period == NULL ? "" : period,
                   insertion->load_id);
    const bool is_done = statement_run(statement, error);
    statement_free(statement);
    return is_done;
}

/* Rows that were rejected tell no date either, and are what has to be looked at first. */
static bool fail_without_census(const struct insertion *insertion, GError **error)
{
    const struct load_result *result = insertion->result;
    const char *why = !insertion->candidate->has_own_census ? "no census date"
                      : result->loaded + result->rejected > 0 && result->loaded == 0
                          ? "no census date, since every row that has one is rejected: correct the rows (scorecard "
                            "check FILE lists what is wrong)"
                          : "no census date, since no row has one: fill the column";
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                "%s%s give --census-date, or name the file with its term (2021_spring_%s.csv)", why,
                insertion->candidate->has_own_census ? ". Or" : ":", insertion->candidate->schema->name);
    return false;
}

static bool record_census(struct insertion *insertion, GError **error)
{
    g_autofree char *period = NULL;
    if (!find_census(insertion->db, insertion->candidate, &period, error))
        return false;
    if (period != NULL || insertion->options->keeps_nothing)
        return add_period(insertion, period, error);
    return fail_without_census(insertion, error);
}

/* The rows' own periods: load_period gets them all; load.period shows the one, or the first and last. */
static bool record_rows(struct insertion *insertion, GError **error)
{
    const struct schema *schema = insertion->candidate->schema;
    const gint64 first = insertion->load_id << 32;
    GString *expression = g_string_new(NULL);
    if (!warehouse_add_row_period(expression, schema, "t", NULL)) {
        g_string_append(expression, "coalesce(max(t.");
        db_add_name(expression, warehouse_report_date(schema)->name);
        g_string_append(expression, "), '')");
    }
    const bool is_done =
        db_run_format(insertion->db, error,
                      "insert into main.load_period select * from (select distinct %Q, %s as period, %lld "
                      "from main.\"%w\" as t where t.row_id between %lld and %lld) where period <> ''",
                      schema->name, expression->str, (long long)insertion->load_id, schema->name, (long long)first,
                      (long long)first + G_MAXUINT32);
    g_string_free(expression, TRUE);
    return is_done;
}

static bool show_rows(struct insertion *insertion, bool *has_rows, GError **error)
{
    struct statement *statement = db_prepare_kept(
        insertion->db, "select min(period), max(period) from main.load_period where extract = ? and load_id = ?",
        error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "sl", insertion->candidate->schema->name, insertion->load_id);
    *has_rows = statement_next(statement) && !statement_is_null(statement, 0);
    if (*has_rows) {
        const char *first = statement_text(statement, 0), *last = statement_text(statement, 1);
        insertion->result->period =
            g_str_equal(first, last) ? g_strdup(first) : g_strdup_printf("%s to %s", first, last);
    }
    return statement_end(statement, error);
}

static bool record_columns(struct insertion *insertion, bool *has_rows, GError **error)
{
    return record_rows(insertion, error) && show_rows(insertion, has_rows, error);
}

bool period_record(struct insertion *insertion, GError **error)
{
    const struct candidate *candidate = insertion->candidate;
    if (candidate->schema->load_kind != LOAD_PERIOD)
        return true;
    const bool is_census = schema_is_of_census(candidate->schema);
    bool has_rows = false;
    if ((!is_census || candidate->has_own_census) && !record_columns(insertion, &has_rows, error))
        return false;
    if (has_rows)
        return true;
    return is_census ? record_census(insertion, error) : add_period(insertion, NULL, error);
}

bool period_is_same(const struct period_question *question, const char *period, bool *is_same, GError **error)
{
    const struct candidate *candidate = question->candidate;
    *is_same = true;
    if (!schema_is_of_census(candidate->schema) || candidate->has_own_census)
        return true;
    g_autofree char *found = NULL;
    if (!find_census(question->db, candidate, &found, error))
        return false;
    *is_same = g_strcmp0(found, period) == 0;
    return true;
}
