/* How many rows of the load that a file takes the place of are not in it, by count: an export that broke off looks like
 * a short register, and only the one before it tells. */
#include "stages/load/load_private.h"
#include "stages/sql/replaced_load.sql.h"
#include "stages/warehouse/warehouse_private.h"

/* The columns are the rows of the load before, the day of it, and, if the file's own are not all its rows, those. */
static bool read_before(struct load_result *result, struct statement *statement, GError **error)
{
    uint64_t before = 0;
    if (statement_next(statement) && !statement_is_null(statement, 1)) {
        const bool has_own = statement_n_columns(statement) > 2;
        const uint64_t own = has_own ? (uint64_t)statement_integer(statement, 2) : result->loaded;
        before = (uint64_t)statement_integer(statement, 0);
        result->before = before;
        result->n_fewer = before > own ? before - own : 0;
        g_strlcpy(result->before_day, statement_text(statement, 1), sizeof result->before_day);
    }
    return statement_end(statement, error);
}

static bool find_replaced(const struct insertion *insertion, GError **error)
{
    const int64_t load_id = insertion->load_id;
    struct statement *statement = db_prepare_kept(insertion->db, replaced_load_sql, error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "sl", insertion->result->extract, load_id == 0 ? G_MAXINT64 : load_id);
    return read_before(insertion->result, statement, error);
}

/* Of each period that the file holds, the newest load before it that holds this. */
static char *period_sql(const struct schema *schema)
{
    GString *period = g_string_new(NULL);
    GString *table = g_string_new(NULL);
    db_add_name(table, schema->name);
    if (!warehouse_add_row_period(period, schema, "t", "l"))
        g_string_assign(period, "shared.period");
    char *sql = g_strdup_printf(
        "with shared as (select held.period, max(full.root) as former from main.load_period as held "
        "join main.load_period as older on older.extract = held.extract and older.period = held.period "
        "and older.load_id < held.load_id join main.load as full on full.load_id = older.load_id "
        "where held.extract = ?1 and held.load_id = ?2 group by held.period) "
        "select coalesce(sum(l.root = shared.former), 0), substr(max(case when l.root = shared.former then "
        "l.loaded_at end), 1, 10), coalesce(sum(l.load_id = ?2), 0) from shared cross join main.load as l "
        "on l.root = shared.former or l.load_id = ?2 cross join main.%s as t "
        "on t.row_id between l.load_id << 32 and (l.load_id << 32) + 4294967295 and %s = shared.period",
        table->str, period->str);
    g_string_free(table, TRUE);
    g_string_free(period, TRUE);
    return sql;
}

static bool find_periods(const struct insertion *insertion, GError **error)
{
    g_autofree char *sql = period_sql(insertion->candidate->schema);
    struct statement *statement = db_prepare(insertion->db, NULL, sql, error);
    if (statement == NULL)
        return false;
    statement_bind(statement, "sl", insertion->result->extract, insertion->load_id);
    return read_before(insertion->result, statement, error);
}

bool before_find(const struct insertion *insertion, GError **error)
{
    const enum load_kind kind = insertion->candidate->schema->load_kind;
    if (insertion->candidate->line_column >= 0 || kind == LOAD_APPEND)
        return true;
    if (kind == LOAD_REPLACE)
        return find_replaced(insertion, error);
    return insertion->load_id == 0 || find_periods(insertion, error);
}

/* As with x-gate, a share of a few rows says little. */
#define FEW_ROWS 5
#define TELLING_SHARE 10 /* one in so many */

bool load_result_is_gutted(const struct load_result *result)
{
    return result->status == LOAD_LOADED && result->n_fewer >= FEW_ROWS &&
           result->n_fewer * TELLING_SHARE > result->before;
}

bool load_result_is_all_rejected(const struct load_result *result)
{
    return result->status == LOAD_LOADED && result->loaded == 0 && result->rejected >= FEW_ROWS;
}
