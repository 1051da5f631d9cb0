/* Every folder tests/models/<relation>/<case>/ is a test: its given_<file>.csv are loaded (given_context.csv holds the
 * as-at date and, where there are any, the number of rows rejected; given_sampled_case.csv names the cases of a dip
 * sample, given_check_issue.csv what checks found, by extract and line), and the model, measure or fact <relation> must
 * list the rows of expect.csv, in its columns, in any order. A relation that lists days counted is compared on the days
 * that expect.csv names. */
#include "pipeline/lib/date.h"
#include "pipeline/lib/db.h"
#include "pipeline/lib/files.h"
#include "stages/count/count_measures.h"
#include "stages/count/figures.h"
#include "stages/load/load.h"
#include "stages/measure/measure.h"
#include "stages/warehouse/warehouse.h"
#include "tests/temporary.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define CASES "tests/models"
#define USUAL_AS_AT "2021-01-21"
#define GIVEN "given_"
#define CONTEXT "given_context.csv"

/* A project that has every definition but the measures (build/tests/few, beside which this program lies, has none
 * either): a case links the one that it is of, lest each prepare and count them all. */
struct shared {
    char *folder;
    struct project *project;
    GPtrArray *schemas;
};

struct test_case {
    const struct shared *shared;
    char *relation, *folder;
};

/* Rows that stand in no extract: each line's cells are bound in turn. Loads are the newest of the extract. */
static const struct {
    const char *file, *sql;
} given_rows[] = {
    {"given_sampled_case.csv", /* case_id,extract,line,on_date */
     "insert into temp.sampled_case select ?1, (max(load_id) << 32) + ?3, extract, ?4 from load where extract = ?2"},
    {"given_check_issue.csv", /* extract,line,code */
     "insert into check_issue (load_id, line, code, severity, message) "
     "select max(load_id), cast(?2 as integer), ?3, 'query', '' from load where extract = ?1"},
};

static bool is_given_row(const char *name)
{
    bool is_one = false;
    for (guint i = 0; i < G_N_ELEMENTS(given_rows); i++)
        is_one = is_one || g_str_equal(name, given_rows[i].file);
    return is_one;
}

static void stop_on(GError *error)
{
    if (error != NULL)
        fail_msg("%s", error->message);
}

/* Lines of a file without their ends; NULL when there is no such file. The caller frees. */
static char **read_lines(const char *folder, const char *name)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *text = NULL;
    if (!g_file_get_contents(path, &text, NULL, NULL))
        return NULL;
    return g_strsplit(g_strchomp(text), "\n", -1);
}

static int32_t read_as_at(const char *folder)
{
    g_auto(GStrv) lines = read_lines(folder, CONTEXT);
    const char *text = lines == NULL ? USUAL_AS_AT : lines[1];
    return date_parse_iso(text, strcspn(text, ","));
}

static uint64_t read_rejected(const char *folder)
{
    g_auto(GStrv) lines = read_lines(folder, CONTEXT);
    const char *comma = lines == NULL ? NULL : strchr(lines[1], ',');
    return comma == NULL ? 0 : g_ascii_strtoull(comma + 1, NULL, 10);
}

/* Copies given_<file>.csv under the name that its schema knows; the path, or NULL for what is no extract. */
static char *copy_given(const char *folder, const char *scratch, const char *name)
{
    if (!g_str_has_prefix(name, GIVEN) || g_str_equal(name, CONTEXT) || is_given_row(name))
        return NULL;
    g_autofree char *from = g_build_filename(folder, name, NULL);
    char *to = g_build_filename(scratch, name + strlen(GIVEN), NULL);
    g_autofree char *text = NULL;
    GError *error = NULL;
    gsize length = 0;
    g_file_get_contents(from, &text, &length, &error);
    stop_on(error);
    g_file_set_contents(to, text, (gssize)length, &error);
    stop_on(error);
    return to;
}

static char **copy_all(const char *folder, const char *scratch)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) names = folder_list(folder, &error);
    stop_on(error);
    GPtrArray *paths = g_ptr_array_new();
    for (guint i = 0; i < names->len; i++) {
        char *path = copy_given(folder, scratch, names->pdata[i]);
        if (path != NULL)
            g_ptr_array_add(paths, path);
    }
    g_ptr_array_add(paths, NULL);
    return (char **)g_ptr_array_free(paths, FALSE);
}

