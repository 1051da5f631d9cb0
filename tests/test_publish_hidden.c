/* What pages say where all numbers of a chart but one are hidden, or some of its places. */
#include "tests/edition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LONG_NAME "How satisfied are you that the plan describes the needs of your child well"

/* Forty cases of the last year in each place, of which `met` are in time. */
static void open_places(struct edition *edition, const char *const *places, guint n, guint met)
{
    g_autoptr(GString) sql = g_string_new("create temp table cases (id integer primary key, day, met, place);");
    for (guint i = 0; i < n; i++)
        for (guint j = 0; j < 40; j++)
            g_string_append_printf(sql, "insert into cases values (null, '2020-06-10', %d, '%s');", j < met, places[i]);
    edition_open(edition, sql->str);
    counted_add(&edition->counted, "timely",
                "-- kind: rate\n-- when: event\n-- unit: percent\n-- period: month, rolling 12 months\n",
                "select id as case_id, day as on_date, met, place from cases");
    edition_count(edition, NULL, 0);
}

static void hide(struct figure *figure)
{
    figure->has_value = figure->has_numerator = figure->has_denominator = false;
    figure->symbol = "c";
}

static void hide_place(const struct edition *edition, const char *place)
{
    for (guint i = 0; i < figures_count(edition->figures); i++)
        if (g_str_equal(figures_at(edition->figures, i)->category, place))
            hide(figures_at(edition->figures, i));
}

/* All figures but those of the category. */
static void hide_but(const struct edition *edition, const char *category)
{
    for (guint i = 0; i < figures_count(edition->figures); i++) {
        struct figure *figure = figures_at(edition->figures, i);
        if (!g_str_equal(figure->category, category))
            hide(figure);
    }
}

/* Those of the months alone. */
static void hide_months(const struct edition *edition)
{
    for (guint i = 0; i < figures_count(edition->figures); i++) {
        struct figure *figure = figures_at(edition->figures, i);
        if (figure->period.kind == PERIOD_MONTH)
            hide(figure);
    }
}

static void publish_blocks(struct edition *edition, const char *blocks)
{
    g_autofree char *pages = g_strdup_printf("[{\"id\": \"p\", \"title\": \"P\", \"blocks\": [%s]}]", blocks);
    g_autofree char *fault = edition_publish(edition, pages);
    if (fault != NULL)
        fail_msg("%s", fault);
}

static void says(const struct edition *edition, guint block, const char *sentence)
{
    const struct block *text = edition_block(edition, block);
    assert_int_equal(text->kind, BLOCK_TEXT);
    assert_string_equal(text->paragraphs->pdata[0], sentence);
}

static const char *const PLACES[] = {"East", "North", "South", "West"};

/* Also one as wide as the sheet: its title would tell of a range from 50% to 50%. */
static void the_only_bar_is_told_in_words(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, PLACES, G_N_ELEMENTS(PLACES), 20);
    hide_but(&edition, "North");
    publish_blocks(&edition, "{\"chart\": \"bars\", \"measure\": \"timely\", \"split\": \"place\"}");
    assert_true(edition_block(&edition, 0)->is_left_out);
    says(&edition, 1, "[c] One number is shown, the others are hidden: timely Example by place (North: 50.0%).");
    edition_close(&edition);
}

static void hidden_places_of_a_funnel_are_counted(void **state)
{
    (void)state;
    struct edition edition;
    static const char *const MANY[] = {"North", "East", "South", "West", "Coast", "Hills"};
    open_places(&edition, MANY, G_N_ELEMENTS(MANY), 20);
    hide_place(&edition, "West");
    publish_blocks(&edition, "{\"chart\": \"funnel\", \"measure\": \"timely\", \"split\": \"place\"}");
    assert_false(edition_block(&edition, 0)->is_left_out);
    assert_string_equal(edition_block(&edition, 0)->note, "By place, 1 of 6 are hidden [c].");
    edition_close(&edition);
}

static void a_funnel_of_few_places_is_told_in_words(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, PLACES, G_N_ELEMENTS(PLACES), 20);
    hide_place(&edition, PLACES[3]);
    publish_blocks(&edition, "{\"chart\": \"funnel\", \"measure\": \"timely\", \"split\": \"place\"}");
    assert_true(edition_block(&edition, 0)->is_left_out);
    says(&edition, 1,
         "[c] Few places are shown, the others are hidden: timely Example by place (East: 50.0%, North: 50.0%, South: "
         "50.0%).");
    edition_close(&edition);
}

