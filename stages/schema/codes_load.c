/* The file of a code list. */
#include "stages/schema/codes_private.h"

#include "pipeline/lib/slip.h"
#include "stages/schema/code_rows.h"

#include <string.h>

/* Positions of the columns in a code file; `synonyms` is -1 where there is none. */
struct code_columns {
    int code, label, synonyms;
};

static bool add_synonyms(struct code_list *list, const char *cell, GError **error)
{
    for (const char *at = cell; *at != '\0';) {
        const size_t length = strcspn(at, ";");
        if (!code_list_add_synonym(list, at, (uint32_t)length, error))
            return false;
        at += length + (at[length] == ';');
    }
    return true;
}

static bool add_code(struct code_list *list, const struct code_row *row, const struct code_columns *columns,
                     GError **error)
{
    const char *text = row->cells[columns->code], *label = row->cells[columns->label];
    if (*text == '\0')
        return true;
    const struct code code = {.code = text, .label = *label == '\0' ? text : label, .length = (uint32_t)strlen(text)};
    return code_list_add(list, row, &code, error) &&
           (columns->synonyms < 0 || add_synonyms(list, row->cells[columns->synonyms], error));
}

/* A column of one's own may have any name but one that is surely a slip. */
static bool check_slips(const struct code_rows *rows, const struct code_row *header, GError **error)
{
    static const char *const known[] = {"code", "label", "synonyms"};
    for (char **column = rows->columns; *column != NULL; column++) {
        struct slip slip = slip_begin(*column);
        for (guint i = 0; i < G_N_ELEMENTS(known); i++)
            if (code_rows_find_column(rows, known[i]) < 0)
                slip_consider(&slip, known[i]);
        g_autofree char *hint = slip_hint(&slip);
        if (slip.nearest != NULL)
            return code_row_fail(header, error, "the column \"%s\" is not known%s", *column, hint);
    }
    return true;
}

static bool find_columns(const char *path, const struct code_rows *rows, struct code_columns *columns, GError **error)
{
    const struct code_row header = {.path = path, .line = 1};
    *columns = (struct code_columns){code_rows_find_column(rows, "code"), code_rows_find_column(rows, "label"),
                                     code_rows_find_column(rows, "synonyms")};
    return check_slips(rows, &header, error) &&
           ((columns->code >= 0 && columns->label >= 0) ||
            code_row_fail(&header, error, "a code list begins with the header code,label,synonyms"));
}

static bool add_codes(struct code_list *list, const char *path, const struct code_rows *rows, GError **error)
{
    struct code_columns columns;
    if (!find_columns(path, rows, &columns, error))
        return false;
    for (guint i = 0; i < rows->rows->len; i++)
        if (!add_code(list, rows->rows->pdata[i], &columns, error))
            return false;
    return true;
}

struct code_list *code_list_load(const char *path, const char *changes, GError **error)
{
    struct code_rows *rows = code_rows_load(path, changes, error);
    if (rows == NULL)
        return NULL;
    struct code_list *list = code_list_new();
    if (add_codes(list, path, rows, error))
        code_list_finish(list);
    else
        g_clear_pointer(&list, code_list_free);
    code_rows_free(rows);
    return list;
}
