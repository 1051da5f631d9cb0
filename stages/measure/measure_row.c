/* What a measure's columns may hold. A value that is none of it would be passed over, or counted as 0, without a word.
 */
#include "stages/measure/measure_rows.h"

#include "pipeline/lib/date.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

static bool is_number(struct statement *statement, int column)
{
    return statement_is_integer(statement, column) || statement_is_real(statement, column);
}

static bool is_truth(struct statement *statement, int column)
{
    if (statement_is_integer(statement, column))
        return (uint64_t)statement_integer(statement, column) <= 1;
    const double value = statement_real(statement, column);
    return statement_is_real(statement, column) && (value == 0 || value == 1);
}

static bool is_any(struct statement *statement, int column)
{
    return !statement_is_null(statement, column);
}

static const struct {
    size_t offset; /* of the column's number */
    bool may_be_null;
    bool (*holds)(struct statement *, int);
    const char *expected;
} rules[] = {
    {offsetof(struct measure_query, case_id), false, is_any, "what the case is known by, never null"},
    {offsetof(struct measure_query, row_id), true, statement_is_integer, "the row_id of a row, or null"},
    {offsetof(struct measure_query, met), true, is_truth, "1, 0 or null"},
    {offsetof(struct measure_query, value), true, is_number, "a number or null"},
    {offsetof(struct measure_query, numerator), true, is_number, "a number or null"},
    {offsetof(struct measure_query, denominator), true, is_number, "a number or null"},
};

static const struct {
    size_t offset, place; /* of the column's number; of its day */
} day_columns[] = {
    {offsetof(struct measure_query, from), offsetof(struct row_days, from)},
    {offsetof(struct measure_query, to), offsetof(struct row_days, to)},
    {offsetof(struct measure_query, known_from), offsetof(struct row_days, known_from)},
    {offsetof(struct measure_query, known_to), offsetof(struct row_days, known_to)},
};

static int column_at(const struct measure_entry *entry, size_t offset)
{
    return *(const int *)(const void *)((const char *)&entry->query + offset);
}

/* The value itself may be a child's: it is not told. */
static bool fail_row(const struct measure_entry *entry, const char *expected, int column, uint64_t number,
                     GError **error)
{
    const char *name = statement_column_name(entry->query.statement, column);
    g_autofree char *message = g_strdup_printf("row %" PRIu64 " of the result: %s must be %s", number, name, expected);
    return measure_fail_column(&entry->measure, name, error, message);
}

static bool read_days(const struct measure_entry *entry, uint64_t number, struct row_days *days, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(day_columns); i++) {
        const int column = column_at(entry, day_columns[i].offset);
        const char *text = column == -1 ? NULL : statement_text(entry->query.statement, column);
        int32_t *day = (int32_t *)(void *)((char *)days + day_columns[i].place);
        *day = text == NULL ? DATE_NONE : date_parse_iso(text, strlen(text));
        if (text != NULL && *day == DATE_NONE)
            return fail_row(entry, "a day of the years 1900 to 2100 as yyyy-mm-dd, or null", column, number, error);
    }
    return true;
}

bool measure_row_read(const struct measure_entry *entry, uint64_t number, struct row_days *days, GError **error)
{
    struct statement *statement = entry->query.statement;
    for (guint i = 0; i < G_N_ELEMENTS(rules); i++) {
        const int column = column_at(entry, rules[i].offset);
        if (column == -1)
            continue;
        if (!rules[i].holds(statement, column) && !(rules[i].may_be_null && statement_is_null(statement, column)))
            return fail_row(entry, rules[i].expected, column, number, error);
    }
    return read_days(entry, number, days, error);
}
