#include "pipeline/lib/error.h"
#include "stages/explain/explain.h"
#include "tests/counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define EVENT "-- when: event\n-- period: month, rolling 12 months\n"

/* A load of two requests (lines 2 and 3) and what the tests measure. */
static const char sql[] =
    "insert into load values (7, 'requests', 'requests.csv', '', null, '2021-01-21T00:00:00.000Z', 3, 1, 2, 0, 0, 0, "
    "'loaded', "
    "null, 7, 'replace', '', 'UTF-8', ',', '', 0, 'requests.csv', 0, 0);"
    "insert into requests (row_id, requeststableid, persontableid, receiveddate, requestoutcome) values "
    "((7 << 32) + 2, 'r1', 'p1', '2020-06-01', 'Y'), ((7 << 32) + 3, 'r2', 'p2', '2020-12-05', 'N');"
    "create temp table plan (id text, begun text, ended text, days integer, sex text, row_id integer);"
    "insert into plan values ('b', '2020-06-01', '2021-01-21', 140, 'F', (7 << 32) + 3),"
    "('a', '2020-06-02', null, 141, 'M', (7 << 32) + 2), ('c', '2019-01-01', '2021-01-22', null, 'F', null),"
    "('d', '2020-12-31', null, 3, null, null)";

static const struct explain_options usual = {.period_start = DATE_NONE, .period_end = DATE_NONE};

/* As `explain` does it, with the personal columns or without. */
static bool write_cases(struct counted *counted, const struct explain_options *options, bool is_personal, GString *out,
                        GError **error)
{
    const struct measure *measure = measures_find(counted->measures, "example");
    struct case_list *list =
        measures_list_cases(counted->measures, measure, counted->db, &counted->calendar, options, error);
    if (list == NULL)
        return false;
    struct people *people = is_personal ? people_new(counted->db, counted->schemas, error) : NULL;
    const bool is_done = (people != NULL || !is_personal) && explain_write(list, measure, people, NULL, out, error);
    people_free(people);
    case_list_free(list);
    return is_done;
}

static char *explain(const char *head, const char *query, const struct explain_options *options, GError **error)
{
    struct counted counted;
    counted_open(&counted, "2021-01-21", sql);
    counted_add(&counted, "example", head, query);
    g_autofree char *fault = counted_prepare(&counted);
    if (fault != NULL)
        g_error("%s", fault);
    GString *out = g_string_new(NULL);
    const bool is_done = write_cases(&counted, options, false, out, error);
    counted_close(&counted);
    return g_string_free(out, !is_done);
}

static void assert_explained(const char *head, const char *query, const struct explain_options *options,
                             const char *expected)
{
    GError *error = NULL;
    g_autofree char *text = explain(head, query, options, &error);
    g_assert_no_error(error);
    assert_string_equal(text, expected);
}

static const char rate[] = "-- kind: rate\n-- unit: percent\n" EVENT;
static const char rate_query[] = "select id as case_id, begun as on_date, days <= 140 as met, sex, row_id from plan";

static void a_rate_lists_its_denominator_with_file_and_line(void **state)
{
    (void)state;
    assert_explained(rate, rate_query, &usual,
                     "case_id,counted_on,met,value,sex,file,line\n"
                     "a,2020-06-02,0,,M,requests.csv,2\nb,2020-06-01,1,,F,requests.csv,3\nd,2020-12-31,1,,unknown,,\n");
}

static void a_window_is_chosen_as_figures_print_it(void **state)
{
    (void)state;
    const struct explain_options june = {.period_start = date_parse_iso("2020-06-02", 10),
                                         .period_end = date_parse_iso("2020-06-30", 10)};
    assert_explained(rate, rate_query, &june,
                     "case_id,counted_on,met,value,sex,file,line\na,2020-06-02,0,,M,requests.csv,2\n");
    const struct explain_options year = {.period_start = DATE_NONE, .period_end = date_parse_iso("2020-06-01", 10)};
    assert_explained(rate, rate_query, &year,
                     "case_id,counted_on,met,value,sex,file,line\nb,2020-06-01,1,,F,requests.csv,3\n");
}

static void a_case_stands_as_the_window_knew_it(void **state)
{
    (void)state;
    static const char query[] =
        "select id as case_id, begun as on_date, 0 as met, 'open' as outcome, null as known_from, ended as known_to, "
        "row_id "
        "from plan union all select id, begun, 1, 'closed', ended, null, row_id from plan where ended is not null";
    assert_explained(rate, query, &usual,
                     "case_id,counted_on,met,value,outcome,file,line\n"
                     "a,2020-06-02,0,,open,requests.csv,2\nb,2020-06-01,1,,closed,requests.csv,3\n"
                     "d,2020-12-31,0,,open,,\n");
    const struct explain_options before = {.period_start = DATE_NONE, .period_end = date_parse_iso("2021-01-20", 10)};
    assert_explained(rate, query, &before,
                     "case_id,counted_on,met,value,outcome,file,line\n"
                     "a,2020-06-02,0,,open,requests.csv,2\nb,2020-06-01,0,,open,requests.csv,3\n"
                     "d,2020-12-31,0,,open,,\n");
}

