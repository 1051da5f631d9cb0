/* Equations between measures: ratios of two measures, and the identities. */
#include "stages/disclose/audit_private.h"

/* The figure of a measure for the period of another. A day stands for the period's last one. */
static const struct figure *figure_in(const struct auditor *auditor, const char *measure, const char *breakdown,
                                      const char *category, const struct period *period)
{
    const struct figures *figures = auditor->audited->published;
    const struct figure *figure = figures_find(figures, measure, breakdown, category, period->kind, period->end);
    return figure != NULL ? figure : figures_find(figures, measure, breakdown, category, PERIOD_DAY, period->end);
}

/* Each part of a ratio of two measures is the count of one of them. */
static void add_ratio(struct auditor *auditor, const struct figure *figure)
{
    const char *const parts[] = {figure->measure->numerator, figure->measure->denominator};
    for (guint part = 0; part < G_N_ELEMENTS(parts); part++) {
        const struct figure *own =
            figure_in(auditor, parts[part], figure->breakdown, figure->category, &figure->period);
        if (own == NULL || !own->measure->counts_children)
            continue;
        auditor_add_term(auditor, figure, (enum figure_part)part, 1);
        auditor_add_term(auditor, own, PART_NUMERATOR, -1);
        auditor_end_equation(auditor, false);
    }
}

struct link {
    struct auditor *auditor;
    const struct identity *identity;
    const struct figure *general; /* the line that stands for `*`; NULL: as the identity is written */
    const GPtrArray *measures;    /* const struct measure *, of each term; NULL: there is none of the name */
};

static const char *breakdown_of(const struct link *link, const struct identity_term *term)
{
    return link->general == NULL ? term->breakdown : link->general->breakdown;
}

static const char *category_of(const struct link *link, const struct identity_term *term)
{
    return link->general == NULL ? term->category : link->general->category;
}

static const struct identity_term *term_at(const struct link *link, guint index)
{
    return &g_array_index(link->identity->terms, struct identity_term, index);
}

/* The measure's `all` for the period: it tells whether the measure has such a period at all. */
static bool has_period(const struct link *link, const char *measure, const struct period *period)
{
    const struct figure *figure =
        figures_find(link->auditor->audited->published, measure, "all", "all", period->kind, period->end);
    return figure != NULL && !g_str_equal(figure->symbol, "x");
}

/* A measure of a year is taken as it stands at as-at. */
static bool has_year(const struct measure *measure)
{
    return !measure->counts_children && measure->n_periods > 0 && period_kind_is_year(measure->periods[0]);
}

static void add_year_term(const struct link *link, const struct identity_term *term, const struct measure *measure)
{
    const struct figures *figures = link->auditor->audited->published;
    g_autoptr(GPtrArray) series =
        figures_series(figures, term->measure, breakdown_of(link, term), category_of(link, term), measure->periods[0]);
    for (guint i = 0; i < series->len; i++) {
        const struct figure *figure = series->pdata[i];
        if (figure->period.start <= link->auditor->audited->as_at &&
            link->auditor->audited->as_at <= figure->period.end)
            auditor_add_term(link->auditor, figure, term->part, term->coefficient);
    }
}

static void add_term(const struct link *link, const struct identity_term *term, const struct period *period, int sign)
{
    const struct figure *figure =
        figures_find(link->auditor->audited->published, term->measure, breakdown_of(link, term),
                     category_of(link, term), period->kind, period->end);
    if (figure != NULL)
        auditor_add_term(link->auditor, figure, term->part, sign * term->coefficient);
}

static const struct measure *measure_of(const struct link *link, guint index)
{
    return link->measures->pdata[index];
}

/* The caller unrefs. */
static GPtrArray *find_measures(const struct auditor *auditor, const struct identity *identity)
{
    GPtrArray *measures = g_ptr_array_new();
    for (guint i = 0; i < identity->terms->len; i++) {
        const char *name = g_array_index(identity->terms, struct identity_term, i).measure;
        g_ptr_array_add(measures, (void *)(uintptr_t)measures_find(auditor->audited->measures, name));
    }
    return measures;
}

