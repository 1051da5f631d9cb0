/* What the builders of the recovery plan's blocks share (publish_plan_*.c).
 *
 * Every table of the plan has a layout that others may refer to: rows and columns below. A number that follows from
 * others carries the formula by which the workbook computes it; its value is the program's own, in exact pence. A
 * formula that refers to a table which the report leaves out is left out itself. */
#ifndef SCORECARD_STAGES_PUBLISH_PUBLISH_PLAN_H
#define SCORECARD_STAGES_PUBLISH_PUBLISH_PLAN_H

#include "stages/publish/publish_block.h"
#include "stages/recovery/recovery.h"

/* Chart kinds of the report file, by which tables refer to each other. */
#define PLAN_ASSUMPTIONS "plan_assumptions" /* rows: forecast year × category */
#define PLAN_FIXED "plan_fixed"             /* rows: enum plan_fixed */
#define PLAN_OPENING "plan_opening"         /* rows: years before the plan's first */
#define PLAN_BLOCKS "plan_blocks"           /* rows: block × enum plan_block_line, then the same for all blocks */
#define PLAN_PATHS "plan_paths"             /* rows: enum plan_path_line */
#define PLAN_SPEND "plan_spend"             /* rows: categories, then their total; the same for the next four */
#define PLAN_MITIGATED "plan_mitigated"
#define PLAN_SAVINGS "plan_savings"
#define PLAN_COUNTS "plan_counts"
#define PLAN_UNIT_COSTS "plan_unit_costs"
#define PLAN_SCHEMES "plan_schemes"               /* rows: schemes × years as the recovery has them */
#define PLAN_SCENARIO_SPEND "plan_scenario_spend" /* rows: scenario × category */
#define PLAN_SENSITIVITY "plan_sensitivity"       /* rows: scenario × enum plan_scenario_line */
#define PLAN_RISK_SPEND "plan_risk_spend"         /* rows: risk × category, then the grant */
#define PLAN_WATERFALL "plan_waterfall"           /* no table: named for its measure */
#define PLAN_LINES "plan_lines"                   /* rows: Section 251 line × category (plan_line_rows) */

enum plan_assumption_column { ASSUMED_YEAR, ASSUMED_CATEGORY, ASSUMED_PLANS, ASSUMED_UNIT_COST, ASSUMED_INCOME };
enum plan_fixed {
    FIXED_LOW_PLANS,
    FIXED_LOW_UNIT_COST,
    FIXED_LOW_CONFIDENCE,
    FIXED_HIGH_PLANS,
    FIXED_HIGH_UNIT_COST,
    FIXED_HIGH_CONFIDENCE,
    FIXED_RISK,
    FIXED_BLOCK_GROWTH,
    FIXED_TRANSFER
};
#define FIXED_VALUE 1 /* its column */
enum plan_opening_column {
    OPENING_YEAR,
    OPENING_UNMITIGATED,
    OPENING_MITIGATED,
    OPENING_GRANT,
    OPENING_TRANSFER,
    OPENING_SPEND,
    OPENING_SAVINGS,
    OPENING_CLOSED_UNMITIGATED,
    OPENING_CLOSED_MITIGATED
};
enum plan_block_line {
    BLOCK_BROUGHT,
    BLOCK_GRANT,
    BLOCK_TRANSFER,
    BLOCK_SPENT,
    BLOCK_IN_YEAR,
    BLOCK_CARRIED,
    BLOCK_LINES
};
enum plan_path_line {
    PATH_GRANT,
    PATH_TRANSFER,
    PATH_UNMITIGATED_BROUGHT,
    PATH_UNMITIGATED_SPEND,
    PATH_UNMITIGATED_IN_YEAR,
    PATH_UNMITIGATED_CARRIED,
    PATH_SAVINGS,
    PATH_MITIGATED_BROUGHT,
    PATH_MITIGATED_SPEND,
    PATH_MITIGATED_IN_YEAR,
    PATH_MITIGATED_CARRIED
};
enum plan_scheme_column {
    SCHEME_ID,
    SCHEME_TITLE,
    SCHEME_OWNER,
    SCHEME_CATEGORY,
    SCHEME_STARTS,
    SCHEME_YEAR,
    SCHEME_SAVING,
    SCHEME_CONFIDENCE,
    SCHEME_WEIGHTED,
    SCHEME_DELIVERED,
    SCHEME_SHARE
};
enum plan_scenario_line { SCENARIO_SPEND, SCENARIO_SAVINGS, SCENARIO_IN_YEAR, SCENARIO_CARRIED, SCENARIO_LINES };
#define YEARS_FROM 1        /* first year's column in a table with one heading column */
#define PAIRED_YEARS_FROM 2 /* … and with two */

