#include "stages/disclose_repair.h"

#define MOST_ROUNDS 12 /* by the fifth all that is tied to a finding is hidden, and what follows can only show */

static bool is_small(const struct audited *audited, const struct figure *figure, int64_t number)
{
    return number > 0 && number < audited->threshold * figure->measure->amount_scale;
}

/* The parts of the finding's row that can be worked out, as bits. */
static guint parts_found(const GArray *findings, guint row)
{
    guint parts = 0;
    for (guint i = 0; i < findings->len; i++) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        parts |= finding->row == row ? 1u << finding->part : 0;
    }
    return parts;
}

/* Whether the row may be shown whole: every number of it is known to all who can reckon, and none is small. */
static bool may_be_shown(const struct audited *audited, const GArray *findings, const struct audit_finding *finding)
{
    const struct figure *figure = figures_at(audited->published, finding->row);
    const int64_t numerator = finding->counted == NULL ? 0 : finding->counted->numerator;
    const int64_t denominator = finding->counted == NULL ? 0 : finding->counted->denominator;
    const guint found = parts_found(findings, finding->row);
    const bool knows_numerator = (found >> PART_NUMERATOR & 1) != 0,
               knows_denominator = figure->has_denominator || (found >> PART_DENOMINATOR & 1) != 0;
    if (is_small(audited, figure, numerator) || !knows_numerator)
        return false;
    return figure->measure->kind == MEASURE_COUNT ||
           (figure->measure->kind == MEASURE_RATE && knows_denominator && !is_small(audited, figure, denominator) &&
            !is_small(audited, figure, denominator - numerator));
}

/* A row that was made to hide a 0 goes: a category that does not occur has none. */
static void show(const struct audited *audited, const struct audit_finding *finding)
{
    if (finding->counted == NULL)
        figures_remove(audited->published, finding->row);
    else
        *figures_at(audited->published, finding->row) = *finding->counted;
}

static bool are_tied(const struct audited *audited, const struct measure *a, const struct measure *b)
{
    for (guint i = 0; i < audited->identities->len; i++)
        if (identity_names(audited->identities->pdata[i], a->id) &&
            identity_names(audited->identities->pdata[i], b->id))
            return true;
    return a == b;
}

/* How far around a finding is hidden: its breakdown in its period; its measure in its period; its measure; all measures
 * tied to it. */
static bool is_near(const struct audited *audited, const struct figure *figure, const struct figure *found, guint round)
{
    const bool is_of_measure = figure->measure == found->measure,
               is_of_period = figure->period.end == found->period.end && figure->period.kind == found->period.kind;
    switch (round) {
    case 0:
        return is_of_measure && is_of_period && g_str_equal(figure->breakdown, found->breakdown);
    case 1:
        return is_of_measure && is_of_period;
    case 2:
        return is_of_measure;
    default:
        return are_tied(audited, figure->measure, found->measure);
    }
}

static bool can_be_hidden(const struct figure *figure)
{
    return figure->measure->counts_children && !g_str_equal(figure->symbol, "x") && !g_str_equal(figure->symbol, "z");
}

static void hide_around(const struct audited *audited, const struct figure *found, guint round)
{
    for (guint row = 0; row < figures_count(audited->published); row++) {
        struct figure *figure = figures_at(audited->published, row);
        if (is_near(audited, figure, found, round) && can_be_hidden(figure))
            figure_hide(figure, true, true);
    }
}

/* Last rows first, since those that are taken away move the later ones. Nothing is shown in a round that hides: what
 * could be worked out then may be safe now. */
static void mend(const struct audited *audited, const GArray *findings, guint round)
{
    bool is_hiding = false;
    for (guint i = 0; i < findings->len; i++) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        if (may_be_shown(audited, findings, finding))
            continue;
        hide_around(audited, figures_at(audited->published, finding->row), round);
        is_hiding = true;
    }
    for (guint i = findings->len; !is_hiding && i-- > 0;) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        if (finding->part == PART_NUMERATOR)
            show(audited, finding);
    }
}

bool disclose_repair(const struct audited *audited, GError **error)
{
    for (guint round = 0;; round++) {
        g_autoptr(GArray) findings = audit_find(audited);
        if (findings->len == 0)
            return true;
        if (round == MOST_ROUNDS)
            return audit_refuse(audited, &g_array_index(findings, struct audit_finding, 0), error);
        mend(audited, findings, round);
    }
}
