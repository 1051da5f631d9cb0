#include "tests/counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EVENT "-- when: event\n-- period: rolling 12 months\n"
#define STATE "-- when: state\n-- period: day\n"
#define NUMBERS_TO(n)                                                                                                  \
    "with recursive number(value) as (select 1 union all select value + 1 from number where value < " n ") "
#define DAY_OF_SNAPSHOT "-- when: snapshot\n-- period: day\n"

/* Counts one measure `example` as at 2021-01-21 and compares its rows for a period's end. */
static void assert_rows(const char *sql, const char *head, const char *query, const char *end, const char *expected)
{
    struct counted counted;
    counted_open(&counted, "2021-01-21", sql);
    counted_add(&counted, "example", head, query);
    struct figures *figures = counted_count(&counted, NULL, 0);
    g_autofree char *rows = counted_rows(figures, "example", end);
    assert_string_equal(rows, expected);
    figures_free(figures);
    counted_close(&counted);
}

/* The measure `example` is refused with this message. */
static void assert_refused(const char *head, const char *query, const char *expected)
{
    struct counted counted;
    counted_open(&counted, "2021-01-21", "create temp table plan (id text, day text, sex text, in_time integer)");
    counted_add(&counted, "example", head, query);
    g_autofree char *message = counted_prepare(&counted);
    assert_non_null(message);
    assert_string_equal(message, expected);
    counted_close(&counted);
}

static void an_event_counts_in_the_windows_that_hold_its_day(void **state)
{
    (void)state;
    static const char sql[] =
        "create temp table received (id text, day text);"
        "insert into received values ('a', '2020-01-21'), ('b', '2020-01-22'), ('c', '2021-01-21'),"
        "('d', '2021-01-22'), ('e', null), ('f', '2020-12-31')";
    static const char head[] = "-- kind: count\n-- unit: number\n-- when: event\n-- period: month, rolling 12 months\n";
    static const char query[] = "select id as case_id, day as on_date from received";
    assert_rows(sql, head, query, "2021-01-21", "2021-01-01 all=all 1/ 1\n2020-01-22 all=all 3/ 3\n");
    assert_rows(sql, head, query, "2020-12-31", "2020-12-01 all=all 1/ 1\n2020-01-01 all=all 3/ 3\n");
    assert_rows(sql, head, query, "2020-11-30", "2020-11-01 all=all 0/ 0\n2019-12-01 all=all 2/ 2\n");
}

static void day_140_is_in_time_and_day_141_is_not(void **state)
{
    (void)state;
    assert_rows("create temp table plan (id text, received text, started text);"
                "insert into plan values ('a', '2020-03-01', '2020-07-19'), ('b', '2020-03-01', '2020-07-20'),"
                "('c', '2019-12-01', '2020-04-19'), ('d', '2019-12-01', '2020-04-20')",
                "-- kind: rate\n-- unit: percent\n" EVENT,
                "select id as case_id, started as on_date, days_between(received, started) <= 140 as met from plan",
                "2021-01-21", "2020-01-22 all=all 2/4 50 u\n");
}

static void a_rate_leaves_out_cases_that_are_neither(void **state)
{
    (void)state;
    assert_rows(
        "create temp table plan (id text, met integer, sex text);"
        "insert into plan " NUMBERS_TO("12") "select value, value % 3 = 0, case when value > 9 then 'M' else 'F' end "
                                             "from number;"
                                             "insert into plan values ('x', null, 'U'), ('y', null, 'F')",
        "-- kind: rate\n-- unit: percent\n" EVENT, "select id as case_id, '2020-06-01' as on_date, met, sex from plan",
        "2021-01-21", "2020-01-22 all=all 4/12 33.3\n2020-01-22 sex=F 3/9 33.3 u\n2020-01-22 sex=M 1/3 33.3 u\n");
}

static void nothing_to_divide_by_is_marked_on_the_all_row_alone(void **state)
{
    (void)state;
    static const char sql[] = "create temp table plan (id text, sex text, met integer);"
                              "insert into plan values ('x', 'F', null)";
    assert_rows(sql, "-- kind: rate\n-- unit: percent\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, met, sex from plan", "2021-01-21",
                "2020-01-22 all=all /0  z\n");
    assert_rows(sql, "-- kind: median\n-- unit: weeks\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, met as value, sex from plan", "2021-01-21",
                "2020-01-22 all=all /0  z\n");
    assert_rows(sql, "-- kind: mean\n-- unit: days\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, met as value, sex from plan", "2021-01-21",
                "2020-01-22 all=all /0  z\n");
    assert_rows(sql, "-- kind: sum\n-- unit: number\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, met as value, sex from plan where met is not null",
                "2021-01-21", "2020-01-22 all=all 0/ 0\n");
}