static void check_results(const GArray *results, uint64_t expected)
{
    uint64_t rejected = 0;
    for (guint i = 0; i < results->len; i++) {
        const struct load_result *result = &g_array_index(results, struct load_result, i);
        if (result->status != LOAD_LOADED)
            fail_msg("%s: %s", result->path, result->message == NULL ? "" : result->message);
        rejected += result->rejected;
    }
    assert_int_equal(rejected, expected);
}

static void clear_result(gpointer result)
{
    load_result_clear(result);
}

static void load_given(struct db *db, const GPtrArray *schemas, char **paths, uint64_t rejected)
{
    const struct load_options options = {.census_date = DATE_NONE};
    g_autoptr(GArray) results = g_array_new(FALSE, TRUE, sizeof(struct load_result));
    g_array_set_clear_func(results, clear_result);
    GError *error = NULL;
    load_files(db, schemas, paths, &options, results, &error);
    stop_on(error);
    check_results(results, rejected);
    warehouse_show(db, schemas, NULL, &error);
    stop_on(error);
}

static void insert_row(struct db *db, const char *sql, const char *line)
{
    GError *error = NULL;
    g_auto(GStrv) cells = g_strsplit(line, ",", -1);
    struct statement *statement = db_prepare(db, NULL, sql, &error);
    stop_on(error);
    statement_bind_texts(statement, cells);
    assert_true(statement_run(statement, &error));
    statement_free(statement);
}

static void insert_given(struct db *db, const char *folder)
{
    for (guint i = 0; i < G_N_ELEMENTS(given_rows); i++) {
        g_auto(GStrv) lines = read_lines(folder, given_rows[i].file);
        for (char **line = lines; line != NULL && line[0] != NULL && line[1] != NULL; line++)
            insert_row(db, given_rows[i].sql, line[1]);
    }
}

/* The query of a measure or fact; NULL for a model, which has a name. */
static char *query_text(const struct project *project, const char *relation)
{
    static const char *const folders[] = {"stages/measures", "stages/facts"};
    char *text = NULL;
    for (guint i = 0; text == NULL && i < G_N_ELEMENTS(folders); i++) {
        g_autofree char *path = project_find(project, folders[i], relation, ".sql");
        if (path != NULL)
            g_file_get_contents(path, &text, NULL, NULL);
    }
    return text;
}

/* "a,b" of the header, each quoted, as a select list; with at_date a restriction to the days expected. */
static char *select_text(const struct project *project, const char *relation, char **lines)
{
    g_autofree char *text = query_text(project, relation);
    g_auto(GStrv) columns = g_strsplit(lines[0], ",", -1);
    g_autofree char *list = g_strjoinv("\", \"", columns);
    GString *sql = g_string_new(NULL);
    g_string_printf(sql, "select \"%s\" from (%s\n)", list, text == NULL ? relation : text);
    for (int i = 0; columns[i] != NULL; i++) {
        if (!g_str_equal(columns[i], "at_date"))
            continue;
        g_string_append(sql, " where at_date in (''");
        for (char **line = lines + 1; *line != NULL; line++) {
            g_auto(GStrv) cells = g_strsplit(*line, ",", -1);
            g_string_append_printf(sql, ", '%s'", cells[i]);
        }
        g_string_append_c(sql, ')');
    }
    return g_string_free(sql, FALSE);
}

static char *row_text(struct statement *statement)
{
    GString *row = g_string_new(NULL);
    for (int i = 0; i < statement_n_columns(statement); i++) {
        const char *cell = statement_text(statement, i);
        g_string_append_printf(row, "%s%s", i == 0 ? "" : ",", cell == NULL ? "" : cell);
    }
    return g_string_free(row, FALSE);
}

