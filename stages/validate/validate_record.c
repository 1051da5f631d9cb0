/* Records that are no rows to be judged cell by cell: blank, empty, or not made out by the reader. */
#include "stages/validate/validate_private.h"

#include "pipeline/lib/error.h"

#include <inttypes.h>
#include <string.h>

#define BLANK_ROW "blank-row"

static void report_blank(struct validator *validator, uint64_t at, enum severity severity, const char *message)
{
    const struct finding finding = {
        .line = validator->blanks.line + at,
        .row = validator->blanks.row + at,
        .code = BLANK_ROW,
        .severity = severity,
        .message = message,
    };
    validator->sink(&finding, validator->user_data);
}

/* A spreadsheet may leave a million of them: those of an extract are told once. */
static void report_run(struct validator *validator)
{
    g_autofree char *message = g_strdup_printf("the row is blank, and so are %" PRIu64 " more up to line %" PRIu64,
                                               validator->blanks.count - 1, validator->blanks.last_line);
    report_blank(validator, 0, SEVERITY_QUERY, validator->blanks.count == 1 ? "the row is blank" : message);
}

/* A line of delimiters is a row whose cells are all missing: one finding says so, in place of one a cell. */
void validator_report_empty(struct validator *validator)
{
    struct finding finding = validator_place(validator, NO_COLUMN);
    finding.code = BLANK_ROW;
    finding.message = "all cells of the row are empty";
    finding.action = "Delete the row, or fill it.";
    validator_report(validator, &finding);
}

/* What follows shows that these blank lines stand in the middle. */
void validator_flush_blanks(struct validator *validator)
{
    const bool is_told_once = validator->schema->is_extract && !validator->blank_rows_are_errors;
    if (is_told_once && validator->blanks.count > 0)
        report_run(validator);
    for (uint64_t i = 0; i < validator->blanks.count && !is_told_once; i++)
        report_blank(validator, i, SEVERITY_ERROR, "the row is blank");
    validator->blanks.count = 0;
}

void validator_keep_blank(struct validator *validator, const struct csv_record *record)
{
    if (validator->blanks.count == 0)
        validator->blanks = (struct blank_run){record->line, record->row, 0, record->line};
    validator->blanks.count++;
    validator->blanks.last_line = record->line;
}

static bool is_empty(const struct csv_cell *cell, bool trims)
{
    for (uint32_t i = 0; i < cell->length; i++)
        if (!trims || strchr(" \t\r\n\v\f", cell->text[i]) == NULL)
            return false;
    return true;
}

bool validator_is_empty(const struct validator *validator, const struct csv_record *record)
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

void validator_report_fault(struct validator *validator, const struct csv_record *record)
{
    struct finding finding = validator_place(validator, NO_COLUMN);
    finding.line = record->fault_line;
    finding.column = record->fault_cell + 1;
    finding.field = validator_label(validator, (int)record->fault_cell);
    finding.code = csv_faults[record->fault].code;
    finding.message = csv_faults[record->fault].message;
    finding.action = csv_faults[record->fault].action;
    validator_report(validator, &finding);
}

bool validator_fail_file(const struct csv_record *record, GError **error)
{
    char letters[COLUMN_LETTERS_SIZE];
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, "line %" PRIu64 ", column %s: %s", record->fault_line,
                finding_column_letters(record->fault_cell + 1, letters), csv_faults[record->fault].message);
    return false;
}

void validator_report_source(struct validator *validator, const char *message)
{
    const struct finding finding = {
        .line = validator->record->line, .code = "source-error", .severity = SEVERITY_ERROR, .message = message};
    validator->sink(&finding, validator->user_data);
}
