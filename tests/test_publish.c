/* What pages say of figures: changes judged, hidden figures hidden everywhere, missing extracts named, sentences
 * filled. */
#include "stages/judge/review.h"
#include "stages/judge/sentence.h"
#include "stages/publish/publish_block.h"
#include "tests/edition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define RATE "-- kind: rate\n-- when: event\n-- unit: percent\n"
#define COUNT "-- kind: count\n-- when: event\n-- unit: number\n"
#define ROLLING "-- period: rolling 12 months\n"
#define MONTHLY "-- period: month, rolling 12 months\n"

/* `n` cases on a day, of which `met` are met, in a place. */
static char *cases(const char *day, int n, int met, const char *place)
{
    return g_strdup_printf(
        "insert into cases with recursive i(i) as (select 1 union all select i + 1 from i where i < %d) "
        "select null, '%s', i <= %d, '%s', case when i %% 2 then 'odd' else 'even' end from i;",
        n, day, met, place);
}

/* Twenty-four months of cases; those of December 2020 have their own share met. */
static void open_months(struct edition *edition, int met, int met_in_december)
{
    g_autoptr(GString) sql = g_string_new("create temp table cases (id integer primary key, day, met, place, part);");
    for (int i = 0; i < 24; i++) {
        g_autofree char *day = g_strdup_printf("%d-%02d-10", 2019 + i / 12, i % 12 + 1);
        g_autofree char *rows = cases(day, 20, i == 23 ? met_in_december : met + i % 2, i % 2 == 0 ? "North" : "South");
        g_string_append(sql, rows);
    }
    edition_open(edition, sql->str);
    counted_add(&edition->counted, "timely", RATE MONTHLY,
                "select id as case_id, day as on_date, met, place, part from cases");
    counted_add(&edition->counted, "received", COUNT MONTHLY,
                "select id as case_id, day as on_date, place, part from cases");
}

/* Two days of cases: one that both boards' years hold, one that only the latest does. */
static void open_years(struct edition *edition, int n, int met, int n_new, int met_new)
{
    g_autofree char *old = cases("2020-06-10", n, met, "North"), *new = cases("2021-01-10", n_new, met_new, "South");
    g_autofree char *sql =
        g_strconcat("create temp table cases (id integer primary key, day, met, place, part);", old, new, NULL);
    edition_open(edition, sql);
    counted_add(&edition->counted, "timely", RATE ROLLING,
                "select id as case_id, day as on_date, met, place, part from cases");
}

static struct review review(const struct edition *edition, const char *measure)
{
    const struct reviewer reviewer = {edition->figures, edition->standing, &edition->counted.calendar, 5};
    return review_measure(&reviewer, measures_find(edition->counted.measures, measure));
}

static void hold(struct edition *edition, const char *sql)
{
    assert_true(db_run(edition->counted.db, NULL, sql));
}

static void headline_says(const struct edition *edition, const char *words)
{
    const struct reviewer reviewer = {edition->figures, edition->standing, &edition->counted.calendar, 5};
    g_autofree char *said = sentence_headline(&reviewer, measures_find(edition->counted.measures, "timely"));
    if (strstr(said, words) == NULL)
        fail_msg("\"%s\" does not say \"%s\"", said, words);
}

static void expect(const struct edition *edition, guint block, const char *columns, const char *rows)
{
    g_autofree char *actual = edition_rows(edition, block, columns);
    assert_string_equal(actual, rows);
}

/* A document from the pages, or the test fails with its fault. */
static void publish(struct edition *edition, const char *pages)
{
    g_autofree char *fault = edition_publish(edition, pages);
    if (fault != NULL)
        fail_msg("%s", fault);
}

static void a_month_beyond_its_limits_makes_a_change_worse(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 4);
    edition_count(&edition, NULL, 0);
    const struct review found = review(&edition, "timely");
    assert_int_equal(found.judged, JUDGED_BY_CHART);
    assert_string_equal(found.travel, "Worse");
    assert_string_equal(found.signal, "concerning");
    assert_true(review_is_exception(&found));
    headline_says(&edition, "at the previous board (19 November 2020); December 2020 was unusually low.");
    edition_close(&edition);
}

/* A month as poor leaves the rolling year as December comes in, and one no better than most: the figure is up. */
static void a_month_the_other_way_is_told_as_it_is(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 4);
    hold(&edition, "update cases set met = id % 20 < case when day = '2020-01-10' then 3 else 18 - id / 20 % 2 * 3 end "
                   "where day < '2020-12-01'");
    edition_count(&edition, NULL, 0);
    const struct review found = review(&edition, "timely");
    assert_true(found.now->value > found.before->value);
    assert_false(found.is_changed);
    assert_int_equal(found.unusual.direction, -1);
    headline_says(&edition, "up from ");
    headline_says(&edition, "; December 2020 was unusually low.");
    edition_close(&edition);
}

/* A year of 12 and 13 of 20 after one of 10 and 11: no month is beyond its limits, but all twelve lie above the mean.
 */
