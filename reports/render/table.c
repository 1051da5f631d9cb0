#include "reports/render/table_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define PAD 2.7
#define FORM_PAD 11
#define CLOSE_PAD 0.6 /* where a few rows would go over to the next sheet */
#define DENSE_PAD 1.5 /* of tables of many short rows */
#define GAP 10        /* between columns */
#define DENSE_GAP 7
#define MOST_ROWS_AT_EASE 24 /* a sheet's: longer tables are set closer */

struct text_style table_style(const struct table *table, bool is_bold)
{
    return (struct text_style){.size = table->size, .is_bold = is_bold, .breaks_words = true};
}

bool table_is_bold(const struct table_column *column, const struct table *table)
{
    return column == table->columns || column->role == CELL_MARK;
}

static const struct {
    const char *name;
    enum cell_role role;
} ROLES[] = {{"rating", CELL_MARK}, {"travel", CELL_MARK},   {"signal", CELL_MARK},
             {"mark", CELL_MARK},   {"change", CELL_CHANGE}, {"trend", CELL_TREND}};

static enum cell_role find_role(const struct frame *frame, guint column)
{
    for (size_t i = 0; i < G_N_ELEMENTS(ROLES); i++)
        if (g_str_equal(frame_column(frame, column)->name, ROLES[i].name))
            return ROLES[i].role;
    return unit_is_of_figures(frame, column) ? CELL_NUMBER : CELL_TEXT;
}

static bool has_topics(const struct block *block)
{
    return frame_find_column(block->frame, "topic") >= 0;
}

/* Topics and groups are lines of their own, numbers carry their units, and where two years are drawn there is no room
 * for the numbers behind a share. */
static bool is_left_out(const char *name, bool has_trend)
{
    return g_str_equal(name, "unit") || g_str_equal(name, "history") || g_str_equal(name, "topic") ||
           (has_trend && g_str_equal(name, "numbers"));
}

static void choose_columns(struct table *table)
{
    const struct frame *frame = table->block->frame;
    const bool has_trend = frame_find_column(frame, "trend") >= 0;
    table->columns = g_new0(struct table_column, frame_n_columns(frame));
    for (guint i = 0; i < frame_n_columns(frame); i++) {
        const enum cell_role role = find_role(frame, i);
        const bool is_shown = !is_left_out(frame_column(frame, i)->name, has_trend) &&
                              (role != CELL_TREND || table->block->series != NULL);
        if (is_shown)
            table->columns[table->n_columns++] = (struct table_column){i, role, frame_column(frame, i)->title, 0};
    }
}

char *table_topic(const struct table *table, guint row)
{
    const int column = frame_find_column(table->block->frame, "topic");
    return unit_frame_cell(frame_cell(table->block->frame, row, (guint)column));
}

/* A measure without its extract: the note under the table names it. */
static bool is_missing(const struct table *table, guint row)
{
    const int value = frame_find_column(table->block->frame, "value");
    if (table->block->kind != BLOCK_GLANCE || value < 0)
        return false;
    const struct frame_cell *cell = frame_cell(table->block->frame, row, (guint)value);
    return cell->kind == FRAME_SYMBOL && g_str_equal(cell->text, "x");
}

static bool has_any(const struct table *table)
{
    for (guint row = 0; row < frame_n_rows(table->block->frame); row++)
        if (!is_missing(table, row))
            return true;
    return false;
}

static void choose_lines(struct table *table)
{
    const bool leaves_out = has_any(table);
    g_autofree char *topic = NULL;
    table->lines = g_array_new(FALSE, FALSE, sizeof(struct table_line));
    for (guint row = 0; row < frame_n_rows(table->block->frame); row++) {
        if (leaves_out && is_missing(table, row))
            continue;
        g_autofree char *own = has_topics(table->block) ? table_topic(table, row) : NULL;
        const struct table_line heading = {true, row, 0}, line = {false, row, 0};
        if (own != NULL && g_strcmp0(own, topic) != 0)
            g_array_append_val(table->lines, heading);
        g_free(topic);
        topic = g_steal_pointer(&own);
        g_array_append_val(table->lines, line);
    }
}

const struct frame *table_series(const struct table *table, const struct table_column *column, guint row)
{
    const struct frame_cell *cell = frame_cell(table->block->frame, row, column->index);
    const GPtrArray *series = table->block->series;
    if (series == NULL || cell->kind != FRAME_NUMBER || cell->number < 0 || cell->number >= series->len)
        return NULL;
    return g_ptr_array_index(series, (guint)cell->number);
}

