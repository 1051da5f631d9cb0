/* Measures as indicators: columns that each hold one kind of number. */
#include "stages/ees/ees_private.h"

#include "pipeline/lib/csv_write.h"
#include "reports/render/unit.h"
#include "stages/count/figure_cells.h"

/* What the name of a column of values ends with, by unit or else by kind. */
static const char *value_suffix(const struct measure *measure)
{
    static const char *const by_kind[] = {
        [MEASURE_COUNT] = "count",  [MEASURE_RATE] = "percent", [MEASURE_MEDIAN] = "median",
        [MEASURE_MEAN] = "average", [MEASURE_SUM] = "sum",      [MEASURE_RATIO] = "ratio"};
    return measure->unit == UNIT_PERCENT     ? "percent"
           : measure->unit == UNIT_PER_10000 ? "rate"
                                             : by_kind[measure->kind];
}

static void add(GArray *indicators, const struct measure *measure, enum ees_part part, const char *suffix,
                const char *words, const char *when)
{
    const struct ees_indicator indicator = {
        .measure = measure,
        .part = part,
        .name = g_strdup_printf("%s_%s", measure->id, suffix),
        .label = g_strdup_printf("%s%s%s (%s)", measure->title, words, when, measure->ref),
    };
    g_array_append_val(indicators, indicator);
}

void ees_add_indicators(GArray *indicators, const struct measure *measure, const char *when)
{
    add(indicators, measure, EES_VALUE, value_suffix(measure), "", when);
    if (measure->kind == MEASURE_RATE)
        add(indicators, measure, EES_NUMERATOR, "numerator_count", ": cases that do", when);
    if (measure->kind == MEASURE_RATE || measure->kind == MEASURE_MEDIAN || measure->kind == MEASURE_MEAN)
        add(indicators, measure, EES_DENOMINATOR, "denominator_count", ": cases in all", when);
}

void ees_indicator_clear(void *data)
{
    struct ees_indicator *indicator = data;
    g_free(indicator->name);
    g_free(indicator->label);
}

static void write_value(GString *out, const struct figure *figure)
{
    if (g_str_equal(figure->symbol, "low"))
        csv_write_cell(out, figure->symbol);
    else
        figure_cell_value(out, figure->measure, true, figure->value);
}

/* No row: no case. */
static void write_nothing(GString *out, const struct ees_indicator *indicator)
{
    const enum measure_kind kind = indicator->measure->kind;
    const bool is_zero = indicator->part != EES_VALUE || kind == MEASURE_COUNT || kind == MEASURE_SUM;
    csv_write_cell(out, is_zero ? "0" : "z");
}

static void write_part(GString *out, const struct figure *figure, bool has, int64_t part)
{
    if (has)
        csv_write_integer(out, part);
    else
        csv_write_cell(out, *figure->symbol == '\0' ? "z" : figure->symbol);
}

void ees_write_cell(GString *out, const struct ees_indicator *indicator, const struct figure *figure)
{
    if (figure == NULL)
        write_nothing(out, indicator);
    else if (indicator->part == EES_NUMERATOR)
        write_part(out, figure, figure->has_numerator, figure->numerator);
    else if (indicator->part == EES_DENOMINATOR)
        write_part(out, figure, figure->has_denominator, figure->denominator);
    else if (figure->has_value)
        write_value(out, figure);
    else
        csv_write_cell(out, *figure->symbol == '\0' ? "z" : figure->symbol);
}

static void write_meta_row(GString *out, const char *const cells[8])
{
    for (guint i = 0; i < 8; i++)
        csv_write_cell(out, cells[i]);
    csv_write_end_row(out);
}

static const char *unit_sign(const struct measure *measure)
{
    return measure->unit == UNIT_PERCENT ? "%" : measure->unit == UNIT_POUNDS ? "£" : NULL;
}

void ees_write_meta(GString *out, const GArray *indicators, bool has_breakdowns)
{
    g_string_append(out, "col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,"
                         "filter_grouping_column\n");
    if (has_breakdowns)
        write_meta_row(out, (const char *const[]){"breakdown", "Filter", "Breakdown", NULL, NULL, NULL,
                                                  "Filter by what the cases are split by", "breakdown_topic"});
    for (guint i = 0; i < indicators->len; i++) {
        const struct ees_indicator *indicator = &g_array_index(indicators, struct ees_indicator, i);
        const struct measure *measure = indicator->measure;
        const bool is_value = indicator->part == EES_VALUE;
        g_autofree char *decimals = g_strdup_printf("%d", is_value ? unit_format(measure->unit)->decimals : 0);
        write_meta_row(out, (const char *const[]){indicator->name, "Indicator", indicator->label, measure->title,
                                                  is_value ? unit_sign(measure) : NULL, decimals, NULL, NULL});
    }
}
