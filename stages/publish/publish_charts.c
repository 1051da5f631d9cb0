/* Every kind of chart that a report file may name, and what builds it. */
#include "stages/publish/publish_block.h"
#include "stages/publish/publish_plan.h"

static const struct chart_kind chart_kinds[] = {
    {.name = "glance", .needs = "groups", .build = build_glance},
    {.name = "register", .needs = "groups", .build = build_register},
    {.name = "spc", .needs_measure = true, .build = build_spc},
    {.name = "line", .needs_measure = true, .is_over_time = true, .build = build_line},
    {.name = "bars", .needs_measure = true, .needs_split = true, .build = build_bars},
    {.name = "share", .needs_measure = true, .needs_split = true, .adds_categories = true, .build = build_share},
    {.name = "stack",
     .needs_measure = true,
     .needs_split = true,
     .needs_categories = true,
     .adds_categories = true,
     .is_over_time = true,
     .build = build_stack},
    {.name = "multiples", .needs_measure = true, .needs_split = true, .is_over_time = true, .build = build_multiples},
    {.name = "parts",
     .needs_measure = true,
     .needs_split = true,
     .needs_pair = true,
     .needs_categories = true,
     .adds_categories = true,
     .build = build_parts},
    {.name = "amounts",
     .needs_measure = true,
     .needs_split = true,
     .needs_pair = true,
     .needs_categories = true,
     .adds_categories = true,
     .build = build_amounts},
    {.name = "funnel", .needs_measure = true, .needs_split = true, .build = build_funnel},
    {.name = "facts", .needs = "measures", .build = build_facts},
    {.name = "cards", .needs = "groups", .needs_subjects = true, .build = build_cards},
    {.name = "signals", .build = build_signals},
    {.name = "exceptions", .build = build_exceptions},
    {.name = "actions", .needs_measure = true, .build = build_actions},
    {.name = "progress", .needs = "groups", .needs_subjects = true, .build = build_progress},
    {.name = "table", .needs = "measures", .takes_split = true, .build = build_table},
    {.name = "pair", .needs_measure = true, .needs_split = true, .needs_pair = true, .build = build_pair},
    {.name = "published", .needs_measure = true, .build = build_published},
    {.name = "definitions", .build = build_definitions},
    {.name = "inputs", .build = build_inputs},
    {.name = "restated", .compares_moments = true, .build = build_restated},
    {.name = "restating_loads", .compares_moments = true, .build = build_restating_loads},
    {.name = "text", .needs = "paragraphs", .build = build_text},
    {.name = "comments", .build = build_comments},

    /* Of the recovery plan. */
    {.name = PLAN_ASSUMPTIONS, .build = build_plan_assumptions},
    {.name = PLAN_FIXED, .build = build_plan_fixed},
    {.name = PLAN_OPENING, .build = build_plan_opening},
    {.name = PLAN_BLOCKS, .build = build_plan_blocks},
    {.name = PLAN_PATHS, .build = build_plan_paths},
    {.name = PLAN_SPEND, .build = build_plan_spend},
    {.name = PLAN_MITIGATED, .build = build_plan_mitigated},
    {.name = PLAN_SAVINGS, .build = build_plan_savings},
    {.name = PLAN_COUNTS, .needs_measure = true, .needs_split = true, .build = build_plan_counts},
    {.name = "plan_counts_by",
     .needs_measure = true,
     .needs_split = true,
     .needs_pair = true,
     .build = build_plan_counts_by},
    {.name = PLAN_UNIT_COSTS, .needs_measure = true, .build = build_plan_unit_costs},
    {.name = "plan_published", .build = build_plan_published},
    {.name = PLAN_SCHEMES, .build = build_plan_schemes},
    {.name = PLAN_SCENARIO_SPEND, .build = build_plan_scenario_spend},
    {.name = PLAN_SENSITIVITY, .build = build_plan_sensitivity},
    {.name = PLAN_LINES, .build = build_plan_lines},
    {.name = "plan_groups", .build = build_plan_groups},
    {.name = "plan_place_funding", .build = build_plan_place_funding},
    {.name = PLAN_WATERFALL, .build = build_plan_waterfall},
    {.name = "plan_fan", .build = build_plan_fan},
    {.name = "plan_categories", .build = build_plan_categories},
    {.name = "plan_index", .build = build_plan_index},
    {.name = "plan_summary", .build = build_plan_summary},
    {.name = "plan_risks", .build = build_plan_risks},
    {.name = PLAN_RISK_SPEND, .build = build_plan_risk_spend},
    {.name = "plan_checks", .build = build_plan_checks},
    {.name = "plan_sign_off", .build = build_plan_sign_off},
};

const struct chart_kind *chart_kind_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(chart_kinds); i++)
        if (g_str_equal(chart_kinds[i].name, name))
            return &chart_kinds[i];
    return NULL;
}

char *chart_kind_names(void)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(chart_kinds); i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", chart_kinds[i].name);
    return g_string_free(g_steal_pointer(&names), FALSE);
}
