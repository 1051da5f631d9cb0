/* Reads the finance extracts' models into a recovery. */
#include "stages/recovery/recovery.h"
#include "stages/sql/recovery_assumption.sql.h"
#include "stages/sql/recovery_block.sql.h"
#include "stages/sql/recovery_category.sql.h"
#include "stages/sql/recovery_grant.sql.h"
#include "stages/sql/recovery_line.sql.h"
#include "stages/sql/recovery_rejected.sql.h"
#include "stages/sql/recovery_scheme.sql.h"

#define HUNDREDTH (FORECAST_POINT / 100)

static void take_category(struct recovery *recovery, struct statement *row)
{
    const struct recovery_name name = {recovery_keep(recovery, statement_text(row, 0)),
                                       recovery_keep(recovery, statement_text(row, 1))};
    g_array_append_val(recovery->categories, name);
}

static void take_block(struct recovery *recovery, struct statement *row)
{
    const struct recovery_name name = {recovery_keep(recovery, statement_text(row, 0)),
                                       recovery_keep(recovery, statement_text(row, 1))};
    if (g_str_equal(name.code, "high needs"))
        recovery->high_needs = recovery->blocks->len;
    if (g_str_equal(name.code, "schools"))
        recovery->schools = recovery->blocks->len;
    g_array_append_val(recovery->blocks, name);
}

static void take_line(struct recovery *recovery, struct statement *row)
{
    const struct recovery_line line = {
        .year = (int)statement_integer(row, 0),
        .line = recovery_keep(recovery, statement_text(row, 1)),
        .category = (guint)statement_integer(row, 2),
        .basis = recovery_keep(recovery, statement_text(row, 3)),
        .is_current = statement_integer(row, 4) == 1,
        .pence = statement_integer(row, 5),
    };
    g_array_append_val(recovery->lines, line);
}

static void take_grant(struct recovery *recovery, struct statement *row)
{
    const struct recovery_grant grant = {
        .year = (int)statement_integer(row, 0),
        .block = (guint)statement_integer(row, 1),
        .allocation = statement_integer(row, 2),
        .transfer_in = statement_integer(row, 3),
        .brought_forward = statement_integer(row, 4),
        .has_brought_forward = !statement_is_null(row, 4),
    };
    g_array_append_val(recovery->grants, grant);
}

static void take_assumption(struct recovery *recovery, struct statement *row)
{
    const struct recovery_assumption assumption = {
        .year = (int)statement_integer(row, 0),
        .category = (guint)statement_integer(row, 1),
        .plans = forecast_percent(statement_real(row, 2)),
        .unit_cost = forecast_percent(statement_real(row, 3)),
        .income = forecast_percent(statement_real(row, 4)),
        .has_income = !statement_is_null(row, 4),
    };
    g_array_append_val(recovery->assumptions, assumption);
}

static void take_scheme(struct recovery *recovery, struct statement *row)
{
    struct recovery_scheme scheme = {
        .year = (int)statement_integer(row, 0),
        .scheme = recovery_keep(recovery, statement_text(row, 1)),
        .title = recovery_keep(recovery, statement_text(row, 2)),
        .owner = recovery_keep(recovery, statement_text(row, 3)),
        .starts = recovery_keep(recovery, statement_text(row, 4)),
        .category = (guint)statement_integer(row, 5),
        .saving = statement_integer(row, 6),
        .confidence = forecast_percent(statement_real(row, 7)),
        .delivered = statement_integer(row, 8),
    };
    scheme.weighted = forecast_weigh(scheme.saving, scheme.confidence);
    g_array_append_val(recovery->schemes, scheme);
}

static void take_rejected(struct recovery *recovery, struct statement *row)
{
    const struct recovery_rejected rejected = {recovery_keep(recovery, statement_text(row, 0)),
                                               (guint)statement_integer(row, 1)};
    g_array_append_val(recovery->rejected, rejected);
}

static bool read_rows(struct recovery *recovery, struct db *db, const char *sql,
                      void (*take)(struct recovery *recovery, struct statement *row), GError **error)
{
    struct statement *rows = db_prepare(db, NULL, sql, error);
    if (rows == NULL)
        return false;
    while (statement_next(rows))
        take(recovery, rows);
    return statement_end(rows, error);
}

/* Points in hundredths, as the settings have whole numbers. */
static void read_shifts(struct recovery *recovery, const struct project *project)
{
    const gint64 plans = project_setting_integer(project, "recovery_plan.plans_growth_hundredths", 100);
    const gint64 unit_cost = project_setting_integer(project, "recovery_plan.unit_cost_hundredths", 50);
    const gint64 confidence = project_setting_integer(project, "recovery_plan.confidence_hundredths", 1000);
    recovery->shifts[RECOVERY_LOW] =
        (struct recovery_shift){-plans * HUNDREDTH, -unit_cost * HUNDREDTH, confidence * HUNDREDTH};
    recovery->shifts[RECOVERY_HIGH] =
        (struct recovery_shift){plans * HUNDREDTH, unit_cost * HUNDREDTH, -confidence * HUNDREDTH};
}

struct recovery *recovery_load(struct db *db, const struct project *project, int current_year, GError **error)
{
    struct recovery *recovery = recovery_new();
    if (read_rows(recovery, db, recovery_category_sql, take_category, error) &&
        read_rows(recovery, db, recovery_block_sql, take_block, error) &&
        read_rows(recovery, db, recovery_line_sql, take_line, error) &&
        read_rows(recovery, db, recovery_grant_sql, take_grant, error) &&
        read_rows(recovery, db, recovery_assumption_sql, take_assumption, error) &&
        read_rows(recovery, db, recovery_scheme_sql, take_scheme, error) &&
        read_rows(recovery, db, recovery_rejected_sql, take_rejected, error)) {
        read_shifts(recovery, project);
        recovery_settle(recovery, current_year);
        return recovery;
    }
    recovery_free(recovery);
    return NULL;
}
