/* Numbers that readers have from other places than figures: the rows of each file, which the page of inputs tells.
 * Hiding them would be of no avail. Of the same measure all denominators are told, and what is full: a reader takes a
 * column that must be filled for full. Where a number told so is small, none is: some of them are hidden with it. */
#include "stages/disclose/disclose_hide.h"

static void never_hide(struct model *model, struct line *line, guint place, enum figure_part part)
{
    struct span *span = model_span(model, line->first_span + place);
    span->told |= part_bit(part);
    line->told[part] |= point_bit(place);
    if (span->figure != NONE)
        figures_at(model->figures, span->figure)->told |= part_bit(part);
}

static bool is_full(const struct model *model, const struct line *line, guint place)
{
    const struct span *span = model_span(model, line->first_span + place);
    return line->series[PART_REST] != NONE && model_number(model, line, span, PART_REST) == 0;
}

static const struct line *find_line(const struct model *model, const struct identity_term *term)
{
    return model_find_line(model, term->measure, term->breakdown, term->category);
}

static bool is_small(const struct model *model, const struct identity_term *term, gint64 threshold)
{
    const struct line *line = find_line(model, term);
    for (guint place = 0; line != NULL && place < line->n_spans; place++)
        if (hide_is_small(model, line, place, term->part, threshold))
            return true;
    return false;
}

/* All denominators of a measure, and what is full. */
static void tell_measure(struct model *model, const char *measure)
{
    for (guint i = model_lower_line(model, measure, "all", "");
         i < model->lines->len && g_str_equal(model_line(model, i)->measure->id, measure); i++) {
        struct line *line = model_line(model, i);
        for (guint place = 0; place < line->n_spans; place++) {
            never_hide(model, line, place, PART_DENOMINATOR);
            if (is_full(model, line, place))
                never_hide(model, line, place, PART_NUMERATOR);
        }
    }
}

static void tell_line(struct model *model, struct line *line, enum figure_part part)
{
    for (guint place = 0; place < line->n_spans; place++)
        never_hide(model, line, place, part == PART_DENOMINATOR ? part : PART_NUMERATOR);
}

static const struct identity_term *term_at(const struct identity *identity, guint index)
{
    return &g_array_index(identity->terms, struct identity_term, index);
}

/* All terms but the first are told elsewhere. */
static void tell_identity(struct model *model, const struct identity *identity, gint64 threshold)
{
    for (guint i = 1; i < identity->terms->len; i++) {
        const struct identity_term *term = term_at(identity, i);
        const struct line *line = find_line(model, term);
        if (line == NULL || is_small(model, term, threshold))
            continue;
        tell_measure(model, term->measure);
        tell_line(model, model_line(model, (guint)(line - model_line(model, 0))), term->part);
    }
}

void hide_never_told(struct model *model, const GPtrArray *identities, gint64 threshold)
{
    for (guint i = 0; i < identities->len; i++)
        if (((const struct identity *)identities->pdata[i])->is_told)
            tell_identity(model, identities->pdata[i], threshold);
}
