/* Builders of the recovery plan's risks: what each would do to the mitigated balance at the plan's end. Every effect is
 * a formula, so that it moves with the assumptions. */
#include "stages/publish/publish_plan.h"

#include "reports/render/unit.h"

/* Rows of plan_risk_spend: plans and cost by category, then the grant. */
enum risk { RISK_PLANS, RISK_COST, RISK_GRANT, RISKS };

static const struct {
    const char *name, *says, *owner;
    bool is_plans, is_cost, is_grant; /* which growth departs by the point */
} risks[RISKS] = {
    [RISK_PLANS] = {"Plans grow faster", "One point more growth in plans in each forecast year.", "Head of SEND",
                    .is_plans = true},
    [RISK_COST] = {"A plan costs more", "One point more growth in the cost of a plan in each forecast year.",
                   "Commissioning lead", .is_cost = true},
    [RISK_GRANT] = {"The grant grows less", "One point less growth in the high needs block in each forecast year.",
                    "Finance lead", .is_grant = true},
};

static guint base_year(const struct recovery *recovery)
{
    return recovery_middle(recovery)->n_known - 1;
}

static guint risk_row(const struct recovery *recovery, enum risk risk, guint category)
{
    return (guint)risk * recovery->categories->len + category;
}

static struct plan_cell risk_cell(const struct publisher *p, enum risk risk, guint category, guint year)
{
    return plan_cell(p, PLAN_RISK_SPEND, risk_row(p->recovery, risk, category),
                     PAIRED_YEARS_FROM + year - base_year(p->recovery));
}

static struct plan_cell point_cell(const struct publisher *p)
{
    return plan_cell(p, PLAN_FIXED, FIXED_RISK, FIXED_VALUE);
}

/* The plan's middle scenario with one assumption departing by the point. */
static struct forecast run_risk(const struct recovery *recovery, enum risk risk)
{
    struct forecast forecast = *recovery_middle(recovery);
    forecast_shift_growth(&forecast, risks[risk].is_plans ? RECOVERY_RISK_POINT : 0,
                          risks[risk].is_cost ? RECOVERY_RISK_POINT : 0);
    for (guint year = forecast.n_known; risks[risk].is_grant && year < forecast.n_years; year++)
        forecast.grant_growth[year] -= RECOVERY_RISK_POINT;
    forecast_run(&forecast);
    return forecast;
}

static char *spend_formula(const struct publisher *p, enum risk risk, guint category, guint year)
{
    const struct plan_cell now = plan_cell(p, PLAN_SPEND, category, YEARS_FROM + year);
    if (year == base_year(p->recovery))
        return plan_copy(now);
    const guint row = plan_assumption_row(p->recovery, year, category);
    const struct plan_cell before = risk_cell(p, risk, category, year - 1),
                           plans = plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_PLANS),
                           cost = plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_UNIT_COST);
    const struct plan_cell faster[] = {before, plans, point_cell(p), cost},
                           dearer[] = {before, plans, cost, point_cell(p)};
    return risks[risk].is_plans ? plan_formula("ROUND(@*(1+(@+@)/100)*(1+@/100),2)", faster)
                                : plan_formula("ROUND(@*(1+@/100)*(1+(@+@)/100),2)", dearer);
}

static struct plan_cell grant_cell(const struct publisher *p, guint year)
{
    return plan_cell(p, PLAN_PATHS, PATH_GRANT, YEARS_FROM + year);
}

/* A grant that is known stays; no category that names a growth means none. */
static char *grant_formula(const struct publisher *p, guint year)
{
    const struct recovery *recovery = p->recovery;
    const struct plan_cell known = grant_cell(p, year);
    if (recovery_middle(recovery)->is_grant_known[year])
        return plan_copy(known);
    const struct plan_cell before = risk_cell(p, RISK_GRANT, 0, year - 1);
    const int category = recovery->income_category[year];
    if (category < 0) {
        const struct plan_cell cells[] = {before, plan_cell(p, PLAN_FIXED, FIXED_BLOCK_GROWTH, FIXED_VALUE),
                                          point_cell(p)};
        return plan_formula("ROUND(@*(1+(@-@)/100),2)", cells);
    }
    const guint row = plan_assumption_row(recovery, year, (guint)category);
    const struct plan_cell cells[] = {before, plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_INCOME), point_cell(p)};
    return plan_formula("ROUND(@*(1+(@-@)/100),2)", cells);
}

