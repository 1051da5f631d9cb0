#include "stages/measure/vocabulary.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/measure/period.h"
#include "stages/measure/postcode.h"
#include "stages/measure/working_days.h"
#include "stages/schema/listed.h"

#include <sqlite3.h>
#include <string.h>

#define FARTHEST 4000000 /* more days than four digits of years hold */

/* The argument as a date, or DATE_NONE. */
static int32_t date_argument(sqlite3_value *value)
{
    const char *text = (const char *)sqlite3_value_text(value);
    return text == NULL ? DATE_NONE : date_parse_iso(text, strlen(text));
}

/* Both arguments as dates; false when either is null or no date. */
static bool two_dates(sqlite3_value **arguments, int32_t *first, int32_t *second)
{
    *first = date_argument(arguments[0]);
    *second = date_argument(arguments[1]);
    return *first != DATE_NONE && *second != DATE_NONE;
}

/* A date and a whole number of days, weeks or months; false when either is null, the date no date, or the number so
 * large that no date of four digits lies so far. */
static bool date_and_number(sqlite3_value **arguments, int32_t *date, int *number)
{
    const sqlite3_int64 given = sqlite3_value_int64(arguments[1]);
    *date = date_argument(arguments[0]);
    *number = (int)CLAMP(given, -FARTHEST, FARTHEST);
    return *date != DATE_NONE && sqlite3_value_type(arguments[1]) != SQLITE_NULL && *number == given;
}

static void give_date(sqlite3_context *context, int32_t date)
{
    char text[DATE_TEXT_SIZE];
    if (!date_is_valid(date_to_parts(date)))
        return;
    date_format_iso(date, text);
    sqlite3_result_text(context, text, -1, SQLITE_TRANSIENT);
}

static const GArray *holidays_of(sqlite3_context *context)
{
    return sqlite3_user_data(context);
}

static void days_between(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t from, to;
    if (two_dates(arguments, &from, &to))
        sqlite3_result_int(context, to - from);
}

static void months_between(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t from, to;
    if (two_dates(arguments, &from, &to))
        sqlite3_result_int(context, date_months_between(from, to));
}

static void count_working_days(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t from, to;
    if (two_dates(arguments, &from, &to))
        sqlite3_result_int(context, working_days_between(from, to, holidays_of(context)));
}

static void add_days(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t date;
    int days;
    if (date_and_number(arguments, &date, &days))
        give_date(context, date + days);
}

static void add_weeks(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t date;
    int weeks;
    if (date_and_number(arguments, &date, &weeks))
        give_date(context, date + weeks * 7);
}

static void add_months(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t date;
    int months;
    if (date_and_number(arguments, &date, &months) && ABS(months) < FARTHEST / 30)
        give_date(context, date_add_months(date, months));
}

static void add_working_days(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t date;
    int days;
    if (!date_and_number(arguments, &date, &days))
        return;
    if (days < 0)
        sqlite3_result_error(context, "add_working_days: the number of days is negative", -1);
    else
        give_date(context, working_days_add(date, days, holidays_of(context)));
}

static void least_date(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    int32_t least = DATE_NONE;
    int found = -1;
    for (int i = 0; i < n; i++) {
        const int32_t date = date_argument(arguments[i]);
        if (date == DATE_NONE || (found != -1 && date >= least))
            continue;
        least = date;
        found = i;
    }
    if (found != -1)
        sqlite3_result_value(context, arguments[found]); /* a date is written in one way only */
}

static void age_at(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t birth, on;
    if (two_dates(arguments, &birth, &on) && birth <= on)
        sqlite3_result_int(context, date_age_on(birth, on));
}

static void anniversary(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    int32_t date;
    int years;
    if (date_and_number(arguments, &date, &years) && ABS(years) < FARTHEST / 365)
        give_date(context, date_anniversary(date, years));
}

static void age_band(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    static const struct {
        int below;
        const char *name;
    } bands[] = {{5, "under 5"}, {11, "5 to 10"}, {16, "11 to 15"}, {20, "16 to 19"}, {26, "20 to 25"}};
    if (sqlite3_value_type(arguments[0]) == SQLITE_NULL || sqlite3_value_int(arguments[0]) < 0)
        return;
    const char *name = "over 25";
    for (guint i = G_N_ELEMENTS(bands); i > 0; i--)
        if (sqlite3_value_int(arguments[0]) < bands[i - 1].below)
            name = bands[i - 1].name;
    sqlite3_result_text(context, name, -1, SQLITE_STATIC);
}

static void august_before(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    const int32_t date = date_argument(arguments[0]);
    if (date != DATE_NONE)
        give_date(context, date_august_before(date));
}

