#include "pipeline/lib/error.h"
#include "stages/load_private.h"

#include <string.h>

static void keep_finding(const struct finding *finding, void *user_data)
{
    struct parse *parse = user_data;
    if (finding->severity == SEVERITY_ERROR)
        parse->n_errors++;
    else
        parse->n_queries++;
    batch_add_finding(parse->batch, finding);
}

struct parse *parse_new(const struct candidate *candidate, GError **error)
{
    const struct schema *schema = candidate->schema;
    const struct csv_options options = {.encoding = candidate->encoding, .delimiter = schema->delimiter};
    struct csv_reader *reader = csv_reader_open(candidate->path, &options, error);
    if (reader == NULL)
        return NULL;
    struct parse *parse = g_new0(struct parse, 1);
    parse->reader = reader;
    parse->candidate = candidate;
    parse->validator = validator_new(schema, keep_finding, parse);
    parse->exchange = exchange_new(schema->n_fields);
    parse->row = g_new0(struct value, schema->n_fields);
    return parse;
}

void parse_free(struct parse *parse)
{
    validator_free(parse->validator);
    csv_reader_close(parse->reader);
    exchange_free(parse->exchange);
    g_free(parse->row);
    g_free(parse->header_text);
    g_clear_error(&parse->error);
    g_clear_error(&parse->fault);
    g_free(parse);
}

/* Hands the batch over and gets an empty one; false when the other side has given up. */
static bool change_batch(struct parse *parse)
{
    parse->batch->position = csv_reader_position(parse->reader);
    exchange_put_full(parse->exchange);
    parse->batch = exchange_get_empty(parse->exchange);
    return parse->batch != NULL;
}

static size_t text_length(const struct value *values, guint n_fields)
{
    size_t length = 0;
    for (guint i = 0; i < n_fields; i++)
        if (values[i].kind == VALUE_TEXT)
            length += values[i].length;
    return length;
}

static bool keep_row(struct parse *parse, const struct csv_record *record)
{
    const size_t length = text_length(parse->row, parse->candidate->schema->n_fields);
    if (!batch_has_room(parse->batch, length) && (!change_batch(parse) || !batch_has_room(parse->batch, length)))
        return false;
    batch_add_row(parse->batch, parse->row, record->line);
    return true;
}

/* The line of an earlier load that this record of a corrected list stands for. */
static void keep_completed(struct parse *parse, const struct csv_record *record)
{
    const guint column = (guint)parse->candidate->line_column;
    if (column >= record->n_cells)
        return;
    g_autofree char *text = g_strndup(record->cells[column].text, record->cells[column].length);
    const uint64_t line = g_ascii_strtoull(text, NULL, 10);
    if (line > 0)
        g_array_append_val(parse->batch->completed, line);
}

static void count_header(struct parse *parse, const struct csv_record *record)
{
    parse->header++;
    if (parse->loaded + parse->rejected > 0)
        return; /* a comment further down */
    g_free(parse->header_text);
    parse->header_text = g_strndup(record->raw, record->raw_length);
}

/* Every physical line ends in exactly one of the counts. */
static void count_record(struct parse *parse, const struct csv_record *record, enum row_outcome outcome)
{
    parse->lines += record->lines;
    if (outcome == ROW_BLANK) {
        parse->blank += record->lines;
        return;
    }
    parse->continued += record->lines - 1;
    if (outcome == ROW_HEADER)
        count_header(parse, record);
    else if (outcome == ROW_LOADED)
        parse->loaded++;
    else
        parse->rejected++;
}

static bool take_record(struct parse *parse, const struct csv_record *record)
{
    enum row_outcome outcome = ROW_BLANK;
    const guint first_finding = parse->batch->findings->len;
    if (!validator_take(parse->validator, record, parse->row, &outcome, &parse->fault))
        return false;
    count_record(parse, record, outcome);
    if (outcome == ROW_REJECTED)
        batch_add_reject(parse->batch, record, first_finding);
    if (parse->candidate->line_column >= 0 && (outcome == ROW_LOADED || outcome == ROW_REJECTED))
        keep_completed(parse, record);
    if (outcome == ROW_LOADED && !keep_row(parse, record))
        return false;
    return !batch_is_heavy(parse->batch) || change_batch(parse);
}

/* A guess that nobody asked for is said. */
static void tell_encoding(struct parse *parse)
{
    if (!csv_reader_encoding_is_assumed(parse->reader))
        return;
    const struct finding finding = {
        .code = "encoding-assumed",
        .severity = SEVERITY_QUERY,
        .message = "The file is not UTF-8 and is read as Windows-1252: check that names with accents are right.",
        .action = "Save the file as UTF-8, or name its encoding with --encoding.",
    };
    keep_finding(&finding, parse);
}

static void take_file(struct parse *parse)
{
    struct csv_record record;
    tell_encoding(parse);
    while (csv_reader_next(parse->reader, &record, &parse->error))
        if (!take_record(parse, &record))
            return;
    if (parse->error == NULL)
        validator_end(parse->validator, &parse->fault);
}

void *parse_run(void *data)
{
    struct parse *parse = data;
    parse->batch = exchange_get_empty(parse->exchange);
    take_file(parse);
    if (parse->batch != NULL) {
        parse->batch->position = csv_reader_position(parse->reader);
        exchange_put_full(parse->exchange);
    }
    exchange_finish(parse->exchange);
    return NULL;
}
