/* What is said of a figure, a headline and a control chart, word for word. */
#include "stages/judge/sentence.h"
#include "tests/judged.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Frees what was said. */
static void assert_says(char *said, const char *expected)
{
    assert_string_equal(said, expected);
    g_free(said);
}

static struct figure share(const char *end, int64_t n, int64_t d)
{
    struct figure figure =
        judged_figure(&judged_rate, PERIOD_ROLLING, judged_day(end), round(1000.0 * (double)n / (double)d) / 10);
    figure.numerator = n;
    figure.denominator = d;
    figure.period.start = figure.period.end - 365;
    return figure;
}

static struct figure without_value(const struct measure *measure, const char *symbol)
{
    struct figure figure = judged_figure(measure, PERIOD_ROLLING, judged_day("2021-01-21"), 0);
    figure.has_value = false;
    figure.symbol = symbol;
    return figure;
}

static void a_value_has_its_unit_or_says_why_there_is_none(void **test)
{
    (void)test;
    struct figure few = share("2021-01-21", 4, 8);
    assert_says(sentence_value(&few), "50.0%");
    few.symbol = "u";
    assert_says(sentence_value(&few), "50.0% [u]");
    const struct figure hidden = without_value(&judged_rate, "c"), none = without_value(&judged_rate, "");
    assert_says(sentence_value(&hidden), "[c]");
    assert_says(sentence_value(&none), "[z]");
    assert_says(sentence_value(NULL), "[z]");
}

