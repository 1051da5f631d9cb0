/* The control chart's frame: values by month, limits by the XmR rules, stepped where a recorded change re-bases them. */
#include "stages/publish_block.h"

#include "pipeline/lib/statistics.h"
#include "stages/sentence.h"

#include <math.h>

struct control {
    GPtrArray *series; /* const struct figure * */
    double *values;
    int *phases;
    struct xmr_point *points;
};

/* A step begins a phase with the first period that ends on its day or later. */
static int phase_of(const GArray *steps, int32_t end)
{
    int phase = 0;
    for (guint i = 0; i < steps->len; i++)
        phase += g_array_index(steps, struct step, i).date <= end;
    return phase;
}

static void fill_control(const struct publisher *p, const struct measure *measure, struct control *control)
{
    const GArray *steps = standing_steps(p->standing, measure->id);
    const size_t n = control->series->len;
    control->values = g_new(double, n);
    control->phases = g_new(int, n);
    control->points = g_new0(struct xmr_point, n);
    for (size_t i = 0; i < n; i++) {
        const struct figure *figure = control->series->pdata[i];
        control->values[i] = figure->has_value && !figure->period.is_part ? figure->value : (double)NAN;
        control->phases[i] = phase_of(steps, figure->period.end);
    }
    const struct xmr_range range = {0, measure->unit == UNIT_PERCENT ? 100 : (double)INFINITY};
    statistics_xmr(control->values, control->phases, n, range, control->points);
}

static const char *signal_of(const struct measure *measure, const struct xmr_point *point)
{
    if (point->direction == 0)
        return "usual";
    if (measure->better == BETTER_NEITHER)
        return point->direction > 0 ? "high" : "low";
    return (point->direction > 0) == (measure->better == BETTER_HIGHER) ? "improving" : "concerning";
}

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

static void fill_frame(const struct publisher *p, const struct report_block *from, const struct control *control, struct frame *frame)
{
    const struct measure *measure = from->measure;
    const struct target *target = publish_target(p, measure, from->period);
    frame_add_column(frame, "period", "Month", UNIT_TEXT);
    frame_add_column(frame, "value", measure->title, measure->unit);
    frame_add_column(frame, "mean", "Mean", UNIT_DECIMAL);
    frame_add_column(frame, "lower", "Lower limit", UNIT_DECIMAL);
    frame_add_column(frame, "upper", "Upper limit", UNIT_DECIMAL);
    frame_add_column(frame, "signal", "Signal", UNIT_TEXT);
    frame_add_column(frame, "phase", "Phase", UNIT_NUMBER);
    if (target != NULL)
        frame_add_column(frame, "target", "Target", measure->unit);
    for (guint i = 0; i < control->series->len; i++) {
        const struct figure *figure = control->series->pdata[i];
        g_autofree char *label = publish_period_label(&figure->period);
        frame_add_text(frame, label);
        publish_add_figure(frame, measure, figure);
        add_limits(frame, &control->points[i]);
        frame_add_text(frame, figure->period.is_part ? "part month" : signal_of(measure, &control->points[i]));
        frame_add_number(frame, control->phases[i] + 1, NULL);
        if (target != NULL)
            frame_add_number(frame, target->value, NULL);
    }
}

/* The newest unusual month, or that there is none. */
static char *signal_title(const struct measure *measure, const struct control *control)
{
    for (guint i = control->series->len; i > 0; i--) {
        const struct figure *figure = control->series->pdata[i - 1];
        if (control->points[i - 1].direction == 0)
            continue;
        g_autofree char *month = publish_period_label(&figure->period);
        return g_strdup_printf("%s: last unusual month %s (%s)", measure->ref, month, signal_of(measure, &control->points[i - 1]));
    }
    return g_strdup_printf("%s: no unusual month in two years", measure->ref);
}

static void set_steps(struct publisher *p, struct block *block, const struct measure *measure)
{
    const GArray *steps = standing_steps(p->standing, measure->id);
    g_autoptr(GString) text = g_string_new(block->source);
    for (guint i = 0; i < steps->len; i++) {
        const struct step *step = &g_array_index(steps, struct step, i);
        const struct period day = {.kind = PERIOD_DAY, .start = step->date, .end = step->date};
        g_autofree char *date = publish_period_label(&day);
        g_string_append_printf(text, ". Limits step at %s: %s", date, step->reason);
    }
    block->source = document_text(p->document, text->str);
}

void build_spc(struct publisher *p, struct page *page, const struct report_block *from)
{
    bool is_empty;
    struct block *block = publish_start_block(p, page, from, BLOCK_SPC, &is_empty);
    if (is_empty)
        return;
    struct control control = {.series = figures_series(p->figures, from->measure->id, "all", "all", from->period)};
    if (control.series->len == 0) {
        publish_empty(p, block, "[z] There is no month to show.");
    } else {
        fill_control(p, from->measure, &control);
        block->frame = document_frame(p->document);
        fill_frame(p, from, &control, block->frame);
        g_autofree char *title = signal_title(from->measure, &control);
        if (from->title == NULL)
            block->title = document_text(p->document, title);
        set_steps(p, block, from->measure);
        publish_set_alt(p, block, "Control chart", title);
    }
    g_ptr_array_unref(control.series);
    g_free(control.values);
    g_free(control.phases);
    g_free(control.points);
}