static int compare_texts(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static char *sorted_text(GPtrArray *rows)
{
    g_ptr_array_sort(rows, compare_texts);
    g_ptr_array_add(rows, NULL);
    return g_strjoinv("\n", (char **)rows->pdata);
}

static char *listed_text(struct db *db, const char *sql)
{
    GError *error = NULL;
    struct statement *statement = db_prepare(db, NULL, sql, &error);
    stop_on(error);
    g_autoptr(GPtrArray) rows = g_ptr_array_new_with_free_func(g_free);
    while (statement_step(statement, &error))
        g_ptr_array_add(rows, row_text(statement));
    stop_on(error);
    statement_free(statement);
    return sorted_text(rows);
}

static char *expected_text(char **lines)
{
    g_autoptr(GPtrArray) rows = g_ptr_array_new();
    for (char **line = lines + 1; *line != NULL; line++)
        g_ptr_array_add(rows, *line);
    return sorted_text(rows);
}

static void check_relation(struct db *db, const struct test_case *test)
{
    g_auto(GStrv) lines = read_lines(test->folder, "expect.csv");
    g_autofree char *sql = select_text(test->shared->project, test->relation, lines);
    g_autofree char *listed = listed_text(db, sql);
    g_autofree char *expected = expected_text(lines);
    assert_string_equal(listed, expected);
}

/* What the measure reads; all models, for what is none: a mart, or a fact on audit forms. */
static GHashTable *list_reads(const struct measures *measures, const struct project *project, const char *relation)
{
    const struct measure *measure = measures_find(measures, relation);
    if (measure != NULL)
        return measures_reads(measures, measure);
    GError *error = NULL;
    g_autoptr(GPtrArray) paths = project_list(project, "stages/models", ".sql", &error);
    stop_on(error);
    GHashTable *reads = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < paths->len; i++)
        g_hash_table_add(reads, project_stem(paths->pdata[i], ".sql"));
    return reads;
}

static void fill_marts(const struct measures *measures, struct db *db, const struct test_case *test)
{
    GError *error = NULL;
    g_autoptr(GHashTable) reads = list_reads(measures, test->shared->project, test->relation);
    measures_materialise(measures, db, reads, &error);
    stop_on(error);
}

static void prepare_and_check(struct db *db, const struct test_case *test)
{
    const struct project *project = test->shared->project;
    GError *error = NULL;
    struct calendar calendar;
    calendar_init(&calendar, read_as_at(test->folder), project);
    struct measures *measures = measures_load(project, &error);
    stop_on(error);
    measures_prepare(measures, db, project, &calendar, &error);
    stop_on(error);
    insert_given(db, test->folder);
    struct figures *figures = figures_new();
    measures_count_all(measures, db, &(struct count_scope){.calendar = &calendar}, figures, &error);
    stop_on(error);
    figures_free(figures);
    fill_marts(measures, db, test);
    check_relation(db, test);
    measures_free(measures);
}

static void remove_all(const char *scratch, char **paths)
{
    for (char **path = paths; *path != NULL; path++)
        g_remove(*path);
    g_rmdir(scratch);
}

/* Links the file below the root into the project, if there is one. The link's path; the caller frees. */
static char *link_into(const struct shared *shared, const char *name)
{
    g_autofree char *path = g_canonicalize_filename(name, NULL);
    char *link = g_build_filename(shared->folder, name, NULL);
    if (g_file_test(path, G_FILE_TEST_EXISTS))
        g_assert_true(symlink(path, link) == 0);
    return link;
}

static char *link_measure(const struct test_case *test)
{
    g_autofree char *name = g_strdup_printf("stages/measures/%s.sql", test->relation);
    return link_into(test->shared, name);
}

static void lists_what_is_expected(void **state)
{
    const struct test_case *test = *state;
    const GPtrArray *schemas = test->shared->schemas;
    GError *error = NULL;
    g_autofree char *link = link_measure(test);
    g_autofree char *scratch = g_dir_make_tmp("scorecard-XXXXXX", &error);
    stop_on(error);
    g_auto(GStrv) paths = copy_all(test->folder, scratch);
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, &error);
    stop_on(error);
    warehouse_prepare(db, schemas, &error);
    stop_on(error);
    load_given(db, schemas, paths, read_rejected(test->folder));
    remove_all(scratch, paths);
    prepare_and_check(db, test);
    g_remove(link);
    db_close(db);
}

static void assert_own_extracts(const struct measures *measures, const struct measure *measure)
{
    g_autoptr(GHashTable) reads = measures_reads(measures, measure);
    if (reads_all_loads(reads) != (measure->ref[0] == 'N'))
        fail_msg("%s rests on every load, or does not", measure->id);
}

