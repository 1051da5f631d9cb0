#include "reports/render/front.h"

#include <string.h>

/* By the column of a table, or the kind of chart, that shows the mark. */
static const struct {
    const char *column;
    const char *mark, *meaning;
} KEY[] = {
    {"rating", "Green", "The target is met."},
    {"rating", "Amber", "The target is missed by no more than the margin that was agreed with it."},
    {"rating", "Red", "The target is missed by more than that margin."},
    {"rating", "Not rated", "There is no target, no value, or too few cases to rate."},
    {"travel", "Better", "The figure moved the right way since the previous board, by more than chance."},
    {"travel", "Worse", "It moved the wrong way, by more than chance."},
    {"travel", "Up", "It rose by more than chance; neither way is better."},
    {"travel", "Down", "It fell by more than chance; neither way is better."},
    {"travel", "No clear change", "It moved, but no more than it usually does."},
    {"travel", "No change", "The figure is the same as at the previous board."},
    {"signal", "usual", "On control charts: a point within the usual variation between the limits."},
    {"signal", "improving", "On control charts: an unusual point in the right direction. It is unlikely to be chance."},
    {"signal", "concerning",
     "On control charts: an unusual point in the wrong direction. It is unlikely to be chance."},
};

static void add_key(struct document *front, struct page *page, const struct document *document)
{
    if (!document_has_column(document, "rating") && !document_has_column(document, "travel") &&
        !document_has_column(document, "signal"))
        return;
    struct block *block = page_add_block(front, page, BLOCK_TABLE, "key_of_marks");
    block->width = WIDTH_HALF;
    block->is_dense = true;
    block->title = "What the marks mean";
    block->frame = document_frame(front);
    frame_add_column(block->frame, "mark", "Mark", UNIT_TEXT);
    frame_add_column(block->frame, "meaning", "Meaning", UNIT_TEXT);
    for (size_t i = 0; i < G_N_ELEMENTS(KEY); i++) {
        if (!document_has_column(document, KEY[i].column))
            continue;
        frame_add_text(block->frame, KEY[i].mark);
        frame_add_text(block->frame, KEY[i].meaning);
    }
}

static void add_notes(struct document *front, struct page *page, const GArray *notes)
{
    if (notes->len == 0)
        return;
    struct block *block = page_add_block(front, page, BLOCK_TABLE, "symbols_and_notes");
    block->width = WIDTH_HALF;
    block->is_dense = true;
    block->title = "Symbols and notes";
    block->frame = document_frame(front);
    frame_add_column(block->frame, "label", "Symbol", UNIT_TEXT);
    frame_add_column(block->frame, "text", "Meaning", UNIT_TEXT);
    for (guint i = 0; i < notes->len; i++) {
        const struct note *note = &g_array_index(notes, struct note, i);
        frame_add_text(block->frame, note->label);
        frame_add_text(block->frame, note->text);
    }
}

static void add_column(struct document *front, struct page *page, const GPtrArray *paragraphs, guint from, guint to)
{
    if (from == to)
        return;
    g_autofree char *id = g_strdup_printf("how_to_read_%u", from);
    struct block *block = page_add_block(front, page, BLOCK_TEXT, id);
    block->width = WIDTH_HALF;
    for (guint i = from; i < to; i++)
        paragraphs_add(&block->paragraphs, paragraphs->pdata[i]);
}

/* Two columns, parted where they differ least in length. */
static void add_text(struct document *front, struct page *page, const GPtrArray *paragraphs)
{
    gint64 all = 0, taken = 0, least = G_MAXINT64;
    guint left = 0;
    for (guint i = 0; i < paragraphs->len; i++)
        all += (gint64)strlen(paragraphs->pdata[i]);
    for (guint i = 0; i < paragraphs->len; i++) {
        taken += (gint64)strlen(paragraphs->pdata[i]);
        if (ABS(all - 2 * taken) < least) {
            least = ABS(all - 2 * taken);
            left = i + 1;
        }
    }
    add_column(front, page, paragraphs, 0, left);
    add_column(front, page, paragraphs, left, paragraphs->len);
}

struct document *how_to_read_new(const struct document *document)
{
    struct document *front = document_new();
    struct page *page = document_add_page(front, "how_to_read", "How to read this report");
    add_text(front, page, document->how_to_read);
    add_key(front, page, document);
    add_notes(front, page, document->notes);
    return front;
}
