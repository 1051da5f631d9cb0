#include "pipeline/lib/date.h"
#include "stages/sample/sample_register.h"
#include "stages/warehouse/warehouse.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static int32_t day(const char *text)
{
    return date_parse_iso(text, strlen(text));
}

static struct sample_question question_at(const char *as_at, const char *seed)
{
    return (struct sample_question){.measure = "plans_open",
                                    .as_at = day(as_at),
                                    .conditions = "",
                                    .split = "locality",
                                    .method = "simple",
                                    .allocation = "proportional",
                                    .size = 2,
                                    .seed = seed};
}

/* Registers a draw of cases a and b with reserve c, which avoided d; all are plans. */
static void keep(struct db *db, const struct sample_question *question)
{
    struct sample *sample = sample_new();
    g_autoptr(GHashTable) kinds = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) avoided = g_ptr_array_new();
    static const char *const cases[] = {"a", "b", "c", "d"};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        g_hash_table_insert(kinds, (void *)(uintptr_t)cases[i], (void *)(uintptr_t) "namedplan");
    g_ptr_array_add(avoided, (void *)(uintptr_t) "d");
    sample->frame_size = 9;
    strcpy(sample->frame_sha256, "f00d");
    sample_add_stratum(sample, &(struct sample_stratum){"North", 5, 1, 1});
    sample_add_stratum(sample, &(struct sample_stratum){"South", 4, 1, 0});
    sample_add_unit(sample, sample->picks, &(struct sample_unit){"b", "South"});
    sample_add_unit(sample, sample->picks, &(struct sample_unit){"a", "North"});
    sample_add_unit(sample, sample->reserve, &(struct sample_unit){"c", "North"});
    const struct sample_draw draw = {.sample = sample, .avoided = avoided, .kinds = kinds};
    assert_true(sample_register_keep(db, question, &draw, NULL));
    sample_free(sample);
}

static int64_t find(struct db *db, const struct sample_question *question)
{
    int64_t draw_id = -1;
    assert_true(sample_register_find(db, question, &draw_id, NULL));
    return draw_id;
}

static int set_up(void **state)
{
    *state = warehouse_open(":memory:", DB_READ_WRITE, NULL);
    return *state == NULL;
}

static int tear_down(void **state)
{
    db_close(*state);
    return 0;
}

static void a_draw_is_known_by_all_that_was_asked(void **state)
{
    const struct sample_question asked = question_at("2021-01-21", "s");
    assert_int_equal(find(*state, &asked), 0);
    keep(*state, &asked);
    assert_int_equal(find(*state, &asked), 1);
    struct sample_question others[8];
    for (guint i = 0; i < 8; i++)
        others[i] = asked;
    others[0].measure = "plans_started";
    others[1].as_at++;
    others[2].conditions = "sex=F";
    others[3].split = "";
    others[4].method = "systematic";
    others[5].allocation = "equal";
    others[6].size = 3;
    others[7].seed = "S";
    for (guint i = 0; i < 8; i++)
        assert_int_equal(find(*state, &others[i]), 0);
}

static void a_draw_comes_back_as_it_was(void **state)
{
    const struct sample_question asked = question_at("2021-01-21", "s");
    keep(*state, &asked);
    g_autoptr(GPtrArray) avoided = g_ptr_array_new_with_free_func(g_free);
    struct sample *sample = sample_register_read(*state, 1, avoided, NULL);
    assert_int_equal(sample->frame_size, 9);
    assert_string_equal(sample->frame_sha256, "f00d");
    assert_int_equal(sample->strata->len, 2);
    assert_string_equal(g_array_index(sample->strata, struct sample_stratum, 0).category, "North");
    assert_int_equal(g_array_index(sample->strata, struct sample_stratum, 0).reserve, 1);
    assert_int_equal(sample->picks->len, 2);
    assert_string_equal(g_array_index(sample->picks, struct sample_unit, 0).case_id, "b");
    assert_string_equal(g_array_index(sample->picks, struct sample_unit, 1).category, "North");
    assert_string_equal(g_array_index(sample->reserve, struct sample_unit, 0).case_id, "c");
    assert_int_equal(avoided->len, 1);
    assert_string_equal(avoided->pdata[0], "d");
    sample_free(sample);
}

static guint drawn_near(struct db *db, const char *as_at, gint64 period)
{
    g_autoptr(GHashTable) drawn = sample_register_drawn(db, day(as_at), period, NULL);
    return g_hash_table_size(drawn);
}

static void drawn_cases_are_known_for_the_period_before_and_after(void **state)
{
    const struct sample_question asked = question_at("2021-01-21", "s");
    keep(*state, &asked);
    assert_int_equal(drawn_near(*state, "2021-01-21", 365), 3);
    assert_int_equal(drawn_near(*state, "2022-01-20", 365), 3); /* 364 days on */
    assert_int_equal(drawn_near(*state, "2022-01-21", 365), 0);
    assert_int_equal(drawn_near(*state, "2020-01-23", 365), 3); /* 364 days before */
    assert_int_equal(drawn_near(*state, "2020-01-22", 365), 0);
    assert_int_equal(drawn_near(*state, "2021-01-21", 0), 0);
}

static void cases_of_two_kinds_are_told_apart(void **state)
{
    const struct sample_question asked = question_at("2021-01-21", "s");
    keep(*state, &asked);
    g_autoptr(GHashTable) drawn = sample_register_drawn(*state, asked.as_at, 365, NULL);
    g_autofree char *plan = sample_register_name("namedplan", "a");
    g_autofree char *complaint = sample_register_name("complaints", "a");
    g_autofree char *avoided = sample_register_name("namedplan", "d");
    assert_true(g_hash_table_contains(drawn, plan));
    assert_false(g_hash_table_contains(drawn, complaint));
    assert_false(g_hash_table_contains(drawn, avoided));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_draw_is_known_by_all_that_was_asked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_draw_comes_back_as_it_was, set_up, tear_down),
        cmocka_unit_test_setup_teardown(drawn_cases_are_known_for_the_period_before_and_after, set_up, tear_down),
        cmocka_unit_test_setup_teardown(cases_of_two_kinds_are_told_apart, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
