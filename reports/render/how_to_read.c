#include "reports/render/front.h"

#include <string.h>

static const struct {
    const char *mark, *meaning;
} KEY[] = {
    {"Green", "The target is met."},
    {"Amber", "The target is missed by no more than the margin that was agreed with it."},
    {"Red", "The target is missed by more than that margin."},
    {"Not rated", "There is no target, no value, or too few cases to rate."},
    {"Better", "The figure moved the right way since the previous board, by more than chance."},
    {"Worse", "It moved the wrong way, by more than chance."},
    {"Up", "It rose by more than chance; neither way is better."},
    {"Down", "It fell by more than chance; neither way is better."},
    {"Little change", "It moved, but no more than it usually does."},
    {"No change", "The figure is the same as at the previous board."},
    {"usual", "On control charts: a point within the usual variation between the limits."},
    {"improving", "On control charts: an unusual point in the right direction. It is unlikely to be chance."},
    {"concerning", "On control charts: an unusual point in the wrong direction. It is unlikely to be chance."},
};

static void add_key(struct document *front, struct page *page)
{
    struct block *block = page_add_block(front, page, BLOCK_TABLE, "key_of_marks");
    block->width = WIDTH_HALF;
    block->is_dense = true;
    block->title = "What the marks mean";
    block->frame = document_frame(front);
    frame_add_column(block->frame, "mark", "Mark", UNIT_TEXT);
    frame_add_column(block->frame, "meaning", "Meaning", UNIT_TEXT);
    for (size_t i = 0; i < G_N_ELEMENTS(KEY); i++) {
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

/* Two columns of about as much text each. */
static void add_text(struct document *front, struct page *page, const GPtrArray *paragraphs)
{
    gsize all = 0, taken = 0;
    guint left = 0;
    for (guint i = 0; i < paragraphs->len; i++)
        all += strlen(paragraphs->pdata[i]);
    for (; left < paragraphs->len; left++) {
        const gsize length = strlen(paragraphs->pdata[left]);
        if (left > 0 && taken + length / 2 >= all / 2)
            break;
        taken += length;
    }
    add_column(front, page, paragraphs, 0, left);
    add_column(front, page, paragraphs, left, paragraphs->len);
}

struct document *how_to_read_new(const struct document *document)
{
    struct document *front = document_new();
    struct page *page = document_add_page(front, "how_to_read", "How to read this report");
    add_text(front, page, document->how_to_read);
    add_key(front, page);
    add_notes(front, page, document->notes);
    return front;
}