static void a_state_is_open_from_its_first_day_until_the_day_it_ends(void **state)
{
    (void)state;
    static const char sql[] =
        "create temp table plan (id text, begun text, ended text, sex text);"
        "insert into plan values ('on the day', '2021-01-21', null, 'F'), ('day after', '2021-01-22', null, 'F'),"
        "('ends on it', '2019-01-01', '2021-01-21', 'M'), ('ends after', '2015-01-01', '2021-01-22', 'M'),"
        "('ended before', '2010-01-01', '2018-12-31', 'M'), ('never', null, null, 'M'),"
        "('empty stretch', '2020-06-01', '2020-06-01', 'M')";
    static const char head[] = "-- kind: count\n-- unit: number\n" STATE;
    static const char query[] = "select id as case_id, begun as from_date, ended as to_date, sex from plan";
    assert_rows(sql, head, query, "2021-01-21",
                "2021-01-21 all=all 2/ 2\n2021-01-21 sex=F 1/ 1\n2021-01-21 sex=M 1/ 1\n");
    assert_rows(sql, head, query, "2020-12-31", "2020-12-31 all=all 2/ 2\n2020-12-31 sex=M 2/ 2\n");
    assert_rows(sql, head, query, "2020-11-19", "2020-11-19 all=all 2/ 2\n2020-11-19 sex=M 2/ 2\n");
}

#define KNOWN                                                                                                          \
    "create temp table review (id text, day text, met integer, phase text, known_from text, known_to text);"           \
    "insert into review values ('decided late', '2020-11-10', 1, 'a', '2020-12-05', null),"                            \
    "('moved', '2020-11-11', 1, 'b', null, '2021-01-21'), ('moved', '2020-11-11', 1, 'a', '2021-01-21', null),"        \
    "('dropped', '2020-11-12', 0, 'b', null, '2020-12-31'), ('known then', '2020-11-13', 0, 'b', '2020-11-30', null)," \
    "('never', '2020-11-14', 0, 'c', null, '2020-11-14'), ('not yet', '2020-11-15', 0, 'c', '2021-01-22', null);"
#define MONTH_AND_YEAR "-- when: event\n-- period: month, rolling 12 months\n"
#define KNOWN_REVIEWS "select id as case_id, day as on_date, met, phase, known_from, known_to from review"

static void a_window_counts_what_was_known_when_it_ended(void **state)
{
    (void)state;
    static const char head[] = "-- kind: rate\n-- unit: percent\n" MONTH_AND_YEAR;
    assert_rows(KNOWN, head, KNOWN_REVIEWS, "2020-11-30",
                "2020-11-01 all=all 1/3 33.3 u\n2019-12-01 all=all 1/3 33.3 u\n"
                "2020-11-01 phase=b 1/3 33.3 u\n2019-12-01 phase=b 1/3 33.3 u\n");
    assert_rows(KNOWN, head, KNOWN_REVIEWS, "2020-12-31",
                "2020-12-01 all=all /0  z\n2020-01-01 all=all 2/3 66.7 u\n"
                "2020-01-01 phase=a 1/1 100 u\n2020-01-01 phase=b 1/2 50 u\n");
    assert_rows(KNOWN, head, KNOWN_REVIEWS, "2021-01-21",
                "2021-01-01 all=all /0  z\n2020-01-22 all=all 2/3 66.7 u\n"
                "2020-01-22 phase=a 2/2 100 u\n2020-01-22 phase=b 0/1 0 u\n");
}

static void a_median_takes_the_values_that_were_known(void **state)
{
    (void)state;
    static const char head[] = "-- kind: median\n-- unit: days\n" EVENT;
    static const char query[] =
        "select id as case_id, day as on_date, rowid as value, known_from, known_to from review";
    assert_rows(KNOWN, head, query, "2020-11-30", "2019-12-01 all=all /3 4\n");
    assert_rows(KNOWN, head, query, "2021-01-21", "2020-01-22 all=all /3 3\n");
}

