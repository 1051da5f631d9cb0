/* Builders of the recovery plan's charts. */
#include "stages/publish/publish_plan.h"

#include "reports/render/unit.h"

static guint current_year(const struct recovery *recovery)
{
    return recovery_middle(recovery)->n_known - 1;
}

/* Takes the formula. */
static void add_step(struct frame *frame, const char *name, gint64 pence, char *formula, const char *kind)
{
    frame_add_text(frame, name);
    plan_add_money(frame, pence, formula);
    frame_add_text(frame, kind);
}

static char *spend_formula(const struct publisher *p, guint category, guint year)
{
    return plan_copy(plan_cell(p, PLAN_SPEND, category, YEARS_FROM + year));
}

static char *path_formula(const struct publisher *p, enum plan_path_line line, guint year)
{
    return plan_copy(plan_cell(p, PLAN_PATHS, line, YEARS_FROM + year));
}

void build_plan_waterfall(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_WATERFALL, "high needs grant, spend by category and the balance left, pounds");
    if (block == NULL)
        return;
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    const guint year = current_year(recovery);
    const gint64 grant = forecast->grant[year] + forecast->transfer[year],
                 balance = forecast->in_year[FORECAST_UNMITIGATED][year];
    frame_add_column(block->frame, "category", "Step", UNIT_TEXT);
    frame_add_column(block->frame, "value", plan_year_title(p, year), UNIT_POUNDS);
    frame_add_column(block->frame, "kind", "Added or taken off", UNIT_TEXT);
    const struct plan_cell income[] = {plan_cell(p, PLAN_PATHS, PATH_GRANT, YEARS_FROM + year),
                                       plan_cell(p, PLAN_PATHS, PATH_TRANSFER, YEARS_FROM + year)};
    add_step(block->frame, "Grant and transfers", grant, plan_formula("@+@", income), "total");
    for (guint category = 0; category < forecast->n_categories; category++)
        if (forecast->spend[category][year] != 0)
            add_step(block->frame, recovery_category_label(recovery, category), forecast->spend[category][year],
                     spend_formula(p, category, year), forecast->spend[category][year] > 0 ? "taken off" : "added");
    add_step(block->frame, "Balance in the year", balance, path_formula(p, PATH_UNMITIGATED_IN_YEAR, year), "total");
    g_autofree char *given = plan_pounds(grant);
    g_autofree char *left = plan_balance(balance);
    block->title = document_printf(p->document, "%s of grant leaves %s", given, left);
    publish_set_alt(p, block, "Waterfall chart", block->title);
}

/* Until the report's year all scenarios are the mitigated path. */
static char *scenario_formula(const struct publisher *p, guint scenario, guint year)
{
    const guint base = current_year(p->recovery);
    const struct plan_cell cell = plan_cell(p, PLAN_SENSITIVITY, scenario * SCENARIO_LINES + SCENARIO_CARRIED,
                                            PAIRED_YEARS_FROM + (year < base ? 0 : year - base));
    return year < base ? path_formula(p, PATH_MITIGATED_CARRIED, year) : plan_copy(cell);
}

static void add_fan_row(const struct publisher *p, struct frame *frame, guint year)
{
    const struct recovery *recovery = p->recovery;
    const struct forecast *middle = recovery_middle(recovery);
    g_autofree char *name = recovery_year_name(recovery->first_year + (int)year);
    frame_add_text(frame, name);
    frame_add_text(frame, plan_year_basis(recovery, year));
    plan_add_money(frame, middle->closing[FORECAST_MITIGATED][year], path_formula(p, PATH_MITIGATED_CARRIED, year));
    for (guint scenario = RECOVERY_LOW; scenario <= RECOVERY_HIGH; scenario += RECOVERY_HIGH - RECOVERY_LOW)
        plan_add_money(frame, recovery->scenarios[scenario].closing[FORECAST_MITIGATED][year],
                       scenario_formula(p, scenario, year));
    plan_add_money(frame, middle->closing[FORECAST_UNMITIGATED][year], path_formula(p, PATH_UNMITIGATED_CARRIED, year));
}

void build_plan_fan(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_FAN,
                                     "high needs balance at the end of each year, pounds; below zero is a deficit");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    const guint last = forecast->n_years - 1;
    frame_add_column(block->frame, "period", "Year", UNIT_TEXT);
    frame_add_column(block->frame, "basis", "Basis", UNIT_TEXT);
    frame_add_column(block->frame, "value", "Mitigated", UNIT_POUNDS);
    frame_add_column(block->frame, "high", "Low growth", UNIT_POUNDS);
    frame_add_column(block->frame, "low", "High growth", UNIT_POUNDS);
    frame_add_column(block->frame, "value2", "Unmitigated", UNIT_POUNDS);
    for (guint year = 0; year < forecast->n_years; year++)
        add_fan_row(p, block->frame, year);
    g_autofree char *mitigated = plan_balance(forecast->closing[FORECAST_MITIGATED][last]);
    g_autofree char *name = recovery_year_name(p->recovery->first_year + (int)last);
    block->title = document_printf(p->document, "With savings, %s by %s", mitigated, name);
    plan_note_years_told_otherwise(p, block);
    publish_set_alt(p, block, "Fan chart", block->title);
}

