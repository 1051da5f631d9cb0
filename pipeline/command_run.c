/* scorecard run: a folder of extracts in, the board's scorecard out. */
#include "pipeline/command.h"
#include "pipeline/definitions_check.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/files.h"
#include "pipeline/lib/texts.h"
#include "pipeline/load_summary.h"
#include "pipeline/loaded_files.h"
#include "pipeline/output.h"
#include "pipeline/publication.h"
#include "pipeline/published.h"
#include "stages/check/load_check.h"
#include "stages/load/identify.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>

static bool fail_system(GError **error, const char *path, const char *why)
{
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM, "%s: %s", path, why);
    return false;
}

/* The files of the folder in order of name; hidden ones and folders are passed over, but not what cannot be read: a
 * link that leads nowhere may be an extract. NULL when there is no such folder. */
static char **list_files(const char *path, GError **error)
{
    g_autoptr(GPtrArray) names = folder_list(path, error);
    if (names == NULL)
        return NULL;
    g_autoptr(GPtrArray) files = g_ptr_array_new();
    for (guint i = 0; i < names->len; i++) {
        char *file = g_build_filename(path, names->pdata[i], NULL);
        if (g_file_test(file, G_FILE_TEST_IS_DIR))
            g_free(file);
        else
            g_ptr_array_add(files, file);
    }
    texts_sort(files);
    return texts_to_list(g_steal_pointer(&files));
}

static char **ignored_files(const GArray *results)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (guint i = 0; i < results->len; i++) {
        const struct load_result *result = &g_array_index(results, struct load_result, i);
        if (result->status == LOAD_IGNORED)
            g_ptr_array_add(names, g_strdup(result->file));
    }
    texts_sort(names);
    return texts_to_list(g_steal_pointer(&names));
}

/* Every file loaded or refused is said; a refused one stops the run after the others have been loaded. */
static bool check_results(struct context *context, const GArray *results, GError **error)
{
    const guint n_known = results->len - load_summary_count(results, LOAD_IGNORED);
    const guint n_refused = load_summary_count(results, LOAD_REFUSED);
    for (guint i = 0; i < results->len; i++)
        load_summary_say(context, &g_array_index(results, struct load_result, i));
    if (n_known == 0)
        return fail_system(error, context->options->extracts,
                           "no file in this folder belongs to an extract (scorecard list extracts shows them)");
    if (n_refused == 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                "%u of %u files refused (scorecard check FILE lists every finding); nothing was published", n_refused,
                n_known);
    return false;
}

/* What a command works with while it runs. */
struct run {
    struct context *context;
    const char *out;
    char **files, **reports;
    struct load_options load;
    struct definitions_check *check;
    struct output *output;
    GArray *results; /* struct load_result */
};

/* A warehouse that can only be read has nothing to be kept. */
static bool end_reading(struct db *db, GError **error)
{
    return !db_is_read_only(db) || db_settle(db, error);
}

static bool load_folder(const struct run *run, GError **error)
{
    struct context *context = run->context;
    const struct catalog *catalog = &context->catalog;
    if (!load_files(context->db, catalog->schemas, run->files, &run->load, run->results, error) ||
        !end_reading(context->db, error))
        return false;
    progress_end(context->progress);
    return check_results(context, run->results, error) && warehouse_show(context->db, catalog->schemas, NULL, error) &&
           load_summary_say_older(context, run->results, error);
}

/* Whether any file goes by the name of an extract; which one, when several do, its header tells later. */
static bool knows_a_file(const struct context *context, char **files)
{
    for (char **file = files; *file != NULL; file++) {
        g_autoptr(GError) tie = NULL;
        if (schema_identify(context->catalog.schemas, *file, NULL, &tie) != NULL || tie != NULL)
            return true;
    }
    return false;
}

static void print_files(const struct run *run)
{
    if (run->context->options->is_json) {
        load_summary_print_json(run->results, run->out, run->reports);
        return;
    }
    for (char **report = run->reports; *report != NULL && !run->load.is_dry_run; report++)
        printf("%s/%s.xlsx\n%s/%s.pdf\n", run->out, *report, run->out, *report);
}

/* The lines of the files tell what their cells came with; what keys and checks found belongs to none of them. */
static bool print_result(const void *result, GError **error)
{
    const struct run *run = result;
    int64_t found;
    g_autofree char *checks = load_summary_of_checks(run->context->db, &found, error);
    if (checks == NULL)
        return false;
    print_files(run);
    context_say(run->context, "%s; %s/issues.csv lists every finding", checks, run->out);
    return load_summary_say_unknown(run->context, error);
}

