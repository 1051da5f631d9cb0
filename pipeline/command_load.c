/* scorecard load FILE…: validates files and keeps them in the warehouse. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/shown.h"
#include "pipeline/load_summary.h"
#include "pipeline/printed.h"
#include "stages/check/load_check.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>

/* A check that cannot be run must not be met after the files are in. */
static bool check_definitions(const struct context *context, GError **error)
{
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, error);
    const struct catalog *catalog = &context->catalog;
    const bool is_good = db != NULL && warehouse_prepare(db, catalog->schemas, error) &&
                         load_check_definitions(db, catalog->project, catalog->schemas, error);
    db_close(db);
    return is_good;
}

/* Keys and checks see all visible loads, so they run once, after the last file. They do nothing when nothing is new,
 * but a run that was killed after its load leaves them to be done. */
static bool check_all(struct context *context, const struct load_options *load, GError **error)
{
    if (context->options->is_dry_run || db_is_read_only(context->db))
        return true;
    progress_begin(context->progress, "checks");
    const bool is_done = warehouse_show(context->db, context->catalog.schemas, NULL, error) &&
                         load_check_all(context->db, context->catalog.project, context->catalog.schemas, load, error);
    progress_end(context->progress);
    return is_done;
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

/* Comment lines count with the header: they hold no data either. */
static void print_counts(const struct load_result *result)
{
    g_autofree char *fewer = load_summary_fewer(result);
    printf(": %" G_GUINT64_FORMAT " line%s = %" G_GUINT64_FORMAT " header%s + %" G_GUINT64_FORMAT
           " loaded + %" G_GUINT64_FORMAT " rejected + %" G_GUINT64_FORMAT " blank + %" G_GUINT64_FORMAT
           " continued; %" G_GUINT64_FORMAT " error%s, %" G_GUINT64_FORMAT " quer%s; %s%s",
           result->lines, plural(result->lines), result->header, result->header > 1 ? " and comments" : "",
           result->loaded, result->rejected, result->blank, result->continued, result->n_errors,
           plural(result->n_errors), result->n_queries, result->n_queries == 1 ? "y" : "ies", result->encoding, fewer);
}

static void print_result(const struct load_result *result)
{
    const char *period = result->period == NULL ? "" : result->period;
    printf("%-9s %s", load_status_name(result->status), result->file);
    if (result->extract != NULL)
        printf(" (%s%s%s)", result->extract, *period == '\0' ? "" : " ", period);
    if (result->message != NULL)
        shown_print(stdout, ": %s", result->message);
    if (result->status == LOAD_LOADED || result->status == LOAD_REFUSED)
        print_counts(result);
    putchar('\n');
    const char *empty = load_summary_empty(result);
    if (empty != NULL)
        printf("%s: %s\n", result->file, empty);
}

/* *found: how many there are. */
static bool print_issues(struct db *db, int64_t *found, GError **error)
{
    g_autofree char *text = load_summary_of_checks(db, found, error);
    if (text != NULL)
        puts(text);
    return text != NULL;
}

static uint64_t count_findings(const GArray *results)
{
    uint64_t n = 0;
    for (guint i = 0; i < results->len; i++) {
        const struct load_result *result = &g_array_index(results, struct load_result, i);
        n += result->status == LOAD_LOADED ? result->n_errors + result->n_queries : 0;
    }
    return n;
}

static void warn(const struct context *context, const GArray *results)
{
    for (guint i = 0; i < results->len; i++)
        load_summary_warn(context, &g_array_index(results, struct load_result, i));
}

static bool print_results(const struct context *context, const GArray *results, GError **error)
{
    warn(context, results);
    if (context->options->is_json) {
        load_summary_print_json(results, NULL, NULL);
        return true;
    }
    for (guint i = 0; i < results->len; i++)
        print_result(&g_array_index(results, struct load_result, i));
    const bool is_kept = load_summary_count(results, LOAD_LOADED) > 0 && !context->options->is_dry_run;
    int64_t issues = 0;
    if (is_kept && !print_issues(context->db, &issues, error))
        return false;
    if (issues > 0 || count_findings(results) > 0)
        printf(
            "`scorecard check FILE…` lists what was found, place by place; the next run writes it to issues.csv, and "
            "rejected rows with their reasons to rejects/\n");
    return true;
}

/* Files, and what the checks found, are committed at once. A check that does not suit the data keeps no file out. */
static bool check_and_settle(struct context *context, const struct load_options *load, const GArray *results,
                             GError **error)
{
    if (check_all(context, load, error))
        return print_results(context, results, error) && printed_flush(error) && db_settle(context->db, error);
    if (!g_error_matches(*error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID) || !db_settle(context->db, NULL))
        return false;
    return scorecard_error_after_load(error);
}

static bool refuse(const GArray *results, GError **error)
{
    const guint n = load_summary_count(results, LOAD_REFUSED);
    if (n == 0)
        return true;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < results->len; i++) {
        const struct load_result *result = &g_array_index(results, struct load_result, i);
        if (result->status == LOAD_REFUSED)
            g_string_append_printf(names, "%s%s: %s", names->len == 0 ? "" : "; ", result->file, result->message);
    }
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                "%u of %u files refused (scorecard check FILE lists every finding): %s", n, results->len, names->str);
    g_string_free(names, TRUE);
    return false;
}

static bool knows_none(const GArray *results)
{
    for (guint i = 0; i < results->len; i++)
        if (g_array_index(results, struct load_result, i).extract != NULL ||
            g_array_index(results, struct load_result, i).status != LOAD_IGNORED)
            return false;
    return true;
}

/* A file that no extract knows is ignored beside others, but a load of such files alone did not what it was asked. */
static bool refuse_unknown(const struct context *context, const GArray *results, GError **error)
{
    if (!knows_none(results))
        return true;
    if (print_results(context, results, error))
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "no extract knows %s by name: nothing was loaded (scorecard list extracts shows the names)",
                    results->len == 1 ? "this file" : "any of these files");
    return false;
}

static void clear_result(gpointer data)
{
    load_result_clear(data);
}

bool command_load(struct context *context, GError **error)
{
    const struct load_options load = {.encoding = context->options->encoding,
                                      .census_date = context->options->census_date,
                                      .is_dry_run = context->options->is_dry_run,
                                      .progress = context->progress};
    g_autoptr(GArray) results = g_array_new(FALSE, FALSE, sizeof(struct load_result));
    g_array_set_clear_func(results, clear_result);
    if (!load_check_readable(context->options->arguments, load.encoding, error) || !check_definitions(context, error) ||
        !context_open_warehouse(context, DB_WHOLE, error) ||
        !load_files(context->db, context->catalog.schemas, context->options->arguments, &load, results, error) ||
        !refuse_unknown(context, results, error))
        return false;
    return check_and_settle(context, &load, results, error) && refuse(results, error);
}
