/* Disclosure control against brute force: on small tables in which every case is known, nothing hidden can be worked
 * out from what is shown, and no more is hidden than it takes. */
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/disclose/audit.h"
#include "stages/disclose/disclose.h"
#include "stages/disclose/disclose_repair.h"
#include "tests/brute.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_MONTHS 5
#define N_CATEGORIES 3
#define YEAR 3 /* months that a "year" of these tables has */

static const struct measure count = {.id = "cases",
                                     .ref = "A01",
                                     .kind = MEASURE_COUNT,
                                     .when = WHEN_EVENT,
                                     .counts_children = true,
                                     .amount_scale = 1,
                                     .n_periods = 2,
                                     .periods = {PERIOD_MONTH, PERIOD_ROLLING}};
static const struct measure rate = {.id = "rates",
                                    .ref = "A02",
                                    .kind = MEASURE_RATE,
                                    .when = WHEN_EVENT,
                                    .counts_children = true,
                                    .amount_scale = 1,
                                    .n_periods = 2,
                                    .periods = {PERIOD_MONTH, PERIOD_ROLLING}};

/* How many cases: by month, two splits, and whether they met. */
struct cases {
    int of[N_MONTHS][N_CATEGORIES][N_CATEGORIES][2];
};

/* A line is one of the first split's categories or all, and one of the second's or all. */
struct place {
    int first, second; /* -1: all */
};

static const char *const firsts[] = {"a", "b", "c"}, *const seconds[] = {"x", "y", "z"};

static const char *breakdown_of(struct place place)
{
    return place.first < 0 ? (place.second < 0 ? "all" : "second") : (place.second < 0 ? "first" : "first|second");
}

/* Lives until the next call. */
static const char *category_of(struct place place)
{
    static char text[16];
    const char *const parts[] = {place.first < 0 ? "" : firsts[place.first],
                                 place.second < 0 ? "" : seconds[place.second]};
    g_snprintf(text, sizeof text, "%s%s%s", parts[0], place.first < 0 || place.second < 0 ? "" : "|", parts[1]);
    return *text == '\0' ? "all" : text;
}

/* Months first, then the years that end with month 2, 3 and 4. */
static guint n_periods(void)
{
    return N_MONTHS + N_MONTHS - YEAR + 1;
}

static int first_month(guint period)
{
    return period < N_MONTHS ? (int)period : (int)period - N_MONTHS;
}

static int last_month(guint period)
{
    return period < N_MONTHS ? (int)period : first_month(period) + YEAR - 1;
}

static int32_t start_of(int month)
{
    return date_from_parts((struct date_parts){2020, month + 1, 1});
}

static struct period period_at(guint period)
{
    return (struct period){.kind = period < N_MONTHS ? PERIOD_MONTH : PERIOD_ROLLING,
                           .start = start_of(first_month(period)),
                           .end = start_of(last_month(period) + 1) - 1};
}

/* Of a place in a month: those who met or, not, all. */
static int count_in(const struct cases *cases, struct place place, int month, bool met_only)
{
    int n = 0;
    for (int i = 0; i < N_CATEGORIES; i++)
        for (int j = 0; j < N_CATEGORIES; j++)
            if ((place.first < 0 || place.first == i) && (place.second < 0 || place.second == j))
                n += cases->of[month][i][j][1] + (met_only ? 0 : cases->of[month][i][j][0]);
    return n;
}