static void knowledge_is_refused_where_a_day_is_counted(void **state)
{
    (void)state;
    assert_refused("-- kind: count\n-- unit: number\n" STATE,
                   "select id as case_id, day as from_date, null as to_date,\n       day as known_from from plan",
                   "example.sql:11:15: the column 'known_from' has no meaning in kind: count, when: state\n"
                   "       day as known_from from plan\n              ^");
}

static void opening_and_started_less_ceased_are_closing(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21",
                 "create temp table plan as " NUMBERS_TO(
                     "900") "select value as id, date('2017-01-01', (value * 37 % 1600) || ' days') as begun, "
                            "case when value % 3 > 0 then date('2017-01-01', (value * 37 % 1600 + value % 700) || ' "
                            "days') end as ended "
                            "from number");
    counted_add(&counted, "open", "-- kind: count\n-- unit: number\n" STATE,
                "select id as case_id, begun as from_date, ended as to_date from plan");
    counted_add(&counted, "started", "-- kind: count\n-- unit: number\n-- when: event\n-- period: month\n",
                "select id as case_id, begun as on_date from plan");
    counted_add(&counted, "ceased", "-- kind: count\n-- unit: number\n-- when: event\n-- period: month\n",
                "select id as case_id, ended as on_date from plan");
    struct figures *figures = counted_count(&counted, NULL, 0);
    for (guint i = 1; i < counted.calendar.n_month_ends; i++) {
        const int32_t before = counted.calendar.month_ends[i - 1], end = counted.calendar.month_ends[i];
        const struct figure *opening = figures_find(figures, "open", "all", "all", PERIOD_DAY, before);
        const struct figure *closing = figures_find(figures, "open", "all", "all", PERIOD_DAY, end);
        const struct figure *started = figures_find(figures, "started", "all", "all", PERIOD_MONTH, end);
        const struct figure *ceased = figures_find(figures, "ceased", "all", "all", PERIOD_MONTH, end);
        assert_true(opening->numerator > 0);
        assert_int_equal(opening->numerator + started->numerator - ceased->numerator, closing->numerator);
    }
    figures_free(figures);
    counted_close(&counted);
}

static void a_snapshot_counts_each_day_with_its_own_splits(void **state)
{
    (void)state;
    static const char sql[] = "create temp table child (id text, birth text);"
                              "insert into child values ('a', '2010-01-01'), ('b', '2015-12-31')";
    static const char head[] = "-- kind: count\n-- unit: number\n" DAY_OF_SNAPSHOT;
    static const char query[] = "select id as case_id, at_date, age_band(age_at(birth, at_date)) as age_band "
                                "from child cross join counting_date";
    assert_rows(sql, head, query, "2021-01-21",
                "2021-01-21 all=all 2/ 2\n2021-01-21 age_band=11 to 15 1/ 1\n2021-01-21 age_band=5 to 10 1/ 1\n");
    assert_rows(sql, head, query, "2020-11-30",
                "2020-11-30 all=all 2/ 2\n2020-11-30 age_band=5 to 10 1/ 1\n2020-11-30 age_band=under 5 1/ 1\n");
}

static void as_at_alone_leaves_the_past_days_out(void **state)
{
    (void)state;
    static const char head[] = "-- kind: count\n-- unit: number\n-- days: as-at\n" DAY_OF_SNAPSHOT;
    static const char query[] = "select 'a' as case_id, at_date from counting_date";
    assert_rows("", head, query, "2021-01-21", "2021-01-21 all=all 1/ 1\n");
    assert_rows("", head, query, "2020-12-31", "");
}

static void a_median_is_taken_on_days_and_then_rounded_in_weeks(void **state)
{
    (void)state;
    static const char odd[] = "create temp table plan (id text, days integer);"
                              "insert into plan values ('a', 141), ('b', 139), ('c', 150), ('d', null)";
    static const char even[] = "create temp table plan (id text, days integer);"
                               "insert into plan values ('a', 141), ('b', 140), ('c', 1), ('d', 150)";
    static const char query[] = "select id as case_id, '2020-06-01' as on_date, days as value from plan";
    assert_rows(odd, "-- kind: median\n-- unit: weeks\n" EVENT, query, "2021-01-21", "2020-01-22 all=all /3 20.1\n");
    assert_rows(even, "-- kind: median\n-- unit: days\n" EVENT, query, "2021-01-21", "2020-01-22 all=all /4 140.5\n");
    assert_rows(even, "-- kind: mean\n-- unit: days\n" EVENT, query, "2021-01-21", "2020-01-22 all=all /4 108\n");
}

