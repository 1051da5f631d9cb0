#include "stages/sample/sample.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* A frame from "case" or "case/category" words. */
static GArray *make_frame(const char *words)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    g_auto(GStrv) list = g_strsplit(words, " ", -1);
    for (char **word = list; *word != NULL; word++) {
        char *slash = strchr(*word, '/');
        if (slash != NULL)
            *slash = '\0';
        const struct sample_unit unit = {g_intern_string(*word),
                                         slash == NULL ? SAMPLE_WHOLE : g_intern_string(slash + 1)};
        g_array_append_val(units, unit);
    }
    return units;
}

/* n cases c000, c001 …, all of one category. */
static void add_cases(GArray *units, guint n, const char *category)
{
    for (guint i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf("%s%03u", category, i);
        const struct sample_unit unit = {g_intern_string(name), category};
        g_array_append_val(units, unit);
    }
}

static char *list_of(const GArray *units)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < units->len; i++)
        g_string_append_printf(text, "%s%s", i == 0 ? "" : " ", g_array_index(units, struct sample_unit, i).case_id);
    return g_string_free(text, FALSE);
}

static char *strata_of(const struct sample *sample)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < sample->strata->len; i++) {
        const struct sample_stratum *stratum = &g_array_index(sample->strata, struct sample_stratum, i);
        g_string_append_printf(text, "%s %u/%u/%u;", stratum->category, stratum->picks, stratum->reserve,
                               stratum->size);
    }
    return g_string_free(text, FALSE);
}

static void assert_shares(const guint *sizes, guint n, guint total, bool is_equal, const guint *expected)
{
    guint shares[8];
    sample_allocate(sizes, n, total, is_equal, shares);
    for (guint i = 0; i < n; i++)
        assert_int_equal(shares[i], expected[i]);
}

static void proportional_shares_go_to_the_largest_remainders(void **state)
{
    (void)state;
    /* quotas 4.7, 2.9, 2.4 of 10: remainders .7 .9 .4 */
    assert_shares((const guint[]){47, 29, 24}, 3, 10, false, (const guint[]){5, 3, 2});
    assert_shares((const guint[]){1, 98, 1}, 3, 10, false, (const guint[]){0, 10, 0});
    assert_shares((const guint[]){3, 4}, 2, 7, false, (const guint[]){3, 4});
    assert_shares((const guint[]){3, 4}, 2, 0, false, (const guint[]){0, 0});
}

static void equal_remainders_go_by_order(void **state)
{
    (void)state;
    assert_shares((const guint[]){5, 5, 5, 5}, 4, 6, false, (const guint[]){2, 2, 1, 1});
    assert_shares((const guint[]){0, 0}, 2, 0, false, (const guint[]){0, 0});
}

static void proportional_shares_never_miss_by_one(void **state)
{
    (void)state;
    for (guint seed = 1; seed < 400; seed++) {
        guint sizes[6], shares[6], sum = 0, given = 0;
        for (guint i = 0; i < 6; i++)
            sum += sizes[i] = seed * (i + 7) * 2654435761u % 97;
        const guint total = sum * (seed % 11) / 11;
        sample_allocate(sizes, 6, total, false, shares);
        for (guint i = 0; i < 6; i++) {
            const double miss = shares[i] - (double)total * sizes[i] / sum;
            assert_true(miss < 1 && miss > -1 && shares[i] <= sizes[i]);
            given += shares[i];
        }
        assert_int_equal(given, total);
    }
}

static void equal_shares_pass_on_what_small_strata_lack(void **state)
{
    (void)state;
    assert_shares((const guint[]){50, 2, 50}, 3, 12, true, (const guint[]){5, 2, 5});
    assert_shares((const guint[]){50, 50, 50}, 3, 11, true, (const guint[]){4, 4, 3});
    assert_shares((const guint[]){1, 1, 1}, 3, 3, true, (const guint[]){1, 1, 1});
}

