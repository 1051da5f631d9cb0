/* What a validator says of a row: findings with their place, and values masked where personal. */
#include "stages/schema/cell_hint.h"
#include "stages/schema/cell_message.h"
#include "stages/validate/validate_private.h"

#define LONGEST_VALUE 100 /* bytes of a cell that a finding shows */

static const struct csv_cell no_cell = {"", 0, 0};

static const struct csv_cell *cell_of_column(const struct csv_record *record, int column)
{
    return column >= 0 && (uint32_t)column < record->n_cells ? &record->cells[column] : &no_cell;
}

/* A value as a finding may show it: clipped, and of a personal field its length alone. */
static void append_shown(GString *out, const struct csv_cell *cell, bool is_personal)
{
    if (is_personal && cell->length > 0) {
        g_string_append_printf(out, "*** (%ld characters)", g_utf8_strlen(cell->text, (gssize)cell->length));
        return;
    }
    uint32_t length = MIN(cell->length, LONGEST_VALUE);
    while (length < cell->length && length > 0 && ((unsigned char)cell->text[length] & 0xc0) == 0x80)
        length--;
    g_string_append_len(out, cell->text, (gssize)length);
    if (length < cell->length)
        g_string_append(out, "…");
}

/* The cells of a row that is not as wide as the header may stand under other columns, the key's as well: only a number
 * shorter than any that a person has, of which a learner's is the shortest, is shown then. */
#define LEARNER_NUMBER_DIGITS 10
static bool hides_key(const struct validator *validator, const struct csv_cell *cell)
{
    if (!validator->schema->is_extract || validator->record->n_cells == validator->width)
        return false;
    uint32_t n = 0;
    while (n < cell->length && g_ascii_isdigit(cell->text[n]))
        n++;
    return n < cell->length || n >= LEARNER_NUMBER_DIGITS;
}

/* The row's primary key, made when its first finding needs it. */
static const char *row_key(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    if (!schema->has_primary_key || validator->fields == NULL || validator->record->fault == CSV_FAULT_CELL_LIMIT)
        return NULL;
    if (validator->has_row_key)
        return validator->row_key->str;
    g_string_truncate(validator->row_key, 0);
    for (guint i = 0; i < schema->primary_key.n_fields; i++) {
        const guint field = schema->primary_key.fields[i];
        if (i > 0)
            g_string_append_c(validator->row_key, '|');
        const struct csv_cell *cell = cell_of_column(validator->record, validator->columns[field]);
        append_shown(validator->row_key, cell, schema->fields[field].is_personal || hides_key(validator, cell));
    }
    validator->has_row_key = true;
    return validator->row_key->str;
}

struct finding validator_place(const struct validator *validator, int column)
{
    const struct csv_record *record = validator->record;
    struct finding finding = {.line = record->line, .row = record->row, .severity = SEVERITY_ERROR};
    if (column != NO_COLUMN) {
        finding.column = (uint32_t)column + 1;
        finding.line += cell_of_column(record, column)->line;
    }
    return finding;
}

void validator_report(struct validator *validator, struct finding *finding)
{
    finding->key = row_key(validator);
    validator->has_error = validator->has_error || finding->severity == SEVERITY_ERROR;
    validator->sink(finding, validator->user_data);
}

static bool is_personal_column(const struct validator *validator, int column)
{
    return column >= 0 && (guint)column < validator->width && validator->fields[column] != NO_FIELD &&
           validator->schema->fields[validator->fields[column]].is_personal;
}

const char *validator_label(const struct validator *validator, int column)
{
    if (column < 0)
        return NULL;
    const int field = (guint)column < validator->width ? validator->fields[column] : NO_FIELD;
    if (field != NO_FIELD)
        return validator->schema->fields[field].name;
    return (guint)column < validator->n_columns && !validator->hides_labels ? validator->labels[column] : NULL;
}

/* The cells of an unknown column, and all of a row whose cells have moved, are shown as little as a personal one's:
 * nobody has said what they hold. */
const char *validator_shown_value(struct validator *validator, int column)
{
    const bool is_known = (guint)column < validator->width && validator->fields[column] != NO_FIELD;
    const bool is_masked = is_personal_column(validator, column) || (!is_known && validator->schema->is_extract) ||
                           validator->hides_values;
    g_string_truncate(validator->value, 0);
    append_shown(validator->value, cell_of_column(validator->record, column), is_masked);
    return validator->value->str;
}

