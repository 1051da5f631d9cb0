#include "pipeline/lib/frame.h"

#include <math.h>

struct frame {
    GArray *columns; /* struct frame_column */
    GArray *cells;   /* struct frame_cell, row by row */
    GStringChunk *texts;
};

struct frame *frame_new(void)
{
    struct frame *frame = g_new0(struct frame, 1);
    frame->columns = g_array_new(FALSE, FALSE, sizeof(struct frame_column));
    frame->cells = g_array_new(FALSE, FALSE, sizeof(struct frame_cell));
    frame->texts = g_string_chunk_new(1024);
    return frame;
}

void frame_free(struct frame *frame)
{
    if (frame == NULL)
        return;
    g_array_unref(frame->columns);
    g_array_unref(frame->cells);
    g_string_chunk_free(frame->texts);
    g_free(frame);
}

static const char *keep(struct frame *frame, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(frame->texts, text);
}

void frame_add_column(struct frame *frame, const char *name, const char *title, enum unit unit)
{
    g_assert(frame->cells->len == 0);
    const struct frame_column column = {keep(frame, name), keep(frame, title), unit};
    g_array_append_val(frame->columns, column);
}

static void add_cell(struct frame *frame, struct frame_cell cell)
{
    g_assert(frame->columns->len > 0);
    g_array_append_val(frame->cells, cell);
}

void frame_add_text(struct frame *frame, const char *text)
{
    if (text == NULL)
        frame_add_blank(frame);
    else
        add_cell(frame, (struct frame_cell){.kind = FRAME_TEXT, .text = keep(frame, text)});
}

void frame_add_number_in(struct frame *frame, double number, enum unit unit, const char *symbol)
{
    g_assert(isfinite(number));
    add_cell(frame, (struct frame_cell){
                        .kind = FRAME_NUMBER, .number = number + 0.0, .symbol = keep(frame, symbol), .unit = unit});
}

void frame_add_number(struct frame *frame, double number, const char *symbol)
{
    const guint column = frame->cells->len % frame->columns->len;
    frame_add_number_in(frame, number, frame_column(frame, column)->unit, symbol);
}

void frame_add_computed(struct frame *frame, double number, enum unit unit, const char *formula)
{
    g_assert(isfinite(number));
    add_cell(frame, (struct frame_cell){
                        .kind = FRAME_NUMBER, .number = number + 0.0, .unit = unit, .formula = keep(frame, formula)});
}

void frame_add_computed_text(struct frame *frame, const char *text, const char *formula)
{
    add_cell(frame,
             (struct frame_cell){.kind = FRAME_TEXT, .text = keep(frame, text), .formula = keep(frame, formula)});
}

void frame_add_symbol(struct frame *frame, const char *symbol)
{
    add_cell(frame, (struct frame_cell){.kind = FRAME_SYMBOL, .text = keep(frame, symbol)});
}

void frame_add_blank(struct frame *frame)
{
    add_cell(frame, (struct frame_cell){.kind = FRAME_BLANK});
}

guint frame_n_rows(const struct frame *frame)
{
    if (frame->columns->len == 0)
        return 0;
    g_assert(frame->cells->len % frame->columns->len == 0);
    return frame->cells->len / frame->columns->len;
}

guint frame_next_row(const struct frame *frame)
{
    return frame->columns->len == 0 ? 0 : frame->cells->len / frame->columns->len;
}

guint frame_n_columns(const struct frame *frame)
{
    return frame->columns->len;
}

const struct frame_column *frame_column(const struct frame *frame, guint column)
{
    g_assert(column < frame->columns->len);
    return &g_array_index(frame->columns, struct frame_column, column);
}

const struct frame_cell *frame_cell(const struct frame *frame, guint row, guint column)
{
    g_assert(row < frame_n_rows(frame) && column < frame->columns->len);
    return &g_array_index(frame->cells, struct frame_cell, row * frame->columns->len + column);
}

int frame_find_column(const struct frame *frame, const char *name)
{
    for (guint i = 0; i < frame->columns->len; i++)
        if (g_str_equal(frame_column(frame, i)->name, name))
            return (int)i;
    return -1;
}
