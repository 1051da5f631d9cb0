#include "stages/validate/validate_private.h"

#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"

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

void validator_expect_one_census(struct validator *validator)
{
    validator->is_one_census = true;
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

static bool take_row(struct validator *validator, const struct csv_record *record, struct value *values,
                     enum row_outcome *outcome, GError **error)
{
    validator->has_error = false;
    if (record->fault != CSV_FAULT_NONE) {
        validator_report_fault(validator, record);
        if (record->fault == CSV_FAULT_UNCLOSED)
            return validator_fail_file(record, error);
    } else if (validator_is_empty(validator, record)) {
        validator_report_empty(validator);
    } else {
        validator->hides_values = validator->schema->is_extract && record->n_cells != validator->width;
        if (record->n_cells < validator->width)
            validator_report_missing_cells(validator);
        else if (record->n_cells > validator->width)
            validator_report_extra_cells(validator);
        const uint32_t faults = take_cells(validator, record, values);
        if (faults != 0) {
            validator->hides_values = validator->hides_values || has_shifted(validator);
            validator_report_faults(validator);
        }
        validator_test_swallowed(validator);
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
        validator_report_fault(validator, record);
        return validator_fail_file(record, error);
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
           record->lines == 1 && validator_is_empty(validator, record);
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
        validator_keep_blank(validator, record);
        *outcome = ROW_BLANK;
        return true;
    }
    validator_flush_blanks(validator);
    if (!validator->has_header && validator->schema->is_headerless)
        take_no_header(validator);
    if (!validator->has_header)
        return take_header(validator, record, outcome, error);
    return take_row(validator, record, values, outcome, error);
}

static bool fail_at_end(struct validator *validator, uint64_t line, const char *message, GError **error)
{
    const struct finding finding = {.line = line,
                                    .code = "source-error",
                                    .severity = SEVERITY_ERROR,
                                    .message = message,
                                    .action = "Export the file again."};
    validator->sink(&finding, validator->user_data);
    g_set_error_literal(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, message);
    return false;
}

#define ROWS_IN_HEADER                                                                                                 \
    "the file has no row, and a date or pupil number among its headers: its rows stand in the header's line, for "     \
    "want "                                                                                                            \
    "of line breaks (LF, CRLF or CR)"

bool validator_end(struct validator *validator, GError **error)
{
    if (!validator->has_header)
        return fail_at_end(validator, 0, "the file is empty: it has no header", error);
    if (validator->loaded + validator->rejected == 0 && validator->header_holds_row && validator->schema->is_extract)
        return fail_at_end(validator, validator->header_line, ROWS_IN_HEADER, error);
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