static void add_spend_rows(struct publisher *p, struct frame *frame, enum risk risk)
{
    const struct forecast forecast = run_risk(p->recovery, risk);
    for (guint category = 0; category < forecast.n_categories; category++) {
        frame_add_text(frame, risks[risk].name);
        frame_add_text(frame, recovery_category_label(p->recovery, category));
        for (guint year = base_year(p->recovery); year < forecast.n_years; year++)
            plan_add_money(frame, forecast.spend[category][year], spend_formula(p, risk, category, year));
    }
}

static void add_grant_row(struct publisher *p, struct frame *frame)
{
    const struct forecast forecast = run_risk(p->recovery, RISK_GRANT);
    frame_add_text(frame, risks[RISK_GRANT].name);
    frame_add_text(frame, "High needs grant");
    for (guint year = base_year(p->recovery); year < forecast.n_years; year++)
        plan_add_money(frame, forecast.grant[year], grant_formula(p, year));
}

void build_plan_risk_spend(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "unmitigated spend and grant when one assumption departs, pounds");
    if (block == NULL)
        return;
    block->is_dense = true;
    frame_add_column(block->frame, "risk", "Risk", UNIT_TEXT);
    frame_add_column(block->frame, "line", "Category or grant", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, base_year(p->recovery), UNIT_POUNDS);
    add_spend_rows(p, block->frame, RISK_PLANS);
    add_spend_rows(p, block->frame, RISK_COST);
    add_grant_row(p, block->frame);
}

/* Takes says and formula. */
static void add_risk(struct frame *frame, const char *risk, char *says, gint64 effect, char *formula, const char *owner)
{
    frame_add_text(frame, risk);
    frame_add_text(frame, says);
    plan_add_money(frame, effect, formula);
    frame_add_text(frame, owner);
    g_free(says);
}

/* One term a forecast year. */
static char *sum_years(const struct recovery *recovery, const char *term, const GArray *cells)
{
    const struct forecast *forecast = recovery_middle(recovery);
    g_autoptr(GString) pattern = g_string_new(NULL);
    for (guint year = forecast->n_known; year < forecast->n_years; year++)
        g_string_append(pattern, term);
    const char *terms = pattern->str + (*pattern->str == '+' ? 1 : 0);
    return plan_formula(terms, (const struct plan_cell *)(const void *)cells->data);
}

static char *effect_formula(const struct publisher *p, enum risk risk)
{
    const struct recovery *recovery = p->recovery;
    const guint n = recovery->categories->len, last = recovery_middle(recovery)->n_years;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint year = base_year(recovery) + 1; year < last; year++) {
        struct plan_cell departed = risk_cell(p, risk, 0, year);
        const struct plan_cell planned = plan_cell(p, PLAN_SPEND, n, YEARS_FROM + year), grant = grant_cell(p, year);
        departed.last_row = departed.row + (risks[risk].is_grant ? 0 : n - 1);
        const struct plan_cell spends[] = {planned, departed}, grants[] = {departed, grant};
        g_array_append_vals(cells, risks[risk].is_grant ? grants : spends, 2);
    }
    return sum_years(recovery, risks[risk].is_grant ? "+@-@" : "+@-SUM(@)", cells);
}

static void add_departure(struct publisher *p, struct frame *frame, enum risk risk)
{
    const struct forecast *forecast = recovery_middle(p->recovery), departed = run_risk(p->recovery, risk);
    const guint last = forecast->n_years - 1;
    add_risk(frame, risks[risk].name, g_strdup(risks[risk].says),
             departed.closing[FORECAST_MITIGATED][last] - forecast->closing[FORECAST_MITIGATED][last],
             effect_formula(p, risk), risks[risk].owner);
}

static guint find_most_growth(const struct recovery *recovery)
{
    const struct forecast *forecast = recovery_middle(recovery);
    const guint first = forecast->n_known - 1, last = forecast->n_years - 1;
    guint most = 0;
    for (guint category = 1; category < forecast->n_categories; category++)
        if (forecast->spend[category][last] - forecast->spend[category][first] >
            forecast->spend[most][last] - forecast->spend[most][first])
            most = category;
    return most;
}

