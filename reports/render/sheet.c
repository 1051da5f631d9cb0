#include "reports/render/layout.h"

#define HEAD_GAP 12
#define TITLE_GAP 2
#define FOOT_GAP 8

static struct text_look look_title(void)
{
    return (struct text_look){{.size = theme()->title, .is_bold = true}, theme()->primary, ALIGN_LEFT};
}

static struct text_look look_continued(void)
{
    return (struct text_look){{.size = theme()->finding, .is_bold = true}, theme()->primary, ALIGN_LEFT};
}

static struct text_look look_finding(void)
{
    return (struct text_look){{.size = theme()->finding, .is_even = true}, theme()->text, ALIGN_LEFT};
}

static struct text_look look_source(void)
{
    return (struct text_look){{.size = theme()->note, .is_even = true}, theme()->muted, ALIGN_LEFT};
}

struct box sheet_box(void)
{
    struct box box = {0, 0, theme()->page_width, theme()->page_height};
    box = box_inset(box, theme()->margin_x, 0);
    box_cut_top(&box, theme()->margin_top);
    box_cut_bottom(&box, theme()->margin_bottom);
    return box;
}

static double height_of(struct typesetter *typesetter, const char *text, struct text_look look)
{
    return text == NULL ? 0 : typesetter_measure(typesetter, text, look.style, sheet_box().width).height;
}

double sheet_head_height(struct typesetter *typesetter, const struct page *page, int part)
{
    if (part > 0)
        return height_of(typesetter, page->title, look_continued()) + HEAD_GAP;
    const double finding = height_of(typesetter, page->finding, look_finding());
    return height_of(typesetter, page->title, look_title()) + (finding > 0 ? finding + TITLE_GAP : 0) + HEAD_GAP;
}

double sheet_foot_height(struct typesetter *typesetter, const struct page *page)
{
    return page->source == NULL ? 0 : height_of(typesetter, page->source, look_source()) + FOOT_GAP;
}

char *sheet_destination(const struct page *page, int part)
{
    return g_strdup_printf("page_%s_%d", page->id, part);
}

char *block_destination(const struct block *block)
{
    return g_strdup_printf("block_%s", block->id);
}

/* A later part repeats the title as painting only: its heading has been read. */
static void draw_head(const struct sheet *sheet, struct canvas *canvas, struct box box)
{
    if (sheet->part > 0) {
        g_autofree char *title = g_strconcat(sheet->page->title, " (continued)", NULL);
        canvas_text(canvas, box, title, look_continued());
        return;
    }
    canvas_paragraph(canvas, &box, "H1", sheet->page->title, look_title());
    box_cut_top(&box, TITLE_GAP);
    canvas_paragraph(canvas, &box, "P", sheet->page->finding, look_finding());
}

static void mark_destination(struct canvas *canvas, const struct placed_block *placed)
{
    if (placed->from > 0)
        return;
    g_autofree char *name = block_destination(placed->block);
    canvas_destination(canvas, name, placed->box);
}

void sheet_draw(const struct sheet *sheet, struct canvas *canvas)
{
    struct box box = sheet_box();
    g_autofree char *name = sheet_destination(sheet->page, sheet->part);
    canvas_destination(canvas, name, box);
    struct box foot = box_cut_bottom(&box, sheet_foot_height(canvas_typesetter(canvas), sheet->page));
    draw_head(sheet, canvas, box);
    for (guint i = 0; i < sheet->blocks->len; i++) {
        const struct placed_block *placed = &g_array_index(sheet->blocks, struct placed_block, i);
        mark_destination(canvas, placed);
        block_draw(canvas, placed);
    }
    box_cut_top(&foot, FOOT_GAP);
    canvas_paragraph(canvas, &foot, "P", sheet->page->source, look_source());
}
