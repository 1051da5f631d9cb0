#include "stages/recovery/recovery.h"

#include <string.h>

static const char *const scenario_names[] = {
    [RECOVERY_LOW] = "Low", [RECOVERY_MIDDLE] = "Middle", [RECOVERY_HIGH] = "High"};

struct recovery *recovery_new(void)
{
    struct recovery *recovery = g_new0(struct recovery, 1);
    recovery->categories = g_array_new(FALSE, FALSE, sizeof(struct recovery_name));
    recovery->blocks = g_array_new(FALSE, FALSE, sizeof(struct recovery_name));
    recovery->lines = g_array_new(FALSE, FALSE, sizeof(struct recovery_line));
    recovery->grants = g_array_new(FALSE, FALSE, sizeof(struct recovery_grant));
    recovery->assumptions = g_array_new(FALSE, FALSE, sizeof(struct recovery_assumption));
    recovery->schemes = g_array_new(FALSE, FALSE, sizeof(struct recovery_scheme));
    recovery->past = g_array_new(FALSE, FALSE, sizeof(struct recovery_past));
    recovery->rejected = g_array_new(FALSE, FALSE, sizeof(struct recovery_rejected));
    recovery->texts = g_string_chunk_new(1024);
    return recovery;
}

void recovery_free(struct recovery *recovery)
{
    if (recovery == NULL)
        return;
    GArray *const arrays[] = {recovery->categories,  recovery->blocks,  recovery->lines, recovery->grants,
                              recovery->assumptions, recovery->schemes, recovery->past,  recovery->rejected};
    for (guint i = 0; i < G_N_ELEMENTS(arrays); i++)
        g_array_unref(arrays[i]);
    g_string_chunk_free(recovery->texts);
    g_free(recovery->missing);
    g_free(recovery);
}

const struct forecast *recovery_middle(const struct recovery *recovery)
{
    return &recovery->scenarios[RECOVERY_MIDDLE];
}

const char *recovery_keep(struct recovery *recovery, const char *text)
{
    return text == NULL ? NULL : g_string_chunk_insert_const(recovery->texts, text);
}

char *recovery_year_name(int year)
{
    return g_strdup_printf("%d-%02d", year, (year + 1) % 100);
}

const char *recovery_category_label(const struct recovery *recovery, guint category)
{
    return g_array_index(recovery->categories, struct recovery_name, category).label;
}

const char *recovery_block_label(const struct recovery *recovery, guint block)
{
    return g_array_index(recovery->blocks, struct recovery_name, block).label;
}

const char *recovery_scenario_name(enum recovery_scenario scenario)
{
    return scenario_names[scenario];
}

const struct recovery_grant *recovery_find_grant(const struct recovery *recovery, int year, guint block)
{
    for (guint i = 0; i < recovery->grants->len; i++) {
        const struct recovery_grant *grant = &g_array_index(recovery->grants, struct recovery_grant, i);
        if (grant->year == year && grant->block == block)
            return grant;
    }
    return NULL;
}

const struct recovery_assumption *recovery_find_assumption(const struct recovery *recovery, int year, guint category)
{
    for (guint i = 0; i < recovery->assumptions->len; i++) {
        const struct recovery_assumption *row = &g_array_index(recovery->assumptions, struct recovery_assumption, i);
        if (row->year == year && row->category == category)
            return row;
    }
    return NULL;
}

const char *recovery_basis(const struct recovery *recovery, int year)
{
    for (guint i = 0; i < recovery->lines->len; i++) {
        const struct recovery_line *line = &g_array_index(recovery->lines, struct recovery_line, i);
        if (line->year == year && line->is_current)
            return line->basis;
    }
    return NULL;
}

gint64 recovery_spend(const struct recovery *recovery, int year)
{
    gint64 sum = 0;
    for (guint i = 0; i < recovery->lines->len; i++) {
        const struct recovery_line *line = &g_array_index(recovery->lines, struct recovery_line, i);
        if (line->year == year && line->is_current)
            sum += line->pence;
    }
    return sum;
}

