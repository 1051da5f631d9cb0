#include "stages/validate/keyset.h"

#include <glib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

static bool add(struct keyset *set, const char *key, uint64_t line, uint64_t *first)
{
    return keyset_add(set, key, strlen(key), line, first);
}

static void a_key_seen_before_is_found_with_its_first_line(void **state)
{
    (void)state;
    static const char *const keys[] = {"",
                                       "0",
                                       "00",
                                       "007",
                                       "7",
                                       "A1",
                                       "a1",
                                       "A-1",
                                       "123456789012345678",
                                       "1234567890123456789",
                                       "é",
                                       "ABCDEFGHIJ",
                                       "ABCDEFGHIJK",
                                       "a key with spaces, and more than ten letters"};
    struct keyset *set = keyset_new();
    uint64_t first = 0;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        assert_true(add(set, keys[i], i + 2, &first));
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        assert_false(add(set, keys[i], 1000, &first));
        assert_int_equal(first, i + 2);
        assert_true(keyset_has(set, keys[i], strlen(keys[i])));
    }
    assert_false(keyset_has(set, "8", 1));
    keyset_free(set);
}

/* Digits, letters that pack, and text that does not. */
static const struct {
    const char *before, *after;
} shapes[] = {{"", ""}, {"P-", ""}, {"person number ", " of the return"}};

static void many_keys_of_every_shape_stay_apart(void **state)
{
    (void)state;
    for (guint shape = 0; shape < G_N_ELEMENTS(shapes); shape++) {
        struct keyset *set = keyset_new();
        uint64_t first;
        for (unsigned i = 0; i <= 100000; i++) {
            const unsigned number = i == 100000 ? 777 : i;
            g_autofree char *text = g_strdup_printf("%s%u%s", shapes[shape].before, number, shapes[shape].after);
            assert_int_equal(add(set, text, i, &first), i < 100000);
        }
        assert_int_equal(first, 777);
        keyset_free(set);
    }
}

static void keys_of_bytes_are_compared_whole(void **state)
{
    (void)state;
    struct keyset *set = keyset_new();
    uint64_t first;
    assert_true(keyset_add(set, "a\0b", 3, 1, &first));
    assert_true(keyset_add(set, "a\0c", 3, 2, &first));
    assert_true(keyset_add(set, "a", 1, 3, &first));
    assert_false(keyset_add(set, "a\0b", 3, 4, &first));
    assert_int_equal(first, 1);
    keyset_free(set);
}

static void a_key_longer_than_a_chunk_is_kept(void **state)
{
    (void)state;
    struct keyset *set = keyset_new();
    g_autofree char *text = g_strnfill(3000000, 'x');
    uint64_t first;
    assert_true(add(set, text, 5, &first));
    assert_true(add(set, "something after it, not short", 6, &first));
    assert_false(add(set, text, 7, &first));
    assert_int_equal(first, 5);
    keyset_free(set);
}

/* Of the keys 0 to 4999: upwards, downwards, the even ones before the odd, and by a stride that mixes them. */
static unsigned key_at(guint order, unsigned i)
{
    return order == 0   ? i
           : order == 1 ? 4999 - i
           : order == 2 ? (i < 2500 ? 2 * i : 2 * (i - 2500) + 1)
                        : i * 1777 % 5000;
}

static void the_order_that_keys_come_in_does_not_matter(void **state)
{
    (void)state;
    for (guint order = 0; order < 4; order++) {
        struct keyset *set = keyset_new();
        uint64_t first = 0;
        for (guint round = 0; round < 2; round++)
            for (unsigned i = 0; i < 5000; i++) {
                g_autofree char *key = g_strdup_printf("%u", key_at(order, i));
                assert_int_equal(keyset_has(set, key, strlen(key)), round == 1);
                assert_int_equal(add(set, key, i + 2, &first), round == 0);
                assert_int_equal(first, round == 0 ? 0 : i + 2);
            }
        assert_false(keyset_has(set, "5000", 4));
        keyset_free(set);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_key_seen_before_is_found_with_its_first_line),
        cmocka_unit_test(many_keys_of_every_shape_stay_apart),
        cmocka_unit_test(keys_of_bytes_are_compared_whole),
        cmocka_unit_test(a_key_longer_than_a_chunk_is_kept),
        cmocka_unit_test(the_order_that_keys_come_in_does_not_matter),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
