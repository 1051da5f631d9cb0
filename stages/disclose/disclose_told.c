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

static bool has_small(const struct model *model, const struct line *line, enum figure_part part, gint64 threshold)
{
    for (guint place = 0; place < line->n_spans; place++)
        if (hide_is_small(model, line, place, part, threshold))
            return true;
    return false;
}

static void tell_term(struct model *model, const struct identity_term *term, gint64 threshold)
{
    const struct line *told = model_find_line(model, term->measure, term->breakdown, term->category);
    if (told == NULL || has_small(model, told, term->part, threshold))
        return;
    for (guint i = model_lower_line(model, term->measure, "all", "");
         i < model->lines->len && model_line(model, i)->measure == told->measure; i++) {
        struct line *line = model_line(model, i);
        for (guint place = 0; place < line->n_spans; place++) {
            never_hide(model, line, place, PART_DENOMINATOR);
            if (is_full(model, line, place) || (line == told && term->part != PART_DENOMINATOR))
                never_hide(model, line, place, PART_NUMERATOR);
        }
    }
}

void hide_never_told(struct model *model, const GPtrArray *identities, gint64 threshold)
{
    for (guint i = 0; i < identities->len; i++) {
        const struct identity *identity = identities->pdata[i];
        for (guint j = 1; identity->is_told && j < identity->terms->len; j++)
            tell_term(model, &g_array_index(identity->terms, struct identity_term, j), threshold);
    }
}
