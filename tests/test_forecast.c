#include "stages/recovery/forecast.h"
#include "stages/recovery/recovery.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define PERCENT(n) ((gint64)((n)*FORECAST_POINT))

static void growth_is_exact_and_rounded_once(void **state)
{
    (void)state;
    assert_int_equal(forecast_grow(1203659652, PERCENT(6.5), PERCENT(1.5)), 1301125992);
    assert_int_equal(forecast_grow(100, PERCENT(0.5), 0), 101);              /* 100.5 */
    assert_int_equal(forecast_grow(100, PERCENT(0.25), PERCENT(0.25)), 101); /* 100.500625; by steps it would be 100 */
    assert_int_equal(forecast_grow(-100, PERCENT(0.5), 0), -101);
    assert_int_equal(forecast_grow(1000, PERCENT(-100), 0), 0);
    assert_int_equal(forecast_grow(FORECAST_MOST, PERCENT(1000), PERCENT(1000)), FORECAST_MOST);
}

static void percents_as_read_become_ten_thousandths(void **state)
{
    (void)state;
    assert_int_equal(forecast_percent(6.5), 65000);
    assert_int_equal(forecast_percent(2.675), 26750);
    assert_int_equal(forecast_percent(-1.00005), -10001);
}

static void savings_are_weighed_to_the_penny(void **state)
{
    (void)state;
    assert_int_equal(forecast_weigh(6000000, PERCENT(70)), 4200000);
    assert_int_equal(forecast_weigh(101, PERCENT(50)), 51);
    assert_int_equal(forecast_weigh(0, PERCENT(50)), 0);
    assert_int_equal(forecast_shift_confidence(PERCENT(95), PERCENT(10)), PERCENT(100));
    assert_int_equal(forecast_shift_confidence(PERCENT(5), PERCENT(-10)), 0);
}

static void a_plan_costs_spend_by_plans_half_up(void **state)
{
    (void)state;
    assert_int_equal(forecast_unit_cost(4226006810, 3145), 1343722);
    assert_int_equal(forecast_unit_cost(5, 2), 3);
}

/* Two categories, one known year and two more. */
static struct forecast sample(void)
{
    return (struct forecast){
        .n_years = 3,
        .n_known = 1,
        .n_categories = 2,
        .grant = {100000, 0, 130000},
        .grant_growth = {0, PERCENT(10), PERCENT(50)},
        .is_grant_known = {true, false, true},
        .transfer = {0, 500, 0},
        .growth = {{{0, 0}, {PERCENT(5), PERCENT(2)}, {PERCENT(5), 0}}, {{0, 0}, {0, PERCENT(-10)}, {0, 0}}},
        .spend = {{80000}, {30000}},
        .saving = {{1000, 2000, 3000}, {0, 0, 4000}},
        .brought_forward = {-5000, -4000},
    };
}

static void spend_grows_from_the_last_known_year(void **state)
{
    (void)state;
    struct forecast f = sample();
    forecast_run(&f);
    assert_int_equal(f.spend[0][1], 85680);
    assert_int_equal(f.spend[0][2], 89964);
    assert_int_equal(f.spend[1][1], 27000);
    assert_int_equal(f.spend[1][2], 27000);
}

static void a_grant_that_is_known_does_not_grow(void **state)
{
    (void)state;
    struct forecast f = sample();
    forecast_run(&f);
    assert_int_equal(f.grant[1], 110000);
    assert_int_equal(f.grant[2], 130000);
}

static void balances_close_and_open_to_the_penny(void **state)
{
    (void)state;
    struct forecast f = sample();
    forecast_run(&f);
    assert_int_equal(f.closing[FORECAST_UNMITIGATED][0], -5000 + 100000 - 110000);
    assert_int_equal(f.closing[FORECAST_MITIGATED][0], -4000 + 100000 - 109000);
    for (guint path = 0; path < FORECAST_PATHS; path++)
        for (guint year = 0; year < f.n_years; year++) {
            assert_int_equal(f.closing[path][year],
                             f.opening[path][year] + f.grant[year] + f.transfer[year] - f.total[path][year]);
            if (year > 0)
                assert_int_equal(f.opening[path][year], f.closing[path][year - 1]);
        }
    for (guint year = 0; year < f.n_years; year++)
        assert_int_equal(f.total[FORECAST_MITIGATED][year],
                         f.total[FORECAST_UNMITIGATED][year] - forecast_savings(&f, year));
}

