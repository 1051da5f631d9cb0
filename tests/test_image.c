#include "pipeline/lib/db.h"
#include "stages/load/image.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#define TABLE_SQL "CREATE TABLE \"t\" (row_id integer primary key, a text, b integer, c real, gone text) strict"
#define FIRST_ROW ((int64_t)7 << 32 | 2)

struct fixture {
    struct db *db;
    struct image image;
    struct image_table table;
};

static int set_up(void **state)
{
    static const int fields[] = {-1, 0, 1, 2, -1};
    struct fixture *fixture = g_new0(struct fixture, 1);
    fixture->db = db_open(":memory:", DB_READ_WRITE, NULL);
    fixture->table.name = g_strdup("t");
    fixture->table.sql = g_strdup(TABLE_SQL);
    fixture->table.fields = g_array_new(FALSE, FALSE, sizeof(int));
    g_array_append_vals(fixture->table.fields, fields, G_N_ELEMENTS(fields));
    image_init(&fixture->image);
    image_begin(&fixture->image, &fixture->table);
    assert_true(db_run(fixture->db, NULL, TABLE_SQL));
    *state = fixture;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    db_hide_bytes(fixture->db, "batch");
    db_close(fixture->db);
    image_clear(&fixture->image);
    image_table_clear(&fixture->table);
    g_free(fixture);
    return 0;
}

static struct value text_of(const char *text, size_t length)
{
    return (struct value){.kind = VALUE_TEXT, .length = (uint32_t)length, .as.text = text};
}

static struct value integer_of(int64_t integer)
{
    return (struct value){.kind = VALUE_INTEGER, .as.integer = integer};
}

static struct value real_of(double real)
{
    return (struct value){.kind = VALUE_REAL, .as.real = real};
}

static void add(struct fixture *fixture, int64_t row_id, struct value a, struct value b, struct value c)
{
    const struct value values[] = {a, b, c};
    image_add_row(&fixture->image, row_id, values);
}

/* Shows the image and copies it into the table; SQLite finds no fault in it. */
static void copy(struct fixture *fixture)
{
    struct image *image = &fixture->image;
    image_end(image);
    assert_true(db_show_bytes(fixture->db, "batch", image->pages, (size_t)image->n_pages * IMAGE_PAGE, NULL));
    g_autofree char *verdict = db_get_text(fixture->db, "pragma batch.integrity_check", NULL);
    assert_string_equal(verdict, "ok");
    assert_true(db_run(fixture->db, NULL, "insert into main.t select * from batch.t"));
}

static int64_t ask(struct fixture *fixture, const char *sql)
{
    int64_t number = -1;
    assert_true(db_get_integer(fixture->db, &number, NULL, sql));
    return number;
}

static char *letters(size_t length)
{
    char *text = g_malloc(length + 1);
    for (size_t i = 0; i < length; i++)
        text[i] = (char)('a' + i % 23);
    text[length] = '\0';
    return text;
}

/* Lengths about a page, and about one that has another behind it. */
static void a_definition_of_any_length_is_read_back(void **state)
{
    struct fixture *fixture = *state;
    for (size_t pages = 1; pages <= 2; pages++) {
        for (size_t length = pages * IMAGE_PAGE - 400; length < pages * IMAGE_PAGE + 100; length++) {
            g_free(fixture->table.sql);
            fixture->table.sql = g_strdup_printf("%s%*s", TABLE_SQL, (int)(length - strlen(TABLE_SQL)), "");
            image_begin(&fixture->image, &fixture->table);
            add(fixture, FIRST_ROW + (int64_t)(length + pages * IMAGE_PAGE), text_of("a", 1), integer_of(1),
                real_of(1));
            copy(fixture);
            db_hide_bytes(fixture->db, "batch");
        }
    }
    assert_int_equal(ask(fixture, "select count(*) from t"), 1000);
}

static void a_value_of_every_kind_is_read_back(void **state)
{
    struct fixture *fixture = *state;
    add(fixture, FIRST_ROW, text_of("Zoë", 4), integer_of(-1), real_of(-2.5));
    add(fixture, FIRST_ROW + 1, text_of("", 0), integer_of(0), real_of(3));
    add(fixture, FIRST_ROW + 9, (struct value){.kind = VALUE_NULL}, integer_of(1), real_of((double)NAN));
    copy(fixture);
    assert_int_equal(ask(fixture, "select count(*) from t"), 3);
    g_autofree char *rows =
        db_get_text(fixture->db,
                    "select group_concat(row_id || quote(a) || quote(b) || quote(c) || quote(gone), ' ') from t", NULL);
    assert_string_equal(rows, "30064771074'Zoë'-1-2.5NULL 30064771075''03.0NULL 30064771083NULL1NULLNULL");
}

