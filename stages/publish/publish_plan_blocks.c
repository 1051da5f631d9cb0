/* Builder of the recovery plan's grant, block by block. */
#include "stages/publish/publish_plan.h"

static const char *const block_lines[] = {[BLOCK_BROUGHT] = "Brought forward", [BLOCK_GRANT] = "Grant",
                                          [BLOCK_TRANSFER] = "Transfers in",   [BLOCK_SPENT] = "Spend",
                                          [BLOCK_IN_YEAR] = "In-year balance", [BLOCK_CARRIED] = "Carried forward"};

/* Another block's grant and transfers: as given, and held where they are not. */
static gint64 other_grant(const struct recovery *recovery, guint block, guint year)
{
    for (guint at = year + 1; at-- > 0;) {
        const struct recovery_grant *grant = recovery_find_grant(recovery, recovery->first_year + (int)at, block);
        if (grant != NULL || at < recovery_middle(recovery)->n_known)
            return grant == NULL ? 0 : grant->allocation;
    }
    return 0;
}

static gint64 other_transfer(const struct recovery *recovery, guint block, guint year)
{
    const struct recovery_grant *grant = recovery_find_grant(recovery, recovery->first_year + (int)year, block);
    return grant == NULL ? 0 : grant->transfer_in;
}

/* The earliest balance given by the plan's first year; what is spent in full leaves it as it is. */
static gint64 other_brought(const struct recovery *recovery, guint block)
{
    for (guint i = 0; i < recovery->grants->len; i++) {
        const struct recovery_grant *grant = &g_array_index(recovery->grants, struct recovery_grant, i);
        if (grant->block == block && grant->has_brought_forward && grant->year <= recovery->first_year)
            return grant->brought_forward;
    }
    return 0;
}

static gint64 other_amount(const struct recovery *recovery, guint block, enum plan_block_line line, guint year)
{
    const gint64 grant = other_grant(recovery, block, year), transfer = other_transfer(recovery, block, year);
    const gint64 amounts[] = {[BLOCK_BROUGHT] = other_brought(recovery, block),
                              [BLOCK_GRANT] = grant,
                              [BLOCK_TRANSFER] = transfer,
                              [BLOCK_SPENT] = grant + transfer,
                              [BLOCK_IN_YEAR] = 0,
                              [BLOCK_CARRIED] = other_brought(recovery, block)};
    return amounts[line];
}

static gint64 high_needs_amount(const struct recovery *recovery, enum plan_block_line line, guint year)
{
    const struct forecast *forecast = recovery_middle(recovery);
    const gint64 amounts[] = {[BLOCK_BROUGHT] = forecast->opening[FORECAST_MITIGATED][year],
                              [BLOCK_GRANT] = forecast->grant[year],
                              [BLOCK_TRANSFER] = forecast->transfer[year],
                              [BLOCK_SPENT] = forecast->total[FORECAST_MITIGATED][year],
                              [BLOCK_IN_YEAR] = forecast->in_year[FORECAST_MITIGATED][year],
                              [BLOCK_CARRIED] = forecast->closing[FORECAST_MITIGATED][year]};
    return amounts[line];
}

gint64 plan_block_amount(const struct recovery *recovery, guint block, enum plan_block_line line, guint year)
{
    return block == recovery->high_needs ? high_needs_amount(recovery, line, year)
                                         : other_amount(recovery, block, line, year);
}

static gint64 all_blocks(const struct recovery *recovery, enum plan_block_line line, guint year)
{
    gint64 sum = 0;
    for (guint block = 0; block < recovery->blocks->len; block++)
        sum += plan_block_amount(recovery, block, line, year);
    return sum;
}

gint64 plan_share_of_grant(const struct recovery *recovery, gint64 balance, guint year)
{
    const gint64 grant = all_blocks(recovery, BLOCK_GRANT, year);
    const gint64 hundredths = grant <= 0 ? 0 : forecast_share(balance, grant, 10000);
    return hundredths * (FORECAST_POINT / 100);
}

/* A cell of the table: the row of a block's line, the column of a year. */
static struct plan_cell cell_of(const struct report_block *from, guint block, guint line, guint year)
{
    return plan_own(from, block * BLOCK_LINES + line, PAIRED_YEARS_FROM + year);
}

static char *brought_formula(const struct publisher *p, const struct report_block *from, guint block, guint year)
{
    const struct recovery *recovery = p->recovery;
    const struct plan_cell before = cell_of(from, block, BLOCK_CARRIED, year - 1);
    if (year > 0)
        return plan_copy(before);
    if (block != recovery->high_needs || recovery->past->len == 0)
        return NULL;
    return plan_copy(plan_cell(p, PLAN_OPENING, recovery->past->len - 1, OPENING_CLOSED_MITIGATED));
}

