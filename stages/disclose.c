#include "stages/disclose.h"

#include "stages/audit.h"
#include "stages/disclose_hide.h"

#include <pthread.h>

#define REST_PRICE 150 /* what it may cost to keep those who did not from being known, where they are many */

struct securing {
    struct model *model;
    struct finder *finder;
    gint64 threshold;
};

/* Proves a hidden part of a span safe, hiding more where it must. Those who did not, when they are many, may be known
 * where that is dear: both numbers that were hidden stay safe. */
static void secure(const struct securing *securing, struct line *line, guint place, enum figure_part part)
{
    struct model *model = securing->model;
    struct span *span = model_span(model, line->first_span + place);
    const guint series = line->series[part];
    const bool must = part != PART_REST || hide_is_small(model, line, place, part, securing->threshold);
    struct move move;
    if (move_find_free(model, series, span, &move) ||
        finder_cheap(securing->finder, series, span, must ? G_MAXINT64 : REST_PRICE, &move))
        hide_move(model, &move);
    else if (must)
        hide_related(model, series);
    else
        span->secured |= part_bit(part);
}

/* A hidden rate leaves three numbers to be guessed: those who did, those who did not and, if it is hidden, all of them.
 */
static bool needs_move(const struct line *line, const struct span *span, enum figure_part part)
{
    const bool is_hidden = (span->hidden >> (part == PART_REST ? PART_NUMERATOR : part) & 1) != 0;
    return is_hidden && line->series[part] != NONE && (span->secured >> part & 1) == 0;
}

static bool secure_line(const struct securing *securing, struct line *line, enum figure_part part)
{
    bool is_changed = false;
    for (guint place = 0; place < line->n_spans; place++) {
        if (!needs_move(line, model_span(securing->model, line->first_span + place), part))
            continue;
        secure(securing, line, place, part);
        is_changed = true;
    }
    return is_changed;
}

/* Denominators first, since they take numerators with them; and again for what was hidden meanwhile. */
static void secure_all(struct model *model, gint64 threshold)
{
    static const enum figure_part order[] = {PART_DENOMINATOR, PART_NUMERATOR, PART_REST};
    const struct securing securing = {model, finder_new(model), threshold};
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (guint i = 0; i < G_N_ELEMENTS(order); i++)
            for (guint j = 0; j < model->lines->len; j++)
                is_changed = secure_line(&securing, model_line(model, j), order[i]) || is_changed;
    }
    finder_free(securing.finder);
}

static void hide_figure(struct figure *figure, const struct span *span)
{
    if ((span->hidden & part_bit(PART_NUMERATOR)) != 0) {
        figure->has_numerator = false;
        figure->numerator = 0;
    }
    if ((span->hidden & part_bit(PART_DENOMINATOR)) != 0) {
        figure->has_denominator = false;
        figure->denominator = 0;
    }
    figure->has_value = false;
    figure->value = 0;
    figure->symbol = "c";
}

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
static void apply(const struct model *model, struct disclosure *disclosure)
{
    guint n_hidden = 0, n_rows = 0;
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        for (guint j = 0; j < line->n_spans; j++) {
            const struct span *span = model_span(model, line->first_span + j);
            if (span->hidden == 0)
                continue;
            n_hidden++;
            if (span->figure != NONE)
                hide_figure(figures_at(model->figures, span->figure), span);
            else
                add_hidden(model->figures, line, span);
            n_rows += span->figure == NONE;
        }
    }
    figures_finish(model->figures);
    disclosure->n_secondary = n_hidden - disclosure->n_primary;
    disclosure->n_rows = n_rows;
}

static void hide(struct model *model, gint64 threshold, struct disclosure *disclosure)
{
    disclosure->n_primary = hide_primary(model, threshold);
    secure_all(model, threshold);
    apply(model, disclosure);
}

struct disclosing {
    struct audited audited;
    GArray *rows; /* before anything was hidden */
    pthread_t thread;
    bool is_running;
    GError *error; /* the verdict; read once the thread has ended */
};

static void *attack_all(void *data)
{
    struct disclosing *disclosing = data;
    audit(&disclosing->audited, &disclosing->error);
    return NULL;
}

static void wait_for_audit(struct disclosing *disclosing)
{
    if (disclosing->is_running)
        pthread_join(disclosing->thread, NULL);
    disclosing->is_running = false;
}

static void begin_audit(struct disclosing *disclosing)
{
    disclosing->is_running = pthread_create(&disclosing->thread, NULL, attack_all, disclosing) == 0;
    if (!disclosing->is_running)
        attack_all(disclosing);
}

struct disclosing *disclose_begin(struct figures *figures, const struct measures *measures, const GPtrArray *identities,
                                  int32_t as_at, gint64 threshold, struct disclosure *disclosure, GError **error)
{
    struct disclosure counted = {0};
    g_autoptr(GArray) rows = figures_copy_rows(figures);
    struct model *model = model_new(figures, measures, identities, as_at, error);
    if (model == NULL)
        return NULL;
    hide(model, threshold, &counted);
    model_free(model);
    if (disclosure != NULL)
        *disclosure = counted;
    struct disclosing *disclosing = g_new0(struct disclosing, 1);
    disclosing->rows = g_steal_pointer(&rows);
    disclosing->audited = (struct audited){figures, disclosing->rows, measures, identities, as_at, threshold};
    begin_audit(disclosing);
    return disclosing;
}

bool disclose_end(struct disclosing *disclosing, GError **error)
{
    wait_for_audit(disclosing);
    if (disclosing->error == NULL)
        return true;
    g_propagate_error(error, g_steal_pointer(&disclosing->error));
    return false;
}

void disclose_free(struct disclosing *disclosing)
{
    if (disclosing == NULL)
        return;
    wait_for_audit(disclosing);
    g_clear_error(&disclosing->error);
    g_array_unref(disclosing->rows);
    g_free(disclosing);
}

bool disclose(struct figures *figures, const struct measures *measures, const GPtrArray *identities, int32_t as_at,
              gint64 threshold, struct disclosure *disclosure, GError **error)
{
    struct disclosing *disclosing = disclose_begin(figures, measures, identities, as_at, threshold, disclosure, error);
    const bool is_safe = disclosing != NULL && disclose_end(disclosing, error);
    disclose_free(disclosing);
    return is_safe;
}
