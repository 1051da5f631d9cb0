#include "stages/disclose/disclose_repair.h"

#define LAST_NEAR_ROUND 3 /* by then all that is tied to a finding is hidden */
#define MOST_ROUNDS 12    /* by the last but some, all that is tied to what gives a finding away */

static bool is_small(const struct audited *audited, const struct figure *figure, int64_t number)
{
    return number > 0 && number < audited->threshold * figure->measure->amount_scale;
}

static bool has_part(const struct figure *figure, enum figure_part part)
{
    return part == PART_NUMERATOR ? figure->has_numerator : figure->has_denominator;
}

/* Whether all who can reckon know that part of the finding's row; findings of one row stand together. */
static bool is_known(const struct audited *audited, const GArray *findings, guint at, enum figure_part part)
{
    const guint row = g_array_index(findings, struct audit_finding, at).row;
    for (guint i = at > 0 ? at - 1 : 0; i < findings->len && i <= at + 1; i++) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        if (finding->row == row && finding->part == part)
            return true;
    }
    return has_part(figures_at(audited->published, row), part);
}

/* Whether all that the finding's row comes to is known; a median and a mean are in no equation. */
static bool is_wholly_known(const struct audited *audited, const GArray *findings, guint at)
{
    const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, at);
    const enum measure_kind kind = figures_at(audited->published, finding->row)->measure->kind;
    const bool knows_numerator = is_known(audited, findings, at, PART_NUMERATOR);
    if (kind == MEASURE_COUNT || kind == MEASURE_SUM)
        return knows_numerator;
    return (kind == MEASURE_RATE || kind == MEASURE_RATIO) && knows_numerator &&
           is_known(audited, findings, at, PART_DENOMINATOR);
}

/* Whether what can be worked out is what is hidden for its own sake: a small number, or of a rate how few did not. */
static bool tells_small(const struct audited *audited, const GArray *findings, guint at)
{
    const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, at);
    const struct figure *figure = figures_at(audited->published, finding->row), *counted = finding->counted;
    if (counted == NULL)
        return false;
    const int64_t number = finding->part == PART_NUMERATOR ? counted->numerator : counted->denominator;
    return is_small(audited, figure, number) ||
           (figure->measure->kind == MEASURE_RATE && is_wholly_known(audited, findings, at) &&
            is_small(audited, figure, counted->denominator - counted->numerator));
}

static void show_part(struct figure *figure, const struct audit_finding *finding)
{
    if (finding->part == PART_NUMERATOR) {
        figure->has_numerator = true;
        figure->numerator = finding->counted == NULL ? 0 : finding->counted->numerator;
    } else {
        figure->has_denominator = true;
        figure->denominator = finding->counted == NULL ? 0 : finding->counted->denominator;
    }
}

/* Shows what can be worked out, and so tells nobody anything new: a part of a row, or the row whole. A row that was
 * made to hide a 0 goes, since a category that does not occur has none. Last rows first, which those that go move. */
static void show(const struct audited *audited, const GArray *findings)
{
    for (guint i = findings->len; i-- > 0;) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        const bool is_first = i == 0 || g_array_index(findings, struct audit_finding, i - 1).row != finding->row;
        struct figure *figure = figures_at(audited->published, finding->row);
        if (!is_wholly_known(audited, findings, i))
            show_part(figure, finding);
        else if (finding->counted != NULL)
            *figure = *finding->counted;
        else if (is_first)
            figures_remove(audited->published, finding->row);
    }
}

static bool are_tied(const struct audited *audited, const struct measure *a, const struct measure *b)
{
    for (guint i = 0; i < audited->identities->len; i++) {
        const struct identity *identity = audited->identities->pdata[i];
        if (!identity->is_told && identity_names(identity, a->id) && identity_names(identity, b->id))
            return true;
    }
    return a == b;
}

/* How far around a finding is hidden: its breakdown in its period; its measure in its period; its measure; all measures
 * tied to it. */
static bool is_near(const struct figure *figure, const struct figure *found, bool is_tied, guint round)
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
        return is_tied;
    }
}

/* The plans in the cost of a plan as well, which counts no children. */
static bool can_be_hidden(const struct figure *figure)
{
    return !g_str_equal(figure->symbol, "x") && !g_str_equal(figure->symbol, "z");
}

/* Hiding what earlier editions told changes nothing. */
static void hide_untold(struct figure *figure)
{
    const bool tells_numerator = (figure->told >> PART_NUMERATOR & 1) != 0,
               tells_denominator = (figure->told >> PART_DENOMINATOR & 1) != 0;
    if (!tells_numerator || !tells_denominator)
        figure_hide(figure, !tells_numerator, !tells_denominator);
}

