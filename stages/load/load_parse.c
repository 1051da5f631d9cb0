#include "stages/load/load_private.h"

#define FIRST_RECORDS 512 /* of a file's first batch; each that follows may hold twice as many */
#define RECORDS_AHEAD 6   /* some hundred nanoseconds each: longer than memory takes to answer */

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
    const struct csv_options options = {
        .encoding = candidate->encoding, .delimiter = schema->delimiter, .quote = schema->quote};
    struct csv_reader *reader = csv_reader_open(candidate->path, &options, error);
    if (reader == NULL)
        return NULL;
    struct parse *parse = g_new0(struct parse, 1);
    parse->reader = reader;
    parse->candidate = candidate;
    parse->validator = validator_new(schema, keep_finding, parse);
    if (!candidate->has_own_census)
        validator_expect_one_census(parse->validator);
    parse->exchange = exchange_new();
    parse->filled = g_new0(uint64_t, schema->n_fields);
    parse->row = g_new0(struct value, schema->n_fields);
    return parse;
}

bool parse_store(struct parse *parse, struct db *db, int64_t load_id, GError **error)
{
    parse->is_stored = true;
    parse->load_id = load_id;
    return image_table_init(&parse->table, db, parse->candidate->schema, error);
}

void parse_free(struct parse *parse)
{
    if (parse->is_stored)
        image_table_clear(&parse->table);
    validator_free(parse->validator);
    csv_reader_close(parse->reader);
    exchange_free(parse->exchange);
    g_free(parse->filled);
    g_free(parse->row);
    g_free(parse->header_text);
    g_clear_error(&parse->error);
    g_clear_error(&parse->fault);
    g_free(parse);
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

/* An empty text is a value where missingValues says so, but fills no cell. */
static bool is_filled(const struct value *value)
{
    return value->kind != VALUE_NULL && (value->kind != VALUE_TEXT || value->length > 0);
}

static void take_row(struct parse *parse, uint64_t line)
{
    for (guint i = 0; i < parse->candidate->schema->n_fields; i++)
        parse->filled[i] += is_filled(&parse->row[i]);
    parse->batch->n_rows++;
    if (parse->is_stored)
        image_add_row(&parse->batch->image, parse->load_id << 32 | (int64_t)line, parse->row);
}

static bool take_record(struct parse *parse, const struct csv_record *record)
{
    struct batch *batch = parse->batch;
    enum row_outcome outcome = ROW_BLANK;
    const guint first_finding = batch->findings->len;
    if (!validator_take(parse->validator, record, parse->row, &outcome, &parse->fault))
        return false;
    count_record(parse, record, outcome);
    if (outcome == ROW_LOADED)
        take_row(parse, record->line);
    else if (outcome == ROW_REJECTED)
        batch_add_reject(batch, record, first_finding);
    if (parse->candidate->line_column >= 0 && (outcome == ROW_LOADED || outcome == ROW_REJECTED))
        keep_completed(parse, record);
    return true;
}

static bool take_batch(struct parse *parse)
{
    struct image *image = &parse->batch->image;
    if (parse->is_stored)
        image_begin(image, &parse->table);
    bool is_taken = true;
    const struct batch *batch = parse->batch;
    for (guint i = 0; is_taken && i < batch->n_records; i++) {
        if (i + RECORDS_AHEAD < batch->n_records)
            validator_expect(parse->validator, &batch->records[i + RECORDS_AHEAD]);
        is_taken = take_record(parse, &batch->records[i]);
    }
    if (image->n_rows > 0) /* those before a fault go the same way, until it is told */
        image_end(image);
    return is_taken;
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

/* What is known only at the end stands in the last batch. */
static void take_end(struct parse *parse)
{
    tell_encoding(parse);
    validator_end(parse->validator, &parse->fault);
}

void *parse_validate(void *data)
{
    struct parse *parse = data;
    bool goes_on = true;
    while (goes_on && (parse->batch = exchange_get(parse->exchange, EXCHANGE_VALIDATE)) != NULL) {
        goes_on = take_batch(parse);
        if (goes_on && parse->batch->is_last && parse->error == NULL)
            take_end(parse);
        exchange_pass(parse->exchange, EXCHANGE_VALIDATE);
    }
    exchange_finish(parse->exchange, EXCHANGE_VALIDATE);
    return NULL;
}

static void pass_batch(struct parse *parse, struct batch *batch, bool is_last)
{
    batch->position = csv_reader_position(parse->reader);
    batch->is_last = is_last;
    exchange_pass(parse->exchange, EXCHANGE_READ);
}

/* The first batches are small, so that of a small file, too, a part is inserted while the next is read. */
static struct batch *get_batch(struct parse *parse, guint *most_records)
{
    struct batch *batch = exchange_get(parse->exchange, EXCHANGE_READ);
    if (batch != NULL)
        batch->most_records = *most_records;
    *most_records = MIN(2 * *most_records, BATCH_ROWS);
    return batch;
}

void *parse_read(void *data)
{
    struct parse *parse = data;
    struct csv_record record;
    guint most_records = MIN(FIRST_RECORDS, BATCH_ROWS);
    struct batch *batch = get_batch(parse, &most_records);
    while (batch != NULL && csv_reader_next(parse->reader, &record, &parse->error)) {
        if (!batch_has_room(batch, &record)) {
            pass_batch(parse, batch, false);
            batch = get_batch(parse, &most_records);
        }
        if (batch != NULL && batch_has_room(batch, &record))
            batch_add_record(batch, &record);
    }
    if (batch != NULL)
        pass_batch(parse, batch, true);
    exchange_finish(parse->exchange, EXCHANGE_READ);
    return NULL;
}
