/* Two texts with a NUL between them: a code list, and what a project changes in it. Refused with file and line; or
 * taken, and then every code is found by itself, in any case and with space around, and every synonym of its row as
 * well. */
#include "tests/fuzz/fuzz.h"

#include "stages/schema/code_rows.h"
#include "stages/schema/codes.h"

static void check_refused(const GError *error, const char *path)
{
    guint64 line = 0;
    if (g_getenv("SCORECARD_FUZZ_SAY") != NULL)
        fprintf(stderr, "%s\n", error->message);
    g_assert_cmpint(error->code, ==, SCORECARD_ERROR_INVALID);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_true(g_str_has_prefix(error->message, path));
    g_assert_cmpint(sscanf(error->message + strlen(path), ":%" G_GUINT64_FORMAT ": ", &line), ==, 1);
    g_assert_cmpuint(line, >, 0);
}

static void check_found(const struct code_list *list, const struct code *code)
{
    g_autofree char *spaced = g_strdup_printf("  %s\t", code->code), *upper = g_ascii_strup(code->code, -1);
    g_assert_cmpuint(code->length, ==, strlen(code->code));
    g_assert_true(g_utf8_validate(code->code, -1, NULL) && g_utf8_validate(code->label, -1, NULL));
    g_assert_true(code_list_find(list, code->code, code->length) == code);
    g_assert_true(code_list_find(list, spaced, (uint32_t)strlen(spaced)) == code);
    g_assert_true(code_list_find(list, upper, (uint32_t)strlen(upper)) == code);
}

static void check_rows(const char *path, const char *changes, const struct code_list *list)
{
    GError *error = NULL;
    struct code_rows *rows = code_rows_load(path, changes, &error);
    g_assert_no_error(error);
    const int column = code_rows_find_column(rows, "code");
    for (guint i = 0; i < rows->rows->len; i++) {
        const struct code_row *row = rows->rows->pdata[i];
        g_assert_cmpuint(g_strv_length(row->cells), ==, g_strv_length(rows->columns));
        const char *code = row->cells[column];
        g_assert_true(*code == '\0' || code_list_find(list, code, (uint32_t)strlen(code)) != NULL);
    }
    code_rows_free(rows);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GError *error = NULL;
    const struct fuzz_pair pair = fuzz_split(data, size);
    g_autofree char *path = fuzz_write(fuzz_folder(), "list.csv", pair.first, pair.n_first);
    g_autofree char *changes = fuzz_write_changes(&pair, fuzz_folder(), "list.csv");
    struct code_list *list = code_list_load(path, changes, &error);
    if (list == NULL) {
        check_refused(error, fuzz_blamed(error, path, changes));
        g_error_free(error);
        return 0;
    }
    for (guint i = 0; i < code_list_count(list); i++)
        check_found(list, code_list_at(list, i));
    check_rows(path, changes, list);
    code_list_free(list);
    return 0;
}