static void report_bit(struct validator *validator, guint field, uint32_t bit)
{
    const struct field *rule = &validator->schema->fields[field];
    struct finding finding = validator_place(validator, validator->columns[field]);
    g_string_truncate(validator->message, 0);
    cell_bit_describe(rule, bit, validator->message);
    const struct csv_cell *cell = cell_of_column(validator->record, validator->columns[field]);
    cell_append_hint(rule, bit, cell->text, cell->length, validator->message);
    finding.field = rule->name;
    finding.code = cell_bit_code(bit);
    finding.severity = cell_bit_severity(rule, bit);
    finding.message = validator->message->str;
    finding.action = rule->action;
    finding.value = bit == CELL_NOT_FILLED ? NULL : validator_shown_value(validator, validator->columns[field]);
    validator_report(validator, &finding);
}

static bool is_in_primary_key(const struct schema *schema, guint field)
{
    for (guint i = 0; i < schema->primary_key.n_fields; i++)
        if (schema->primary_key.fields[i] == field)
            return true;
    return false;
}

/* An extract's empty key is told once, as `primary-key`; the standard has both rules broken. */
static uint32_t faults_to_tell(const struct validator *validator, guint field)
{
    uint32_t faults = validator->faults[field] & ~(uint32_t)CELL_IS_NULL;
    if ((faults & CELL_NOT_FILLED) != 0 && validator->schema->is_extract && is_in_primary_key(validator->schema, field))
        faults &= ~(uint32_t)CELL_NOT_FILLED;
    return faults;
}

void validator_report_faults(struct validator *validator)
{
    for (guint field = 0; field < validator->schema->n_fields; field++) {
        const uint32_t faults = faults_to_tell(validator, field);
        for (uint32_t bit = 1; faults != 0 && bit < 1u << N_CELL_BITS; bit <<= 1)
            if ((faults & bit) != 0)
                report_bit(validator, field, bit);
    }
}

/* A row of one cell that holds the delimiter of another file: by what it is divided. */
static void append_other_delimiter(struct validator *validator)
{
    const struct csv_cell *cell = &validator->record->cells[0];
    for (const char *mark = validator->record->n_cells == 1 ? ";,|\t" : ""; *mark != '\0'; mark++) {
        guint n = 0;
        for (uint32_t i = 0; i < cell->length; i++)
            n += cell->text[i] == *mark;
        if (n + 1 < validator->width || n == 0)
            continue;
        if (*mark == '\t')
            g_string_append(validator->message, "; tabs divide it, as they do not divide the header");
        else
            g_string_append_printf(validator->message, "; \"%c\" divides it, as it does not divide the header", *mark);
        return;
    }
}

static void report_missing_cell(struct validator *validator, uint32_t column)
{
    struct finding finding = validator_place(validator, (int)column);
    g_string_printf(validator->message, "the row ends before this column: %u cell%s in place of %u",
                    validator->record->n_cells, validator->record->n_cells == 1 ? "" : "s", validator->width);
    if (validator->schema->is_extract)
        append_other_delimiter(validator);
    finding.code = "missing-cell";
    finding.field = validator_label(validator, (int)column);
    finding.message = validator->message->str;
    validator_report(validator, &finding);
}

/* A spreadsheet's header may run on to its last column: of an extract those of no field are told once, if no other is.
 */
void validator_report_missing_cells(struct validator *validator)
{
    const uint32_t n_cells = validator->record->n_cells;
    const bool is_extract = validator->schema->is_extract;
    if (is_extract && n_cells >= validator->n_known)
        report_missing_cell(validator, n_cells);
    for (uint32_t i = n_cells; i < (is_extract ? validator->n_known : validator->width); i++)
        if (!is_extract || validator->fields[i] != NO_FIELD)
            report_missing_cell(validator, i);
}

static void report_extra_cell(struct validator *validator, uint32_t column, uint32_t n)
{
    struct finding finding = validator_place(validator, (int)column);
    if (n == 1)
        g_string_assign(validator->message, "the row has a cell more than it should");
    else
        g_string_printf(validator->message, "the row has %u cells more than it should, from this one on", n);
    g_string_append_printf(validator->message, ": %u cells in place of %u", validator->record->n_cells,
                           validator->width);
    finding.code = "extra-cell";
    finding.message = validator->message->str;
    finding.value = validator_shown_value(validator, (int)column);
    validator_report(validator, &finding);
}

void validator_report_extra_cells(struct validator *validator)
{
    const uint32_t n_cells = validator->record->n_cells;
    if (validator->schema->is_extract)
        report_extra_cell(validator, validator->width, n_cells - validator->width);
    for (uint32_t i = validator->width; i < n_cells && !validator->schema->is_extract; i++)
        report_extra_cell(validator, i, 1);
}
