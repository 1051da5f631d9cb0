#include "reports/render/front.h"

#include "pipeline/lib/date.h"
#include "reports/render/layout.h"

#include <math.h>

#define BAND_WIDTH 26
#define LEAST_ENTRY 15
#define BEST_ENTRY 26
#define INDENT 14 /* of what stands on a page */

static void draw_paragraph(struct canvas *canvas, struct box *box, const char *tag, const char *text,
                           struct text_look look)
{
    if (text == NULL)
        return;
    canvas_tag_begin(canvas, tag);
    box_cut_top(box, canvas_text(canvas, *box, text, look));
    canvas_tag_end(canvas, tag);
}

static void draw_fact(struct canvas *canvas, struct box *box, const char *label, const char *text)
{
    const struct text_look look = {{.size = theme()->finding}, theme()->text, ALIGN_LEFT};
    if (text == NULL)
        return;
    g_autofree char *line = g_strdup_printf("%s%s", label, text);
    draw_paragraph(canvas, box, "P", line, look);
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
    const struct text_look title = {{.size = theme()->cover_title, .is_bold = true}, theme()->primary, ALIGN_LEFT};
    const struct text_look subtitle = {{.size = 16}, theme()->text, ALIGN_LEFT};
    box_cut_top(&box, 60);
    draw_paragraph(canvas, &box, "P", document->authority, authority);
    box_cut_top(&box, 46);
    draw_paragraph(canvas, &box, "H1", document->title, title);
    box_cut_top(&box, 6);
    draw_paragraph(canvas, &box, "P", document->subtitle, subtitle);
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

void cover_draw(struct canvas *canvas, const struct document *document)
{
    struct box page = {0, 0, theme()->page_width, theme()->page_height};
    canvas_destination(canvas, FRONT_COVER, page);
    canvas_fill(canvas, box_cut_left(&page, BAND_WIDTH), theme()->primary);
    struct box box = sheet_box();
    box_cut_left(&box, BAND_WIDTH + 14);
    box.width = fmin(box.width, 620);
    draw_cover_text(canvas, document, box);
}

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

void contents_draw(struct canvas *canvas, const GArray *entries)
{
    struct box box = sheet_box();
    const int n = (int)entries->len, columns = 1 + (int)((n - 1) * LEAST_ENTRY / (box.height - 50));
    const int rows = (n + columns - 1) / columns;
    canvas_destination(canvas, FRONT_CONTENTS, box);
    draw_paragraph(canvas, &box, "H1", "Contents",
                   (struct text_look){{.size = theme()->title, .is_bold = true}, theme()->primary, ALIGN_LEFT});
    box_cut_top(&box, 12);
    struct box list = box_cut_top(&box, fmin(box.height, rows * BEST_ENTRY));
    canvas_tag_begin(canvas, "L");
    for (int i = 0; i < n; i++)
        draw_entry(canvas, &g_array_index(entries, struct entry, i),
                   box_grid(list, rows, columns, i % rows, i / rows, columns > 1 ? theme()->gap : 0));
    canvas_tag_end(canvas, "L");
}