static void a_scenario_moves_forecast_years_alone(void **state)
{
    (void)state;
    struct forecast f = sample();
    forecast_shift_growth(&f, PERCENT(1), PERCENT(-1));
    assert_int_equal(f.growth[0][0].plans, 0);
    assert_int_equal(f.growth[0][1].plans, PERCENT(6));
    assert_int_equal(f.growth[1][2].unit_cost, PERCENT(-1));
}

/* A recovery of one category, with spend and grant of 2019-20 and 2020-21 and an assumption for the year after. */
static struct recovery *given(void)
{
    struct recovery *r = recovery_new();
    const struct recovery_name category = {"special", "Special"}, block = {"high needs", "High needs"};
    g_array_append_val(r->categories, category);
    g_array_append_val(r->blocks, block);
    const struct recovery_line lines[] = {{2018, "1.2.1 a", 0, "outturn", true, 700},
                                          {2019, "1.2.1 a", 0, "budget", false, 1},
                                          {2019, "1.2.1 a", 0, "outturn", true, 900},
                                          {2020, "1.2.1 a", 0, "forecast", true, 1000}};
    const struct recovery_grant grants[] = {
        {2018, 0, 650, 0, 20, true}, {2019, 0, 800, 50, 0, false}, {2020, 0, 900, 0, -999, true}};
    const struct recovery_assumption assumption = {2021, 0, PERCENT(10), 0, PERCENT(5), true};
    const struct recovery_scheme schemes[] = {{2018, "S1", "", "", "", 0, 10, PERCENT(50), 5, 0},
                                              {2021, "S1", "", "", "", 0, 100, PERCENT(50), 50, 0}};
    g_array_append_vals(r->lines, lines, G_N_ELEMENTS(lines));
    g_array_append_vals(r->grants, grants, G_N_ELEMENTS(grants));
    g_array_append_val(r->assumptions, assumption);
    g_array_append_vals(r->schemes, schemes, G_N_ELEMENTS(schemes));
    r->shifts[RECOVERY_HIGH] = (struct recovery_shift){PERCENT(1), 0, PERCENT(-10)};
    return r;
}

static void the_plan_opens_with_the_first_balance_carried_on(void **state)
{
    (void)state;
    struct recovery *r = given();
    recovery_settle(r, 2020);
    assert_null(r->missing);
    assert_int_equal(r->first_year, 2019);
    assert_int_equal(r->past->len, 1);
    assert_int_equal(recovery_middle(r)->brought_forward[FORECAST_UNMITIGATED], 20 + 650 - 700);
    assert_int_equal(recovery_middle(r)->brought_forward[FORECAST_MITIGATED], 20 + 650 - 700 + 5);
    recovery_free(r);
}

static void the_plan_has_known_years_and_those_assumed(void **state)
{
    (void)state;
    struct recovery *r = given();
    recovery_settle(r, 2020);
    const struct forecast *f = recovery_middle(r);
    assert_int_equal(f->n_known, 2);
    assert_int_equal(f->n_years, 3);
    assert_int_equal(f->spend[0][0], 900); /* outturn, not budget */
    assert_int_equal(f->spend[0][2], 1100);
    assert_int_equal(f->grant[2], 945);
    assert_int_equal(f->saving[0][2], 50);
    assert_int_equal(r->scenarios[RECOVERY_HIGH].spend[0][2], 1110);
    assert_int_equal(r->scenarios[RECOVERY_HIGH].saving[0][2], 40);
    recovery_free(r);
}

static void what_is_missing_is_said(void **state)
{
    (void)state;
    struct recovery *r = given();
    recovery_settle(r, 2021);
    assert_non_null(g_strrstr(r->missing, "high_needs_lines"));
    g_array_set_size(r->assumptions, 0);
    recovery_settle(r, 2020);
    assert_non_null(g_strrstr(r->missing, "high_needs_assumptions"));
    g_array_set_size(r->grants, 0);
    recovery_settle(r, 2020);
    assert_non_null(g_strrstr(r->missing, "dsg_allocations"));
    recovery_free(r);
}

