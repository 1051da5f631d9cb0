#include "stages/judge/split_labels.h"

#include "pipeline/lib/slip.h"
#include "stages/measure/code_table.h"

/* Where the columns stand; all of them are there. */
struct columns {
    int split, list, order;
};

static bool check_list(const struct project *project, const struct code_row *row, const char *list, GError **error)
{
    g_autofree char *path = project_find(project, "schemas/codes", list, ".csv");
    if (path != NULL)
        return true;
    g_autofree char *hint = project_nearest(project, "schemas/codes", ".csv", list);
    return code_row_fail(row, error, "there is no code list \"%s\"%s", list, hint);
}

static bool check_order(const struct code_row *row, const char *order, GError **error)
{
    return *order == '\0' || g_str_equal(order, "listed") || g_str_equal(order, "value") ||
           code_row_fail(row, error, "the order is listed or value, not \"%s\"", order);
}

static bool check_split(const struct measures *measures, const struct code_row *row, const char *split, GError **error)
{
    struct slip slip = slip_begin(split);
    for (guint i = 0; i < measures_count(measures); i++) {
        char *const *splits = measures_at(measures, i)->splits;
        for (guint j = 0; splits != NULL && splits[j] != NULL; j++) {
            if (g_str_equal(splits[j], split))
                return true;
            slip_consider(&slip, splits[j]);
        }
    }
    g_autofree char *hint = slip_hint(&slip);
    return slip.nearest == NULL || code_row_fail(row, error, "no measure has a split \"%s\"%s", split, hint);
}

static bool check_row(const struct project *project, const struct measures *measures, const struct code_row *row,
                      struct columns columns, GError **error)
{
    return check_split(measures, row, row->cells[columns.split], error) &&
           check_list(project, row, row->cells[columns.list], error) &&
           check_order(row, row->cells[columns.order], error);
}

static bool find_columns(const struct code_rows *rows, struct columns *columns, GError **error)
{
    *columns = (struct columns){code_rows_find_column(rows, "split"), code_rows_find_column(rows, "list"),
                                code_rows_find_column(rows, "order")};
    const struct code_row header = {.path = rows->path, .line = 1};
    return (columns->split == 0 && columns->list > 0 && columns->order > 0) ||
           code_row_fail(&header, error, "split_labels.csv begins with the header split,list,order");
}

bool split_labels_check(const struct project *project, const struct measures *measures, GError **error)
{
    struct code_rows *rows = code_table_load(project, "split_labels", error);
    struct columns columns;
    bool is_good = rows != NULL && find_columns(rows, &columns, error);
    for (guint i = 0; is_good && i < rows->rows->len; i++)
        is_good = check_row(project, measures, rows->rows->pdata[i], columns, error);
    code_rows_free(rows);
    return is_good;
}