static void add_line(struct figures *figures, const struct measure *measure, const struct cases *cases,
                     struct place place)
{
    const bool is_rate = measure->kind == MEASURE_RATE;
    int64_t numbers[2][N_MONTHS] = {{0}};
    int32_t starts[N_MONTHS + 1];
    guint8 spares[N_MONTHS];
    for (int month = 0; month < N_MONTHS; month++) {
        numbers[0][month] = count_in(cases, place, month, is_rate);
        numbers[1][month] = is_rate ? count_in(cases, place, month, false) : 0;
        starts[month] = start_of(month);
        spares[month] = (guint8)((numbers[0][month] > 0) | (numbers[1][month] > 0) << 1 |
                                 (numbers[1][month] > numbers[0][month]) << 2);
    }
    starts[N_MONTHS] = start_of(N_MONTHS);
    for (guint period = 0; period < n_periods(); period++) {
        struct figure figure = {.measure = measure,
                                .period = period_at(period),
                                .breakdown = breakdown_of(place),
                                .category = category_of(place),
                                .has_numerator = true,
                                .has_denominator = is_rate,
                                .has_value = true};
        for (int month = first_month(period); month <= last_month(period); month++) {
            figure.numerator += numbers[0][month];
            figure.denominator += numbers[1][month];
        }
        if (is_rate && figure.denominator == 0) {
            figure.has_numerator = figure.has_value = false;
            figure.symbol = "z";
        }
        if ((is_rate ? figure.denominator : figure.numerator) > 0 || g_str_equal(figure.breakdown, "all"))
            figures_add(figures, &figure);
    }
    figures_add_slots(
        figures,
        &(struct slot_counts){
            measure, breakdown_of(place), category_of(place), N_MONTHS, starts, {numbers[0], numbers[1]}, spares});
}

static struct figures *figures_of(const struct measure *measure, const struct cases *cases)
{
    struct figures *figures = figures_new();
    for (int first = -1; first < N_CATEGORIES; first++)
        for (int second = -1; second < N_CATEGORIES; second++)
            add_line(figures, measure, cases, (struct place){first, second});
    figures_finish(figures);
    return figures;
}

static struct disclosure hide_with(struct figures *figures, const GArray *groups)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    struct disclosure disclosure;
    GError *error = NULL;
    const struct disclosure_rules rules = {
        .identities = none, .groups = groups, .as_at = start_of(N_MONTHS) - 1, .threshold = 5};
    const bool is_safe = disclose(figures, &rules, &disclosure, &error);
    assert_null(error);
    assert_true(is_safe);
    return disclosure;
}

static struct disclosure hide(struct figures *figures)
{
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(struct figure_group));
    return hide_with(figures, groups);
}

/* What an attacker does not know: how many of each month, both categories and outcome; of a count, all have one
 * outcome. */
static guint unknown(int month, int first, int second, int met)
{
    return (guint)(((month * N_CATEGORIES + first) * N_CATEGORIES + second) * 2 + met);
}

/* The unknowns that a place and period add up: of those who met, those who did not, or both. */
static GArray *unknowns_of(struct place place, guint period, bool with_met, bool with_rest)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (int month = first_month(period); month <= last_month(period); month++)
        for (int i = 0; i < N_CATEGORIES * N_CATEGORIES * 2; i++) {
            const int first = i / 2 / N_CATEGORIES, second = i / 2 % N_CATEGORIES, met = i % 2;
            const guint number = unknown(month, first, second, met);
            if ((place.first < 0 || place.first == first) && (place.second < 0 || place.second == second) &&
                (met == 1 ? with_met : with_rest))
                g_array_append_val(numbers, number);
        }
    return numbers;
}

static const struct figure *find(const struct figures *figures, const char *measure, struct place place, guint period)
{
    const struct period at = period_at(period);
    return figures_find(figures, measure, breakdown_of(place), category_of(place), at.kind, at.end);
}

/* Runs `act` on every figure that could be, published or not. */
typedef void (*on_figure)(struct brute *brute, const struct cases *cases, bool is_rate, struct place place,
                          guint period, const struct figure *figure);

static void each_figure(struct brute *brute, const struct cases *cases, const struct measure *measure,
                        const struct figures *figures, on_figure act)
{
    for (int first = -1; first < N_CATEGORIES; first++)
        for (int second = -1; second < N_CATEGORIES; second++)
            for (guint period = 0; period < n_periods(); period++) {
                const struct place place = {first, second};
                act(brute, cases, measure->kind == MEASURE_RATE, place, period,
                    find(figures, measure->id, place, period));
            }
}

/* What is published is known; what has no row is 0. */
static void tell(struct brute *brute, const struct cases *cases, bool is_rate, struct place place, guint period,
                 const struct figure *figure)
{
    (void)cases;
    const int n = figure == NULL ? 0 : (int)figure->numerator, d = figure == NULL ? 0 : (int)figure->denominator;
    if (figure == NULL || figure->has_numerator || g_str_equal(figure->symbol, "z"))
        brute_add(brute, unknowns_of(place, period, true, false), n, n);
    if (is_rate && (figure == NULL || figure->has_denominator))
        brute_add(brute, unknowns_of(place, period, true, true), d, d);
}