static void integers_of_every_length_are_read_back(void **state)
{
    struct fixture *fixture = *state;
    static const int64_t numbers[] = {INT64_MIN,
                                      -0x800000000001,
                                      -0x800000000000,
                                      -0x80000001,
                                      -0x80000000,
                                      -0x800001,
                                      -0x800000,
                                      -0x8001,
                                      -0x8000,
                                      -129,
                                      -128,
                                      -2,
                                      2,
                                      127,
                                      128,
                                      0x7fff,
                                      0x8000,
                                      0x7fffff,
                                      0x800000,
                                      0x7fffffff,
                                      0x80000000,
                                      0x7fffffffffff,
                                      0x800000000000,
                                      INT64_MAX};
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autofree char *digits = g_strdup_printf("%" G_GINT64_FORMAT, (gint64)numbers[i]);
        image_begin(&fixture->image, &fixture->table);
        add(fixture, i + 1, text_of(digits, strlen(digits)), integer_of(numbers[i]), real_of(0));
        copy(fixture);
    }
    assert_int_equal(ask(fixture, "select count(*) from t where a = cast(b as text)"), G_N_ELEMENTS(numbers));
}

/* Lengths about those where a varint grows, a record leaves its page, and its rest fills a page of its own. */
static void texts_of_every_length_are_read_back(void **state)
{
    struct fixture *fixture = *state;
    static const size_t lengths[] = {1,     57,    58,    8185,  8186,  16383, 32000,  65480,  65490,
                                     65500, 65510, 65600, 73000, 73700, 73750, 131000, 139200, 1048576};
    g_autofree char *text = letters(1048576);
    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++)
        add(fixture, i + 1, text_of(text, lengths[i]), integer_of((int64_t)lengths[i]), real_of(0));
    copy(fixture);
    assert_int_equal(ask(fixture, "select count(*) from t where length(a) = b"), G_N_ELEMENTS(lengths));
    g_autofree char *longest = db_get_text(fixture->db, "select a from t where b = 1048576", NULL);
    assert_string_equal(longest, text);
}

static void an_image_holds_as_many_rows_as_it_says_whatever_their_length(void **state)
{
    struct fixture *fixture = *state;
    static const size_t lengths[] = {4, 90, 33000};
    g_autofree char *text = letters(33000);
    for (guint i = 0; i < G_N_ELEMENTS(lengths); i++) {
        assert_true(db_run(fixture->db, NULL, "delete from t"));
        image_begin(&fixture->image, &fixture->table);
        for (int64_t row = 0; row < IMAGE_MOST_ROWS; row++)
            add(fixture, FIRST_ROW + row, text_of(text, lengths[i]), integer_of(row), real_of(0));
        copy(fixture);
        assert_int_equal(ask(fixture, "select count(*) from t where b = row_id - (7 << 32) - 2"), IMAGE_MOST_ROWS);
    }
}

static void images_follow_each_other_in_one_transaction(void **state)
{
    struct fixture *fixture = *state;
    assert_true(db_begin(fixture->db, NULL) && db_part_begin(fixture->db, NULL));
    for (int64_t i = 0; i < 3; i++) {
        image_begin(&fixture->image, &fixture->table);
        for (int64_t row = 0; row < 2000; row++)
            add(fixture, i * 5000 + row, text_of("a text of some length", 21), integer_of(i), real_of(0));
        copy(fixture);
        db_hide_bytes(fixture->db, "batch");
    }
    assert_true(db_part_keep(fixture->db, NULL) && db_commit(fixture->db, NULL));
    db_hide_bytes(fixture->db, "batch");
    assert_int_equal(ask(fixture, "select count(*) from t"), 6000);
    assert_int_equal(ask(fixture, "select count(*) from pragma_database_list"), 1);
}

/* What the image is for: SQLite makes no record of its own. */
static void records_are_copied_whole(void **state)
{
    struct fixture *fixture = *state;
    add(fixture, 1, text_of("a", 1), integer_of(1), real_of(1));
    copy(fixture);
    struct statement *statement =
        db_prepare(fixture->db, NULL, "explain insert into main.t select * from batch.t", NULL);
    guint n_copied = 0;
    while (statement_step(statement, NULL)) {
        assert_string_not_equal(statement_text(statement, 1), "MakeRecord");
        n_copied += g_str_equal(statement_text(statement, 1), "RowData") ||
                    g_str_equal(statement_text(statement, 1), "RowCell");
    }
    statement_free(statement);
    assert_int_equal(n_copied, 1);
}

static void a_table_with_an_index_takes_the_same_rows(void **state)
{
    struct fixture *fixture = *state;
    assert_true(db_run(fixture->db, NULL, "create index i on t (a)"));
    add(fixture, FIRST_ROW, text_of("b", 1), integer_of(1), real_of(1));
    add(fixture, FIRST_ROW + 4, text_of("a", 1), integer_of(2), real_of(2));
    copy(fixture);
    g_autofree char *verdict = db_get_text(fixture->db, "pragma main.integrity_check", NULL);
    assert_string_equal(verdict, "ok");
    assert_int_equal(ask(fixture, "select row_id from t where a = 'a'"), FIRST_ROW + 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_definition_of_any_length_is_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_value_of_every_kind_is_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(integers_of_every_length_are_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(texts_of_every_length_are_read_back, set_up, tear_down),
        cmocka_unit_test_setup_teardown(an_image_holds_as_many_rows_as_it_says_whatever_their_length, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(images_follow_each_other_in_one_transaction, set_up, tear_down),
        cmocka_unit_test_setup_teardown(records_are_copied_whole, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_table_with_an_index_takes_the_same_rows, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
