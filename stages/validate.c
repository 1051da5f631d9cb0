#include "stages/validate_private.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"

#include <inttypes.h>
#include <string.h>

#define BLANK_ROW "blank-row"

struct validator *validator_new(const struct schema *schema, finding_sink sink, void *user_data)
{
    struct validator *validator = g_new0(struct validator, 1);
    *validator = (struct validator){.schema = schema, .sink = sink, .user_data = user_data};
    validator->columns = g_new(int, schema->n_fields);
    for (guint i = 0; i < schema->n_fields; i++)
        validator->columns[i] = NO_COLUMN;
    validator->cells = g_new0(struct cell, schema->n_fields);
    validator->faults = g_new0(uint32_t, schema->n_fields);
    validator->buffers = g_new0(char, (gsize)schema->n_fields *CELL_BUFFER);
    validator->message = g_string_new(NULL);
    validator->value = g_string_new(NULL);
    validator->row_key = g_string_new(NULL);
    validator->header_faults = g_string_new(NULL);
    validator_init_keys(validator);
    return validator;
}

void validator_free(struct validator *validator)
{
    if (validator == NULL)
        return;
    for (guint i = 0; i < validator->n_columns; i++)
        g_free(validator->labels[i]);
    g_free(validator->labels);
    g_free(validator->columns);
    g_free(validator->fields);
    g_free(validator->cells);
    g_free(validator->faults);
    g_free(validator->buffers);
    g_string_free(validator->message, TRUE);
    g_string_free(validator->value, TRUE);
    g_string_free(validator->row_key, TRUE);
    g_string_free(validator->header_faults, TRUE);
    validator_clear_keys(validator);
    g_free(validator);
}

void validator_refuse_blank_rows(struct validator *validator)
{
    validator->blank_rows_are_errors = true;
}

/* By the standard a required value lacks with its cell; an extract's row is told once that it is ragged. */
static uint32_t lacking_cell(const struct validator *validator, const struct field *field)
{
    return validator->schema->is_extract ? 0 : field->rule->constraints & CELL_NOT_FILLED;
}

/* Returns the faults of all cells together. */
static uint32_t take_cells(struct validator *validator, const struct csv_record *record, struct value *values)
{
    const struct schema *schema = validator->schema;
    uint32_t faults = 0;
    for (guint i = 0; i < schema->n_fields; i++) {
        const int column = validator->columns[i];
        struct cell *cell = &validator->cells[i];
        cell->value.kind = VALUE_NULL;
        if (column == NO_COLUMN) {
            validator->faults[i] = CELL_IS_NULL;
        } else if ((uint32_t)column >= record->n_cells) {
            validator->faults[i] = CELL_IS_NULL | lacking_cell(validator, &schema->fields[i]);
            faults |= validator->faults[i];
        } else {
            const struct csv_cell *text = &record->cells[column];
            validator->faults[i] = cell_take(schema->fields[i].rule, text->text, text->length,
                                             validator->buffers + (gsize)i * CELL_BUFFER, cell);
            faults |= validator->faults[i];
            if ((validator->faults[i] & CELL_NOT_TYPE) != 0)
                cell->value.kind = VALUE_NULL;
        }
        values[i] = cell->value;
    }
    return faults & ~(uint32_t)CELL_IS_NULL;
}

/* A personal cell that cannot be what it should be: its own value may stand in the column beside it. */
static bool has_shifted(const struct validator *validator)
{
    const struct schema *schema = validator->schema;
    for (guint i = 0; i < schema->n_fields; i++)
        if (schema->fields[i].is_personal && (validator->faults[i] & (CELL_NOT_TYPE | CELL_UPN_SHAPE)) != 0)
            return true;
    return false;
}

static void report_blank(struct validator *validator, uint64_t line, uint64_t row)
{
    const struct finding finding = {
        .line = line,
        .row = row,
        .code = BLANK_ROW,
        .severity =
            validator->schema->is_extract && !validator->blank_rows_are_errors ? SEVERITY_QUERY : SEVERITY_ERROR,
        .message = "the row is blank",
    };
    validator->sink(&finding, validator->user_data);
}

/* A line of delimiters is a row whose cells are all missing: one finding says so, in place of one a cell. */
static void report_empty(struct validator *validator)
{
    struct finding finding = validator_place(validator, NO_COLUMN);
    finding.code = BLANK_ROW;
    finding.message = "all cells of the row are empty";
    finding.action = "Delete the row, or fill it.";
    validator_report(validator, &finding);
}

