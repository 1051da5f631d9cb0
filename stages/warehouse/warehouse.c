#include "stages/warehouse/warehouse.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/sql/issue.sql.h"
#include "stages/sql/load_field.sql.h"
#include "stages/sql/register.sql.h"
#include "stages/sql/reject.sql.h"
#include "stages/sql/strange.sql.h"
#include "stages/sql/visible_load.sql.h"
#include "stages/sql/visible_period.sql.h"
#include "stages/sql/warehouse.sql.h"
#include "stages/warehouse/warehouse_private.h"

#include <string.h>

const struct warehouse_view warehouse_views[WAREHOUSE_N_VIEWS] = {{"visible_period", visible_period_sql, "table"},
                                                                  {"visible_load", visible_load_sql, "table"},
                                                                  {"reject", reject_sql, "view"},
                                                                  {"issue", issue_sql, "view"}};

/* Names that the catalog may not take for an extract, nor a helper table of ours lose to one. */
static const char *const own_names[] = {
    "load",           "reject",      "reject_row", "issue",        "cell_issue",    "check_issue",
    "check_state",    "run",         "figure",     "visible_load", "batch",         "sample_draw",
    "sample_stratum", "sample_case", "load_field", "load_period",  "visible_period"};

/* What brings the tables of version n to n + 1, n counted from 1. warehouse.sql is version 1. */
static const char *const migrations[DB_VERSION - 1] = {register_sql, load_field_sql};

static bool migrate(struct db *db, int64_t version, GError **error)
{
    for (; version < DB_VERSION; version++)
        if (!db_run(db, error, migrations[version - 1]))
            return false;
    return db_mark(db, error);
}

static bool make_tables(struct db *db, GError **error)
{
    if (!db_run(db, error, warehouse_sql) || !migrate(db, 1, error))
        return false;
    for (guint i = 0; i < WAREHOUSE_N_VIEWS; i++)
        if (!db_run_format(db, error, "create view \"%w\" as %s", warehouse_views[i].name, warehouse_views[i].select))
            return false;
    return db_commit(db, error);
}

/* Brings the file to what this program makes, whatever it was before and whoever else is about it. */
static bool make_or_bring_up(struct db *db, GError **error)
{
    if (!db_begin(db, error) || !db_look_again(db, error))
        return false;
    if (db_is_new(db))
        return make_tables(db, error);
    return migrate(db, MAX(db_version(db), 1), error) && db_commit(db, error);
}

/* A file of an older version that is read-only is read as it is: what it lacks holds nothing. */
static bool ensure_tables(struct db *db, GError **error)
{
    if (!db_is_new(db) && (db_version(db) >= DB_VERSION || db_is_read_only(db)))
        return true;
    if (db_is_read_only(db)) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s holds nothing yet", db_path(db));
        return false;
    }
    if (make_or_bring_up(db, error))
        return true;
    db_rollback(db);
    return false;
}

/* What would act when we write, or count what we never wrote: no version of this program makes it. */
static bool refuse_strange(struct db *db, GError **error)
{
    struct statement *strange = db_prepare(db, NULL, strange_sql, error);
    bool is_ours = strange != NULL && (!statement_next(strange));
    if (strange != NULL && !is_ours)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "%s holds the %s \"%s\", which scorecard never makes: it is not a warehouse as scorecard left it",
                    db_path(db), statement_text(strange, 0), statement_text(strange, 1));
    return strange != NULL && statement_end(strange, is_ours ? error : NULL) && is_ours;
}

struct db *warehouse_open(const char *path, enum db_mode mode, GError **error)
{
    struct db *db = db_open(path, mode, error);
    if (db == NULL || (refuse_strange(db, error) && ensure_tables(db, error)))
        return db;
    db_close(db);
    return NULL;
}

bool warehouse_name_is_own(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(own_names); i++)
        if (g_ascii_strcasecmp(name, own_names[i]) == 0)
            return true;
    return false;
}

bool warehouse_has_field(struct db *db, const char *extract, const char *field, bool *has, GError **error)
{
    struct statement *statement =
        db_prepare_kept(db, "select 1 from pragma_table_info('current_' || ?1) where name = ?2", error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "ss", extract, field);
    *has = statement_next(statement);
    return statement_end(statement, error);
}

bool warehouse_has_extract(struct db *db, const char *extract, bool *has, GError **error)
{
    struct statement *statement = db_prepare_kept(db, "select 1 from visible_load where extract = ? limit 1", error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "s", extract);
    *has = statement_next(statement);
    return statement_end(statement, error);
}

/* Whether `text` looks as `pattern` does: 0 a digit, anything else itself. */
static bool has_shape(const char *text, const char *pattern)
{
    for (; *pattern != '\0'; pattern++, text++)
        if (*pattern == '0' ? !g_ascii_isdigit(*text) : *text != *pattern)
            return false;
    return *text == '\0';
}

/* Each shape and what completes it to the last instant it means. */
static const struct {
    const char *shape, *rest;
} time_shapes[] = {
    {"0000-00-00", "T23:59:59.999Z"},
    {"0000-00-00T00:00Z", ":59.999Z"},
    {"0000-00-00T00:00:00Z", ".999Z"},
    {"0000-00-00T00:00:00.000Z", "Z"},
};

static bool time_is_valid(const char *text)
{
    if (date_parse_iso(text, 10) == DATE_NONE)
        return false;
    return strncmp(text + 11, "24", 2) < 0 && text[14] < '6' && text[17] < '6';
}

char *warehouse_parse_known_at(const char *text, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(time_shapes); i++) {
        if (!has_shape(text, time_shapes[i].shape))
            continue;
        const size_t length = strlen(text) - (g_str_has_suffix(text, "Z") ? 1 : 0);
        g_autofree char *full = g_strdup_printf("%.*s%s", (int)length, text, time_shapes[i].rest);
        if (time_is_valid(full))
            return g_steal_pointer(&full);
    }
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "%s is no time: write a UTC time such as 2021-01-21 or 2021-01-21T09:30:00Z", text);
    return NULL;
}
