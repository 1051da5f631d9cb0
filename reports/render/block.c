#include "reports/render/block_private.h"

#include "reports/render/chart.h"
#include "reports/render/facts.h"

#include <math.h>

#define FOOT_GAP 3
#define PARAGRAPH_GAP 5
#define TEXT_WIDTH 560 /* lines longer than this are hard to follow */

int block_sixths(const struct block *block)
{
    static const int SIXTHS[] = {[WIDTH_FULL] = 6, [WIDTH_HALF] = 3, [WIDTH_THIRD] = 2, [WIDTH_TWO_THIRDS] = 4};
    return SIXTHS[block->width];
}

static struct text_look look_note(void)
{
    return (struct text_look){{.size = theme()->note}, theme()->muted, ALIGN_LEFT};
}

static struct text_look look_body(void)
{
    return (struct text_look){{.size = theme()->body}, theme()->text, ALIGN_LEFT};
}

static bool is_empty(const struct block *block)
{
    if (block->kind == BLOCK_TEXT)
        return block->paragraphs == NULL || block->paragraphs->len == 0;
    if (block->frame == NULL || frame_n_rows(block->frame) == 0)
        return true;
    return chart_is(block->kind) && !chart_has_values(block);
}

bool block_is_table(const struct block *block)
{
    return (block->kind == BLOCK_TABLE || block->kind == BLOCK_GLANCE) && !is_empty(block);
}

static bool has_hidden_cell(const struct frame *frame, guint column)
{
    for (guint row = 0; row < frame_n_rows(frame); row++) {
        const struct frame_cell *cell = frame_cell(frame, row, column);
        if (cell->kind == FRAME_SYMBOL && g_str_equal(cell->text, "c"))
            return true;
    }
    return false;
}

static bool has_hidden(const struct block *block)
{
    for (guint i = 0; block->frame != NULL && i < frame_n_columns(block->frame); i++)
        if (chart_draws(block, i) && has_hidden_cell(block->frame, i))
            return true;
    return false;
}

static const char *empty_text(const struct block *block)
{
    if (block->empty != NULL)
        return block->empty;
    if (block->frame != NULL && chart_is_zero(block))
        return has_hidden(block) ? "[c] Some numbers are hidden, and all others are 0." : "Every number is 0.";
    return has_hidden(block) ? "[c] Every number is hidden, since some are small."
                             : "[z] There is nothing to show for this period.";
}

const char *block_why_empty(const struct block *block)
{
    return chart_is(block->kind) && is_empty(block) ? empty_text(block) : NULL;
}

double block_text_height(struct typesetter *typesetter, const char *text, struct text_look look, double width)
{
    return text == NULL || *text == '\0' ? 0 : typesetter_measure(typesetter, text, look.style, width).height;
}

guint block_n_parts(const struct placed_block *placed)
{
    if (placed->table != NULL)
        return table_n_lines(placed->table);
    return placed->block->kind == BLOCK_TEXT && !is_empty(placed->block) ? placed->block->paragraphs->len : 0;
}

static double note_height(struct typesetter *typesetter, const struct block *block, double width)
{
    const double height = block_text_height(typesetter, block->note, look_note(), width);
    return height > 0 ? height + FOOT_GAP : 0;
}

/* The note stands once, under the last part. */
static bool has_note(const struct placed_block *placed)
{
    return placed->from + placed->n >= block_n_parts(placed);
}

static double foot_height(struct typesetter *typesetter, const struct placed_block *placed, double width)
{
    return has_note(placed) ? note_height(typesetter, placed->block, width) : 0;
}

static double text_width(double width)
{
    return fmin(width, TEXT_WIDTH);
}

static double paragraphs_height(struct typesetter *typesetter, const struct placed_block *placed, double width)
{
    double height = 0;
    for (guint i = placed->from; i < placed->from + placed->n; i++)
        height += block_text_height(typesetter, g_ptr_array_index(placed->block->paragraphs, i), look_body(),
                                    text_width(width)) +
                  PARAGRAPH_GAP;
    return height;
}

