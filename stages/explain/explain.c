#include "stages/explain/explain.h"

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

char *explain_amount(const struct listed_case *listed)
{
    const struct measure *measure = listed->measure;
    char text[NUMBER_TEXT_SIZE];
    if (measure->kind == MEASURE_RATE || measure->kind == MEASURE_COUNT)
        return NULL;
    const bool is_count = g_strcmp0(listed->part, "denominator") == 0; /* plans, not pounds */
    if (measure->unit == UNIT_POUNDS && !is_count)
        return g_strdup(money_format((int64_t)listed->amount, text));
    return g_strdup(number_format(listed->amount, text));
}

static void write_met_and_value(const struct listed_case *listed, GString *out)
{
    g_autofree char *amount = explain_amount(listed);
    if (listed->measure->kind == MEASURE_RATE)
        csv_write_integer(out, listed->is_met ? 1 : 0);
    else
        csv_write_cell(out, NULL);
    csv_write_cell(out, amount);
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
                      const char *marking, GString *out, GError **error)
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
    if (marking != NULL)
        csv_write_cell(out, marking);
    csv_write_end_row(out);
    return is_done;
}

static void write_header(const struct case_list *list, const struct measure *measure, bool is_personal, bool is_marked,
                         GString *out)
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
    if (is_marked)
        csv_write_cell(out, "marking");
    csv_write_end_row(out);
}

static int compare_rows(gconstpointer a, gconstpointer b)
{
    const char *const *first = a, *const *second = b;
    return strcmp(*first, *second);
}

/* In order of their text: the same cases, the same bytes, however the database comes upon them. */
static bool write_rows(const struct case_list *list, struct people *people, const char *marking, GString *out,
                       GError **error)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    bool is_done = true;
    for (guint i = 0; i < case_list_count(list) && is_done; i++) {
        GString *row = g_string_new(NULL);
        is_done = write_row(list, case_list_at(list, i), people, marking, row, error);
        g_ptr_array_add(rows, g_string_free(row, FALSE));
    }
    g_ptr_array_sort(rows, compare_rows);
    for (guint i = 0; i < rows->len; i++)
        g_string_append(out, rows->pdata[i]);
    return is_done;
}

bool explain_write(const struct case_list *list, const struct measure *measure, struct people *people,
                   const char *marking, GString *out, GError **error)
{
    write_header(list, measure, people != NULL, marking != NULL, out);
    return write_rows(list, people, marking, out, error);
}
