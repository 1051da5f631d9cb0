/* The control chart's frame: values by month, limits by the XmR rules, stepped where a recorded change re-bases them.
 */
#include "stages/publish/publish_block.h"

#include "stages/judge/control.h"
#include "stages/judge/sentence.h"

#include <math.h>

static void add_limits(struct frame *frame, const struct xmr_point *point)
{
    const double limits[] = {point->mean, point->lower, point->upper};
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        if (isfinite(limits[i]))
            frame_add_number(frame, floor(limits[i] * 10 + 0.5) / 10, NULL);
        else
            frame_add_symbol(frame, "z");
    }
}

static void fill_frame(const struct publisher *p, const struct report_block *from, const struct control *control,
                       struct frame *frame)
{
    const struct measure *measure = from->measure;
    const struct target *target = publish_target(p, measure, from->period);
    frame_add_column(frame, "period", "Month", UNIT_TEXT);
    frame_add_column(frame, "value", measure->title, measure->unit);
    frame_add_column(frame, "mean", "Mean", UNIT_DECIMAL);
    frame_add_column(frame, "lower", "Lower limit", UNIT_DECIMAL);
    frame_add_column(frame, "upper", "Upper limit", UNIT_DECIMAL);
    frame_add_column(frame, "signal", "Signal", UNIT_TEXT);
    frame_add_column(frame, "phase", "Set of limits", UNIT_NUMBER);
    if (target != NULL)
        frame_add_column(frame, "target", "Target", measure->unit);
    for (guint i = 0; i < control->series->len; i++) {
        const struct figure *figure = control->series->pdata[i];
        g_autofree char *label = publish_period_label(&figure->period);
        frame_add_text(frame, label);
        publish_add_figure(frame, measure, figure);
        add_limits(frame, &control->points[i]);
        if (!figure->has_value)
            frame_add_symbol(frame, figure->symbol);
        else if (i < control->n_before)
            frame_add_text(frame, "no data yet");
        else
            frame_add_text(frame, figure->period.is_part ? "part month" : control_signal(control, i));
        frame_add_number(frame, control->phases[i] - control->phases[0] + 1, NULL);
        if (target != NULL)
            frame_add_number(frame, target->value, NULL);
    }
}

static void note_steps(struct publisher *p, struct block *block, const struct control *control)
{
    const struct figure *first = control->series->pdata[0];
    const GArray *steps = standing_steps(p->standing, control->measure->id);
    for (guint i = 0; i < steps->len; i++) {
        const struct step *step = &g_array_index(steps, struct step, i);
        const struct period day = {.kind = PERIOD_DAY, .start = step->date, .end = step->date};
        g_autofree char *date = publish_period_label(&day);
        g_autofree char *text = g_strdup_printf("Limits step at %s: %s.", date, step->reason);
        if (step->date > first->period.start)
            publish_add_note(p, block, text);
    }
}

static void note_assurance(struct publisher *p, struct block *block, const struct report_block *from,
                           const struct control *control)
{
    const struct target *target = publish_target(p, from->measure, from->period);
    if (target == NULL)
        return;
    g_autofree char *text = sentence_assurance(control, target->value);
    if (text != NULL)
        publish_add_note(p, block, text);
}

/* What stands under a chart that has limits, if not everywhere. */
static void add_notes(struct publisher *p, struct block *block, const struct report_block *from,
                      const struct control *control)
{
    g_autofree char *hidden = sentence_hidden(control);
    note_steps(p, block, control);
    note_assurance(p, block, from, control);
    if (hidden != NULL)
        publish_add_note(p, block, hidden);
}

/* Few cases a month have no limits worth drawing: the months are drawn as a line. */
static void fill_line(const struct publisher *p, const struct report_block *from, const struct control *control,
                      struct frame *frame)
{
    const struct target *target = publish_target(p, from->measure, from->period);
    frame_add_column(frame, "period", "Month", UNIT_TEXT);
    frame_add_column(frame, "value", from->measure->title, from->measure->unit);
    if (target != NULL)
        frame_add_column(frame, "target", "Target", from->measure->unit);
    for (guint i = 0; i < control->series->len; i++) {
        const struct figure *figure = control->series->pdata[i];
        g_autofree char *label = publish_period_label(&figure->period);
        if (figure->period.is_part)
            continue;
        frame_add_text(frame, label);
        publish_add_figure(frame, from->measure, figure);
        if (target != NULL)
            frame_add_number(frame, target->value, NULL);
    }
}

static void fill_block(struct publisher *p, struct block *block, const struct report_block *from,
                       const struct control *control)
{
    const bool is_sound = control_is_sound(control);
    g_autofree char *title = sentence_control(control);
    block->frame = document_frame(p->document);
    block->kind = is_sound ? BLOCK_SPC : BLOCK_LINE;
    if (is_sound)
        fill_frame(p, from, control, block->frame);
    else
        fill_line(p, from, control, block->frame);
    if (from->title == NULL)
        block->title = document_text(p->document, title);
    if (is_sound)
        add_notes(p, block, from, control);
    publish_leave_gap(p, block, control->measure, control->series);
    publish_set_alt(p, block, is_sound ? "Control chart" : "Line chart", title);
}

void build_spc(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_SPC, &is_empty);
    if (is_empty)
        return;
    struct control control;
    control_init(&control, p->figures, p->standing, from->measure, from->period);
    if (control.series->len == 0)
        publish_empty(p, block, "[z] There is no month to show.");
    else
        fill_block(p, block, from, &control);
    control_clear(&control);
}
