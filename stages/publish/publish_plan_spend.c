/* Builders of the recovery plan's spend and savings by category. */
#include "stages/publish/publish_plan.h"

#include "pipeline/lib/date.h"

#include <string.h>

static struct block *start_grid(struct publisher *p, struct page *page, const struct report_block *from,
                                const char *subtitle)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, subtitle);
    if (block == NULL)
        return NULL;
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    plan_add_year_columns(p, block->frame, 0, UNIT_POUNDS);
    return block;
}

static void add_total(struct publisher *p, const struct report_block *from, struct frame *frame,
                      gint64 (*amount)(const struct forecast *forecast, guint year))
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    frame_add_text(frame, "Total");
    for (guint year = 0; year < forecast->n_years; year++) {
        const struct plan_cell stretch = {from->id, 0, YEARS_FROM + year, forecast->n_categories - 1};
        plan_add_money(frame, amount(forecast, year), plan_formula("SUM(@)", &stretch));
    }
}

/* A known year adds up the lines of the basis that counts in it. */
static char *known_formula(const struct publisher *p, guint category, guint year)
{
    g_autoptr(GArray) rows = plan_line_rows(p->recovery);
    g_autoptr(GArray) bases = plan_bases(p->recovery);
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    const guint column = PAIRED_YEARS_FROM + plan_current_basis(p->recovery, bases, year);
    for (guint row = 0; row < rows->len; row++) {
        const struct plan_cell cell = plan_cell(p, PLAN_LINES, row, column);
        if (g_array_index(rows, struct plan_line, row).category == category)
            g_array_append_val(cells, cell);
    }
    return plan_sum((const struct plan_cell *)(const void *)cells->data, cells->len);
}

static char *projected_formula(const struct publisher *p, const struct report_block *from, guint category, guint year)
{
    const guint row = plan_assumption_row(p->recovery, year, category);
    const struct plan_cell cells[] = {plan_own(from, category, YEARS_FROM + year - 1),
                                      plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_PLANS),
                                      plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_UNIT_COST)};
    return plan_formula("ROUND(@*(1+@/100)*(1+@/100),2)", cells);
}

static gint64 unmitigated_total(const struct forecast *forecast, guint year)
{
    return forecast->total[FORECAST_UNMITIGATED][year];
}

static void say_growth(struct publisher *p, struct page *page, const struct forecast *forecast)
{
    const gint64 *total = forecast->total[FORECAST_UNMITIGATED];
    const guint last = forecast->n_years - 1;
    g_autofree char *now = plan_pounds(total[forecast->n_known - 1]);
    g_autofree char *then = plan_pounds(total[last]);
    g_autofree char *year = recovery_year_name(p->recovery->first_year + (int)last);
    page->finding = document_printf(p->document, "Before savings, spend goes from %s to %s in %s.", now, then, year);
}

void build_plan_spend(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = start_grid(p, page, from, "high needs spend before savings (unmitigated), pounds");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    block->note =
        "A projected year is the year before, grown by the category's assumed growth in plans and in the cost "
        "of a plan, rounded to the penny.";
    for (guint category = 0; category < forecast->n_categories; category++) {
        frame_add_text(block->frame, recovery_category_label(p->recovery, category));
        for (guint year = 0; year < forecast->n_years; year++)
            plan_add_money(block->frame, forecast->spend[category][year],
                           year < forecast->n_known ? known_formula(p, category, year)
                                                    : projected_formula(p, from, category, year));
    }
    add_total(p, from, block->frame, unmitigated_total);
    say_growth(p, page, forecast);
}

static gint64 mitigated_total(const struct forecast *forecast, guint year)
{
    return forecast->total[FORECAST_MITIGATED][year];
}

void build_plan_mitigated(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = start_grid(p, page, from, "high needs spend after savings (mitigated), pounds");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    for (guint category = 0; category < forecast->n_categories; category++) {
        frame_add_text(block->frame, recovery_category_label(p->recovery, category));
        for (guint year = 0; year < forecast->n_years; year++) {
            const struct plan_cell cells[] = {plan_cell(p, PLAN_SPEND, category, YEARS_FROM + year),
                                              plan_cell(p, PLAN_SAVINGS, category, YEARS_FROM + year)};
            plan_add_money(block->frame, forecast_mitigated(forecast, category, year), plan_formula("@-@", cells));
        }
    }
    add_total(p, from, block->frame, mitigated_total);
}