static void where_narrows_by_split_and_by_met(void **state)
{
    (void)state;
    char *where[] = {(char[]){"sex=unknown"}, (char[]){"met=1"}, NULL};
    struct explain_options options = usual;
    options.where = where;
    assert_explained(rate, rate_query, &options,
                     "case_id,counted_on,met,value,sex,file,line\nd,2020-12-31,1,,unknown,,\n");
    char *women[] = {(char[]){"met=1"}, (char[]){"sex=F"}, NULL};
    options.where = women;
    assert_explained(rate, rate_query, &options,
                     "case_id,counted_on,met,value,sex,file,line\nb,2020-06-01,1,,F,requests.csv,3\n");
    char *late[] = {(char[]){"met=0"}, NULL};
    options.where = late;
    assert_explained(rate, rate_query, &options,
                     "case_id,counted_on,met,value,sex,file,line\na,2020-06-02,0,,M,requests.csv,2\n");
}

static void assert_refused(const char *head, const char *query, const char *condition, const char *message)
{
    g_autofree char *text = g_strdup(condition);
    char *where[] = {text, NULL};
    struct explain_options options = usual;
    options.where = where;
    g_autoptr(GError) error = NULL;
    assert_null(explain(head, query, &options, &error));
    assert_int_equal(error->code, SCORECARD_ERROR_USAGE);
    assert_string_equal(error->message, message);
}

static void where_of_an_unknown_split_is_wrong_usage(void **state)
{
    (void)state;
    static const char count[] = "-- kind: count\n-- unit: number\n" EVENT;
    static const char bare_rate[] = "select id as case_id, begun as on_date, days <= 140 as met, row_id from plan";
    static const char bare_count[] = "select id as case_id, begun as on_date, row_id from plan";
    assert_refused(rate, rate_query, "colour=red", "example has no split 'colour'; known: sex, met");
    assert_refused(rate, bare_rate, "colour=red", "example has no split 'colour'; known: met");
    assert_refused(count, bare_count, "met=1", "example has no split 'met'; known: none");
    assert_refused(rate, rate_query, "sex", "--where sex: expected SPLIT=CATEGORY");
    assert_refused(rate, rate_query, "met=2", "--where met=2: met is 1 or 0");
}

static void a_row_id_of_no_load_is_a_fault(void **state)
{
    (void)state;
    GError *error = NULL;
    assert_null(explain(rate,
                        "select id as case_id, begun as on_date, 1 as met, case id when 'd' then 9 << 32 end as row_id "
                        "from plan order by id",
                        &usual, &error));
    assert_non_null(error);
    assert_int_equal(error->code, SCORECARD_ERROR_INVALID);
    assert_non_null(strstr(error->message, "example.sql:10:88: row 4 of the result: row_id must be the row_id of a row "
                                           "that was loaded, or null\n"));
    g_clear_error(&error);
}

static void a_state_lists_what_is_open_on_the_day(void **state)
{
    (void)state;
    static const char head[] = "-- kind: count\n-- unit: number\n-- when: state\n-- period: day\n";
    static const char query[] = "select id as case_id, begun as from_date, ended as to_date, row_id from plan";
    assert_explained(head, query, &usual,
                     "case_id,counted_on,met,value,file,line\na,2021-01-21,,,requests.csv,2\n"
                     "c,2021-01-21,,,,\nd,2021-01-21,,,,\n");
    const struct explain_options past = {.period_start = DATE_NONE, .period_end = date_parse_iso("2020-05-31", 10)};
    assert_explained(head, query, &past, "case_id,counted_on,met,value,file,line\nc,2020-05-31,,,,\n");
}

static void without_row_id_the_place_comes_from_the_key(void **state)
{
    (void)state;
    assert_explained("-- kind: count\n-- unit: number\n" EVENT,
                     "select requeststableid as case_id, receiveddate as on_date from current_requests", &usual,
                     "case_id,counted_on,met,value,file,line\nr1,2020-06-01,,,requests.csv,2\n"
                     "r2,2020-12-05,,,requests.csv,3\n");
}