static void a_run_above_the_mean_is_told_by_its_beginning(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 10, 12);
    hold(&edition, "update cases set met = id % 20 < 12 + id / 20 % 2 where day >= '2020-01-01'");
    edition_count(&edition, NULL, 0);
    const struct review found = review(&edition, "timely");
    assert_int_equal(found.unusual.rule, XMR_SHIFT);
    assert_int_equal(found.unusual.direction, 1);
    headline_says(&edition, "; above its mean since January 2020.");
    edition_close(&edition);
}

static void figures_that_read_alike_are_said_to(void **state)
{
    (void)state;
    const struct measure plans = {.title = "Plans", .unit = UNIT_NUMBER};
    const struct figure now = {.measure = &plans, .has_value = true, .value = 121.22, .symbol = ""},
                        alike = {.measure = &plans, .has_value = true, .value = 121.18, .symbol = ""},
                        other = {.measure = &plans, .has_value = true, .value = 120.8, .symbol = ""};
    assert_true(sentence_is_same(&now, &alike));
    assert_false(sentence_is_same(&now, &other));
}

static void a_change_within_the_limits_is_little(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    edition_count(&edition, NULL, 0);
    const struct review found = review(&edition, "timely");
    assert_string_equal(found.travel, "No clear change");
    assert_null(found.signal);
    assert_false(review_is_exception(&found));
    headline_says(&edition, "at the previous board (19 November 2020), within its usual variation.");
    edition_close(&edition);
}

static void a_rate_without_months_is_held_to_its_interval(void **state)
{
    (void)state;
    static const struct {
        int n, met, n_new, met_new;
        const char *travel;
    } EXAMPLES[] = {{100, 50, 4, 4, "No clear change"},
                    {100, 50, 100, 90, "Better"},
                    {100, 50, 100, 10, "Worse"},
                    {100, 50, 0, 0, "No change"}};
    for (size_t i = 0; i < G_N_ELEMENTS(EXAMPLES); i++) {
        struct edition edition;
        open_years(&edition, EXAMPLES[i].n, EXAMPLES[i].met, MAX(EXAMPLES[i].n_new, 1), EXAMPLES[i].met_new);
        if (EXAMPLES[i].n_new == 0)
            hold(&edition, "delete from cases where day > '2021'");
        edition_count(&edition, NULL, 0);
        assert_string_equal(review(&edition, "timely").travel, EXAMPLES[i].travel);
        edition_close(&edition);
    }
}

/* What the finding counts is what the rows below it say. */
static void a_finding_counts_what_its_rows_say(void **state)
{
    (void)state;
    struct edition edition;
    static const char pages[] = "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"glance\", "
                                "\"groups\": [{\"title\": \"All\", \"measures\": [\"timely\"]}]}]}]";
    open_months(&edition, 16, 4);
    hold(&edition, "insert into held_targets values ('timely', '2019-04-01', 10, 5, 'Head', 1)");
    edition_count(&edition, NULL, 0);
    publish(&edition, pages);
    expect(&edition, 0, "rating travel", "Green|Worse\n");
    assert_string_equal(((const struct page *)edition.document->pages->pdata[0])->finding,
                        "One measure listed here has a rating, and it is green. Since the previous board 1 moved for "
                        "the worse by more than chance.");
    edition_close(&edition);
    open_months(&edition, 16, 4);
    edition_count(&edition, NULL, 0);
    ((struct measure *)(uintptr_t)measures_find(edition.counted.measures, "timely"))->better = BETTER_NEITHER;
    publish(&edition, pages);
    expect(&edition, 0, "rating travel", "Not rated|Down\n");
    assert_string_equal(((const struct page *)edition.document->pages->pdata[0])->finding,
                        "No measure has a rating, for no target is in force. Since the previous board 1 moved where "
                        "neither way is better, by more than chance.");
    edition_close(&edition);
}

static void each_rating_is_by_the_target_of_its_day(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 100, 50, 2, 1);
    hold(&edition, "insert into held_targets values ('timely', '2019-04-01', 40, 5, 'Head', 1), ('timely', "
                   "'2021-01-01', 80, 5, 'Head', 2)");
    edition_count(&edition, NULL, 0);
    const struct review found = review(&edition, "timely");
    assert_int_equal(found.rating_before, RATING_GREEN);
    assert_int_equal(found.rating, RATING_RED);
    publish(&edition,
            "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"signals\", \"measures\": [\"timely\"]}]}]");
    expect(&edition, 0, "mark text",
           "Red|New red: timely Example, 50.0% against a target of 80.0% (green at the previous board).\n");
    edition_close(&edition);
}

static void few_cases_are_shown_and_not_rated(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 5, 1, 4, 1);
    hold(&edition, "insert into held_targets values ('timely', '2019-04-01', 90, 5, 'Head', 1)");
    edition_count(&edition, NULL, 0);
    publish(&edition,
            "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"facts\", \"measures\": [\"timely\"]}]}]");
    expect(&edition, 0, "label value rating", "timely Example|22.2u|Not rated\n");
    edition_close(&edition);
}