/* Reception is the school year in which a child who was 4 on 31 August turns 5. */
static void nc_year(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    static const char *const early_years[] = {"below N1", "below N1", "N1", "N2", "R"};
    int32_t birth, august;
    if (!two_dates(arguments, &birth, &august) || birth > august)
        return;
    const int age = date_age_on(birth, august);
    if (age < (int)G_N_ELEMENTS(early_years)) {
        sqlite3_result_text(context, early_years[age], -1, SQLITE_STATIC);
        return;
    }
    g_autofree char *year = g_strdup_printf("%d", age - 4);
    sqlite3_result_text(context, year, -1, SQLITE_TRANSIENT);
}

static void academic_year(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    const int32_t date = date_argument(arguments[0]);
    if (date != DATE_NONE)
        sqlite3_result_text(context, period_academic_year(date), -1, g_free);
}

static void financial_year(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    const int32_t date = date_argument(arguments[0]);
    if (date != DATE_NONE)
        sqlite3_result_text(context, period_financial_year(date), -1, g_free);
}

static void month_of(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    char text[DATE_TEXT_SIZE];
    const int32_t date = date_argument(arguments[0]);
    if (date == DATE_NONE)
        return;
    date_format_iso(date, text);
    sqlite3_result_text(context, text, (int)strlen("yyyy-mm"), SQLITE_TRANSIENT);
}

static void give_postcode(sqlite3_context *context, sqlite3_value *argument,
                          bool (*normalise)(const char *text, char postcode[static POSTCODE_SIZE]))
{
    char postcode[POSTCODE_SIZE];
    const char *text = (const char *)sqlite3_value_text(argument);
    if (text != NULL && normalise(text, postcode))
        sqlite3_result_text(context, postcode, -1, SQLITE_TRANSIENT);
}

static void postcode_normal(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    give_postcode(context, arguments[0], postcode_normalise);
}

static void postcode_prefix_normal(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    give_postcode(context, arguments[0], postcode_normalise_prefix);
}

/* Whether it holds of both texts; null where either is. */
static void give_whether(sqlite3_context *context, sqlite3_value **arguments,
                         bool (*holds)(const char *first, const char *second))
{
    const char *first = (const char *)sqlite3_value_text(arguments[0]);
    const char *second = (const char *)sqlite3_value_text(arguments[1]);
    if (first != NULL && second != NULL)
        sqlite3_result_int(context, holds(first, second) ? 1 : 0);
}

static void postcode_has_prefix(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    give_whether(context, arguments, postcode_begins_with);
}

static void list_has(sqlite3_context *context, int n, sqlite3_value **arguments)
{
    (void)n;
    give_whether(context, arguments, listed_has);
}

static const struct {
    const char *name;
    int n_arguments; /* -1: any number */
    void (*call)(sqlite3_context *, int, sqlite3_value **);
} words[] = {
    {"days_between", 2, days_between},
    {"months_between", 2, months_between},
    {"working_days_between", 2, count_working_days},
    {"add_days", 2, add_days},
    {"add_weeks", 2, add_weeks},
    {"add_months", 2, add_months},
    {"add_working_days", 2, add_working_days},
    {"least_date", -1, least_date},
    {"age_at", 2, age_at},
    {"anniversary", 2, anniversary},
    {"age_band", 1, age_band},
    {"august_before", 1, august_before},
    {"nc_year", 2, nc_year},
    {"academic_year", 1, academic_year},
    {"financial_year", 1, financial_year},
    {"month_of", 1, month_of},
    {"postcode_normal", 1, postcode_normal},
    {"postcode_prefix_normal", 1, postcode_prefix_normal},
    {"postcode_has_prefix", 2, postcode_has_prefix},
    {"list_has", 2, list_has},
};

static void drop_holidays(void *holidays)
{
    g_array_unref(holidays);
}

bool vocabulary_register_with(struct db *db, GArray *holidays, GError **error)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        if (sqlite3_create_function_v2(db_handle(db), words[i].name, words[i].n_arguments, flags, g_array_ref(holidays),
                                       words[i].call, NULL, NULL, drop_holidays) != SQLITE_OK) {
            g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", db_path(db),
                        sqlite3_errmsg(db_handle(db)));
            return false;
        }
    return true;
}

bool vocabulary_register(struct db *db, const struct project *project, GError **error)
{
    db_limit_queries(db, project_setting_integer(project, "query_seconds", 60),
                     project_setting_integer(project, "query_mebibytes", 2048));
    g_autoptr(GArray) holidays = working_days_load_holidays(project, error);
    return holidays != NULL && vocabulary_register_with(db, holidays, error);
}
