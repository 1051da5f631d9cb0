#include "tests/odd_document.h"

#include "pipeline/lib/date.h"

static void odd_bars(struct document *document, struct page *page, const char *id, int n, enum block_width width)
{
    struct block *block = sample_block(document, page, BLOCK_BARS, id, width);
    block->title = "Very many bars";
    frame_add_column(block->frame, "category", "School", UNIT_TEXT);
    frame_add_column(block->frame, "value", "Number", UNIT_NUMBER);
    frame_add_column(block->frame, "benchmark", "Average", UNIT_NUMBER);
    for (int i = 0; i < n; i++) {
        g_autofree char *name = g_strdup_printf(
            "%s Primary School %d", i % 4 ? "Saint" : "The Holy Trinity and All Saints Church of England", i);
        frame_add_text(block->frame, name);
        if (i % 7 == 0)
            frame_add_symbol(block->frame, "c");
        else
            frame_add_number(block->frame, 10 + i * 3 % 50, NULL);
        frame_add_number(block->frame, 30, NULL);
    }
}

static void odd_multiples(struct document *document, struct page *page)
{
    struct block *block = sample_block(document, page, BLOCK_MULTIPLES, "odd_panels", WIDTH_FULL);
    block->title = "Very many panels";
    frame_add_column(block->frame, "panel", "School", UNIT_TEXT);
    frame_add_column(block->frame, "period", "Month", UNIT_DATE);
    frame_add_column(block->frame, "value", "Number", UNIT_NUMBER);
    for (int p = 0; p < 40; p++)
        for (int i = 0; i < 6; i++) {
            g_autofree char *name = g_strdup_printf("School of a long name %d", p);
            frame_add_text(block->frame, name);
            frame_add_number(block->frame, sample_month(i), NULL);
            frame_add_number(block->frame, p * i, NULL);
        }
}

/* `n` periods, of which only the first `shown` have a value. */
static void odd_line(struct document *document, struct page *page, enum block_kind kind, const char *id, int n,
                     int shown)
{
    struct block *block = sample_block(document, page, kind, id, WIDTH_HALF);
    block->title = "Few points";
    block->subtitle = "A measure with few values, percent";
    frame_add_column(block->frame, "period", "Month", UNIT_DATE);
    frame_add_column(block->frame, "value", "Value", UNIT_PERCENT);
    for (int i = 0; i < n; i++) {
        frame_add_number(block->frame, sample_month(i), NULL);
        if (i < shown)
            frame_add_number(block->frame, 0, "low");
        else
            frame_add_symbol(block->frame, "z");
    }
}

static void odd_table(struct document *document, struct page *page)
{
    struct block *block = sample_block(document, page, BLOCK_TABLE, "odd_table", WIDTH_FULL);
    block->title = "A table of many columns and long words";
    for (int column = 0; column < 18; column++) {
        g_autofree char *name = g_strdup_printf("column%d", column),
                        *title = g_strdup_printf("Column heading %d", column);
        frame_add_column(block->frame, name, title, column % 3 ? UNIT_POUNDS : UNIT_TEXT);
    }
    for (int row = 0; row < 3; row++)
        for (int column = 0; column < 18; column++) {
            if (column % 3)
                frame_add_number(block->frame, 1234567.89 * row, NULL);
            else
                frame_add_text(block->frame, "Antidisestablishmentarianism");
        }
}

static void odd_text(struct document *document, struct page *page)
{
    struct block *block = sample_block(document, page, BLOCK_TEXT, "odd_text", WIDTH_FULL);
    block->title = "A text longer than a sheet, with a title that is itself so long that it has to be broken over two "
                   "lines, as no title should "
                   "be, but some day one will";
    block->is_unrated = true;
    for (int i = 0; i < 40; i++)
        paragraphs_add(
            &block->paragraphs,
            document_printf(document, "Paragraph %d. %s", i + 1,
                            "Each of these sentences is here to fill the page. It says nothing that was not said "
                            "before, and it will be said again on the next line."));
}

struct document *odd_document(void)
{
    struct document *document = document_new();
    document->name = "odd";
    document->title = "A scorecard of extremes & <others>";
    document->authority = "Cheshire East";
    document->marking = "OFFICIAL";
    document->as_at = date_from_parts((struct date_parts){2021, 1, 21});
    struct page *page = document_add_page(document, "many", "Very many");
    odd_bars(document, page, "odd_bars", 300, WIDTH_FULL);
    odd_bars(document, page, "odd_bars_left", 60, WIDTH_HALF);
    odd_bars(document, page, "odd_bars_right", 9, WIDTH_HALF);
    odd_multiples(document, page);
    page = document_add_page(document, "few", "Very few");
    odd_line(document, page, BLOCK_LINE, "one_point", 1, 1);
    odd_line(document, page, BLOCK_LINE, "one_of_many", 24, 1);
    odd_line(document, page, BLOCK_SPC, "no_point", 24, 0);
    odd_line(document, page, BLOCK_STACK, "zeros", 3, 3);
    page = document_add_page(document, "long", "Very long");
    odd_table(document, page);
    odd_text(document, page);
    document_add_page(document, "nothing", "Nothing");
    return document;
}
