/* Identities within the recovery plan, each computed from two sides: its paths, sums, savings, blocks and scenarios. */
#include "stages/publish/publish_plan_checks.h"

struct plan_side plan_side_of_path(const struct plan_checking *c, gint64 value, guint line, guint year)
{
    const struct plan_cell cell = plan_cell(c->p, PLAN_PATHS, line, YEARS_FROM + year);
    return (struct plan_side){value, plan_copy(cell)};
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
static void check_path(struct plan_checking *c, guint path, guint year)
{
    const struct forecast *f = c->forecast;
    const guint first = paths[path].brought, at = YEARS_FROM + year;
    const struct plan_cell moves[] = {
        plan_cell(c->p, PLAN_PATHS, first, at), plan_cell(c->p, PLAN_PATHS, PATH_GRANT, at),
        plan_cell(c->p, PLAN_PATHS, PATH_TRANSFER, at), plan_cell(c->p, PLAN_PATHS, first + 1, at)};
    const gint64 in_year = f->grant[year] + f->transfer[year] - f->total[path][year];
    plan_check_row(c, paths[path].in_year, year, true, plan_side_of_path(c, f->in_year[path][year], first + 2, year),
                   (struct plan_side){in_year, plan_formula("@+@-@", moves + 1)});
    plan_check_row(c, paths[path].closing, year, true, plan_side_of_path(c, f->closing[path][year], first + 3, year),
                   (struct plan_side){f->opening[path][year] + in_year, plan_formula("@+@+@-@", moves)});
    if (year > 0)
        plan_check_row(c, paths[path].opening, year, true, plan_side_of_path(c, f->opening[path][year], first, year),
                       plan_side_of_path(c, f->closing[path][year - 1], first + 3, year - 1));
}

struct plan_side plan_side_of_total(const struct plan_checking *c, const char *chart, gint64 value, guint year)
{
    const struct plan_cell cell = plan_cell(c->p, chart, c->forecast->n_categories, YEARS_FROM + year);
    return (struct plan_side){value, plan_copy(cell)};
}

static void check_savings(struct plan_checking *c, guint year)
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
    plan_check_row(c, "Mitigated spend is unmitigated spend less savings", year, true,
                   plan_side_of_total(c, PLAN_MITIGATED, c->forecast->total[FORECAST_MITIGATED][year], year),
                   (struct plan_side){total[year] - forecast_savings(c->forecast, year), plan_formula("@-@", cells)});
    plan_check_row(
        c, "Savings by category are the schemes' weighted savings", year, true,
        (struct plan_side){forecast_savings(c->forecast, year), plan_copy(grid)},
        (struct plan_side){by_scheme, plan_sum((const struct plan_cell *)(const void *)schemes->data, schemes->len)});
}

static void check_categories(struct plan_checking *c, const char *name, const char *chart, guint path, guint year)
{
    gint64 sum = 0;
    struct plan_cell cells[FORECAST_MOST_CATEGORIES];
    for (guint category = 0; category < c->forecast->n_categories; category++) {
        sum += path == FORECAST_MITIGATED ? forecast_mitigated(c->forecast, category, year)
                                          : c->forecast->spend[category][year];
        cells[category] = plan_cell(c->p, chart, category, YEARS_FROM + year);
    }
    plan_check_row(c, name, year, true, plan_side_of_total(c, chart, c->forecast->total[path][year], year),
                   (struct plan_side){sum, plan_sum(cells, c->forecast->n_categories)});
}

/* Spend of a known year against the Section 251 lines of the basis that counts. */
static void check_lines(struct plan_checking *c, guint year)
{
    g_autoptr(GArray) rows = plan_line_rows(c->recovery);
    g_autoptr(GArray) bases = plan_bases(c->recovery);
    const guint basis = plan_current_basis(c->recovery, bases, year);
    const struct plan_cell lines = plan_stretch(c->p, PLAN_LINES, 0, rows->len - 1, PAIRED_YEARS_FROM + basis);
    plan_check_row(c, "Spend by category is spend by Section 251 line", year, true,
                   plan_side_of_total(c, PLAN_SPEND, c->forecast->total[FORECAST_UNMITIGATED][year], year),
                   (struct plan_side){recovery_spend(c->recovery, c->recovery->first_year + (int)year),
                                      plan_formula("SUM(@)", &lines)});
}

static void check_blocks(struct plan_checking *c, guint year)
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
    plan_check_row(c, "Transfers between blocks cancel out", year, true,
                   (struct plan_side){transfers, plan_sum(cells, n)}, (struct plan_side){0, NULL});
    plan_check_row(c, "The high needs block carries forward the mitigated balance", year, true,
                   (struct plan_side){plan_block_amount(r, r->high_needs, BLOCK_CARRIED, year), plan_copy(carried)},
                   plan_side_of_path(c, c->forecast->closing[FORECAST_MITIGATED][year], PATH_MITIGATED_CARRIED, year));
}

static void check_middle(struct plan_checking *c, guint year)
{
    const struct plan_cell cell = plan_cell(c->p, PLAN_SENSITIVITY, RECOVERY_MIDDLE * SCENARIO_LINES + SCENARIO_CARRIED,
                                            PAIRED_YEARS_FROM + year - (c->forecast->n_known - 1));
    const gint64 middle = plan_scenario_amount(c->recovery, RECOVERY_MIDDLE, SCENARIO_CARRIED, year);
    plan_check_row(c, "The middle scenario is the mitigated path", year, true,
                   (struct plan_side){middle, plan_copy(cell)},
                   plan_side_of_path(c, c->forecast->closing[FORECAST_MITIGATED][year], PATH_MITIGATED_CARRIED, year));
}

/* Only where no category is hidden. */
static void check_plans(struct plan_checking *c, guint year)
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
    plan_check_row(c, "Plans by category add up to all plans", year, false,
                   plan_side_of_total(c, PLAN_COUNTS, counts[n][year].plans, year),
                   (struct plan_side){sum, plan_sum(cells, n)});
}

/* Every category has a row of assumptions: a category without one is held, which should be meant. */
static void check_assumptions(struct plan_checking *c, guint year)
{
    gint64 given = 0;
    for (guint category = 0; category < c->forecast->n_categories; category++)
        given += recovery_find_assumption(c->recovery, c->recovery->first_year + (int)year, category) != NULL;
    plan_check_row(c, "Every category has its assumption", year, false, (struct plan_side){given, NULL},
                   (struct plan_side){c->forecast->n_categories, NULL});
}

/* A year of spend without a grant would be all deficit. */
void plan_check_grants(struct plan_checking *c)
{
    guint with_grant;
    const guint n = recovery_count_years(c->recovery, &with_grant);
    plan_check_row(c, "Every year of spend has its grant", c->forecast->n_known - 1, false,
                   (struct plan_side){with_grant, NULL}, (struct plan_side){n, NULL});
}

void plan_check_year(struct plan_checking *c, guint year)
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