guint recovery_count_years(const struct recovery *recovery, guint *with_grant)
{
    const int first =
        recovery->past->len > 0 ? g_array_index(recovery->past, struct recovery_past, 0).year : recovery->first_year;
    guint n = 0;
    *with_grant = 0;
    for (int year = first; year <= recovery->current_year; year++) {
        if (recovery_basis(recovery, year) == NULL)
            continue;
        n++;
        *with_grant += recovery_find_grant(recovery, year, recovery->high_needs) != NULL;
    }
    return n;
}

/* The weighted saving of a scheme's year in a scenario; known years are not shifted. */
static gint64 weighted_saving(const struct recovery *recovery, const struct recovery_scheme *scheme,
                              enum recovery_scenario scenario)
{
    const gint64 shift = scheme->year > recovery->current_year ? recovery->shifts[scenario].confidence : 0;
    return forecast_weigh(scheme->saving, forecast_shift_confidence(scheme->confidence, shift));
}

/* The balance at the start of the first year that says so, and that year; without any, nothing at the high needs
 * block's first year. The same whatever the report's year is. */
static gint64 find_opening(const struct recovery *recovery, int *year)
{
    *year = G_MAXINT;
    for (guint i = 0; i < recovery->grants->len; i++) {
        const struct recovery_grant *grant = &g_array_index(recovery->grants, struct recovery_grant, i);
        if (grant->block != recovery->high_needs)
            continue;
        *year = MIN(*year, grant->year);
        if (grant->has_brought_forward) {
            *year = grant->year;
            return grant->brought_forward;
        }
    }
    return 0;
}

static gint64 sum_savings(const struct recovery *recovery, int year, guint category, enum recovery_scenario scenario)
{
    gint64 sum = 0;
    for (guint i = 0; i < recovery->schemes->len; i++) {
        const struct recovery_scheme *scheme = &g_array_index(recovery->schemes, struct recovery_scheme, i);
        if (scheme->year == year && scheme->category == category)
            sum += weighted_saving(recovery, scheme, scenario);
    }
    return sum;
}

/* Carries the balance through the years before the plan's first. */
static void settle_past(struct recovery *recovery, struct forecast *forecast)
{
    int from;
    const gint64 opening = find_opening(recovery, &from);
    gint64 balance[FORECAST_PATHS] = {opening, opening};
    g_array_set_size(recovery->past, 0);
    for (int year = from; year < recovery->first_year; year++) {
        const struct recovery_grant *grant = recovery_find_grant(recovery, year, recovery->high_needs);
        struct recovery_past past = {.year = year, .spend = recovery_spend(recovery, year)};
        past.grant = grant == NULL ? 0 : grant->allocation;
        past.transfer = grant == NULL ? 0 : grant->transfer_in;
        for (guint category = 0; category < recovery->categories->len; category++)
            past.savings += sum_savings(recovery, year, category, RECOVERY_MIDDLE);
        for (guint path = 0; path < FORECAST_PATHS; path++) {
            past.opening[path] = balance[path];
            balance[path] += past.grant + past.transfer - past.spend;
        }
        balance[FORECAST_MITIGATED] += past.savings;
        memcpy(past.closing, balance, sizeof balance);
        g_array_append_val(recovery->past, past);
    }
    memcpy(forecast->brought_forward, balance, sizeof balance);
}

static bool has_assumptions(const struct recovery *recovery, int year)
{
    for (guint i = 0; i < recovery->assumptions->len; i++)
        if (g_array_index(recovery->assumptions, struct recovery_assumption, i).year == year)
            return true;
    return false;
}

/* The year before the current one belongs to the plan when its spend and grant are known and it is not before the
 * opening balance. */
static void settle_years(struct recovery *recovery, struct forecast *forecast)
{
    int opening;
    const int before = recovery->current_year - 1;
    find_opening(recovery, &opening);
    const bool has_before = before >= opening && recovery_basis(recovery, before) != NULL &&
                            recovery_find_grant(recovery, before, recovery->high_needs) != NULL;
    recovery->first_year = has_before ? before : recovery->current_year;
    forecast->n_known = has_before ? 2 : 1;
    forecast->n_years = forecast->n_known;
    for (int i = 1; i <= RECOVERY_FORECAST_YEARS && has_assumptions(recovery, recovery->current_year + i); i++)
        forecast->n_years++;
    forecast->n_categories = recovery->categories->len;
}

