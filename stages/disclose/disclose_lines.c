/* The lines of a model's measures, and their spans: a span for every period that the measure has. */
#include "stages/disclose/disclose_build.h"

/* Other measures than children's are taken as they stand at as-at: the year's cost of the plans open now. */
static bool stands_now(const struct model *model, const struct measure *measure, const struct period *period)
{
    return measure->counts_children || !period_kind_is_year(period->kind) ||
           (period->start <= model->as_at && model->as_at <= period->end);
}

/* Cases lost, in tenths: totals and the board's own period weigh more than a category of a month long past. A zero
 * weighs something too, since a row must be made to hide it. Parts of what counts no children are missed least: how
 * many cells of a column are filled. */
static gint32 cost_of(const struct model *model, const struct line *line, const struct period *period,
                      const struct figure *figure)
{
    const int64_t cases = figure == NULL ? 0 : figure->has_denominator ? figure->denominator : figure->numerator;
    gint32 cost = figure == NULL ? 14 : 10 + (gint32)(CLAMP(cases, 0, 400) / 4);
    if (!line->measure->counts_children && !g_str_equal(line->breakdown, "all"))
        return 14;
    if (g_str_equal(line->breakdown, "all"))
        cost *= 20;
    if (period->end == model->as_at)
        cost *= period->kind == PERIOD_MONTH ? 3 : 30;
    return period->kind == PERIOD_MONTH ? cost : cost * 2;
}

/* The first row of the period or a later one. */
static guint skip_rows(const struct model *model, guint row, guint end_row, const struct period *period)
{
    while (row < end_row && period_compare(&figures_row(model->figures, row)->period, period) < 0)
        row++;
    return row;
}

static void add_spans(struct model *model, const struct measure_rows *rows, struct line *line, guint first_row,
                      guint end_row)
{
    guint row = first_row;
    line->first_span = model->spans->len;
    for (guint i = 0; i < rows->periods->len; i++) {
        const struct period *period = &g_array_index(rows->periods, struct period, i);
        row = skip_rows(model, row, end_row, period);
        const bool stands = row < end_row && period_compare(&figures_at(model->figures, row)->period, period) == 0;
        const struct figure *figure = stands ? figures_at(model->figures, row) : NULL;
        const struct span span = {
            .from = rows->is_state ? GROUND : (guint8)build_point_of(model, build_first_date(period)),
            .to = (guint8)build_point_of(model, build_last_date(model, rows, period)),
            .cost = cost_of(model, line, period, figure),
            .figure = stands ? row : NONE,
            .period = *period,
        };
        row += stands;
        if (stands_now(model, rows->measure, period))
            g_array_append_val(model->spans, span);
    }
    line->n_spans = model->spans->len - line->first_span;
}

/* A rate of no cases tells that none did, though its row has no number for it. */
static bool tells_numerator(const struct figure *figure)
{
    return figure->has_numerator ||
           (figure->measure->kind == MEASURE_RATE && figure->has_denominator && figure->denominator == 0);
}

/* The line's spans, all published so far, and where they begin and end: as those of the line before, if it can be. */
static void lay_out(struct model *model, struct line *line, bool as_before)
{
    for (guint i = 0; i < line->n_spans; i++) {
        const guint row = model_span(model, line->first_span + i)->figure;
        const struct figure *figure = row == NONE ? NULL : figures_row(model->figures, row);
        line->shown[PART_NUMERATOR] |= figure == NULL || tells_numerator(figure) ? point_bit(i) : 0;
        line->shown[PART_DENOMINATOR] |= figure == NULL || figure->has_denominator ? point_bit(i) : 0;
    }
    line->layout = model->layouts->len - 1;
    if (as_before)
        return;
    struct layout layout = {{0}};
    for (guint i = 0; i < line->n_spans; i++) {
        const struct span *span = model_span(model, line->first_span + i);
        layout.changing[span->from + 1] ^= point_bit(i);
        layout.changing[span->to + 1] ^= point_bit(i);
    }
    for (guint point = 0; point < MOST_POINTS; point++)
        layout.changing[point + 1] ^= layout.changing[point];
    g_array_append_val(model->layouts, layout);
    line->layout++;
}

/* A line and its rows; of an extra one, none. */
struct found_line {
    struct line_key key;
    guint first, end;
};

static int compare_found(gconstpointer a, gconstpointer b)
{
    const struct found_line *first = a, *second = b;
    return line_key_compare(&first->key, &second->key);
}

static bool has_key(const GArray *found, const struct line_key *key)
{
    for (guint i = 0; i < found->len; i++)
        if (line_key_compare(&g_array_index(found, struct found_line, i).key, key) == 0)
            return true;
    return false;
}

/* Lines of one breakdown share its text. */
static void put_in_order(GArray *found)
{
    g_array_sort(found, compare_found);
    for (guint i = 1; i < found->len; i++) {
        const char *before = g_array_index(found, struct found_line, i - 1).key.breakdown;
        struct line_key *key = &g_array_index(found, struct found_line, i).key;
        key->breakdown = g_str_equal(key->breakdown, before) ? before : key->breakdown;
    }
}

/* In order, those without a figure among them. */
static GArray *find_lines(const struct model *model, const struct measure_rows *rows)
{
    GArray *found = g_array_new(FALSE, FALSE, sizeof(struct found_line));
    for (guint i = rows->first, end; i < rows->end; i = end) {
        const struct figure *figure = figures_row(model->figures, i);
        for (end = i; end < rows->end && figures_row(model->figures, end)->category == figure->category &&
                      figures_row(model->figures, end)->breakdown == figure->breakdown;)
            end++;
        const struct found_line line = {{figure->breakdown, figure->category}, i, end};
        g_array_append_val(found, line);
    }
    for (guint i = 0; i < rows->extra->len; i++) {
        const struct found_line line = {g_array_index(rows->extra, struct line_key, i), 0, 0};
        if (!has_key(found, &line.key))
            g_array_append_val(found, line);
    }
    if (rows->extra->len > 0)
        put_in_order(found);
    return found;
}

void build_lines(struct model *model, const struct measure_rows *rows)
{
    g_autoptr(GArray) found = find_lines(model, rows);
    for (guint i = 0; i < found->len; i++) {
        const struct found_line *from = &g_array_index(found, struct found_line, i);
        struct line line = {
            .measure = rows->measure,
            .breakdown = from->key.breakdown,
            .category = from->key.category,
            .series = {NONE, NONE, NONE},
        };
        add_spans(model, rows, &line, from->first, from->end);
        lay_out(model, &line, i > 0);
        g_array_append_val(model->lines, line);
    }
}
