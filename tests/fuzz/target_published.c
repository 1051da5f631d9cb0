/* Any text as the figures.csv of an earlier edition, and behind a NUL any as that of another: refused with file and
 * line; or taken, and then this edition's figures are counted and hidden with it, and can be read as an edition in
 * their turn.
 */
#include "tests/fuzz/fuzz.h"

#include "pipeline/lib/date.h"
#include "stages/count/count_measures.h"
#include "stages/disclose/disclose.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#define AS_AT "2021-01-21"
#define THRESHOLD 5
#define N_THINGS 90

struct ground {
    struct project *project;
    GPtrArray *schemas, *identities;
    GArray *groups;
    char *warehouse;
};

/* Things enough for some months to tell small numbers and some large ones. */
static char *write_things(void)
{
    static const char *const colours[] = {"red", "blue", "red", "red"};
    g_autoptr(GString) csv = g_string_new("id,born,places,open,colour\n");
    for (guint i = 0; i < N_THINGS; i++)
        g_string_append_printf(csv, "%u,%u-%02u-%02u,%u,yes,%s\n", i, 2019 + i % 2, 1 + i * i % 12, 1 + i % 28, i % 7,
                               colours[i % 11 % G_N_ELEMENTS(colours)]);
    return fuzz_write(fuzz_folder(), "things.csv", csv->str, csv->len);
}

static char *make_warehouse(const GPtrArray *schemas)
{
    GError *error = NULL;
    g_autofree char *file = write_things();
    char *path = g_build_filename(fuzz_folder(), "things.db", NULL);
    struct db *db = warehouse_open(path, DB_READ_WRITE, &error);
    g_assert_no_error(error);
    g_assert_true(warehouse_prepare(db, schemas, &error));
    struct load_result result;
    g_assert_true(load_file(db, schemas, file, &(struct load_options){.census_date = DATE_NONE}, &result, &error));
    g_assert_cmpuint(result.loaded, ==, N_THINGS);
    load_result_clear(&result);
    db_close(db);
    return path;
}

static const struct ground *ground_make(void)
{
    static struct ground ground;
    if (ground.project != NULL)
        return &ground;
    GError *error = NULL;
    ground.project = project_open(NULL, &error);
    g_assert_no_error(error);
    ground.schemas = schema_load_all(ground.project, &error);
    g_assert_no_error(error);
    ground.warehouse = make_warehouse(ground.schemas);
    ground.identities = g_ptr_array_new();
    ground.groups = g_array_new(FALSE, FALSE, sizeof(struct figure_group));
    return &ground;
}

static void check_refused(const GError *error)
{
    if (g_getenv("SCORECARD_FUZZ_SAY") != NULL)
        fprintf(stderr, "%s\n", error->message);
    g_assert_true(g_utf8_validate(error->message, -1, NULL));
    g_assert_true(error->code == SCORECARD_ERROR_DATA || error->code == SCORECARD_ERROR_USAGE);
}

/* What is published is an edition that the next run can be told of. */
static void check_told(const struct figures *figures)
{
    GError *error = NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    figures_write_csv(figures, text);
    g_autofree char *path = fuzz_write(fuzz_folder(), "own.csv", text->str, text->len);
    struct past *own = past_read((char *[]){path, NULL}, NULL, THRESHOLD, &error);
    g_assert_no_error(error);
    past_free(own);
}

static void hide(const struct ground *ground, struct measures *measures, const struct past *past,
                 const struct calendar *calendar)
{
    GError *error = NULL;
    struct figures *figures = figures_new();
    struct db *db = warehouse_open(ground->warehouse, DB_READ_ONLY, &error);
    g_assert_no_error(error);
    g_assert_true(warehouse_show(db, ground->schemas, NULL, &error));
    measures_prepare(measures, db, ground->project, calendar, &error);
    g_assert_no_error(error);
    const bool is_counted =
        measures_count_all(measures, db, &(struct count_scope){.calendar = calendar}, figures, &error);
    if (is_counted) {
        const struct disclosure_rules rules = {.measures = measures,
                                               .identities = ground->identities,
                                               .groups = ground->groups,
                                               .past = past,
                                               .as_at = calendar->as_at,
                                               .threshold = THRESHOLD};
        figures_finish(figures);
        if (disclose(figures, &rules, NULL, &error)) {
            figures_finish(figures);
            check_told(figures);
        }
    }
    if (error != NULL)
        check_refused(error);
    g_clear_error(&error);
    figures_free(figures);
    db_close(db);
}

static void publish(const struct ground *ground, struct measures *measures, struct past *past)
{
    GError *error = NULL;
    struct calendar calendar;
    calendar_init(&calendar, date_parse_iso(AS_AT, strlen(AS_AT)), ground->project);
    if (past_extend(past, measures, &calendar, &error)) {
        hide(ground, measures, past, &calendar);
    } else {
        check_refused(error);
        g_error_free(error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    GError *error = NULL;
    const struct ground *ground = ground_make();
    const struct fuzz_pair pair = fuzz_split(data, size);
    g_autofree char *first = fuzz_write(fuzz_folder(), "figures.csv", pair.first, pair.n_first);
    g_autofree char *second =
        pair.second == NULL ? NULL : fuzz_write(fuzz_folder(), "figures-2.csv", pair.second, pair.n_second);
    struct measures *measures = measures_load(ground->project, &error);
    g_assert_no_error(error);
    struct past *past = past_read((char *[]){first, second, NULL}, measures, THRESHOLD, &error);
    if (past == NULL) {
        measures_free(measures);
        check_refused(error);
        g_assert_true(g_str_has_prefix(error->message, first) ||
                      (second != NULL && g_str_has_prefix(error->message, second)));
        g_error_free(error);
        return 0;
    }
    publish(ground, measures, past);
    past_free(past);
    measures_free(measures);
    return 0;
}