static struct block_heights inside_heights(struct typesetter *typesetter, const struct placed_block *placed,
                                           double width)
{
    const struct block *block = placed->block;
    double height = 0;
    if (is_empty(block)) {
        height = block_text_height(typesetter, empty_text(block), look_body(), text_width(width)) + PARAGRAPH_GAP;
    } else if (placed->table != NULL) {
        height = table_height(placed->table, placed->from, placed->n);
    } else if (block->kind == BLOCK_TEXT) {
        height = paragraphs_height(typesetter, placed, width);
    } else if (block->kind == BLOCK_FACTS) {
        height = facts_height(typesetter, block, width);
    } else {
        const struct chart_heights chart = chart_heights(typesetter, block, width);
        return (struct block_heights){chart.least, chart.best, chart_give(block)};
    }
    return (struct block_heights){height, height, 0};
}

struct block_heights block_heights(struct typesetter *typesetter, const struct placed_block *placed, double width)
{
    const struct block_heights inside = inside_heights(typesetter, placed, width);
    const double around = block_head_height(typesetter, placed, width) + foot_height(typesetter, placed, width);
    return (struct block_heights){inside.least + around, inside.best + around, inside.give};
}

/* All that is left, with the note, or less without it. */
static guint fit_table(const struct placed_block *placed, guint left, double height, double note)
{
    const guint with_note = table_fit(placed->table, placed->from, height - note);
    return with_note >= left ? left : MIN(table_fit(placed->table, placed->from, height), left - 1);
}

guint block_fit(struct typesetter *typesetter, const struct placed_block *placed, double width, double height)
{
    const double note = note_height(typesetter, placed->block, width);
    const guint left = block_n_parts(placed) - placed->from;
    struct placed_block part = *placed;
    height -= block_head_height(typesetter, placed, width);
    if (placed->table != NULL)
        return fit_table(placed, left, height, note);
    for (part.n = 1; part.n <= left; part.n++)
        if (paragraphs_height(typesetter, &part, width) + note > height)
            break;
    return part.n - 1;
}

static void draw_figure(struct canvas *canvas, const struct block *block, struct box box)
{
    g_autofree char *alt = block_alt(block);
    canvas_figure_begin(canvas, alt, box);
    chart_draw(canvas, block, box);
    canvas_figure_end(canvas);
}

static void draw_text(struct canvas *canvas, const struct placed_block *placed, struct box box)
{
    box.width = text_width(box.width);
    for (guint i = placed->from; i < placed->from + placed->n; i++) {
        canvas_paragraph(canvas, &box, "P", g_ptr_array_index(placed->block->paragraphs, i), look_body());
        box_cut_top(&box, PARAGRAPH_GAP);
    }
}

static void draw_inside(struct canvas *canvas, const struct placed_block *placed, struct box box)
{
    const struct block *block = placed->block;
    if (is_empty(block)) {
        box.width = text_width(box.width);
        canvas_paragraph(canvas, &box, "P", empty_text(block), look_body());
    } else if (placed->table != NULL) {
        table_draw(placed->table, canvas, box, placed->from, placed->n);
    } else if (block->kind == BLOCK_TEXT) {
        draw_text(canvas, placed, box);
    } else if (block->kind == BLOCK_FACTS) {
        facts_draw(canvas, block, box);
    } else {
        draw_figure(canvas, block, box);
    }
}

/* The note follows a table or a text at once, and stands under a chart at its foot. */
void block_draw(struct canvas *canvas, const struct placed_block *placed)
{
    struct typesetter *typesetter = canvas_typesetter(canvas);
    struct box box = placed->box;
    const double foot = foot_height(typesetter, placed, box.width);
    block_head_draw(canvas, placed, &box);
    const bool is_chart = chart_is(placed->block->kind) && !is_empty(placed->block);
    const double room = box.height - foot, most = is_chart ? chart_most_height(placed->block, box.width)
                                                           : inside_heights(typesetter, placed, box.width).best;
    draw_inside(canvas, placed, box_cut_top(&box, fmin(room, most)));
    box_cut_top(&box, FOOT_GAP);
    if (has_note(placed))
        canvas_paragraph(canvas, &box, "P", placed->block->note, look_note());
}
