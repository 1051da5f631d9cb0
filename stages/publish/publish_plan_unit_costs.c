/* Builder of what a plan costs, by category and year. */
#include "stages/publish/publish_plan.h"

bool plan_unit_cost(gint64 pence, const struct plan_count *count, gint64 *cost)
{
    if (count->symbol != NULL || count->plans == 0)
        return false;
    *cost = forecast_unit_cost(pence, count->plans);
    return true;
}

static void add_unit_cost(struct publisher *p, struct frame *frame, guint row, guint year,
                          const struct plan_count *count)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    const gint64 pence =
        row == forecast->n_categories ? forecast->total[FORECAST_UNMITIGATED][year] : forecast->spend[row][year];
    const struct plan_cell cells[] = {plan_cell(p, PLAN_SPEND, row, YEARS_FROM + year),
                                      plan_cell(p, PLAN_COUNTS, row, YEARS_FROM + year)};
    gint64 cost;
    if (plan_unit_cost(pence, count, &cost))
        plan_add_money(frame, cost, plan_formula("ROUND(@/@,2)", cells));
    else
        frame_add_symbol(frame, count->symbol == NULL ? "z" : count->symbol);
}

void build_plan_unit_costs(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "unmitigated spend for each open plan, pounds");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    struct plan_count counts[FORECAST_MOST_CATEGORIES + 1][FORECAST_MOST_YEARS] = {0};
    plan_count_categories(p, counts);
    block->note =
        "All spend of a category over its open plans. A category also pays for children without a plan (hospital "
        "education, alternative provision, support), so that this is no fee of a place.";
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, 0, UNIT_POUNDS);
    for (guint row = 0; row <= forecast->n_categories; row++) {
        frame_add_text(block->frame,
                       row == forecast->n_categories ? "All plans" : recovery_category_label(p->recovery, row));
        for (guint year = 0; year < forecast->n_years; year++)
            add_unit_cost(p, block->frame, row, year, &counts[row][year]);
    }
}
