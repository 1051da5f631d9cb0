/* Builders of the recovery plan's sensitivity: the same forecast with less and with more growth. Its columns begin with
 * the report's year, which all scenarios share. */
#include "stages/publish/publish_plan.h"

struct shift_rows {
    guint plans, unit_cost, confidence;
    bool is_shifted;
};

/* Rows of plan_fixed. */
static const struct shift_rows shift_rows[] = {
    [RECOVERY_LOW] = {FIXED_LOW_PLANS, FIXED_LOW_UNIT_COST, FIXED_LOW_CONFIDENCE, true},
    [RECOVERY_MIDDLE] = {0, 0, 0, false},
    [RECOVERY_HIGH] = {FIXED_HIGH_PLANS, FIXED_HIGH_UNIT_COST, FIXED_HIGH_CONFIDENCE, true}};

static guint base_year(const struct recovery *recovery)
{
    return recovery_middle(recovery)->n_known - 1;
}

/* The column of a year in both tables. */
static guint column_of(const struct recovery *recovery, guint year)
{
    return PAIRED_YEARS_FROM + year - base_year(recovery);
}

static char *spend_formula(const struct publisher *p, const struct report_block *from, guint scenario, guint category,
                           guint year)
{
    const struct recovery *recovery = p->recovery;
    const struct plan_cell given = plan_cell(p, PLAN_SPEND, category, YEARS_FROM + year);
    if (year == base_year(recovery))
        return plan_copy(given);
    const guint row = plan_assumption_row(recovery, year, category);
    const struct shift_rows *shift = &shift_rows[scenario];
    const struct plan_cell before =
        plan_own(from, scenario * recovery->categories->len + category, column_of(recovery, year - 1));
    const struct plan_cell plans = plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_PLANS),
                           cost = plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_UNIT_COST);
    const struct plan_cell shifted[] = {before, plans, plan_cell(p, PLAN_FIXED, shift->plans, FIXED_VALUE), cost,
                                        plan_cell(p, PLAN_FIXED, shift->unit_cost, FIXED_VALUE)};
    const struct plan_cell plain[] = {before, plans, cost};
    return shift->is_shifted ? plan_formula("ROUND(@*(1+(@+@)/100)*(1+(@+@)/100),2)", shifted)
                             : plan_formula("ROUND(@*(1+@/100)*(1+@/100),2)", plain);
}

void build_plan_scenario_spend(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "unmitigated spend by scenario and category, pounds");
    if (block == NULL)
        return;
    const struct recovery *recovery = p->recovery;
    frame_add_column(block->frame, "scenario", "Scenario", UNIT_TEXT);
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, base_year(recovery), UNIT_POUNDS);
    for (guint scenario = 0; scenario < RECOVERY_SCENARIOS; scenario++)
        for (guint category = 0; category < recovery->categories->len; category++) {
            const struct forecast *forecast = &recovery->scenarios[scenario];
            frame_add_text(block->frame, recovery_scenario_name((enum recovery_scenario)scenario));
            frame_add_text(block->frame, recovery_category_label(recovery, category));
            for (guint year = base_year(recovery); year < forecast->n_years; year++)
                plan_add_money(block->frame, forecast->spend[category][year],
                               spend_formula(p, from, scenario, category, year));
        }
}

gint64 plan_scenario_amount(const struct recovery *recovery, enum recovery_scenario scenario,
                            enum plan_scenario_line line, guint year)
{
    const struct forecast *forecast = &recovery->scenarios[scenario];
    const gint64 amounts[] = {[SCENARIO_SPEND] = forecast->total[FORECAST_UNMITIGATED][year],
                              [SCENARIO_SAVINGS] = forecast_savings(forecast, year),
                              [SCENARIO_IN_YEAR] = forecast->in_year[FORECAST_MITIGATED][year],
                              [SCENARIO_CARRIED] = forecast->closing[FORECAST_MITIGATED][year]};
    return amounts[line];
}

static void append_weighted(GString *pattern, GArray *cells, const struct publisher *p, guint scheme, guint scenario)
{
    const struct plan_cell saving = plan_cell(p, PLAN_SCHEMES, scheme, SCHEME_SAVING),
                           confidence = plan_cell(p, PLAN_SCHEMES, scheme, SCHEME_CONFIDENCE),
                           shift = plan_cell(p, PLAN_FIXED, shift_rows[scenario].confidence, FIXED_VALUE);
    g_string_append(pattern, pattern->len == 0 ? "" : "+");
    g_string_append(pattern,
                    shift_rows[scenario].is_shifted ? "ROUND(@*MIN(100,MAX(0,@+@))/100,2)" : "ROUND(@*@/100,2)");
    g_array_append_val(cells, saving);
    g_array_append_val(cells, confidence);
    if (shift_rows[scenario].is_shifted)
        g_array_append_val(cells, shift);
}