static void bars_have_intervals_and_cases(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 100, 90, 50, 10);
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"bars\", \"measure\": \"timely\", "
                      "\"split\": \"place\"}]}]");
    expect(&edition, 0, "category value lower upper cases", "North|90|82.6|94.5|100\nSouth|20|11.2|33|50\n");
    assert_string_equal(edition_block(&edition, 0)->title, "Lowest by place: South, 20.0%");
    edition_close(&edition);
}

static void funnel_counts_the_places_beyond_its_limits(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 100, 90, 50, 10);
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"funnel\", \"measure\": "
                      "\"timely\", \"split\": \"place\"}]}]");
    expect(&edition, 0, "category denominator value mean lower95", "North|100|90|66.7|57.4\nSouth|50|20|66.7|53.6\n");
    assert_string_equal(edition_block(&edition, 0)->title, "1 of 2 places lies below the 99.8% limit");
    edition_close(&edition);
}

static struct figure *find(const struct edition *edition, const char *breakdown, const char *category, const char *end)
{
    for (guint i = 0; i < figures_count(edition->figures); i++) {
        struct figure *figure = figures_at(edition->figures, i);
        if (g_str_equal(figure->breakdown, breakdown) && g_str_equal(figure->category, category) &&
            figure->period.end == date_parse_iso(end, strlen(end)) && figure->period.kind == PERIOD_ROLLING)
            return figure;
    }
    return NULL;
}

static void hide(struct figure *figure)
{
    assert_non_null(figure);
    figure->has_value = figure->has_numerator = figure->has_denominator = false;
    figure->symbol = "c";
}

/* A funnel of hidden places says that they are hidden, and so does one whose average is. */
static void a_funnel_that_is_all_hidden_says_so(void **state)
{
    (void)state;
    struct edition edition;
    static const char pages[] = "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"funnel\", "
                                "\"measure\": \"timely\", \"split\": \"place\"}]}]";
    open_years(&edition, 100, 90, 50, 10);
    edition_count(&edition, NULL, 0);
    hide(find(&edition, "place", "North", "2021-01-21"));
    hide(find(&edition, "place", "South", "2021-01-21"));
    publish(&edition, pages);
    assert_null(edition_block(&edition, 0)->frame);
    assert_string_equal(edition_block(&edition, 0)->empty, "[c] Every number is hidden, since some are small.");
    edition_close(&edition);
    open_years(&edition, 100, 90, 50, 10);
    edition_count(&edition, NULL, 0);
    for (guint i = 0; i < figures_count(edition.figures); i++)
        if (g_str_equal(figures_at(edition.figures, i)->breakdown, "all"))
            hide(figures_at(edition.figures, i));
    publish(&edition, pages);
    assert_string_equal(edition_block(&edition, 0)->empty,
                        "[c] The average to hold places against is hidden, since some numbers are small.");
    edition_close(&edition);
}

static void what_is_hidden_is_hidden_in_every_block(void **state)
{
    (void)state;
    struct edition edition;
    const struct measure_pair pair = {"received", "place", "part"};
    open_months(&edition, 16, 16);
    edition_count(&edition, &pair, 1);
    hide(find(&edition, "place", "North", "2021-01-21"));
    hide(find(&edition, "place|part", "South|odd", "2021-01-21"));
    hide(find(&edition, "all", "all", "2020-11-19"));
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"share\", \"measure\": \"received\", \"split\": \"place\"},"
                      "{\"chart\": \"parts\", \"measure\": \"received\", \"split\": \"place\", \"by\": \"part\"},"
                      "{\"chart\": \"table\", \"measure\": \"received\", \"split\": \"place\"},"
                      "{\"chart\": \"glance\", \"groups\": [{\"title\": \"All\", \"refs\": \"r\"}]},"
                      "{\"chart\": \"pair\", \"measure\": \"received\", \"split\": \"place\", \"by\": \"part\"}]}]");
    expect(&edition, 4, "category even odd total", "South|60|[c]|120\nNorth|50|50|[c]\nTotal|110|110|220\n");
    expect(&edition, 0, "category value number", "South|54.5|120\nNorth|[c]|[c]\n");
    expect(&edition, 1, "category even odd total", "South|50|[c]|120\nNorth|[c]|[c]|[c]\n");
    expect(&edition, 2, "category value change", "South|120|0\nNorth|[c]|[c]\n");
    expect(&edition, 3, "ref value previous change travel", "received|220|[c]|[c]|[c]\n");
    edition_close(&edition);
}

