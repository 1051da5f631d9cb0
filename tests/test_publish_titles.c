/* What titles and sentences say of figures that tie, are 0, or stand alone. */
#include "stages/report/report_text.h"
#include "tests/edition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MONTHLY "-- period: month, rolling 12 months\n"

/* `places`: "North 3, South 2": so many cases of the last year in each. */
static void open_places(struct edition *edition, const char *places)
{
    g_autoptr(GString) sql = g_string_new("create temp table cases (id integer primary key, day, met, place, part);");
    g_auto(GStrv) list = g_strsplit(places, ", ", -1);
    for (guint i = 0; list[i] != NULL; i++) {
        g_auto(GStrv) words = g_strsplit(list[i], " ", 2);
        for (int n = atoi(words[1]); n > 0; n--)
            g_string_append_printf(sql, "insert into cases values (null, '2020-06-10', 0, '%s', 'only');", words[0]);
    }
    edition_open(edition, sql->str);
    counted_add(&edition->counted, "received", "-- kind: count\n-- when: event\n-- unit: number\n" MONTHLY,
                "select id as case_id, day as on_date, place, part from cases");
    counted_add(&edition->counted, "timely", "-- kind: rate\n-- when: event\n-- unit: percent\n" MONTHLY,
                "select id as case_id, day as on_date, met, place from cases");
}

static void publish_blocks(struct edition *edition, const char *blocks)
{
    g_autofree char *pages = g_strdup_printf("[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [%s]}]", blocks);
    g_autofree char *fault = edition_publish(edition, pages);
    if (fault != NULL)
        fail_msg("%s", fault);
}

static const char *page_finding(const struct edition *edition)
{
    return ((const struct page *)edition->document->pages->pdata[0])->finding;
}

static void bars_are_titled(const char *places, const char *title)
{
    struct edition edition;
    open_places(&edition, places);
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\"}");
    assert_string_equal(edition_block(&edition, 0)->title, title);
    edition_close(&edition);
}

static void the_most_is_named_and_a_tie_is_told(void **state)
{
    (void)state;
    bars_are_titled("North 3, South 2", "Most by place: North, 3");
    bars_are_titled("North 2, South 2, West 1", "Most by place: North and South, 2 each");
    bars_are_titled("North 1, South 1, West 1, East 1", "Most by place: 4 with 1 each");
}

static void a_category_alone_is_not_left_out(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 3, South 2, West 1, East 1");
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\", \"most\": 3},"
                             "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\", \"most\": 2}");
    assert_int_equal(frame_n_rows(edition_block(&edition, 0)->frame), 4);
    assert_null(edition_block(&edition, 0)->note);
    assert_int_equal(frame_n_rows(edition_block(&edition, 1)->frame), 2);
    assert_string_equal(edition_block(&edition, 1)->note, "The 2 of 4 with the most cases.");
    edition_close(&edition);
}

/* Every figure of a place becomes 0, as where what is shown beside hidden numbers is 0. */
static void empty_places(const struct edition *edition)
{
    for (guint i = 0; i < figures_count(edition->figures); i++) {
        struct figure *figure = figures_at(edition->figures, i);
        if (!g_str_equal(figure->breakdown, "all"))
            figure->value = (double)(figure->numerator = 0);
    }
}

static void nothing_is_the_most_of_noughts(void **state)
{
    (void)state;
    struct edition edition;
    const struct measure_pair pair = {"received", "place", "part"};
    open_places(&edition, "North 3, South 2");
    edition_count(&edition, &pair, 1);
    empty_places(&edition);
    publish_blocks(&edition,
                   "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\", \"width\": \"half\"},"
                   "{\"chart\": \"pair\", \"measure\": \"received\", \"split\": \"place\", \"by\": \"part\"}");
    assert_string_equal(edition_block(&edition, 0)->title, "Example");
    assert_true(edition_block(&edition, 0)->is_left_out);
    assert_null(strstr(edition_block(&edition, 1)->title, "Most"));
    assert_string_equal(edition_block(&edition, 2)->paragraphs->pdata[0],
                        "Every number is 0: received Example by place.");
    edition_close(&edition);
}

/* None of nine in time is nothing to leave out: the target stands beside it, or the interval. */
static void a_rate_of_nought_is_drawn(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 12, South 9");
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition,
                   "{\"chart\": \"bars\", \"measure\": \"timely\", \"split\": \"place\", \"width\": \"half\"}");
    assert_false(edition_block(&edition, 0)->is_left_out);
    edition_close(&edition);
}

static void two_empty_charts_of_a_measure_are_told_once(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 3");
    edition_count(&edition, NULL, 0);
    for (guint i = 0; i < figures_count(edition.figures); i++) {
        struct figure *figure = figures_at(edition.figures, i);
        figure->has_value = figure->has_numerator = figure->has_denominator = false;
        figure->symbol = "c";
    }
    publish_blocks(&edition,
                   "{\"chart\": \"line\", \"measure\": \"timely\", \"period\": \"month\", \"width\": \"half\"},"
                   "{\"chart\": \"line\", \"measure\": \"timely\", \"width\": \"half\"}");
    assert_string_equal(edition_block(&edition, 2)->paragraphs->pdata[0],
                        "[c] Every number is hidden, since some are small: timely Example.");
    edition_close(&edition);
}

