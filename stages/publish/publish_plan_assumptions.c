/* Builders of what the recovery plan assumes and starts from. */
#include "stages/publish/publish_plan.h"

static void add_growth(struct publisher *p, struct frame *frame, guint year, guint category)
{
    const struct recovery *recovery = p->recovery;
    const struct recovery_assumption *row =
        recovery_find_assumption(recovery, recovery->first_year + (int)year, category);
    g_autofree char *name = recovery_year_name(recovery->first_year + (int)year);
    frame_add_text(frame, name);
    frame_add_text(frame, recovery_category_label(recovery, category));
    plan_add_percent(frame, row == NULL ? 0 : row->plans, NULL);
    plan_add_percent(frame, row == NULL ? 0 : row->unit_cost, NULL);
    if (row != NULL && row->has_income)
        plan_add_percent(frame, row->income, NULL);
    else
        frame_add_symbol(frame, "z");
}

/* Whether assumptions are given for years that the plan does not reach: past its last, or after a year without any. */
static bool has_later(const struct recovery *recovery)
{
    const int last = recovery->first_year + (int)recovery_middle(recovery)->n_years - 1;
    for (guint i = 0; i < recovery->assumptions->len; i++)
        if (g_array_index(recovery->assumptions, struct recovery_assumption, i).year > last)
            return true;
    return false;
}

void build_plan_assumptions(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "percent more than in the year before, from high_needs_assumptions");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    frame_add_column(block->frame, "year", "Year", UNIT_TEXT);
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    frame_add_column(block->frame, "plans", "Growth in plans, percent", UNIT_RATE);
    frame_add_column(block->frame, "unit_cost", "Growth in cost of a plan, percent", UNIT_RATE);
    frame_add_column(block->frame, "income", "Growth in the high needs block, percent", UNIT_RATE);
    block->note =
        "A category without a row is taken to stay as it is. The block's growth is that of the first category "
        "that names one, and stands aside where the year's grant is already known.";
    if (has_later(p->recovery))
        block->note =
            document_printf(p->document,
                            "%s Assumptions of later years are left out: a plan goes on for at most %d years, "
                            "one after the other.",
                            block->note, RECOVERY_FORECAST_YEARS);
    for (guint year = forecast->n_known; year < forecast->n_years; year++)
        for (guint category = 0; category < forecast->n_categories; category++)
            add_growth(p, block->frame, year, category);
}

void build_plan_fixed(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "what holds in every forecast year");
    if (block == NULL)
        return;
    const struct recovery_shift *low = &p->recovery->shifts[RECOVERY_LOW], *high = &p->recovery->shifts[RECOVERY_HIGH];
    const struct {
        const char *name;
        gint64 value;
        const char *unit, *set_by;
    } rows[] = {
        [FIXED_LOW_PLANS] = {"Low: growth in plans", low->plans, "points", "settings: recovery_plan"},
        [FIXED_LOW_UNIT_COST] = {"Low: growth in cost of a plan", low->unit_cost, "points", "settings: recovery_plan"},
        [FIXED_LOW_CONFIDENCE] = {"Low: confidence in savings", low->confidence, "points", "settings: recovery_plan"},
        [FIXED_HIGH_PLANS] = {"High: growth in plans", high->plans, "points", "settings: recovery_plan"},
        [FIXED_HIGH_UNIT_COST] = {"High: growth in cost of a plan", high->unit_cost, "points",
                                  "settings: recovery_plan"},
        [FIXED_HIGH_CONFIDENCE] = {"High: confidence in savings", high->confidence, "points",
                                   "settings: recovery_plan"},
        [FIXED_RISK] = {"Risks: departure of an assumption", RECOVERY_RISK_POINT, "points", "the plan"},
        [FIXED_BLOCK_GROWTH] = {"Growth of the other blocks", 0, "percent", "no extract gives one: held"},
        [FIXED_TRANSFER] = {"Transfers from schools to high needs not yet decided", 0, "pounds",
                            "no extract gives one: none"},
    };
    frame_add_column(block->frame, "assumption", "Assumption", UNIT_TEXT);
    frame_add_column(block->frame, "value", "Value", UNIT_RATE);
    frame_add_column(block->frame, "measured_in", "Unit", UNIT_TEXT);
    frame_add_column(block->frame, "set_by", "Where it is set", UNIT_TEXT);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        frame_add_text(block->frame, rows[i].name);
        plan_add_percent(block->frame, rows[i].value, NULL);
        frame_add_text(block->frame, rows[i].unit);
        frame_add_text(block->frame, rows[i].set_by);
    }
    block->note = "Only high needs spend is loaded. The other blocks are taken to spend their grant and transfers in "
                  "full.";
}

/* The row's balances: brought forward as given or as the row before closed. */
static void add_brought(const struct report_block *from, struct frame *frame, guint row,
                        const struct recovery_past *past)
{
    for (guint path = 0; path < FORECAST_PATHS; path++) {
        const struct plan_cell before = plan_own(from, row - 1, OPENING_CLOSED_UNMITIGATED + path);
        plan_add_money(frame, past->opening[path], row == 0 ? NULL : plan_copy(before));
    }
}

static void add_past(const struct report_block *from, struct frame *frame, guint row, const struct recovery_past *past)
{
    const struct plan_cell unmitigated[] = {plan_own(from, row, OPENING_UNMITIGATED),
                                            plan_own(from, row, OPENING_GRANT), plan_own(from, row, OPENING_TRANSFER),
                                            plan_own(from, row, OPENING_SPEND)};
    const struct plan_cell mitigated[] = {plan_own(from, row, OPENING_MITIGATED), unmitigated[1], unmitigated[2],
                                          unmitigated[3], plan_own(from, row, OPENING_SAVINGS)};
    g_autofree char *name = recovery_year_name(past->year);
    frame_add_text(frame, name);
    add_brought(from, frame, row, past);
    plan_add_money(frame, past->grant, NULL);
    plan_add_money(frame, past->transfer, NULL);
    plan_add_money(frame, past->spend, NULL);
    plan_add_money(frame, past->savings, NULL);
    plan_add_money(frame, past->closing[FORECAST_UNMITIGATED], plan_formula("@+@+@-@", unmitigated));
    plan_add_money(frame, past->closing[FORECAST_MITIGATED], plan_formula("@+@+@-@+@", mitigated));
}

void build_plan_opening(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "high needs block, pounds; below zero is a deficit");
    if (block == NULL)
        return;
    static const struct {
        const char *name, *title;
    } columns[] = {{"unmitigated", "Brought forward, unmitigated"},
                   {"mitigated", "Brought forward, mitigated"},
                   {"grant", "Grant"},
                   {"transfer", "Transfers in"},
                   {"spend", "Spend"},
                   {"savings", "Savings, weighted"},
                   {"closed", "Carried forward, unmitigated"},
                   {"closed_mitigated", "Carried forward, mitigated"}};
    frame_add_column(block->frame, "year", "Year", UNIT_TEXT);
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        frame_add_column(block->frame, columns[i].name, columns[i].title, UNIT_POUNDS);
    const GArray *past = p->recovery->past;
    for (guint i = 0; i < past->len; i++)
        add_past(from, block->frame, i, &g_array_index(past, struct recovery_past, i));
    if (past->len == 0)
        publish_empty(p, block, "[z] Not applicable: the balance is brought forward into the plan's first year.");
}
