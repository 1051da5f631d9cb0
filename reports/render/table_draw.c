#include "reports/render/sparkline.h"
#include "reports/render/table_private.h"

#include <string.h>

static enum align align_of(const struct table_column *column)
{
    return column->role == CELL_NUMBER || column->role == CELL_CHANGE ? ALIGN_RIGHT : ALIGN_LEFT;
}

/* Symbols stand back, or a table of many would be all symbols. */
static struct text_look look_cell(const struct table *table, const char *text, bool is_bold, enum align align)
{
    const bool is_symbol = !is_bold && *text == '[' && strchr(text, ']') == text + strlen(text) - 1;
    return (struct text_look){table_style(table, is_bold), is_symbol ? theme()->muted : theme()->text, align};
}

static void draw_mark(const struct table *table, struct canvas *canvas, struct box cell, const char *text)
{
    const struct mark *mark = theme_mark(text);
    const double line = table->size * theme()->line_height;
    if (mark == NULL) {
        canvas_text(canvas, cell, text, look_cell(table, text, false, ALIGN_LEFT));
        return;
    }
    const struct box shape = box_cut_left(&cell, TABLE_MARK);
    canvas_shape(canvas, mark->shape, (struct point){shape.x + 4.5, shape.y + line / 2}, 7.5, mark->colour);
    canvas_text(canvas, cell, text, (struct text_look){table_style(table, true), mark->colour, ALIGN_LEFT});
}

/* "T01 Plans issued within 20 weeks": what the row is about. */
static char *row_name(const struct table *table, guint row)
{
    g_autofree char *first = table_cell_text(table, &table->columns[0], row);
    if (table->n_columns < 2 || table->columns[1].role != CELL_TEXT)
        return g_steal_pointer(&first);
    g_autofree char *second = table_cell_text(table, &table->columns[1], row);
    return g_strconcat(first, " ", second, NULL);
}

static bool draw_trend(const struct table *table, struct canvas *canvas, struct box cell,
                       const struct table_column *column, guint row)
{
    const struct frame *series = table_series(table, column, row);
    g_autofree char *name = row_name(table, row);
    g_autofree char *alt = series == NULL ? NULL : sparkline_alt(series, name);
    if (alt == NULL)
        return false;
    canvas_figure_begin(canvas, alt, cell);
    sparkline_draw(canvas, series, cell);
    canvas_figure_end(canvas);
    return true;
}

static void draw_cell(const struct table *table, struct canvas *canvas, struct box cell, guint i, guint row)
{
    const struct table_column *column = &table->columns[i];
    g_autofree char *text = table_cell_text(table, column, row);
    if (column->role == CELL_TREND) {
        const struct box trend = {cell.x, cell.y - table->pad + 1, TABLE_TREND,
                                  table->size * theme()->line_height + 2 * table->pad - 2};
        if (draw_trend(table, canvas, trend, column, row))
            return;
    }
    if (column->role == CELL_MARK)
        draw_mark(table, canvas, cell, text);
    else
        canvas_text(
            canvas, cell, *text == '\0' ? "[x]" : text,
            look_cell(table, text, table_is_bold(column, table) && column->role != CELL_MARK, align_of(column)));
}

/* The name that the row above has too stands back, so that groups of rows are seen. */
static void draw_again(const struct table *table, struct canvas *canvas, struct box cell, guint row)
{
    g_autofree char *text = table_cell_text(table, &table->columns[0], row);
    canvas_text(canvas, cell, text, (struct text_look){table_style(table, false), theme()->muted, ALIGN_LEFT});
}

static void draw_row(const struct table *table, struct canvas *canvas, struct box strip, guint row, bool is_again)
{
    struct box rest = box_inset(strip, 0, table->pad);
    canvas_tag_begin(canvas, "TR");
    for (guint i = 0; i < table->n_columns; i++) {
        const char *tag = i == 0 ? "TH" : "TD";
        const struct box cell = box_cut_left(&rest, table->columns[i].width);
        box_cut_left(&rest, table->gap);
        canvas_tag_begin(canvas, tag);
        if (i == 0 && is_again)
            draw_again(table, canvas, cell, row);
        else
            draw_cell(table, canvas, cell, i, row);
        canvas_tag_end(canvas, tag);
    }
    canvas_tag_end(canvas, "TR");
}

/* A topic's row has as many cells as the others, the rest of them empty. */
static void draw_topic(const struct table *table, struct canvas *canvas, struct box strip, guint row)
{
    g_autofree char *topic = table_topic(table, row);
    struct box text = strip;
    box_cut_top(&text, 2 * table->pad);
    canvas_tag_begin(canvas, "TR");
    canvas_tag_begin(canvas, "TH");
    canvas_text(canvas, text, topic, (struct text_look){table_style(table, true), theme()->primary, ALIGN_LEFT});
    canvas_tag_end(canvas, "TH");
    for (guint i = 1; i < table->n_columns; i++) {
        canvas_tag_begin(canvas, "TD");
        canvas_tag_end(canvas, "TD");
    }
    canvas_tag_end(canvas, "TR");
}

static void draw_head(const struct table *table, struct canvas *canvas, struct box strip)
{
    struct box rest = box_inset(strip, 0, table->pad);
    canvas_tag_begin(canvas, "TR");
    for (guint i = 0; i < table->n_columns; i++) {
        const struct box cell = box_cut_left(&rest, table->columns[i].width);
        box_cut_left(&rest, table->gap);
        canvas_tag_begin(canvas, "TH");
        canvas_text(canvas, cell, table->columns[i].title,
                    (struct text_look){table_style(table, true), theme()->text, align_of(&table->columns[i])});
        canvas_tag_end(canvas, "TH");
    }
    canvas_tag_end(canvas, "TR");
}

static void draw_rule(struct canvas *canvas, struct box strip, double width, struct stroke stroke)
{
    canvas_line(canvas, (struct point){strip.x, box_bottom(strip)}, (struct point){strip.x + width, box_bottom(strip)},
                stroke);
}

/* The line before it is of a row that begins with the same words. */
static bool says_again(const struct table *table, guint line)
{
    const struct table_line *lines = &g_array_index(table->lines, struct table_line, line - 1);
    if (lines[0].is_topic || lines[1].is_topic || table->columns[0].role != CELL_TEXT)
        return false;
    g_autofree char *before = table_cell_text(table, &table->columns[0], lines[0].row),
                    *here = table_cell_text(table, &table->columns[0], lines[1].row);
    return g_str_equal(before, here);
}

void table_draw(const struct table *table, struct canvas *canvas, struct box box, guint from, guint n)
{
    const struct box head = box_cut_top(&box, table->head);
    canvas_tag_begin(canvas, "Table");
    draw_head(table, canvas, head);
    draw_rule(canvas, head, table->width, (struct stroke){theme()->text, 1, 0});
    for (guint i = from; i < from + n; i++) {
        const struct table_line *line = &g_array_index(table->lines, struct table_line, i);
        const struct box strip = box_cut_top(&box, line->height);
        if (line->is_topic)
            draw_topic(table, canvas, strip, line->row);
        else
            draw_row(table, canvas, strip, line->row, i > from && says_again(table, i));
        draw_rule(canvas, strip, table->width, (struct stroke){line->is_topic ? theme()->rule : theme()->grid, 0.6, 0});
    }
    canvas_tag_end(canvas, "Table");
}
