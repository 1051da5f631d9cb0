#include "stages/measure/period.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/project.h"

#include <string.h>

#define YEARS_BEFORE 10 /* further years that may have figures beside as-at's own */
#define YEARS_AFTER 5

static const struct {
    const char *name;
    int first_month; /* of a year; 0: no year */
} kinds[] = {
    [PERIOD_MONTH] = {"month", 0},
    [PERIOD_TWO_MONTHS] = {"two months", 0},
    [PERIOD_ROLLING] = {"rolling 12 months", 0},
    [PERIOD_DAY] = {"day", 0},
    [PERIOD_ACADEMIC_YEAR] = {"academic year", 9},
    [PERIOD_FINANCIAL_YEAR] = {"financial year", 4},
    [PERIOD_CALENDAR_YEAR] = {"calendar year", 1},
    [PERIOD_CENSUS] = {"census", 0},
};

bool period_kind_parse(const char *name, enum period_kind *kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i].name, name)) {
            *kind = (enum period_kind)i;
            return true;
        }
    return false;
}

char *period_kind_names(void)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", kinds[i].name);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

bool period_kind_is_year(enum period_kind kind)
{
    return kinds[kind].first_month != 0;
}

static int32_t last_month_end(int32_t as_at)
{
    return date_month_end(as_at) == as_at ? as_at : date_month_start(as_at) - 1;
}

static void fill_month_ends(struct calendar *calendar)
{
    calendar->n_month_ends = G_N_ELEMENTS(calendar->month_ends);
    int32_t end = last_month_end(calendar->as_at);
    for (guint i = calendar->n_month_ends; i > 0; i--) {
        calendar->month_ends[i - 1] = end;
        end = date_month_start(end) - 1;
    }
}

/* DATE_NONE when none of the settings' dates is before as-at. */
static int32_t find_previous_board(int32_t as_at, const struct project *project)
{
    int32_t previous = DATE_NONE;
    char **dates = project == NULL ? NULL : project_setting_list(project, "board_dates");
    for (char **text = dates; text != NULL && *text != NULL; text++) {
        const int32_t date = date_parse_iso(*text, strlen(*text));
        if (date < as_at && date > previous)
            previous = date;
    }
    g_strfreev(dates);
    return previous;
}

/* Keeps the days in order and each once. */
static void add_day(struct calendar *calendar, int32_t day)
{
    guint at = 0;
    while (at < calendar->n_days && calendar->days[at] < day)
        at++;
    if (at < calendar->n_days && calendar->days[at] == day)
        return;
    memmove(&calendar->days[at + 1], &calendar->days[at], (calendar->n_days - at) * sizeof calendar->days[0]);
    calendar->days[at] = day;
    calendar->n_days++;
}

void calendar_init(struct calendar *calendar, int32_t as_at, const struct project *project)
{
    const gint64 interval = project == NULL ? 61 : project_setting_integer(project, "board_interval_days", 61);
    const int32_t met = find_previous_board(as_at, project);
    *calendar = (struct calendar){
        .as_at = as_at,
        .previous_board = met == DATE_NONE ? date_add_months(as_at, -2) : met,
        .has_met = met != DATE_NONE,
        .next_board = as_at + (int32_t)interval,
    };
    fill_month_ends(calendar);
    for (guint i = 0; i < calendar->n_month_ends; i++)
        add_day(calendar, calendar->month_ends[i]);
    add_day(calendar, calendar->previous_board);
    add_day(calendar, as_at);
}

/* The year of `kind` that holds `date`, moved by `years`. */
static struct period year_of(enum period_kind kind, int32_t date, int years)
{
    const struct date_parts parts = date_to_parts(date);
    const int first = kinds[kind].first_month;
    const int year = parts.year - (parts.month < first ? 1 : 0) + years;
    return (struct period){
        .kind = kind,
        .start = date_from_parts((struct date_parts){year, first, 1}),
        .end = date_from_parts((struct date_parts){year + 1, first, 1}) - 1,
        .is_optional = years != 0,
    };
}

