#include "stages/measure/working_days.h"

#include "pipeline/lib/date.h"
#include "stages/measure/code_table.h"

#include <string.h>

GArray *working_days_load_holidays(const struct project *project, GError **error)
{
    struct code_rows *rows = code_table_load(project, "bank_holidays", error);
    if (rows == NULL)
        return NULL;
    g_autoptr(GArray) dates = g_array_new(FALSE, FALSE, sizeof(int32_t));
    bool is_good = true;
    for (guint i = 0; i < rows->rows->len && is_good; i++) {
        const struct code_row *row = rows->rows->pdata[i];
        const char *text = row->cells[0];
        const int32_t date = date_parse_iso(text, strlen(text));
        is_good = date != DATE_NONE || code_row_fail(row, error, "'%s' is no date (yyyy-mm-dd)", text);
        g_array_append_val(dates, date);
    }
    code_rows_free(rows);
    dates_keep_distinct(dates);
    return is_good ? g_steal_pointer(&dates) : NULL;
}

/* How many holidays are before `date`. */
static guint holidays_before(int32_t date, const GArray *holidays)
{
    guint low = 0, high = holidays->len;
    while (low < high) {
        const guint middle = low + (high - low) / 2;
        if (g_array_index(holidays, int32_t, middle) < date)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Mondays to Fridays up to and including `date`, since some Monday long ago. */
static int weekdays_until(int32_t date)
{
    const int32_t days = date - date_from_parts((struct date_parts){1800, 1, 6});
    return days / 7 * 5 + MIN(days % 7 + 1, 5);
}

/* Holidays on a weekday in (from, to]: one on a weekend takes no working day away. */
static int weekday_holidays(int32_t from, int32_t to, const GArray *holidays)
{
    int count = 0;
    for (guint i = holidays_before(from + 1, holidays), end = holidays_before(to + 1, holidays); i < end; i++)
        count += date_weekday(g_array_index(holidays, int32_t, i)) < 5 ? 1 : 0;
    return count;
}

int working_days_between(int32_t from, int32_t to, const GArray *holidays)
{
    if (to < from)
        return -working_days_between(to, from, holidays);
    return weekdays_until(to) - weekdays_until(from) - weekday_holidays(from, to, holidays);
}

/* As many days on as working days are still wanted, so that the last of them, when none is left, is a working day. */
int32_t working_days_add(int32_t date, int n, const GArray *holidays)
{
    while (n > 0) {
        const int32_t from = date;
        date += n;
        n -= working_days_between(from, date, holidays);
    }
    return date;
}
