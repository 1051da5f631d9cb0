/* Builders of the recovery plan's words: summary, risks, sign-off. Every sentence is made from the figures. */
#include "stages/publish_plan.h"

#include "reports/render/unit.h"

#include <stdlib.h>

static char *percent(gint64 ten_thousandths)
{
    return unit_phrase(UNIT_PERCENT, (double)ten_thousandths / FORECAST_POINT);
}

static char *year_name(const struct recovery *recovery, guint year)
{
    return recovery_year_name(recovery->first_year + (int)year);
}

static void say_balance(struct publisher *p, struct block *block, guint year, const char *what, gint64 balance)
{
    g_autofree char *left = plan_balance(balance);
    g_autofree char *name = year_name(p->recovery, year);
    paragraphs_add(&block->paragraphs, document_printf(p->document, "%s: %s at the end of %s.", what, left, name));
}

static void say_this_year(struct publisher *p, struct block *block)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    const guint year = forecast->n_known - 1;
    const gint64 balance = forecast->in_year[FORECAST_UNMITIGATED][year];
    g_autofree char *name = year_name(p->recovery, year);
    g_autofree char *spend = plan_pounds(forecast->total[FORECAST_UNMITIGATED][year]);
    g_autofree char *grant = plan_pounds(forecast->grant[year] + forecast->transfer[year]);
    g_autofree char *left = plan_balance(balance);
    paragraphs_add(&block->paragraphs,
                   document_printf(p->document,
                                   "In %s high needs spend is %s against %s of grant and transfers: %s in the year, "
                                   "before savings.",
                                   name, spend, grant, left));
}

static void say_savings(struct publisher *p, struct block *block)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    gint64 weighted = 0;
    for (guint year = forecast->n_known - 1; year < forecast->n_years; year++)
        weighted += forecast_savings(forecast, year);
    g_autofree char *from = year_name(p->recovery, forecast->n_known - 1);
    g_autofree char *to = year_name(p->recovery, forecast->n_years - 1);
    g_autofree char *amount = plan_pounds(weighted);
    paragraphs_add(&block->paragraphs, document_printf(p->document,
                                                       "Savings planned from %s to %s come to %s, each weighted "
                                                       "by the confidence in it.",
                                                       from, to, amount));
}

void build_plan_summary(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TEXT, "summary");
    if (block == NULL)
        return;
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    const guint last = forecast->n_years - 1;
    block->subtitle = NULL;
    say_this_year(p, block);
    say_savings(p, block);
    say_balance(p, block, last, "Without savings", forecast->closing[FORECAST_UNMITIGATED][last]);
    say_balance(p, block, last, "With savings", forecast->closing[FORECAST_MITIGATED][last]);
    say_balance(p, block, last, "With savings and low growth",
                recovery->scenarios[RECOVERY_LOW].closing[FORECAST_MITIGATED][last]);
    say_balance(p, block, last, "With savings and high growth",
                recovery->scenarios[RECOVERY_HIGH].closing[FORECAST_MITIGATED][last]);
    page->finding = block->paragraphs->pdata[block->paragraphs->len - 3];
}

static void add_risk(struct frame *frame, const char *risk, char *says, gint64 effect, const char *owner)
{
    frame_add_text(frame, risk);
    frame_add_text(frame, says);
    frame_add_number(frame, (double)effect / 100, NULL);
    frame_add_text(frame, owner);
    g_free(says);
}

/* What the final balance loses when the forecast years' assumptions move. */
static gint64 effect_of(const struct recovery *recovery, gint64 plans, gint64 unit_cost, gint64 income)
{
    struct forecast forecast = *recovery_middle(recovery);
    const guint last = forecast.n_years - 1;
    const gint64 before = forecast.closing[FORECAST_MITIGATED][last];
    forecast_shift_growth(&forecast, plans, unit_cost);
    for (guint year = forecast.n_known; year < forecast.n_years; year++)
        forecast.grant_growth[year] += income;
    forecast_run(&forecast);
    return forecast.closing[FORECAST_MITIGATED][last] - before;
}

