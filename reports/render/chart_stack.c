#include "reports/render/chart_private.h"

#include <math.h>

#define MOST_SERIES 6

struct stack {
    const struct frame *frame;
    int period, all; /* -1: the parts are not known to be the whole */
    int columns[MOST_SERIES];
    size_t n;
};

static struct stack read_columns(const struct frame *frame)
{
    struct stack stack = {
        .frame = frame, .period = frame_find_column(frame, "period"), .all = frame_find_column(frame, "all")};
    for (guint i = 0; i < frame_n_columns(frame) && stack.n < MOST_SERIES; i++)
        if ((int)i != stack.period && (int)i != stack.all && frame_column(frame, i)->unit != UNIT_TEXT)
            stack.columns[stack.n++] = (int)i;
    return stack;
}

/* What a column of the chart is made of, from the foot up: its parts, and in the place of the first hidden one what the
 * hidden ones come to together, where the whole is known. */
struct pile {
    double heights[MOST_SERIES], hidden;
    size_t hidden_at; /* n: none is hidden */
};

static struct pile pile_of(const struct stack *stack, guint row)
{
    struct pile pile = {.hidden_at = stack->n};
    const double all = data_number(stack->frame, row, stack->all);
    double shown = 0;
    for (size_t i = 0; i < stack->n; i++) {
        const double value = data_number(stack->frame, row, stack->columns[i]);
        pile.heights[i] = isnan(value) ? 0 : value;
        shown += pile.heights[i];
        if (pile.hidden_at == stack->n && data_is_hidden(stack->frame, row, stack->columns[i]))
            pile.hidden_at = i;
    }
    if (pile.hidden_at < stack->n && all > shown)
        pile.hidden = all - shown;
    return pile;
}

/* Up to the foot of part `i`; to the top of all when it is n. */
static double foot_of(const struct stack *stack, const struct pile *pile, size_t i)
{
    double sum = pile->hidden_at < i ? pile->hidden : 0;
    for (size_t j = 0; j < MIN(i, stack->n); j++)
        sum += pile->heights[j];
    return sum;
}

/* Each series is named beside its part of the last column. */
static GArray *make_labels(const struct stack *stack)
{
    GArray *labels = end_labels_new();
    const guint last = frame_n_rows(stack->frame) - 1;
    const struct pile pile = pile_of(stack, last);
    for (size_t i = 0; i < stack->n; i++) {
        const struct frame_column *column = frame_column(stack->frame, (guint)stack->columns[i]);
        g_autofree char *number = data_label(stack->frame, last, stack->columns[i]);
        const double own = pile.heights[i] + (i == pile.hidden_at ? pile.hidden : 0);
        end_labels_add(labels, foot_of(stack, &pile, i) + own / 2, column->title, number, theme()->series[i], false);
        g_array_index(labels, struct end_label, labels->len - 1).has_swatch = true;
    }
    return labels;
}

/* A part from one height to another, with a gap above it where it is no sliver. */
static struct box part_box(const struct plot *plot, guint row, double from, double to)
{
    const double width = fmin(plot_slot(plot) * 0.72, 46), foot = scale_at(plot->y, from), top = scale_at(plot->y, to);
    return (struct box){plot_x(plot, row) - width / 2, top, width, foot - top - (foot - top > 2 ? 0.7 : 0)};
}

static void draw_column(struct canvas *canvas, const struct plot *plot, const struct stack *stack, guint row)
{
    const struct pile pile = pile_of(stack, row);
    for (size_t i = 0; i < stack->n; i++) {
        const double foot = foot_of(stack, &pile, i);
        if (pile.heights[i] > 0)
            canvas_fill(canvas, part_box(plot, row, foot, foot + pile.heights[i]), theme()->series[i]);
        if (i == pile.hidden_at && pile.hidden > 0)
            canvas_frame(canvas, part_box(plot, row, foot, foot + pile.hidden), hidden_stroke());
    }
    if (pile.hidden_at < stack->n && !(pile.hidden > 0))
        canvas_shape(canvas, SHAPE_CROSS,
                     (struct point){plot_x(plot, row), scale_at(plot->y, foot_of(stack, &pile, stack->n)) - 5}, 4.5,
                     theme()->context);
}

static void draw_key(struct canvas *canvas, const struct stack *stack, struct box *box)
{
    bool has_frame = false, has_cross = false;
    for (guint row = 0; row < frame_n_rows(stack->frame); row++) {
        const struct pile pile = pile_of(stack, row);
        has_frame |= pile.hidden > 0;
        has_cross |= pile.hidden_at < stack->n && !(pile.hidden > 0);
    }
    const struct key_item items[] = {
        {"hidden parts [c], together", SHAPE_FRAME, theme()->context, has_frame},
        {"a part is hidden [c] and not drawn", SHAPE_CROSS, theme()->context, has_cross},
    };
    key_draw(canvas, box, items, G_N_ELEMENTS(items));
}

void chart_stack_draw(struct canvas *canvas, const struct block *block, struct box box)
{
    const struct stack stack = read_columns(block->frame);
    g_autoptr(GArray) labels = make_labels(&stack);
    struct plot_request request = {.frame = stack.frame,
                                   .period = stack.period,
                                   .unit = data_unit(stack.frame, stack.columns[0]),
                                   .from_zero = true,
                                   .right_room = end_labels_width(labels, canvas)};
    for (guint row = 0; row < frame_n_rows(stack.frame); row++) {
        const struct pile pile = pile_of(&stack, row);
        extent_add(&request.values, foot_of(&stack, &pile, stack.n));
    }
    if (request.unit == UNIT_PERCENT && request.values.high < 100.5) /* rounded shares may add to 100.1 */
        request.values.high = fmin(request.values.high, 100);
    draw_key(canvas, &stack, &box);
    const struct plot plot = plot_begin(canvas, box, &request);
    for (guint row = 0; row < plot.n; row++)
        draw_column(canvas, &plot, &stack, row);
    end_labels_draw(labels, canvas, &plot);
}
