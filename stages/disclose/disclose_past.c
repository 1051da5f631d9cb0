#include "stages/disclose/disclose_past.h"

#include "pipeline/lib/error.h"
#include "stages/disclose/audit.h"
#include "stages/disclose/disclose_hide.h"

#define FEW_TOLD 50 /* numbers of which many may have been corrected by chance */

/* How many numbers above 0 are as they were told, and how many are not. */
struct match {
    guint n_same, n_other;
};

static bool refuse_stranger(const struct match *match, GError **error)
{
    const guint n = match->n_same + match->n_other;
    if (n < FEW_TOLD || match->n_same >= n / 2)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                "--published: %u of the %u numbers told there are others today: the files are of another council, or "
                "the data were replaced since, and then leave them out; nothing was published",
                match->n_other, n);
    return false;
}

static void count_word(struct match *match, enum past_word word, int64_t number)
{
    match->n_same += word == PAST_TOLD && number > 0;
    match->n_other += word == PAST_CORRECTED;
}

/* Nobody was told: it is in no equation, and needs no proof. */
static void silence(struct line *line, struct span *span, guint place)
{
    span->is_silent = true;
    span->hidden = part_bit(PART_NUMERATOR) | part_bit(PART_DENOMINATOR);
    span->secured = span->hidden | part_bit(PART_REST);
    line->shown[PART_NUMERATOR] &= ~point_bit(place);
    line->shown[PART_DENOMINATOR] &= ~point_bit(place);
}

/* A number of a past period that was corrected since binds today's as though it had not been: a reader does not know
 * what else was. But it is no equation of the audit's, as today's numbers break it. */
static void take_words(const struct model *model, struct line *line, guint place, const enum past_word words[static 2])
{
    struct span *span = model_span(model, line->first_span + place);
    for (guint part = 0; part < 2; part++) {
        const bool binds = words[part] == PAST_TOLD || (words[part] == PAST_CORRECTED && span->period.is_past);
        span->told |= binds ? part_bit((enum figure_part)part) : 0;
        line->told[part] |= binds ? point_bit(place) : 0;
        span->is_silent = span->is_silent || (words[part] == PAST_CORRECTED && span->period.is_past);
    }
    for (guint part = 0; part < 2; part++)
        if (words[part] == PAST_HIDDEN && line->measure->counts_children)
            hide_part(model, line, place, (enum figure_part)part);
    if (span->figure != NONE)
        figures_at(model->figures, span->figure)->told = span->told;
}

/* A year that is not over tells each edition's own days: the cost of the plans open when it was made. */
static bool is_of_its_edition(const struct model *model, const struct period *period)
{
    return period_kind_is_year(period->kind) && period->end > model->as_at;
}

static void take_span(struct model *model, const struct past *past, struct line *line, guint place, struct match *match)
{
    struct span *span = model_span(model, line->first_span + place);
    const struct past_question question = {
        line->measure,
        line->breakdown,
        line->category,
        span->period,
        {model_number(model, line, span, PART_NUMERATOR), model_number(model, line, span, PART_DENOMINATOR)}};
    enum past_word words[2];
    past_ask(past, &question, words);
    if (is_of_its_edition(model, &span->period))
        words[0] = words[1] = PAST_SILENT;
    for (guint part = 0; part < 2; part++)
        count_word(match, !line->measure->counts_children || line->series[part] == NONE ? PAST_SILENT : words[part],
                   question.numbers[part]);
    if (span->period.is_past && words[0] == PAST_SILENT && words[1] == PAST_SILENT)
        silence(line, span, place);
    else
        take_words(model, line, place, words);
}

bool take_past(struct model *model, const struct past *past, struct disclosure *disclosure, GError **error)
{
    struct match match = {0};
    for (guint i = 0; i < model->lines->len; i++)
        for (guint place = 0; place < model_line(model, i)->n_spans; place++)
            take_span(model, past, model_line(model, i), place, &match);
    model->has_past = true;
    disclosure->n_corrected = match.n_other;
    return refuse_stranger(&match, error);
}

/* A figure and the span it stands for. */
struct place {
    guint line, span;
};

/* Figures as a reader knows them who has earlier editions alone, in the order of the model's spans. */
struct knowledge {
    struct figures *figures;
    GArray *counted; /* struct figure */
    GArray *places;  /* struct place, one a figure */
};

static bool is_all_told(const struct line *line, const struct span *span)
{
    for (guint part = 0; part < 2; part++)
        if (line->series[part] != NONE && (span->told >> part & 1) == 0)
            return false;
    return true;
}