static void a_funnel_of_one_place_is_told_in_words(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, PLACES, 2, 20);
    hide_place(&edition, "East");
    publish_blocks(&edition, "{\"chart\": \"funnel\", \"measure\": \"timely\", \"split\": \"place\"}");
    says(&edition, 1, "[c] One number is shown, the others are hidden: timely Example by place (North: 50.0%).");
    edition_close(&edition);
}

/* The twelve months are drawn beside them: that every number is hidden is said of the months alone. */
static void hidden_months_are_told_apart_from_the_year(void **state)
{
    (void)state;
    struct edition edition;
    open_places(&edition, PLACES, 1, 20);
    hide_months(&edition);
    publish_blocks(&edition,
                   "{\"chart\": \"line\", \"measure\": \"timely\", \"period\": \"month\", \"width\": \"half\"},"
                   "{\"chart\": \"line\", \"measure\": \"timely\", \"width\": \"half\"}");
    assert_false(edition_block(&edition, 1)->is_left_out);
    says(&edition, 2, "[c] Every number is hidden, since some are small: timely Example by month.");
    edition_close(&edition);
}

static void there_is_no_range_of_one_value(void **state)
{
    (void)state;
    struct edition edition;
    static const char *const QUESTIONS[] = {LONG_NAME, LONG_NAME " enough"};
    open_places(&edition, QUESTIONS, G_N_ELEMENTS(QUESTIONS), 40);
    for (guint i = 0; i < figures_count(edition.figures); i++)
        if (g_str_equal(figures_at(edition.figures, i)->category, "all"))
            figures_at(edition.figures, i)->value = 50; /* so that they differ from it */
    publish_blocks(&edition, "{\"chart\": \"bars\", \"measure\": \"timely\", \"split\": \"place\"}");
    assert_string_equal(edition_block(&edition, 0)->title, "100.0% for every place");
    edition_close(&edition);
}

/* A file's findings that are hidden by the measure that the block names are not told by the page of inputs. */
static void findings_that_a_measure_hides_are_hidden_beside_the_file(void **state)
{
    (void)state;
    struct edition edition;
    edition_open(&edition, "drop view temp.load; drop view if exists temp.issue; create temp table load (load_id, "
                           "extract, file, loaded, rejected);"
                           "create temp table issue (load_id);"
                           "insert into load values (1, 'plans', 'plans.csv', 90, 0), (2, 'waits', 'waits.csv', 80, 0);"
                           "insert into visible_load (load_id, extract) values (1, 'plans'), (2, 'waits'); insert into "
                           "issue values (1), (1), (2)");
    counted_add(&edition.counted, "found",
                "-- kind: count\n-- when: snapshot\n-- unit: number\n-- period: day\n-- days: as-at\n",
                "select issue.rowid as case_id, '2021-01-21' as at_date, extract "
                "from issue join load on load.load_id = issue.load_id");
    edition_count(&edition, NULL, 0);
    hide_place(&edition, "plans");
    publish_blocks(&edition, "{\"chart\": \"inputs\"},"
                             "{\"chart\": \"inputs\", \"measure\": \"found\", \"split\": \"extract\"}");
    g_autofree char *all = edition_rows(&edition, 0, "file loaded issues"),
                    *some = edition_rows(&edition, 1, "file loaded issues");
    assert_string_equal(all, "plans.csv|90|2\nwaits.csv|80|1\n");
    assert_string_equal(some, "plans.csv|90|[c]\nwaits.csv|80|1\n");
    edition_close(&edition);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_only_bar_is_told_in_words),
        cmocka_unit_test(hidden_places_of_a_funnel_are_counted),
        cmocka_unit_test(a_funnel_of_few_places_is_told_in_words),
        cmocka_unit_test(a_funnel_of_one_place_is_told_in_words),
        cmocka_unit_test(hidden_months_are_told_apart_from_the_year),
        cmocka_unit_test(there_is_no_range_of_one_value),
        cmocka_unit_test(findings_that_a_measure_hides_are_hidden_beside_the_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