static void a_period_is_told_as_people_say_it(void **test)
{
    (void)test;
    const struct {
        enum period_kind kind;
        bool is_part;
        const char *start, *end, *words;
    } cases[] = {
        {PERIOD_ROLLING, false, "2020-01-22", "2021-01-21", "the twelve months to 21 January 2021"},
        {PERIOD_MONTH, false, "2020-12-01", "2020-12-31", "December 2020"},
        {PERIOD_MONTH, true, "2021-01-01", "2021-01-21", "1 January 2021 to 21 January 2021"},
        {PERIOD_MONTH, true, "2021-01-01", "2021-01-01", "1 January 2021"},
        {PERIOD_DAY, false, "2021-01-21", "2021-01-21", "21 January 2021"},
        {PERIOD_FINANCIAL_YEAR, false, "2020-04-01", "2021-03-31", "the financial year 2020-21"},
        {PERIOD_CALENDAR_YEAR, false, "2020-01-01", "2020-12-31", "the year 1 January 2020 to 31 December 2020"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct period period = {.kind = cases[i].kind,
                                      .is_part = cases[i].is_part,
                                      .start = judged_day(cases[i].start),
                                      .end = judged_day(cases[i].end)};
        assert_says(sentence_period(&period), cases[i].words);
    }
}

static char *headline(const struct measure *measure, const struct figure *before, const struct figure *now,
                      const struct target *target)
{
    struct boards boards;
    judged_sit(&boards, before, now);
    GArray *targets = g_array_new(FALSE, FALSE, sizeof(struct target));
    if (target != NULL)
        g_array_append_vals(targets, target, 1);
    g_hash_table_insert(boards.held.standing.targets, (void *)(uintptr_t)measure->id, targets);
    char *text = sentence_headline(&boards.reviewer, measure);
    judged_rise(&boards);
    return text;
}

static void a_headline_tells_what_changed_and_what_that_is_worth(void **test)
{
    (void)test;
    const struct figure now = share("2021-01-21", 1250, 2500), little = share("2020-11-21", 1225, 2500),
                        low = share("2020-11-21", 1000, 2500), high = share("2020-11-21", 1500, 2500);
    struct figure nearly = now;
    nearly.period = low.period;
    nearly.value = 50.04;
    assert_says(headline(&judged_rate, NULL, &now, NULL),
                "Timely: 50.0% (1,250 of 2,500) in the twelve months to 21 January 2021.");
    assert_says(headline(&judged_rate, &low, &now, NULL),
                "Timely: 50.0% (1,250 of 2,500) in the twelve months to 21 January 2021, up from 40.0% at the previous "
                "board (21 November 2020), more than chance would bring.");
    assert_says(headline(&judged_rate, &high, &now, NULL),
                "Timely: 50.0% (1,250 of 2,500) in the twelve months to 21 January 2021, down from 60.0% at the "
                "previous board (21 November 2020), more than chance would bring.");
    assert_says(headline(&judged_rate, &little, &now, NULL),
                "Timely: 50.0% (1,250 of 2,500) in the twelve months to 21 January 2021, up from 49.0% at the previous "
                "board (21 November 2020), within what chance would bring.");
    assert_says(headline(&judged_rate, &nearly, &now, NULL),
                "Timely: 50.0% (1,250 of 2,500) in the twelve months to 21 January 2021, nearly as at the previous "
                "board (21 November 2020), within what chance would bring.");
    nearly.value = 50;
    assert_says(headline(&judged_rate, &nearly, &now, NULL),
                "Timely: 50.0% (1,250 of 2,500) in the twelve months to 21 January 2021, as at the previous board (21 "
                "November 2020).");
}

/* Two years of months about 50, the last as given, and a headline that rose. */
static char *charted_headline(double last)
{
    double values[24];
    for (int i = 0; i < 24; i++)
        values[i] = i % 2 == 0 ? 49 : 51;
    values[23] = last;
    struct boards boards;
    const struct figure was = judged_figure(&judged_rate, PERIOD_ROLLING, judged_day("2020-10-31"), 50);
    struct figure is = judged_figure(&judged_rate, PERIOD_ROLLING, judged_day("2020-12-31"), 60);
    is.period.start = judged_day("2020-01-01");
    judged_sit(&boards, &was, &is);
    judged_add_months(boards.figures, &judged_rate, values, 24);
    figures_finish(boards.figures);
    boards.calendar = (struct calendar){.as_at = judged_day("2020-12-31"), .previous_board = judged_day("2020-10-31")};
    char *text = sentence_headline(&boards.reviewer, &judged_rate);
    judged_rise(&boards);
    return text;
}

static void a_chart_says_whether_its_months_are_usual(void **test)
{
    (void)test;
    assert_says(charted_headline(50),
                "Timely: 60.0% (60 of 100) in the twelve months to 31 December 2020, up from 50.0% at the previous "
                "board (31 October 2020), within its usual variation.");
    assert_says(charted_headline(60),
                "Timely: 60.0% (60 of 100) in the twelve months to 31 December 2020, up from 50.0% at the previous "
                "board (31 October 2020); December 2020 was unusually high.");
}

static void a_headline_names_the_target_and_its_rating(void **test)
{
    (void)test;
    const struct figure day = judged_figure(&judged_state, PERIOD_DAY, judged_day("2021-01-21"), 3145);
    struct target target = {.value = 3000, .amber_within = 200, .from = judged_day("2020-01-01")};
    assert_says(headline(&judged_state, NULL, &day, &target),
                "Open: 3,145 on 21 January 2021; the target is 3,000: Amber.");
    struct figure few = share("2021-01-21", 4, 8);
    few.symbol = "u";
    target.value = 40;
    assert_says(headline(&judged_rate, NULL, &few, &target),
                "Timely: 50.0% [u] (4 of 8) in the twelve months to 21 January 2021; the target is 40.0% (not rated).");
}

static void a_headline_without_a_value_says_why(void **test)
{
    (void)test;
    const struct figure missing = without_value(&judged_rate, "x"), none = without_value(&judged_rate, "z"),
                        hidden = without_value(&judged_rate, "c");
    assert_says(headline(&judged_rate, NULL, &missing, NULL), "Timely: not available for want of data [x].");
    assert_says(headline(&judged_rate, NULL, &none, NULL), "Timely: no cases [z].");
    assert_says(headline(&judged_rate, NULL, &hidden, NULL),
                "Timely: hidden, so that no small number can be worked out [c].");
    assert_says(headline(&judged_rate, NULL, NULL, NULL), "Timely: no figure for this period [z].");
}

static char *title(const char *name, const struct figure *before, const struct figure *now)
{
    struct measure measure = judged_rate;
    measure.title = name;
    struct figure was = {0}, is = {0};
    if (before != NULL)
        was = *before;
    if (now != NULL)
        is = *now;
    was.measure = is.measure = &measure;
    struct boards boards;
    judged_sit(&boards, before == NULL ? NULL : &was, now == NULL ? NULL : &is);
    char *text = sentence_title(&boards.reviewer, &measure);
    judged_rise(&boards);
    return text;
}

#define SIX "One two three four five six"
#define NINE SIX " seven eight nine"

static void a_title_has_ten_words_at_most(void **test)
{
    (void)test;
    const struct figure now = share("2021-01-21", 50, 100), low = share("2020-11-21", 40, 100),
                        high = share("2020-11-21", 60, 100), same = share("2020-11-21", 50, 100);
    struct figure few = now;
    few.symbol = "u";
    const struct figure hidden = without_value(&judged_rate, "c");
    struct figure hidden_before = hidden;
    hidden_before.period = low.period;
    assert_says(title(SIX, &low, &now), SIX ": 50.0%, up from 40.0%");
    assert_says(title(SIX, &high, &now), SIX ": 50.0%, down from 60.0%");
    assert_says(title(SIX " seven", &high, &now), "50.0%, down from 60.0% at the last board");
    assert_says(title(SIX, &same, &now), "50.0%, as at the last board");
    assert_says(title(NINE, NULL, &now), NINE ": 50.0%");
    assert_says(title(NINE, &hidden_before, &now), NINE ": 50.0%");
    assert_says(title(NINE, NULL, &few), "50.0% [u]");
    assert_says(title(NINE " ten", NULL, &now), "50.0%");
    assert_says(title(SIX, &low, &hidden), SIX);
    assert_says(title(SIX, &low, NULL), SIX);
}

static void a_title_of_one_figure_tells_its_period(void **test)
{
    (void)test;
    struct measure measure = judged_state;
    measure.title = "Visits to the Local Offer";
    struct figure figure = judged_figure(&measure, PERIOD_MONTH, judged_day("2020-12-31"), 5767);
    assert_says(sentence_figure_title(&figure), "Visits to the Local Offer: 5,767 in December 2020");
    measure.title = SIX;
    assert_says(sentence_figure_title(&figure), SIX ": 5,767 in December 2020");
    measure.title = SIX " seven";
    assert_says(sentence_figure_title(&figure), "5,767 in December 2020");
    figure = judged_figure(&measure, PERIOD_DAY, judged_day("2020-12-31"), 5767);
    assert_says(sentence_figure_title(&figure), "5,767 on 31 December 2020");
}

static void words_are_parted_by_blanks(void **test)
{
    (void)test;
    assert_int_equal(sentence_words(""), 0);
    assert_int_equal(sentence_words("one"), 1);
    assert_int_equal(sentence_words(" one  two "), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_has_its_unit_or_says_why_there_is_none),
        cmocka_unit_test(a_period_is_told_as_people_say_it),
        cmocka_unit_test(a_headline_tells_what_changed_and_what_that_is_worth),
        cmocka_unit_test(a_chart_says_whether_its_months_are_usual),
        cmocka_unit_test(a_headline_names_the_target_and_its_rating),
        cmocka_unit_test(a_headline_without_a_value_says_why),
        cmocka_unit_test(a_title_has_ten_words_at_most),
        cmocka_unit_test(a_title_of_one_figure_tells_its_period),
        cmocka_unit_test(words_are_parted_by_blanks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
