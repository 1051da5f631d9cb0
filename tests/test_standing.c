/* What figures are held against: targets, published figures and actions, each held to its edges. */
#include "tests/judged.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static void aim(struct held *held, const char *measure, const char *from, double value, double amber)
{
    GArray *targets = g_hash_table_lookup(held->standing.targets, measure);
    if (targets == NULL)
        targets = g_array_new(FALSE, FALSE, sizeof(struct target));
    const struct target target = {.value = value, .amber_within = amber, .from = judged_day(from)};
    g_array_append_val(targets, target);
    g_hash_table_insert(held->standing.targets, (void *)(uintptr_t)measure, targets);
}

static enum rating rated(const struct held *held, const struct measure *measure, double value, const char *symbol)
{
    struct figure figure = judged_figure(measure, PERIOD_ROLLING, judged_day("2021-01-21"), value);
    figure.symbol = symbol;
    return standing_rate(&held->standing, &figure);
}

static void a_rating_turns_at_the_target_and_at_its_margin(void **test)
{
    (void)test;
    struct held held;
    judged_hold(&held, "2021-01-21");
    aim(&held, "timely", "2019-04-01", 80.1, 10);
    aim(&held, "born", "2019-04-01", 70.1, 10);
    assert_int_equal(rated(&held, &judged_rate, 80.1, ""), RATING_GREEN);
    assert_int_equal(rated(&held, &judged_rate, 80.0, ""), RATING_AMBER);
    assert_int_equal(rated(&held, &judged_rate, 70.1, ""), RATING_AMBER); /* 80.1 - 70.1 is not quite 10 */
    assert_int_equal(rated(&held, &judged_rate, 70.0, ""), RATING_RED);
    assert_int_equal(rated(&held, &judged_count, 70.1, ""), RATING_GREEN);
    assert_int_equal(rated(&held, &judged_count, 70.2, ""), RATING_AMBER);
    assert_int_equal(rated(&held, &judged_count, 80.1, ""), RATING_AMBER);
    assert_int_equal(rated(&held, &judged_count, 80.2, ""), RATING_RED);
    judged_let_go(&held);
}

static void few_cases_no_target_and_no_better_way_are_not_rated(void **test)
{
    (void)test;
    struct held held;
    struct measure neither = judged_rate;
    neither.better = BETTER_NEITHER;
    judged_hold(&held, "2021-01-21");
    assert_int_equal(rated(&held, &judged_rate, 90, ""), RATING_NONE);
    aim(&held, "timely", "2021-01-22", 80, 10);
    assert_int_equal(rated(&held, &judged_rate, 90, ""), RATING_NONE);
    judged_let_go(&held);
    judged_hold(&held, "2021-01-21");
    aim(&held, "timely", "2020-01-01", 95, 1);
    aim(&held, "timely", "2021-01-21", 80, 10);
    aim(&held, "timely", "2021-01-22", 99, 1);
    assert_int_equal(rated(&held, &judged_rate, 90, ""), RATING_GREEN);
    assert_int_equal(rated(&held, &judged_rate, 90, "low"), RATING_GREEN);
    assert_int_equal(rated(&held, &judged_rate, 90, "u"), RATING_NONE);
    assert_int_equal(rated(&held, &neither, 90, ""), RATING_NONE);
    assert_int_equal(standing_rate(&held.standing, NULL), RATING_NONE);
    struct figure earlier = judged_figure(&judged_rate, PERIOD_ROLLING, judged_day("2020-11-21"), 90);
    assert_int_equal(standing_rate_at(&held.standing, &earlier, judged_day("2021-01-20")), RATING_RED);
    assert_int_equal(standing_rate_at(&held.standing, &earlier, judged_day("2019-12-31")), RATING_NONE);
    judged_let_go(&held);
}