static int count_over(const struct cases *cases, struct place place, guint period, bool met_only)
{
    int n = 0;
    for (int month = first_month(period); month <= last_month(period); month++)
        n += count_in(cases, place, month, met_only);
    return n;
}

static bool is_small(int number)
{
    return number > 0 && number < 5;
}

/* Nothing small is shown, and nothing hidden is certain. */
static void attack(struct brute *brute, const struct cases *cases, bool is_rate, struct place place, guint period,
                   const struct figure *figure)
{
    const int n = count_over(cases, place, period, is_rate), d = count_over(cases, place, period, false);
    const bool must_hide = is_small(n) || (is_rate && (is_small(d) || is_small(d - n)));
    assert_true(!must_hide || (figure != NULL && !figure->has_numerator));
    if (figure == NULL || !g_str_equal(figure->symbol, "c"))
        return;
    assert_false(figure->has_value);
    assert_false(figure->has_numerator);
    assert_true(brute_can_differ(brute, unknowns_of(place, period, true, false), n));
    if (is_rate && !figure->has_denominator)
        assert_true(brute_can_differ(brute, unknowns_of(place, period, true, true), d));
    if (is_rate && is_small(d - n))
        assert_true(brute_can_differ(brute, unknowns_of(place, period, false, true), d - n));
}

static struct cases draw_cases(GRand *rand, int n, int n_months, int n_seconds)
{
    struct cases cases = {0};
    for (int i = 0; i < n; i++) {
        const int month = N_MONTHS - 1 - g_rand_int_range(rand, 0, n_months);
        const int first = MIN(g_rand_int_range(rand, 0, 3), g_rand_int_range(rand, 0, 3));
        cases.of[month][first][g_rand_int_range(rand, 0, n_seconds)][g_rand_int_range(rand, 0, 4) > 0]++;
    }
    return cases;
}

static void check_cases(const struct measure *measure, const struct cases *cases)
{
    struct figures *figures = figures_of(measure, cases);
    hide(figures);
    struct brute *brute = brute_new(N_MONTHS * N_CATEGORIES * N_CATEGORIES * 2);
    each_figure(brute, cases, measure, figures, tell);
    each_figure(brute, cases, measure, figures, attack);
    brute_free(brute);
    figures_free(figures);
}

/* Tables of cases of so many months and categories of the second split. */
static void check_many(const struct measure *measure, int n_tables, int most_cases, int n_months, int n_seconds)
{
    GRand *rand = g_rand_new_with_seed(4);
    for (int i = 0; i < n_tables; i++) {
        const struct cases cases = draw_cases(rand, g_rand_int_range(rand, 1, most_cases), n_months, n_seconds);
        check_cases(measure, &cases);
    }
    g_rand_free(rand);
}

static void no_hidden_count_of_a_table_can_be_worked_out(void **state)
{
    (void)state;
    check_many(&count, 60, 50, 1, N_CATEGORIES);
}

static void no_hidden_count_over_time_can_be_worked_out(void **state)
{
    (void)state;
    check_many(&count, 60, 80, N_MONTHS, 1);
    check_many(&count, 10, 60, 2, 2);
}

static void no_hidden_part_of_a_rate_can_be_worked_out(void **state)
{
    (void)state;
    check_many(&rate, 30, 60, 1, 2);
    check_many(&rate, 30, 60, 3, 1);
}

/* The newest month, by the first split: the others have nothing. */
static struct cases cases_of_month(int a, int b, int c)
{
    struct cases cases = {0};
    const int numbers[] = {a, b, c};
    for (int i = 0; i < N_CATEGORIES; i++)
        cases.of[N_MONTHS - 1][i][0][1] = numbers[i];
    return cases;
}

static guint count_hidden(const struct figures *figures)
{
    guint n = 0;
    for (guint i = 0; i < figures_count(figures); i++)
        n += g_str_equal(figures_row(figures, i)->symbol, "c");
    return n;
}

