/* Builder of the recovery plan's paths: the balance of the high needs block with and without savings. */
#include "stages/publish/publish_plan.h"

/* A cell of the table itself: a line of the year. */
static struct plan_cell line_cell(const struct report_block *from, guint line, guint year)
{
    return plan_own(from, line, YEARS_FROM + year);
}

/* A line of a block, or of all together, which have the same years. */
static struct plan_cell block_cell(const struct publisher *p, guint block, guint line, guint year)
{
    return plan_cell(p, PLAN_BLOCKS, block * BLOCK_LINES + line, PAIRED_YEARS_FROM + year);
}

/* The total of a table by category. */
static struct plan_cell total_cell(const struct publisher *p, const char *chart, guint year)
{
    return plan_cell(p, chart, p->recovery->categories->len, YEARS_FROM + year);
}

typedef char *line_formula(const struct publisher *p, const struct report_block *from, guint line, guint year);

static char *grant_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    (void)from;
    const guint of_block = line == PATH_GRANT ? BLOCK_GRANT : BLOCK_TRANSFER;
    return plan_copy(block_cell(p, p->recovery->high_needs, of_block, year));
}

/* A path's lines stand in the order brought forward, spend, in-year, carried forward. */
static char *brought_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    const guint n_past = p->recovery->past->len;
    if (year > 0)
        return plan_copy(line_cell(from, line + 3, year - 1));
    if (n_past == 0)
        return NULL;
    return plan_copy(
        plan_cell(p, PLAN_OPENING, n_past - 1,
                  line == PATH_UNMITIGATED_BROUGHT ? OPENING_CLOSED_UNMITIGATED : OPENING_CLOSED_MITIGATED));
}

static char *spend_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    (void)from, (void)line;
    return plan_copy(total_cell(p, PLAN_SPEND, year));
}

static char *savings_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    (void)from, (void)line;
    return plan_copy(total_cell(p, PLAN_SAVINGS, year));
}

static char *mitigated_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    (void)p, (void)line;
    return plan_formula("@-@", (struct plan_cell[]){line_cell(from, PATH_UNMITIGATED_SPEND, year),
                                                    line_cell(from, PATH_SAVINGS, year)});
}

static char *in_year_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    (void)p;
    return plan_formula("@+@-@",
                        (struct plan_cell[]){line_cell(from, PATH_GRANT, year), line_cell(from, PATH_TRANSFER, year),
                                             line_cell(from, line - 1, year)});
}

static char *carried_formula(const struct publisher *p, const struct report_block *from, guint line, guint year)
{
    (void)p;
    return plan_formula("@+@", (struct plan_cell[]){line_cell(from, line - 3, year), line_cell(from, line - 1, year)});
}

static const struct {
    const char *title;
    line_formula *formula;
} lines[] = {
    [PATH_GRANT] = {"High needs grant", grant_formula},
    [PATH_TRANSFER] = {"Transfers in", grant_formula},
    [PATH_UNMITIGATED_BROUGHT] = {"Brought forward, unmitigated", brought_formula},
    [PATH_UNMITIGATED_SPEND] = {"Spend, unmitigated", spend_formula},
    [PATH_UNMITIGATED_IN_YEAR] = {"In-year balance, unmitigated", in_year_formula},
    [PATH_UNMITIGATED_CARRIED] = {"Carried forward, unmitigated", carried_formula},
    [PATH_SAVINGS] = {"Savings, weighted by confidence", savings_formula},
    [PATH_MITIGATED_BROUGHT] = {"Brought forward, mitigated", brought_formula},
    [PATH_MITIGATED_SPEND] = {"Spend, mitigated", mitigated_formula},
    [PATH_MITIGATED_IN_YEAR] = {"In-year balance, mitigated", in_year_formula},
    [PATH_MITIGATED_CARRIED] = {"Carried forward, mitigated", carried_formula},
};

static gint64 line_amount(const struct forecast *f, guint line, guint year)
{
    const gint64 amounts[] = {
        [PATH_GRANT] = f->grant[year],
        [PATH_TRANSFER] = f->transfer[year],
        [PATH_UNMITIGATED_BROUGHT] = f->opening[FORECAST_UNMITIGATED][year],
        [PATH_UNMITIGATED_SPEND] = f->total[FORECAST_UNMITIGATED][year],
        [PATH_UNMITIGATED_IN_YEAR] = f->in_year[FORECAST_UNMITIGATED][year],
        [PATH_UNMITIGATED_CARRIED] = f->closing[FORECAST_UNMITIGATED][year],
        [PATH_SAVINGS] = forecast_savings(f, year),
        [PATH_MITIGATED_BROUGHT] = f->opening[FORECAST_MITIGATED][year],
        [PATH_MITIGATED_SPEND] = f->total[FORECAST_MITIGATED][year],
        [PATH_MITIGATED_IN_YEAR] = f->in_year[FORECAST_MITIGATED][year],
        [PATH_MITIGATED_CARRIED] = f->closing[FORECAST_MITIGATED][year],
    };
    return amounts[line];
}

static void add_line(struct publisher *p, const struct report_block *from, struct frame *frame, guint line)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    frame_add_text(frame, lines[line].title);
    for (guint year = 0; year < forecast->n_years; year++)
        plan_add_money(frame, line_amount(forecast, line, year), lines[line].formula(p, from, line, year));
}

static void add_share(struct publisher *p, const struct report_block *from, struct frame *frame)
{
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    frame_add_text(frame, "Mitigated balance, percent of all blocks' grant");
    for (guint year = 0; year < forecast->n_years; year++) {
        const struct plan_cell cells[] = {line_cell(from, PATH_MITIGATED_CARRIED, year),
                                          block_cell(p, recovery->blocks->len, BLOCK_GRANT, year)};
        plan_add_percent(frame, plan_share_of_grant(recovery, forecast->closing[FORECAST_MITIGATED][year], year),
                         plan_formula("ROUND(100*@/@,2)", cells));
    }
}

/* "Without savings, a deficit of £11.8 million at the end of 2023-24; with them, a deficit of £10.3 million." */
static void say_paths(struct publisher *p, struct page *page)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    const guint last = forecast->n_years - 1;
    g_autofree char *without = plan_balance(forecast->closing[FORECAST_UNMITIGATED][last]),
                    *with = plan_balance(forecast->closing[FORECAST_MITIGATED][last]),
                    *name = recovery_year_name(p->recovery->first_year + (int)last);
    page->finding =
        document_printf(p->document, "Without savings, %s at the end of %s; with them, %s.", without, name, with);
}

void build_plan_paths(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE,
                                     "high needs block with and without savings, pounds; below zero is a deficit");
    if (block == NULL)
        return;
    frame_add_column(block->frame, "line", "Line", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, 0, UNIT_POUNDS);
    for (guint line = 0; line < G_N_ELEMENTS(lines); line++)
        add_line(p, from, block->frame, line);
    add_share(p, from, block->frame);
    say_paths(p, page);
}
