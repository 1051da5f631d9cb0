/* Builders of the recovery plan's words: summary and sign-off. Every sentence is made from the figures. */
#include "stages/publish/publish_plan.h"

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

static void say_rejected(struct publisher *p, struct block *block)
{
    for (guint i = 0; i < p->recovery->rejected->len; i++) {
        const struct recovery_rejected *of = &g_array_index(p->recovery->rejected, struct recovery_rejected, i);
        paragraphs_add(&block->paragraphs,
                       document_printf(p->document,
                                       "Left out: %u %s of %s that could not be read. issues.csv names %s.",
                                       of->records, of->records == 1 ? "row" : "rows", of->extract,
                                       of->records == 1 ? "it" : "them"));
    }
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
    say_rejected(p, block);
}

/* The report file's paragraphs are the roles that sign. */
void build_plan_sign_off(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "who agrees to the plan");
    if (block == NULL)
        return;
    block->is_form = true;
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
