#include "stages/disclose.h"
#include <stdlib.h>
#include <time.h>
#include <stdio.h>

#include "stages/audit.h"
#include "stages/disclose_move.h"

#define BIT(part) ((guint8)(1u << (part)))

static bool is_small(int64_t number, gint64 threshold)
{
    return number > 0 && number < threshold;
}

/* Hides a part of a span; with a denominator the numerator goes, since one without the other is of no use. */
static void hide_part(const struct model *model, struct line *line, guint place, enum figure_part part)
{
    struct span *span = model_span(model, line->first_span + place);
    const enum figure_part parts[] = {part == PART_REST ? PART_NUMERATOR : part, PART_NUMERATOR};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        if (line->series[parts[i]] == NONE)
            continue;
        span->hidden |= BIT(parts[i]);
        line->shown[parts[i]] &= ~point_bit(place);
    }
}

/* What is too small to be shown for its own sake. */
static void hide_small(const struct model *model, struct line *line, guint place, gint64 threshold)
{
    const struct span *span = model_span(model, line->first_span + place);
    for (guint part = 0; part < N_PARTS; part++) {
        if (line->series[part] == NONE || span->figure == NONE)
            continue;
        if (is_small(model_number(model, model_series(model, line->series[part]), span), threshold))
            hide_part(model, line, place, (enum figure_part)part);
    }
}

static guint hide_primary(struct model *model, gint64 threshold)
{
    guint n = 0;
    for (guint i = 0; i < model->lines->len; i++) {
        struct line *line = model_line(model, i);
        for (guint j = 0; line->measure->counts_children && j < line->n_spans; j++) {
            hide_small(model, line, j, threshold);
            n += model_span(model, line->first_span + j)->hidden != 0;
        }
    }
    return n;
}

/* All that the move changes is hidden and, being another solution, safe. */
static void take_move(struct model *model, const struct move *move)
{
    for (guint i = 0; i < move->n_members; i++) {
        const struct series *series = model_series(model, move->members[i].series);
        if (series->line == NONE)
            continue;
        struct line *line = model_line(model, series->line);
        point_set changing = model_changing(model, line, move->members[i].set);
        for (; changing != 0; changing &= changing - 1) {
            hide_part(model, line, set_first(changing), series->part);
            model_span(model, line->first_span + set_first(changing))->secured |= BIT(series->part);
        }
    }
}

/* All of a line is hidden: nothing is told, so nothing can be worked out. */
static void hide_line(struct line *line, const struct model *model)
{
    for (guint i = 0; i < line->n_spans; i++)
        for (guint part = 0; part < N_PARTS; part++) {
            if (line->series[part] == NONE)
                continue;
            hide_part(model, line, i, (enum figure_part)part);
            model_span(model, line->first_span + i)->secured |= BIT(part);
        }
}

/* The last resort, where no move was found: every figure that any relation ties to the series, however distantly. */
static void hide_related(struct model *model, guint series)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree bool *is_found = g_new0(bool, model->series->len);
    g_array_append_val(found, series);
    is_found[series] = true;
    for (guint i = 0; i < found->len; i++) {
        const struct series *s = model_series(model, g_array_index(found, guint, i));
        if (s->line != NONE)
            hide_line(model_line(model, s->line), model);
        for (guint j = 0; j < s->n_uses; j++) {
            const struct relation *relation = model_relation(model, model_uses(model, s)[j].relation);
            for (guint k = 0; k < relation->n_terms; k++) {
                const guint other = model_term(model, relation->first_term + k)->series;
                if (!is_found[other])
                    g_array_append_val(found, other);
                is_found[other] = true;
            }
        }
    }
}