static void money_is_summed_in_pence_and_shown_in_pounds(void **state)
{
    (void)state;
    static const char sql[] = "create temp table line (id text, day text, basis text, pence integer);"
                              "insert into line values ('a', '2020-04-01', 'budget', 1000000000000001),"
                              "('b', '2020-04-01', 'budget', -2), ('c', '2019-04-01', 'outturn', 5)";
    static const char query[] = "select id as case_id, day as on_date, pence as value, basis from line";
    static const char head[] =
        "-- kind: sum\n-- unit: pounds\n-- when: event\n-- period: financial year\n-- counts: other\n";
    assert_rows(sql, head, query, "2021-03-31",
                "2020-04-01 all=all 999999999999999/ 9999999999999.99\n"
                "2020-04-01 basis=budget 999999999999999/ 9999999999999.99\n");
    assert_rows(sql, head, query, "2020-03-31", "2019-04-01 all=all 5/ 0.05\n2019-04-01 basis=outturn 5/ 0.05\n");
    assert_rows(sql, head, query, "2019-03-31", "");
}

static void a_sum_is_told_in_its_unit(void **state)
{
    (void)state;
    static const char sql[] =
        "create temp table line (id text, n integer); insert into line values ('a', 750), ('b', 25)";
    static const char query[] = "select id as case_id, '2020-06-01' as on_date, n as value from line";
    assert_rows(sql, "-- kind: sum\n-- unit: number\n" EVENT, query, "2021-01-21", "2020-01-22 all=all 775/ 775\n");
    assert_rows(sql, "-- kind: sum\n-- unit: number\n-- amounts: hundredths\n" EVENT, query, "2021-01-21",
                "2020-01-22 all=all 775/ 7.8\n");
    assert_rows(sql, "-- kind: sum\n-- unit: weeks\n" EVENT, query, "2021-01-21", "2020-01-22 all=all 775/ 110.7\n");
}

static void years_to_come_are_those_of_money(void **state)
{
    (void)state;
    static const char sql[] = "create temp table line (id text, day text);"
                              "insert into line values ('a', '2021-01-21'), ('b', '2021-01-22'), ('c', '2022-04-01')";
    static const char counted[] = "-- kind: count\n-- unit: number\n-- when: event\n-- period: calendar year\n";
    assert_rows(sql, counted, "select id as case_id, day as on_date from line", "2021-12-31",
                "2021-01-01 all=all 1/ 1\n");
    assert_rows(sql, counted, "select id as case_id, day as on_date from line", "2022-12-31", "");
    assert_rows(sql, "-- kind: sum\n-- unit: pounds\n-- when: event\n-- period: financial year\n-- counts: other\n",
                "select id as case_id, day as on_date, 5 as value from line", "2023-03-31",
                "2022-04-01 all=all 5/ 0.05\n");
}

static void a_sum_with_an_unknown_amount_cannot_be_told(void **state)
{
    (void)state;
    assert_rows("create temp table line (id text, pence integer, scenario text);"
                "insert into line values ('a', 5, 'low'), ('b', 7, 'high'), ('c', null, 'high')",
                "-- kind: sum\n-- unit: pounds\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, pence as value, scenario from line", "2021-01-21",
                "2020-01-22 all=all /  x\n2020-01-22 scenario=high /  x\n2020-01-22 scenario=low 5/ 0.05\n");
}

static void a_sum_too_large_to_be_exact_cannot_be_told(void **state)
{
    (void)state;
    static const char sql[] = "create temp table flow (id text, amount real, part text);"
                              "insert into flow values ('a', 1e15, 'x'), ('b', 1e16, 'y'), ('c', 1e308, 'z'),"
                              "('d', 1e308, 'z')";
    assert_rows(sql, "-- kind: sum\n-- unit: number\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, amount as value, part from flow", "2021-01-21",
                "2020-01-22 all=all /  x\n2020-01-22 part=x 1000000000000000/ 1000000000000000\n"
                "2020-01-22 part=y /  x\n2020-01-22 part=z /  x\n");
    assert_rows(sql, "-- kind: ratio\n-- unit: percent\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, 1 as numerator, amount as denominator from flow",
                "2021-01-21", "2020-01-22 all=all /  x\n");
}

