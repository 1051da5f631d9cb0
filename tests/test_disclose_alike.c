/* Lines of two splits that tell the same number all along: what is hidden of one is hidden of the other. */
#include "pipeline/lib/date.h"
#include "stages/disclose/audit.h"
#include "stages/disclose/disclose.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define N_DAYS 8
#define SMALL_DAY 5 /* on which two plans are of the nursery */

static const struct measure plans = {.id = "plans",
                                     .ref = "C01",
                                     .kind = MEASURE_COUNT,
                                     .when = WHEN_SNAPSHOT,
                                     .counts_children = true,
                                     .amount_scale = 1,
                                     .n_periods = 1,
                                     .periods = {PERIOD_DAY}};

static int32_t day_at(int day)
{
    return date_from_parts((struct date_parts){2020, 1, 1}) + day * 30;
}

static void add_plans(struct figures *figures, int day, const char *breakdown, const char *category, int n)
{
    const struct figure figure = {
        .measure = &plans,
        .period = {.kind = PERIOD_DAY, .start = day_at(day), .end = day_at(day)},
        .breakdown = breakdown,
        .category = category,
        .has_numerator = true,
        .has_value = true,
        .numerator = n,
        .value = n,
        .symbol = "",
    };
    figures_add(figures, &figure);
}

/* Plans without a phase are those of other placements, of which there are so many different numbers. */
static struct figures *figures_of(int n_different)
{
    struct figures *figures = figures_new();
    for (int day = 0; day < N_DAYS; day++) {
        const int nursery = day == SMALL_DAY ? 2 : 9, unknown = 40 + MIN(day, n_different - 1) * 3;
        add_plans(figures, day, "all", "all", nursery + 400 + unknown);
        add_plans(figures, day, "phase", "nursery", nursery);
        add_plans(figures, day, "phase", "primary", 400);
        add_plans(figures, day, "phase", "unknown", unknown);
        add_plans(figures, day, "placement", "mainstream", 300);
        add_plans(figures, day, "placement", "other", unknown);
        add_plans(figures, day, "placement", "special", nursery + 100);
    }
    figures_finish(figures);
    return figures;
}

static const char *symbol_of(const struct figures *figures, const char *breakdown, const char *category)
{
    return figures_find(figures, "plans", breakdown, category, PERIOD_DAY, day_at(SMALL_DAY))->symbol;
}

static void hide(struct figures *figures)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(struct figure_group));
    GError *error = NULL;
    const struct disclosure_rules rules = {
        .identities = none, .groups = groups, .as_at = day_at(N_DAYS - 1), .threshold = 5};
    assert_true(disclose(figures, &rules, NULL, &error));
}

static void a_line_like_a_hidden_one_is_hidden(void **state)
{
    (void)state;
    struct figures *figures = figures_of(N_DAYS);
    hide(figures);
    assert_string_equal(symbol_of(figures, "phase", "nursery"), "c");
    assert_string_equal(symbol_of(figures, "placement", "other"), symbol_of(figures, "phase", "unknown"));
    figures_free(figures);
}

/* Hides the nursery and what is beside it alone. */
static guint count_found(struct figures *figures)
{
    static const char *const hidden[] = {"nursery", "unknown"};
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    for (guint i = 0; i < G_N_ELEMENTS(hidden); i++) {
        const struct figure *found = figures_find(figures, "plans", "phase", hidden[i], PERIOD_DAY, day_at(SMALL_DAY));
        for (guint row = 0; row < figures_count(figures); row++)
            if (figures_row(figures, row) == found)
                figure_hide(figures_at(figures, row), true, false);
    }
    const struct audited audited = {figures, counted, figures_slots(figures), NULL, none, day_at(N_DAYS - 1), 5};
    g_autoptr(GArray) findings = audit_find(&audited);
    return findings->len;
}

static void the_audit_reads_a_hidden_line_from_one_like_it(void **state)
{
    (void)state;
    struct figures *figures = figures_of(N_DAYS);
    assert_int_equal(count_found(figures), 2);
    figures_free(figures);
}

/* Among thousands of lines a few small numbers are alike by chance. */
static void lines_with_few_different_numbers_are_not_taken_for_the_same(void **state)
{
    (void)state;
    struct figures *figures = figures_of(3);
    assert_int_equal(count_found(figures), 0);
    figures_free(figures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_like_a_hidden_one_is_hidden),
        cmocka_unit_test(the_audit_reads_a_hidden_line_from_one_like_it),
        cmocka_unit_test(lines_with_few_different_numbers_are_not_taken_for_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