static void a_ratio_lists_both_parts(void **state)
{
    (void)state;
    assert_explained(
        "-- kind: ratio\n-- unit: pounds\n-- when: event\n-- period: rolling 12 months\n",
        "select id as case_id, begun as on_date, days as numerator, sex is not null as denominator, row_id "
        "from plan where days < 141",
        &usual,
        "case_id,counted_on,met,value,file,line,part\nb,2020-06-01,,1,requests.csv,3,denominator\n"
        "b,2020-06-01,,1.40,requests.csv,3,numerator\nd,2020-12-31,,0.03,,,numerator\n");
}

static void a_ratio_of_two_measures_lists_the_rows_of_both(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21", sql);
    counted_add(&counted, "part", "-- kind: count\n-- unit: number\n" EVENT,
                "select id as case_id, begun as on_date, sex, row_id from plan where days > 3");
    counted_add(&counted, "whole", "-- kind: sum\n-- unit: number\n-- when: snapshot\n-- period: day\n",
                "select 'w' as case_id, at_date, 7 as value, 'F' as sex from counting_date");
    counted_add(&counted, "example",
                "-- kind: ratio\n-- unit: percent\n-- numerator: part\n-- denominator: whole\n" EVENT, "");
    assert_null(counted_prepare(&counted));
    g_autoptr(GString) out = g_string_new(NULL);
    assert_true(write_cases(&counted, &usual, false, out, NULL));
    assert_string_equal(out->str, "case_id,counted_on,met,value,sex,file,line,part\n"
                                  "a,2020-06-02,,,M,requests.csv,2,numerator\n"
                                  "b,2020-06-01,,,F,requests.csv,3,numerator\nw,2021-01-21,,7,F,,,denominator\n");
    counted_close(&counted);
}

#define LOAD(id, extract)                                                                                              \
    "insert into load values (" id ", '" extract "', '" extract                                                        \
    ".csv', '', '2021-01-21', '2021-01-21T00:00:00.000Z', "                                                            \
    "3, 1, 2, 0, 0, 0, 'loaded', null, " id ", 'replace', '', 'UTF-8', ',', '', 0, '" extract ".csv', 0, 0);"

static void assert_people(const char *rows, const char *query, const char *expected)
{
    struct counted counted;
    counted_open(&counted, "2021-01-21", rows);
    counted_add(&counted, "example", "-- kind: count\n-- unit: number\n" EVENT, query);
    assert_null(counted_prepare(&counted));
    g_autoptr(GString) out = g_string_new(NULL);
    GError *error = NULL;
    write_cases(&counted, &usual, true, out, &error);
    g_assert_no_error(error);
    assert_string_equal(out->str, expected);
    counted_close(&counted);
}

static const char people[] = LOAD("7", "requests") LOAD("8", "person") LOAD("9", "assessment") LOAD("10", "namedplan")
    LOAD("11",
         "plandetail") "insert into requests (row_id, requeststableid, persontableid, receiveddate) values "
                       "((7 << 32) + 2, 'r1', 'p1', '2020-06-01'), ((7 << 32) + 3, 'r2', 'p2', '2020-12-05');"
                       "insert into assessment (row_id, assessmenttableid, requeststableid) values ((9 << 32) + 2, "
                       "'a1', 'r1');"
                       "insert into namedplan (row_id, namedplantableid, assessmenttableid) values ((10 << 32) + 2, "
                       "'n1', 'a1');"
                       "insert into plandetail (row_id, plandetailtableid, namedplantableid) values ((11 << 32) + 2, "
                       "'d1', 'n1');"
                       "insert into person (row_id, persontableid, surname, forename, personbirthdate, upn) values "
                       "((8 << 32) + 2, 'p1', 'Surname', 'Forename', '2010-01-01', 'A1')";

static void a_row_is_about_the_person_that_its_keys_lead_to(void **state)
{
    (void)state;
    assert_people(people, "select requeststableid as case_id, receiveddate as on_date, row_id from current_requests",
                  "case_id,counted_on,met,value,file,line,upn,surname,forename,birth_date\n"
                  "r1,2020-06-01,,,requests.csv,2,A1,Surname,Forename,2010-01-01\n"
                  "r2,2020-12-05,,,requests.csv,3,,,,\n");
    assert_people(people,
                  "select plandetailtableid as case_id, '2020-06-01' as on_date, row_id from current_plandetail",
                  "case_id,counted_on,met,value,file,line,upn,surname,forename,birth_date\n"
                  "d1,2020-06-01,,,plandetail.csv,2,A1,Surname,Forename,2010-01-01\n");
}