/* By hand: for c in a b c d e; do printf '2021:%s' $c | sha256sum; done | sort */
static void a_simple_sample_is_what_sha256sum_and_sort_give(void **state)
{
    (void)state;
    g_autoptr(GArray) frame = make_frame("e d c b a");
    struct sample *sample = sample_draw(frame, &(struct sample_plan){.seed = "2021", .size = 2, .reserve = 2});
    g_autofree char *picks = list_of(sample->picks), *reserve = list_of(sample->reserve);
    assert_string_equal(picks, "a e");
    assert_string_equal(reserve, "b c");
    assert_int_equal(sample->frame_size, 5);
    /* printf 'a\nb\nc\nd\ne\n' | sha256sum */
    assert_string_equal(sample->frame_sha256, "86dc03602dcf385217216784784a8ecf20e6400decc3208170b12fcb0afb6698");
    sample_free(sample);
}

/* printf '9:start:all' | sha256sum gives 790522e93dc17f1…, modulo 10: 5; then (5 + 10 i) / 4. */
static void a_systematic_sample_keeps_its_interval(void **state)
{
    (void)state;
    g_autoptr(GArray) frame = make_frame("j i h g f e d c b a");
    struct sample *sample =
        sample_draw(frame, &(struct sample_plan){.seed = "9", .size = 4, .reserve = 1, .is_systematic = true});
    g_autofree char *picks = list_of(sample->picks);
    assert_string_equal(picks, "b d g i");
    assert_int_equal(sample->reserve->len, 1);
    sample_free(sample);
}

static void order_of_the_frame_does_not_matter(void **state)
{
    (void)state;
    g_autoptr(GArray) frame = make_frame("a/x b/y c/x d/y e/x f/x");
    g_autoptr(GArray) other = make_frame("f/x a/x e/x c/x d/y b/y");
    for (guint i = 0; i < 2; i++) {
        const struct sample_plan plan = {.seed = "s", .size = 3, .reserve = 2, .is_systematic = i == 1};
        struct sample *first = sample_draw(frame, &plan), *second = sample_draw(other, &plan);
        g_autofree char *one = list_of(first->picks), *two = list_of(second->picks);
        assert_string_equal(one, two);
        assert_string_equal(first->frame_sha256, second->frame_sha256);
        sample_free(first);
        sample_free(second);
    }
}

static void strata_get_their_picks_and_reserve(void **state)
{
    (void)state;
    g_autoptr(GArray) frame = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    add_cases(frame, 60, "north");
    add_cases(frame, 30, "south");
    add_cases(frame, 2, "east");
    struct sample *sample = sample_draw(frame, &(struct sample_plan){.seed = "1", .size = 9, .reserve = 3});
    g_autofree char *strata = strata_of(sample);
    assert_string_equal(strata, "east 0/0/2;north 6/2/60;south 3/1/30;");
    guint north = 0;
    for (guint i = 0; i < sample->picks->len; i++)
        north += *g_array_index(sample->picks, struct sample_unit, i).case_id == 'n';
    assert_int_equal(north, 6);
    sample_free(sample);
    sample = sample_draw(frame, &(struct sample_plan){.seed = "1", .size = 9, .reserve = 3, .is_equal = true});
    g_autofree char *equal = strata_of(sample);
    assert_string_equal(equal, "east 2/0/2;north 4/2/60;south 3/1/30;");
    sample_free(sample);
}

static void a_sample_larger_than_its_frame_is_the_frame(void **state)
{
    (void)state;
    for (guint i = 0; i < 2; i++) {
        g_autoptr(GArray) frame = make_frame("a b c");
        struct sample *sample =
            sample_draw(frame, &(struct sample_plan){.seed = "x", .size = 9, .reserve = 9, .is_systematic = i == 1});
        assert_int_equal(sample->picks->len, 3);
        assert_int_equal(sample->reserve->len, 0);
        sample_free(sample);
    }
}

