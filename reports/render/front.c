#include "reports/render/front.h"

#include <math.h>

#define LEAST_ENTRY 15
#define BEST_ENTRY 26
#define INDENT 14 /* of what stands on a page */

static void draw_dots(struct canvas *canvas, double from, double to, double y)
{
    canvas_line(canvas, (struct point){from, y}, (struct point){to, y}, (struct stroke){theme()->grid, 0.7, 0});
}

static void draw_entry(struct canvas *canvas, const struct entry *entry, struct box box)
{
    const double size = entry->is_of_block ? theme()->table : 11, line = size * theme()->line_height;
    const struct text_look title = {{.size = size}, entry->is_of_block ? theme()->text : theme()->primary, ALIGN_LEFT},
                           number = {{.size = size}, theme()->text, ALIGN_RIGHT};
    box_cut_left(&box, entry->is_of_block ? INDENT : 0);
    g_autofree char *page = g_strdup_printf(" %d", entry->number); /* apart from the title when it is read out */
    g_autofree char *description = g_strdup_printf("%s, page %d", entry->title, entry->number);
    draw_dots(canvas, box.x + canvas_text_width(canvas, entry->title, title.style) + 8,
              box_right(box) - canvas_text_width(canvas, page, number.style) - 8, box.y + line * 0.7);
    canvas_tag_begin(canvas, "LI");
    canvas_tag_begin(canvas, "LBody");
    canvas_link_begin(canvas, entry->destination, description);
    canvas_text(canvas, box, entry->title, title);
    canvas_label(canvas, box_right(box), box.y + line / 2, page, number);
    canvas_link_end(canvas);
    canvas_tag_end(canvas, "LBody");
    canvas_tag_end(canvas, "LI");
}

void contents_draw_in(struct canvas *canvas, const GArray *entries, struct box box, double best)
{
    const int n = (int)entries->len, columns = 1 + (int)((n - 1) * LEAST_ENTRY / box.height);
    const int rows = (n + columns - 1) / columns;
    const struct box list = box_cut_top(&box, fmin(box.height, rows * best));
    canvas_tag_begin(canvas, "L");
    for (int i = 0; i < n; i++)
        draw_entry(canvas, &g_array_index(entries, struct entry, i),
                   box_grid(list, rows, columns, i % rows, i / rows, columns > 1 ? theme()->gap : 0));
    canvas_tag_end(canvas, "L");
}

void contents_draw(struct canvas *canvas, const GArray *entries)
{
    struct box box = sheet_box();
    canvas_destination(canvas, FRONT_CONTENTS, box);
    canvas_tag_begin(canvas, "H1");
    box_cut_top(
        &box, canvas_text(canvas, box, "Contents",
                          (struct text_look){{.size = theme()->title, .is_bold = true}, theme()->primary, ALIGN_LEFT}));
    canvas_tag_end(canvas, "H1");
    box_cut_top(&box, 12);
    contents_draw_in(canvas, entries, box, BEST_ENTRY);
}