static void what_is_big_is_shown(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(5, 0, 40);
    struct figures *figures = figures_of(&count, &cases);
    const guint n = figures_count(figures);
    const struct disclosure disclosure = hide(figures);
    assert_int_equal(disclosure.n_primary + disclosure.n_secondary, 0);
    assert_int_equal(figures_count(figures), n);
    figures_free(figures);
}

/* The split's small category and one other, in the month and the year, and the same two cells of the two-way table. */
static void no_more_is_hidden_than_it_takes(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(3, 8, 40);
    struct figures *figures = figures_of(&count, &cases);
    hide(figures);
    for (guint i = 0; i < figures_count(figures); i++) {
        const struct figure *figure = figures_row(figures, i);
        if (g_str_equal(figure->breakdown, "all") || *figure->category == 'c' || *figure->category == 'x')
            assert_string_equal(figure->symbol, "");
    }
    assert_int_equal(count_hidden(figures), 8);
    figures_free(figures);
}

/* Hiding a 0 takes a row. */
static void a_zero_is_hidden_by_a_row(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(3, 0, 0);
    struct figures *figures = figures_of(&count, &cases);
    const struct disclosure disclosure = hide(figures);
    assert_true(disclosure.n_primary > 0);
    const struct figure *all = find(figures, "cases", (struct place){-1, -1}, N_MONTHS - 1);
    assert_string_equal(all->symbol, "c");
    figures_free(figures);
}

static void few_that_failed_hide_those_that_met(void **state)
{
    (void)state;
    struct cases cases = {0};
    cases.of[N_MONTHS - 1][0][0][1] = 30;
    cases.of[N_MONTHS - 1][0][0][0] = 2;
    struct figures *figures = figures_of(&rate, &cases);
    hide(figures);
    const struct figure *all = find(figures, "rates", (struct place){-1, -1}, N_MONTHS - 1);
    assert_string_equal(all->symbol, "c");
    assert_false(all->has_numerator);
    assert_true(all->has_denominator);
    assert_int_equal(all->denominator, 32);
    figures_free(figures);
}

/* Hidden by a rule that looks at one figure alone: the audit finds what is left open. */
static bool audit_planted(struct figures *figures, const GArray *counted, GError **error)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    const struct audited audited = {figures, counted, figures_slots(figures), NULL, none, start_of(N_MONTHS) - 1, 5};
    g_autoptr(GArray) findings = audit_find(&audited);
    return findings->len == 0 || audit_refuse(&audited, &g_array_index(findings, struct audit_finding, 0), error);
}

static struct disclosure repair_figures(struct figures *figures, const GArray *counted)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    const struct audited audited = {figures, counted, figures_slots(figures), NULL, none, start_of(N_MONTHS) - 1, 5};
    struct disclosure disclosure = {0};
    GError *error = NULL;
    assert_true(disclose_repair(&audited, &disclosure, &error));
    assert_null(error);
    return disclosure;
}

static void repair_planted(struct figures *figures, const GArray *counted)
{
    GError *error = NULL;
    assert_int_equal(repair_figures(figures, counted).n_given, 0);
    assert_true(audit_planted(figures, counted, &error));
}

static void plant(struct figures *figures, struct place place, guint period)
{
    struct figure *figure = (struct figure *)(uintptr_t)find(figures, "cases", place, period);
    figure->has_numerator = figure->has_value = false;
    figure->numerator = 0;
    figure->symbol = "c";
}

