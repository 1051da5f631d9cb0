/* Builders of the recovery plan's numbers of plans, counted and projected. */
#include "stages/publish/publish_plan.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

/* A known year's plans are counted on the report's day, an earlier year's on its 31 January, when the return is made.
 */
static int32_t day_of(const struct publisher *p, guint year)
{
    const int start = p->recovery->first_year + (int)year;
    return start == p->recovery->current_year ? p->calendar->as_at
                                              : date_from_parts((struct date_parts){start + 1, 1, 31});
}

static struct plan_count count_known(struct publisher *p, const struct measure *measure, const char *breakdown,
                                     const char *key, guint year)
{
    const int32_t day = day_of(p, year);
    const struct figure *figure = figures_find(p->figures, measure->id, breakdown, key, PERIOD_DAY, day);
    const bool is_counted = figures_find(p->figures, measure->id, "all", "all", PERIOD_DAY, day) != NULL;
    if (measure->is_missing || !is_counted)
        return (struct plan_count){.symbol = "x"};
    if (figure == NULL)
        return (struct plan_count){0};
    if (!figure->has_numerator)
        return (struct plan_count){.symbol = *figure->symbol == '\0' ? "z" : figure->symbol};
    return (struct plan_count){.plans = figure->numerator};
}

static struct plan_count count_projected(const struct forecast *forecast, const struct plan_count *before,
                                         guint category, guint year)
{
    if (before->symbol != NULL)
        return *before;
    return (struct plan_count){.plans = forecast_grow(before->plans, forecast->growth[category][year].plans, 0)};
}

/* `key` is a category of `breakdown`; `category` says whose assumptions make it grow. Fills a value a year. */
static void count_years(struct publisher *p, const struct measure *measure, const char *breakdown, const char *key,
                        guint category, struct plan_count counts[FORECAST_MOST_YEARS])
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    struct plan_count count = {0};
    for (guint year = 0; year < forecast->n_years; year++) {
        count = year < forecast->n_known ? count_known(p, measure, breakdown, key, year)
                                         : count_projected(forecast, &count, category, year);
        counts[year] = count;
    }
}

static const char *category_code(const struct publisher *p, guint category)
{
    return g_array_index(p->recovery->categories, struct recovery_name, category).code;
}

/* The total of known years is the measure's own; of projected years, the categories' rounded numbers together. */
static void count_total(struct publisher *p, const struct measure *measure,
                        struct plan_count counts[][FORECAST_MOST_YEARS])
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    struct plan_count *total = counts[forecast->n_categories];
    for (guint year = 0; year < forecast->n_years; year++) {
        total[year] = (struct plan_count){0};
        if (year < forecast->n_known)
            total[year] = count_known(p, measure, "all", "all", year);
        for (guint category = 0; year >= forecast->n_known && category < forecast->n_categories; category++) {
            total[year].plans += counts[category][year].plans;
            total[year].symbol =
                counts[category][year].symbol != NULL ? counts[category][year].symbol : total[year].symbol;
        }
    }
}

void plan_count_categories(struct publisher *p, struct plan_count counts[][FORECAST_MOST_YEARS])
{
    const struct report_block *block = plan_block(p, PLAN_COUNTS);
    const struct measure *measure = block == NULL ? NULL : block->measure;
    const struct forecast *forecast = recovery_middle(p->recovery);
    for (guint row = 0; measure == NULL && row <= forecast->n_categories; row++)
        for (guint year = 0; year < forecast->n_years; year++)
            counts[row][year] = (struct plan_count){.symbol = "x"};
    if (measure == NULL)
        return;
    for (guint category = 0; category < forecast->n_categories; category++)
        count_years(p, measure, "category", category_code(p, category), category, counts[category]);
    count_total(p, measure, counts);
}

static void add_count_columns(struct publisher *p, struct frame *frame)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    for (guint year = 0; year < forecast->n_years; year++) {
        g_autofree char *name = g_strdup_printf("year%u", year);
        g_autofree char *day = date_format_long(day_of(p, year));
        const char *title = year < forecast->n_known ? document_text(p->document, day)
                                                     : document_printf(p->document, "January %d projected",
                                                                       p->recovery->first_year + (int)year + 1);
        frame_add_column(frame, name, title, UNIT_NUMBER);
    }
}

/* One number of plans: counted, or the cell before it grown by its category's assumption. */
static void add_count(struct publisher *p, const struct report_block *from, struct frame *frame, guint years_from,
                      guint category, guint year, const struct plan_count *count)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    if (count->symbol != NULL) {
        frame_add_symbol(frame, count->symbol);
        return;
    }
    if (year < forecast->n_known) {
        plan_add_count(frame, count->plans, NULL);
        return;
    }
    const guint row = plan_assumption_row(p->recovery, year, category);
    const struct plan_cell cells[] = {plan_own(from, frame_next_row(frame), years_from + year - 1),
                                      plan_cell(p, PLAN_ASSUMPTIONS, row, ASSUMED_PLANS)};
    plan_add_count(frame, count->plans, plan_formula("ROUND(@*(1+@/100),0)", cells));
}

static void say_growth(struct publisher *p, struct page *page, const struct plan_count *total)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    const guint now = forecast->n_known - 1, last = forecast->n_years - 1;
    char from[NUMBER_TEXT_SIZE], to[NUMBER_TEXT_SIZE];
    if (total[now].symbol == NULL && total[last].symbol == NULL)
        page->finding =
            document_printf(p->document, "Plans go from %s to %s by January %d, as assumed.",
                            number_format_grouped(total[now].plans, from), number_format_grouped(total[last].plans, to),
                            p->recovery->first_year + (int)last + 1);
}

