/* Equations that the data show: two measures of which a part is the same number in every period they share. */
#include "stages/disclose/audit_private.h"
#include "stages/disclose/variety.h"

/* A part of the `all` rows of a measure, which come first among its rows. */
struct total {
    const struct measure *measure;
    guint first, end;
    enum figure_part part;
};

/* Rows are in order of period. */
static bool are_alike(const struct auditor *auditor, const struct total *a, const struct total *b)
{
    struct variety variety = {.n = 0};
    for (guint i = a->first, j = b->first; i < a->end && j < b->end;) {
        const int order = period_compare(&auditor_row(auditor, i)->period, &auditor_row(auditor, j)->period);
        if (order == 0 && auditor_truth(auditor, i, a->part) != auditor_truth(auditor, j, b->part))
            return false;
        if (order == 0)
            variety_add(&variety, auditor_truth(auditor, i, a->part));
        i += order <= 0;
        j += order >= 0;
    }
    return variety.n >= VARIETY_OF_TOTALS;
}

static void add_equations(struct auditor *auditor, const struct total *a, const struct total *b)
{
    const struct figures *figures = auditor->audited->published;
    for (guint row = a->first; row < figures_count(figures) && auditor_row(auditor, row)->measure == a->measure;
         row++) {
        const struct figure *figure = auditor_row(auditor, row);
        const struct figure *same = figures_find(figures, b->measure->id, figure->breakdown, figure->category,
                                                 figure->period.kind, figure->period.end);
        if (same == NULL)
            continue;
        auditor_add_term(auditor, figure, a->part, 1);
        auditor_add_term(auditor, same, b->part, -1);
        auditor_end_equation(auditor, false);
    }
}

static guint end_of_total(const struct auditor *auditor, guint row)
{
    const struct figure *first = auditor_row(auditor, row);
    while (row < figures_count(auditor->audited->published) && auditor_row(auditor, row)->measure == first->measure &&
           auditor_row(auditor, row)->breakdown == first->breakdown)
        row++;
    return row;
}

static void add_totals(const struct auditor *auditor, guint row, GArray *totals)
{
    const struct figure *figure = auditor_row(auditor, row);
    const bool is_told = auditor->first_number[row] != NO_NUMBER && figure->measure->numerator == NULL;
    for (guint part = 0; is_told && part < PART_REST; part++) {
        const struct total total = {figure->measure, row, end_of_total(auditor, row), (enum figure_part)part};
        if (auditor_number(auditor, row, total.part) != NO_NUMBER)
            g_array_append_val(totals, total);
    }
}

static GArray *list_totals(const struct auditor *auditor)
{
    GArray *totals = g_array_new(FALSE, FALSE, sizeof(struct total));
    const struct measure *before = NULL;
    for (guint row = 0; row < figures_count(auditor->audited->published); row++) {
        const struct figure *figure = auditor_row(auditor, row);
        if (figure->measure != before && g_str_equal(figure->breakdown, "all"))
            add_totals(auditor, row, totals);
        before = figure->measure;
    }
    return totals;
}

void audit_equal_measures(struct auditor *auditor)
{
    g_autoptr(GArray) totals = list_totals(auditor);
    for (guint i = 0; i < totals->len; i++)
        for (guint j = i + 1; j < totals->len; j++) {
            const struct total *a = &g_array_index(totals, struct total, i),
                               *b = &g_array_index(totals, struct total, j);
            if (a->measure != b->measure && are_alike(auditor, a, b))
                add_equations(auditor, a, b);
        }
}
