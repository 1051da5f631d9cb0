/* What figures are held against, as it is read from the warehouse: column by column, in order, up to as-at. */
#include "pipeline/lib/date.h"
#include "pipeline/lib/db.h"
#include "stages/judge/standing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

/* Tables under the names that a run's views and models have. */
static const char tables[] =
    "create table current_targets (row_id, measure, from_date, target, amber_within, owner);"
    "insert into current_targets values (1, 'late', '2021-01-21', 7.5, 2.5, 'Head'), (2, 'late', '2020-01-01', 9, 1, "
    "null), (3, 'late', '2021-01-22', 1, 1, null);"
    "create table current_steps (row_id, measure, date, reason);"
    "insert into current_steps values (1, 'late', '2020-06-01', 'second'), (2, 'late', '2020-05-01', 'first'),"
    " (3, 'late', '2021-01-22', 'not yet');"
    "create table current_baselines (row_id, measure, label, date, numerator, denominator, value);"
    "insert into current_baselines values (1, 'late', 'board', '2019-06-01', null, 90, 8),"
    " (2, 'late', 'inspection', '2018-06-01', 3, 40, 7.5), (3, 'late', 'later', '2021-01-22', 1, 1, 1);"
    "create table current_commentary (row_id, measure, text, author, actions, as_at);"
    "insert into current_commentary values (1, 'late', 'Why.', 'Head', '1.1;1.2', '2021-01-21'),"
    " (2, 'late', 'Before.', 'Head', null, '2020-11-21');"
    "create table mart_action (row_id, ref, priority, action, measure, owner, complete_by, status, note, is_overdue);"
    "insert into mart_action values (1, '2.1', 'Second', 'b', null, 'B', null, 'on track', null, 0),"
    " (2, '1.1', 'First', 'a', 'late', 'A', '2021-03-31', 'overdue', 'n', 1),"
    " (3, '2.2', 'Second', 'c', null, 'C', '2021-04-30', 'done', null, 0);"
    "create table mart_benchmark (measure, breakdown, category, geography, time_period, period_end, value);"
    "insert into mart_benchmark values ('late', 'all', 'all', 'England', '2020', '2020-12-31', 58.5),"
    " ('late', 'all', 'all', 'Region', '2020', '2020-12-31', null),"
    " ('late', 'all', 'all', 'Council', '2019', '2019-12-31', 51),"
    " ('late', 'all', 'all', 'Council', '2021', '2021-12-31', 99),"
    " ('open', 'need', 'ASD', 'England', '2020', '2020-12-31', 30);"
    "create table code_split_labels (split, list, \"order\");"
    "insert into code_split_labels values ('need', 'sen', 'listed'), ('area', 'area', null), (null, 'gone', null);"
    "create table code_sen (code, label);"
    "insert into code_sen values ('SEMH', 'Social'), ('ASD', 'Autism'), (null, 'No code'), ('X', null), ('VI', "
    "'Sight');"
    "create table code_area (code, label);"
    "insert into code_area values ('N', 'North');"
    "create table current_establishments (row_id, \"URN\", \"EstablishmentName\");"
    "insert into current_establishments values (1, '100001', 'A school');"
    "create table current_survey_questions (row_id, survey, question, wording);"
    "insert into current_survey_questions values (1, 'parents', 'q1', 'Heard?');";

static struct db *db_with(const char *sql)
{
    struct db *db = db_open(":memory:", DB_READ_WRITE, NULL);
    assert_non_null(db);
    assert_true(db_run(db, NULL, sql));
    return db;
}

static int32_t day(const char *text)
{
    return date_parse_iso(text, strlen(text));
}

static int load(void **state)
{
    struct db *db = db_with(tables);
    const struct calendar calendar = {.as_at = day("2021-01-21")};
    *state = standing_load(db, &calendar, NULL);
    db_close(db); /* what was read stays */
    return *state == NULL;
}

static int unload(void **state)
{
    standing_free(*state);
    return 0;
}

static void targets_steps_and_baselines_hold_up_to_as_at(void **state)
{
    const struct standing *standing = *state;
    const struct target *target = standing_target(standing, "late");
    assert_true(target->value == 7.5 && target->amber_within == 2.5);
    assert_string_equal(target->owner, "Head");
    assert_int_equal(target->from, day("2021-01-21"));
    const GArray *steps = standing_steps(standing, "late");
    assert_int_equal(steps->len, 2);
    assert_string_equal(g_array_index(steps, struct step, 0).reason, "first");
    assert_int_equal(g_array_index(steps, struct step, 1).date, day("2020-06-01"));
    const struct baseline *earliest = standing_baseline(standing, "late", NULL);
    assert_string_equal(earliest->label, "inspection");
    assert_true(earliest->has_numerator && earliest->has_denominator);
    assert_true(earliest->numerator == 3 && earliest->denominator == 40 && earliest->value == 7.5);
    const struct baseline *board = standing_baseline(standing, "late", "board");
    assert_int_equal(board->date, day("2019-06-01"));
    assert_true(!board->has_numerator && board->has_denominator);
    assert_null(standing_baseline(standing, "late", "later"));
}