static void take_income(struct recovery *recovery, struct forecast *forecast, guint i)
{
    const int year = recovery->first_year + (int)i;
    const struct recovery_grant *grant = recovery_find_grant(recovery, year, recovery->high_needs);
    forecast->is_grant_known[i] = grant != NULL;
    forecast->grant[i] = grant == NULL ? 0 : grant->allocation;
    forecast->transfer[i] = grant == NULL ? 0 : grant->transfer_in;
    recovery->income_category[i] = -1;
    for (guint category = recovery->categories->len; category-- > 0;) {
        const struct recovery_assumption *row = recovery_find_assumption(recovery, year, category);
        if (row == NULL || !row->has_income)
            continue;
        recovery->income_category[i] = (int)category;
        forecast->grant_growth[i] = row->income;
    }
}

static void take_growth(const struct recovery *recovery, struct forecast *forecast, guint i)
{
    for (guint category = 0; category < recovery->categories->len; category++) {
        const struct recovery_assumption *row =
            recovery_find_assumption(recovery, recovery->first_year + (int)i, category);
        if (row != NULL)
            forecast->growth[category][i] = (struct forecast_growth){row->plans, row->unit_cost};
    }
}

static void take_spend(const struct recovery *recovery, struct forecast *forecast)
{
    for (guint i = 0; i < recovery->lines->len; i++) {
        const struct recovery_line *line = &g_array_index(recovery->lines, struct recovery_line, i);
        const int year = line->year - recovery->first_year;
        if (line->is_current && year >= 0 && (guint)year < forecast->n_known)
            forecast->spend[line->category][year] += line->pence;
    }
}

static void run_scenario(struct recovery *recovery, const struct forecast *given, enum recovery_scenario scenario)
{
    struct forecast *forecast = &recovery->scenarios[scenario];
    *forecast = *given;
    forecast_shift_growth(forecast, recovery->shifts[scenario].plans, recovery->shifts[scenario].unit_cost);
    for (guint category = 0; category < forecast->n_categories; category++)
        for (guint i = 0; i < forecast->n_years; i++)
            forecast->saving[category][i] = sum_savings(recovery, recovery->first_year + (int)i, category, scenario);
    forecast_run(forecast);
}

static char *find_missing(const struct recovery *recovery)
{
    g_autofree char *year = recovery_year_name(recovery->current_year);
    if (recovery->categories->len > FORECAST_MOST_CATEGORIES)
        return g_strdup_printf("[x] Not available: a plan has at most %d categories.", FORECAST_MOST_CATEGORIES);
    if (recovery_basis(recovery, recovery->current_year) == NULL)
        return g_strdup_printf("[x] Not available: the extract \"high_needs_lines\" has no spend of %s.", year);
    if (recovery_find_grant(recovery, recovery->current_year, recovery->high_needs) == NULL)
        return g_strdup_printf("[x] Not available: the extract \"dsg_allocations\" has no high needs block of %s.",
                               year);
    int opening;
    find_opening(recovery, &opening);
    g_autofree char *first = recovery_year_name(opening);
    if (opening > recovery->current_year)
        return g_strdup_printf("[x] Not available: the extract \"dsg_allocations\" has no balance before %s.", first);
    if (!has_assumptions(recovery, recovery->current_year + 1))
        return g_strdup_printf("[x] Not available: the extract \"high_needs_assumptions\" has no year after %s.", year);
    return NULL;
}

void recovery_settle(struct recovery *recovery, int current_year)
{
    struct forecast forecast = {0};
    recovery->current_year = current_year;
    g_free(recovery->missing);
    recovery->missing = find_missing(recovery);
    if (recovery->missing != NULL)
        return;
    settle_years(recovery, &forecast);
    settle_past(recovery, &forecast);
    take_spend(recovery, &forecast);
    for (guint i = 0; i < forecast.n_years; i++) {
        take_income(recovery, &forecast, i);
        take_growth(recovery, &forecast, i);
    }
    for (guint scenario = 0; scenario < RECOVERY_SCENARIOS; scenario++)
        run_scenario(recovery, &forecast, (enum recovery_scenario)scenario);
}