/* What follows shows that these blank lines stand in the middle. */
static void flush_blanks(struct validator *validator)
{
    for (uint64_t i = 0; i < validator->blanks.count; i++)
        report_blank(validator, validator->blanks.line + i, validator->blanks.row + i);
    validator->blanks.count = 0;
}

static void keep_blank(struct validator *validator, const struct csv_record *record)
{
    if (validator->blanks.count == 0)
        validator->blanks = (struct blank_run){record->line, record->row, 0};
    validator->blanks.count++;
}

static bool is_empty(const struct csv_cell *cell, bool trims)
{
    for (uint32_t i = 0; i < cell->length; i++)
        if (!trims || strchr(" \t\r\n\v\f", cell->text[i]) == NULL)
            return false;
    return true;
}

static bool record_is_empty(const struct validator *validator, const struct csv_record *record)
{
    for (uint32_t i = 0; i < record->n_cells; i++)
        if (!is_empty(&record->cells[i], validator->schema->trims))
            return false;
    return true;
}

/* A record that the reader could not make out. Its other cells are not judged: where they begin is a guess. */
static const struct {
    const char *code, *message, *action;
} csv_faults[] = {
    [CSV_FAULT_NONE] = {"", "", NULL},
    [CSV_FAULT_QUOTE] = {"quote-error", "a quote stands where none may: write \"\" for a quote inside a quoted cell",
                         "Export the file again as CSV, or double the quote."},
    [CSV_FAULT_UNCLOSED] = {"source-error", "a quote opens here and never closes",
                            "Close the quote, or export the file again as CSV."},
    [CSV_FAULT_ENCODING] = {"encoding-error", "bytes that are no text in the file's encoding",
                            "Export the file again as UTF-8, or name its encoding with --encoding."},
    [CSV_FAULT_NUL] = {"encoding-error", "a NUL character, which no text holds", "Export the file again as CSV."},
    [CSV_FAULT_CELL_LIMIT] = {"cell-too-long",
                              "a cell longer than 1 MiB, or a row beyond 8 MiB or 65,536 cells: most likely a quote "
                              "that closes late",
                              "Look for a quote that is not closed."},
};

static void report_csv_fault(struct validator *validator, const struct csv_record *record)
{
    struct finding finding = validator_place(validator, NO_COLUMN);
    finding.line = record->fault_line != 0 ? record->fault_line : record->line;
    finding.column = record->fault_cell + 1;
    finding.field = validator_label(validator, (int)record->fault_cell);
    finding.code = csv_faults[record->fault].code;
    finding.message = csv_faults[record->fault].message;
    finding.action = csv_faults[record->fault].action;
    validator_report(validator, &finding);
}

static bool fail_file(const struct csv_record *record, GError **error)
{
    char letters[COLUMN_LETTERS_SIZE];
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, "line %" PRIu64 ", column %s: %s",
                record->fault_line != 0 ? record->fault_line : record->line,
                finding_column_letters(record->fault_cell + 1, letters), csv_faults[record->fault].message);
    return false;
}

void validator_report_source(struct validator *validator, const char *message)
{
    const struct finding finding = {
        .line = validator->record->line, .code = "source-error", .severity = SEVERITY_ERROR, .message = message};
    validator->sink(&finding, validator->user_data);
}

static bool take_row(struct validator *validator, const struct csv_record *record, struct value *values,
                     enum row_outcome *outcome, GError **error)
{
    validator->has_error = false;
    if (record->fault != CSV_FAULT_NONE) {
        report_csv_fault(validator, record);
        if (record->fault == CSV_FAULT_UNCLOSED)
            return fail_file(record, error);
    } else if (record_is_empty(validator, record)) {
        report_empty(validator);
    } else {
        validator->hides_values = validator->schema->is_extract && record->n_cells != validator->width;
        if (record->n_cells < validator->width)
            validator_report_missing_cells(validator, record->n_cells);
        else if (record->n_cells > validator->width)
            validator_report_extra_cells(validator, record->n_cells);
        const uint32_t faults = take_cells(validator, record, values);
        if (faults != 0) {
            validator->hides_values = validator->hides_values || has_shifted(validator);
            validator_report_faults(validator);
        }
        validator_test_keys(validator);
    }
    *outcome = validator->has_error ? ROW_REJECTED : ROW_LOADED;
    validator->rejected += validator->has_error;
    validator->loaded += !validator->has_error;
    return true;
}

