/* scorecard sample MEASURE: a dip sample of the cases behind a figure, with its audit workbook. */
#include "pipeline/category_hint.h"
#include "pipeline/command.h"
#include "pipeline/definitions.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "pipeline/lib/shown.h"
#include "pipeline/printed.h"
#include "pipeline/sample_files.h"

#include <stdio.h>

/* All that a draw is made with. */
struct sampling {
    struct context *context;
    struct definitions definitions;
    const struct measure *measure;
    struct dip_request request;
    struct fact_files *fact_files;
    struct case_list *list;
    struct dip_sample *dip;
};

static bool fail_usage(GError **error, const char *message)
{
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, message);
    return false;
}

/* One of two words; the first where none is given. */
static bool read_choice(const char *flag, const char *text, const char *first, const char *second, bool *is_second,
                        GError **error)
{
    *is_second = g_strcmp0(text, second) == 0;
    if (text == NULL || *is_second || g_str_equal(text, first))
        return true;
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--%s: '%s' is neither %s nor %s", flag, text, first,
                second);
    return false;
}

static bool read_plan(const struct options *options, struct sample_plan *plan, GError **error)
{
    if (options->size < 1 || options->size > LIMIT_SAMPLE)
        return fail_usage(error,
                          "'sample' needs --size N, how many cases to draw, from 1 to " G_STRINGIFY(LIMIT_SAMPLE));
    if (options->seed == NULL || *options->seed == '\0')
        return fail_usage(error, "'sample' needs --seed TEXT, which fixes the draw; write it down before you draw");
    if (options->reserve < 0 || options->reserve > LIMIT_SAMPLE)
        return fail_usage(error, "--reserve: how many reserve cases, from 0 to " G_STRINGIFY(LIMIT_SAMPLE));
    if (options->allocation != NULL && options->by == NULL)
        return fail_usage(error, "--allocation shares the sample over strata: name their split with --by");
    plan->seed = options->seed;
    plan->size = (guint)options->size;
    plan->reserve = (guint)options->reserve;
    return read_choice("method", options->method, "simple", "systematic", &plan->is_systematic, error) &&
           read_choice("allocation", options->allocation, "proportional", "equal", &plan->is_equal, error);
}

static bool list_cases(struct sampling *sampling, GError **error)
{
    struct context *context = sampling->context;
    sampling->fact_files = fact_files_load(context->catalog.project, context->options->is_personal, error);
    if (sampling->fact_files == NULL ||
        !context_open_existing(context, context->options->is_dry_run ? DB_READ_ONLY : DB_WHOLE, error))
        return false;
    sampling->list = definitions_list_cases(&sampling->definitions, context, &sampling->measure, error);
    return sampling->list != NULL;
}

static bool take_sample(struct sampling *sampling, GError **error)
{
    const struct options *options = sampling->context->options;
    sampling->request.measure = sampling->measure;
    sampling->request.as_at = options->as_at;
    sampling->request.where = options->where;
    sampling->request.by = options->by;
    sampling->request.is_repeat = options->is_repeat;
    sampling->request.schemas = sampling->context->catalog.schemas;
    sampling->request.period_days =
        project_setting_integer(sampling->context->catalog.project, "sample_period_days", 365);
    sampling->dip = dip_sample_take(sampling->context->db, sampling->list, &sampling->request, error);
    return sampling->dip != NULL;
}

/* What the person who draws has to know beside the sample itself. */
static void say_sample(const struct sampling *sampling)
{
    const struct context *context = sampling->context;
    const struct dip_sample *dip = sampling->dip;
    g_autofree char *lacks = sampling->measure->is_missing ? measure_what_is_missing(sampling->measure, "") : NULL;
    if (lacks != NULL)
        context_say(context, "%s: %s is missing%s", sampling->measure->id, lacks,
                    dip->sample->picks->len == 0 ? ", so there are no cases" : ": the figure is [x]");
    if (dip->n_repeated > 0)
        context_say(context, "rows of the figure beyond the first of their case: %u (a case is in the frame once)",
                    dip->n_repeated);
    if (dip->is_registered)
        context_say(context, "sample %s is registered: this is that draw, with its reserve of %u", dip->reference,
                    dip->sample->reserve->len);
    else if (dip->avoided->len > 0)
        context_say(context,
                    "left out because they were drawn for a day within %" G_GINT64_FORMAT
                    " days: %u (--repeat lets them in)",
                    dip->request.period_days, dip->avoided->len);
    if (dip->is_frame_changed)
        context_say(context,
                    "the cases behind the figure have changed since the draw; the sample stays as it was drawn");
    if (dip->sample->frame_size == 0)
        context_say(context,
                    "no case can be drawn: the sample is empty (scorecard explain %s lists the figure's cases)",
                    sampling->measure->id);
    else if (dip->sample->frame_size < dip->request.plan.size)
        context_say(context, "only %u case%s can be drawn, fewer than %u: %s drawn", dip->sample->frame_size,
                    dip->sample->frame_size == 1 ? "" : "s", dip->request.plan.size,
                    dip->sample->frame_size == 1 ? "it is" : "all of them are");
}

