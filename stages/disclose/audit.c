#include "stages/disclose/audit_private.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/thread.h"

static const bool tells[][N_PARTS] = {
    [MEASURE_COUNT] = {[PART_NUMERATOR] = true},    [MEASURE_RATE] = {true, true, true},
    [MEASURE_MEDIAN] = {[PART_DENOMINATOR] = true}, [MEASURE_MEAN] = {[PART_DENOMINATOR] = true},
    [MEASURE_SUM] = {[PART_NUMERATOR] = true},      [MEASURE_RATIO] = {true, true, true},
};

guint auditor_number(const struct auditor *auditor, guint row, enum figure_part part)
{
    const struct figure *figure = figures_at(auditor->audited->published, row);
    const guint first = auditor->first_number[row];
    return first == NO_NUMBER || !tells[figure->measure->kind][part] ? NO_NUMBER : first + part;
}

const struct figure *auditor_row(const struct auditor *auditor, guint row)
{
    return figures_row(auditor->audited->published, row);
}

static gint64 *truth_of(const struct auditor *auditor, guint number)
{
    return &g_array_index(auditor->truths, gint64, number);
}

gint64 auditor_truth(const struct auditor *auditor, guint row, enum figure_part part)
{
    return *truth_of(auditor, auditor_number(auditor, row, part));
}

void auditor_add_term(struct auditor *auditor, const struct figure *figure, enum figure_part part, gint64 coefficient)
{
    const guint row = (guint)(figure - figures_at(auditor->audited->published, 0));
    const struct attack_term term = {auditor_number(auditor, row, part), coefficient};
    if (term.number != NO_NUMBER)
        g_array_append_val(auditor->terms, term);
}

guint auditor_add_number(struct auditor *auditor, gint64 truth)
{
    g_array_append_val(auditor->truths, truth);
    return attack_add_number(auditor->attack);
}

void auditor_add_numbered(struct auditor *auditor, guint number, gint64 coefficient)
{
    const struct attack_term term = {number, coefficient};
    g_array_append_val(auditor->terms, term);
}

void auditor_end_equation(struct auditor *auditor, bool is_at_most)
{
    gint64 sum = 0;
    for (guint i = 0; i < auditor->terms->len; i++) {
        const struct attack_term *term = &g_array_index(auditor->terms, struct attack_term, i);
        sum += term->coefficient * *truth_of(auditor, term->number);
    }
    if (is_at_most && sum <= 0) {
        const struct attack_term slack = {auditor_add_number(auditor, -sum), 1};
        g_array_append_val(auditor->terms, slack);
        sum = 0;
    }
    if (sum == 0 && auditor->terms->len > 0)
        attack_add_equation(auditor->attack, (const struct attack_term *)(const void *)auditor->terms->data,
                            auditor->terms->len);
    g_array_set_size(auditor->terms, 0);
}

static bool is_same_row(const struct figure *a, const struct figure *b)
{
    return a->measure == b->measure && a->breakdown == b->breakdown && a->category == b->category &&
           a->period.kind == b->period.kind && a->period.start == b->period.start && a->period.end == b->period.end;
}

/* What a reader sees of a part: a number, or nothing. */
static void tell(struct auditor *auditor, guint number, bool is_told, gint64 value)
{
    if (is_told)
        attack_set(auditor->attack, number, value);
    else if (*truth_of(auditor, number) < 0)
        attack_unbound(auditor->attack, number);
}

/* The numbers of a row and what is published of them. `counted` is the row before anything was hidden; NULL for a row
 * that was made to hide a 0. */
static void add_row(struct auditor *auditor, guint row, const struct figure *counted)
{
    const struct figure *figure = figures_at(auditor->audited->published, row);
    const gint64 numerator = counted != NULL && counted->has_numerator ? counted->numerator : 0;
    const gint64 denominator = counted != NULL && counted->has_denominator ? counted->denominator : 0;
    const bool is_hidden = g_str_equal(figure->symbol, "c") || g_str_equal(figure->symbol, "x");
    const bool is_ratio = figure->measure->kind == MEASURE_RATIO; /* of nothing it tells no numerator */
    const bool has_numerator = figure->has_numerator || (!is_hidden && !is_ratio),
               has_denominator = figure->has_denominator || !is_hidden;
    auditor->counted[row] = counted;
    auditor->first_number[row] = auditor_add_number(auditor, numerator);
    auditor_add_number(auditor, denominator);
    auditor_add_number(auditor, denominator - numerator);
    const guint first = auditor->first_number[row];
    tell(auditor, first + PART_NUMERATOR, has_numerator, figure->numerator);
    tell(auditor, first + PART_DENOMINATOR, has_denominator, figure->denominator);
    if (is_ratio)
        attack_unbound(auditor->attack, first + PART_REST); /* places may be overfilled */
    tell(auditor, first + PART_REST, has_numerator && has_denominator, figure->denominator - figure->numerator);
}

