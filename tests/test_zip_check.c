#include "reports/render/zip_check.h"

#include "pipeline/lib/error.h"
#include "tests/temporary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

/* Two stored entries, "a" with one byte and "b" with none. */
static const guint8 whole[] = {
    'P', 'K', 3,   4,   20,  0, 0,   0,   0,   0,  1, 2, 3, 4, 9, 9, 9, 9, 1, 0,   0,   0,   1, 0,  0,  0, 1,  0, 0, 0,
    'a', 'x', 'P', 'K', 3,   4, 20,  0,   0,   0,  0, 0, 1, 2, 3, 4, 0, 0, 0, 0,   0,   0,   0, 0,  0,  0, 0,  0, 1, 0,
    0,   0,   'b', 'P', 'K', 1, 2,   20,  0,   20, 0, 0, 0, 0, 0, 1, 2, 3, 4, 9,   9,   9,   9, 1,  0,  0, 0,  1, 0, 0,
    0,   1,   0,   0,   0,   0, 0,   0,   0,   0,  0, 0, 0, 0, 0, 0, 0, 0, 0, 'a', 'P', 'K', 1, 2,  20, 0, 20, 0, 0, 0,
    0,   0,   1,   2,   3,   4, 0,   0,   0,   0,  0, 0, 0, 0, 0, 0, 0, 0, 1, 0,   0,   0,   0, 0,  0,  0, 0,  0, 0, 0,
    0,   0,   32,  0,   0,   0, 'b', 'P', 'K', 5,  6, 0, 0, 0, 0, 2, 0, 2, 0, 94,  0,   0,   0, 63, 0,  0, 0,  0, 0};

static bool check(const guint8 *bytes, gsize length, GError **error)
{
    char *folder = temporary_make();
    g_autofree char *path = g_build_filename(folder, "book.zip", NULL);
    assert_true(g_file_set_contents(path, (const char *)bytes, (gssize)length, NULL));
    const bool is_whole = zip_check(path, error);
    temporary_remove(folder);
    return is_whole;
}

static void a_whole_file_passes(void **state)
{
    (void)state;
    assert_true(check(whole, sizeof whole, NULL));
}

static void a_file_cut_anywhere_is_told(void **state)
{
    (void)state;
    for (gsize length = 0; length < sizeof whole; length++) {
        g_autoptr(GError) error = NULL;
        assert_false(check(whole, length, &error));
        assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    }
}

/* Signature, then what both heads tell of an entry: its check sum, sizes, name. */
static void a_head_that_was_not_put_right_is_told(void **state)
{
    (void)state;
    for (gsize i = 0; i < 31; i++) {
        guint8 bytes[sizeof whole];
        memcpy(bytes, whole, sizeof whole);
        bytes[i] ^= 0x40;
        assert_false(check(bytes, sizeof bytes, NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_whole_file_passes),
        cmocka_unit_test(a_file_cut_anywhere_is_told),
        cmocka_unit_test(a_head_that_was_not_put_right_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
