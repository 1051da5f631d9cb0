#include "stages/explain/case_changes.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const struct measure rate = {.kind = MEASURE_RATE, .when = WHEN_EVENT};
static const struct measure count = {.kind = MEASURE_COUNT, .when = WHEN_STATE};
static const struct measure median = {.kind = MEASURE_MEDIAN, .when = WHEN_EVENT};
static char *splits[] = {(char[]){"sex"}, NULL};

/* A list of literals. */
struct given {
    struct case_list list;
    GArray *cases;
};

static struct given make(const struct listed_case *cases, guint n)
{
    struct given given = {.cases = g_array_new(FALSE, FALSE, sizeof *cases)};
    g_array_append_vals(given.cases, cases, n);
    given.list.cases = given.cases;
    given.list.splits = splits;
    return given;
}

static struct listed_case listed(const struct measure *measure, const char *case_id, int32_t day, bool is_met,
                                 const char **categories)
{
    return (struct listed_case){
        .case_id = case_id, .measure = measure, .counted_on = day, .is_met = is_met, .categories = categories};
}

/* "+in -out case.field:before>after" of what changed. The caller frees. */
static char *changes_of(const struct listed_case *before, guint n_before, const struct listed_case *now, guint n_now)
{
    struct given first = make(before, n_before), second = make(now, n_now);
    struct case_changes *changes = case_changes_find(&first.list, &second.list);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < changes->in->len; i++)
        g_string_append_printf(text, "+%s ", ((const struct listed_case *)changes->in->pdata[i])->case_id);
    for (guint i = 0; i < changes->out->len; i++)
        g_string_append_printf(text, "-%s ", ((const struct listed_case *)changes->out->pdata[i])->case_id);
    for (guint i = 0; i < changes->altered->len; i++) {
        const struct case_alteration *altered = &g_array_index(changes->altered, struct case_alteration, i);
        g_string_append_printf(text, "%s.%s:%s>%s ", altered->now->case_id, altered->field, altered->before,
                               altered->after);
    }
    case_changes_free(changes);
    g_array_unref(first.cases);
    g_array_unref(second.cases);
    return g_string_free(text, FALSE);
}

static const char *girl[] = {"F", NULL}, *boy[] = {"M", NULL};

static void cases_come_and_go_in_order(void **state)
{
    (void)state;
    const struct listed_case before[] = {listed(&rate, "b", 1, true, girl), listed(&rate, "a", 1, true, girl)};
    const struct listed_case now[] = {listed(&rate, "d", 1, true, girl), listed(&rate, "b", 1, true, girl),
                                      listed(&rate, "c", 1, true, girl)};
    g_autofree char *text = changes_of(before, 2, now, 3);
    assert_string_equal(text, "+c +d -a ");
}

static void altered_cases_say_what_and_how(void **state)
{
    (void)state;
    const struct listed_case before[] = {listed(&rate, "a", 0, true, girl)};
    const struct listed_case now[] = {listed(&rate, "a", 31, false, boy)};
    g_autofree char *text = changes_of(before, 1, now, 1);
    assert_string_equal(text, "a.counted_on:1970-01-01>1970-02-01 a.met:1>0 a.sex:F>M ");
}

static void the_day_a_state_is_counted_on_is_no_change(void **state)
{
    (void)state;
    const struct listed_case before[] = {listed(&count, "a", 0, true, girl)};
    const struct listed_case now[] = {listed(&count, "a", 31, true, girl)};
    g_autofree char *text = changes_of(before, 1, now, 1);
    assert_string_equal(text, "");
}

static void values_are_compared_where_they_count(void **state)
{
    (void)state;
    struct listed_case before = listed(&median, "a", 0, true, girl), now = before;
    before.amount = 140;
    now.amount = 141;
    g_autofree char *text = changes_of(&before, 1, &now, 1);
    assert_string_equal(text, "a.value:140>141 ");
}

static void a_case_with_several_rows_loses_the_last(void **state)
{
    (void)state;
    const struct listed_case row = listed(&rate, "a", 0, true, girl);
    const struct listed_case before[] = {row, row, row}, now[] = {row};
    g_autofree char *fewer = changes_of(before, 3, now, 1), *more = changes_of(now, 1, before, 2);
    assert_string_equal(fewer, "-a -a ");
    assert_string_equal(more, "+a ");
}

static void the_parts_of_a_ratio_are_told_apart(void **state)
{
    (void)state;
    struct listed_case before = listed(&count, "a", 0, true, girl), now = before;
    before.part = "numerator";
    now.part = "denominator";
    g_autofree char *text = changes_of(&before, 1, &now, 1);
    assert_string_equal(text, "+a -a ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases_come_and_go_in_order),
        cmocka_unit_test(altered_cases_say_what_and_how),
        cmocka_unit_test(the_day_a_state_is_counted_on_is_no_change),
        cmocka_unit_test(values_are_compared_where_they_count),
        cmocka_unit_test(a_case_with_several_rows_loses_the_last),
        cmocka_unit_test(the_parts_of_a_ratio_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