/* A load of another extract changes none but the figures about the data themselves. */
static void measures_rest_on_their_own_extracts(void **state)
{
    (void)state;
    GError *error = NULL;
    struct project *project = project_open(".", &error);
    stop_on(error);
    GPtrArray *schemas = schema_load_all(project, &error);
    stop_on(error);
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, &error);
    stop_on(error);
    assert_true(warehouse_prepare(db, schemas, NULL) && warehouse_show(db, schemas, NULL, NULL));
    struct calendar calendar;
    calendar_init(&calendar, read_as_at(CASES), project);
    struct measures *measures = measures_load(project, &error);
    stop_on(error);
    assert_true(measures_prepare(measures, db, project, &calendar, NULL));
    for (guint i = 0; i < measures_count(measures); i++)
        assert_own_extracts(measures, measures_at(measures, i));
    measures_free(measures);
    db_close(db);
    g_ptr_array_unref(schemas);
    project_close(project);
}

static const char *const linked[] = {"schemas", "stages/models", "stages/checks", "stages/facts"};

static void open_shared(struct shared *shared)
{
    GError *error = NULL;
    shared->folder = g_dir_make_tmp("scorecard-XXXXXX", &error);
    g_assert_no_error(error);
    g_autofree char *measures = g_build_filename(shared->folder, "stages", "measures", NULL);
    g_assert_true(g_mkdir_with_parents(measures, 0700) == 0);
    for (guint i = 0; i < G_N_ELEMENTS(linked); i++)
        g_free(link_into(shared, linked[i]));
    shared->project = project_open(shared->folder, &error);
    g_assert_no_error(error);
    shared->schemas = schema_load_all(shared->project, &error);
    g_assert_no_error(error);
}

static void close_shared(struct shared *shared)
{
    g_ptr_array_unref(shared->schemas);
    project_close(shared->project);
    for (guint i = 0; i < G_N_ELEMENTS(linked); i++) {
        g_autofree char *link = g_build_filename(shared->folder, linked[i], NULL);
        g_remove(link);
    }
    g_autofree char *stages = g_build_filename(shared->folder, "stages", NULL);
    g_autofree char *measures = g_build_filename(stages, "measures", NULL);
    temporary_remove(g_steal_pointer(&measures)); /* with the links of cases that failed */
    g_rmdir(stages);
    g_rmdir(shared->folder);
    g_free(shared->folder);
}

static void add_cases(GArray *tests, const struct shared *shared, const char *relation)
{
    GError *error = NULL;
    g_autofree char *folder = g_build_filename(CASES, relation, NULL);
    g_autoptr(GPtrArray) names = folder_list(folder, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < names->len; i++) {
        struct test_case *of = g_new(struct test_case, 1);
        *of = (struct test_case){shared, g_strdup(relation), g_build_filename(folder, names->pdata[i], NULL)};
        const struct CMUnitTest test = {
            .name = g_strdup_printf("%s %s", relation, (const char *)names->pdata[i]),
            .test_func = lists_what_is_expected,
            .initial_state = of,
        };
        g_array_append_val(tests, test);
    }
}

/* cmocka holds names and states as constant; here they are ours. */
static void clear_case(gpointer data)
{
    const struct CMUnitTest *test = data;
    struct test_case *of = test->initial_state;
    g_free((gpointer)(uintptr_t)test->name);
    g_free(of->relation);
    g_free(of->folder);
    g_free(of);
}

int main(void)
{
    GError *error = NULL;
    g_autoptr(GPtrArray) relations = folder_list(CASES, &error);
    g_assert_no_error(error);
    struct shared shared;
    open_shared(&shared);
    g_autoptr(GArray) tests = g_array_new(FALSE, TRUE, sizeof(struct CMUnitTest));
    g_array_set_clear_func(tests, clear_case);
    for (guint i = 0; i < relations->len; i++)
        add_cases(tests, &shared, relations->pdata[i]);
    const struct CMUnitTest others[] = {cmocka_unit_test(measures_rest_on_their_own_extracts)};
    int n_failed = cmocka_run_group_tests_name("what measures rest on", others, NULL, NULL);
    n_failed += _cmocka_run_group_tests("models and measures", (const struct CMUnitTest *)(void *)tests->data,
                                        tests->len, NULL, NULL);
    close_shared(&shared);
    return n_failed;
}