static void a_share_of_few_and_one_that_rounds_to_0_are_marked(void **state)
{
    (void)state;
    static const char sql[] =
        "create temp table part (id text, n integer, d integer);"
        "insert into part values ('few', 0, 9), ('few low', 1, 9), ('low', 1, 2001), ('enough', 1, 1999),"
        "('none', 0, 2000)";
    static const char query[] =
        "select id as case_id, '2020-06-01' as on_date, n as numerator, d as denominator, id from part";
    assert_rows(sql, "-- kind: ratio\n-- unit: percent\n" EVENT, query, "2021-01-21",
                "2020-01-22 all=all 3/6018 0 low\n2020-01-22 id=enough 1/1999 0.1\n2020-01-22 id=few 0/9 0 u\n"
                "2020-01-22 id=few low 1/9 11.1 u\n2020-01-22 id=low 1/2001 0 low\n2020-01-22 id=none 0/2000 0\n");
    assert_rows(sql, "-- kind: ratio\n-- unit: percent\n-- amounts: hundredths\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, n as numerator, d as denominator, id from part "
                "where id like '%enough' or id like '%low'",
                "2021-01-21",
                "2020-01-22 all=all 3/4009 0.1\n2020-01-22 id=enough 1/1999 0.1\n2020-01-22 id=few low 1/9 11.1 u\n"
                "2020-01-22 id=low 1/2001 0 low\n");
    assert_rows(sql, "-- kind: ratio\n-- unit: percent\n-- amounts: millionths\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, n * 10000 as numerator, d * 10000 as denominator, id "
                "from part where id in ('enough', 'few low')",
                "2021-01-21",
                "2020-01-22 all=all 20000/20080000 0.1\n2020-01-22 id=enough 10000/19990000 0.1\n"
                "2020-01-22 id=few low 10000/90000 11.1 u\n");
    assert_rows(sql, "-- kind: ratio\n-- unit: number\n" EVENT, query, "2021-01-21",
                "2020-01-22 all=all 3/6018 0\n2020-01-22 id=enough 1/1999 0\n2020-01-22 id=few 0/9 0\n"
                "2020-01-22 id=few low 1/9 0.1\n2020-01-22 id=low 1/2001 0\n2020-01-22 id=none 0/2000 0\n");
}

static void all_can_be_left_out(void **state)
{
    (void)state;
    assert_rows("", "-- kind: count\n-- unit: number\n-- all: no\n" EVENT,
                "select 1 as case_id, '2020-06-01' as on_date, 'budget' as basis", "2021-01-21",
                "2020-01-22 basis=budget 1/ 1\n");
}

static void splits_without_a_value_are_unknown_and_whole_reals_are_codes(void **state)
{
    (void)state;
    assert_rows(
        "create temp table request (id text, source text);"
        "insert into request values ('a', '1.0'), ('b', '1'), ('c', null), ('d', ''), ('e', '1.05'), ('f', 'v1.0')",
        "-- kind: count\n-- unit: number\n" EVENT, "select id as case_id, '2020-06-01' as on_date, source from request",
        "2021-01-21",
        "2020-01-22 all=all 6/ 6\n2020-01-22 source=1 2/ 2\n2020-01-22 source=1.05 1/ 1\n"
        "2020-01-22 source=unknown 2/ 2\n2020-01-22 source=v1.0 1/ 1\n");
}

static void pairs_are_counted_when_asked(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21",
                 "create temp table plan (id text, need text, sex text);"
                 "insert into plan values ('a', 'ASD', 'F'), ('b', 'ASD', null), ('c', 'MLD', 'F'), ('d', 'ASD', 'F')");
    counted_add(&counted, "example", "-- kind: count\n-- unit: number\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, need, sex from plan");
    const struct measure_pair pairs[] = {{"example", "need", "sex"}, {"example", "need", "nothing"}};
    struct figures *figures = counted_count(&counted, pairs, G_N_ELEMENTS(pairs));
    g_autoptr(GPtrArray) cells =
        figures_categories(figures, "example", "need|sex", PERIOD_ROLLING, counted.calendar.as_at);
    assert_int_equal(cells->len, 3);
    assert_string_equal(((const struct figure *)cells->pdata[0])->category, "ASD|F");
    assert_int_equal(((const struct figure *)cells->pdata[0])->numerator, 2);
    assert_string_equal(((const struct figure *)cells->pdata[1])->category, "ASD|unknown");
    figures_free(figures);
    counted_close(&counted);
}