static bool publish(const struct run *run, struct load_check *check, GError **error)
{
    g_auto(GStrv) ignored = ignored_files(run->results);
    const struct publication publication = {.reports = run->reports,
                                            .ignored = ignored,
                                            .run_name = "run",
                                            .definitions = run->check,
                                            .check = check,
                                            .print = print_result,
                                            .result = run};
    return publication_write(run->context, &publication, run->output, error);
}

/* The checks go on while figures are counted, unless those describe another moment than the checks do. */
static bool check_and_publish(const struct run *run, GError **error)
{
    const struct context *context = run->context;
    const bool is_dry_run = run->load.is_dry_run;
    struct load_check *check =
        load_check_begin(context->db, context->catalog.project, context->catalog.schemas, &run->load, error);
    const bool goes_on = !is_dry_run && context->options->known_at == NULL;
    const bool is_good =
        check != NULL && (goes_on || load_check_end(check, error)) &&
        (is_dry_run ? definitions_check_are_good(run->check, error) : publish(run, goes_on ? check : NULL, error));
    load_check_free(check);
    return is_good;
}

/* Where the data stop the run (3), those that are good are kept, unless the definitions would have stopped it first. */
static bool keep_loads(const struct run *run, GError **error)
{
    GError *fault = NULL;
    if (!g_error_matches(*error, SCORECARD_ERROR, SCORECARD_ERROR_DATA) ||
        !definitions_check_are_good(run->check, NULL) || db_settle(run->context->db, &fault))
        return false;
    g_clear_error(error);
    g_propagate_error(error, fault);
    return false;
}

/* Loads, what the checks find and the record of the set are one transaction, which is kept once the set is in place
 * (publication.c). Stopped before, the next run begins where this one did. */
static bool load_and_publish(const struct run *run, GError **error)
{
    if (!context_open_warehouse(run->context, DB_WHOLE, error))
        return false;
    return (load_folder(run, error) && (check_and_publish(run, error) || scorecard_error_after_load(error))) ||
           keep_loads(run, error);
}

static bool run_files(struct run *run, GError **error)
{
    const struct options *options = run->context->options;
    if (!knows_a_file(run->context, run->files))
        return fail_system(error, options->extracts,
                           "no file in this folder belongs to an extract (scorecard list extracts shows them)");
    if (!load_check_readable(run->files, options->encoding, error))
        return false;
    run->output = output_open(run->out, loaded_files_had, options->warehouse, error);
    if (run->output == NULL)
        return false;
    const bool is_good = output_refuse_inside(run->output, options->warehouse, error) && load_and_publish(run, error);
    output_close(run->output);
    return is_good;
}

/* Files were said to be loaded, and are not: only faults of the data keep them (keep_loads). */
static void tell_nothing_kept(const struct run *run, GError *error)
{
    const guint n = load_summary_count(run->results, LOAD_LOADED);
    if (n == 0 || run->load.is_dry_run || g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA))
        return;
    g_autofree char *text = g_strdup_printf("nothing of this run was kept: %s is as it was before, without the %u "
                                            "file%s read now",
                                            run->context->options->warehouse, n, n == 1 ? "" : "s");
    scorecard_error_add_line(error, text);
}

/* A fault of the definitions is told before any other, as it was there first. */
static bool run_checked(struct run *run, GError **error)
{
    GError *fault = NULL;
    run->check = definitions_check_new(run->context, run->reports);
    const bool is_good = run_files(run, &fault);
    GError *first = NULL;
    if (!is_good && !definitions_check_are_good(run->check, &first))
        g_clear_error(&fault);
    if (!is_good) {
        first = first == NULL ? fault : first;
        tell_nothing_kept(run, first);
        g_propagate_error(error, first);
    }
    definitions_check_free(run->check);
    return is_good;
}

bool command_run(struct context *context, GError **error)
{
    static const char *const usual_reports[] = {PUBLICATION_BOARD, NULL};
    const struct options *options = context->options;
    if (options->extracts == NULL) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                    "'run' needs --extracts DIR, the folder of the council's files");
        return false;
    }
    if (!published_check(context, error))
        return false;
    g_auto(GStrv) reports = g_strdupv(options->reports == NULL ? (char **)(uintptr_t)usual_reports : options->reports);
    g_auto(GStrv) files = list_files(options->extracts, error);
    if (files == NULL)
        return false;
    g_autoptr(GArray) results = g_array_new(FALSE, TRUE, sizeof(struct load_result));
    g_array_set_clear_func(results, (GDestroyNotify)load_result_clear);
    struct run run = {
        .context = context,
        .out = options->out == NULL ? "scorecard-out" : options->out,
        .files = files,
        .reports = reports,
        .load = {.encoding = options->encoding,
                 .census_date = options->census_date,
                 .is_dry_run = options->is_dry_run,
                 .progress = context->progress},
        .results = results,
    };
    const bool is_good = run_checked(&run, error);
    if (is_good && options->is_dry_run)
        print_files(&run);
    return is_good;
}
