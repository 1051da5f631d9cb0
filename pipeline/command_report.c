/* scorecard report NAME: the warehouse as it is, written as one report. */
#include "pipeline/command.h"
#include "pipeline/definitions_check.h"
#include "pipeline/load_summary.h"
#include "pipeline/loaded_files.h"
#include "pipeline/output.h"
#include "pipeline/publication.h"
#include "pipeline/published.h"
#include "stages/check/load_check.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#include <stdio.h>

struct report_result {
    const struct options *options;
    const char *out;
    char **reports;
};

static bool print_result(const void *data, GError **error)
{
    (void)error;
    const struct report_result *result = data;
    g_autoptr(GArray) no_files = g_array_new(FALSE, FALSE, sizeof(struct load_result));
    if (result->options->is_json)
        load_summary_print_json(no_files, result->out, result->reports);
    else
        printf("%s/%s.xlsx\n%s/%s.pdf\n", result->out, result->reports[0], result->out, result->reports[0]);
    return true;
}

/* What the checks found is kept in the warehouse, but a run may have been killed between its load and them, and schemas
 * and checks may have changed since. */
static bool check_anew(struct context *context, GError **error)
{
    const struct catalog *catalog = &context->catalog;
    const struct load_options load = {.progress = context->progress};
    return context->options->is_dry_run || db_is_read_only(context->db) ||
           (warehouse_show(context->db, catalog->schemas, NULL, error) &&
            load_check_all(context->db, catalog->project, catalog->schemas, &load, error));
}

bool command_report(struct context *context, GError **error)
{
    char *reports[] = {context->options->arguments[0], NULL};
    g_autofree char *out = context->options->out == NULL ? g_build_filename("scorecard-out", reports[0], NULL)
                                                         : g_strdup(context->options->out);
    if (!published_check(context, error) || !definitions_check(context, reports, error) ||
        !context_open_existing(context, DB_READ_WRITE, error))
        return false;
    struct output *output = output_open(out, loaded_files_had, context->options->warehouse, error);
    if (output == NULL)
        return false;
    const struct report_result result = {context->options, out, reports};
    const struct publication publication = {
        .reports = reports, .run_name = reports[0], .print = print_result, .result = &result};
    bool is_good = output_refuse_inside(output, context->options->warehouse, error) && check_anew(context, error);
    if (is_good && !context->options->is_dry_run)
        is_good = publication_write(context, &publication, output, error);
    output_close(output);
    return is_good;
}