static void commentary_is_that_of_as_at_and_actions_stand_by_priority(void **state)
{
    const struct standing *standing = *state;
    const struct comment *comment = standing_comment(standing, "late");
    assert_string_equal(comment->text, "Why.");
    assert_string_equal(comment->author, "Head");
    assert_string_equal(comment->actions, "1.1;1.2");
    const GArray *actions = standing_actions(standing);
    assert_int_equal(actions->len, 3);
    const struct action *first = &g_array_index(actions, struct action, 0),
                        *last = &g_array_index(actions, struct action, 2);
    assert_string_equal(first->ref, "2.1");
    const struct action *second = &g_array_index(actions, struct action, 1);
    assert_string_equal(second->ref, "2.2");
    assert_false(second->is_overdue);
    assert_int_equal(first->complete_by, DATE_NONE);
    assert_null(first->measure);
    assert_null(first->note);
    assert_false(first->is_overdue);
    assert_string_equal(last->priority, "First");
    assert_string_equal(last->text, "a");
    assert_string_equal(last->measure, "late");
    assert_string_equal(last->owner, "A");
    assert_string_equal(last->status, "overdue");
    assert_string_equal(last->note, "n");
    assert_int_equal(last->complete_by, day("2021-03-31"));
    assert_true(last->is_overdue);
}

static void published_figures_know_their_area_and_whether_there_is_one(void **state)
{
    const struct standing *standing = *state;
    struct benchmark benchmark;
    assert_true(standing_benchmark(standing, "late", "all", "all", GEOGRAPHY_ENGLAND, &benchmark));
    assert_true(benchmark.has_value && benchmark.value == 58.5);
    assert_string_equal(benchmark.period, "2020");
    assert_int_equal(benchmark.period_end, day("2020-12-31"));
    assert_true(standing_benchmark(standing, "late", "all", "all", GEOGRAPHY_REGION, &benchmark));
    assert_false(benchmark.has_value);
    assert_true(standing_benchmark(standing, "late", "all", "all", GEOGRAPHY_COUNCIL, &benchmark));
    assert_true(benchmark.value == 51);
    assert_true(standing_benchmark(standing, "open", "need", "ASD", GEOGRAPHY_ENGLAND, &benchmark));
    assert_true(benchmark.value == 30);
    assert_false(standing_benchmark(standing, "other", "all", "all", GEOGRAPHY_ENGLAND, &benchmark));
}

static void a_list_labels_its_split_and_orders_it_where_it_says_so(void **state)
{
    const struct standing *standing = *state;
    assert_string_equal(standing_label(standing, "need", "ASD"), "Autism");
    assert_string_equal(standing_label(standing, "need", "X"), "X");
    assert_true(standing_rank(standing, "need", "SEMH") < standing_rank(standing, "need", "ASD"));
    assert_true(standing_rank(standing, "need", "ASD") < standing_rank(standing, "need", "VI"));
    assert_int_equal(standing_rank(standing, "need", "X"), G_MAXINT);
    assert_string_equal(standing_label(standing, "area", "N"), "North");
    assert_int_equal(standing_rank(standing, "area", "N"), G_MAXINT);
    assert_string_equal(standing_label(standing, "school", "100001"), "A school");
    assert_int_equal(standing_rank(standing, "school", "100001"), G_MAXINT);
    assert_string_equal(standing_label(standing, "question", "parents/q1"), "Heard? (parents)");
    assert_string_equal(standing_label(standing, "area", "unknown"), "Unknown");
}

/* Each table in turn is not there. */
static void what_cannot_be_read_is_a_fault(void **state)
{
    (void)state;
    static const char *const missing[] = {
        "current_targets", "current_steps",          "current_baselines",       "current_commentary",
        "mart_action",     "mart_benchmark",         "code_split_labels",       "code_sen",
        "code_area",       "current_establishments", "current_survey_questions"};
    const struct calendar calendar = {.as_at = day("2021-01-21")};
    for (guint i = 0; i < G_N_ELEMENTS(missing); i++) {
        struct db *db = db_with(tables);
        assert_true(db_run_format(db, NULL, "drop table \"%w\"", missing[i]));
        g_autoptr(GError) error = NULL;
        assert_null(standing_load(db, &calendar, &error));
        assert_non_null(strstr(error->message, missing[i]));
        db_close(db);
    }
    standing_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(targets_steps_and_baselines_hold_up_to_as_at),
        cmocka_unit_test(commentary_is_that_of_as_at_and_actions_stand_by_priority),
        cmocka_unit_test(published_figures_know_their_area_and_whether_there_is_one),
        cmocka_unit_test(a_list_labels_its_split_and_orders_it_where_it_says_so),
        cmocka_unit_test(what_cannot_be_read_is_a_fault),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