/* The identity for one period: days are set against days, events against events; between both, what the days differ by.
 */
static void add_period(const struct link *link, const struct period *period)
{
    const struct period last = {.kind = PERIOD_DAY, .end = period->end},
                        before = {.kind = PERIOD_DAY, .end = period->start - 1};
    bool is_whole = true;
    for (guint i = 0; i < link->identity->terms->len; i++) {
        const struct measure *measure = measure_of(link, i);
        const bool is_day = measure != NULL && measure->when != WHEN_EVENT && period->kind != PERIOD_CENSUS;
        if (measure == NULL)
            is_whole = false;
        else if (has_year(measure))
            is_whole = is_whole && period->end == link->auditor->audited->as_at;
        else if (is_day && period->kind != PERIOD_DAY)
            is_whole = is_whole && has_period(link, measure->id, &last) && has_period(link, measure->id, &before);
        else
            is_whole = is_whole && has_period(link, measure->id, period);
    }
    for (guint i = 0; is_whole && i < link->identity->terms->len; i++) {
        const struct identity_term *term = term_at(link, i);
        const struct measure *measure = measure_of(link, i);
        const bool is_day = measure->when != WHEN_EVENT && period->kind != PERIOD_CENSUS && period->kind != PERIOD_DAY;
        if (has_year(measure))
            add_year_term(link, term, measure);
        else
            add_term(link, term, is_day ? &last : period, 1);
        if (is_day)
            add_term(link, term, &before, -1);
    }
    auditor_end_equation(link->auditor, link->identity->is_at_most);
}

/* Every period of the first event measure among the terms, else of the first that is told by days or censuses. */
static const struct measure *leading_measure(const struct link *link)
{
    const struct measure *leader = NULL;
    for (guint i = 0; i < link->identity->terms->len; i++) {
        const struct measure *measure = measure_of(link, i);
        if (measure == NULL || has_year(measure))
            continue;
        if (leader == NULL || (measure->when == WHEN_EVENT && leader->when != WHEN_EVENT))
            leader = measure;
    }
    return leader;
}

static void add_link(const struct link *link)
{
    const struct measure *leader = leading_measure(link);
    for (guint i = 0; leader != NULL && i < leader->n_periods; i++) {
        g_autoptr(GPtrArray) series =
            figures_series(link->auditor->audited->published, leader->id, "all", "all", leader->periods[i]);
        for (guint j = 0; j < series->len; j++)
            add_period(link, &((const struct figure *)series->pdata[j])->period);
    }
}

/* An identity of all lines, once for each line of its first term's measure. */
static void add_general(struct link *link)
{
    struct figures *figures = link->auditor->audited->published;
    const char *measure = term_at(link, 0)->measure;
    const struct figure *before = NULL;
    for (guint row = 0; row < figures_count(figures); row++) {
        const struct figure *figure = figures_at(figures, row);
        const bool is_new = before == NULL || before->measure != figure->measure ||
                            before->breakdown != figure->breakdown || before->category != figure->category;
        before = figure;
        if (!is_new || !g_str_equal(figure->measure->id, measure))
            continue;
        link->general = figure;
        add_link(link);
    }
}

void audit_links(struct auditor *auditor)
{
    struct figures *figures = auditor->audited->published;
    for (guint row = 0; row < figures_count(figures); row++)
        if (auditor->first_number[row] != NO_NUMBER && figures_at(figures, row)->measure->numerator != NULL)
            add_ratio(auditor, figures_at(figures, row));
    for (guint i = 0; i < auditor->audited->identities->len; i++) {
        const struct identity *identity = auditor->audited->identities->pdata[i];
        g_autoptr(GPtrArray) measures = find_measures(auditor, identity);
        struct link link = {auditor, identity, NULL, measures};
        if (identity_is_general(identity))
            add_general(&link);
        else
            add_link(&link);
    }
}
