/* scorecard check: validates files and writes nothing but what it finds. With --schema every file is held against that
 * schema alone; without, each against its extract, and the files against each other, in a warehouse that lives in
 * memory. With --by school what is found is shared out among those who have to correct it. */
#include "pipeline/check_against.h"
#include "pipeline/check_report.h"
#include "pipeline/command.h"
#include "pipeline/error_files.h"
#include "pipeline/lib/error.h"
#include "pipeline/lib/hash.h"
#include "pipeline/printed.h"
#include "stages/check/load_check.h"
#include "stages/check/placing.h"
#include "stages/load/load.h"
#include "stages/warehouse/warehouse.h"

#define DEFAULT_OUT "scorecard-out" G_DIR_SEPARATOR_S "by-school"

/* A check under way. */
struct checking {
    struct context *context;
    struct check_report *report;
    struct db *db;            /* the files, in memory */
    struct found_list *found; /* NULL without --by */
    GPtrArray *places;        /* struct place *; NULL without --by */
    struct output *output;    /* their files, in place; NULL without --by, or when none are to be written */
};

/* What is known of a file for the sake of --by. */
static void keep_file(const struct checking *checking, const char *path, const struct schema *schema,
                      const struct load_result *result)
{
    if (checking->found == NULL)
        return;
    struct found_file *file = found_list_begin(checking->found, path);
    file->schema = schema;
    file->load_id = result->load_id;
    g_free(file->sha256);
    file->sha256 = g_strdup(result->sha256);
    g_free(file->period);
    file->period = g_strdup(result->period);
}

static bool keep_hash(const struct checking *checking, const struct schema *schema, const char *path, GError **error)
{
    if (checking->found == NULL)
        return true;
    struct load_result result = {0};
    g_autofree char *sha256 = hash_file(path, error);
    g_strlcpy(result.sha256, sha256 == NULL ? "" : sha256, sizeof result.sha256);
    keep_file(checking, path, schema, &result);
    return sha256 != NULL;
}

/* A file that is named twice is checked once. */
static bool is_named_before(char *const *paths, guint index)
{
    for (guint i = 0; i < index; i++)
        if (g_str_equal(paths[i], paths[index]))
            return true;
    return false;
}

static bool check_with_schema(struct checking *checking, const struct schema *schema, GError **error)
{
    const struct options *options = checking->context->options;
    enum csv_encoding encoding;
    bool is_done = load_parse_encoding(options->encoding, &encoding, error);
    for (guint i = 0; is_done && i < options->n_arguments; i++)
        is_done = is_named_before(options->arguments, i) ||
                  (file_check_against(schema, encoding, options->arguments[i], checking->report, error) &&
                   keep_hash(checking, schema, options->arguments[i], error));
    return is_done && warehouse_show(checking->db, checking->context->catalog.schemas, NULL, error);
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

/* The header as it stands, for --json. */
static bool read_labels(const struct context *context, struct check_task *task, GError **error)
{
    const struct schema *schema = task->extract == NULL ? NULL : schema_find(context->catalog.schemas, task->extract);
    enum csv_encoding encoding;
    if (!context->options->is_json || schema == NULL || task->labels != NULL)
        return true;
    return load_parse_encoding(context->options->encoding, &encoding, error) &&
           file_read_labels(schema, encoding, task->place, &task->labels, error);
}

static bool take_result(struct checking *checking, const char *path, const struct load_result *result, GError **error)
{
    const struct context *context = checking->context;
    struct check_task *task = check_report_begin(checking->report, path);
    g_free(task->extract);
    task->extract = g_strdup(result->extract);
    task->rows = result->loaded + result->rejected;
    g_free(task->ignored);
    task->ignored = result->status == LOAD_IGNORED ? g_strdup(result->message) : NULL;
    tell_refusal(result, checking->report);
    if (task->ignored != NULL)
        context_say(context, "%s: %s", path, result->message);
    keep_file(checking, path, result->extract == NULL ? NULL : schema_find(context->catalog.schemas, result->extract),
              result);
    return read_labels(context, task, error);
}

static bool load_one(struct checking *checking, const char *path, const struct load_options *options, GError **error)
{
    struct load_result result = {0};
    const struct catalog *catalog = &checking->context->catalog;
    check_report_begin(checking->report, path);
    const bool is_done = load_file(checking->db, catalog->schemas, path, options, &result, error) &&
                         take_result(checking, path, &result, error);
    load_result_clear(&result);
    return is_done;
}

/* Sets *is_lacking: rows of `child` refer to an extract of which no file is there. */
static bool find_lacking(struct checking *checking, const struct schema *child, const char *parent, bool *is_lacking,
                         GError **error)
{
    bool has_child = false, has_parent = true;
    const bool is_done = warehouse_has_extract(checking->db, child->name, &has_child, error) &&
                         (*parent == '\0' || warehouse_has_extract(checking->db, parent, &has_parent, error));
    *is_lacking = has_child && !has_parent;
    return is_done;
}

/* Keys can be held against the files that are given alone. */
static bool tell_unchecked_keys(struct checking *checking, GError **error)
{
    const GPtrArray *schemas = checking->context->catalog.schemas;
    for (guint i = 0; i < schemas->len; i++) {
        const struct schema *child = schemas->pdata[i];
        for (guint j = 0; j < child->n_foreign_keys; j++) {
            const char *parent = child->foreign_keys[j].target;
            bool is_lacking = false;
            if (!find_lacking(checking, child, parent, &is_lacking, error))
                return false;
            if (is_lacking)
                context_say(checking->context,
                            "%s refers to %s, of which no file is given or none was taken: those keys are not checked",
                            child->name, parent);
        }
    }
    return true;
}

static bool check_extracts(struct checking *checking, GError **error)
{
    const struct context *context = checking->context;
    const struct load_options options = {
        .encoding = context->options->encoding,
        .census_date = context->options->census_date,
        .keeps_nothing = true,
        .begin = begin_file,
        .sink = check_report_add,
        .sink_data = checking->report,
        .progress = context->progress,
    };
    for (guint i = 0; i < context->options->n_arguments; i++)
        if (!load_one(checking, context->options->arguments[i], &options, error))
            return false;
    if (check_report_knows_none(checking->report)) {
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_SYSTEM,
                    "no extract knows any of these files by name; `scorecard list extracts` tells the names, --schema "
                    "names a schema");
        return false;
    }
    return warehouse_show(checking->db, context->catalog.schemas, NULL, error) &&
           load_check_all(checking->db, context->catalog.project, context->catalog.schemas, &options, error) &&
           tell_unchecked_keys(checking, error);
}

