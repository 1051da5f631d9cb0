#include "reports/render/chart_private.h"
#include "reports/render/unit.h"

#include <math.h>

#define MOST_SERIES 6

struct stack {
    const struct frame *frame;
    int period;
    int columns[MOST_SERIES];
    size_t n;
};

static struct stack read_columns(const struct frame *frame)
{
    struct stack stack = {.frame = frame, .period = frame_find_column(frame, "period")};
    for (guint i = 0; i < frame_n_columns(frame) && stack.n < MOST_SERIES; i++)
        if ((int)i != stack.period && frame_column(frame, i)->unit != UNIT_TEXT)
            stack.columns[stack.n++] = (int)i;
    return stack;
}

static double number_or_zero(const struct stack *stack, guint row, size_t i)
{
    const double value = data_number(stack->frame, row, stack->columns[i]);
    return isnan(value) ? 0 : value;
}

static double total(const struct stack *stack, guint row, size_t n)
{
    double sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += number_or_zero(stack, row, i);
    return sum;
}

/* Each series is named beside its part of the last column. */
static GArray *make_labels(const struct stack *stack)
{
    GArray *labels = end_labels_new();
    const guint last = frame_n_rows(stack->frame) - 1;
    for (size_t i = 0; i < stack->n; i++) {
        const struct frame_column *column = frame_column(stack->frame, (guint)stack->columns[i]);
        g_autofree char *number = data_text(stack->frame, last, stack->columns[i]);
        const double middle = total(stack, last, i) + number_or_zero(stack, last, i) / 2;
        end_labels_add(labels, middle, column->title, number, theme()->series[i], false);
        g_array_index(labels, struct end_label, labels->len - 1).has_swatch = true;
    }
    return labels;
}

static void draw_column(struct canvas *canvas, const struct plot *plot, const struct stack *stack, guint row)
{
    const double width = fmin(plot_slot(plot) * 0.72, 46), x = plot_x(plot, row) - width / 2;
    for (size_t i = 0; i < stack->n; i++) {
        const double from = scale_at(plot->y, total(stack, row, i)), to = scale_at(plot->y, total(stack, row, i + 1));
        const double gap = from - to > 2 ? 0.7 : 0;
        if (from > to)
            canvas_fill(canvas, (struct box){x, to, width, from - to - gap}, theme()->series[i]);
    }
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
    for (guint row = 0; row < frame_n_rows(stack.frame); row++)
        extent_add(&request.values, total(&stack, row, stack.n));
    if (request.unit == UNIT_PERCENT && request.values.high < 100.5) /* rounded shares may add to 100.1 */
        request.values.high = fmin(request.values.high, 100);
    const struct plot plot = plot_begin(canvas, box, &request);
    for (guint row = 0; row < plot.n; row++)
        draw_column(canvas, &plot, &stack, row);
    end_labels_draw(labels, canvas, &plot);
}
