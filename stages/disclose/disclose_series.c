/* The series of each line of a model: what its parts come to, and what everybody knows of them. */
#include "stages/disclose/disclose_model.h"

#include "pipeline/lib/date.h"

#include <string.h>

/* Totals of the parts of a line while they are gathered. */
struct totals {
    point_set own;
    bool is_state;
    point_set spare[N_PARTS]; /* of events, bit p: there is one to take between p and p + 1 */
    int64_t values[N_PARTS][MOST_POINTS];
};

static point_set points_of(const struct model *model, const struct line *line)
{
    point_set own = 0;
    for (guint i = 0; i < line->n_spans; i++) {
        const struct span *span = model_span(model, line->first_span + i);
        own |= point_bit(span->to) | point_bit(span->from);
    }
    return own & ~point_bit(GROUND);
}

static bool line_is_state(const struct model *model, const struct line *line)
{
    return line->n_spans == 0 || model_span(model, line->first_span)->from == GROUND;
}

/* Days are told by their rows. */
static void gather_days(const struct model *model, const struct line *line, struct totals *totals)
{
    for (guint i = 0; i < line->n_spans; i++) {
        const struct span *span = model_span(model, line->first_span + i);
        const struct figure *figure = span->figure == NONE ? NULL : figures_at(model->figures, span->figure);
        totals->values[PART_NUMERATOR][span->to] = figure != NULL && figure->has_numerator ? figure->numerator : 0;
        totals->values[PART_DENOMINATOR][span->to] =
            figure != NULL && figure->has_denominator ? figure->denominator : 0;
    }
}

/* What lies between two points, gathered from slots. */
struct gathering {
    int64_t sums[2];
    guint8 spares;
};

static void gather_slot(struct gathering *gathering, const struct slot_counts *slots, guint slot)
{
    for (guint part = 0; part < G_N_ELEMENTS(gathering->sums); part++)
        gathering->sums[part] += slots->counts[part][slot];
    gathering->spares |= slots->spares[slot];
}

/* Between points of its own a total stays as it was. */
static void gather_slots(const struct model *model, const struct line *line, struct totals *totals)
{
    const struct slot_counts *slots =
        slots_find(figures_slots(model->figures), line->measure->id, line->breakdown, line->category);
    struct gathering gathering = {{0, 0}, 0};
    guint slot = 0;
    if (slots == NULL)
        return; /* nothing ever fell in it */
    for (guint point = GROUND + 1; point < model->n_points; point++) {
        const bool is_own = set_has(totals->own, point);
        for (; slot < slots->n_slots && slots->starts[slot + 1] - 1 <= model->dates[point]; slot++)
            gather_slot(&gathering, slots, slot);
        for (guint part = 0; part < 2; part++)
            totals->values[part][point] = is_own ? gathering.sums[part] : totals->values[part][point - 1];
        for (guint part = 0; is_own && part < N_PARTS; part++)
            totals->spare[part] |= (gathering.spares >> part & 1) != 0 ? point_bit(point - 1) : 0;
        gathering.spares = is_own ? 0 : gathering.spares;
    }
}

/* Nothing is below 0: no day's number, no growth from point to point. */
static bool never_falls(const struct model *model, const struct totals *totals, enum figure_part part)
{
    for (guint point = GROUND + 1; point < model->n_points; point++)
        if (totals->values[part][point] < (totals->is_state ? 0 : totals->values[part][point - 1]))
            return false;
    return true;
}

static point_set tied_points(const struct model *model, const struct totals *totals)
{
    point_set tied = 0;
    bool has_begun = false;
    for (guint point = GROUND + 1; !totals->is_state && point + 1 < model->n_points; point++) {
        has_begun = has_begun || set_has(totals->own, point);
        if (has_begun && !set_has(totals->own, point + 1))
            tied |= point_bit(point);
    }
    return tied;
}

static point_set empty_points(const struct model *model, const struct totals *totals, enum figure_part part)
{
    point_set empty = 0;
    for (guint point = GROUND + 1; point < model->n_points; point++)
        if (totals->is_state ? set_has(totals->own, point) && totals->values[part][point] == 0
                             : point + 1 < model->n_points && !set_has(totals->spare[part], point))
            empty |= point_bit(point);
    return empty;
}

/* A split by month of the event: outside its month a category holds nothing, as everybody knows. */
static point_set outside_month(const struct model *model, const struct line *line)
{
    g_autofree char *text = g_strconcat(line->category, "-01", NULL);
    const int32_t first = date_parse_iso(text, strlen(text));
    point_set outside = 0;
    if (!g_str_equal(line->breakdown, "month") || first == DATE_NONE)
        return 0;
    for (guint point = GROUND + 1; point + 1 < model->n_points; point++)
        if (model->dates[point + 1] < first || model->dates[point] >= date_month_end(first))
            outside |= point_bit(point);
    return outside;
}