static void a_ratio_divides_two_measures_by_category(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21",
                 "create temp table request (id text, area text); create temp table people (area text, n integer);"
                 "insert into request values ('a', 'north'), ('b', 'north'), ('c', 'south'), ('d', 'west');"
                 "insert into people values ('north', 30000), ('south', 7000), ('east', 5)");
    counted_add(&counted, "asked", "-- kind: count\n-- unit: number\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, area, 'x' as theirs from request");
    counted_add(&counted, "people", "-- kind: sum\n-- unit: number\n" DAY_OF_SNAPSHOT,
                "select area as case_id, at_date, n as value, area from people cross join counting_date");
    counted_add(&counted, "ratio",
                "-- kind: ratio\n-- unit: per 10,000\n-- numerator: asked\n-- denominator: people\n" EVENT, "");
    struct figures *figures = counted_count(&counted, NULL, 0);
    g_autofree char *rows = counted_rows(figures, "ratio", "2021-01-21");
    assert_string_equal(rows, "2020-01-22 all=all 4/37005 1.1\n2020-01-22 area=east 0/5 0\n"
                              "2020-01-22 area=north 2/30000 0.7\n2020-01-22 area=south 1/7000 1.4\n"
                              "2020-01-22 area=west /0  z\n");
    g_autofree char *earlier = counted_rows(figures, "ratio", "2020-05-31");
    assert_string_equal(earlier, "2019-06-01 all=all 0/37005 0\n2019-06-01 area=east 0/5 0\n"
                                 "2019-06-01 area=north 0/30000 0\n2019-06-01 area=south 0/7000 0\n");
    figures_free(figures);
    counted_close(&counted);
}

static void a_split_of_pairs_is_counted_within_them_alone(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21",
                 "create temp table plan (id text, need text, sex text);"
                 "insert into plan values ('a', 'ASD', 'F'), ('b', 'SLCN', 'M')");
    counted_add(&counted, "example", "-- kind: count\n-- unit: number\n-- pairs: sex\n" EVENT,
                "select id as case_id, '2020-06-01' as on_date, need, sex from plan");
    const struct measure_pair pair = {"example", "sex", "need"};
    struct figures *figures = counted_count(&counted, &pair, 1);
    g_autofree char *rows = counted_rows(figures, "example", "2021-01-21");
    assert_string_equal(rows, "2020-01-22 all=all 2/ 2\n2020-01-22 need=ASD 1/ 1\n2020-01-22 need=SLCN 1/ 1\n"
                              "2020-01-22 sex|need=F|ASD 1/ 1\n2020-01-22 sex|need=M|SLCN 1/ 1\n");
    figures_free(figures);
    counted_close(&counted);
}

/* A pair that a page asks of a ratio is counted of its parts, and of no other measure. */
static void a_pair_of_a_ratio_is_that_of_its_parts(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21",
                 "create temp table request (id text, area text, sex text);"
                 "insert into request values ('a', 'north', 'F'), ('b', 'north', 'M'), ('c', 'south', 'F')");
    static const char query[] = "select id as case_id, '2020-06-01' as on_date, area, sex from request";
    counted_add(&counted, "asked", "-- kind: count\n-- unit: number\n" EVENT, query);
    counted_add(&counted, "known", "-- kind: count\n-- unit: number\n" EVENT, query);
    counted_add(&counted, "other", "-- kind: count\n-- unit: number\n" EVENT, query);
    counted_add(&counted, "ratio",
                "-- kind: ratio\n-- unit: percent\n-- numerator: asked\n-- denominator: known\n" EVENT, "");
    counted_add(&counted, "same",
                "-- kind: ratio\n-- unit: percent\n-- numerator: asked\n-- denominator: known\n" EVENT, "");
    const struct measure_pair pair = {"ratio", "area", "sex"};
    struct figures *figures = counted_count(&counted, &pair, 1);
    g_autofree char *rows = counted_rows(figures, "ratio", "2021-01-21");
    assert_non_null(strstr(rows, " area|sex=north|F 1/1 100 u\n"));
    static const char *const without[] = {"other", "same"};
    for (guint i = 0; i < G_N_ELEMENTS(without); i++) {
        g_autofree char *others = counted_rows(figures, without[i], "2021-01-21");
        assert_null(strchr(others, '|'));
    }
    figures_free(figures);
    counted_close(&counted);
}