static void the_audit_finds_what_a_total_gives_away(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(3, 8, 40);
    struct figures *figures = figures_of(&count, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    plant(figures, (struct place){0, -1}, N_MONTHS - 1);
    GError *error = NULL;
    assert_false(audit_planted(figures, counted, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_FAULT));
    assert_non_null(strstr(error->message, "numerator of cases, first a, 2020-05-01 to 2020-05-31"));
    g_error_free(error);
    figures_free(figures);
}

/* A month that two years differ by: neither the month nor the other one's number is shown. */
static void the_audit_finds_what_years_give_away(void **state)
{
    (void)state;
    struct cases cases = {0};
    const int months[N_MONTHS] = {9, 8, 9, 7, 3};
    for (int month = 0; month < N_MONTHS; month++)
        cases.of[month][0][0][1] = months[month];
    struct figures *figures = figures_of(&count, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    for (int first = -1; first <= 0; first++)
        for (int second = -1; second <= 0; second++)
            plant(figures, (struct place){first, second}, N_MONTHS - 1);
    GError *error = NULL;
    assert_false(audit_planted(figures, counted, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_FAULT));
    g_error_free(error);
    figures_free(figures);
}

/* As of the oldest of the twelve months that end with the oldest month told. */
static void remove_months_before(struct figures *figures, int month)
{
    for (guint row = figures_count(figures); row-- > 0;) {
        const struct period *period = &figures_at(figures, row)->period;
        if (period->kind == PERIOD_MONTH && period->start < start_of(month))
            figures_remove(figures, row);
    }
    figures_finish(figures);
}

/* A row that hides a 0 in a month, of a category that has no row in a year with that month. What fell into the year's
 * other months is told of no category, so that no sum of categories says it. */
static void the_audit_finds_what_a_year_without_a_row_gives_away(void **state)
{
    (void)state;
    struct cases cases = cases_of_month(30, 3, 0);
    cases.of[0][0][0][1] = 9;
    cases.of[1][0][0][1] = cases.of[3][0][0][1] = 5;
    struct figures *figures = figures_of(&count, &cases);
    remove_months_before(figures, 2);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    for (int second = -1; second < 1; second++) {
        const struct place none = {1, second};
        const struct figure zero = {.measure = &count,
                                    .period = period_at(3),
                                    .breakdown = breakdown_of(none),
                                    .category = category_of(none),
                                    .symbol = "c"};
        figures_add(figures, &zero);
    }
    figures_finish(figures);
    for (int second = -1; second < 1; second++) {
        plant(figures, (struct place){0, second}, 3);
        for (int first = 0; first < 2; first++) {
            plant(figures, (struct place){first, second}, N_MONTHS - 1);
            plant(figures, (struct place){first, second}, n_periods() - 1);
        }
    }
    GError *error = NULL;
    assert_false(audit_planted(figures, counted, &error));
    g_error_free(error);
    figures_free(figures);
}

/* The attacker is right about what cannot be known: the same figures hidden as they must be. */
static void the_audit_passes_what_is_safe(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(3, 8, 40);
    struct figures *figures = figures_of(&count, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    for (guint year = 0; year < 2; year++)
        for (int first = 0; first < 2; first++)
            for (int second = -1; second < 1; second++)
                plant(figures, (struct place){first, second}, year == 0 ? N_MONTHS - 1 : n_periods() - 1);
    GError *error = NULL;
    assert_true(audit_planted(figures, counted, &error));
    figures_free(figures);
}

/* 47 and 44 would tell that the group of the others has 3, though neither 1 nor 2 of them can be told. */
static void a_small_group_hides_what_stands_beside_it(void **state)
{
    (void)state;
    char b[] = "b", c[] = "c", *members[] = {b, c, NULL};
    const struct figure_group group = {&count, "first", NULL, members, PERIOD_MONTH};
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(struct figure_group));
    const struct cases cases = cases_of_month(44, 1, 2);
    struct figures *figures = figures_of(&count, &cases), *alone = figures_of(&count, &cases);
    g_array_append_val(groups, group);
    hide_with(figures, groups);
    hide(alone);
    assert_string_equal(find(figures, "cases", (struct place){0, -1}, N_MONTHS - 1)->symbol, "c");
    assert_string_equal(find(alone, "cases", (struct place){0, -1}, N_MONTHS - 1)->symbol, "");
    figures_free(figures);
    figures_free(alone);
}

static void what_the_audit_finds_is_hidden_better(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(3, 8, 40);
    struct figures *figures = figures_of(&count, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    plant(figures, (struct place){0, -1}, N_MONTHS - 1);
    repair_planted(figures, counted);
    assert_string_equal(find(figures, "cases", (struct place){0, -1}, N_MONTHS - 1)->symbol, "c");
    assert_string_equal(find(figures, "cases", (struct place){1, -1}, N_MONTHS - 1)->symbol, "c");
    figures_free(figures);
}

/* Earlier editions told all that stands beside it: they are to blame, and nothing more is hidden for it. */
static void what_earlier_editions_give_away_is_given_up(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(3, 8, 40);
    struct figures *figures = figures_of(&count, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    for (guint row = 0; row < figures_count(figures); row++)
        figures_at(figures, row)->told = 1 << PART_NUMERATOR;
    plant(figures, (struct place){0, -1}, N_MONTHS - 1);
    const struct disclosure disclosure = repair_figures(figures, counted);
    assert_int_equal(disclosure.n_given, 1);
    assert_int_equal(disclosure.n_small_given, 1);
    assert_string_equal(find(figures, "cases", (struct place){0, -1}, N_MONTHS - 1)->symbol, "c");
    assert_int_equal(count_hidden(figures), 1);
    figures_free(figures);
}

/* Hidden, with all around it shown: nobody learns more by its being shown as well. */
static void what_is_known_and_not_small_is_shown_again(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(30, 0, 40);
    const struct place first = {0, -1}, none = {1, -1};
    struct figures *figures = figures_of(&count, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    const struct period month = period_at(N_MONTHS - 1);
    const struct figure zero = {.measure = &count,
                                .period = month,
                                .breakdown = breakdown_of(none),
                                .category = category_of(none),
                                .symbol = "c"};
    assert_null(find(figures, "cases", none, N_MONTHS - 1));
    figures_add(figures, &zero);
    figures_finish(figures);
    plant(figures, first, N_MONTHS - 1);
    const guint n = figures_count(figures);
    repair_planted(figures, counted);
    assert_string_equal(find(figures, "cases", first, N_MONTHS - 1)->symbol, "");
    assert_int_equal(find(figures, "cases", first, N_MONTHS - 1)->numerator, 30);
    assert_null(find(figures, "cases", none, N_MONTHS - 1));
    assert_int_equal(figures_count(figures), n - 1);
    figures_free(figures);
}

/* The numbers of a rate are told apart: that 30 met follows from the totals, of how many is known to nobody. */
static void what_is_known_of_a_rate_is_shown_alone(void **state)
{
    (void)state;
    const struct cases cases = cases_of_month(30, 35, 0);
    struct figures *figures = figures_of(&rate, &cases);
    g_autoptr(GArray) counted = figures_copy_rows(figures);
    for (guint year = 0; year < 2; year++)
        for (int first = -1; first < 2; first++)
            for (int second = -1; second < 1; second++) {
                const struct place place = {first, second};
                const struct figure *figure = find(figures, "rates", place, year == 0 ? N_MONTHS - 1 : n_periods() - 1);
                figure_hide((struct figure *)(uintptr_t)figure, first == 0, true);
            }
    repair_planted(figures, counted);
    const struct figure *figure = find(figures, "rates", (struct place){0, -1}, N_MONTHS - 1);
    assert_true(figure->has_numerator);
    assert_int_equal(figure->numerator, 30);
    assert_false(figure->has_denominator);
    assert_false(figure->has_value);
    assert_string_equal(figure->symbol, "c");
    figures_free(figures);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_small_group_hides_what_stands_beside_it),
        cmocka_unit_test(what_the_audit_finds_is_hidden_better),
        cmocka_unit_test(what_earlier_editions_give_away_is_given_up),
        cmocka_unit_test(what_is_known_and_not_small_is_shown_again),
        cmocka_unit_test(what_is_known_of_a_rate_is_shown_alone),
        cmocka_unit_test(no_hidden_count_of_a_table_can_be_worked_out),
        cmocka_unit_test(no_hidden_count_over_time_can_be_worked_out),
        cmocka_unit_test(no_hidden_part_of_a_rate_can_be_worked_out),
        cmocka_unit_test(what_is_big_is_shown),
        cmocka_unit_test(no_more_is_hidden_than_it_takes),
        cmocka_unit_test(a_zero_is_hidden_by_a_row),
        cmocka_unit_test(few_that_failed_hide_those_that_met),
        cmocka_unit_test(the_audit_finds_what_a_total_gives_away),
        cmocka_unit_test(the_audit_finds_what_years_give_away),
        cmocka_unit_test(the_audit_finds_what_a_year_without_a_row_gives_away),
        cmocka_unit_test(the_audit_passes_what_is_safe),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