/* What a sum of money adds up in pence stands in pounds, part by part as in all. */
static void parts_of_money_are_pounds(void **state)
{
    (void)state;
    struct edition edition;
    const struct measure_pair pair = {"spent", "place", "part"};
    open_months(&edition, 16, 16);
    counted_add(&edition.counted, "spent", "-- kind: sum\n-- when: event\n-- unit: pounds\n" ROLLING,
                "select id as case_id, day as on_date, 1050 as value, place, part from cases");
    edition_count(&edition, &pair, 1);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"amounts\", \"measure\": \"spent\", \"split\": \"place\", \"by\": \"part\"},"
                      "{\"chart\": \"parts\", \"measure\": \"spent\", \"split\": \"place\", \"by\": \"part\"}]}]");
    const char *const amounts = "South|630|630|1260\nNorth|525|525|1050\n";
    expect(&edition, 0, "category even odd total", amounts);
    expect(&edition, 1, "category even odd total", "South|50|50|1260\nNorth|50|50|1050\n");
    assert_int_equal(frame_column(edition_block(&edition, 0)->frame, 1)->unit, UNIT_POUNDS);
    edition_close(&edition);
}

/* Its row is left out on paper, as that of a missing extract is: the note says what became of it. */
static void a_sum_that_cannot_be_told_is_named_below(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    counted_add(&edition.counted, "spent", "-- kind: sum\n-- when: event\n-- unit: pounds\n" ROLLING,
                "select id as case_id, day as on_date, nullif(id, 400) as value from cases");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"table\", \"measures\": [\"received\", \"spent\"]},"
                      "{\"chart\": \"cards\", \"groups\": [{\"title\": \"All\", \"measure\": \"spent\"}]}]}]");
    assert_string_equal(edition_block(&edition, 0)->note,
                        "[x] Of these an amount is not filled in, or too large to be added exactly: spent.");
    expect(&edition, 1, "text", "We cannot show this yet: the records are not complete.\n");
    edition_close(&edition);
}

/* A title of our own figure over the table of DfE's would tell one as the other. */
static void what_dfe_publishes_has_no_title_of_ours(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"published\", \"measure\": \"timely\"},"
                      "{\"chart\": \"published\", \"measure\": \"received\", \"title\": \"As told\"}]}]");
    assert_string_equal(edition_block(&edition, 0)->title, "What DfE publishes, year by year");
    assert_string_equal(edition_block(&edition, 1)->title, "As told");
    assert_non_null(strstr(edition_block(&edition, 1)->subtitle, ", number, as DfE publishes it"));
    edition_close(&edition);
}

/* A small chart with nothing to draw leaves its room to its neighbour; one with something stays. */
static void a_chart_that_is_all_hidden_is_told_in_words(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    edition_count(&edition, NULL, 0);
    hide(find(&edition, "place", "North", "2021-01-21"));
    hide(find(&edition, "place", "South", "2021-01-21"));
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\", \"width\": \"half\"},"
                      "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"part\", \"width\": \"half\"}]}]");
    assert_true(edition_block(&edition, 0)->is_left_out);
    assert_false(edition_block(&edition, 1)->is_left_out);
    const struct block *said = edition_block(&edition, 2);
    assert_int_equal(said->kind, BLOCK_TEXT);
    assert_string_equal(said->paragraphs->pdata[0],
                        "[c] Every number is hidden, since some are small: received Example by place.");
    edition_close(&edition);
}

static void a_missing_extract_is_named(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 10, 5, 10, 5);
    counted_add(&edition.counted, "graded", RATE ROLLING "-- needs: audits\n",
                "select audit_id as case_id, audit_date as on_date, 1 as met, section from current_audits");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"bars\", \"measure\": \"graded\", \"split\": \"section\"},"
                      "{\"chart\": \"facts\", \"measures\": [\"graded\", \"timely\"]},"
                      "{\"chart\": \"cards\", \"groups\": [{\"title\": \"Audits\", \"measure\": \"graded\", \"text\": "
                      "\"{value} good.\"}]},"
                      "{\"chart\": \"spc\", \"measure\": \"graded\"}, {\"chart\": \"funnel\", \"measure\": \"graded\", "
                      "\"split\": \"section\"}]}]");
    expect(&edition, 0, "category", "[x] Not available: the extract \"audits\" has not been loaded.");
    expect(&edition, 1, "label value", "graded Example|[x]\ntimely Example|50\n");
    assert_string_equal(edition_block(&edition, 1)->note, "[x] Extracts that have not been loaded: audits (graded).");
    expect(&edition, 2, "label value", "Audits|[x]\n");
    expect(&edition, 3, "period", "[x] Not available: the extract \"audits\" has not been loaded.");
    expect(&edition, 4, "category", "[x] Not available: the extract \"audits\" has not been loaded.");
    assert_true(edition_block(&edition, 0)->is_missing);
    assert_false(edition_block(&edition, 1)->is_missing);
    assert_string_equal(
        edition_block(&edition, 5)->paragraphs->pdata[0],
        "[x] Not available: the extract \"audits\" has not been loaded. It is needed for graded Example.");
    edition_close(&edition);
}

