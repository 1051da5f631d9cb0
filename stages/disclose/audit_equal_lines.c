/* Equations that the data show: two lines of any splits of which a part is the same number in every period they share.
 */
#include "stages/disclose/audit_private.h"
#include "stages/disclose/variety.h"

/* A part of the rows of one line. */
struct told_line {
    const struct measure *measure;
    guint first, end;
    enum figure_part part;
};

/* What a line tells, other than 0 and by month, as one number that lines which tell the same have in common; 0 for too
 * few different numbers. */
static gint64 describe(const struct auditor *auditor, const struct told_line *line)
{
    struct variety variety = {.n = 0};
    guint64 text = 0;
    for (guint row = line->first; row < line->end; row++) {
        const struct period *period = &auditor_row(auditor, row)->period;
        const gint64 truth = auditor_truth(auditor, row, line->part);
        if (truth == 0 || period->kind == PERIOD_MONTH)
            continue;
        variety_add(&variety, truth);
        text = text * 1000003 + (guint64)truth * 7919 + (guint64)period->end * 31 + (guint64)period->kind;
    }
    return variety.n < VARIETY_OF_LINES ? 0 : (gint64)(text | 1);
}

/* Two lines, period by period; a line without a row tells 0 where its measure tells anything. */
struct comparison {
    const struct told_line *a, *b;
    guint i, j;                 /* rows to come */
    bool has_first, has_second; /* whether the row before them is of the period that is compared */
};

static bool tells(const struct auditor *auditor, const struct told_line *line, const struct period *period)
{
    return figures_find(auditor->audited->published, line->measure->id, "all", "all", period->kind, period->end) !=
           NULL;
}

static int compare_ends(const struct auditor *auditor, const struct comparison *c)
{
    if (c->i == c->a->end || c->j == c->b->end)
        return c->i == c->a->end ? 1 : -1;
    return period_compare(&auditor_row(auditor, c->i)->period, &auditor_row(auditor, c->j)->period);
}

/* The next period that both measures tell; false at the end. */
static bool compare_next(const struct auditor *auditor, struct comparison *c)
{
    bool is_told = false;
    while (!is_told && (c->i < c->a->end || c->j < c->b->end)) {
        const int order = compare_ends(auditor, c);
        const struct figure *figure = auditor_row(auditor, order <= 0 ? c->i : c->j);
        c->has_first = order <= 0;
        c->has_second = order >= 0;
        c->i += c->has_first;
        c->j += c->has_second;
        is_told = order == 0 || tells(auditor, order < 0 ? c->b : c->a, &figure->period);
    }
    return is_told;
}

static gint64 first_truth(const struct auditor *auditor, const struct comparison *c)
{
    return c->has_first ? auditor_truth(auditor, c->i - 1, c->a->part) : 0;
}

static gint64 second_truth(const struct auditor *auditor, const struct comparison *c)
{
    return c->has_second ? auditor_truth(auditor, c->j - 1, c->b->part) : 0;
}

static bool lines_are_alike(const struct auditor *auditor, const struct told_line *a, const struct told_line *b)
{
    struct comparison c = {.a = a, .b = b, .i = a->first, .j = b->first};
    bool are_alike = true;
    while (are_alike && compare_next(auditor, &c))
        are_alike = first_truth(auditor, &c) == second_truth(auditor, &c);
    return are_alike;
}

static void add_line_equations(struct auditor *auditor, const struct told_line *a, const struct told_line *b)
{
    struct comparison c = {.a = a, .b = b, .i = a->first, .j = b->first};
    while (compare_next(auditor, &c)) {
        if (c.has_first)
            auditor_add_term(auditor, auditor_row(auditor, c.i - 1), a->part, 1);
        if (c.has_second)
            auditor_add_term(auditor, auditor_row(auditor, c.j - 1), b->part, -1);
        auditor_end_equation(auditor, false);
    }
}

static bool is_of_all(const struct auditor *auditor, const struct told_line *line)
{
    return g_str_equal(auditor_row(auditor, line->first)->breakdown, "all");
}

/* A line's part against the first that it may be like. Totals have been compared. */
static void same_line(struct auditor *auditor, const struct told_line *line, GHashTable *seen)
{
    const gint64 text = describe(auditor, line);
    const struct told_line *first = text == 0 ? NULL : g_hash_table_lookup(seen, &text);
    if (text != 0 && first == NULL)
        g_hash_table_insert(seen, g_memdup2(&text, sizeof text), g_memdup2(line, sizeof *line));
    else if (text != 0 && first->first != line->first && !(is_of_all(auditor, first) && is_of_all(auditor, line)) &&
             lines_are_alike(auditor, first, line))
        add_line_equations(auditor, first, line);
}

static guint end_of_line(const struct auditor *auditor, guint row)
{
    const struct figure *first = auditor_row(auditor, row);
    while (row < figures_count(auditor->audited->published) && auditor_row(auditor, row)->measure == first->measure &&
           auditor_row(auditor, row)->breakdown == first->breakdown &&
           auditor_row(auditor, row)->category == first->category)
        row++;
    return row;
}

void audit_equal_lines(struct auditor *auditor)
{
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
    for (guint row = 0, end; row < figures_count(auditor->audited->published); row = end) {
        const struct measure *measure = auditor_row(auditor, row)->measure;
        end = end_of_line(auditor, row);
        for (guint part = 0; measure->numerator == NULL && part < N_PARTS; part++) {
            const struct told_line line = {measure, row, end, (enum figure_part)part};
            if (auditor_number(auditor, row, line.part) != NO_NUMBER)
                same_line(auditor, &line, seen);
        }
    }
}
