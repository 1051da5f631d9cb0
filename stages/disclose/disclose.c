#include "stages/disclose/disclose.h"

#include "stages/disclose/disclose_group.h"
#include "stages/disclose/disclose_hide.h"
#include "stages/disclose/disclose_past.h"
#include "stages/disclose/disclose_repair.h"
#include "stages/disclose/disclose_secure.h"

/* Of what editions told and the data no longer say, no equation can be set up. */
static void hide_row(struct figures *figures, const struct span *span)
{
    struct figure *figure = figures_at(figures, span->figure);
    figure_hide(figure, (span->hidden & part_bit(PART_NUMERATOR)) != 0 || span->is_silent,
                (span->hidden & part_bit(PART_DENOMINATOR)) != 0 || span->is_silent);
    figure->given = span->given;
    figure->symbol = span->is_silent ? "x" : figure->symbol;
}

static void add_hidden(struct figures *figures, const struct line *line, const struct span *span)
{
    const struct figure figure = {
        .measure = line->measure,
        .period = span->period,
        .breakdown = line->breakdown,
        .category = line->category,
        .symbol = span->is_silent ? "x" : "c",
        .given = span->given,
    };
    figures_add(figures, &figure);
}

/* What the model hides goes from the figures. */
static void apply(const struct model *model)
{
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        for (guint j = 0; j < line->n_spans; j++) {
            const struct span *span = model_span(model, line->first_span + j);
            if (span->hidden == 0 && !span->is_silent)
                continue;
            if (span->figure != NONE)
                hide_row(model->figures, span);
            else
                add_hidden(model->figures, line, span);
        }
    }
    figures_finish(model->figures);
}

static guint count_hidden(const struct figures *figures)
{
    guint n = 0;
    for (guint row = 0; row < figures_count(figures); row++)
        n += g_str_equal(figures_row(figures, row)->symbol, "c");
    return n;
}

/* What is known of earlier editions before anything is hidden for this one. */
static bool begin(struct model *model, const struct disclosure_rules *rules, struct disclosure *counted, GError **error)
{
    if (rules->past == NULL)
        return true;
    if (!take_past(model, rules->past, counted, error))
        return false;
    take_given(model, rules, counted);
    return true;
}

static bool hide_all(struct figures *figures, const struct disclosure_rules *rules, struct disclosure *counted,
                     GError **error)
{
    struct model *model = model_new(figures, rules, error);
    if (model == NULL)
        return false;
    const bool is_good = begin(model, rules, counted, error);
    if (is_good) {
        hide_never_told(model, rules->identities, rules->threshold);
        counted->n_primary = hide_primary(model, rules->threshold);
        hide_beside_groups(model, rules->groups, rules->threshold);
        secure_all(model, rules->threshold);
        apply(model);
    }
    model_free(model);
    return is_good;
}

bool disclose(struct figures *figures, const struct disclosure_rules *rules, struct disclosure *disclosure,
              GError **error)
{
    struct disclosure counted = {0};
    g_autoptr(GArray) rows = figures_copy_rows(figures);
    const struct audited audited = {figures,           rows,         figures_slots(figures), rules->measures,
                                    rules->identities, rules->as_at, rules->threshold};
    if (!hide_all(figures, rules, &counted, error))
        return false;
    if (!disclose_repair(&audited, &counted, error))
        return false;
    if (rules->past != NULL) {
        figures_remove_past(figures);
        hide_told(figures, rules->threshold);
    }
    counted.n_rows = figures_count(figures) - rows->len;
    counted.n_secondary = count_hidden(figures) - counted.n_primary;
    if (disclosure != NULL)
        *disclosure = counted;
    return true;
}
