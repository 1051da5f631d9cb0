/* Periods as time_period and time_identifier. */
#include "stages/ees/ees_private.h"

#include "pipeline/lib/date.h"

#include <stdio.h>

static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                     "July",    "August",   "September", "October", "November", "December"};

static void set_year(struct ees_time *time, int32_t date)
{
    snprintf(time->period, sizeof time->period, "%04d", date_to_parts(date).year);
}

static bool read_month(const struct period *period, struct ees_time *time)
{
    set_year(time, period->end);
    time->identifier = months[date_to_parts(period->end).month - 1];
    return !period->is_part;
}

static bool read_month_end(const struct period *period, struct ees_time *time)
{
    set_year(time, period->end);
    time->identifier = months[date_to_parts(period->end).month - 1];
    return date_month_end(period->end) == period->end;
}

static bool read_calendar_year(const struct period *period, struct ees_time *time)
{
    const struct date_parts start = date_to_parts(period->start), end = date_to_parts(period->end);
    set_year(time, period->end);
    time->identifier = "Calendar year";
    return start.day == 1 && start.month == 1 && end.day == 31 && end.month == 12 && start.year == end.year;
}

/* "2020-21" or "2020/21" as "202021". */
static void set_two_years(struct ees_time *time, char *name)
{
    snprintf(time->period, sizeof time->period, "%.4s%.2s", name, name + 5);
    g_free(name);
}

static bool read_academic_year(const struct period *period, struct ees_time *time)
{
    set_two_years(time, period_academic_year(period->end));
    time->identifier = "Academic year";
    return true;
}

static bool read_financial_year(const struct period *period, struct ees_time *time)
{
    set_two_years(time, period_financial_year(period->end));
    time->identifier = "Financial year";
    return true;
}

/* The school census is taken once a term: in January, May and October. */
static bool read_term(const struct period *period, struct ees_time *time)
{
    const int month = date_to_parts(period->end).month;
    set_two_years(time, period_academic_year(period->end));
    time->identifier = month < 4 ? "Spring term" : month < 9 ? "Summer term" : "Autumn term";
    return true;
}

static const struct ees_kind kinds[] = {
    {"send_figures_by_month", "", {PERIOD_MONTH, PERIOD_MONTH}, read_month},
    {"send_figures_at_month_end", ", at the end of the month", {PERIOD_DAY, PERIOD_DAY}, read_month_end},
    {"send_figures_by_calendar_year", "", {PERIOD_CALENDAR_YEAR, PERIOD_ROLLING}, read_calendar_year},
    {"send_figures_by_academic_year", "", {PERIOD_ACADEMIC_YEAR, PERIOD_ACADEMIC_YEAR}, read_academic_year},
    {"send_figures_by_financial_year", "", {PERIOD_FINANCIAL_YEAR, PERIOD_FINANCIAL_YEAR}, read_financial_year},
    {"send_figures_by_census_term", ", at the census of the term", {PERIOD_CENSUS, PERIOD_CENSUS}, read_term},
};

const struct ees_kind *ees_kinds(guint *n)
{
    *n = G_N_ELEMENTS(kinds);
    return kinds;
}

bool ees_kind_takes(const struct ees_kind *kind, enum period_kind period_kind)
{
    return kind->kinds[0] == period_kind || kind->kinds[1] == period_kind;
}