/* With what it comes to; what is not told is taken from it later. */
static void know_span(struct knowledge *knowledge, const struct model *model, guint line_index, guint span_index)
{
    const struct line *line = model_line(model, line_index);
    const struct span *span = model_span(model, span_index);
    const struct place place = {line_index, span_index};
    const struct figure none = {.measure = line->measure,
                                .period = span->period,
                                .breakdown = line->breakdown,
                                .category = line->category,
                                .symbol = "c"};
    if (span->figure == NONE && is_all_told(line, span))
        return;
    figures_add(knowledge->figures, span->figure == NONE ? &none : figures_row(model->figures, span->figure));
    g_array_append_val(knowledge->places, place);
}

static void know_all(struct knowledge *knowledge, const struct model *model, const struct past *past)
{
    for (guint i = 0; i < model->lines->len; i++) {
        const struct line *line = model_line(model, i);
        for (guint j = line->first_span; j < line->first_span + line->n_spans; j++)
            if (past_tells(past, line->measure, &model_span(model, j)->period))
                know_span(knowledge, model, i, j);
    }
}

/* Lines of the model are in the order of figures, and so are the rows made of them. */
static void forget_untold(struct knowledge *knowledge, const struct model *model)
{
    for (guint row = 0; row < knowledge->places->len; row++) {
        const struct place *place = &g_array_index(knowledge->places, struct place, row);
        const struct span *span = model_span(model, place->span);
        struct figure *figure = figures_at(knowledge->figures, row);
        const guint8 told = span->is_silent ? 0 : span->told;
        if (span->figure != NONE)
            g_array_append_vals(knowledge->counted, figure, 1);
        if (span->is_silent || !is_all_told(model_line(model, place->line), span))
            figure_hide(figure, (told & part_bit(PART_NUMERATOR)) == 0, (told & part_bit(PART_DENOMINATOR)) == 0);
        if (span->is_silent)
            figure->symbol = "x";
    }
}

/* Rests are hidden with their numerators. */
static bool was_hidden(const struct span *span, enum figure_part part)
{
    return (span->hidden >> (part == PART_REST ? PART_NUMERATOR : part) & 1) != 0;
}

static void take_finding(struct model *model, const struct place *place, enum figure_part part, gint64 threshold,
                         struct disclosure *disclosure)
{
    const struct line *line = model_line(model, place->line);
    struct span *span = model_span(model, place->span);
    const guint index = place->span - line->first_span;
    span->given |= part_bit(part);
    span->secured |= part_bit(part);
    disclosure->n_given += was_hidden(span, part);
    disclosure->n_small_given += was_hidden(span, part) && hide_is_small(model, line, index, part, threshold);
}

void take_given(struct model *model, const struct disclosure_rules *rules, struct disclosure *disclosure)
{
    struct knowledge knowledge = {figures_new(), g_array_new(FALSE, FALSE, sizeof(struct figure)),
                                  g_array_new(FALSE, FALSE, sizeof(struct place))};
    know_all(&knowledge, model, rules->past);
    figures_finish(knowledge.figures);
    forget_untold(&knowledge, model);
    const struct audited audited = {knowledge.figures, knowledge.counted, figures_slots(model->figures),
                                    rules->measures,   rules->identities, rules->as_at,
                                    rules->threshold};
    g_autoptr(GArray) findings = audit_find(&audited);
    for (guint i = 0; i < findings->len; i++) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        take_finding(model, &g_array_index(knowledge.places, struct place, finding->row), finding->part,
                     rules->threshold, disclosure);
    }
    g_array_unref(knowledge.places);
    g_array_unref(knowledge.counted);
    figures_free(knowledge.figures);
}

static bool is_small(const struct figure *figure, int64_t number, gint64 threshold)
{
    return number > 0 && number < threshold * figure->measure->amount_scale;
}

void hide_told(struct figures *figures, gint64 threshold)
{
    for (guint row = 0; row < figures_count(figures); row++) {
        struct figure *figure = figures_at(figures, row);
        if (figure->told == 0 || !figure->measure->counts_children)
            continue;
        const bool is_few = figure->has_denominator && is_small(figure, figure->denominator, threshold);
        const bool has_rest = figure->measure->kind == MEASURE_RATE || figure->measure->kind == MEASURE_RATIO;
        const bool is_rest = has_rest && figure->has_numerator && figure->has_denominator &&
                             is_small(figure, figure->denominator - figure->numerator, threshold);
        if (is_few || is_rest || (figure->has_numerator && is_small(figure, figure->numerator, threshold)))
            figure_hide(figure, true, is_few);
    }
}