/* The same number is another pupil's in another census. */
static void a_row_of_a_census_is_about_the_pupil_of_that_census(void **state)
{
    (void)state;
    static const char rows[] =
        "insert into load values (7, 'pupilonroll', 'a.csv', '', '2020-01-16', '2021-01-21T00:00:00.000Z', 3, 1, 2, 0, "
        "0, 0, 'loaded', null, 7, 'period', '', 'UTF-8', ',', '', 0, 'a.csv', 0, 0);"
        "insert into load values (8, 'pupilonroll', 'b.csv', '', '2021-01-21', '2021-01-21T00:00:00.000Z', 3, 1, 2, 0, "
        "0, 0, 'loaded', null, 8, 'period', '', 'UTF-8', ',', '', 0, 'b.csv', 0, 0);"
        "insert into load values (9, 'senneeds', 'c.csv', '', '2021-01-21', '2021-01-21T00:00:00.000Z', 3, 1, 2, 0, "
        "0, 0, 'loaded', null, 9, 'period', '', 'UTF-8', ',', '', 0, 'c.csv', 0, 0);"
        "insert into load_period (extract, period, load_id) values ('pupilonroll', '2020-01-16', 7), "
        "('pupilonroll', '2021-01-21', 8), ('senneeds', '2021-01-21', 9);"
        "insert into pupilonroll (row_id, pupilonrolltableid, upn, dob) values ((7 << 32) + 2, '1', 'A1', "
        "'2010-01-01'),"
        "((8 << 32) + 2, '1', 'B2', '2011-01-01');"
        "insert into senneeds (row_id, pupilonrolltableid, sentype) values ((9 << 32) + 2, '1', 'ASD')";
    assert_people(rows, "select sentype as case_id, '2021-01-21' as on_date, row_id from current_senneeds",
                  "case_id,counted_on,met,value,file,line,upn,surname,forename,birth_date\n"
                  "ASD,2021-01-21,,,c.csv,2,B2,,,2011-01-01\n");
}

/* One file may hold several censuses, whose rows say of which they are. */
static void a_row_of_a_file_of_several_censuses_is_about_the_pupil_of_its_own(void **state)
{
    (void)state;
    static const char rows[] =
        "insert into load values (7, 'pupilonroll', 'a.csv', '', '2020-01-16 to 2021-01-21', "
        "'2021-01-21T00:00:00.000Z', 3, 1, 2, 0, 0, 0, 'loaded', null, 7, 'period', '', 'UTF-8', ',', '', 0, 'a.csv', "
        "0, 0);"
        "insert into load values (9, 'senneeds', 'c.csv', '', '2021-01-21', '2021-01-21T00:00:00.000Z', 3, 1, 2, 0, "
        "0, 0, 'loaded', null, 9, 'period', '', 'UTF-8', ',', '', 0, 'c.csv', 0, 0);"
        "insert into load_period (extract, period, load_id) values ('pupilonroll', '2020-01-16', 7), "
        "('pupilonroll', '2021-01-21', 7), ('senneeds', '2021-01-21', 9);"
        "insert into pupilonroll (row_id, pupilonrolltableid, upn, dob, censusdate) values "
        "((7 << 32) + 2, '1', 'A1', '2010-01-01', '2020-01-16'), ((7 << 32) + 3, '1', 'B2', '2011-01-01', "
        "'2021-01-21'), ((7 << 32) + 4, '2', 'C3', '2012-01-01', null);"
        "insert into senneeds (row_id, pupilonrolltableid, sentype) values ((9 << 32) + 2, '1', 'ASD'), "
        "((9 << 32) + 3, '2', 'MLD')";
    assert_people(rows, "select sentype as case_id, '2021-01-21' as on_date, row_id from current_senneeds",
                  "case_id,counted_on,met,value,file,line,upn,surname,forename,birth_date\n"
                  "ASD,2021-01-21,,,c.csv,2,B2,,,2011-01-01\n"
                  "MLD,2021-01-21,,,c.csv,3,,,,\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_lists_its_denominator_with_file_and_line),
        cmocka_unit_test(a_window_is_chosen_as_figures_print_it),
        cmocka_unit_test(a_case_stands_as_the_window_knew_it),
        cmocka_unit_test(where_narrows_by_split_and_by_met),
        cmocka_unit_test(where_of_an_unknown_split_is_wrong_usage),
        cmocka_unit_test(a_row_id_of_no_load_is_a_fault),
        cmocka_unit_test(a_state_lists_what_is_open_on_the_day),
        cmocka_unit_test(without_row_id_the_place_comes_from_the_key),
        cmocka_unit_test(a_ratio_lists_both_parts),
        cmocka_unit_test(a_ratio_of_two_measures_lists_the_rows_of_both),
        cmocka_unit_test(a_row_is_about_the_person_that_its_keys_lead_to),
        cmocka_unit_test(a_row_of_a_census_is_about_the_pupil_of_that_census),
        cmocka_unit_test(a_row_of_a_file_of_several_censuses_is_about_the_pupil_of_its_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