/* A cell of a table, or a stretch of its column. A table that the report leaves out has no id. */
struct plan_cell {
    const char *id;
    guint row, column, last_row;
};

/* The report's first block of a chart kind; NULL when it has none. */
const struct report_block *plan_block(const struct publisher *p, const char *chart);
/* "£42.3 million". The caller frees. */
char *plan_pounds(gint64 pence);
/* "a deficit of £10.3 million", "a surplus of £0.2 million". The caller frees. */
char *plan_balance(gint64 balance);
/* Begins a block; NULL when there is no plan (the block then says why) or on a fault. */
struct block *plan_start(struct publisher *p, struct page *page, const struct report_block *from, enum block_kind kind,
                         const char *subtitle);

struct plan_cell plan_cell(const struct publisher *p, const char *chart, guint row, guint column);
struct plan_cell plan_stretch(const struct publisher *p, const char *chart, guint row, guint last_row, guint column);
struct plan_cell plan_own(const struct report_block *from, guint row, guint column);
/* "=" and the pattern with each @ replaced by the next cell; NULL when one of them has no id, or when a spreadsheet
 * would refuse the formula for its length. The caller frees. */
char *plan_formula(const char *pattern, const struct plan_cell *cells);
/* "=" and the cell; NULL as above. The caller frees. */
char *plan_copy(struct plan_cell cell);
/* "=" and the sum of single cells ("=0" for none); NULL as above. The caller frees. */
char *plan_sum(const struct plan_cell *cells, guint n);
/* These take the formula, which may be NULL. */
void plan_add_money(struct frame *frame, gint64 pence, char *formula);
void plan_add_count(struct frame *frame, gint64 count, char *formula);
void plan_add_percent(struct frame *frame, gint64 percent, char *formula);

/* "outturn", "forecast", "budget"; "projected". Valid as long as the recovery plan. */
const char *plan_year_basis(const struct recovery *recovery, guint year);
/* Why a year ahead has another balance here than the measure: it has spending of its own, which the plan projects over.
 */
void plan_note_years_told_otherwise(struct publisher *p, struct block *block);
/* "2019-20 outturn", "2021-22 projected". Valid as long as the document. */
const char *plan_year_title(struct publisher *p, guint year);
/* A column a year from `from` on. */
void plan_add_year_columns(struct publisher *p, struct frame *frame, guint from, enum unit unit);
/* Row of a forecast year's assumption for a category. */
guint plan_assumption_row(const struct recovery *recovery, guint year, guint category);

/* Open plans of a category, or of a part of it, in a year of the plan: counted, hidden, or projected from the year
 * before. */
struct plan_count {
    const char *symbol; /* why there is no number; NULL when there is one */
    gint64 plans;
};
/* All categories' counts by the measure of the report's plan_counts block; row n_categories is the total. */
void plan_count_categories(struct publisher *p, struct plan_count counts[][FORECAST_MOST_YEARS]);
/* Pence a plan; without plans or a number of them, false. */
bool plan_unit_cost(gint64 pence, const struct plan_count *count, gint64 *cost);

/* The rows of plan_lines: struct plan_line. The caller unrefs. */
struct plan_line {
    const char *line;
    guint category;
};
GArray *plan_line_rows(const struct recovery *recovery);
/* The columns of plan_lines after line and category: years and bases that occur, up to the current year. The caller
 * unrefs. */
struct plan_basis {
    int year;
    const char *basis;
};
GArray *plan_bases(const struct recovery *recovery);
/* Index among the bases of the one that counts in a year. */
guint plan_current_basis(const struct recovery *recovery, const GArray *bases, guint year);

/* What the block of a year and line comes to. */
gint64 plan_block_amount(const struct recovery *recovery, guint block, enum plan_block_line line, guint year);
gint64 plan_scenario_amount(const struct recovery *recovery, enum recovery_scenario scenario,
                            enum plan_scenario_line line, guint year);
/* The balance as a percent of all blocks' grant, in ten-thousandths of a point. */
gint64 plan_share_of_grant(const struct recovery *recovery, gint64 balance, guint year);

void build_plan_assumptions(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_fixed(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_opening(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_blocks(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_paths(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_spend(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_mitigated(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_savings(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_counts(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_counts_by(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_unit_costs(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_published(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_schemes(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_scenario_spend(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_sensitivity(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_lines(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_groups(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_place_funding(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_waterfall(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_fan(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_categories(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_index(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_summary(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_risks(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_risk_spend(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_checks(struct publisher *p, struct page *page, const struct report_block *from);
void build_plan_sign_off(struct publisher *p, struct page *page, const struct report_block *from);

#endif
