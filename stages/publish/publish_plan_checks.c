/* Builder of the recovery plan's checks: a row for each identity, TRUE or FALSE, and what they come to. */
#include "stages/publish/publish_plan_checks.h"

enum check_column { CHECK_NAME, CHECK_YEAR, CHECK_LEFT, CHECK_RIGHT };

static void add_side(struct frame *frame, struct plan_side side, bool is_money)
{
    if (is_money)
        plan_add_money(frame, side.value, side.formula);
    else
        plan_add_count(frame, side.value, side.formula);
}

void plan_check_row(struct plan_checking *c, const char *name, guint year, bool is_money, struct plan_side left,
                    struct plan_side right)
{
    const guint row = frame_next_row(c->frame);
    const struct plan_cell cells[] = {plan_own(c->from, row, CHECK_LEFT), plan_own(c->from, row, CHECK_RIGHT)};
    g_autofree char *year_name = recovery_year_name(c->recovery->first_year + (int)year);
    g_autofree char *holds = plan_formula("IF(ROUND(@-@,2)=0,\"TRUE\",\"FALSE\")", cells);
    frame_add_text(c->frame, name);
    frame_add_text(c->frame, year_name);
    add_side(c->frame, left, is_money);
    add_side(c->frame, right, is_money);
    frame_add_computed_text(c->frame, left.value == right.value ? "TRUE" : "FALSE", holds);
}

/* The figure of this year that the measure of the report's block of that chart has, of a category of the block's split
 * (NULL: of all); NULL when the report has no such block or the measure no such figure. */
static const struct figure *find_figure(const struct plan_checking *c, const char *chart, const char *category)
{
    const struct report_block *block = plan_block(c->p, chart);
    if (block == NULL || block->measure == NULL || (category != NULL && block->split == NULL))
        return NULL;
    const struct period period = calendar_current(c->p->calendar, PERIOD_FINANCIAL_YEAR);
    return figures_find(c->p->figures, block->measure->id, category == NULL ? "all" : block->split,
                        category == NULL ? "all" : category, PERIOD_FINANCIAL_YEAR, period.end);
}

/* Against a figure that was counted apart from the plan, by a measure of its own. */
static void check_figure(struct plan_checking *c, const char *says, const char *chart, const char *category,
                         struct plan_side side)
{
    const struct figure *figure = find_figure(c, chart, category);
    if (figure == NULL || !figure->has_numerator) {
        g_free(side.formula);
        return;
    }
    g_autofree char *name = g_strdup_printf("%s (%s)", says, plan_block(c->p, chart)->measure->ref);
    plan_check_row(c, name, c->forecast->n_known - 1, true, side, (struct plan_side){figure->numerator, NULL});
}

static void check_figures(struct plan_checking *c)
{
    const guint year = c->forecast->n_known - 1;
    const struct forecast *f = c->forecast;
    check_figure(c, "Unmitigated balance is the scorecard's", PLAN_PATHS, "unmitigated",
                 plan_side_of_path(c, f->closing[FORECAST_UNMITIGATED][year], PATH_UNMITIGATED_CARRIED, year));
    check_figure(c, "Mitigated balance is the scorecard's", PLAN_PATHS, "mitigated",
                 plan_side_of_path(c, f->closing[FORECAST_MITIGATED][year], PATH_MITIGATED_CARRIED, year));
    check_figure(c, "In-year balance is the scorecard's", PLAN_WATERFALL, NULL,
                 plan_side_of_path(c, f->in_year[FORECAST_UNMITIGATED][year], PATH_UNMITIGATED_IN_YEAR, year));
    check_figure(c, "Spend is that behind the scorecard's cost of a plan", PLAN_UNIT_COSTS, NULL,
                 plan_side_of_total(c, PLAN_SPEND, f->total[FORECAST_UNMITIGATED][year], year));
}

/* On paper pages of TRUE say no more than a sentence; the workbook has them all. */
static void say_all_hold(struct publisher *p, struct page *page, struct block *block)
{
    g_autofree char *id = g_strconcat(block->id, "_held", NULL);
    struct block *text = page_add_block(p->document, page, BLOCK_TEXT, id);
    text->is_repeated = true;
    text->title = block->title;
    block->is_left_out = true;
    paragraphs_add(
        &text->paragraphs,
        document_printf(p->document,
                        "Balances, sums of categories, savings, transfers between blocks, plans, Section 251 "
                        "lines and the scorecard's own balances were worked out from two sides each, for "
                        "every year: all %u agree to the penny. The sheet \"%s\" of the workbook lists both "
                        "sides of each.",
                        frame_n_rows(block->frame), block->id));
}

static void say_result(struct publisher *p, struct page *page, struct block *block)
{
    guint n_false = 0;
    const guint n = frame_n_rows(block->frame), column = frame_n_columns(block->frame) - 1;
    for (guint row = 0; row < n; row++)
        n_false += g_str_equal(frame_cell(block->frame, row, column)->text, "FALSE");
    page->finding =
        n_false == 0
            ? document_printf(p->document, "All %u identities hold to the penny.", n)
            : document_printf(p->document, "%u of %u identities do not hold: those that say FALSE.", n_false, n);
    if (n_false == 0)
        say_all_hold(p, page, block);
}

void build_plan_checks(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "identities of the plan, to the penny");
    if (block == NULL)
        return;
    frame_add_column(block->frame, "identity", "Identity", UNIT_TEXT);
    frame_add_column(block->frame, "year", "Year", UNIT_TEXT);
    frame_add_column(block->frame, "left", "Left side", UNIT_POUNDS);
    frame_add_column(block->frame, "right", "Right side", UNIT_POUNDS);
    frame_add_column(block->frame, "holds", "Holds", UNIT_TEXT);
    struct plan_checking checking = {p, from, block->frame, p->recovery, recovery_middle(p->recovery)};
    for (guint year = 0; year < checking.forecast->n_years; year++)
        plan_check_year(&checking, year);
    plan_check_grants(&checking);
    check_figures(&checking);
    say_result(p, page, block);
}
