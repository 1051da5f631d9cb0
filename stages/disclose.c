#include "stages/disclose.h"

#include "stages/audit.h"
#include "stages/disclose_hide.h"
#include "stages/disclose_secure.h"

#include <pthread.h>

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
    bool is_running, is_due; /* the thread; the audit itself */
    GError *error;           /* the verdict; read once the thread has ended */
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

/* Two processors have enough to do with the PDF and the workbook: there the audit waits for its verdict to be asked
 * for.
 */
static void begin_audit(struct disclosing *disclosing)
{
    disclosing->is_running =
        g_get_num_processors() > 2 && pthread_create(&disclosing->thread, NULL, attack_all, disclosing) == 0;
    disclosing->is_due = !disclosing->is_running;
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
    if (disclosing->is_due)
        attack_all(disclosing);
    disclosing->is_due = false;
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