static void list_months(const struct calendar *calendar, GArray *periods)
{
    for (guint i = 0; i < calendar->n_month_ends; i++) {
        const int32_t end = calendar->month_ends[i];
        const struct period month = {.kind = PERIOD_MONTH, .start = date_month_start(end), .end = end};
        g_array_append_val(periods, month);
    }
    if (calendar->month_ends[calendar->n_month_ends - 1] == calendar->as_at)
        return;
    const struct period part = {
        .kind = PERIOD_MONTH, .start = date_month_start(calendar->as_at), .end = calendar->as_at, .is_part = true};
    g_array_append_val(periods, part);
}

/* Pairs of whole months that end at the last month's end and every second one before it. */
static void list_two_months(const struct calendar *calendar, GArray *periods)
{
    for (guint i = 1; i < calendar->n_month_ends; i += 2) {
        const struct period pair = {.kind = PERIOD_TWO_MONTHS,
                                    .start = date_month_start(calendar->month_ends[i - 1]),
                                    .end = calendar->month_ends[i]};
        g_array_append_val(periods, pair);
    }
}

static void list_days(const struct calendar *calendar, enum period_kind kind, GArray *periods)
{
    for (guint i = 0; i < calendar->n_days; i++) {
        const int32_t day = calendar->days[i];
        const struct period period = {
            .kind = kind, .start = kind == PERIOD_ROLLING ? date_year_start(day) : day, .end = day};
        g_array_append_val(periods, period);
    }
}

static void list_years(const struct calendar *calendar, enum period_kind kind, GArray *periods)
{
    for (int years = -YEARS_BEFORE; years <= YEARS_AFTER; years++) {
        const struct period year = year_of(kind, calendar->as_at, years);
        g_array_append_val(periods, year);
    }
}

void calendar_list(const struct calendar *calendar, enum period_kind kind, GArray *periods)
{
    if (period_kind_is_year(kind))
        list_years(calendar, kind, periods);
    else if (kind == PERIOD_MONTH)
        list_months(calendar, periods);
    else if (kind == PERIOD_TWO_MONTHS)
        list_two_months(calendar, periods);
    else if (kind != PERIOD_CENSUS)
        list_days(calendar, kind, periods);
}

void calendar_list_counted(const struct calendar *calendar, enum period_kind kind, GArray *periods)
{
    calendar_list(calendar, kind, periods);
    for (guint i = 0; calendar->past != NULL && i < calendar->past->len; i++) {
        const struct period *period = &g_array_index(calendar->past, struct period, i);
        if (period->kind == kind)
            g_array_append_val(periods, *period);
    }
}

struct period calendar_current(const struct calendar *calendar, enum period_kind kind)
{
    if (period_kind_is_year(kind))
        return year_of(kind, calendar->as_at, 0);
    if (kind == PERIOD_CENSUS)
        return (struct period){.kind = kind, .start = calendar->as_at, .end = calendar->as_at};
    g_autoptr(GArray) periods = g_array_new(FALSE, FALSE, sizeof(struct period));
    calendar_list(calendar, kind, periods);
    return g_array_index(periods, struct period, periods->len - 1);
}

static char *year_name(enum period_kind kind, int32_t date, char between)
{
    const int year = date_to_parts(year_of(kind, date, 0).start).year;
    return g_strdup_printf("%d%c%02d", year, between, (year + 1) % 100);
}

char *period_financial_year(int32_t date)
{
    return year_name(PERIOD_FINANCIAL_YEAR, date, '-');
}

char *period_academic_year(int32_t date)
{
    return year_name(PERIOD_ACADEMIC_YEAR, date, '/');
}

int period_compare(const struct period *a, const struct period *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    const int order = date_compare(&a->end, &b->end);
    return order != 0 ? order : date_compare(&a->start, &b->start);
}