static char *savings_formula(const struct publisher *p, guint category, guint year)
{
    const GArray *schemes = p->recovery->schemes;
    g_autoptr(GArray) cells = g_array_new(FALSE, FALSE, sizeof(struct plan_cell));
    for (guint i = 0; i < schemes->len; i++) {
        const struct recovery_scheme *scheme = &g_array_index(schemes, struct recovery_scheme, i);
        const struct plan_cell cell = plan_cell(p, PLAN_SCHEMES, i, SCHEME_WEIGHTED);
        if (scheme->category == category && scheme->year == p->recovery->first_year + (int)year)
            g_array_append_val(cells, cell);
    }
    return plan_sum((const struct plan_cell *)(const void *)cells->data, cells->len);
}

void build_plan_savings(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = start_grid(p, page, from, "planned savings, each weighted by the confidence in it, pounds");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    for (guint category = 0; category < forecast->n_categories; category++) {
        frame_add_text(block->frame, recovery_category_label(p->recovery, category));
        for (guint year = 0; year < forecast->n_years; year++)
            plan_add_money(block->frame, forecast->saving[category][year], savings_formula(p, category, year));
    }
    add_total(p, from, block->frame, forecast_savings);
}

static void add_delivered(const struct publisher *p, const struct report_block *from, struct frame *frame, guint row,
                          const struct recovery_scheme *scheme)
{
    const struct plan_cell cells[] = {plan_own(from, row, SCHEME_DELIVERED), plan_own(from, row, SCHEME_SAVING)};
    plan_add_money(frame, scheme->delivered, NULL);
    if (scheme->year > p->recovery->current_year || scheme->saving <= 0)
        frame_add_symbol(frame, "z");
    else
        plan_add_percent(frame, forecast_share(scheme->delivered, scheme->saving, 10000) * (FORECAST_POINT / 100),
                         plan_formula("ROUND(100*@/@,2)", cells));
}

/* "1 Sep 2020"; what is no day stands as it is. The caller frees. */
static char *starts_text(const char *starts)
{
    const int32_t day = starts == NULL ? DATE_NONE : date_parse_iso(starts, strlen(starts));
    const struct period period = {.kind = PERIOD_DAY, .start = day, .end = day};
    return day == DATE_NONE ? g_strdup(starts) : publish_period_label(&period);
}

static void add_scheme(const struct publisher *p, const struct report_block *from, struct frame *frame, guint row)
{
    const struct recovery_scheme *scheme = &g_array_index(p->recovery->schemes, struct recovery_scheme, row);
    const struct plan_cell cells[] = {plan_own(from, row, SCHEME_SAVING), plan_own(from, row, SCHEME_CONFIDENCE)};
    g_autofree char *year = recovery_year_name(scheme->year);
    frame_add_text(frame, scheme->scheme);
    frame_add_text(frame, scheme->title);
    frame_add_text(frame, scheme->owner);
    frame_add_text(frame, recovery_category_label(p->recovery, scheme->category));
    g_autofree char *starts = starts_text(scheme->starts);
    frame_add_text(frame, starts);
    frame_add_text(frame, year);
    plan_add_money(frame, scheme->saving, NULL);
    plan_add_percent(frame, scheme->confidence, NULL);
    plan_add_money(frame, scheme->weighted, plan_formula("ROUND(@*@/100,2)", cells));
    add_delivered(p, from, frame, row, scheme);
}

void build_plan_schemes(struct publisher *p, struct page *page, const struct report_block *from)
{
    static const struct frame_column columns[] = {
        {"scheme", "Scheme", UNIT_TEXT},
        {"title", "What it does", UNIT_TEXT},
        {"owner", "Owner", UNIT_TEXT},
        {"category", "Category", UNIT_TEXT},
        {"starts", "Starts", UNIT_TEXT},
        {"year", "Year", UNIT_TEXT},
        {"saving", "Saving planned, pounds", UNIT_POUNDS},
        {"confidence", "Confidence, percent", UNIT_RATE},
        {"weighted", "Weighted saving, pounds", UNIT_POUNDS},
        {"delivered", "Delivered so far, pounds", UNIT_POUNDS},
        {"share", "Delivered, percent of planned", UNIT_RATE},
    };
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "savings schemes by year, pounds");
    if (block == NULL)
        return;
    block->is_dense = true;
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        frame_add_column(block->frame, columns[i].name, columns[i].title, columns[i].unit);
    for (guint row = 0; row < p->recovery->schemes->len; row++)
        add_scheme(p, from, block->frame, row);
    if (p->recovery->schemes->len == 0)
        publish_empty(p, block, "[x] Not available: the extract \"savings_schemes\" has no row.");
}