static guint index_of(const struct model *model, const struct line *line)
{
    return (guint)(line - model_line(model, 0));
}

guint model_add_series(struct model *model, const struct series *series, const int64_t *values)
{
    struct series copy = *series;
    copy.values = model->values->len;
    g_array_append_vals(model->values, values, model->n_points);
    g_array_append_val(model->series, copy);
    return model->series->len - 1;
}

static void add_part(struct model *model, struct line *line, const struct totals *totals, enum figure_part part)
{
    const bool may_fall = !never_falls(model, totals, part);
    if (part == PART_REST && may_fall)
        return; /* places may be overfilled: then there is no rest */
    const struct series series = {
        .line = index_of(model, line),
        .part = part,
        .is_state = totals->is_state,
        .own = totals->own,
        .tied = tied_points(model, totals) | (totals->is_state ? 0 : outside_month(model, line)),
        .empty = may_fall ? 0 : empty_points(model, totals, part),
    };
    line->series[part] = model_add_series(model, &series, totals->values[part]);
}

/* Which parts a kind's figures tell. */
static const bool tells[][N_PARTS] = {
    [MEASURE_COUNT] = {[PART_NUMERATOR] = true},    [MEASURE_RATE] = {true, true, true},
    [MEASURE_MEDIAN] = {[PART_DENOMINATOR] = true}, [MEASURE_MEAN] = {[PART_DENOMINATOR] = true},
    [MEASURE_SUM] = {[PART_NUMERATOR] = true},      [MEASURE_RATIO] = {true, true, true},
};

static void fill_line(struct model *model, struct line *line)
{
    struct totals *totals = g_new0(struct totals, 1);
    totals->is_state = line_is_state(model, line);
    totals->own = points_of(model, line);
    if (totals->is_state)
        gather_days(model, line, totals);
    else
        gather_slots(model, line, totals);
    for (guint point = 0; point < model->n_points; point++)
        totals->values[PART_REST][point] =
            totals->values[PART_DENOMINATOR][point] - totals->values[PART_NUMERATOR][point];
    for (guint part = 0; part < N_PARTS; part++)
        if (tells[line->measure->kind][part] && line->n_spans > 0)
            add_part(model, line, totals, (enum figure_part)part);
    g_free(totals);
}

/* A part of a ratio of two measures is that measure's own count, and says so. */
static void fill_derived(struct model *model, struct line *line, enum figure_part part, const char *id)
{
    const struct line *from = model_find_line(model, id, line->breakdown, line->category);
    const guint origin = from == NULL ? NONE : from->series[PART_NUMERATOR];
    if (origin == NONE || line->n_spans == 0 || !from->measure->counts_children)
        return;
    struct series series = *model_series(model, origin);
    if (series.is_state != line_is_state(model, line))
        return;
    g_autofree int64_t *values = g_memdup2(model_values(model, &series), model->n_points * sizeof *values);
    series.line = index_of(model, line);
    series.part = part;
    series.own &= points_of(model, line);
    line->series[part] = model_add_series(model, &series, values);
    const struct term terms[] = {{line->series[part], 1}, {origin, -1}};
    model_add_relation(model, terms, G_N_ELEMENTS(terms));
}

void model_fill(struct model *model)
{
    for (guint i = 0; i < model->lines->len; i++)
        if (model_line(model, i)->measure->numerator == NULL)
            fill_line(model, model_line(model, i));
    for (guint i = 0; i < model->lines->len; i++) {
        struct line *line = model_line(model, i);
        if (line->measure->numerator == NULL)
            continue;
        fill_derived(model, line, PART_NUMERATOR, line->measure->numerator);
        fill_derived(model, line, PART_DENOMINATOR, line->measure->denominator);
    }
}

int64_t model_number(const struct model *model, const struct line *line, const struct span *span, enum figure_part part)
{
    const struct figure *figure = span->figure == NONE ? NULL : figures_row(model->figures, span->figure);
    const int64_t numerator = figure != NULL && figure->has_numerator ? figure->numerator : 0;
    const int64_t denominator = figure != NULL && figure->has_denominator ? figure->denominator : 0;
    const int64_t numbers[N_PARTS] = {numerator, denominator, denominator - numerator};
    return tells[line->measure->kind][part] && figure != NULL ? numbers[part] : 0;
}
