/* scorecard load FILE…: files into the warehouse, one transaction each. */
#include "pipeline/command.h"
#include "pipeline/lib/error.h"
#include "pipeline/load_summary.h"
#include "stages/load.h"
#include "stages/warehouse.h"

static bool check_results(const struct context *context, const GArray *results, GError **error)
{
    guint n_refused = 0;
    for (guint i = 0; i < results->len; i++) {
        const struct load_result *result = &g_array_index(results, struct load_result, i);
        n_refused += result->status == LOAD_REFUSED;
        load_summary_say(context, result);
    }
    if (n_refused == 0)
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, "%u of %u files refused; nothing of them is loaded", n_refused, results->len);
    return false;
}

static bool load_all(struct context *context, GArray *results, GError **error)
{
    const struct load_options options = {
        .encoding = context->options->encoding,
        .census_date = context->options->census_date,
        .is_dry_run = context->options->is_dry_run,
        .progress = context->progress,
    };
    const struct catalog *catalog = &context->catalog;
    if (!load_files(context->db, catalog->project, catalog->schemas, context->options->arguments, &options, results, error) ||
        !warehouse_show(context->db, catalog->schemas, NULL, error))
        return false;
    const bool is_checked = load_check_all(context->db, catalog->project, catalog->schemas, &options, error);
    progress_end(context->progress);
    return is_checked && check_results(context, results, error);
}

bool command_load(struct context *context, GError **error)
{
    g_autoptr(GArray) results = g_array_new(FALSE, TRUE, sizeof(struct load_result));
    g_array_set_clear_func(results, (GDestroyNotify)load_result_clear);
    if (!context_open_warehouse(context, DB_READ_WRITE, error))
        return false;
    const bool is_good = load_all(context, results, error);
    if (context->options->is_json)
        load_summary_print_json(results, NULL, NULL);
    return is_good;
}