/* The category whose spend grows most over the plan, against spend that stays as it is. */
static void add_growth_risk(struct publisher *p, struct frame *frame)
{
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    const guint now = forecast->n_known - 1, most = find_most_growth(recovery);
    const gint64 *spend = forecast->spend[most];
    const struct plan_cell base = plan_cell(p, PLAN_SPEND, most, YEARS_FROM + now);
    gint64 effect = 0;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint year = now + 1; year < forecast->n_years; year++) {
        const struct plan_cell then = plan_cell(p, PLAN_SPEND, most, YEARS_FROM + year);
        effect += spend[now] - spend[year];
        g_array_append_val(cells, base);
        g_array_append_val(cells, then);
    }
    g_autofree char *from = plan_pounds(spend[now]), *to = plan_pounds(spend[forecast->n_years - 1]);
    add_risk(frame, "One category grows most",
             g_strdup_printf("%s: from %s to %s. The effect is against spend that stays as it is.",
                             recovery_category_label(recovery, most), from, to),
             effect, sum_years(recovery, "+@-@", cells), "Commissioning lead");
}

/* What this year's schemes have delivered, against what the mitigated path counts on. */
static void add_delivery_risk(struct publisher *p, struct frame *frame)
{
    const struct recovery *recovery = p->recovery;
    const guint now = base_year(recovery);
    gint64 planned = 0, delivered = 0;
    const gint64 counted = forecast_savings(recovery_middle(recovery), now);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    g_autoptr(GString) pattern = g_string_new(NULL);
    for (guint i = 0; i < recovery->schemes->len; i++) {
        const struct recovery_scheme *scheme = &g_array_index(recovery->schemes, struct recovery_scheme, i);
        if (scheme->year != recovery->current_year)
            continue;
        const struct plan_cell cell = plan_cell(p, PLAN_SCHEMES, i, SCHEME_DELIVERED);
        planned += scheme->saving;
        delivered += scheme->delivered;
        g_array_append_val(cells, cell);
        g_string_append(pattern, pattern->len == 0 ? "@" : "+@");
    }
    if (planned <= 0)
        return;
    const struct plan_cell total = plan_cell(p, PLAN_SAVINGS, recovery->categories->len, YEARS_FROM + now);
    g_array_append_val(cells, total);
    g_string_append(pattern, "-@");
    g_autofree char *is = plan_pounds(delivered), *of = plan_pounds(planned), *path = plan_pounds(counted),
                    *share = unit_phrase(UNIT_PERCENT, (double)forecast_share(delivered, planned, 1000) / 10);
    add_risk(frame, "Savings of this year fall short",
             g_strdup_printf("%s of %s delivered so far (%s); the mitigated path counts on %s.", is, of, share, path),
             delivered - counted, plan_formula(pattern->str, (const struct plan_cell *)(const void *)cells->data),
             "Owners of the schemes");
}

static void add_no_delivery_risk(struct publisher *p, struct frame *frame)
{
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    gint64 weighted = 0;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint year = forecast->n_known; year < forecast->n_years; year++) {
        const struct plan_cell total = plan_cell(p, PLAN_SAVINGS, recovery->categories->len, YEARS_FROM + year);
        weighted += forecast_savings(forecast, year);
        g_array_append_val(cells, total);
    }
    add_risk(frame, "No saving of the forecast years is delivered",
             g_strdup("The mitigated path rests on the schemes, weighted by the confidence in each."), -weighted,
             sum_years(recovery, "-@", cells), "Owners of the schemes");
}

/* "The largest risk: plans grow faster, £2.8 million of the balance." */
static void say_largest(struct publisher *p, struct page *page, const struct frame *frame)
{
    guint largest = 0;
    for (guint row = 1; row < frame_n_rows(frame); row++)
        if (frame_cell(frame, row, 2)->number < frame_cell(frame, largest, 2)->number)
            largest = row;
    const double effect = frame_cell(frame, largest, 2)->number;
    g_autofree char *amount = unit_phrase(UNIT_POUNDS, -effect);
    if (effect < 0)
        page->finding = document_printf(p->document, "The risk that would cost most is \"%s\": %s by the plan's end.",
                                        frame_cell(frame, largest, 0)->text, amount);
}

void build_plan_risks(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "what each would do to the mitigated balance at the plan's end, pounds");
    if (block == NULL)
        return;
    frame_add_column(block->frame, "risk", "Risk", UNIT_TEXT);
    frame_add_column(block->frame, "says", "What the figures say", UNIT_TEXT);
    frame_add_column(block->frame, "effect", "Effect on the balance, pounds", UNIT_POUNDS);
    frame_add_column(block->frame, "owner", "Owner", UNIT_TEXT);
    for (guint risk = 0; risk < RISKS; risk++)
        add_departure(p, block->frame, (enum risk)risk);
    add_growth_risk(p, block->frame);
    add_delivery_risk(p, block->frame);
    add_no_delivery_risk(p, block->frame);
    say_largest(p, page, block->frame);
}
