#include "stages/disclose/disclose.h"

#include "stages/disclose/disclose_group.h"
#include "stages/disclose/disclose_hide.h"
#include "stages/disclose/disclose_repair.h"
#include "stages/disclose/disclose_secure.h"

static void add_hidden(struct figures *figures, const struct line *line, const struct span *span)
{
    const struct figure figure = {
        .measure = line->measure,
        .period = span->period,
        .breakdown = line->breakdown,
        .category = line->category,
        .symbol = "c",
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
            if (span->hidden == 0)
                continue;
            if (span->figure != NONE)
                figure_hide(figures_at(model->figures, span->figure), (span->hidden & part_bit(PART_NUMERATOR)) != 0,
                            (span->hidden & part_bit(PART_DENOMINATOR)) != 0);
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

bool disclose(struct figures *figures, const struct disclosure_rules *rules, struct disclosure *disclosure,
              GError **error)
{
    struct disclosure counted = {0};
    g_autoptr(GArray) rows = figures_copy_rows(figures);
    struct model *model = model_new(figures, rules->measures, rules->identities, rules->as_at, error);
    if (model == NULL)
        return false;
    counted.n_primary = hide_primary(model, rules->threshold);
    hide_beside_groups(model, rules->groups, rules->threshold);
    secure_all(model, rules->threshold);
    apply(model);
    model_free(model);
    const struct audited audited = {figures, rows, rules->measures, rules->identities, rules->as_at, rules->threshold};
    const bool is_safe = disclose_repair(&audited, error);
    counted.n_rows = figures_count(figures) - rows->len;
    counted.n_secondary = count_hidden(figures) - counted.n_primary;
    if (disclosure != NULL)
        *disclosure = counted;
    return is_safe;
}
