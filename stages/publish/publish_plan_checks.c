/* Builder of the recovery plan's checks: identities of the management plan, each computed from two sides. */
#include "stages/publish/publish_plan.h"

/* Where the rows of the table go. */
struct checking {
    struct publisher *p;
    const struct report_block *from;
    struct frame *frame;
    const struct recovery *recovery;
    const struct forecast *forecast;
};

struct side {
    gint64 value;
    char *formula; /* taken; NULL: the value alone */
};

enum check_column { CHECK_NAME, CHECK_YEAR, CHECK_LEFT, CHECK_RIGHT };

static void add_side(struct frame *frame, struct side side, bool is_money)
{
    if (is_money)
        plan_add_money(frame, side.value, side.formula);
    else
        plan_add_count(frame, side.value, side.formula);
}

static void add_row(struct checking *c, const char *name, guint year, bool is_money, struct side left,
                    struct side right)
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

static struct side path_side(const struct checking *c, gint64 value, guint line, guint year)
{
    const struct plan_cell cell = plan_cell(c->p, PLAN_PATHS, line, YEARS_FROM + year);
    return (struct side){value, plan_copy(cell)};
}

static const struct path {
    guint brought;
    const char *closing, *opening, *in_year;
} paths[] = {
    [FORECAST_UNMITIGATED] = {PATH_UNMITIGATED_BROUGHT,
                              "Unmitigated: carried forward is brought forward, grant and transfers less spend",
                              "Unmitigated: brought forward is the year before carried forward",
                              "Unmitigated: in-year balance is grant and transfers less spend"},
    [FORECAST_MITIGATED] = {PATH_MITIGATED_BROUGHT,
                            "Mitigated: carried forward is brought forward, grant and transfers less spend",
                            "Mitigated: brought forward is the year before carried forward",
                            "Mitigated: in-year balance is grant and transfers less spend"},
};

/* The rest of a path's lines follow its balance brought forward: spend, in-year, carried forward. */
static void check_path(struct checking *c, guint path, guint year)
{
    const struct forecast *f = c->forecast;
    const guint first = paths[path].brought, at = YEARS_FROM + year;
    const struct plan_cell moves[] = {
        plan_cell(c->p, PLAN_PATHS, first, at), plan_cell(c->p, PLAN_PATHS, PATH_GRANT, at),
        plan_cell(c->p, PLAN_PATHS, PATH_TRANSFER, at), plan_cell(c->p, PLAN_PATHS, first + 1, at)};
    const gint64 in_year = f->grant[year] + f->transfer[year] - f->total[path][year];
    add_row(c, paths[path].in_year, year, true, path_side(c, f->in_year[path][year], first + 2, year),
            (struct side){in_year, plan_formula("@+@-@", moves + 1)});
    add_row(c, paths[path].closing, year, true, path_side(c, f->closing[path][year], first + 3, year),
            (struct side){f->opening[path][year] + in_year, plan_formula("@+@+@-@", moves)});
    if (year > 0)
        add_row(c, paths[path].opening, year, true, path_side(c, f->opening[path][year], first, year),
                path_side(c, f->closing[path][year - 1], first + 3, year - 1));
}

static struct side total_side(const struct checking *c, const char *chart, gint64 value, guint year)
{
    const struct plan_cell cell = plan_cell(c->p, chart, c->forecast->n_categories, YEARS_FROM + year);
    return (struct side){value, plan_copy(cell)};
}

static void check_savings(struct checking *c, guint year)
{
    const gint64 *total = c->forecast->total[FORECAST_UNMITIGATED];
    const guint n = c->forecast->n_categories, at = YEARS_FROM + year;
    const struct plan_cell cells[] = {plan_cell(c->p, PLAN_SPEND, n, at), plan_cell(c->p, PLAN_SAVINGS, n, at)};
    const struct plan_cell grid = plan_cell(c->p, PLAN_SAVINGS, n, at);
    gint64 by_scheme = 0;
    g_autoptr(GArray) schemes = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint i = 0; i < c->recovery->schemes->len; i++) {
        const struct recovery_scheme *scheme = &g_array_index(c->recovery->schemes, struct recovery_scheme, i);
        const struct plan_cell cell = plan_cell(c->p, PLAN_SCHEMES, i, SCHEME_WEIGHTED);
        if (scheme->year != c->recovery->first_year + (int)year)
            continue;
        by_scheme += scheme->weighted;
        g_array_append_val(schemes, cell);
    }
    add_row(c, "Mitigated spend is unmitigated spend less savings", year, true,
            total_side(c, PLAN_MITIGATED, c->forecast->total[FORECAST_MITIGATED][year], year),
            (struct side){total[year] - forecast_savings(c->forecast, year), plan_formula("@-@", cells)});
    add_row(c, "Savings by category are the schemes' weighted savings", year, true,
            (struct side){forecast_savings(c->forecast, year), plan_copy(grid)},
            (struct side){by_scheme, plan_sum((const struct plan_cell *)(const void *)schemes->data, schemes->len)});
}