/* The page goes, and the one in its place says why; of the other page only what is missing goes. */
static void pages_that_have_nothing_stand_on_one(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 10, 5, 10, 5);
    counted_add(&edition.counted, "graded", RATE ROLLING "-- needs: audits\n",
                "select audit_id as case_id, audit_date as on_date, 1 as met, section from current_audits");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"a\", \"title\": \"A\", \"blocks\": ["
                      "{\"chart\": \"bars\", \"measure\": \"graded\", \"split\": \"section\"},"
                      "{\"chart\": \"facts\", \"measures\": [\"graded\"]}]},"
                      "{\"id\": \"b\", \"title\": \"B\", \"blocks\": ["
                      "{\"chart\": \"facts\", \"measures\": [\"timely\"]}]}]");
    const GPtrArray *pages = edition.document->pages;
    assert_int_equal(pages->len, 3);
    const struct page *gathered = pages->pdata[0];
    assert_string_equal(gathered->title, "Not available yet");
    assert_string_equal(gathered->finding, "1 of 2 pages cannot be made yet [x]: what it needs is below.");
    assert_true(((const struct page *)pages->pdata[1])->is_missing);
    assert_false(((const struct page *)pages->pdata[2])->is_missing);
    edition_close(&edition);
}

static void exceptions_say_why_and_what_is_done(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 100, 50, 100, 50);
    hold(&edition,
         "insert into held_targets values ('timely', '2019-04-01', 90, 5, 'Head', 1);"
         "insert into held_commentary values ('timely', '2021-01-21', 'Schools were closed.', 'Head', '1.2; 2.1', 1);"
         "insert into held_actions values "
         "('1.1', 1, 'Speed', 'Hire', 'timely', 'Manager', '2021-03-31', 'on track', '2021-01-08', null, 1),"
         "('1.2', 1, 'Speed', 'Train', 'Skills', 'Trainer', '2020-12-31', 'done', '2021-01-08', null, 2),"
         "('2.1', 1, 'Other', 'Paint', 'Walls', 'Painter', '2020-12-31', 'at risk', '2021-01-08', 'No paint', 3)");
    counted_add(&edition.counted, "plan", RATE ROLLING, "select id as case_id, day as on_date, met from cases");
    counted_add(&edition.counted, "slow", RATE ROLLING, "select id as case_id, day as on_date, met from cases");
    hold(&edition, "insert into held_targets values ('slow', '2019-04-01', 90, 5, 'Head', 2);"
                   "insert into held_commentary values ('slow', '2021-01-21', 'We were few.', 'Head', '1.2', 2)");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"exceptions\"}, {\"chart\": "
                      "\"actions\", \"measure\": \"plan\"}]}]");
    expect(&edition, 0, "measure value target mark why action owner by",
           "slow Example|50|90|Red|We were few.|1.2 Train (done)|Trainer|Done\n"
           "timely Example|50|90|Red|Schools were closed.|1.1 Hire (on track); 1.2 Train (done); "
           "2.1 Paint (at risk, overdue)|Manager; Painter|31 Dec 2020\n");
    expect(&edition, 1, "topic ref action owner by status note",
           "Speed|1.1|Hire|Manager|31 Mar 2021|on track|None\nSpeed|1.2|Train|Trainer|31 Dec 2020|done|None\n"
           "Other|2.1|Paint|Painter|31 Dec 2020|at risk, overdue|No paint\n");
    assert_string_equal(edition_block(&edition, 1)->title, "1 of 3 actions is overdue");
    edition_close(&edition);
}

static void progress_holds_claims_against_baselines(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 40, 30, 2, 2);
    hold(&edition, "insert into held_baselines values ('timely', 'inspection', '2018-03-16', 11, 88, 12.5, 1)");
    edition_count(&edition, NULL, 0);
    publish(
        &edition,
        "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"progress\", \"groups\": ["
        "{\"title\": \"In time\", \"measure\": \"timely\"},"
        "{\"title\": \"In the north\", \"measure\": \"timely\", \"split\": \"place\", \"category\": \"North\"}]}]}]");
    expect(&edition, 0, "claim then then_parts baseline value parts travel",
           "timely In time|12.5|11 of 88|inspection|76.2|32 of 42|Better\ntimely In the north|[z]|[z]|No "
           "baseline|75|30 of "
           "40|[z]\n");
    edition_close(&edition);
}

