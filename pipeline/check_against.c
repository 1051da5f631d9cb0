#include "pipeline/check_against.h"

#include "pipeline/lib/error.h"
#include "stages/validate/validate.h"

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

bool file_check_against(const struct schema *schema, enum csv_encoding encoding, const char *path,
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

static void pass_over(const struct finding *finding, void *user_data)
{
    (void)finding;
    (void)user_data;
}

/* Of a header that does not fit the schema as well. */
static char **labels_of(struct csv_reader *reader, const struct schema *schema, GError **error)
{
    struct csv_record record;
    enum row_outcome outcome = ROW_BLANK;
    char **labels = NULL;
    struct value *values = g_new0(struct value, schema->n_fields);
    struct validator *validator = validator_new(schema, pass_over, NULL);
    while (labels == NULL && csv_reader_next(reader, &record, error) &&
           validator_take(validator, &record, values, &outcome, NULL))
        labels = validator_copy_labels(validator);
    if (labels == NULL)
        labels = validator_copy_labels(validator);
    validator_free(validator);
    g_free(values);
    return labels;
}

bool file_read_labels(const struct schema *schema, enum csv_encoding encoding, const char *path, char ***labels,
                      GError **error)
{
    const struct csv_options options = {.encoding = encoding, .delimiter = schema->delimiter, .quote = schema->quote};
    GError *fault = NULL;
    struct csv_reader *reader = csv_reader_open(path, &options, &fault);
    if (reader != NULL)
        *labels = labels_of(reader, schema, &fault);
    csv_reader_close(reader);
    if (g_error_matches(fault, SCORECARD_ERROR, SCORECARD_ERROR_DATA)) /* is a finding already */
        g_clear_error(&fault);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}