static char *grant_formula(const struct publisher *p, const struct report_block *from, guint block, guint year)
{
    const struct recovery *recovery = p->recovery;
    const bool is_given = recovery_find_grant(recovery, recovery->first_year + (int)year, block) != NULL;
    if (is_given || year < recovery_middle(recovery)->n_known)
        return NULL;
    struct plan_cell cells[] = {cell_of(from, block, BLOCK_GRANT, year - 1),
                                plan_cell(p, PLAN_FIXED, FIXED_BLOCK_GROWTH, FIXED_VALUE)};
    const int category = recovery->income_category[year];
    if (block == recovery->high_needs && category >= 0)
        cells[1] = plan_cell(p, PLAN_ASSUMPTIONS, plan_assumption_row(recovery, year, (guint)category), ASSUMED_INCOME);
    return plan_formula("ROUND(@*(1+@/100),2)", cells);
}

/* What is not yet decided goes from schools to high needs, so that transfers still cancel out. */
static char *transfer_formula(const struct publisher *p, const struct report_block *from, guint block, guint year)
{
    (void)from;
    const struct recovery *recovery = p->recovery;
    const bool is_given = recovery_find_grant(recovery, recovery->first_year + (int)year, block) != NULL;
    const struct plan_cell moved = plan_cell(p, PLAN_FIXED, FIXED_TRANSFER, FIXED_VALUE);
    if (is_given || year < recovery_middle(recovery)->n_known)
        return NULL;
    if (block == recovery->high_needs)
        return plan_copy(moved);
    return block == recovery->schools ? plan_formula("0-@", &moved) : NULL;
}

static char *spent_formula(const struct publisher *p, const struct report_block *from, guint block, guint year)
{
    const struct plan_cell full[] = {cell_of(from, block, BLOCK_GRANT, year),
                                     cell_of(from, block, BLOCK_TRANSFER, year)};
    const struct plan_cell total = plan_cell(p, PLAN_MITIGATED, p->recovery->categories->len, YEARS_FROM + year);
    return block == p->recovery->high_needs ? plan_copy(total) : plan_formula("@+@", full);
}

static char *in_year_formula(const struct publisher *p, const struct report_block *from, guint block, guint year)
{
    (void)p;
    const struct plan_cell cells[] = {cell_of(from, block, BLOCK_GRANT, year),
                                      cell_of(from, block, BLOCK_TRANSFER, year),
                                      cell_of(from, block, BLOCK_SPENT, year)};
    return plan_formula("@+@-@", cells);
}

static char *carried_formula(const struct publisher *p, const struct report_block *from, guint block, guint year)
{
    (void)p;
    const struct plan_cell cells[] = {cell_of(from, block, BLOCK_BROUGHT, year),
                                      cell_of(from, block, BLOCK_IN_YEAR, year)};
    return plan_formula("@+@", cells);
}

typedef char *make_formula(const struct publisher *p, const struct report_block *from, guint block, guint year);

static make_formula *const block_formulas[] = {
    [BLOCK_BROUGHT] = brought_formula, [BLOCK_GRANT] = grant_formula,     [BLOCK_TRANSFER] = transfer_formula,
    [BLOCK_SPENT] = spent_formula,     [BLOCK_IN_YEAR] = in_year_formula, [BLOCK_CARRIED] = carried_formula};

static void add_block(struct publisher *p, const struct report_block *from, struct frame *frame, guint block)
{
    for (guint line = 0; line < BLOCK_LINES; line++) {
        frame_add_text(frame, recovery_block_label(p->recovery, block));
        frame_add_text(frame, block_lines[line]);
        for (guint year = 0; year < recovery_middle(p->recovery)->n_years; year++)
            plan_add_money(frame, plan_block_amount(p->recovery, block, (enum plan_block_line)line, year),
                           block_formulas[line](p, from, block, year));
    }
}

static void add_all_blocks(struct publisher *p, const struct report_block *from, struct frame *frame)
{
    const guint n_blocks = p->recovery->blocks->len;
    for (guint line = 0; line < BLOCK_LINES; line++) {
        frame_add_text(frame, "All blocks");
        frame_add_text(frame, block_lines[line]);
        for (guint year = 0; year < recovery_middle(p->recovery)->n_years; year++) {
            g_autofree struct plan_cell *cells = g_new(struct plan_cell, n_blocks);
            for (guint block = 0; block < n_blocks; block++)
                cells[block] = cell_of(from, block, line, year);
            plan_add_money(frame, all_blocks(p->recovery, (enum plan_block_line)line, year), plan_sum(cells, n_blocks));
        }
    }
}

void build_plan_blocks(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "Dedicated Schools Grant by block, after savings, pounds");
    if (block == NULL)
        return;
    frame_add_column(block->frame, "block", "Block", UNIT_TEXT);
    frame_add_column(block->frame, "line", "Line", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, 0, UNIT_POUNDS);
    for (guint i = 0; i < p->recovery->blocks->len; i++)
        add_block(p, from, block->frame, i);
    add_all_blocks(p, from, block->frame);
}
