/* What stands over a block: its title, its subtitle, and a mark where it is not rated. */
#include "reports/render/block_private.h"

#include "reports/render/theme.h"

#define HEAD_GAP 5
#define UNRATED_WIDTH 66 /* of the mark beside the title */

static const char *const UNRATED = "Not rated";

static struct text_look look_title(void)
{
    return (struct text_look){{.size = theme()->heading, .is_bold = true, .is_even = true}, theme()->text, ALIGN_LEFT};
}

static struct text_look look_small(void)
{
    return (struct text_look){{.size = theme()->table, .is_even = true}, theme()->muted, ALIGN_LEFT};
}

static double title_width(const struct block *block, double width)
{
    return block->is_unrated ? width - UNRATED_WIDTH : width;
}

static char *with_reference(const struct block *block, const char *subtitle)
{
    const char *between = block->reference != NULL && subtitle != NULL ? ": " : "";
    return g_strconcat(block->reference != NULL ? block->reference : "", between, subtitle != NULL ? subtitle : "",
                       NULL);
}

/* "T01: Plans issued within 20 weeks, Crewe, months, percent"; without the area where it would take a line more. A
 * later part has none. */
static char *subtitle_of(struct typesetter *typesetter, const struct placed_block *placed, double width)
{
    const struct block *block = placed->block;
    if (placed->from > 0)
        return g_strdup("");
    g_autofree char *whole = with_reference(block, block->subtitle);
    if (block->brief == NULL)
        return g_steal_pointer(&whole);
    g_autofree char *brief = with_reference(block, block->brief);
    const double room = title_width(block, width);
    const bool is_longer = block_text_height(typesetter, whole, look_small(), room) >
                           block_text_height(typesetter, brief, look_small(), room);
    return is_longer ? g_steal_pointer(&brief) : g_steal_pointer(&whole);
}

static char *title_of(const struct placed_block *placed)
{
    const char *title = placed->block->title != NULL ? placed->block->title : "";
    if (placed->from > 0 && placed->is_alone)
        return g_strdup("");
    return g_strconcat(title, placed->from > 0 && *title != '\0' ? " (continued)" : "", NULL);
}

double block_head_height(struct typesetter *typesetter, const struct placed_block *placed, double width)
{
    g_autofree char *title = title_of(placed), *subtitle = subtitle_of(typesetter, placed, width);
    const double height = block_text_height(typesetter, title, look_title(), title_width(placed->block, width)) +
                          block_text_height(typesetter, subtitle, look_small(), title_width(placed->block, width));
    return height > 0 ? height + HEAD_GAP : 0;
}

static void draw_unrated(struct canvas *canvas, struct box box)
{
    const struct mark *mark = theme_mark(UNRATED);
    const struct text_look look = {{.size = theme()->label, .is_bold = true}, mark->colour, ALIGN_RIGHT};
    const double width = canvas_text_width(canvas, UNRATED, look.style), y = box.y + theme()->heading * 0.65;
    canvas_tag_begin(canvas, "P");
    canvas_shape(canvas, mark->shape, (struct point){box_right(box) - width - 8, y}, 7, mark->colour);
    canvas_label(canvas, box_right(box), y, UNRATED, look);
    canvas_tag_end(canvas, "P");
}

/* A table's later parts repeat title and subtitle as painting only: they have been read. */
void block_head_draw(struct canvas *canvas, const struct placed_block *placed, struct box *box)
{
    g_autofree char *title = title_of(placed), *subtitle = subtitle_of(canvas_typesetter(canvas), placed, box->width);
    const bool is_first = placed->from == 0;
    struct box head = box_cut_top(box, block_head_height(canvas_typesetter(canvas), placed, box->width));
    if (placed->block->is_unrated)
        draw_unrated(canvas, head);
    head.width = title_width(placed->block, head.width);
    canvas_paragraph(canvas, &head, is_first ? "H2" : NULL, title, look_title());
    canvas_paragraph(canvas, &head, is_first ? "P" : NULL, subtitle, look_small());
}

char *block_name(const struct block *block)
{
    if (block->title == NULL || block->reference == NULL)
        return g_strdup(block->title);
    return g_strdup_printf("%s: %s", block->reference, block->title);
}