int n_free, n_cheap, n_last; gint64 t_free, t_cheap;
static void secure(struct model *model, struct finder *finder, guint series, struct span *span, gint64 threshold)
{
    const struct series *ss=model_series(model,series); bool must= ss->part!=PART_REST || is_small(model_number(model,ss,span),threshold);
    struct move move;
    extern gint64 t_free,t_cheap; extern int n_free,n_cheap,n_last;
    gint64 a=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC);
    bool f=move_find_free(model, series, span, &move);
    gint64 b=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC); t_free+=b-a; if(f) n_free++;
    if (!f) { f=finder_cheap(finder,series,span,must?G_MAXINT64:150,&move); if(f) n_cheap++;}
    t_cheap+=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC)-b;
    if (f)
        take_move(model, &move);
    else if (!must) span->secured|=BIT(PART_REST); else {
        struct line *l=model_line(model,model_series(model,series)->line); n_last++;
        g_printerr("LAST %s %s %s part %d points %d-%d\n",l->measure->ref,l->breakdown,l->category,model_series(model,series)->part,span->from,span->to);
        hide_related(model, series);
        }
}

/* A hidden rate leaves three numbers to be guessed: those who did, those who did not and, if it is hidden, all of them. */
static bool needs_move(const struct line *line, const struct span *span, enum figure_part part)
{
    const bool is_hidden = (span->hidden >> (part == PART_REST ? PART_NUMERATOR : part) & 1) != 0;
    return is_hidden && line->series[part] != NONE && (span->secured >> part & 1) == 0;
}

static bool secure_line(struct model *model, struct finder *finder, struct line *line, enum figure_part part, gint64 threshold)
{
    bool is_changed = false;
    for (guint i = 0; i < line->n_spans; i++) {
        struct span *span = model_span(model, line->first_span + i);
        if (!needs_move(line, span, part))
            continue;
        secure(model, finder, line->series[part], span, threshold);
        is_changed = true;
    }
    return is_changed;
}

/* Denominators first, since they take numerators with them; and again for what was hidden meanwhile. */
static void secure_all(struct model *model, gint64 threshold)
{
    static const enum figure_part order[] = {PART_DENOMINATOR, PART_NUMERATOR, PART_REST};
    struct finder *finder=finder_new(model);
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (guint i = 0; i < G_N_ELEMENTS(order); i++)
            for (guint j = 0; j < model->lines->len; j++)
                is_changed = secure_line(model, finder, model_line(model, j), order[i], threshold) || is_changed;
    }
    finder_free(finder);
}

static void hide_figure(struct figure *figure, const struct span *span)
{
    if ((span->hidden & BIT(PART_NUMERATOR)) != 0) {
        figure->has_numerator = false;
        figure->numerator = 0;
    }
    if ((span->hidden & BIT(PART_DENOMINATOR)) != 0) {
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

bool disclose(struct figures *figures, const struct measures *measures, const GPtrArray *identities, int32_t as_at,
              gint64 threshold, struct disclosure *disclosure, GError **error)
{
    struct disclosure counted = {0};
    GArray *rows=figures_copy_rows(figures);
    gint64 t0=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC);
    struct model *model = model_new(figures, measures, identities, as_at, error);
    if (model == NULL)
        return false;
    gint64 t1=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC);
    counted.n_primary = hide_primary(model, threshold);
    secure_all(model, threshold);
    gint64 t2=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC);
    apply(model, &counted);
    gint64 t3=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC);
    g_printerr("free %d %.1f cheap %d %.1f last %d\n",n_free,(double)t_free/1e3,n_cheap,(double)t_cheap/1e3,n_last);
    g_printerr("build %.1f secure %.1f apply %.1f ms; lines %u spans %u series %u relations %u points %u primary %u secondary %u rows %u\n",(double)(t1-t0)/1e3,(double)(t2-t1)/1e3,(double)(t3-t2)/1e3,model->lines->len,model->spans->len,model->series->len,model->relations->len,model->n_points,counted.n_primary,counted.n_secondary,counted.n_rows);
    model_free(model);
    gint64 t4=(gint64)((double)clock()*1000000.0/CLOCKS_PER_SEC);
    const struct audited audited={figures,rows,measures,identities,as_at,threshold};
    bool ok=audit(&audited,error);
    g_printerr("audit %.1f\n",((double)clock()*1000000.0/CLOCKS_PER_SEC-(double)t4)/1e3);
    g_array_unref(rows);
    if (!ok) return false;
    if (disclosure != NULL)
        *disclosure = counted;
    return true;
}