static void check_categories(struct checking *c, const char *name, const char *chart, guint path, guint year)
{
    gint64 sum = 0;
    struct plan_cell cells[FORECAST_MOST_CATEGORIES];
    for (guint category = 0; category < c->forecast->n_categories; category++) {
        sum += path == FORECAST_MITIGATED ? forecast_mitigated(c->forecast, category, year)
                                          : c->forecast->spend[category][year];
        cells[category] = plan_cell(c->p, chart, category, YEARS_FROM + year);
    }
    add_row(c, name, year, true, total_side(c, chart, c->forecast->total[path][year], year),
            (struct side){sum, plan_sum(cells, c->forecast->n_categories)});
}

/* Spend of a known year against the Section 251 lines of the basis that counts. */
static void check_lines(struct checking *c, guint year)
{
    g_autoptr(GArray) rows = plan_line_rows(c->recovery);
    g_autoptr(GArray) bases = plan_bases(c->recovery);
    const guint basis = plan_current_basis(c->recovery, bases, year);
    const struct plan_cell lines = plan_stretch(c->p, PLAN_LINES, 0, rows->len - 1, PAIRED_YEARS_FROM + basis);
    add_row(c, "Spend by category is spend by Section 251 line", year, true,
            total_side(c, PLAN_SPEND, c->forecast->total[FORECAST_UNMITIGATED][year], year),
            (struct side){recovery_spend(c->recovery, c->recovery->first_year + (int)year),
                          plan_formula("SUM(@)", &lines)});
}

/* The figure of this year that the measure of the report's block of that chart has, of a category of the block's split
 * (NULL: of all); NULL when the report has no such block or the measure no such figure. */
static const struct figure *find_figure(const struct checking *c, const char *chart, const char *category)
{
    const struct report_block *block = plan_block(c->p, chart);
    if (block == NULL || block->measure == NULL || (category != NULL && block->split == NULL))
        return NULL;
    const struct period period = calendar_current(c->p->calendar, PERIOD_FINANCIAL_YEAR);
    return figures_find(c->p->figures, block->measure->id, category == NULL ? "all" : block->split,
                        category == NULL ? "all" : category, PERIOD_FINANCIAL_YEAR, period.end);
}

/* Against a figure that was counted apart from the plan, by a measure of its own. */
static void check_figure(struct checking *c, const char *says, const char *chart, const char *category,
                         struct side side)
{
    const struct figure *figure = find_figure(c, chart, category);
    if (figure == NULL || !figure->has_numerator) {
        g_free(side.formula);
        return;
    }
    g_autofree char *name = g_strdup_printf("%s (%s)", says, plan_block(c->p, chart)->measure->ref);
    add_row(c, name, c->forecast->n_known - 1, true, side, (struct side){figure->numerator, NULL});
}

static void check_figures(struct checking *c)
{
    const guint year = c->forecast->n_known - 1;
    const struct forecast *f = c->forecast;
    check_figure(c, "Unmitigated balance is the scorecard's", PLAN_PATHS, "unmitigated",
                 path_side(c, f->closing[FORECAST_UNMITIGATED][year], PATH_UNMITIGATED_CARRIED, year));
    check_figure(c, "Mitigated balance is the scorecard's", PLAN_PATHS, "mitigated",
                 path_side(c, f->closing[FORECAST_MITIGATED][year], PATH_MITIGATED_CARRIED, year));
    check_figure(c, "In-year balance is the scorecard's", PLAN_WATERFALL, NULL,
                 path_side(c, f->in_year[FORECAST_UNMITIGATED][year], PATH_UNMITIGATED_IN_YEAR, year));
    check_figure(c, "Spend is that behind the scorecard's cost of a plan", PLAN_UNIT_COSTS, NULL,
                 total_side(c, PLAN_SPEND, f->total[FORECAST_UNMITIGATED][year], year));
}

