/* The relations of a model: splits add up, two-way tables add up both ways, a denominator is its numerator and the
 * rest, and the identities. Moves are differences, so that a relation binds them also where the figures themselves
 * break it (a plan that ended before it began, audits without an overall grade): a reader would still use it in every
 * period that it does hold for. */
#include "stages/disclose/disclose_model.h"

#include <string.h>

/* What the terms come to at a point. */
static int64_t sum_at(const struct model *model, const struct term *terms, guint n_terms, guint point)
{
    int64_t sum = 0;
    for (guint i = 0; i < n_terms; i++)
        sum += terms[i].coefficient * model_values(model, model_series(model, terms[i].series))[point];
    return sum;
}

/* The points at which all terms are told. */
static point_set common_points(const struct model *model, const struct term *terms, guint n_terms)
{
    point_set common = ~(point_set)0;
    for (guint i = 0; i < n_terms; i++)
        common &= model_series(model, terms[i].series)->own;
    return common;
}

static bool all_are(const struct model *model, const struct term *terms, guint n_terms, bool is_state)
{
    for (guint i = 0; i < n_terms; i++)
        if (model_series(model, terms[i].series)->is_state != is_state)
            return false;
    return true;
}

void model_add_relation(struct model *model, const struct term *terms, guint n_terms)
{
    if (n_terms == 0 || common_points(model, terms, n_terms) == 0)
        return;
    const bool has_slack = model_series(model, terms[n_terms - 1].series)->line == NONE;
    const struct relation relation = {.first_term = model->terms->len, .n_terms = n_terms, .has_slack = has_slack};
    g_array_append_vals(model->terms, terms, n_terms);
    g_array_append_val(model->relations, relation);
}

static void add_term(GArray *terms, guint series, gint64 coefficient)
{
    const struct term term = {series, coefficient};
    g_array_append_val(terms, term);
}

static void take_relation(struct model *model, GArray *terms)
{
    model_add_relation(model, (const struct term *)(const void *)terms->data, terms->len);
    g_array_set_size(terms, 0);
}

/* The lines of a breakdown add up to `whole`, part by part. */
static void relate_breakdown(struct model *model, guint first, guint end, const struct line *whole)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(struct term));
    for (guint part = PART_NUMERATOR; part <= PART_DENOMINATOR; part++) {
        if (whole->series[part] == NONE)
            continue;
        for (guint i = first; i < end; i++)
            if (model_line(model, i)->series[part] != NONE)
                add_term(terms, model_line(model, i)->series[part], 1);
        add_term(terms, whole->series[part], -1);
        take_relation(model, terms);
    }
}

/* A cell of a two-way table: its line and those of its row and its column; NONE where no figure is of the split by
 * itself. */
struct cell {
    guint line, row, column;
};

static guint find_index(const struct model *model, const char *measure, const char *breakdown, const char *category)
{
    const struct line *line = model_find_line(model, measure, breakdown, category);
    return line == NULL ? NONE : (guint)(line - model_line(model, 0));
}

static bool has_split(const struct model *model, const char *measure, const char *split)
{
    const guint at = model_lower_line(model, measure, split, "");
    return at < model->lines->len && g_str_equal(model_line(model, at)->measure->id, measure) &&
           g_str_equal(model_line(model, at)->breakdown, split);
}

/* A `|` may stand inside a category: the place is right where both sides are categories of splits that have figures. */
static bool find_cell(const struct model *model, guint index, struct cell *cell)
{
    const struct line *line = model_line(model, index);
    const char *id = line->measure->id, *bar = strchr(line->breakdown, '|');
    g_autofree char *first = g_strndup(line->breakdown, (gsize)(bar - line->breakdown));
    const bool has_rows = has_split(model, id, first), has_columns = has_split(model, id, bar + 1);
    for (const char *at = strchr(line->category, '|'); (has_rows || has_columns) && at != NULL;
         at = strchr(at + 1, '|')) {
        g_autofree char *category = g_strndup(line->category, (gsize)(at - line->category));
        cell->line = index;
        cell->row = find_index(model, id, first, category);
        cell->column = find_index(model, id, bar + 1, at + 1);
        if ((cell->row != NONE || !has_rows) && (cell->column != NONE || !has_columns))
            return true;
    }
    return false;
}

