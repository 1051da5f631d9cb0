/* The cover: whose report it is, of when, and beside that what stands in it and, where that is short, how to read it.
 */
#include "reports/render/front.h"

#include "pipeline/lib/date.h"

#define BAND_WIDTH 26
#define TOP 36         /* above the first line */
#define SECOND 318     /* width of the second column */
#define LEAST_ENTRY 15 /* of the contents: a line's height */
#define BEST_ENTRY 19.5
#define HEAD 24 /* a heading of the second column */
#define GAP 18  /* between contents and how to read */
#define BLOCK_GAP 8

static void draw_fact(struct canvas *canvas, struct box *box, const char *label, const char *text)
{
    const struct text_look look = {{.size = theme()->finding, .breaks_words = true}, theme()->text, ALIGN_LEFT};
    if (text == NULL)
        return;
    g_autofree char *line = g_strdup_printf("%s%s", label, text);
    canvas_paragraph(canvas, box, "P", line, look);
    box_cut_top(box, 4);
}

static void draw_dated_fact(struct canvas *canvas, struct box *box, const char *label, int32_t date)
{
    if (date == 0 || date == DATE_NONE)
        return;
    g_autofree char *text = date_format_long(date);
    draw_fact(canvas, box, label, text);
}

static void draw_cover_text(struct canvas *canvas, const struct document *document, struct box box)
{
    const struct text_look authority = {{.size = 16, .is_bold = true}, theme()->primary, ALIGN_LEFT};
    const struct text_look title = {
        {.size = theme()->cover_title, .is_bold = true, .is_even = true}, theme()->primary, ALIGN_LEFT};
    const struct text_look subtitle = {{.size = 16, .is_even = true}, theme()->text, ALIGN_LEFT};
    box_cut_top(&box, TOP);
    canvas_paragraph(canvas, &box, "P", document->authority, authority);
    box_cut_top(&box, 46);
    canvas_paragraph(canvas, &box, "H1", document->title, title);
    box_cut_top(&box, 6);
    canvas_paragraph(canvas, &box, "P", document->subtitle, subtitle);
    box_cut_top(&box, 40);
    draw_dated_fact(canvas, &box, "For the board of ", document->board_date);
    draw_dated_fact(canvas, &box, "Data to ", document->as_at);
    for (guint i = 0; i < document->cover->len; i++)
        draw_fact(canvas, &box, "", g_ptr_array_index(document->cover, i));
    box_cut_top(&box, 12);
    draw_fact(canvas, &box, "Marking: ", document->marking);
    draw_fact(canvas, &box, "Contact: ", document->contact);
    draw_fact(canvas, &box, "Next edition: ", document->next_edition);
}

/* The second column of the cover. */
static struct box second_column(void)
{
    struct box box = sheet_box();
    box_cut_top(&box, TOP);
    return box_cut_right(&box, SECOND);
}

guint cover_most_entries(void)
{
    return (guint)((second_column().height - HEAD) / LEAST_ENTRY);
}

GArray *cover_guide(struct typesetter *typesetter, struct layout *layout, const struct document *front)
{
    const struct page *page = g_ptr_array_index(front->pages, 0);
    GArray *guide = g_array_new(FALSE, FALSE, sizeof(struct placed_block));
    for (guint i = 0; i < page->blocks->len; i++) {
        const struct placed_block placed = layout_place(layout, typesetter, page->blocks->pdata[i], SECOND);
        g_array_append_val(guide, placed);
    }
    return guide;
}

static double height_of(struct typesetter *typesetter, const struct placed_block *placed)
{
    return block_heights(typesetter, placed, SECOND).best;
}

bool cover_holds_guide(struct typesetter *typesetter, const GArray *guide, guint n_entries)
{
    double height = HEAD + (n_entries == 0 ? 0 : HEAD + n_entries * BEST_ENTRY + GAP);
    for (guint i = 0; i < guide->len; i++)
        height += height_of(typesetter, &g_array_index(guide, struct placed_block, i)) + BLOCK_GAP;
    return height <= second_column().height;
}

static void draw_heading(struct canvas *canvas, struct box *box, const char *destination, const char *text)
{
    const struct text_look look = {{.size = 13, .is_bold = true}, theme()->primary, ALIGN_LEFT};
    struct box strip = box_cut_top(box, HEAD);
    canvas_destination(canvas, destination, strip);
    canvas_paragraph(canvas, &strip, "H2", text, look);
}

/* Whether paragraphs follow paragraphs: on a sheet they are two columns. */
static bool goes_on(const GArray *guide, guint i)
{
    return i + 1 < guide->len && g_array_index(guide, struct placed_block, i).block->kind == BLOCK_TEXT &&
           g_array_index(guide, struct placed_block, i + 1).block->kind == BLOCK_TEXT;
}

static void draw_guide(struct canvas *canvas, const GArray *guide, struct box box)
{
    draw_heading(canvas, &box, FRONT_GUIDE, "How to read this report");
    for (guint i = 0; i < guide->len; i++) {
        struct placed_block placed = g_array_index(guide, struct placed_block, i);
        placed.box = box_cut_top(&box, height_of(canvas_typesetter(canvas), &placed));
        block_draw(canvas, &placed);
        box_cut_top(&box, goes_on(guide, i) ? 0 : BLOCK_GAP);
    }
}

void cover_draw(struct canvas *canvas, const struct document *document, const GArray *entries, const GArray *guide)
{
    struct box page = {0, 0, theme()->page_width, theme()->page_height}, second = second_column();
    canvas_destination(canvas, FRONT_COVER, page);
    canvas_fill(canvas, box_cut_left(&page, BAND_WIDTH), theme()->primary);
    struct box box = sheet_box();
    box_cut_left(&box, BAND_WIDTH + 14);
    box_cut_right(&box, SECOND + theme()->gap + 10);
    draw_cover_text(canvas, document, box);
    if (entries != NULL) {
        draw_heading(canvas, &second, FRONT_CONTENTS, "Contents");
        contents_draw_in(canvas, entries, second, BEST_ENTRY);
        box_cut_top(&second, entries->len * BEST_ENTRY + GAP);
    }
    if (guide != NULL)
        draw_guide(canvas, guide, second);
}
