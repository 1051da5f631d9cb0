/* What the DSG management plan (recovery plan) is made of: the rows of the finance extracts that bear on it, and the
 * forecast that follows from them, in its middle, low and high scenario.
 *
 * The plan shows the year before the report's, the report's own, and up to five years, one after the other, for which
 * assumptions are given.
 * A financial year is known by the calendar year in which it begins: 2020 is 2020-21. Money is pence, percents are
 * ten-thousandths of a point (forecast.h). */
#ifndef SCORECARD_STAGES_RECOVERY_RECOVERY_H
#define SCORECARD_STAGES_RECOVERY_RECOVERY_H

#include "pipeline/lib/db.h"
#include "pipeline/lib/project.h"
#include "stages/recovery/forecast.h"

#define RECOVERY_FORECAST_YEARS 5
#define RECOVERY_RISK_POINT FORECAST_POINT /* by which an assumption departs in the risks */

struct recovery_name {
    const char *code, *label;
};

struct recovery_line {
    int year;
    const char *line; /* "1.2.1 Top-up funding – maintained schools" */
    guint category;   /* index into categories */
    const char *basis;
    bool is_current; /* of the basis that counts in its year: outturn, else forecast, else budget */
    gint64 pence;
};

struct recovery_grant {
    int year;
    guint block; /* index into blocks */
    gint64 allocation, transfer_in, brought_forward;
    bool has_brought_forward;
};

struct recovery_assumption {
    int year;
    guint category;
    gint64 plans, unit_cost, income;
    bool has_income;
};

struct recovery_scheme {
    int year;
    const char *scheme, *title, *owner, *starts;
    guint category;
    gint64 saving, confidence, weighted, delivered;
};

/* A year before the plan's first that its opening balance rests on. */
struct recovery_past {
    int year;
    gint64 grant, transfer, spend, savings, opening[FORECAST_PATHS], closing[FORECAST_PATHS];
};

/* Records of an extract that were rejected and stand in no sum. */
struct recovery_rejected {
    const char *extract;
    guint records;
};

enum recovery_scenario { RECOVERY_LOW, RECOVERY_MIDDLE, RECOVERY_HIGH, RECOVERY_SCENARIOS };

/* Points by which a scenario departs from the assumptions in the forecast years. */
struct recovery_shift {
    gint64 plans, unit_cost, confidence;
};

struct recovery {
    GArray *categories, *blocks;                           /* struct recovery_name */
    GArray *lines, *grants, *assumptions, *schemes, *past; /* the structs above */
    GArray *rejected;                                      /* struct recovery_rejected */
    guint high_needs, schools;                             /* their indexes among the blocks */
    int first_year, current_year;
    int income_category[FORECAST_MOST_YEARS]; /* whose row names the growth in income; -1: none does */
    struct recovery_shift shifts[RECOVERY_SCENARIOS];
    struct forecast scenarios[RECOVERY_SCENARIOS];
    char *missing; /* why there is no plan ("[x] …"); NULL when there is one */
    GStringChunk *texts;
};

struct recovery *recovery_new(void);
void recovery_free(struct recovery *recovery);
/* Reads the extracts' models and the points of the scenarios (settings recovery_plan.*), and settles the plan. Call
 * after measures_prepare and the counting of high_needs_spend. NULL on a database fault. */
struct recovery *recovery_load(struct db *db, const struct project *project, int current_year, GError **error);
/* Finds the plan's years and runs its scenarios on the rows it holds; sets `missing` when they do not suffice. */
void recovery_settle(struct recovery *recovery, int current_year);

const struct forecast *recovery_middle(const struct recovery *recovery);
/* Keeps a copy of a text as long as the recovery lives. */
const char *recovery_keep(struct recovery *recovery, const char *text);
/* "2020-21". The caller frees. */
char *recovery_year_name(int year);
const char *recovery_category_label(const struct recovery *recovery, guint category);
const char *recovery_block_label(const struct recovery *recovery, guint block);
/* NULL when there is none. */
const struct recovery_grant *recovery_find_grant(const struct recovery *recovery, int year, guint block);
const struct recovery_assumption *recovery_find_assumption(const struct recovery *recovery, int year, guint category);
/* The basis that counts in a year: "outturn", "forecast", "budget"; NULL when nothing is spent. */
const char *recovery_basis(const struct recovery *recovery, int year);
/* Years with spend from the one that the balance rests on up to the report's, and how many of them have a grant. */
guint recovery_count_years(const struct recovery *recovery, guint *with_grant);
/* Spend of a year by the basis that counts. */
gint64 recovery_spend(const struct recovery *recovery, int year);
/* "Low", "Middle", "High". */
const char *recovery_scenario_name(enum recovery_scenario scenario);

#endif