static char *number_text(const struct table *table, const struct table_column *column, const struct frame_cell *cell)
{
    const bool is_change = column->role == CELL_CHANGE;
    char *(*write)(enum unit, double) =
        table->says_units ? (is_change ? unit_short_change : unit_short) : (is_change ? unit_change : unit_cell);
    g_autofree char *number = write(cell->unit, cell->number);
    return cell->symbol == NULL ? g_steal_pointer(&number) : g_strdup_printf("%s [%s]", number, cell->symbol);
}

char *table_cell_text(const struct table *table, const struct table_column *column, guint row)
{
    const struct frame_cell *cell = frame_cell(table->block->frame, row, column->index);
    if (column->role == CELL_TREND && table_series(table, column, row) != NULL)
        return g_strdup("");
    return cell->kind == FRAME_NUMBER ? number_text(table, column, cell) : unit_frame_cell(cell);
}

/* A form's columns share what is left. */
static void stretch(struct table *table, double width)
{
    const double extra = (width - table->width) / table->n_columns;
    for (guint i = 0; i < table->n_columns; i++)
        table->columns[i].width += extra;
    table->width = width;
}

static double cell_height(const struct table *table, struct typesetter *typesetter, guint i, const char *text,
                          bool is_bold)
{
    const struct table_column *column = &table->columns[i];
    const double width = column->width - (column->role == CELL_MARK ? TABLE_MARK : 0);
    return typesetter_measure(typesetter, text, table_style(table, is_bold), width).height + 2 * table->pad;
}

static double line_height(const struct table *table, struct typesetter *typesetter, const struct table_line *line)
{
    if (line->is_topic)
        return table->size * theme()->line_height + 3 * table->pad;
    double height = 0;
    for (guint i = 0; i < table->n_columns; i++) {
        g_autofree char *text = table_cell_text(table, &table->columns[i], line->row);
        height = fmax(height, cell_height(table, typesetter, i, text, table_is_bold(&table->columns[i], table)));
    }
    return height;
}

static void choose_heights(struct table *table, struct typesetter *typesetter)
{
    for (guint i = 0; i < table->n_columns; i++) {
        struct table_column head = table->columns[i];
        const struct text_size size = typesetter_measure(typesetter, head.title, table_style(table, true), head.width);
        table->head = fmax(table->head, size.height + 2 * table->pad);
    }
    for (guint i = 0; i < table->lines->len; i++) {
        struct table_line *line = &g_array_index(table->lines, struct table_line, i);
        line->height = line_height(table, typesetter, line);
    }
}

static bool asks_for_little(const struct block *block)
{
    return block->kind == BLOCK_GLANCE || block->is_dense || frame_n_rows(block->frame) > MOST_ROWS_AT_EASE;
}

struct table *table_new(struct typesetter *typesetter, const struct block *block, double width, enum table_room room)
{
    struct table *table = g_new0(struct table, 1);
    const bool is_dense = room != TABLE_ROOM_USUAL && asks_for_little(block);
    const double pad = is_dense && room == TABLE_ROOM_LITTLE ? DENSE_PAD : PAD;
    table->block = block;
    table->pad = block->is_form ? FORM_PAD : pad;
    table->usual_pad = table->pad;
    table->gap = is_dense ? DENSE_GAP : GAP;
    table->says_units = frame_find_column(block->frame, "unit") >= 0;
    choose_columns(table);
    choose_lines(table);
    table->size = is_dense ? theme()->label : theme()->table;
    if (!table_choose_widths(table, typesetter, width)) {
        table->size = theme()->note;
        table_choose_widths(table, typesetter, width);
    }
    if (block->is_form)
        stretch(table, width);
    choose_heights(table, typesetter);
    return table;
}

void table_free(struct table *table)
{
    if (table == NULL)
        return;
    g_free(table->columns);
    g_array_unref(table->lines);
    g_free(table);
}

void table_set_close(struct table *table, bool is_close)
{
    const double pad = is_close ? fmin(CLOSE_PAD, table->usual_pad) : table->usual_pad;
    const double more = 2 * (pad - table->pad);
    table->head += more;
    for (guint i = 0; i < table->lines->len; i++)
        g_array_index(table->lines, struct table_line, i).height += more;
    table->pad = pad;
}

guint table_n_lines(const struct table *table)
{
    return table->lines->len;
}

double table_height(const struct table *table, guint from, guint n)
{
    double height = table->head;
    for (guint i = from; i < from + n; i++)
        height += g_array_index(table->lines, struct table_line, i).height;
    return height + 1;
}

guint table_fit(const struct table *table, guint from, double height)
{
    guint n = 0;
    while (from + n < table->lines->len && table_height(table, from, n + 1) <= height)
        n++;
    while (n > 0 && from + n < table->lines->len &&
           g_array_index(table->lines, struct table_line, from + n - 1).is_topic)
        n--;
    return n;
}