static void ratings_that_nothing_has_are_not_counted(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 30");
    assert_true(db_run(edition.counted.db, NULL,
                       "insert into held_targets values ('timely', '2019-04-01', 90, 5, 'Head', 1),"
                       "('received', '2019-04-01', 50, 5, 'Head', 2)"));
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, "{\"chart\": \"glance\", \"groups\": [{\"title\": \"All\", \"measures\": [\"timely\", "
                             "\"received\"]}]}");
    assert_non_null(g_strstr_len(page_finding(&edition), -1, "All 2 measures listed here that have a rating are red."));
    edition_publish(&edition, "[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [{\"chart\": \"exceptions\"}]}]");
    assert_string_equal(page_finding(&edition), "2 measures need a reason: all are red. 2 have no reason yet, and 2 no "
                                                "action of the plan.");
    edition_close(&edition);
}

/* On its page a title has its subtitle below it; in the list of sheets it stands alone. */
static void sheets_are_titled_by_measure_or_page(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 3, South 2");
    assert_true(db_run(edition.counted.db, NULL,
                       "insert into held_commentary values ('received', '2021-01-21', 'Few came.', 'Head', null, 1)"));
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition,
                   "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\"},"
                   "{\"chart\": \"bars\", \"measure\": \"received\", \"split\": \"place\", \"title\": \"Own\"},"
                   "{\"chart\": \"comments\", \"measures\": [\"received\"]},"
                   "{\"chart\": \"signals\", \"measures\": [\"received\"]}");
    assert_string_equal(edition_block(&edition, 0)->sheet_title, "Example. Most by place: North, 3");
    assert_null(edition_block(&edition, 1)->sheet_title);
    assert_string_equal(edition_block(&edition, 2)->sheet_title, "P: commentary");
    assert_string_equal(edition_block(&edition, 3)->sheet_title, "P: what has changed since the previous board");
    edition_close(&edition);
}

/* The last line of a page names the registers of what it shows, not of what nobody commented on. */
static void sources_are_of_what_is_shown(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 3");
    assert_true(db_run(edition.counted.db, NULL,
                       "insert into held_commentary values ('received', '2021-01-21', 'Few came.', 'Head', null, 1)"));
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, "{\"chart\": \"comments\", \"measures\": [\"received\", \"timely\"]}");
    const char *source = ((const struct page *)edition.document->pages->pdata[0])->source;
    assert_non_null(strstr(source, "(received)"));
    edition_close(&edition);
}

/* One child had waited, two children had; of nine a percentage is unreliable, and the card says so. */
static void cards_go_with_one_and_with_many(void **state)
{
    (void)state;
    static const char cards[] =
        "{\"chart\": \"cards\", \"groups\": [{\"title\": \"N\", \"measure\": \"received\", \"split\": \"place\", "
        "\"category\": \"North\", \"text\": \"{value} {child|children} came.\"},"
        "{\"title\": \"S\", \"measure\": \"received\", \"split\": \"place\", \"category\": \"South\", \"text\": "
        "\"{value} {child|children} came.\"},"
        "{\"title\": \"T\", \"measure\": \"timely\", \"text\": \"{value} in time.\"}]}";
    struct edition edition;
    open_places(&edition, "North 1, South 2");
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, cards);
    g_autofree char *rows = edition_rows(&edition, 0, "text");
    assert_string_equal(rows, "1 child came.\n2 children came.\n0% [u] in time. [u]: there were fewer than 10.\n");
    edition_close(&edition);
}

static void words_that_are_not_two_are_refused(void **state)
{
    (void)state;
    static const char *const texts[] = {"{|children}", "{child|}", "{a|b|c}", "{child}"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autofree char *unknown = report_text_unknown(texts[i]);
        assert_non_null(unknown);
    }
    g_autofree char *known = report_text_unknown("{value} {child|children}");
    assert_null(known);
}

static void claims_are_counted_against_their_baselines(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 30");
    assert_true(db_run(edition.counted.db, NULL,
                       "insert into held_baselines values ('received', 'inspection', '2018-03-01', 90, null, 90, 1)"));
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, "{\"chart\": \"progress\", \"groups\": [{\"title\": \"Came\", \"measure\": "
                             "\"received\"}, {\"title\": \"In time\", \"measure\": \"timely\"}]}");
    assert_string_equal(page_finding(&edition), "1 of 2 claims has a baseline. Against it 1 is worse.");
    edition_close(&edition);
}

static void no_baseline_is_told(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, "North 30");
    edition_count(&edition, NULL, 0);
    publish_blocks(&edition, "{\"chart\": \"progress\", \"groups\": [{\"title\": \"In time\", \"measure\": "
                             "\"timely\"}]}");
    assert_string_equal(page_finding(&edition), "No claim here has a baseline to be held against.");
    edition_close(&edition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_most_is_named_and_a_tie_is_told),
        cmocka_unit_test(a_category_alone_is_not_left_out),
        cmocka_unit_test(nothing_is_the_most_of_noughts),
        cmocka_unit_test(a_rate_of_nought_is_drawn),
        cmocka_unit_test(two_empty_charts_of_a_measure_are_told_once),
        cmocka_unit_test(ratings_that_nothing_has_are_not_counted),
        cmocka_unit_test(sheets_are_titled_by_measure_or_page),
        cmocka_unit_test(sources_are_of_what_is_shown),
        cmocka_unit_test(cards_go_with_one_and_with_many),
        cmocka_unit_test(words_that_are_not_two_are_refused),
        cmocka_unit_test(claims_are_counted_against_their_baselines),
        cmocka_unit_test(no_baseline_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
