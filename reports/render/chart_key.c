#include "reports/render/chart_private.h"

#define MARK 6 /* size of a mark as charts draw it */
#define MARK_GAP 4
#define ITEM_GAP 14

double key_height(void)
{
    return theme()->label * 1.6;
}

void key_draw(struct canvas *canvas, struct box box, const struct key_item *items, size_t n)
{
    const double y = box.y + theme()->label * 0.6;
    double x = box.x + MARK / 2.0;
    for (size_t i = 0; i < n; i++) {
        if (!items[i].is_used)
            continue;
        canvas_shape(canvas, items[i].shape, (struct point){x, y}, MARK, items[i].colour);
        x += MARK / 2.0 + MARK_GAP;
        canvas_label(canvas, x, y, items[i].text, look_label(theme()->muted, ALIGN_LEFT));
        x += canvas_text_width(canvas, items[i].text, look_label(theme()->muted, ALIGN_LEFT).style) + ITEM_GAP;
    }
}