static void add_fact_cases(const struct dip_sample *dip, const struct case_list *list, const GArray *units,
                           GArray *cases)
{
    for (guint i = 0; i < units->len; i++) {
        const char *name = g_array_index(units, struct sample_unit, i).case_id;
        const struct listed_case *listed = dip_sample_case(dip, name);
        if (listed == NULL)
            continue;
        const struct fact_case fact_case = {
            .case_id = name,
            .extract = listed->is_placed ? origins_extract(list->origins, listed->row_id) : NULL,
            .row_id = listed->is_placed ? listed->row_id : 0,
            .on_date = listed->counted_on,
        };
        g_array_append_val(cases, fact_case);
    }
}

static struct case_facts *read_facts(const struct sampling *sampling, GError **error)
{
    g_autoptr(GArray) cases = g_array_new(FALSE, FALSE, sizeof(struct fact_case));
    add_fact_cases(sampling->dip, sampling->list, sampling->dip->sample->picks, cases);
    add_fact_cases(sampling->dip, sampling->list, sampling->dip->sample->reserve, cases);
    return case_facts_read(sampling->fact_files, sampling->context->db, sampling->definitions.measures, cases, error);
}

static struct sample_files *write_files(const struct sampling *sampling, const struct case_facts *facts, GError **error)
{
    const struct context *context = sampling->context;
    struct standing *standing = standing_load(context->db, &sampling->definitions.calendar, error);
    if (standing == NULL)
        return NULL;
    const struct audit_book book = {
        .dip = sampling->dip,
        .list = sampling->list,
        .facts = facts,
        .standing = standing,
        .project = context->catalog.project,
        .audits = schema_find(context->catalog.schemas, "audits"),
        .db = context->db,
        .is_personal = context->options->is_personal,
    };
    struct sample_files *files =
        sample_files_write(context->options->out == NULL ? "scorecard-out" : context->options->out, &book, error);
    standing_free(standing);
    return files;
}

static bool print_and_keep(const struct sampling *sampling, const struct sample_files *files, GError **error)
{
    sample_files_print(files, sampling->context->options->is_json);
    return printed_flush(error) && db_settle(sampling->context->db, error);
}

/* The files and the register's line: where one cannot be kept, the other is not. A kill between the two leaves files
 * that the register does not know; the same command draws them again. */
static bool place_and_keep(const struct sampling *sampling, struct sample_files *files, GError **error)
{
    if (!dip_sample_keep(sampling->context->db, sampling->dip, error) || !sample_files_place(files, error))
        return false;
    if (print_and_keep(sampling, files, error))
        return true;
    sample_files_undo(files);
    return false;
}

/* What --where asks for may be mistyped. */
static bool tell_no_case(const struct sampling *sampling, GError **error)
{
    const struct context *context = sampling->context;
    return case_list_count(sampling->list) > 0 || sampling->measure->is_missing || context->options->where == NULL ||
           category_hint_say(&sampling->definitions, context, sampling->measure, error);
}

static bool draw_and_write(struct sampling *sampling, GError **error)
{
    if (!tell_no_case(sampling, error) || !take_sample(sampling, error))
        return false;
    say_sample(sampling);
    struct case_facts *facts = read_facts(sampling, error);
    struct sample_files *files = facts == NULL ? NULL : write_files(sampling, facts, error);
    const bool is_done = files != NULL && place_and_keep(sampling, files, error);
    sample_files_free(files);
    case_facts_free(facts);
    return is_done;
}

static bool draw_in_transaction(struct sampling *sampling, GError **error)
{
    struct db *db = sampling->context->db;
    if (db_is_read_only(db)) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "%s is read-only, so that a sample cannot be registered (--dry-run draws without)", db_path(db));
        return false;
    }
    return db_begin(db, error) && draw_and_write(sampling, error);
}

static void print_units(const char *role, const GArray *units)
{
    for (guint i = 0; i < units->len; i++) {
        const struct sample_unit *unit = &g_array_index(units, struct sample_unit, i);
        shown_print(stdout, "%s %u  %s  %s\n", role, i + 1, unit->case_id, unit->category);
    }
}

static bool draw_only(struct sampling *sampling, GError **error)
{
    if (!tell_no_case(sampling, error) || !take_sample(sampling, error))
        return false;
    say_sample(sampling);
    if (sampling->context->options->is_json) {
        g_autofree char *json = sample_json(sampling->dip, NULL);
        fputs(json, stdout);
        return true;
    }
    print_units("pick", sampling->dip->sample->picks);
    print_units("reserve", sampling->dip->sample->reserve);
    return true;
}

bool command_sample(struct context *context, GError **error)
{
    struct sampling sampling = {.context = context};
    if (!read_plan(context->options, &sampling.request.plan, error))
        return false;
    bool is_done = list_cases(&sampling, error);
    if (is_done)
        is_done = context->options->is_dry_run ? draw_only(&sampling, error) : draw_in_transaction(&sampling, error);
    dip_sample_free(sampling.dip);
    case_list_free(sampling.list);
    fact_files_free(sampling.fact_files);
    definitions_clear(&sampling.definitions);
    return is_done;
}
