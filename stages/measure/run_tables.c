#include "stages/measure/run_tables.h"

#include "pipeline/lib/date.h"
#include "stages/measure/code_table.h"
#include "stages/sql/context.sql.h"
#include "stages/sql/context_row.sql.h"
#include "stages/warehouse/loaded_column.h"

static bool fill_context(struct db *db, const struct project *project, const struct calendar *calendar, GError **error)
{
    struct statement *insert = db_prepare(db, NULL, context_row_sql, error);
    if (insert == NULL)
        return false;
    const struct period year = calendar_current(calendar, PERIOD_FINANCIAL_YEAR);
    const int32_t dates[] = {calendar->as_at, calendar->previous_board, calendar->next_board, year.start, year.end};
    char texts[G_N_ELEMENTS(dates)][DATE_TEXT_SIZE];
    for (guint i = 0; i < G_N_ELEMENTS(dates); i++)
        date_format_iso(dates[i], texts[i]);
    statement_bind(insert, "sssisss", texts[0], texts[1], texts[2], calendar->next_board - calendar->as_at,
                   project_setting_text(project, "authority.code"), texts[3], texts[4]);
    const bool is_done = statement_run(insert, error);
    statement_free(insert);
    return is_done;
}

static bool fill_counting_dates(struct db *db, const struct calendar *calendar, GError **error)
{
    struct statement *insert = db_prepare(db, NULL, "insert into temp.counting_date values (?)", error);
    g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(struct period));
    bool is_done = insert != NULL;
    calendar_list_counted(calendar, PERIOD_DAY, days);
    for (guint i = 0; is_done && i < days->len; i++) {
        char text[DATE_TEXT_SIZE];
        date_format_iso(g_array_index(days, struct period, i).end, text);
        statement_bind(insert, "s", text);
        is_done = statement_run(insert, error);
    }
    statement_free(insert);
    return is_done;
}

struct filling {
    struct statement *insert;
    GError *error;
};

/* Returns whether to stop, as GTraverseFunc does. */
static gboolean insert_setting(gpointer key, gpointer value, gpointer user_data)
{
    struct filling *filling = user_data;
    statement_bind(filling->insert, "ss", (const char *)key, (const char *)value);
    return !statement_run(filling->insert, &filling->error);
}

static bool fill_settings(struct db *db, const struct project *project, GError **error)
{
    struct filling filling = {db_prepare(db, NULL, "insert into temp.setting values (?, ?)", error), NULL};
    if (filling.insert == NULL)
        return false;
    GTree *settings = project_settings(project);
    g_tree_foreach(settings, insert_setting, &filling);
    g_tree_unref(settings);
    statement_free(filling.insert);
    if (filling.error == NULL)
        return true;
    g_propagate_error(error, filling.error);
    return false;
}

bool run_tables_create(struct db *db, const struct project *project, const struct calendar *calendar, GError **error)
{
    return loaded_column_list(db, error) && db_run(db, error, context_sql) &&
           fill_context(db, project, calendar, error) && fill_counting_dates(db, calendar, error) &&
           fill_settings(db, project, error) && code_table_create_all(db, project, error);
}
