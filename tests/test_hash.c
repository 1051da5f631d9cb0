#include "pipeline/lib/hash.h"

#include "pipeline/lib/csv.h"
#include "pipeline/lib/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

static const char abc[] = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
static const char nothing[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

static void hash_is_sha256_in_lower_case_hex(void **state)
{
    (void)state;
    char text[HASH_TEXT_SIZE];
    hash_bytes("abc", 3, text);
    assert_string_equal(text, abc);
    hash_bytes("", 0, text);
    assert_string_equal(text, nothing);
}

static void hash_of_pieces_is_the_hash_of_the_whole(void **state)
{
    (void)state;
    char text[HASH_TEXT_SIZE];
    struct hash *hash = hash_new();
    hash_update(hash, "a", 1);
    hash_update(hash, "", 0);
    hash_update(hash, "bc", 2);
    hash_finish(hash, text);
    assert_string_equal(text, abc);
}

/* A file of three million bytes: beyond where a reader gives the hash to a thread. */
static char *make_file(char expected[static HASH_TEXT_SIZE])
{
    char *path = NULL;
    g_close(g_file_open_tmp("test-hash-XXXXXX", &path, NULL), NULL);
    g_autoptr(GString) bytes = g_string_new(NULL);
    while (bytes->len < 3000000)
        g_string_append_printf(bytes, "%" G_GSIZE_FORMAT ",b\n", bytes->len);
    assert_true(g_file_set_contents(path, bytes->str, (gssize)bytes->len, NULL));
    g_autofree char *checksum = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)bytes->str, bytes->len);
    g_strlcpy(expected, checksum, HASH_TEXT_SIZE);
    return path;
}

static void hash_of_a_file_is_that_of_its_bytes(void **state)
{
    (void)state;
    char expected[HASH_TEXT_SIZE];
    g_autofree char *path = make_file(expected);
    g_autofree char *text = hash_file(path, NULL);
    assert_string_equal(text, expected);
    g_unlink(path);
}

static void hash_of_a_read_file_is_the_same_however_far_it_was_read(void **state)
{
    (void)state;
    char expected[HASH_TEXT_SIZE];
    g_autofree char *path = make_file(expected);
    const struct csv_options options = {0};
    for (uint64_t rows = 0; rows < 1000000; rows = rows * 6 + 1) {
        struct csv_reader *reader = csv_reader_open(path, &options, NULL);
        struct csv_record record;
        while (csv_reader_next(reader, &record, NULL) && record.row < rows)
            continue;
        assert_string_equal(csv_reader_sha256(reader, NULL), expected);
        assert_string_equal(csv_reader_sha256(reader, NULL), expected);
        csv_reader_close(reader);
    }
    struct csv_reader *reader = csv_reader_open(path, &options, NULL);
    struct csv_record record;
    while (csv_reader_next(reader, &record, NULL))
        continue;
    csv_reader_close(reader); /* without asking: its thread ends all the same */
    g_unlink(path);
}

static void hash_of_a_missing_file_is_a_system_fault(void **state)
{
    (void)state;
    g_autoptr(GError) missing = NULL;
    g_autoptr(GError) folder = NULL;
    assert_null(hash_file("/nonexistent", &missing));
    assert_true(g_error_matches(missing, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
    assert_non_null(strstr(missing->message, "/nonexistent"));
    assert_null(hash_file("/", &folder));
    assert_true(g_error_matches(folder, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hash_is_sha256_in_lower_case_hex),
        cmocka_unit_test(hash_of_pieces_is_the_hash_of_the_whole),
        cmocka_unit_test(hash_of_a_file_is_that_of_its_bytes),
        cmocka_unit_test(hash_of_a_read_file_is_the_same_however_far_it_was_read),
        cmocka_unit_test(hash_of_a_missing_file_is_a_system_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
