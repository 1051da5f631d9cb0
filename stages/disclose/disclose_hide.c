#include "stages/disclose/disclose_hide.h"

void hide_part(const struct model *model, struct line *line, guint place, enum figure_part part)
{
    struct span *span = model_span(model, line->first_span + place);
    const enum figure_part parts[] = {part == PART_REST ? PART_NUMERATOR : part, PART_NUMERATOR};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (line->series[parts[i]] == NONE || !set_has(line->shown[parts[i]], place) ||
            (span->told & part_bit(parts[i])) != 0)
            continue;
        span->hidden |= part_bit(parts[i]);
        line->shown[parts[i]] &= ~point_bit(place);
    }
}

bool hide_is_small(const struct model *model, const struct line *line, guint place, enum figure_part part,
                   gint64 threshold)
{
    const int64_t number = model_number(model, line, model_span(model, line->first_span + place), part);
    return number > 0 && number < threshold * line->measure->amount_scale;
}

static void hide_small(const struct model *model, struct line *line, guint place, gint64 threshold)
{
    for (guint part = 0; part < N_PARTS; part++)
        if (hide_is_small(model, line, place, (enum figure_part)part, threshold))
            hide_part(model, line, place, (enum figure_part)part);
}

guint hide_primary(struct model *model, gint64 threshold)
{
    guint n = 0;
    for (guint i = 0; i < model->lines->len; i++) {
        struct line *line = model_line(model, i);
        for (guint place = 0; line->measure->counts_children && place < line->n_spans; place++) {
            if (model_span(model, line->first_span + place)->period.is_past)
                continue;
            hide_small(model, line, place, threshold);
            n += model_span(model, line->first_span + place)->hidden != 0;
        }
    }
    return n;
}

void hide_move(struct model *model, const struct move *move)
{
    for (guint i = 0; i < move->n_members; i++) {
        const struct series *series = model_series(model, move->members[i].series);
        if (series->line == NONE)
            continue;
        struct line *line = model_line(model, series->line);
        point_set changing = model_changing(model, line, move->members[i].set);
        for (; changing != 0; changing &= changing - 1) {
            hide_part(model, line, set_first(changing), series->part);
            model_span(model, line->first_span + set_first(changing))->secured |= part_bit(series->part);
        }
    }
}

static void hide_line(struct line *line, const struct model *model)
{
    for (guint place = 0; place < line->n_spans; place++)
        for (guint part = 0; part < N_PARTS; part++) {
            if (line->series[part] == NONE)
                continue;
            hide_part(model, line, place, (enum figure_part)part);
            model_span(model, line->first_span + place)->secured |= part_bit((enum figure_part)part);
        }
}

/* Of what counts no children as much as stands beside it: other codes of findings, not what their total adds up. */
static bool is_beside(const struct model *model, const struct series *series, guint other)
{
    const struct line *line = series->line == NONE ? NULL : model_line(model, series->line);
    const guint its = model_series(model, other)->line;
    return line == NULL || line->measure->counts_children ||
           (its != NONE && model_line(model, its)->measure == line->measure &&
            model_line(model, its)->breakdown == line->breakdown);
}

static void list_neighbours(const struct model *model, const struct series *series, GArray *found, bool *is_found)
{
    for (guint i = 0; i < series->n_uses; i++) {
        const struct relation *relation = model_relation(model, model_uses(model, series)[i].relation);
        for (guint j = 0; j < relation->n_terms; j++) {
            const guint other = model_term(model, relation->first_term + j)->series;
            if (is_found[other] || !is_beside(model, series, other))
                continue;
            g_array_append_val(found, other);
            is_found[other] = true;
        }
    }
}

void hide_related(struct model *model, guint series)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree bool *is_found = g_new0(bool, model->series->len);
    g_array_append_val(found, series);
    is_found[series] = true;
    for (guint i = 0; i < found->len; i++) {
        const struct series *s = model_series(model, g_array_index(found, guint, i));
        if (s->line != NONE)
            hide_line(model_line(model, s->line), model);
        list_neighbours(model, s, found, is_found);
    }
}