/* 2019-20 is the first year that says so, whether it is the year of the report or before it; a year before it has no
 * balance. */
static void the_balance_opens_alike_whatever_the_year_of_the_report(void **state)
{
    (void)state;
    struct recovery *r = given();
    g_array_index(r->grants, struct recovery_grant, 0).has_brought_forward = false;
    g_array_index(r->grants, struct recovery_grant, 1).has_brought_forward = true;
    g_array_index(r->grants, struct recovery_grant, 1).brought_forward = -77;
    const struct recovery_assumption assumptions[] = {{2019, 0, 0, 0, 0, false}, {2020, 0, 0, 0, 0, false}};
    g_array_append_vals(r->assumptions, assumptions, G_N_ELEMENTS(assumptions));
    for (int year = 2019; year <= 2020; year++) {
        recovery_settle(r, year);
        assert_null(r->missing);
        assert_int_equal(recovery_middle(r)->opening[FORECAST_UNMITIGATED][0], -77);
        assert_int_equal(recovery_middle(r)->closing[FORECAST_UNMITIGATED][0], -77 + 800 + 50 - 900);
    }
    recovery_settle(r, 2018);
    assert_non_null(g_strrstr(r->missing, "no balance before 2019-20"));
    recovery_free(r);
}

static void years_of_spend_are_counted_with_and_without_a_grant(void **state)
{
    (void)state;
    struct recovery *r = given();
    guint with_grant;
    recovery_settle(r, 2020);
    assert_int_equal(recovery_count_years(r, &with_grant), 3);
    assert_int_equal(with_grant, 3);
    g_array_remove_index(r->grants, 1);
    recovery_settle(r, 2020);
    assert_int_equal(recovery_count_years(r, &with_grant), 3);
    assert_int_equal(with_grant, 2);
    recovery_free(r);
}

static void a_plan_goes_on_for_five_years_at_most(void **state)
{
    (void)state;
    struct recovery *r = given();
    for (int year = 2022; year <= 2027; year++) {
        const struct recovery_assumption assumption = {year, 0, 0, 0, 0, false};
        g_array_append_val(r->assumptions, assumption);
    }
    recovery_settle(r, 2020);
    assert_int_equal(recovery_middle(r)->n_years, 2 + RECOVERY_FORECAST_YEARS);
    g_array_remove_index(r->assumptions, 2); /* 2023 */
    recovery_settle(r, 2020);
    assert_int_equal(recovery_middle(r)->n_years, 2 + 2);
    recovery_free(r);
}

static void years_are_named_as_finance_does(void **state)
{
    (void)state;
    g_autofree char *year = recovery_year_name(2020), *century = recovery_year_name(2099);
    assert_string_equal(year, "2020-21");
    assert_string_equal(century, "2099-00");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(growth_is_exact_and_rounded_once),
        cmocka_unit_test(percents_as_read_become_ten_thousandths),
        cmocka_unit_test(savings_are_weighed_to_the_penny),
        cmocka_unit_test(a_plan_costs_spend_by_plans_half_up),
        cmocka_unit_test(spend_grows_from_the_last_known_year),
        cmocka_unit_test(a_grant_that_is_known_does_not_grow),
        cmocka_unit_test(balances_close_and_open_to_the_penny),
        cmocka_unit_test(a_scenario_moves_forecast_years_alone),
        cmocka_unit_test(the_plan_opens_with_the_first_balance_carried_on),
        cmocka_unit_test(the_plan_has_known_years_and_those_assumed),
        cmocka_unit_test(what_is_missing_is_said),
        cmocka_unit_test(years_are_named_as_finance_does),
        cmocka_unit_test(the_balance_opens_alike_whatever_the_year_of_the_report),
        cmocka_unit_test(years_of_spend_are_counted_with_and_without_a_grant),
        cmocka_unit_test(a_plan_goes_on_for_five_years_at_most),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
