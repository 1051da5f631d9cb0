#include "pipeline/definitions_check.h"

#include "pipeline/authority.h"
#include "pipeline/comparison.h"
#include "pipeline/definitions.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/thread.h"
#include "pipeline/open_data.h"
#include "stages/check/load_check.h"
#include "stages/warehouse/warehouse.h"

struct definitions_check {
    struct context context; /* options and catalog */
    char *const *reports;
    pthread_t thread;
    bool is_running, is_done;
    GError *fault; /* the thread's until it has ended */
};

/* --against means nothing to a report that compares no moments. */
static bool check_against(const struct context *context, const struct definitions *definitions, GError **error)
{
    if (context->options->against_typed == NULL || comparison_is_wanted(definitions))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                "--against is for a report that compares two moments (scorecard report restatement …)");
    return false;
}

/* Counts in an empty warehouse: a query may fail, or not come to an end, whatever the data. */
static bool try_counting(const struct definitions *definitions, struct db *db, GError **error)
{
    struct figures *figures = definitions_count(definitions, db, NULL, error);
    if (figures == NULL)
        return false;
    figures_free(figures);
    return true;
}

/* What earlier editions told is no fault of the definitions, and nothing of it stands in an empty warehouse. Checks
 * come first: they run after a load, where no model, code list or table of a run is there to be read. */
bool definitions_check(const struct context *given, char *const *reports, GError **error)
{
    struct options options = *given->options;
    struct context without = *given;
    const struct context *context = &without;
    options.published = NULL;
    without.options = &options;
    struct definitions definitions = {0};
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, error);
    const bool is_good = db != NULL && warehouse_prepare(db, context->catalog.schemas, error) &&
                         load_check_definitions(db, context->catalog.project, context->catalog.schemas, error) &&
                         definitions_prepare(&definitions, context, db, NULL, reports, error) &&
                         definitions_load_identities(&definitions, context->catalog.project, db, error) &&
                         authority_check(context->catalog.project, error) && open_data_check(context, error) &&
                         check_against(context, &definitions, error) && try_counting(&definitions, db, error);
    definitions_clear(&definitions);
    db_close(db);
    return is_good;
}

static void *run(void *data)
{
    struct definitions_check *check = data;
    definitions_check(&check->context, check->reports, &check->fault);
    return NULL;
}

struct definitions_check *definitions_check_new(const struct context *context, char *const *reports)
{
    struct definitions_check *check = g_new0(struct definitions_check, 1);
    check->context = (struct context){.options = context->options, .catalog = context->catalog};
    check->reports = reports;
    return check;
}

void definitions_check_begin(struct definitions_check *check)
{
    if (!check->is_running && !check->is_done)
        check->is_running = thread_start(&check->thread, run, check);
}

static void end(struct definitions_check *check)
{
    if (check->is_running)
        pthread_join(check->thread, NULL);
    else
        run(check);
    check->is_running = false;
    check->is_done = true;
}

bool definitions_check_are_good(struct definitions_check *check, GError **error)
{
    if (!check->is_done)
        end(check);
    if (check->fault == NULL)
        return true;
    g_propagate_error(error, g_error_copy(check->fault));
    return false;
}

void definitions_check_free(struct definitions_check *check)
{
    if (check->is_running)
        pthread_join(check->thread, NULL);
    g_clear_error(&check->fault);
    g_free(check);
}