static bool take_header(struct validator *validator, const struct csv_record *record, enum row_outcome *outcome,
                        GError **error)
{
    *outcome = ROW_HEADER;
    if (record->fault == CSV_FAULT_NONE)
        return validator_take_header(validator, record, error);
    const char *guess = validator_guess_format(record);
    if (guess == NULL) {
        report_csv_fault(validator, record);
        return fail_file(record, error);
    }
    validator_report_source(validator, guess);
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, guess);
    return false;
}

/* A file without a header has as many columns as the schema has fields. */
static void take_no_header(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    validator->has_header = true;
    validator->n_columns = validator->width = schema->n_fields;
    validator->labels = g_new0(char *, schema->n_fields + 1);
    validator->fields = g_new(int, schema->n_fields + 1);
    for (guint i = 0; i < schema->n_fields; i++)
        validator->labels[i] = g_strdup(schema->fields[i].name);
    validator_map_by_position(validator);
    validator_map_keys(validator);
}

/* Spreadsheets leave such lines above a table: they are no header. */
static bool is_empty_above_header(const struct validator *validator, const struct csv_record *record)
{
    return !validator->has_header && !validator->schema->is_headerless && record->fault == CSV_FAULT_NONE &&
           record->lines == 1 && record_is_empty(validator, record);
}

static bool is_comment(const struct schema *schema, const struct csv_record *record)
{
    return schema->comment != 0 && record->raw_length > 0 && record->raw[0] == schema->comment;
}

static bool fail_length(struct validator *validator, GError **error)
{
    static const char message[] = "the file has more than 4,294,967,295 lines, which is as far as rows are counted";
    const struct finding finding = {.code = "source-error",
                                    .severity = SEVERITY_ERROR,
                                    .message = message,
                                    .action = "Split the file, or export a part of it."};
    validator->sink(&finding, validator->user_data);
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, message);
    return false;
}

bool validator_take(struct validator *validator, const struct csv_record *record, struct value *values,
                    enum row_outcome *outcome, GError **error)
{
    validator->record = record;
    validator->has_row_key = false;
    if (record->line + record->lines - 1 > LIMIT_LINES)
        return fail_length(validator, error);
    validator->records++;
    const bool is_title = !validator->has_header && validator->records <= validator->schema->title_rows;
    if (is_title || is_comment(validator->schema, record)) {
        *outcome = ROW_HEADER;
        return true;
    }
    if (record->is_blank || is_empty_above_header(validator, record)) {
        keep_blank(validator, record);
        *outcome = ROW_BLANK;
        return true;
    }
    flush_blanks(validator);
    if (!validator->has_header && validator->schema->is_headerless)
        take_no_header(validator);
    if (!validator->has_header)
        return take_header(validator, record, outcome, error);
    return take_row(validator, record, values, outcome, error);
}

static bool fail_without_header(struct validator *validator, GError **error)
{
    const struct finding finding = {.code = "source-error",
                                    .severity = SEVERITY_ERROR,
                                    .message = "the file is empty: it has no header",
                                    .action = "Export the file again."};
    validator->sink(&finding, validator->user_data);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, "%s", finding.message);
    return false;
}

bool validator_end(struct validator *validator, GError **error)
{
    if (!validator->has_header)
        return fail_without_header(validator, error);
    if (validator->loaded + validator->rejected == 0) {
        const struct finding finding = {
            .code = "no-rows", .severity = SEVERITY_QUERY, .message = "the file has a header and no rows"};
        validator->sink(&finding, validator->user_data);
    }
    validator_end_keys(validator);
    return true;
}

bool validator_has_header(const struct validator *validator)
{
    return validator->has_header;
}

bool validator_has_column(const struct validator *validator, guint field)
{
    return validator->columns[field] != NO_COLUMN;
}

const struct csv_cell *validator_cell(const struct validator *validator, const struct csv_record *record, guint field)
{
    const int column = validator->columns[field];
    return column != NO_COLUMN && (uint32_t)column < record->n_cells ? &record->cells[column] : NULL;
}

uint64_t validator_loaded(const struct validator *validator)
{
    return validator->loaded;
}

uint64_t validator_rejected(const struct validator *validator)
{
    return validator->rejected;
}

bool validator_is_over_gate(const struct validator *validator)
{
    const uint64_t rows = validator->loaded + validator->rejected;
    return rows >= validator->schema->gate_rows && (double)validator->rejected > validator->schema->gate * (double)rows;
}
