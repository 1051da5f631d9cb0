/* Two editions against brute force: on small tables in which every case is known, nothing that either hides can be
 * worked out from both. And what is read of an edition. */
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/disclose/disclose.h"
#include "tests/brute.h"
#include "tests/temporary.h"

#include <glib/gstdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_MONTHS 6
#define N_CATEGORIES 3
#define YEAR 3   /* months that a "year" of these tables has */
#define N_TOLD 5 /* months of an edition; the second begins a month later */
#define ALL (-1)

static const struct measure cases = {.id = "cases",
                                     .ref = "A01",
                                     .kind = MEASURE_COUNT,
                                     .when = WHEN_EVENT,
                                     .counts_children = true,
                                     .amount_scale = 1,
                                     .unit_name = "number",
                                     .n_periods = 2,
                                     .periods = {PERIOD_MONTH, PERIOD_ROLLING}};

/* Cases by month and category. */
struct table {
    int of[N_MONTHS][N_CATEGORIES];
};

/* A month, or the year that begins with it. */
struct window {
    int first, n;
};

static const char *category_of(int category)
{
    static const char *const names[] = {"all", "a", "b", "c"};
    return names[category + 1];
}

static int32_t start_of(int month)
{
    return date_from_parts((struct date_parts){2020, month + 1, 1});
}

static bool is_told(int edition, struct window window)
{
    return window.first >= edition && window.first + window.n <= edition + N_TOLD;
}

/* All windows of months 0 to 5; the second edition counts those of the first too, and does not tell them. */
static bool next_window(struct window *window)
{
    if (window->n == 0)
        *window = (struct window){0, 1};
    else if (++window->first + window->n > N_MONTHS)
        *window = (struct window){0, window->n == 1 ? YEAR : N_MONTHS + 1};
    return window->n <= N_MONTHS;
}

static int count_in(const struct table *table, int category, struct window window)
{
    int n = 0;
    for (int month = window.first; month < window.first + window.n; month++)
        for (int i = 0; i < N_CATEGORIES; i++)
            n += category == ALL || category == i ? table->of[month][i] : 0;
    return n;
}

static struct period period_of(int edition, struct window window)
{
    return (struct period){.kind = window.n == 1 ? PERIOD_MONTH : PERIOD_ROLLING,
                           .start = start_of(window.first),
                           .end = start_of(window.first + window.n) - 1,
                           .is_past = !is_told(edition, window)};
}

static void add_slots(struct figures *figures, const struct table *table, int category)
{
    int64_t numbers[N_MONTHS] = {0}, none[N_MONTHS] = {0};
    int32_t starts[N_MONTHS + 1];
    guint8 spares[N_MONTHS];
    for (int month = 0; month < N_MONTHS; month++) {
        numbers[month] = count_in(table, category, (struct window){month, 1});
        starts[month] = start_of(month);
        spares[month] = numbers[month] > 0;
    }
    starts[N_MONTHS] = start_of(N_MONTHS);
    figures_add_slots(figures, &(struct slot_counts){&cases,
                                                     category == ALL ? "all" : "split",
                                                     category_of(category),
                                                     N_MONTHS,
                                                     starts,
                                                     {numbers, none},
                                                     spares});
}

/* With `past`, also the windows that only the first edition tells. */
static struct figures *figures_of(const struct table *table, int edition, bool with_past)
{
    struct figures *figures = figures_new();
    for (int category = ALL; category < N_CATEGORIES; category++) {
        for (struct window window = {0, 0}; next_window(&window);) {
            const int n = count_in(table, category, window);
            const struct figure figure = {.measure = &cases,
                                          .period = period_of(edition, window),
                                          .breakdown = category == ALL ? "all" : "split",
                                          .category = category_of(category),
                                          .has_numerator = true,
                                          .has_value = true,
                                          .numerator = n,
                                          .value = n};
            if ((is_told(edition, window) || (with_past && is_told(0, window))) && (n > 0 || category == ALL))
                figures_add(figures, &figure);
        }
        add_slots(figures, table, category);
    }
    figures_finish(figures);
    return figures;
}

