/* Which block stands on which sheet. */
#include "reports/render/layout.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ROWS 33 /* which a sheet holds, but not with much else */

struct case_of_layout {
    struct document *document;
    struct typesetter *typesetter;
    struct layout *layout;
    struct page *page;
};

static struct case_of_layout start(void)
{
    struct case_of_layout c = {document_new(), typesetter_new(NULL), layout_new(), NULL};
    assert_non_null(c.typesetter);
    c.page = document_add_page(c.document, "page", "A page");
    return c;
}

static void end(struct case_of_layout *c)
{
    layout_free(c->layout);
    typesetter_free(c->typesetter);
    document_free(c->document);
}

static void add_text(struct case_of_layout *c, const char *id, guint n)
{
    struct block *block = page_add_block(c->document, c->page, BLOCK_TEXT, id);
    for (guint i = 0; i < n; i++)
        paragraphs_add(&block->paragraphs, "A paragraph");
}

static void add_line(struct case_of_layout *c, const char *id)
{
    struct block *block = page_add_block(c->document, c->page, BLOCK_LINE, id);
    block->frame = document_frame(c->document);
    frame_add_column(block->frame, "period", "Period", UNIT_TEXT);
    frame_add_column(block->frame, "value", "Value", UNIT_NUMBER);
    frame_add_text(block->frame, "2021");
    frame_add_number(block->frame, 5, NULL);
}

static void add_table(struct case_of_layout *c, const char *id, guint rows)
{
    struct block *block = page_add_block(c->document, c->page, BLOCK_TABLE, id);
    block->frame = document_frame(c->document);
    frame_add_column(block->frame, "name", "Name", UNIT_TEXT);
    frame_add_column(block->frame, "value", "Value", UNIT_NUMBER);
    for (guint row = 0; row < rows; row++) {
        frame_add_text(block->frame, "A row");
        frame_add_number(block->frame, row, NULL);
    }
}

static const struct placed_block *placed(const struct case_of_layout *c, guint sheet, guint i)
{
    assert_true(sheet < c->layout->sheets->len);
    const struct sheet *found = c->layout->sheets->pdata[sheet];
    assert_true(i < found->blocks->len);
    return &g_array_index(found->blocks, struct placed_block, i);
}

/* Sheets of a page of some paragraphs, three lines and a note; the height of a line. */
static guint lay_out_lines(guint paragraphs, double *height)
{
    struct case_of_layout c = start();
    add_text(&c, "before", paragraphs);
    add_line(&c, "one");
    add_line(&c, "two");
    add_line(&c, "three");
    add_text(&c, "note", 1);
    layout_add_page(c.layout, c.typesetter, c.page);
    const guint n = c.layout->sheets->len;
    *height = placed(&c, 0, 1)->box.height;
    end(&c);
    return n;
}

static void charts_give_way_to_a_note(void **state)
{
    (void)state;
    double height = 0, last = 0;
    guint paragraphs = 1;
    while (lay_out_lines(paragraphs, &height) == 1) {
        last = height;
        paragraphs++;
    }
    assert_true(paragraphs > 2);
    assert_true(last < 95 && last > 80);
}

/* The table's lines on its first sheet, of a page where so many paragraphs stand before it. */
static guint lay_out_table(guint paragraphs, bool is_last, guint *sheet)
{
    struct case_of_layout c = start();
    add_text(&c, "before", paragraphs);
    add_table(&c, "table", ROWS);
    if (!is_last)
        add_text(&c, "after", 1);
    layout_add_page(c.layout, c.typesetter, c.page);
    const struct sheet *first = c.layout->sheets->pdata[0];
    *sheet = first->blocks->len > 1 ? 0 : 1;
    const guint n = placed(&c, *sheet, 1 - *sheet)->n;
    end(&c);
    return n;
}

static void the_last_table_of_a_page_is_kept_whole(void **state)
{
    (void)state;
    guint sheet = 0;
    assert_int_equal(lay_out_table(14, true, &sheet), ROWS);
    assert_int_equal(sheet, 1);
    assert_true(lay_out_table(14, false, &sheet) < ROWS); /* what follows would go further down as well */
    assert_int_equal(sheet, 0);
    assert_true(lay_out_table(7, true, &sheet) < ROWS); /* no sheet is left nearly empty */
    assert_int_equal(sheet, 0);
}

static double row_height(const struct table *table)
{
    return table_height(table, 0, 2) - table_height(table, 0, 1);
}

/* Sheets of a page with one table of so many rows, and whether they have more room than a table of as many asks for. */
static guint lay_out_rows(guint rows, bool *is_eased)
{
    struct case_of_layout c = start();
    add_table(&c, "table", rows);
    layout_add_page(c.layout, c.typesetter, c.page);
    const guint n = c.layout->sheets->len;
    const struct placed_block *last = placed(&c, n - 1, 0);
    struct table *asked = table_new(c.typesetter, last->block, sheet_box().width, TABLE_ROOM_LITTLE);
    assert_int_equal(last->from + last->n, rows);
    *is_eased = row_height(last->table) > row_height(asked);
    table_free(asked);
    end(&c);
    return n;
}

/* Once a second sheet is begun, the rows share out what the two have, as long as that costs no third. */
static void a_table_that_goes_on_has_the_room_there_is(void **state)
{
    (void)state;
    bool is_eased = false;
    guint rows = ROWS, n_eased = 0;
    while (lay_out_rows(rows, &is_eased) == 1) {
        assert_false(is_eased);
        rows++;
    }
    for (; lay_out_rows(rows, &is_eased) == 2 && is_eased; rows++)
        n_eased++;
    assert_true(n_eased > 5);
    assert_int_equal(lay_out_rows(rows, &is_eased), 2);
    assert_false(is_eased);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(charts_give_way_to_a_note),
        cmocka_unit_test(the_last_table_of_a_page_is_kept_whole),
        cmocka_unit_test(a_table_that_goes_on_has_the_room_there_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
