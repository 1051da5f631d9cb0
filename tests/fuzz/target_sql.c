/* Any text as a measure (first byte m), check (c) or model (o): refused where it stands, or prepared and run. Whatever
 * it holds, the warehouse's bytes stay as they are. */
#include "tests/fuzz/counted_project.h"

#include "pipeline/lib/hash.h"
#include "stages/check/load_check.h"
#include "stages/count/count_measures.h"
#include "stages/count/figures.h"

#include <glib/gstdio.h>

#define LONGEST_SECONDS 2
#define MOST_MEBIBYTES 400

struct ground {
    char *root; /* a project folder with nothing but the subject */
    char *warehouse, sha256[HASH_TEXT_SIZE];
    GPtrArray *schemas;
};

static void hash_warehouse(const struct ground *ground, char *sha256)
{
    g_autofree char *hash = hash_file(ground->warehouse, NULL);
    g_strlcpy(sha256, hash, HASH_TEXT_SIZE);
}

static const struct ground *ground_make(void)
{
    static struct ground ground;
    if (ground.root != NULL)
        return &ground;
    GError *error = NULL;
    struct project *project = project_open(NULL, &error);
    g_assert_no_error(error);
    ground.schemas = schema_load_all(project, &error);
    g_assert_no_error(error);
    project_close(project);
    ground.root = g_build_filename(fuzz_folder(), "", NULL);
    ground.warehouse = counted_make(ground.schemas);
    hash_warehouse(&ground, ground.sha256);
    return &ground;
}

static bool count(const struct ground *ground, const struct project *project, struct measures *measures, struct db *db,
                  GError **error)
{
    struct calendar calendar;
    calendar_init(&calendar, date_parse_iso(COUNTED_AS_AT, 10), project);
    if (!warehouse_show(db, ground->schemas, NULL, error) || !measures_prepare(measures, db, project, &calendar, error))
        return false;
    struct figures *figures = figures_new();
    const bool is_counted =
        measures_count_all(measures, db, &(struct count_scope){.calendar = &calendar}, figures, error);
    g_autoptr(GString) text = g_string_new(NULL);
    if (is_counted)
        figures_write_csv(figures, text);
    figures_free(figures);
    return is_counted;
}

static bool run(const struct ground *ground, const struct project *project, GError **error)
{
    const struct load_options options = {.census_date = DATE_NONE, .is_dry_run = true};
    struct measures *measures = measures_load(project, error);
    if (measures == NULL)
        return false;
    struct db *db = warehouse_open(ground->warehouse, DB_READ_ONLY, error);
    db_limit_queries(db, LONGEST_SECONDS, MOST_MEBIBYTES);
    const bool is_done = count(ground, project, measures, db, error) &&
                         load_check_definitions(db, project, ground->schemas, error) &&
                         load_check_all(db, project, ground->schemas, &options, error);
    measures_free(measures);
    db_close(db);
    return is_done;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const folders[] = {"measures", "checks", "models"};
    const char *kinds = "mco", *kind = size == 0 || *data == 0 ? NULL : strchr(kinds, *data);
    if (kind == NULL)
        return -1;
    const struct ground *ground = ground_make();
    g_autofree char *stages = g_build_filename(ground->root, "stages", NULL);
    g_autofree char *folder = g_build_filename(stages, folders[kind - kinds], NULL);
    g_assert_cmpint(g_mkdir_with_parents(folder, 0700), ==, 0);
    g_autofree char *path = fuzz_write(folder, "mart_subject.sql", data + 1, size - 1);
    GError *error = NULL;
    struct project *project = project_open(ground->root, &error);
    g_assert_no_error(error);
    if (!run(ground, project, &error))
        fuzz_assert_placed(error, path);
    g_clear_error(&error);
    project_close(project);
    g_remove(path);
    g_rmdir(folder);
    g_rmdir(stages);
    char sha256[HASH_TEXT_SIZE];
    hash_warehouse(ground, sha256);
    g_assert_cmpstr(sha256, ==, ground->sha256);
    return 0;
}