/* 9 of 10 is held against, 7 of 8 is not; a baseline without its cases is. */
static void a_baseline_of_few_cases_is_marked_and_not_judged(void **state)
{
    (void)state;
    const struct {
        const char *cases, *row, *finding;
    } baselines[] = {
        {"7, 8, 12.5", "12.5u|7 of 8|[u]\n",
         "1 of 1 claims has a baseline. Against it 1 is of too few cases to judge [u]."},
        {"9, 10, 12.5", "12.5|9 of 10|Better\n", "1 of 1 claims has a baseline. Against it 1 is better."},
        {"null, null, 12.5", "12.5|[x]|Better\n", "1 of 1 claims has a baseline. Against it 1 is better."},
        {"11, null, 12.5", "12.5|[x]|Better\n", "1 of 1 claims has a baseline. Against it 1 is better."},
        {"3.5, 28.5, 12.3", "12.3|3.5 of 28.5|Better\n", "1 of 1 claims has a baseline. Against it 1 is better."},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(baselines); i++) {
        struct edition edition;
        open_years(&edition, 40, 30, 2, 2);
        g_autofree char *sql = g_strdup_printf(
            "insert into held_baselines values ('timely', 'inspection', '2018-03-16', %s, 1)", baselines[i].cases);
        hold(&edition, sql);
        edition_count(&edition, NULL, 0);
        publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"progress\", \"groups\": ["
                          "{\"title\": \"In time\", \"measure\": \"timely\"}]}]}]");
        expect(&edition, 0, "then then_parts travel", baselines[i].row);
        assert_string_equal(((const struct page *)edition.document->pages->pdata[0])->finding, baselines[i].finding);
        edition_close(&edition);
    }
}

/* A count has nothing behind it, whatever stands in the baseline's other columns. */
static void a_baseline_of_a_count_is_a_count(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    hold(&edition, "insert into held_baselines values ('received', 'inspection', '2018-03-16', null, null, 200, 1)");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"progress\", \"groups\": ["
                      "{\"title\": \"Asked\", \"measure\": \"received\"}]}]}]");
    expect(&edition, 0, "then then_parts parts", "200|A count|A count\n");
    edition_close(&edition);
}

static void sentences_are_filled_from_figures(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 40, 30, 4, 4);
    hold(&edition, "insert into held_targets values ('timely', '2019-04-01', 90, 5, 'Head', 1)");
    edition_count(&edition, NULL, 0);
    publish(&edition,
            "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"cards\", \"groups\": [{\"title\": \"In "
            "time\", \"measure\": \"timely\","
            "\"text\": \"{in ten} ({numerator} of {denominator}) in {period}, {change}; the aim is {target}.\"}]}]}]");
    expect(&edition, 0, "label value text",
           "In time|77.3|About 8 in 10 (34 of 44) in the twelve months to 21 January 2021, up from 75.0%; the aim is "
           "90%.\n");
    edition_close(&edition);
}

static void a_sentence_that_nothing_fills_is_left_out(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 40, 30, 4, 4);
    edition_count(&edition, NULL, 0);
    publish(&edition,
            "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"cards\", \"groups\": [{\"title\": \"In "
            "time\", \"measure\": \"timely\", \"text\": \"{value} in time. Our aim is {target}.\"}]}]}]");
    expect(&edition, 0, "text", "77.3% in time.\n");
    edition_close(&edition);
}

static void a_place_that_no_figure_fills_is_refused_with_its_place(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 40, 30, 4, 4);
    edition_count(&edition, NULL, 0);
    g_autofree char *fault = edition_publish(
        &edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"cards\", \"groups\": [\n"
                  "{\"title\": \"In time\", \"measure\": \"timely\", \"text\": \"{valeu} of plans.\"}]}]}]");
    assert_non_null(fault);
    assert_non_null(strstr(fault, "test.json:3:"));
    assert_non_null(strstr(fault, "a text has no {valeu}"));
    edition_close(&edition);
}

static void a_place_in_a_text_without_a_measure_is_refused(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 40, 30, 4, 4);
    edition_count(&edition, NULL, 0);
    g_autofree char *fault = edition_publish(
        &edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"text\", \"paragraphs\": [\n"
                  "\"A {set is no place.\",\n\"We had {value} plans.\"]}]}]");
    assert_non_null(fault);
    assert_non_null(strstr(fault, "test.json:4:"));
    assert_non_null(strstr(fault, "a text of \"paragraphs\" has no place {value}: only the \"text\" of a group"));
    edition_close(&edition);
}

static void a_place_in_the_title_of_a_page_is_refused(void **state)
{
    (void)state;
    struct edition edition;
    open_years(&edition, 40, 30, 4, 4);
    edition_count(&edition, NULL, 0);
    g_autofree char *fault =
        edition_publish(&edition, "[{\"id\": \"p\",\n\"title\": \"We had {value} plans\", \"blocks\": []}]");
    assert_non_null(fault);
    assert_non_null(strstr(fault, "test.json:3:"));
    assert_non_null(strstr(fault, "a \"title\" has no place {value}: only the \"text\" of a group"));
    edition_close(&edition);
}

/* Shares of a rate add up to nothing, nor do columns of it: what suits is said. */
static void parts_of_a_rate_are_refused(void **state)
{
    (void)state;
    static const char *const charts[] = {"share", "stack", "parts", "amounts"};
    struct edition edition;
    open_years(&edition, 40, 30, 4, 4);
    edition_count(&edition, NULL, 0);
    for (guint i = 0; i < G_N_ELEMENTS(charts); i++) {
        g_autofree char *pages = g_strdup_printf("[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"%s\",\n"
                                                 "\"measure\": \"timely\", \"split\": \"place\", \"by\": \"part\"}]}]",
                                                 charts[i]);
        g_autofree char *fault = edition_publish(&edition, pages);
        g_autofree char *said =
            g_strdup_printf("chart \"%s\" shows parts of a whole, and \"timely\" is a rate, which has none: it takes a "
                            "count or a sum; \"bars\", ",
                            charts[i]);
        assert_non_null(fault);
        assert_non_null(strstr(fault, "test.json:3:"));
        assert_non_null(strstr(fault, said));
    }
    edition_close(&edition);
}