static void relate_margin(struct model *model, const GArray *cells, guint margin, bool is_row, enum figure_part part)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(struct term));
    for (guint i = 0; i < cells->len; i++) {
        const struct cell *cell = &g_array_index(cells, struct cell, i);
        const guint series = model_line(model, cell->line)->series[part];
        if ((is_row ? cell->row : cell->column) == margin && series != NONE)
            add_term(terms, series, 1);
    }
    if (terms->len == 0 || model_line(model, margin)->series[part] == NONE)
        return;
    add_term(terms, model_line(model, margin)->series[part], -1);
    take_relation(model, terms);
}

/* A category of the split that the table has no cell of is 0. */
static void relate_empty(struct model *model, const GArray *cells, bool is_row, GHashTable *seen)
{
    const struct cell *cell = &g_array_index(cells, struct cell, 0);
    const guint margin = is_row ? cell->row : cell->column;
    if (margin == NONE)
        return;
    const struct line *of = model_line(model, margin);
    for (guint i = model_lower_line(model, of->measure->id, of->breakdown, "");
         i < model->lines->len && model_line(model, i)->breakdown == of->breakdown &&
         model_line(model, i)->measure == of->measure;
         i++)
        for (guint part = 0; !g_hash_table_contains(seen, GUINT_TO_POINTER(i + 1)) && part < N_PARTS; part++) {
            const struct term term = {model_line(model, i)->series[part], 1};
            if (term.series != NONE)
                model_add_relation(model, &term, 1);
        }
}

/* Each row or column once: the first cell in it speaks for it. */
static void relate_margins(struct model *model, const GArray *cells, bool is_row)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < cells->len; i++) {
        const struct cell *cell = &g_array_index(cells, struct cell, i);
        const guint margin = is_row ? cell->row : cell->column;
        if (margin == NONE || !g_hash_table_add(seen, GUINT_TO_POINTER(margin + 1)))
            continue;
        for (guint part = PART_NUMERATOR; part <= PART_DENOMINATOR; part++)
            relate_margin(model, cells, margin, is_row, (enum figure_part)part);
    }
    relate_empty(model, cells, is_row, seen);
}

/* False when it is no table of two splits of which one at least has figures of its own. */
static bool relate_pairs(struct model *model, guint first, guint end)
{
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct cell));
    struct cell cell;
    for (guint i = first; i < end; i++)
        if (find_cell(model, i, &cell))
            g_array_append_val(cells, cell);
    if (cells->len < end - first)
        return false;
    relate_margins(model, cells, true);
    relate_margins(model, cells, false);
    return true;
}

static void relate_splits(struct model *model)
{
    const struct line *whole = NULL;
    for (guint i = 0, end; i < model->lines->len; i = end) {
        const struct line *line = model_line(model, i);
        for (end = i; end < model->lines->len && model_line(model, end)->measure == line->measure &&
                      model_line(model, end)->breakdown == line->breakdown;)
            end++;
        if (g_str_equal(line->breakdown, "all"))
            whole = line;
        else if (strchr(line->breakdown, '|') != NULL && relate_pairs(model, i, end))
            continue;
        else if (whole != NULL && whole->measure == line->measure)
            relate_breakdown(model, i, end, whole);
    }
}

static void relate_parts(struct model *model)
{
    for (guint i = 0; i < model->lines->len; i++) {
        const guint *series = model_line(model, i)->series;
        if (series[PART_NUMERATOR] == NONE || series[PART_DENOMINATOR] == NONE || series[PART_REST] == NONE)
            continue;
        const struct term terms[] = {
            {series[PART_NUMERATOR], 1}, {series[PART_REST], 1}, {series[PART_DENOMINATOR], -1}};
        model_add_relation(model, terms, G_N_ELEMENTS(terms));
    }
}

static bool has_measure(const struct model *model, const char *measure)
{
    const guint at = model_lower_line(model, measure, "all", "");
    return at < model->lines->len && g_str_equal(model_line(model, at)->measure->id, measure);
}

/* The terms for one line, or as they are written; none when a measure or a part of it is missing. A category that never
 * occurs is 0. */
static void collect_terms(const struct model *model, const struct identity *identity, const struct line *general,
                          GArray *terms)
{
    for (guint i = 0; i < identity->terms->len; i++) {
        const struct identity_term *term = &g_array_index(identity->terms, struct identity_term, i);
        const struct line *line =
            model_find_line(model, term->measure, general == NULL ? term->breakdown : general->breakdown,
                            general == NULL ? term->category : general->category);
        const guint series = line == NULL ? NONE : line->series[term->part];
        if (series == NONE && (line != NULL || !has_measure(model, term->measure))) {
            g_array_set_size(terms, 0);
            return;
        }
        if (series != NONE)
            add_term(terms, series, term->coefficient);
    }
}

