#include "tests/judged.h"

#include "pipeline/lib/date.h"

#include <math.h>
#include <string.h>

const struct measure judged_rate = {.id = "timely",
                                    .ref = "T1",
                                    .title = "Timely",
                                    .kind = MEASURE_RATE,
                                    .unit = UNIT_PERCENT,
                                    .better = BETTER_HIGHER,
                                    .amount_scale = 1,
                                    .has_all = true,
                                    .n_periods = 2,
                                    .periods = {PERIOD_MONTH, PERIOD_ROLLING}};
const struct measure judged_count = {.id = "born",
                                     .ref = "C1",
                                     .title = "Born",
                                     .kind = MEASURE_COUNT,
                                     .unit = UNIT_NUMBER,
                                     .better = BETTER_LOWER,
                                     .amount_scale = 1,
                                     .has_all = true,
                                     .n_periods = 2,
                                     .periods = {PERIOD_MONTH, PERIOD_ROLLING}};
const struct measure judged_state = {.id = "open",
                                     .ref = "S1",
                                     .title = "Open",
                                     .kind = MEASURE_COUNT,
                                     .unit = UNIT_NUMBER,
                                     .better = BETTER_LOWER,
                                     .amount_scale = 1,
                                     .has_all = true,
                                     .n_periods = 1,
                                     .periods = {PERIOD_DAY}};

int32_t judged_day(const char *text)
{
    return date_parse_iso(text, strlen(text));
}

struct figure judged_figure(const struct measure *measure, enum period_kind kind, int32_t end, double value)
{
    struct figure figure = {.measure = measure,
                            .breakdown = "all",
                            .category = "all",
                            .symbol = "",
                            .has_numerator = true,
                            .has_denominator = measure->kind != MEASURE_COUNT,
                            .denominator = measure->kind != MEASURE_COUNT ? 100 : 0,
                            .numerator = isnan(value) ? 0 : (int64_t)value,
                            .has_value = true,
                            .value = value};
    figure.period = (struct period){.kind = kind, .start = end, .end = end};
    if (kind == PERIOD_MONTH)
        figure.period.start = date_month_start(end);
    return figure;
}

int32_t judged_month_end(int i)
{
    return date_month_end(date_from_parts((struct date_parts){2019 + i / 12, i % 12 + 1, 1}));
}

void judged_add_months(struct figures *figures, const struct measure *measure, const double *values, int n)
{
    const enum period_kind kind = measure->periods[0];
    for (int i = 0; i < n; i++) {
        struct figure figure = judged_figure(measure, kind, judged_month_end(i), values[i]);
        figure.has_value = !isnan(values[i]);
        figures_add(figures, &figure);
    }
}

void judged_hold(struct held *held, const char *as_at)
{
    held->standing = (struct standing){
        .as_at = judged_day(as_at),
        .targets = g_hash_table_new(g_str_hash, g_str_equal),
        .steps = g_hash_table_new(g_str_hash, g_str_equal),
        .comments = g_hash_table_new(g_str_hash, g_str_equal),
        .benchmarks = g_array_new(FALSE, FALSE, sizeof(struct measured_benchmark)),
        .actions = g_array_new(FALSE, FALSE, sizeof(struct action)),
        .no_steps = g_array_new(FALSE, FALSE, sizeof(struct step)),
    };
}

static void unref_array(gpointer key, gpointer value, gpointer data)
{
    (void)key;
    (void)data;
    g_array_unref(value);
}

void judged_let_go(struct held *held)
{
    struct standing *standing = &held->standing;
    GHashTable *const tables[] = {standing->targets, standing->steps, standing->comments};
    for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
        if (i < 2)
            g_hash_table_foreach(tables[i], unref_array, NULL);
        g_hash_table_unref(tables[i]);
    }
    g_array_unref(standing->benchmarks);
    g_array_unref(standing->actions);
    g_array_unref(standing->no_steps);
}

void judged_sit(struct boards *boards, const struct figure *before, const struct figure *now)
{
    judged_hold(&boards->held, "2021-01-21");
    boards->figures = figures_new();
    boards->calendar = (struct calendar){.as_at = judged_day("2021-01-21"), .previous_board = judged_day("2020-11-21")};
    if (before != NULL)
        figures_add(boards->figures, before);
    if (now != NULL)
        figures_add(boards->figures, now);
    figures_finish(boards->figures);
    boards->reviewer = (struct reviewer){boards->figures, &boards->held.standing, &boards->calendar, 5};
}

void judged_rise(struct boards *boards)
{
    figures_free(boards->figures);
    judged_let_go(&boards->held);
}
