#include "stages/disclose/disclose_group.h"

#include "stages/disclose/disclose_hide.h"

#include <string.h>

/* The lines of one row of a table, or of a split, from `first` on and before `end`. */
struct group_row {
    const struct figure_group *group;
    guint first, end;
    size_t prefix;            /* bytes of a category that name the row, with its bar */
    const struct line *whole; /* what they add up to; NULL: nothing is told of it */
};

static bool is_member(const struct group_row *row, const struct line *line)
{
    return g_strv_contains((const char *const *)row->group->categories, line->category + row->prefix);
}

static bool is_hidden(const struct model *model, const struct line *line, guint place)
{
    return (model_span(model, line->first_span + place)->hidden & part_bit(PART_NUMERATOR)) != 0;
}

static int64_t number_at(const struct model *model, const struct line *line, guint place)
{
    return model_number(model, line, model_span(model, line->first_span + place), PART_NUMERATOR);
}

static int64_t add_members(const struct model *model, const struct group_row *row, guint place)
{
    int64_t sum = 0;
    for (guint i = row->first; i < row->end; i++)
        if (is_member(row, model_line(model, i)))
            sum += number_at(model, model_line(model, i), place);
    return sum;
}

/* Whether the line is all of another measure, as the requests of parents are: hiding it would hide that headline. */
static bool is_total_elsewhere(const struct model *model, const struct line *line)
{
    if (line->series[PART_NUMERATOR] == NONE)
        return false;
    const struct series *series = model_series(model, line->series[PART_NUMERATOR]);
    const struct use *uses = model_uses(model, series);
    for (guint i = 0; i < series->n_uses; i++) {
        const struct relation *relation = model_relation(model, uses[i].relation);
        for (guint j = 0; relation->n_terms == 2 && j < 2; j++) {
            const guint other = model_series(model, model_term(model, relation->first_term + j)->series)->line;
            if (other != NONE && g_str_equal(model_line(model, other)->breakdown, "all"))
                return true;
        }
    }
    return false;
}

/* Whether less is lost with the line than with the one that was found. */
static bool is_cheaper(const struct model *model, const struct line *line, const struct line *found, guint place)
{
    if (found == NULL)
        return true;
    const bool is_total = is_total_elsewhere(model, line), is_found_total = is_total_elsewhere(model, found);
    return is_total == is_found_total ? number_at(model, line, place) < number_at(model, found, place) : is_found_total;
}

/* The smallest category beside the group that is not 0; NULL when there is none, or one is hidden as it is. */
static struct line *find_beside(const struct model *model, const struct group_row *row, guint place)
{
    struct line *found = NULL;
    for (guint i = row->first; i < row->end; i++) {
        struct line *line = model_line(model, i);
        if (is_member(row, line))
            continue;
        if (is_hidden(model, line, place))
            return NULL;
        if (number_at(model, line, place) > 0 && is_cheaper(model, line, found, place))
            found = line;
    }
    return found;
}

static void hide_in_row(struct model *model, const struct group_row *row, gint64 threshold)
{
    for (guint place = 0; row->whole != NULL && place < row->whole->n_spans; place++) {
        const int64_t sum = add_members(model, row, place);
        const struct period *period = &model_span(model, row->whole->first_span + place)->period;
        struct line *beside = NULL;
        if (period->kind == row->group->period && sum > 0 && sum < threshold && !is_hidden(model, row->whole, place))
            beside = find_beside(model, row, place);
        if (beside != NULL)
            hide_part(model, beside, place, PART_NUMERATOR);
    }
}

static bool is_of_row(const struct line *line, const struct measure *measure, const char *breakdown, const char *row,
                      size_t prefix)
{
    return line->measure == measure && g_str_equal(line->breakdown, breakdown) &&
           strncmp(line->category, row, prefix) == 0;
}

static void hide_beside(struct model *model, const struct figure_group *group, gint64 threshold)
{
    const char *measure = group->measure->id;
    g_autofree char *breakdown =
        group->by == NULL ? g_strdup(group->split) : g_strdup_printf("%s|%s", group->split, group->by);
    for (guint i = model_lower_line(model, measure, breakdown, ""), end; i < model->lines->len; i = end) {
        const struct line *line = model_line(model, i);
        const char *bar = group->by == NULL ? NULL : strchr(line->category, '|');
        const size_t prefix = bar == NULL ? 0 : (size_t)(bar - line->category) + 1;
        if (!is_of_row(line, group->measure, breakdown, line->category, prefix))
            return;
        for (end = i; end < model->lines->len &&
                      is_of_row(model_line(model, end), group->measure, breakdown, line->category, prefix);)
            end++;
        g_autofree char *name = prefix == 0 ? g_strdup("all") : g_strndup(line->category, prefix - 1);
        const struct group_row row = {group, i, end, prefix,
                                      model_find_line(model, measure, prefix == 0 ? "all" : group->split, name)};
        hide_in_row(model, &row, threshold);
    }
}

void hide_beside_groups(struct model *model, const GArray *groups, gint64 threshold)
{
    for (guint i = 0; i < groups->len; i++) {
        const struct figure_group *group = &g_array_index(groups, struct figure_group, i);
        if (group->measure->kind == MEASURE_COUNT && group->measure->counts_children)
            hide_beside(model, group, threshold);
    }
}