static void hide(struct figures *figures, const struct past *past, struct disclosure *disclosure)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    g_autoptr(GArray) groups = g_array_new(FALSE, FALSE, sizeof(struct figure_group));
    const struct disclosure_rules rules = {
        .identities = none, .groups = groups, .past = past, .as_at = start_of(N_MONTHS) - 1, .threshold = 5};
    GError *error = NULL;
    assert_true(disclose(figures, &rules, disclosure, &error));
    assert_null(error);
}

static struct past *past_of_text(const char *text, GError **error)
{
    char *folder = temporary_make();
    char *path = temporary_write(folder, "figures.csv", text);
    char *const paths[] = {path, NULL};
    struct past *past = past_read(paths, NULL, 5, error);
    temporary_remove(folder);
    g_free(path);
    return past;
}

static struct past *past_of(const struct figures *figures)
{
    g_autoptr(GString) text = g_string_new(NULL);
    GError *error = NULL;
    figures_write_csv(figures, text);
    struct past *past = past_of_text(text->str, &error);
    assert_null(error);
    return past;
}

static GArray *numbers_of(int category, struct window window)
{
    GArray *numbers = g_array_new(FALSE, FALSE, sizeof(guint));
    for (int month = window.first; month < window.first + window.n; month++)
        for (int i = 0; i < N_CATEGORIES; i++) {
            const guint number = (guint)(month * N_CATEGORIES + i);
            if (category == ALL || category == i)
                g_array_append_val(numbers, number);
        }
    return numbers;
}

static const struct figure *find(const struct figures *figures, int category, struct window window)
{
    const struct period period = period_of(0, window);
    return figures_find(figures, "cases", category == ALL ? "all" : "split", category_of(category), period.kind,
                        period.end);
}

static bool is_hidden(const struct figures *figures, int edition, int category, struct window window)
{
    const struct figure *figure = is_told(edition, window) ? find(figures, category, window) : NULL;
    return figure != NULL && g_str_equal(figure->symbol, "c");
}

static void tell(struct brute *brute, const struct table *table, const struct figures *figures, int edition)
{
    for (int category = ALL; category < N_CATEGORIES; category++)
        for (struct window window = {0, 0}; next_window(&window);) {
            const int n = count_in(table, category, window);
            if (is_told(edition, window) && !is_hidden(figures, edition, category, window))
                brute_add(brute, numbers_of(category, window), n, n);
        }
}

/* What was hidden stays hidden, what was told is told, and neither edition gives away what either hides. */
static void attack(struct brute *brute, const struct table *table, struct figures *const figures[2])
{
    for (int category = ALL; category < N_CATEGORIES; category++)
        for (struct window window = {0, 0}; next_window(&window);) {
            const bool was_hidden = is_hidden(figures[0], 0, category, window),
                       is_hidden_now = is_hidden(figures[1], 1, category, window);
            if (is_told(0, window) && is_told(1, window))
                assert_int_equal(was_hidden, is_hidden_now);
            if (was_hidden || is_hidden_now)
                assert_true(brute_can_differ(brute, numbers_of(category, window), count_in(table, category, window)));
        }
}

static void check_table(const struct table *table)
{
    struct figures *figures[] = {figures_of(table, 0, false), figures_of(table, 1, true)};
    struct disclosure disclosure;
    hide(figures[0], NULL, NULL);
    struct past *past = past_of(figures[0]);
    hide(figures[1], past, &disclosure);
    assert_int_equal(disclosure.n_given, 0);
    assert_int_equal(disclosure.n_corrected, 0);
    struct brute *brute = brute_new(N_MONTHS * N_CATEGORIES);
    for (int edition = 0; edition < 2; edition++)
        tell(brute, table, figures[edition], edition);
    attack(brute, table, figures);
    for (guint i = 0; i < figures_count(figures[1]); i++)
        assert_false(figures_row(figures[1], i)->period.is_past);
    brute_free(brute);
    past_free(past);
    for (int edition = 0; edition < 2; edition++)
        figures_free(figures[edition]);
}

