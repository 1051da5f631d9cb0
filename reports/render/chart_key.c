#include "reports/render/chart_private.h"

#define MARK 6 /* size of a mark as charts draw it */
#define MARK_GAP 4
#define ITEM_GAP 14

static double line_height(void)
{
    return theme()->label * 1.6;
}

static double item_width(const struct canvas *canvas, const struct key_item *item)
{
    return MARK + MARK_GAP + canvas_text_width(canvas, item->text, look_label(theme()->muted, ALIGN_LEFT).style);
}

static void draw_item(struct canvas *canvas, const struct key_item *item, double x, double y)
{
    canvas_shape(canvas, item->shape, (struct point){x + MARK / 2.0, y}, MARK, item->colour);
    canvas_label(canvas, x + MARK + MARK_GAP, y, item->text, look_label(theme()->muted, ALIGN_LEFT));
}

/* Draws the items when `draws`; returns the height of their lines. */
static double walk(struct canvas *canvas, struct box box, const struct key_item *items, size_t n, bool draws)
{
    double x = box.x, y = box.y + theme()->label * 0.6;
    bool has_any = false;
    for (size_t i = 0; i < n; i++) {
        if (!items[i].is_used)
            continue;
        const double width = item_width(canvas, &items[i]);
        if (x > box.x && x + width > box_right(box)) {
            x = box.x;
            y += line_height();
        }
        if (draws)
            draw_item(canvas, &items[i], x, y);
        x += width + ITEM_GAP;
        has_any = true;
    }
    return has_any ? y - box.y - theme()->label * 0.6 + line_height() : 0;
}

void key_draw(struct canvas *canvas, struct box *box, const struct key_item *items, size_t n)
{
    const double height = walk(canvas, *box, items, n, false);
    walk(canvas, box_cut_top(box, height), items, n, true);
}