static char *savings_formula(const struct publisher *p, guint scenario, guint year)
{
    const struct recovery *recovery = p->recovery;
    const struct plan_cell total = plan_cell(p, PLAN_SAVINGS, recovery->categories->len, YEARS_FROM + year);
    if (year == base_year(recovery))
        return plan_copy(total);
    g_autoptr(GString) pattern = g_string_new(NULL);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint i = 0; i < recovery->schemes->len; i++)
        if (g_array_index(recovery->schemes, struct recovery_scheme, i).year == recovery->first_year + (int)year)
            append_weighted(pattern, cells, p, i, scenario);
    return plan_formula(pattern->len == 0 ? "0" : pattern->str, (const struct plan_cell *)(const void *)cells->data);
}

static char *sum_formula(const struct publisher *p, guint scenario, guint year)
{
    const guint n = p->recovery->categories->len;
    const struct plan_cell stretch =
        plan_stretch(p, PLAN_SCENARIO_SPEND, scenario * n, scenario * n + n - 1, column_of(p->recovery, year));
    return plan_formula("SUM(@)", &stretch);
}

static char *line_formula(const struct publisher *p, const struct report_block *from, guint scenario, guint line,
                          guint year)
{
    const guint first = scenario * SCENARIO_LINES, at = column_of(p->recovery, year);
    const struct plan_cell in_year[] = {plan_cell(p, PLAN_PATHS, PATH_GRANT, YEARS_FROM + year),
                                        plan_cell(p, PLAN_PATHS, PATH_TRANSFER, YEARS_FROM + year),
                                        plan_own(from, first + SCENARIO_SPEND, at),
                                        plan_own(from, first + SCENARIO_SAVINGS, at)};
    const bool is_base = year == base_year(p->recovery);
    const struct plan_cell carried[] = {is_base ? plan_cell(p, PLAN_PATHS, PATH_MITIGATED_BROUGHT, YEARS_FROM + year)
                                                : plan_own(from, first + SCENARIO_CARRIED, at - 1),
                                        plan_own(from, first + SCENARIO_IN_YEAR, at)};
    if (line == SCENARIO_SPEND)
        return sum_formula(p, scenario, year);
    if (line == SCENARIO_SAVINGS)
        return savings_formula(p, scenario, year);
    return line == SCENARIO_IN_YEAR ? plan_formula("@+@-@+@", in_year) : plan_formula("@+@", carried);
}

static void say_range(struct publisher *p, struct page *page)
{
    const struct recovery *recovery = p->recovery;
    const guint last = recovery_middle(recovery)->n_years - 1;
    g_autofree char *low = plan_balance(plan_scenario_amount(recovery, RECOVERY_LOW, SCENARIO_CARRIED, last));
    g_autofree char *high = plan_balance(plan_scenario_amount(recovery, RECOVERY_HIGH, SCENARIO_CARRIED, last));
    g_autofree char *year = recovery_year_name(recovery->first_year + (int)last);
    page->finding = document_printf(p->document, "With savings, the end of %s has %s with low growth and %s with high.",
                                    year, low, high);
}

void build_plan_sensitivity(struct publisher *p, struct page *page, const struct report_block *from)
{
    static const char *const lines[] = {[SCENARIO_SPEND] = "Spend, unmitigated",
                                        [SCENARIO_SAVINGS] = "Savings, weighted",
                                        [SCENARIO_IN_YEAR] = "In-year balance, mitigated",
                                        [SCENARIO_CARRIED] = "Carried forward, mitigated"};
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "high needs block by scenario, pounds");
    if (block == NULL)
        return;
    const struct recovery *recovery = p->recovery;
    frame_add_column(block->frame, "scenario", "Scenario", UNIT_TEXT);
    frame_add_column(block->frame, "line", "Line", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, base_year(recovery), UNIT_POUNDS);
    block->note = "Low and high depart from the assumptions by the points on the sheet of fixed assumptions: growth in "
                  "plans, growth in cost, and confidence in savings.";
    say_range(p, page);
    for (guint row = 0; row < RECOVERY_SCENARIOS * SCENARIO_LINES; row++) {
        const guint scenario = row / SCENARIO_LINES, line = row % SCENARIO_LINES;
        frame_add_text(block->frame, recovery_scenario_name((enum recovery_scenario)scenario));
        frame_add_text(block->frame, lines[line]);
        for (guint year = base_year(recovery); year < recovery_middle(recovery)->n_years; year++)
            plan_add_money(
                block->frame,
                plan_scenario_amount(recovery, (enum recovery_scenario)scenario, (enum plan_scenario_line)line, year),
                line_formula(p, from, scenario, line, year));
    }
}
