#include "stages/restate/restatement.h"
#include "tests/counted.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const struct measure count = {.id = "cases", .ref = "A1", .kind = MEASURE_COUNT, .unit = UNIT_NUMBER};
static const struct measure rate = {.id = "share", .ref = "A2", .kind = MEASURE_RATE, .unit = UNIT_PERCENT};
static const struct measure money = {.id = "cost", .ref = "A3", .kind = MEASURE_SUM, .unit = UNIT_POUNDS};

static struct figure cases(int64_t n)
{
    return (struct figure){
        .measure = &count, .has_numerator = true, .has_value = true, .numerator = n, .value = (double)n, .symbol = ""};
}

static struct figure share(int64_t n, int64_t d)
{
    return (struct figure){.measure = &rate,
                           .has_numerator = true,
                           .has_denominator = true,
                           .has_value = true,
                           .numerator = n,
                           .denominator = d,
                           .value = 100.0 * (double)n / (double)d,
                           .symbol = ""};
}

static struct figure symbol(const struct measure *measure, const char *text)
{
    return (struct figure){.measure = measure, .symbol = text};
}

static void a_category_without_a_row_is_no_case(void **state)
{
    (void)state;
    const struct figure none = cases(0), two = cases(2), no_case = symbol(&rate, "z");
    double difference = 0;
    assert_false(figures_differ(NULL, &none));
    assert_false(figures_differ(&no_case, NULL));
    assert_true(figures_differ(NULL, &two));
    assert_true(figures_difference(NULL, &two, &difference));
    assert_true(difference == 2);
    assert_true(figures_difference(&two, NULL, &difference));
    assert_true(difference == -2);
}

static void the_same_value_of_other_cases_differs_by_0(void **state)
{
    (void)state;
    const struct figure before = share(5, 10), after = share(6, 12);
    double difference = 1;
    assert_true(figures_differ(&before, &after));
    assert_true(figures_difference(&before, &after, &difference));
    assert_true(difference == 0);
    assert_false(figures_differ(&before, &before));
}

static void a_share_without_cases_has_no_difference(void **state)
{
    (void)state;
    const struct figure before = symbol(&rate, "z"), after = share(6, 12);
    double difference;
    assert_true(figures_differ(&before, &after));
    assert_false(figures_difference(&before, &after, &difference));
    assert_false(figures_difference(NULL, &after, &difference));
}

static void money_differs_to_the_penny(void **state)
{
    (void)state;
    struct figure before = cases(0), after = cases(0);
    before.measure = after.measure = &money;
    before.value = 10.10;
    after.value = 10.35;
    double difference;
    assert_true(figures_difference(&before, &after, &difference));
    assert_true(difference == 0.25);
}

static void of_what_is_hidden_in_one_nothing_is_said(void **state)
{
    (void)state;
    const struct figure hidden = symbol(&count, "c"), shown = cases(12);
    double difference;
    assert_false(figures_differ(&hidden, &shown));
    assert_false(figures_differ(&shown, &hidden));
    assert_false(figures_differ(&hidden, NULL));
    assert_false(figures_differ(NULL, &hidden));
    assert_true(figures_are_hidden(&hidden, &shown));
    assert_true(figures_are_hidden(&shown, &hidden));
    assert_false(figures_difference(&hidden, &shown, &difference));
    assert_false(figures_differ(&hidden, &hidden));
}

static void add(struct figures *figures, struct figure figure, const char *breakdown, const char *category)
{
    figure.period = (struct period){.kind = PERIOD_DAY, .start = 10, .end = 10};
    figure.breakdown = breakdown;
    figure.category = category;
    figures_add(figures, &figure);
}

static void the_list_gives_no_hidden_number_away(void **state)
{
    (void)state;
    struct counted counted;
    counted_open(&counted, "2021-01-21", "");
    counted_add(&counted, "cases", "-- kind: count\n-- when: event\n-- period: month\n-- unit: number\n",
                "select 1 as case_id, '2021-01-01' as on_date");
    g_autofree char *fault = counted_prepare(&counted);
    assert_null(fault);
    struct figures *before = figures_new(), *after = figures_new();
    add(before, cases(20), "all", "all");
    add(before, symbol(&count, "c"), "place", "north");
    add(before, cases(17), "place", "south");
    add(after, cases(22), "all", "all");
    add(after, cases(13), "place", "north");
    add(after, symbol(&count, "c"), "place", "south");
    add(after, symbol(&count, "c"), "place", "west");
    figures_finish(before);
    figures_finish(after);
    GError *error = NULL;
    const struct known_figures old = {before, counted.db, "2021-01-21T23:59:59.999Z"}, new = {after, counted.db, NULL};
    struct restatement *restatement = restatement_new(&new, &old, &counted.calendar, &error);
    assert_null(error);
    assert_ptr_equal(restatement->before, before);
    assert_string_equal(restatement->before_words, "at the end of 21 January 2021");
    assert_string_equal(restatement->after_words, "now");
    assert_int_equal(restatement->n_compared, 4);
    g_autoptr(GString) text = g_string_new(NULL);
    restatement_write_csv(restatement, counted.measures, text);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    assert_non_null(strstr(lines[1], ",all,all,20,,20,,22,,22,,2,"));
    assert_string_equal(lines[2], "");
    restatement_free(restatement);
    figures_free(before);
    figures_free(after);
    counted_close(&counted);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_category_without_a_row_is_no_case),
        cmocka_unit_test(the_same_value_of_other_cases_differs_by_0),
        cmocka_unit_test(a_share_without_cases_has_no_difference),
        cmocka_unit_test(money_differs_to_the_penny),
        cmocka_unit_test(of_what_is_hidden_in_one_nothing_is_said),
        cmocka_unit_test(the_list_gives_no_hidden_number_away),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
