#include "tests/counted.h"

void counted_open(struct counted *counted, const char *as_at, const char *sql)
{
    *counted = (struct counted){.folder = temporary_make()};
    counted->measures_folder = g_build_filename(counted->folder, "stages", "measures", NULL);
    g_assert_true(g_mkdir_with_parents(counted->measures_folder, 0700) == 0);
    GError *error = NULL;
    counted->project = project_open(counted->folder, &error);
    g_assert_no_error(error);
    counted->schemas = schema_load_all(counted->project, &error);
    g_assert_no_error(error);
    counted->db = warehouse_open(":memory:", DB_READ_WRITE, &error);
    g_assert_no_error(error);
    g_assert_true(warehouse_prepare(counted->db, counted->schemas, &error));
    g_assert_true(db_run(counted->db, &error, sql));
    g_assert_no_error(error);
    g_assert_true(warehouse_show(counted->db, counted->schemas, NULL, &error));
    calendar_init(&counted->calendar, date_parse_iso(as_at, strlen(as_at)), counted->project);
}

void counted_add(const struct counted *counted, const char *name, const char *head, const char *query)
{
    g_autofree char *text = g_strdup_printf("-- title: Example\n-- ref: %s\n%s-- better: higher\n-- source: test\n"
                                            "-- owner: test\n%s\n",
                                            name, head, query);
    g_autofree char *file = g_strconcat(name, ".sql", NULL);
    g_free(temporary_write(counted->measures_folder, file, text));
}

char *counted_prepare(struct counted *counted)
{
    GError *error = NULL;
    counted->measures = measures_load(counted->project, &error);
    if (counted->measures != NULL &&
        measures_prepare(counted->measures, counted->db, counted->project, &counted->calendar, &error))
        return NULL;
    g_autoptr(GString) message = g_string_new(error->message);
    g_autofree char *prefix = g_strconcat(counted->measures_folder, "/", NULL);
    g_string_replace(message, prefix, "", 0);
    g_error_free(error);
    return g_string_free(g_steal_pointer(&message), FALSE);
}

char *counted_rows(const struct figures *figures, const char *measure, const char *end)
{
    g_autoptr(GString) text = g_string_new(NULL);
    figures_write_csv(figures, text);
    g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
    GString *rows = g_string_new(NULL);
    for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++) {
        g_auto(GStrv) cells = g_strsplit(lines[i], ",", -1);
        const char *symbol = cells[g_strv_length(cells) - 1]; /* a unit may hold a comma */
        if (g_str_equal(cells[0], measure) && g_str_equal(cells[3], end))
            g_string_append_printf(rows, "%s %s=%s %s/%s %s%s%s\n", cells[2], cells[4], cells[5], cells[6], cells[7],
                                   cells[8], *symbol == '\0' ? "" : " ", symbol);
    }
    return g_string_free(rows, FALSE);
}

struct figures *counted_count(struct counted *counted, const struct measure_pair *pairs, guint n_pairs)
{
    g_autofree char *fault = counted_prepare(counted);
    if (fault != NULL)
        g_error("%s", fault);
    GError *error = NULL;
    struct figures *figures = figures_new();
    const struct count_scope scope = {.calendar = &counted->calendar, .pairs = pairs, .n_pairs = n_pairs};
    g_assert_true(measures_count_all(counted->measures, counted->db, &scope, figures, &error));
    g_assert_no_error(error);
    return figures;
}

void counted_close(struct counted *counted)
{
    measures_free(counted->measures);
    db_close(counted->db);
    g_ptr_array_unref(counted->schemas);
    project_close(counted->project);
    temporary_remove(counted->measures_folder);
    g_autofree char *stages = g_build_filename(counted->folder, "stages", NULL);
    g_rmdir(stages);
    temporary_remove(counted->folder);
}