static void add_total_count(struct publisher *p, const struct report_block *from, struct frame *frame, guint year,
                            const struct plan_count *count)
{
    const struct forecast *forecast = recovery_middle(p->recovery);
    const struct plan_cell stretch = {from->id, 0, YEARS_FROM + year, forecast->n_categories - 1};
    if (count->symbol != NULL)
        frame_add_symbol(frame, count->symbol);
    else
        plan_add_count(frame, count->plans, year < forecast->n_known ? NULL : plan_formula("SUM(@)", &stretch));
}

void build_plan_counts(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "open EHC plans by category of placement, number");
    if (block == NULL)
        return;
    const struct forecast *forecast = recovery_middle(p->recovery);
    struct plan_count counts[FORECAST_MOST_CATEGORIES + 1][FORECAST_MOST_YEARS] = {0};
    plan_count_categories(p, counts);
    block->note =
        "A projected number is the one before, grown by the category's assumed growth in plans and rounded to "
        "a whole plan.";
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    add_count_columns(p, block->frame);
    for (guint category = 0; category < forecast->n_categories; category++) {
        frame_add_text(block->frame, recovery_category_label(p->recovery, category));
        for (guint year = 0; year < forecast->n_years; year++)
            add_count(p, from, block->frame, YEARS_FROM, category, year, &counts[category][year]);
    }
    frame_add_text(block->frame, "Total");
    for (guint year = 0; year < forecast->n_years; year++)
        add_total_count(p, from, block->frame, year, &counts[forecast->n_categories][year]);
    say_growth(p, page, counts[forecast->n_categories]);
}

/* The part of a category with the most plans in the report's year. */
struct largest_part {
    gint64 plans;
    guint category;
    const char *part;
};

/* Before the parts that come after it in the order of their list, and before what is unknown. */
static void insert_part(const struct publisher *p, const char *by, GPtrArray *parts, const char *part)
{
    const int rank = standing_rank(p->standing, by, part);
    guint at = 0;
    while (at < parts->len && !g_str_equal(parts->pdata[at], "unknown") &&
           standing_rank(p->standing, by, parts->pdata[at]) <= rank)
        at++;
    g_ptr_array_insert(parts, g_str_equal(part, "unknown") ? -1 : (int)at, (void *)(uintptr_t)part);
}

/* The parts that any known year has, those of the report's year first. The caller unrefs. */
static GPtrArray *find_parts(struct publisher *p, const struct report_block *from)
{
    GPtrArray *parts = g_ptr_array_new();
    for (guint year = recovery_middle(p->recovery)->n_known; year-- > 0;) {
        g_autoptr(GPtrArray) figures = publish_categories(p, from->measure, from->by, PERIOD_DAY, day_of(p, year));
        for (guint i = 0; i < figures->len; i++) {
            const char *part = ((const struct figure *)figures->pdata[i])->category;
            if (!g_ptr_array_find_with_equal_func(parts, part, g_str_equal, NULL))
                insert_part(p, from->by, parts, part);
        }
    }
    return parts;
}

static bool is_shown(const struct plan_count *counts, guint n)
{
    for (guint year = 0; year < n; year++)
        if (counts[year].symbol != NULL || counts[year].plans > 0)
            return true;
    return false;
}

static void add_part(struct publisher *p, struct frame *frame, const struct report_block *from, guint category,
                     const char *part, struct largest_part *largest)
{
    const guint n_years = recovery_middle(p->recovery)->n_years, now = recovery_middle(p->recovery)->n_known - 1;
    struct plan_count counts[FORECAST_MOST_YEARS] = {0};
    g_autofree char *breakdown = g_strdup_printf("%s|%s", from->split, from->by);
    g_autofree char *key = g_strdup_printf("%s|%s", category_code(p, category), part);
    count_years(p, from->measure, breakdown, key, category, counts);
    if (!is_shown(counts, n_years))
        return;
    if (counts[now].symbol == NULL && counts[now].plans > largest->plans)
        *largest = (struct largest_part){counts[now].plans, category, part};
    frame_add_text(frame, recovery_category_label(p->recovery, category));
    frame_add_text(frame, standing_label(p->standing, from->by, part));
    for (guint year = 0; year < n_years; year++)
        add_count(p, from, frame, PAIRED_YEARS_FROM, category, year, &counts[year]);
}

void build_plan_counts_by(struct publisher *p, struct page *page, const struct report_block *from)
{
    struct block *block = plan_start(p, page, from, BLOCK_TABLE, "open EHC plans, number");
    if (block == NULL)
        return;
    g_autoptr(GPtrArray) parts = find_parts(p, from);
    struct largest_part largest = {0};
    block->note = "Each projected number is rounded by itself, so that parts need not add to their total.";
    frame_add_column(block->frame, "category", "Category", UNIT_TEXT);
    frame_add_column(block->frame, "part", publish_split_title(p, from->by), UNIT_TEXT);
    add_count_columns(p, block->frame);
    for (guint category = 0; category < recovery_middle(p->recovery)->n_categories; category++)
        for (guint i = 0; i < parts->len; i++)
            add_part(p, block->frame, from, category, parts->pdata[i], &largest);
    char number[NUMBER_TEXT_SIZE];
    if (largest.plans > 0)
        page->finding = document_printf(p->document, "The largest group: %s plans in %s, %s.",
                                        number_format_grouped(largest.plans, number),
                                        recovery_category_label(p->recovery, largest.category),
                                        standing_label(p->standing, from->by, largest.part));
    if (frame_n_rows(block->frame) == 0)
        publish_empty(p, block, "[x] Not available: the plans have not been loaded.");
}
