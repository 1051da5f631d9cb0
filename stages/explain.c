/* The cases behind a figure, as CSV (rulings.md, what `explain` writes). */
#include "stages/cases.h"
#include "stages/person.h"

#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/number.h"

#include <string.h>

static void write_day(int32_t day, GString *out)
{
    char text[DATE_TEXT_SIZE];
    date_format_iso(day, text);
    csv_write_cell(out, text);
}

/* Amounts as figures.csv shows them: money in pounds; days stay days. */
static void write_amount(const struct measure *measure, double amount, GString *out)
{
    char text[NUMBER_TEXT_SIZE];
    if (measure->unit == UNIT_POUNDS)
        csv_write_cell(out, money_format((int64_t)amount, text));
    else
        csv_write_number(out, amount);
}

static void write_met_and_value(const struct listed_case *listed, GString *out)
{
    const struct measure *measure = listed->measure;
    if (measure->kind == MEASURE_RATE)
        csv_write_integer(out, listed->is_met ? 1 : 0);
    else
        csv_write_cell(out, NULL);
    if (measure->kind == MEASURE_RATE || measure->kind == MEASURE_COUNT)
        csv_write_cell(out, NULL);
    else
        write_amount(measure, listed->amount, out);
}

/* A whole load (line 0) has a file but no line. */
static void write_place(const struct case_list *list, const struct listed_case *listed, GString *out)
{
    csv_write_cell(out, listed->is_placed ? origins_file(list->origins, listed->row_id) : NULL);
    if (listed->is_placed && origins_line(listed->row_id) > 0)
        csv_write_integer(out, origins_line(listed->row_id));
    else
        csv_write_cell(out, NULL);
}

static bool write_row(const struct case_list *list, const struct listed_case *listed, struct people *people,
                      GString *out, GError **error)
{
    csv_write_cell(out, listed->case_id);
    write_day(listed->counted_on, out);
    write_met_and_value(listed, out);
    for (guint i = 0; list->splits[i] != NULL; i++)
        csv_write_cell(out, listed->categories[i]);
    write_place(list, listed, out);
    if (listed->part != NULL)
        csv_write_cell(out, listed->part);
    const bool is_done = people == NULL || people_write(people, listed->is_placed ? listed->row_id : 0, out, error);
    csv_write_end_row(out);
    return is_done;
}

static void write_header(const struct case_list *list, const struct measure *measure, bool is_personal, GString *out)
{
    static const char *const first[] = {"case_id", "counted_on", "met", "value"};
    for (guint i = 0; i < G_N_ELEMENTS(first); i++)
        csv_write_cell(out, first[i]);
    for (char **split = list->splits; *split != NULL; split++)
        csv_write_cell(out, *split);
    csv_write_cell(out, "file");
    csv_write_cell(out, "line");
    if (measure->kind == MEASURE_RATIO)
        csv_write_cell(out, "part");
    if (is_personal)
        people_write_header(out);
    csv_write_end_row(out);
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const char *const *first = a, *const *second = b;
    return strcmp(*first, *second);
}

/* In order of their text: the same cases, the same bytes, however the database comes upon them. */
static bool write_rows(const struct case_list *list, struct people *people, GString *out, GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    bool is_done = true;
    for (guint i = 0; i < case_list_count(list) && is_done; i++) {
        GString *row = g_string_new(NULL);
        is_done = write_row(list, case_list_at(list, i), people, row, error);
        g_ptr_array_add(rows, g_string_free(row, FALSE));
    }
    g_ptr_array_sort(rows, compare_rows);
    for (guint i = 0; i < rows->len; i++)
        g_string_append(out, rows->pdata[i]);
    return is_done;
}

bool measures_explain(const struct measures *measures, const struct measure *measure, struct db *db,
                      const struct calendar *calendar, const struct explain_options *options, GString *out,
                      GError **error)
{
    struct case_list *list = measures_list_cases(measures, measure, db, calendar, options, error);
    if (list == NULL)
        return false;
    struct people *people = options->is_personal ? people_new(db, error) : NULL;
    bool is_done = people != NULL || !options->is_personal;
    if (is_done) {
        write_header(list, measure, options->is_personal, out);
        is_done = write_rows(list, people, out, error);
    }
    people_free(people);
    case_list_free(list);
    return is_done;
}