static void two_editions_give_nothing_away(void **state)
{
    (void)state;
    GRand *rand = g_rand_new_with_seed(7);
    for (int i = 0; i < 400; i++) {
        struct table table = {0};
        for (int n = g_rand_int_range(rand, 1, 70); n > 0; n--)
            table.of[g_rand_int_range(rand, 0, N_MONTHS)]
                    [MIN(g_rand_int_range(rand, 0, 3), g_rand_int_range(rand, 0, 3))]++;
        check_table(&table);
    }
    g_rand_free(rand);
}

#define HEADER "measure,ref,period_start,period_end,breakdown,category,numerator,denominator,value,unit,symbol\n"

static void ask(const struct past *past, const char *category, int64_t number, enum past_word expected)
{
    enum past_word words[2];
    past_ask(past, &(struct past_question){&cases, "split", category, period_of(0, (struct window){0, 1}), {number, 0}},
             words);
    assert_int_equal(words[0], expected);
}

static void an_edition_tells_hides_and_is_corrected(void **state)
{
    (void)state;
    GError *error = NULL;
    struct past *past = past_of_text(HEADER "cases,A01,2020-01-01,2020-01-31,split,a,12,,12,number,\n"
                                            "cases,A01,2020-01-01,2020-01-31,split,b,,,,number,c\n"
                                            "gone,Z01,2020-01-01,2020-01-31,all,all,7,,7,number,\n",
                                     &error);
    assert_null(error);
    ask(past, "a", 12, PAST_TOLD);
    ask(past, "a", 13, PAST_CORRECTED);
    ask(past, "b", 3, PAST_HIDDEN);
    ask(past, "c", 0, PAST_TOLD);
    ask(past, "c", 2, PAST_CORRECTED);
    const struct period february = period_of(0, (struct window){1, 1});
    assert_false(past_tells(past, &cases, &february));
    past_free(past);
}

static void assert_refused(const char *text, const char *expected)
{
    GError *error = NULL;
    assert_null(past_of_text(text, &error));
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA));
    if (strstr(error->message, expected) == NULL)
        fail_msg("'%s' is not in '%s'", expected, error->message);
    g_error_free(error);
}

static void what_is_no_edition_is_refused_with_its_line(void **state)
{
    (void)state;
    assert_refused("", "figures.csv:1: there is no figure in it");
    assert_refused("name,age\nAda,7\n", "figures.csv:1: this is no figures.csv of a run");
    assert_refused(HEADER "cases,A01,2020-01-01,2020-01-31,split,a,12,,12,number\n",
                   "figures.csv:2: a row of figures.csv has eleven cells");
    assert_refused(HEADER "cases,A01,01/01/2020,2020-01-31,split,a,12,,12,number,\n",
                   "figures.csv:2: a day is written");
    assert_refused(HEADER "cases,A01,2020-02-01,2020-01-31,split,a,12,,12,number,\n", "figures.csv:2: a period ends");
    assert_refused(HEADER "\ncases,A01,2020-01-01,2020-01-31,split,a,12.0,,12,number,\n",
                   "figures.csv:3: a numerator or denominator is a whole number");
    assert_refused(HEADER "cases,A01,2020-01-01,2020-01-31,split,a,12,,12,number,q\n", "figures.csv:2: a symbol is");
    assert_refused(HEADER "cases,A01,2020-01-01,2020-01-31,split,a,2,,2,number,\n", "--unsuppressed");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(two_editions_give_nothing_away),
        cmocka_unit_test(an_edition_tells_hides_and_is_corrected),
        cmocka_unit_test(what_is_no_edition_is_refused_with_its_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