/* The total of what "at most" lacks at a point, and what everybody knows of it. Where the figures break it, it lacks
 * nothing. */
static void take_slack(const struct model *model, const GArray *terms, struct series *slack, int64_t *values,
                       guint point)
{
    const struct term *all = (const struct term *)(const void *)terms->data;
    const bool is_first = (slack->own & (point_bit(point) - 1)) == 0;
    const int64_t before = slack->is_state ? 0 : values[point - 1];
    if (!set_has(slack->own, point)) {
        values[point] = before;
        slack->tied |= slack->is_state || is_first ? 0 : point_bit(point - 1);
        return;
    }
    const int64_t lacking = -sum_at(model, all, terms->len, point);
    values[point] = slack->is_state || !is_first ? MAX(lacking, before) : lacking;
    if (slack->is_state || !is_first)
        slack->empty |= values[point] == before ? point_bit(slack->is_state ? point : point - 1) : 0;
}

/* Gives "at most" what it lacks to be equal; false when it is of days and events both. */
static bool add_slack(struct model *model, GArray *terms)
{
    const struct term *all = (const struct term *)(const void *)terms->data;
    struct series slack = {.line = NONE, .part = PART_REST, .is_state = all_are(model, all, terms->len, true)};
    slack.own = common_points(model, all, terms->len);
    int64_t values[MOST_POINTS] = {0};
    if (!slack.is_state && !all_are(model, all, terms->len, false))
        return false;
    for (guint point = GROUND + 1; point < model->n_points; point++)
        take_slack(model, terms, &slack, values, point);
    add_term(terms, model_add_series(model, &slack, values), 1);
    return true;
}

/* Of what is told in other places, or only seen, it matters: the rows of a file of another day are no open plans of
 * this one. */
static bool holds(const struct model *model, const GArray *terms)
{
    const struct term *all = (const struct term *)(const void *)terms->data;
    for (point_set common = common_points(model, all, terms->len); common != 0; common &= common - 1)
        if (sum_at(model, all, terms->len, set_first(common)) != 0)
            return false;
    return true;
}

static void relate_identity(struct model *model, const struct identity *identity, const struct line *general)
{
    g_autoptr(GArray) terms = g_array_new(FALSE, FALSE, sizeof(struct term));
    collect_terms(model, identity, general, terms);
    if ((identity->is_told || identity->is_seen) && terms->len > 0 && !holds(model, terms))
        return;
    if (terms->len > 0 && (!identity->is_at_most || add_slack(model, terms)))
        take_relation(model, terms);
}

static void relate_lines(struct model *model, const struct identity *identity)
{
    const char *measure = g_array_index(identity->terms, struct identity_term, 0).measure;
    for (guint i = model_lower_line(model, measure, "all", "");
         i < model->lines->len && g_str_equal(model_line(model, i)->measure->id, measure); i++)
        relate_identity(model, identity, model_line(model, i));
}

static void index_relation(struct model *model, guint index)
{
    const struct relation *relation = model_relation(model, index);
    for (guint i = 0; i < relation->n_terms; i++) {
        struct term *term = model_term(model, relation->first_term + i);
        if (relation->n_terms == 2)
            term->coefficient = term->coefficient > 0 ? 1 : -1;
        struct series *series = model_series(model, term->series);
        const struct use use = {index, term->coefficient};
        g_array_index(model->uses, struct use, series->first_use + series->n_uses++) = use;
    }
}

/* Each series learns the relations it is a term of. */
static void index_uses(struct model *model)
{
    for (guint i = 0; i < model->terms->len; i++)
        model_series(model, model_term(model, i)->series)->n_uses++;
    guint n_uses = 0;
    for (guint i = 0; i < model->series->len; i++) {
        model_series(model, i)->first_use = n_uses;
        n_uses += model_series(model, i)->n_uses;
        model_series(model, i)->n_uses = 0;
    }
    g_array_set_size(model->uses, n_uses);
    for (guint i = 0; i < model->relations->len; i++)
        index_relation(model, i);
}

void model_relate(struct model *model, const GPtrArray *identities)
{
    relate_splits(model);
    relate_parts(model);
    for (guint i = 0; i < identities->len; i++) {
        if (identity_is_general(identities->pdata[i]))
            relate_lines(model, identities->pdata[i]);
        else
            relate_identity(model, identities->pdata[i], NULL);
    }
    model_relate_same(model);
    index_uses(model);
}