static void publish(struct held *held, const char *period, const char *end, enum geography geography, double value)
{
    const struct measured_benchmark row = {"timely",
                                           {.geography = geography,
                                            .breakdown = "all",
                                            .category = "all",
                                            .period = period,
                                            .period_end = judged_day(end),
                                            .has_value = !isnan(value),
                                            .value = value}};
    g_array_append_val(held->standing.benchmarks, row);
}

static void published_figures_are_those_that_had_ended(void **test)
{
    (void)test;
    struct held held;
    struct benchmark found;
    judged_hold(&held, "2020-12-31");
    publish(&held, "2019", "2019-12-31", GEOGRAPHY_COUNCIL, 51);
    publish(&held, "2020", "2020-12-31", GEOGRAPHY_COUNCIL, 42.7);
    publish(&held, "2021", "2021-12-31", GEOGRAPHY_COUNCIL, 66.6);
    publish(&held, "2019", "2019-12-31", GEOGRAPHY_ENGLAND, 60.4);
    publish(&held, "2020", "2020-12-31", GEOGRAPHY_ENGLAND, NAN);
    publish(&held, "2021", "2021-12-31", GEOGRAPHY_REGION, 70);
    const struct standing *standing = &held.standing;
    assert_true(standing_benchmark(standing, "timely", "all", "all", GEOGRAPHY_COUNCIL, &found));
    assert_true(found.has_value && found.value == 42.7);
    assert_true(standing_benchmark(standing, "timely", "all", "all", GEOGRAPHY_ENGLAND, &found));
    assert_false(found.has_value);
    assert_string_equal(found.period, "2020");
    assert_true(standing_benchmark(standing, "timely", "all", "all", GEOGRAPHY_REGION, &found));
    assert_false(found.has_value);
    assert_false(standing_benchmark(standing, "born", "all", "all", GEOGRAPHY_ENGLAND, &found));
    assert_false(standing_benchmark(standing, "timely", "sex", "all", GEOGRAPHY_ENGLAND, &found));
    assert_false(standing_benchmark(standing, "timely", "all", "F", GEOGRAPHY_ENGLAND, &found));
    g_autoptr(GArray) published = standing_published(standing, "timely");
    assert_int_equal(published->len, 4);
    assert_int_equal(g_array_index(published, struct benchmark, 0).geography, GEOGRAPHY_ENGLAND);
    assert_string_equal(g_array_index(published, struct benchmark, 1).period, "2019");
    assert_string_equal(g_array_index(published, struct benchmark, 3).period, "2020");
    judged_let_go(&held);
}

static void an_action_is_on_a_measure_that_it_or_its_comment_names(void **test)
{
    (void)test;
    struct held held;
    struct comment comment = {.text = "x", .actions = "A4 ; A9"};
    const struct action actions[] = {{.ref = "A1", .measure = "TIMELY"},
                                     {.ref = "A2", .measure = "t1"},
                                     {.ref = "A3", .measure = "timely "},
                                     {.ref = "A4", .measure = "born"},
                                     {.ref = "A", .measure = NULL}};
    judged_hold(&held, "2021-01-21");
    g_array_append_vals(held.standing.actions, actions, G_N_ELEMENTS(actions));
    g_hash_table_insert(held.standing.comments, (void *)(uintptr_t) "timely", &comment);
    g_autoptr(GPtrArray) found = standing_actions_on(&held.standing, &judged_rate);
    assert_int_equal(found->len, 3);
    assert_string_equal(((const struct action *)found->pdata[0])->ref, "A1");
    assert_string_equal(((const struct action *)found->pdata[1])->ref, "A2");
    assert_string_equal(((const struct action *)found->pdata[2])->ref, "A4");
    judged_let_go(&held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rating_turns_at_the_target_and_at_its_margin),
        cmocka_unit_test(few_cases_no_target_and_no_better_way_are_not_rated),
        cmocka_unit_test(published_figures_are_those_that_had_ended),
        cmocka_unit_test(an_action_is_on_a_measure_that_it_or_its_comment_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