static void a_ratio_with_a_query_adds_amounts_of_both_parts(void **state)
{
    (void)state;
    assert_rows(
        "create temp table part (id text, spend integer, plans integer, kind text);"
        "insert into part values ('a', 1005, 0, 'special'), ('b', 0, 1, 'special'), ('c', 0, 1, 'special'),"
        "('d', 70, 0, 'other')",
        "-- kind: ratio\n-- unit: pounds\n-- when: event\n-- period: financial year\n-- counts: other\n",
        "select id as case_id, '2020-04-01' as on_date, spend as numerator, plans as denominator, kind from part",
        "2021-03-31",
        "2020-04-01 all=all 1075/2 5.38\n2020-04-01 kind=other /0  z\n"
        "2020-04-01 kind=special 1005/2 5.03\n");
    assert_rows(/* a penny and two fifths is a penny */
                "create temp table part (id text, spend integer, plans integer);"
                "insert into part values ('a', 7, 5)",
                "-- kind: ratio\n-- unit: pounds\n-- when: event\n-- period: financial year\n-- counts: other\n",
                "select id as case_id, '2020-04-01' as on_date, spend as numerator, plans as denominator from part",
                "2021-03-31", "2020-04-01 all=all 7/5 0.01\n");
}

static void a_missing_extract_gives_one_row_that_says_so(void **state)
{
    (void)state;
    assert_rows("", "-- kind: count\n-- unit: number\n-- needs: requests\n" EVENT,
                "select requeststableid as case_id, receiveddate as on_date, 'x' as area from current_requests",
                "2021-01-21", "2020-01-22 all=all /  x\n");
}

#define CENSUS_FILE(number, extract, dates)                                                                            \
    "insert into load values (" number ", '" extract "', '" extract ".csv', '', null, '2021-01-21T00:00:00.000Z', 1, " \
    "1, 0, 0, 0, 0, 'loaded', null, " number ", 'period', '', 'UTF-8', ',', '', 0, '" extract ".csv', 0, 0);"          \
    "insert into load_period select '" extract "', value, " number " from json_each('" dates "');"

static void a_census_measure_without_its_newest_census_says_so(void **state)
{
    (void)state;
    static const char head[] = "-- kind: rate\n-- unit: percent\n-- when: snapshot\n-- period: census\n"
                               "-- needs: pupilonroll, fsmperiod\n";
    static const char query[] = "select 'a' as case_id, at_date, 1 as met from mart_census";
    static const char one_lacks[] = CENSUS_FILE("7", "pupilonroll", "[\"2020-01-16\", \"2021-01-20\"]")
        CENSUS_FILE("8", "fsmperiod", "[\"2020-01-16\"]");
    assert_rows(one_lacks, head, query, "2020-01-16", "2020-01-16 all=all 1/1 100 u\n");
    assert_rows(one_lacks, head, query, "2021-01-20", "2021-01-20 all=all /  x\n");
    assert_rows(CENSUS_FILE("7", "pupilonroll", "[\"2021-01-20\"]"), head, query, "2021-01-20",
                "2021-01-20 all=all /  x\n");
    static const char all_later[] =
        CENSUS_FILE("7", "pupilonroll", "[\"2021-05-20\"]") CENSUS_FILE("8", "fsmperiod", "[\"2021-05-20\"]");
    assert_rows(all_later, head, query, "2021-01-21", "2021-01-21 all=all /  x\n");
    assert_rows(all_later, head, query, "2021-05-20", "");
}

static void head_words_are_refused_where_they_stand(void **state)
{
    (void)state;
    static const char query[] = "select 1 as case_id, '2020-06-01' as on_date";
    assert_refused("-- kind: number\n-- unit: number\n" EVENT, query,
                   "example.sql:3:10: 'number' is no kind: expected one of count, rate, median, mean, sum, ratio\n"
                   "-- kind: number\n         ^");
    assert_refused("-- kind: count\n-- unit: number\n-- when: event\n-- period: day\n", query,
                   "example.sql:6:12: the period 'day' does not suit when: event\n-- period: day\n           ^");
    assert_refused("-- kind: count\n-- unit: number\n-- needs: requests, nothing\n" EVENT, query,
                   "example.sql:5:11: 'nothing' is no extract\n-- needs: requests, nothing\n          ^");
    assert_refused("-- kind: count\n-- unit: number\n-- colour: red\n" EVENT, query,
                   "example.sql:5:4: unknown head key 'colour'\n-- colour: red\n   ^");
    assert_refused("-- kind: count\n" EVENT, query, "example.sql:1:1: the head lacks 'unit'\n-- title: Example\n^");
    assert_refused("-- kind: ratio\n-- unit: percent\n-- numerator: open\n-- denominator: shut\n" EVENT, "",
                   "example.sql:5:15: there is no measure 'open'\n-- numerator: open\n              ^");
}

