/* What a measure's columns may hold. A value that is none of it would be passed over, or counted as 0, without a word.
 */
#include "stages/measure/measure_rows.h"

#include "pipeline/lib/date.h"

#include <inttypes.h>
#include <stddef.h>
#include <string.h>

#define SOME (STATEMENT_INTEGER | STATEMENT_REAL | STATEMENT_TEXT | STATEMENT_BLOB)
#define ROW_ID (STATEMENT_INTEGER | STATEMENT_NULL)
#define NUMBER (STATEMENT_INTEGER | STATEMENT_REAL | STATEMENT_NULL)

static const struct rule {
    size_t offset;  /* of the column's number */
    unsigned types; /* enum statement_type: what it may be */
    bool is_truth;  /* and, where it is not null, 1 or 0 */
    const char *expected;
} rules[] = {
    {offsetof(struct measure_query, case_id), SOME, false, "what the case is known by, never null"},
    {offsetof(struct measure_query, row_id), ROW_ID, false, "the row_id of a row, or null"},
    {offsetof(struct measure_query, met), NUMBER, true, "1, 0 or null"},
    {offsetof(struct measure_query, value), NUMBER, false, "a number or null"},
    {offsetof(struct measure_query, numerator), NUMBER, false, "a number or null"},
    {offsetof(struct measure_query, denominator), NUMBER, false, "a number or null"},
};

/* A null is 0 as a number. */
static bool is_truth(struct statement *statement, int column)
{
    const double value = statement_real(statement, column);
    return value == 0 || value == 1;
}

static bool holds(const struct rule *rule, struct statement *statement, int column)
{
    return (statement_type(statement, column) & rule->types) != 0 && (!rule->is_truth || is_truth(statement, column));
}

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
        if (column != -1 && !holds(&rules[i], statement, column))
            return fail_row(entry, rules[i].expected, column, number, error);
    }
    return read_days(entry, number, days, error);
}