#define STACK                                                                                                          \
    "{\"chart\": \"stack\", \"measure\": \"received\", \"split\": \"place\", \"period\": \"month\", \"groups\": ["
#define NORTH "{\"title\": \"North\", \"categories\": [\"North\"]}"
#define SOUTH ", {\"title\": \"South\", \"categories\": [\"South\"]}"

/* The whole beside the parts lets a chart draw what is hidden; where parts are left out, it would be more than that. */
static void a_stack_of_all_parts_has_their_whole(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [" STACK NORTH SOUTH "]}, " STACK NORTH "]}]}]");
    const struct frame *whole = edition_block(&edition, 0)->frame, *part = edition_block(&edition, 1)->frame;
    const int all = frame_find_column(whole, "all");
    assert_true(all >= 0);
    assert_true(frame_cell(whole, 0, (guint)all)->number == 20);
    assert_int_equal(frame_find_column(part, "all"), -1);
    edition_close(&edition);
}

/* What is not known is a series of its own, where there is any. */
static void a_stack_tells_what_is_not_known_apart(void **state)
{
    (void)state;
    static const char *const lost[] = {"", "update cases set place = null where day > '2020-11-30'"};
    for (guint i = 0; i < G_N_ELEMENTS(lost); i++) {
        struct edition edition;
        open_months(&edition, 16, 16);
        hold(&edition, lost[i]);
        edition_count(&edition, NULL, 0);
        publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [" STACK NORTH SOUTH
                          ", {\"title\": \"Not known\", \"categories\": [\"unknown\"]}]}]}]");
        const struct frame *frame = edition_block(&edition, 0)->frame;
        const int unknown = frame_find_column(frame, "Not known");
        assert_int_equal(unknown >= 0, i == 1);
        assert_true(unknown < 0 || frame_cell(frame, 23, (guint)unknown)->number == 20);
        assert_true(frame_cell(frame, 22, (guint)frame_find_column(frame, "all"))->number == 20);
        edition_close(&edition);
    }
}

/* Months before anything was recorded are no months without a case. */
static void a_chart_begins_with_its_data(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    hold(&edition, "delete from cases where day < '2019-04-01'");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"line\", \"measure\": \"received\", \"period\": \"month\"},"
                      "{\"chart\": \"spc\", \"measure\": \"received\", \"period\": \"month\"},"
                      "{\"chart\": \"line\", \"measure\": \"received\"},"
                      "{\"chart\": \"line\", \"measure\": \"timely\", \"period\": \"month\"}]}]");
    assert_int_equal(edition_block(&edition, 0)->n_before, 3);
    assert_string_equal(edition_block(&edition, 0)->note, "No data before April 2019.");
    const struct frame *chart = edition_block(&edition, 1)->frame;
    assert_true(frame_cell(chart, 5, (guint)frame_find_column(chart, "mean"))->number == 20);
    assert_string_equal(frame_cell(chart, 2, (guint)frame_find_column(chart, "signal"))->text, "no data yet");
    assert_string_equal(frame_cell(chart, 3, (guint)frame_find_column(chart, "signal"))->text, "usual");
    assert_int_equal(edition_block(&edition, 2)->n_before, 14);
    assert_string_equal(edition_block(&edition, 2)->note,
                        "No data before April 2019, so no whole year before 31 Mar 2020.");
    assert_int_equal(edition_block(&edition, 3)->n_before, 0);
    edition_close(&edition);
}

/* A year of which part is not recorded grows with every month: the board before had fewer of them, which is no change.
 */
static void a_year_that_is_not_whole_is_held_against_none(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    hold(&edition, "delete from cases where day < '2020-06-01'");
    edition_count(&edition, NULL, 0);
    const struct review found = review(&edition, "received");
    assert_true(found.now->value == 140);
    assert_null(found.before);
    assert_string_equal(found.travel, "[z]");
    const struct reviewer reviewer = {edition.figures, edition.standing, &edition.counted.calendar, 5};
    g_autofree char *said = sentence_headline(&reviewer, found.measure);
    assert_string_equal(said,
                        "Example: 140 in the twelve months to 21 January 2021, of which nothing is recorded before "
                        "June 2020.");
    edition_close(&edition);
}