static void columns_are_refused_where_they_stand(void **state)
{
    (void)state;
    assert_refused("-- kind: rate\n-- unit: percent\n" EVENT, "select id as case_id, day as on_date\nfrom plan",
                   "example.sql:10:1: the query returns no column 'met'\nselect id as case_id, day as on_date\n^");
    assert_refused("-- kind: count\n-- unit: number\n" STATE, "select id as case_id, day as from_date from plan",
                   "example.sql:10:1: the query returns no column 'to_date'\n"
                   "select id as case_id, day as from_date from plan\n^");
    assert_refused("-- kind: count\n-- unit: number\n" EVENT,
                   "select id as case_id, day as on_date,\n       in_time as met from plan",
                   "example.sql:11:19: the column 'met' has no meaning in kind: count, when: event\n"
                   "       in_time as met from plan\n                  ^");
    assert_refused("-- kind: count\n-- unit: number\n" EVENT,
                   "select id as case_id, day as on_date, sex, sex from plan",
                   "example.sql:10:39: the column 'sex' stands twice\n"
                   "select id as case_id, day as on_date, sex, sex from plan\n"
                   "                                      ^");
    assert_refused("-- kind: count\n-- unit: number\n" EVENT, "delete from plan",
                   "example.sql:10:1: not a single read-only SELECT: it begins with 'delete'\ndelete from plan\n^");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_event_counts_in_the_windows_that_hold_its_day),
        cmocka_unit_test(day_140_is_in_time_and_day_141_is_not),
        cmocka_unit_test(a_rate_leaves_out_cases_that_are_neither),
        cmocka_unit_test(nothing_to_divide_by_is_marked_on_the_all_row_alone),
        cmocka_unit_test(a_state_is_open_from_its_first_day_until_the_day_it_ends),
        cmocka_unit_test(a_window_counts_what_was_known_when_it_ended),
        cmocka_unit_test(a_median_takes_the_values_that_were_known),
        cmocka_unit_test(knowledge_is_refused_where_a_day_is_counted),
        cmocka_unit_test(opening_and_started_less_ceased_are_closing),
        cmocka_unit_test(a_snapshot_counts_each_day_with_its_own_splits),
        cmocka_unit_test(as_at_alone_leaves_the_past_days_out),
        cmocka_unit_test(a_median_is_taken_on_days_and_then_rounded_in_weeks),
        cmocka_unit_test(money_is_summed_in_pence_and_shown_in_pounds),
        cmocka_unit_test(a_sum_is_told_in_its_unit),
        cmocka_unit_test(years_to_come_are_those_of_money),
        cmocka_unit_test(a_sum_with_an_unknown_amount_cannot_be_told),
        cmocka_unit_test(a_sum_too_large_to_be_exact_cannot_be_told),
        cmocka_unit_test(a_share_of_few_and_one_that_rounds_to_0_are_marked),
        cmocka_unit_test(all_can_be_left_out),
        cmocka_unit_test(splits_without_a_value_are_unknown_and_whole_reals_are_codes),
        cmocka_unit_test(pairs_are_counted_when_asked),
        cmocka_unit_test(a_ratio_divides_two_measures_by_category),
        cmocka_unit_test(a_split_of_pairs_is_counted_within_them_alone),
        cmocka_unit_test(a_pair_of_a_ratio_is_that_of_its_parts),
        cmocka_unit_test(a_ratio_with_a_query_adds_amounts_of_both_parts),
        cmocka_unit_test(a_missing_extract_gives_one_row_that_says_so),
        cmocka_unit_test(a_census_measure_without_its_newest_census_says_so),
        cmocka_unit_test(head_words_are_refused_where_they_stand),
        cmocka_unit_test(columns_are_refused_where_they_stand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