static void check_blocks(struct checking *c, guint year)
{
    const struct recovery *r = c->recovery;
    const guint n = r->blocks->len;
    g_autofree struct plan_cell *cells = g_new(struct plan_cell, n);
    gint64 transfers = 0;
    for (guint block = 0; block < n; block++) {
        cells[block] = plan_cell(c->p, PLAN_BLOCKS, block * BLOCK_LINES + BLOCK_TRANSFER, PAIRED_YEARS_FROM + year);
        transfers += plan_block_amount(r, block, BLOCK_TRANSFER, year);
    }
    const struct plan_cell carried =
        plan_cell(c->p, PLAN_BLOCKS, r->high_needs * BLOCK_LINES + BLOCK_CARRIED, PAIRED_YEARS_FROM + year);
    add_row(c, "Transfers between blocks cancel out", year, true, (struct side){transfers, plan_sum(cells, n)},
            (struct side){0, NULL});
    add_row(c, "The high needs block carries forward the mitigated balance", year, true,
            (struct side){plan_block_amount(r, r->high_needs, BLOCK_CARRIED, year), plan_copy(carried)},
            path_side(c, c->forecast->closing[FORECAST_MITIGATED][year], PATH_MITIGATED_CARRIED, year));
}

static void check_middle(struct checking *c, guint year)
{
    const struct plan_cell cell = plan_cell(c->p, PLAN_SENSITIVITY, RECOVERY_MIDDLE * SCENARIO_LINES + SCENARIO_CARRIED,
                                            PAIRED_YEARS_FROM + year - (c->forecast->n_known - 1));
    const gint64 middle = plan_scenario_amount(c->recovery, RECOVERY_MIDDLE, SCENARIO_CARRIED, year);
    add_row(c, "The middle scenario is the mitigated path", year, true, (struct side){middle, plan_copy(cell)},
            path_side(c, c->forecast->closing[FORECAST_MITIGATED][year], PATH_MITIGATED_CARRIED, year));
}

/* Only where no category is hidden. */
static void check_plans(struct checking *c, guint year)
{
    struct plan_count counts[FORECAST_MOST_CATEGORIES + 1][FORECAST_MOST_YEARS] = {0};
    struct plan_cell cells[FORECAST_MOST_CATEGORIES];
    const guint n = c->forecast->n_categories;
    gint64 sum = 0;
    plan_count_categories(c->p, counts);
    for (guint category = 0; category <= n; category++)
        if (counts[category][year].symbol != NULL)
            return;
    for (guint category = 0; category < n; category++) {
        cells[category] = plan_cell(c->p, PLAN_COUNTS, category, YEARS_FROM + year);
        sum += counts[category][year].plans;
    }
    add_row(c, "Plans by category add up to all plans", year, false,
            total_side(c, PLAN_COUNTS, counts[n][year].plans, year), (struct side){sum, plan_sum(cells, n)});
}

/* Every category has a row of assumptions: a category without one is held, which should be meant. */
static void check_assumptions(struct checking *c, guint year)
{
    gint64 given = 0;
    for (guint category = 0; category < c->forecast->n_categories; category++)
        given += recovery_find_assumption(c->recovery, c->recovery->first_year + (int)year, category) != NULL;
    add_row(c, "Every category has its assumption", year, false, (struct side){given, NULL},
            (struct side){c->forecast->n_categories, NULL});
}

/* A year of spend without a grant would be all deficit. */
static void check_grants(struct checking *c)
{
    guint with_grant;
    const guint n = recovery_count_years(c->recovery, &with_grant);
    add_row(c, "Every year of spend has its grant", c->forecast->n_known - 1, false, (struct side){with_grant, NULL},
            (struct side){n, NULL});
}

static void check_year(struct checking *c, guint year)
{
    for (guint path = 0; path < FORECAST_PATHS; path++)
        check_path(c, path, year);
    check_categories(c, "Unmitigated: categories add up to the total", PLAN_SPEND, FORECAST_UNMITIGATED, year);
    check_categories(c, "Mitigated: categories add up to the total", PLAN_MITIGATED, FORECAST_MITIGATED, year);
    check_savings(c, year);
    check_blocks(c, year);
    check_plans(c, year);
    if (year < c->forecast->n_known)
        check_lines(c, year);
    else
        check_assumptions(c, year);
    if (year + 1 >= c->forecast->n_known)
        check_middle(c, year);
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
    struct checking checking = {p, from, block->frame, p->recovery, recovery_middle(p->recovery)};
    for (guint year = 0; year < checking.forecast->n_years; year++)
        check_year(&checking, year);
    check_grants(&checking);
    check_figures(&checking);
    say_result(p, page, block);
}