/* A month without a case after the first one is a nought. */
static void a_nought_among_data_is_drawn(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    hold(&edition, "delete from cases where day between '2019-01-01' and '2019-03-31'");
    hold(&edition, "insert into cases select null, '2018-06-10', 1, 'North', 'odd'");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": ["
                      "{\"chart\": \"line\", \"measure\": \"received\", \"period\": \"month\"}]}]");
    assert_int_equal(edition_block(&edition, 0)->n_before, 0);
    assert_null(edition_block(&edition, 0)->note);
    edition_close(&edition);
}

static void few_cases_a_month_have_no_limits(void **state)
{
    (void)state;
    struct edition edition;
    open_months(&edition, 16, 16);
    hold(&edition, "delete from cases where id % 5 <> 0");
    edition_count(&edition, NULL, 0);
    publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"spc\", \"measure\": \"received\", "
                      "\"period\": \"month\"}]}]");
    assert_int_equal(edition_block(&edition, 0)->kind, BLOCK_LINE);
    assert_string_equal(edition_block(&edition, 0)->title, "Too few for control limits");
    edition_close(&edition);
}

/* Of 54, 44 and 9 leave 1, which stays hidden; 44 and 4 leave 6, which everybody can work out. */
static void a_hidden_group_is_told_where_the_rest_tells_it_and_it_is_not_small(void **state)
{
    (void)state;
    const struct publisher publisher = {.suppress_below = 5};
    const struct figure all = {.has_value = true, .value = 54, .symbol = ""};
    struct group_sum small[] = {{44, NULL}, {9, NULL}, {0, "c"}}, told[] = {{44, NULL}, {4, NULL}, {1, "c"}},
                     two[] = {{44, NULL}, {0, "c"}, {0, "c"}}, missing[] = {{44, NULL}, {4, NULL}, {0, "x"}};
    publish_tell_rest(&publisher, &all, small, G_N_ELEMENTS(small));
    publish_tell_rest(&publisher, &all, told, G_N_ELEMENTS(told));
    publish_tell_rest(&publisher, &all, two, G_N_ELEMENTS(two));
    publish_tell_rest(&publisher, &all, missing, G_N_ELEMENTS(missing));
    assert_string_equal(small[2].symbol, "c");
    assert_null(told[2].symbol);
    assert_true(told[2].value == 6);
    assert_string_equal(two[1].symbol, "c");
    assert_string_equal(two[2].symbol, "c");
    assert_string_equal(missing[2].symbol, "x");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hidden_group_is_told_where_the_rest_tells_it_and_it_is_not_small),
        cmocka_unit_test(a_month_beyond_its_limits_makes_a_change_worse),
        cmocka_unit_test(a_month_the_other_way_is_told_as_it_is),
        cmocka_unit_test(a_run_above_the_mean_is_told_by_its_beginning),
        cmocka_unit_test(figures_that_read_alike_are_said_to),
        cmocka_unit_test(a_change_within_the_limits_is_little),
        cmocka_unit_test(a_rate_without_months_is_held_to_its_interval),
        cmocka_unit_test(a_finding_counts_what_its_rows_say),
        cmocka_unit_test(each_rating_is_by_the_target_of_its_day),
        cmocka_unit_test(few_cases_are_shown_and_not_rated),
        cmocka_unit_test(bars_have_intervals_and_cases),
        cmocka_unit_test(funnel_counts_the_places_beyond_its_limits),
        cmocka_unit_test(a_funnel_that_is_all_hidden_says_so),
        cmocka_unit_test(what_is_hidden_is_hidden_in_every_block),
        cmocka_unit_test(a_chart_that_is_all_hidden_is_told_in_words),
        cmocka_unit_test(a_missing_extract_is_named),
        cmocka_unit_test(pages_that_have_nothing_stand_on_one),
        cmocka_unit_test(exceptions_say_why_and_what_is_done),
        cmocka_unit_test(progress_holds_claims_against_baselines),
        cmocka_unit_test(a_baseline_of_few_cases_is_marked_and_not_judged),
        cmocka_unit_test(a_baseline_of_a_count_is_a_count),
        cmocka_unit_test(sentences_are_filled_from_figures),
        cmocka_unit_test(a_sentence_that_nothing_fills_is_left_out),
        cmocka_unit_test(a_place_that_no_figure_fills_is_refused_with_its_place),
        cmocka_unit_test(a_place_in_a_text_without_a_measure_is_refused),
        cmocka_unit_test(a_place_in_the_title_of_a_page_is_refused),
        cmocka_unit_test(a_sum_that_cannot_be_told_is_named_below),
        cmocka_unit_test(what_dfe_publishes_has_no_title_of_ours),
        cmocka_unit_test(parts_of_money_are_pounds),
        cmocka_unit_test(parts_of_a_rate_are_refused),
        cmocka_unit_test(a_stack_of_all_parts_has_their_whole),
        cmocka_unit_test(a_stack_tells_what_is_not_known_apart),
        cmocka_unit_test(a_chart_begins_with_its_data),
        cmocka_unit_test(a_year_that_is_not_whole_is_held_against_none),
        cmocka_unit_test(a_nought_among_data_is_drawn),
        cmocka_unit_test(few_cases_a_month_have_no_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