static void an_empty_frame_gives_an_empty_sample(void **state)
{
    (void)state;
    g_autoptr(GArray) frame = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    struct sample *sample = sample_draw(frame, &(struct sample_plan){.seed = "x", .size = 9});
    assert_int_equal(sample->picks->len, 0);
    assert_int_equal(sample->strata->len, 0);
    /* printf '' | sha256sum */
    assert_string_equal(sample->frame_sha256, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    sample_free(sample);
}

static void no_case_is_drawn_twice(void **state)
{
    (void)state;
    g_autoptr(GArray) frame = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    add_cases(frame, 31, "a");
    add_cases(frame, 11, "b");
    for (guint i = 0; i < 200; i++) {
        g_autofree char *seed = g_strdup_printf("%u", i);
        struct sample *sample = sample_draw(
            frame, &(struct sample_plan){.seed = seed, .size = 13, .reserve = 9, .is_systematic = i % 2 == 1});
        g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
        for (guint j = 0; j < sample->picks->len; j++)
            g_hash_table_add(seen, (void *)(uintptr_t)g_array_index(sample->picks, struct sample_unit, j).case_id);
        for (guint j = 0; j < sample->reserve->len; j++)
            g_hash_table_add(seen, (void *)(uintptr_t)g_array_index(sample->reserve, struct sample_unit, j).case_id);
        assert_int_equal(g_hash_table_size(seen), 22);
        sample_free(sample);
    }
}

/* How often each of 20 cases is among 5 picks over 2,000 seeds. Drawing without replacement, the sum of squared
 * differences over E (1 - n/N) N/(N-1) is chi-square with N - 1 = 19 degrees of freedom: 43.82 is passed once in 1,000.
 */
static double chi_square(bool is_systematic)
{
    g_autoptr(GArray) frame = g_array_new(FALSE, FALSE, sizeof(struct sample_unit));
    add_cases(frame, 20, "c");
    guint counts[20] = {0};
    for (guint i = 0; i < 2000; i++) {
        g_autofree char *seed = g_strdup_printf("seed %u", i);
        struct sample *sample =
            sample_draw(frame, &(struct sample_plan){.seed = seed, .size = 5, .is_systematic = is_systematic});
        for (guint j = 0; j < sample->picks->len; j++)
            counts[g_ascii_strtoull(g_array_index(sample->picks, struct sample_unit, j).case_id + 1, NULL, 10)]++;
        sample_free(sample);
    }
    const double expected = 2000 * 5 / 20.0;
    double sum = 0;
    for (guint i = 0; i < 20; i++)
        sum += (counts[i] - expected) * (counts[i] - expected);
    return sum / (expected * (1 - 5 / 20.0) * 20 / 19);
}

static void simple_picks_are_uniform_over_seeds(void **state)
{
    (void)state;
    const double sum = chi_square(false);
    assert_true(sum < 43.82 && sum > 4.0);
}

/* Systematic picks come in four fixed sets of five: how often each comes has 3 degrees of freedom (16.27 once in
 * 1,000), and the cases of a set come together, so that the sum over cases is 5 * 19/20 / (3/4) times as large. */
static void systematic_starts_are_uniform_over_seeds(void **state)
{
    (void)state;
    assert_true(chi_square(true) / (19 / 3.0) < 16.27);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(proportional_shares_go_to_the_largest_remainders),
        cmocka_unit_test(equal_remainders_go_by_order),
        cmocka_unit_test(proportional_shares_never_miss_by_one),
        cmocka_unit_test(equal_shares_pass_on_what_small_strata_lack),
        cmocka_unit_test(a_simple_sample_is_what_sha256sum_and_sort_give),
        cmocka_unit_test(a_systematic_sample_keeps_its_interval),
        cmocka_unit_test(order_of_the_frame_does_not_matter),
        cmocka_unit_test(strata_get_their_picks_and_reserve),
        cmocka_unit_test(a_sample_larger_than_its_frame_is_the_frame),
        cmocka_unit_test(an_empty_frame_gives_an_empty_sample),
        cmocka_unit_test(no_case_is_drawn_twice),
        cmocka_unit_test(simple_picks_are_uniform_over_seeds),
        cmocka_unit_test(systematic_starts_are_uniform_over_seeds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
