/* scorecard check: validates files and writes nothing but what it finds. With --schema every file is held against that
 * schema alone; without, each against its extract, and the files against each other, in a warehouse that lives in
 * memory. */
#include "pipeline/check_report.h"
#include "pipeline/command.h"
#include "pipeline/lib/csv.h"
#include "pipeline/lib/date.h"
#include "pipeline/lib/error.h"
#include "stages/load.h"
#include "stages/validate.h"
#include "stages/warehouse.h"

#include <string.h>

static void tell_encoding(struct csv_reader *reader, struct check_report *report)
{
    if (!csv_reader_encoding_is_assumed(reader))
        return;
    const struct finding finding = {
        .code = "encoding-assumed",
        .severity = SEVERITY_QUERY,
        .message = "the file is not UTF-8 and is read as Windows-1252: check that names with accents are right",
        .action = "Save the file as UTF-8, or name its encoding with --encoding.",
    };
    check_report_add(&finding, report);
}

/* The file record by record, until its end or a fault of the file as a whole (which is a finding by then). False: it
 * cannot be read. */
static bool validate_records(struct csv_reader *reader, struct validator *validator, struct check_task *task,
                             struct value *values, GError **error)
{
    struct csv_record record;
    enum row_outcome outcome;
    GError *cause = NULL;
    g_autoptr(GError) fault = NULL;
    bool is_taken = true;
    while (is_taken && csv_reader_next(reader, &record, &cause))
        is_taken = validator_take(validator, &record, values, &outcome, &fault);
    task->labels = validator_copy_labels(validator);
    if (cause != NULL) {
        g_propagate_error(error, cause);
        return false;
    }
    if (is_taken)
        validator_end(validator, &fault);
    task->rows = validator_loaded(validator) + validator_rejected(validator);
    return true;
}

static bool check_against(const struct schema *schema, enum csv_encoding encoding, const char *path,
                          struct check_report *report, GError **error)
{
    const struct csv_options options = {.encoding = encoding, .delimiter = schema->delimiter, .quote = schema->quote};
    struct csv_reader *reader = csv_reader_open(path, &options, error);
    if (reader == NULL)
        return false;
    struct check_task *task = check_report_begin(report, path);
    g_free(task->extract);
    task->extract = g_strdup(schema->name);
    tell_encoding(reader, report);
    struct validator *validator = validator_new(schema, check_report_add, report);
    validator_check_self_keys(validator);
    validator_refuse_blank_rows(validator);
    struct value *values = g_new0(struct value, schema->n_fields);
    const bool is_read = validate_records(reader, validator, task, values, error);
    g_free(values);
    validator_free(validator);
    csv_reader_close(reader);
    return is_read;
}

static bool check_with_schema(struct context *context, struct check_report *report, GError **error)
{
    const struct options *options = context->options;
    enum csv_encoding encoding;
    if (!load_parse_encoding(options->encoding, &encoding, error))
        return false;
    struct schema *schema = schema_load(context->catalog.project, options->schema, error);
    if (schema == NULL)
        return false;
    bool is_done = true;
    for (guint i = 0; is_done && i < options->n_arguments; i++)
        is_done = check_against(schema, encoding, options->arguments[i], report, error);
    schema_free(schema);
    return is_done;
}

static void begin_file(const struct load_result *result, void *report)
{
    check_report_begin(report, result->path);
}

/* A refusal that no finding has told yet is told as one. */
static void tell_refusal(const struct load_result *result, struct check_report *report)
{
    const struct finding finding = {.code = "source-error",
                                    .severity = SEVERITY_ERROR,
                                    .message = result->message == NULL ? "the file is refused" : result->message};
    if (result->status == LOAD_REFUSED && result->n_errors == 0)
        check_report_add(&finding, report);
}

static void pass_over(const struct finding *finding, void *user_data)
{
    (void)finding;
    (void)user_data;
}

static char **labels_of(struct csv_reader *reader, const struct schema *schema)
{
    struct csv_record record;
    enum row_outcome outcome = ROW_BLANK;
    char **labels = NULL;
    struct value *values = g_new0(struct value, schema->n_fields);
    struct validator *validator = validator_new(schema, pass_over, NULL);
    while (labels == NULL && csv_reader_next(reader, &record, NULL) &&
           validator_take(validator, &record, values, &outcome, NULL))
        labels = validator_copy_labels(validator);
    if (labels == NULL)
        labels = validator_copy_labels(validator);
    validator_free(validator);
    g_free(values);
    return labels;
}

/* The header as it stands, for --json. */
static void read_labels(const struct context *context, struct check_task *task)
{
    const struct schema *schema = task->extract == NULL ? NULL : schema_find(context->catalog.schemas, task->extract);
    struct csv_options options = {0};
    if (schema == NULL || task->labels != NULL ||
        !load_parse_encoding(context->options->encoding, &options.encoding, NULL))
        return;
    options.delimiter = schema->delimiter;
    options.quote = schema->quote;
    struct csv_reader *reader = csv_reader_open(task->place, &options, NULL);
    if (reader != NULL)
        task->labels = labels_of(reader, schema);
    csv_reader_close(reader);
}

static bool load_one(struct context *context, struct db *db, const char *path, const struct load_options *options,
                     struct check_report *report, GError **error)
{
    struct load_result result = {0};
    struct check_task *task = check_report_begin(report, path);
    if (!load_file(db, context->catalog.project, context->catalog.schemas, path, options, &result, error))
        return false;
    check_report_begin(report, path);
    g_free(task->extract);
    task->extract = g_strdup(result.extract);
    task->rows = result.loaded + result.rejected;
    task->is_ignored = result.status == LOAD_IGNORED;
    tell_refusal(&result, report);
    if (task->is_ignored)
        context_say(context, "%s: %s", path, result.message);
    if (context->options->is_json)
        read_labels(context, task);
    load_result_clear(&result);
    return true;
}

static bool load_all(struct context *context, struct db *db, struct check_report *report, GError **error)
{
    const struct load_options options = {
        .encoding = context->options->encoding,
        .census_date = context->options->census_date,
        .takes_undated = true,
        .begin = begin_file,
        .sink = check_report_add,
        .sink_data = report,
        .progress = context->progress,
    };
    for (guint i = 0; i < context->options->n_arguments; i++)
        if (!load_one(context, db, context->options->arguments[i], &options, report, error))
            return false;
    if (check_report_knows_none(report)) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "no extract knows any of these files by name; `scorecard list extracts` tells the names, --schema "
                    "names a schema");
        return false;
    }
    return warehouse_show(db, context->catalog.schemas, NULL, error) &&
           load_check_all(db, context->catalog.project, context->catalog.schemas, &options, error);
}

static bool check_extracts(struct context *context, struct check_report *report, GError **error)
{
    struct db *db = warehouse_open(":memory:", DB_READ_WRITE, error);
    if (db == NULL)
        return false;
    const bool is_done = warehouse_prepare(db, context->catalog.schemas, error) && load_all(context, db, report, error);
    db_close(db);
    return is_done;
}

bool command_check(struct context *context, GError **error)
{
    struct check_report *report = check_report_new(context->options->is_json, context->options->limit_issues);
    const bool is_done = context->options->schema != NULL ? check_with_schema(context, report, error)
                                                          : check_extracts(context, report, error);
    progress_end(context->progress);
    const uint64_t errors = check_report_errors(report);
    if (is_done)
        check_report_end(report);
    check_report_free(report);
    if (is_done && errors > 0)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                    "the data is not valid: %" G_GUINT64_FORMAT " error%s", errors, errors == 1 ? "" : "s");
    return is_done && errors == 0;
}
