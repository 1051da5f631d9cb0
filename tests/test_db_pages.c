/* A warehouse whose pages are not what was written (db_pages.c). */
#include "pipeline/lib/db.h"
#include "pipeline/lib/error.h"
#include "tests/place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <sqlite3.h>
#include <string.h>

#define PAGE 32768
#define ROWS 20000

/* A file of some twenty pages of one table. */
static int set_up(void **state)
{
    place_set_up(state);
    const struct place *place = *state;
    struct db *db = db_open(place->path, DB_READ_WRITE, NULL);
    assert_true(db_begin(db, NULL) && db_mark(db, NULL) && db_run(db, NULL, "create table t (a, b)") &&
                db_run_format(db, NULL,
                              "insert into t with recursive n (i) as (select 1 union all select i + 1 from n where i < "
                              "%d) select i, 'row ' || i || ' of the table' from n",
                              ROWS) &&
                db_commit(db, NULL));
    db_close(db);
    return 0;
}

/* Reads every row; the fault's message, which the caller frees, or NULL. */
static char *read_all(const char *path)
{
    int64_t sum = 0;
    GError *error = NULL;
    struct db *db = db_open(path, DB_READ_WRITE, &error);
    if (db != NULL && db_get_integer(db, &sum, &error, "select sum(a + length(b) - length(b)) from t"))
        assert_int_equal(sum, (int64_t)ROWS * (ROWS + 1) / 2);
    db_close(db);
    assert_true(error == NULL || error->code == SCORECARD_ERROR_SYSTEM);
    char *message = error == NULL ? NULL : g_strdup(error->message);
    g_clear_error(&error);
    return message;
}

static void assert_damaged(const char *path)
{
    g_autofree char *message = read_all(path);
    assert_non_null(message);
    assert_non_null(strstr(message, "is damaged"));
}

static void assert_whole(const char *path)
{
    g_autofree char *message = read_all(path);
    assert_null(message);
}

typedef void (*change)(char *bytes, gsize length);

static void change_file(const char *path, change make)
{
    gsize length = 0;
    g_autofree char *bytes = NULL;
    assert_true(g_file_get_contents(path, &bytes, &length, NULL));
    assert_true(length > 8 * PAGE);
    make(bytes, length);
    assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static void exchange_pages(char *bytes, gsize length)
{
    char page[PAGE];
    (void)length;
    assert_int_equal(bytes[4 * PAGE], bytes[6 * PAGE]); /* both leaves of the table */
    memcpy(page, bytes + 4 * PAGE, PAGE);
    memcpy(bytes + 4 * PAGE, bytes + 6 * PAGE, PAGE);
    memcpy(bytes + 6 * PAGE, page, PAGE);
}

static void flip_bit(char *bytes, gsize length)
{
    bytes[length - 100] ^= 1;
}

static void repeat_page(char *bytes, gsize length)
{
    (void)length;
    memcpy(bytes + 5 * PAGE, bytes + 6 * PAGE, PAGE);
}

static void pages_that_were_exchanged_are_damage(void **state)
{
    struct place *place = *state;
    assert_whole(place->path);
    change_file(place->path, exchange_pages);
    assert_damaged(place->path);
    change_file(place->path, exchange_pages);
    assert_whole(place->path);
}

static void a_bit_that_was_flipped_is_damage(void **state)
{
    struct place *place = *state;
    change_file(place->path, flip_bit);
    assert_damaged(place->path);
}

static void a_page_in_anothers_place_is_damage(void **state)
{
    struct place *place = *state;
    change_file(place->path, repeat_page);
    assert_damaged(place->path);
}

static void run_elsewhere(const char *path, const char *sql)
{
    sqlite3 *handle = NULL;
    assert_int_equal(sqlite3_open(path, &handle), SQLITE_OK);
    assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(handle);
}

/* Neither then nor once we have written into it as well. */
static void what_another_program_wrote_is_no_damage(void **state)
{
    struct place *place = *state;
    run_elsewhere(place->path, "update t set b = 'another text of it' where a % 500 = 0");
    assert_whole(place->path);
    struct db *db = db_open(place->path, DB_READ_WRITE, NULL);
    assert_true(db_run(db, NULL, "update t set b = 'and ours' where a % 3000 = 0"));
    db_close(db);
    assert_whole(place->path);
}

/* Of a program before this one. */
static void a_file_without_sums_stays_as_it_is(void **state)
{
    struct place *place = *state;
    g_autofree char *path = g_build_filename(place->folder, "older.db", NULL);
    g_autofree char *copy = g_strdup_printf("pragma page_size = 4096; pragma application_id = %d; attach '%s' as o; "
                                            "create table t as select * from o.t",
                                            DB_APPLICATION_ID, place->path);
    run_elsewhere(path, copy);
    assert_whole(path);
    struct db *db = db_open(path, DB_READ_WRITE, NULL);
    assert_true(db_run(db, NULL, "update t set b = 'more' where a % 100 = 0"));
    db_close(db);
    assert_whole(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(pages_that_were_exchanged_are_damage, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_bit_that_was_flipped_is_damage, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_page_in_anothers_place_is_damage, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(what_another_program_wrote_is_no_damage, set_up, place_tear_down),
        cmocka_unit_test_setup_teardown(a_file_without_sums_stays_as_it_is, set_up, place_tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