/* Without a category's savings, or without all the confidence that weighs them down. */
static void add_saving_risks(struct publisher *p, struct frame *frame)
{
    const struct recovery *recovery = p->recovery;
    gint64 planned = 0, delivered = 0, weighted = 0;
    for (guint i = 0; i < recovery->schemes->len; i++) {
        const struct recovery_scheme *scheme = &g_array_index(recovery->schemes, struct recovery_scheme, i);
        if (scheme->year > recovery->current_year)
            weighted += scheme->weighted;
        if (scheme->year == recovery->current_year) {
            planned += scheme->saving;
            delivered += scheme->delivered;
        }
    }
    g_autofree char *now = plan_pounds(delivered), *of = plan_pounds(planned);
    if (planned > 0) {
        g_autofree char *share = percent(forecast_share(delivered, planned, 1000) * (FORECAST_POINT / 10));
        add_risk(frame, "Savings of this year fall short",
                 g_strdup_printf("%s of %s delivered so far (%s).", now, of, share), delivered - planned,
                 "Owners of the schemes");
    }
    add_risk(frame, "No saving of the forecast years is delivered",
             g_strdup("The mitigated path rests on the schemes, weighted by the confidence in each."), -weighted,
             "Owners of the schemes");
}

/* The category whose spend grows most over the plan. */
static void add_growth_risk(struct publisher *p, struct frame *frame)
{
    const struct recovery *recovery = p->recovery;
    const struct forecast *forecast = recovery_middle(recovery);
    const guint first = forecast->n_known - 1, last = forecast->n_years - 1;
    guint most = 0;
    for (guint category = 1; category < forecast->n_categories; category++)
        if (forecast->spend[category][last] - forecast->spend[category][first] >
            forecast->spend[most][last] - forecast->spend[most][first])
            most = category;
    g_autofree char *from = plan_pounds(forecast->spend[most][first]), *to = plan_pounds(forecast->spend[most][last]);
    add_risk(frame, "One category grows most",
             g_strdup_printf("%s: from %s to %s.", recovery_category_label(recovery, most), from, to),
             forecast->spend[most][first] - forecast->spend[most][last], "Commissioning lead");
}

void build_plan_risks(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block =
        plan_start(p, page, from, BLOCK_TABLE, "what each would do to the balance at the plan's end, pounds");
    if (block == NULL)
        return;
    const struct recovery *recovery = p->recovery;
    frame_add_column(block->frame, "risk", "Risk", UNIT_TEXT);
    frame_add_column(block->frame, "says", "What the figures say", UNIT_TEXT);
    frame_add_column(block->frame, "effect", "Effect on the balance, pounds", UNIT_POUNDS);
    frame_add_column(block->frame, "owner", "Owner", UNIT_TEXT);
    add_risk(block->frame, "Plans grow faster", g_strdup("One point more growth in plans in each forecast year."),
             effect_of(recovery, FORECAST_POINT, 0, 0), "Head of SEND");
    add_risk(block->frame, "A plan costs more",
             g_strdup("One point more growth in the cost of a plan in each forecast year."),
             effect_of(recovery, 0, FORECAST_POINT, 0), "Commissioning lead");
    add_risk(block->frame, "The grant grows less",
             g_strdup("One point less growth in the high needs block in each forecast year."),
             effect_of(recovery, 0, 0, -FORECAST_POINT), "Finance lead");
    add_growth_risk(p, block->frame);
    add_saving_risks(p, block->frame);
}

/* The report file's paragraphs are the roles that sign. */
void build_plan_sign_off(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "who agrees to the plan");
    if (block == NULL)
        return;
    static const char *const open[] = {"To be named", "Not signed", "Not signed"};
    frame_add_column(block->frame, "role", "Role", UNIT_TEXT);
    frame_add_column(block->frame, "name", "Name", UNIT_TEXT);
    frame_add_column(block->frame, "signature", "Signature", UNIT_TEXT);
    frame_add_column(block->frame, "date", "Date", UNIT_TEXT);
    for (guint i = 0; i < from->paragraphs->len; i++) {
        frame_add_text(block->frame, from->paragraphs->pdata[i]);
        for (guint j = 0; j < G_N_ELEMENTS(open); j++)
            frame_add_text(block->frame, open[j]);
    }
}