static bool is_named(const struct audited *audited, const struct measure *measure)
{
    for (guint i = 0; i < audited->identities->len; i++)
        if (identity_names(audited->identities->pdata[i], measure->id))
            return true;
    return false;
}

/* Both lists are in order, and what is published holds all that was counted. */
static void add_rows(struct auditor *auditor)
{
    const struct audited *audited = auditor->audited;
    const struct measure *measure = NULL;
    bool is_attacked = false;
    guint at = 0;
    for (guint row = 0; row < figures_count(audited->published); row++) {
        const struct figure *figure = figures_at(audited->published, row);
        const struct figure *counted =
            at < audited->counted->len ? &g_array_index(audited->counted, struct figure, at) : NULL;
        const bool was_counted = counted != NULL && is_same_row(figure, counted);
        at += was_counted;
        if (figure->measure != measure)
            is_attacked = !figure->measure->is_missing &&
                          (figure->measure->counts_children || is_named(audited, figure->measure));
        measure = figure->measure;
        auditor->first_number[row] = NO_NUMBER;
        if (is_attacked)
            add_row(auditor, row, was_counted ? counted : NULL);
    }
    g_assert(at == audited->counted->len);
}

/* A part that is hidden and must stay so, unless earlier editions give it away by themselves. A rest is hidden with its
 * numerator, and matters when it is small. */
static bool is_secret(const struct auditor *auditor, guint row, enum figure_part part)
{
    const struct figure *figure = figures_at(auditor->audited->published, row);
    const guint number = auditor_number(auditor, row, part);
    if (number == NO_NUMBER || !figure->measure->counts_children || !g_str_equal(figure->symbol, "c") ||
        (figure->given >> part & 1) != 0)
        return false;
    const gint64 truth = *truth_of(auditor, number);
    const bool is_told[] = {figure->has_numerator, figure->has_denominator,
                            truth <= 0 || truth >= auditor->audited->threshold};
    return !is_told[part];
}

bool audit_refuse(const struct audited *audited, const struct audit_finding *finding, GError **error)
{
    static const char *const names[] = {"numerator", "denominator", "rest"};
    const struct figure *figure = figures_at(audited->published, finding->row);
    char start[DATE_TEXT_SIZE], end[DATE_TEXT_SIZE];
    date_format_iso(figure->period.start, start);
    date_format_iso(figure->period.end, end);
    g_set_error(
        error, SCORECARD_ERROR, SCORECARD_ERROR_FAULT,
        "disclosure control: the hidden %s of %s, %s %s, %s to %s, could be worked out from what would be published; "
        "nothing was published",
        names[finding->part], figure->measure->id, figure->breakdown, figure->category, start, end);
    return false;
}

static GArray *judge(const struct auditor *auditor)
{
    GArray *findings = g_array_new(FALSE, FALSE, sizeof(struct audit_finding));
    for (guint row = 0; row < figures_count(auditor->audited->published); row++)
        for (guint part = 0; part < N_PARTS; part++) {
            const struct audit_finding finding = {row, (enum figure_part)part, auditor->counted[row]};
            if (is_secret(auditor, row, finding.part) &&
                attack_knows(auditor->attack, auditor_number(auditor, row, finding.part)))
                g_array_append_val(findings, finding);
        }
    return findings;
}

/* An auditor of the same rows, who sets up other equations at the same time. */
static struct auditor branch_of(const struct auditor *auditor)
{
    struct auditor branch = *auditor;
    branch.attack = attack_branch(auditor->attack);
    branch.truths = g_array_copy(auditor->truths);
    branch.terms = g_array_new(FALSE, FALSE, sizeof(struct attack_term));
    return branch;
}

static void clear(struct auditor *auditor)
{
    attack_free(auditor->attack);
    g_array_unref(auditor->truths);
    g_array_unref(auditor->terms);
}

/* Equations within measures, and those between them, which take about as long. */
static void set_up(void *data, guint i)
{
    struct auditor *auditor = (struct auditor *)data + i;
    if (i == 0) {
        audit_sums(auditor);
        return;
    }
    audit_links(auditor);
    audit_equal_measures(auditor);
    audit_equal_lines(auditor);
}

GArray *audit_find(const struct audited *audited)
{
    struct auditor auditor = {
        .audited = audited,
        .attack = attack_new(),
        .first_number = g_new(guint, figures_count(audited->published) + 1),
        .counted = g_new0(const struct figure *, figures_count(audited->published) + 1),
        .truths = g_array_new(FALSE, FALSE, sizeof(gint64)),
        .terms = g_array_new(FALSE, FALSE, sizeof(struct attack_term)),
    };
    add_rows(&auditor);
    struct auditor auditors[] = {auditor, branch_of(&auditor)};
    thread_each(G_N_ELEMENTS(auditors), set_up, auditors);
    attack_join(auditor.attack, auditors[1].attack);
    clear(&auditors[1]);
    attack_run(auditor.attack);
    GArray *findings = judge(&auditor);
    clear(&auditor);
    g_free(auditor.first_number);
    g_free(auditor.counted);
    return findings;
}