/* Who has to correct what was found, and their files. */
static bool share_out(struct checking *checking, GError **error)
{
    const struct options *options = checking->context->options;
    enum csv_encoding encoding;
    if (checking->found == NULL)
        return true;
    if (!load_parse_encoding(options->encoding, &encoding, error))
        return false;
    checking->places = placing_find(checking->found, checking->db, checking->context->catalog.schemas, encoding, error);
    if (checking->places == NULL || options->is_dry_run)
        return checking->places != NULL;
    checking->output = error_files_place(checking->context, checking->found, checking->places,
                                         options->out == NULL ? DEFAULT_OUT : options->out, error);
    return checking->output != NULL;
}

static void tell_remarks(const struct context *context, const struct schema *schema)
{
    const GPtrArray *remarks = schema_remarks(schema);
    for (guint i = 0; i < remarks->len; i++)
        context_say(context, "%s", (const char *)remarks->pdata[i]);
}

static bool check_files(struct checking *checking, GError **error)
{
    const struct context *context = checking->context;
    checking->db = warehouse_open(":memory:", DB_READ_WRITE, error);
    if (checking->db == NULL || !warehouse_prepare(checking->db, context->catalog.schemas, error))
        return false;
    if (context->options->schema == NULL)
        return check_extracts(checking, error) && share_out(checking, error);
    struct schema *schema = schema_load(context->catalog.project, context->options->schema, error);
    if (schema != NULL)
        tell_remarks(context, schema);
    const bool is_done = schema != NULL && check_with_schema(checking, schema, error) && share_out(checking, error);
    schema_free(schema);
    return is_done;
}

static bool refuse_flags(const struct options *options, GError **error)
{
    if (options->by != NULL && !g_str_equal(options->by, "school"))
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE, "--by: 'check' knows school alone, not '%s'",
                    options->by);
    else if (options->by == NULL && options->out != NULL)
        g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_USAGE,
                            "--out: 'check' writes files with --by school only");
    else
        return true;
    return false;
}

static bool tell_errors(uint64_t errors, GError **error)
{
    if (errors > 0)
        g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA,
                    "the data is not valid: %" G_GUINT64_FORMAT " error%s", errors, errors == 1 ? "" : "s");
    return errors == 0;
}

/* The files are put back where their result could not be printed. */
static bool tell_result(struct checking *checking, GError **error)
{
    check_report_end(checking->report, checking->places);
    if (checking->output == NULL)
        return true;
    if (!printed_flush(error)) {
        output_undo(checking->output);
        return false;
    }
    output_finish(checking->output, checking->context);
    return true;
}

bool command_check(struct context *context, GError **error)
{
    const struct options *options = context->options;
    if (!refuse_flags(options, error))
        return false;
    struct checking checking = {.context = context, .found = options->by == NULL ? NULL : found_list_new()};
    checking.report = check_report_new(options->is_json, options->limit_issues, checking.found);
    const bool is_checked = check_files(&checking, error);
    progress_end(context->progress);
    const uint64_t errors = check_report_errors(checking.report);
    const bool is_done = is_checked && tell_result(&checking, error);
    output_close(checking.output);
    check_report_free(checking.report);
    found_list_free(checking.found);
    if (checking.places != NULL)
        g_ptr_array_unref(checking.places);
    if (checking.db != NULL)
        db_close(checking.db);
    return is_done && tell_errors(errors, error);
}