/* Rows of a measure stand together. */
static void hide_around(const struct audited *audited, const struct figure *found, guint round)
{
    const struct measure *measure = NULL;
    bool is_tied = false;
    for (guint row = 0; row < figures_count(audited->published); row++) {
        struct figure *figure = figures_at(audited->published, row);
        if (figure->measure != measure)
            is_tied = are_tied(audited, figure->measure, found->measure);
        measure = figure->measure;
        if (is_near(figure, found, is_tied, round) && can_be_hidden(figure))
            hide_untold(figure);
    }
}

/* What another edition hid cannot be shown there; if it is not small no more is hidden for it than stands beside it. */
static bool must_be_hidden(const struct audited *audited, const GArray *findings, guint at, guint round)
{
    const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, at);
    return tells_small(audited, findings, at) ||
           (round < LAST_NEAR_ROUND && figures_at(audited->published, finding->row)->period.is_past);
}

static bool any_must_be_hidden(const struct audited *audited, const GArray *findings, guint round)
{
    for (guint i = 0; i < findings->len; i++)
        if (must_be_hidden(audited, findings, i, round))
            return true;
    return false;
}

/* Nothing is shown in a round that hides: what could be worked out then may be safe now. What can be worked out all the
 * same when all that is tied to a finding is hidden is what gives the finding away, and is hidden around as well. */
static void mend(const struct audited *audited, const GArray *findings, guint round)
{
    if (!any_must_be_hidden(audited, findings, round)) {
        show(audited, findings);
        return;
    }
    const struct measure *measure = NULL;
    for (guint i = 0; i < findings->len; i++) {
        const struct figure *found =
            figures_at(audited->published, g_array_index(findings, struct audit_finding, i).row);
        const bool is_done = round >= LAST_NEAR_ROUND && found->measure == measure;
        if (is_done || (round <= LAST_NEAR_ROUND && !must_be_hidden(audited, findings, i, round)))
            continue;
        hide_around(audited, found, round);
        measure = found->measure;
    }
}

static bool has_told(const struct figures *figures)
{
    for (guint row = 0; row < figures_count(figures); row++)
        if (figures_row(figures, row)->told != 0)
            return true;
    return false;
}

static void hide_all_untold(struct figures *figures)
{
    for (guint row = 0; row < figures_count(figures); row++)
        if (can_be_hidden(figures_at(figures, row)))
            hide_untold(figures_at(figures, row));
}

static void show_again(struct figures *figures, const GArray *rows)
{
    for (guint row = 0; row < rows->len; row++)
        *figures_at(figures, row) = g_array_index(rows, struct figure, row);
}

/* What can be worked out though all is hidden that can be, earlier editions give away by themselves: hiding more would
 * be of no avail. False when there is no such finding. */
static bool give_up_told(const struct audited *audited, struct disclosure *disclosure)
{
    if (!has_told(audited->published))
        return false;
    g_autoptr(GArray) rows = figures_copy_rows(audited->published);
    hide_all_untold(audited->published);
    g_autoptr(GArray) findings = audit_find(audited);
    show_again(audited->published, rows);
    bool is_any = false;
    for (guint i = 0; i < findings->len; i++) {
        const struct audit_finding *finding = &g_array_index(findings, struct audit_finding, i);
        struct figure *figure = figures_at(audited->published, finding->row);
        const bool must_be_hidden = figure->period.is_past || tells_small(audited, findings, i);
        if (!must_be_hidden || !g_str_equal(figure->symbol, "c"))
            continue;
        figure->given |= (guint8)(1u << finding->part);
        disclosure->n_given++;
        disclosure->n_small_given += tells_small(audited, findings, i);
        is_any = true;
    }
    return is_any;
}

static bool any_tells_small(const struct audited *audited, const GArray *findings)
{
    for (guint i = 0; i < findings->len; i++)
        if (tells_small(audited, findings, i))
            return true;
    return false;
}

/* By the last round but some all is hidden that can help, or given up; then everybody knows what is left. */
bool disclose_repair(const struct audited *audited, struct disclosure *disclosure, GError **error)
{
    for (guint round = 0;; round++) {
        g_autoptr(GArray) findings = audit_find(audited);
        if (findings->len == 0)
            return true;
        const bool is_small = any_tells_small(audited, findings);
        if (is_small && (round == 0 || round == MOST_ROUNDS) && give_up_told(audited, disclosure))
            continue;
        if (round > MOST_ROUNDS + LAST_NEAR_ROUND || (is_small && round > MOST_ROUNDS))
            return audit_refuse(audited, &g_array_index(findings, struct audit_finding, 0), error);
        if (round < MOST_ROUNDS)
            mend(audited, findings, round);
        else
            show(audited, findings);
    }
}