void build_plan_categories(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_BARS, "high needs spend by category of placement, pounds");
    if (block == NULL)
        return;
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    const guint year = current_year(recovery);
    guint largest = 0;
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    frame_add_column(block->frame, "value", plan_year_title(p, year), UNIT_POUNDS);
    for (guint category = 0; category < forecast->n_categories; category++) {
        frame_add_text(block->frame, recovery_category_label(recovery, category));
        plan_add_money(block->frame, forecast->spend[category][year], spend_formula(p, category, year));
        largest = forecast->spend[category][year] > forecast->spend[largest][year] ? category : largest;
    }
    g_autofree char *spend = plan_pounds(forecast->spend[largest][year]);
    const char *finding =
        document_printf(p->document, "Most: %s, %s", recovery_category_label(recovery, largest), spend);
    if (from->title == NULL)
        block->title = finding;
    publish_set_alt(p, block, "Bar chart", finding);
}

/* The first year that has both plans and a cost of a plan; n_years when none has. */
static guint find_base(const struct forecast *forecast, const struct plan_count *total)
{
    guint year = 0;
    while (year < forecast->n_years && (total[year].symbol != NULL || total[year].plans == 0 ||
                                        forecast->total[FORECAST_UNMITIGATED][year] < total[year].plans))
        year++;
    return year;
}

/* A cell of a table's total row against that of the base year. */
static void add_index(const struct publisher *p, struct frame *frame, const char *chart, const guint years[2],
                      const gint64 amounts[2])
{
    const guint row = p->recovery->categories->len;
    const struct plan_cell cells[] = {plan_cell(p, chart, row, YEARS_FROM + years[1]),
                                      plan_cell(p, chart, row, YEARS_FROM + years[0])};
    g_autofree char *formula = plan_formula("ROUND(100*@/@,1)", cells);
    frame_add_computed(frame, (double)forecast_share(amounts[1], amounts[0], 1000) / 10, UNIT_DECIMAL, formula);
}

/* "Plans +28.0%, cost of a plan +3.7% by 2023-24". */
static void name_index(struct publisher *p, struct block *block)
{
    const guint n = frame_n_rows(block->frame);
    if (n == 0)
        return;
    const double plans = frame_cell(block->frame, n - 1, 2)->number, cost = frame_cell(block->frame, n - 1, 3)->number;
    g_autofree char *more_plans = unit_change(UNIT_DECIMAL, plans - 100),
                    *more_cost = unit_change(UNIT_DECIMAL, cost - 100);
    block->title = document_printf(p->document, "Plans %s%%, cost of a plan %s%% by %s", more_plans, more_cost,
                                   frame_cell(block->frame, n - 1, 0)->text);
}

void build_plan_index(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_LINE, "the first year shown is 100");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    struct plan_count counts[FORECAST_MOST_CATEGORIES + 1][FORECAST_MOST_YEARS] = {0};
    plan_count_categories(p, counts);
    const struct plan_count *total = counts[forecast->n_categories];
    const gint64 *spend = forecast->total[FORECAST_UNMITIGATED];
    const guint base = find_base(forecast, total);
    if (base == forecast->n_years) {
        publish_empty(p, block, "[x] Not available: no number of plans is known.");
        return;
    }
    frame_add_column(block->frame, "period", "Year", UNIT_TEXT);
    frame_add_column(block->frame, "value", "Spend", UNIT_DECIMAL);
    frame_add_column(block->frame, "value2", "Plans", UNIT_DECIMAL);
    frame_add_column(block->frame, "value3", "Cost of a plan", UNIT_DECIMAL);
    for (guint year = base; year < forecast->n_years; year++) {
        gint64 cost, base_cost;
        if (!plan_unit_cost(spend[year], &total[year], &cost) || !plan_unit_cost(spend[base], &total[base], &base_cost))
            continue;
        g_autofree char *name = recovery_year_name(p->recovery->first_year + (int)year);
        frame_add_text(block->frame, name);
        const guint years[] = {base, year};
        add_index(p, block->frame, PLAN_SPEND, years, (const gint64[]){spend[base], spend[year]});
        add_index(p, block->frame, PLAN_COUNTS, years, (const gint64[]){total[base].plans, total[year].plans});
        add_index(p, block->frame, PLAN_UNIT_COSTS, years, (const gint64[]){base_cost, cost});
    }
    if (from->title == NULL)
        name_index(p, block);
    publish_set_alt(p, block, "Line chart", "Spend, number of plans and cost of a plan, each against the first year.");
}
