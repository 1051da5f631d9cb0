/* The header of a file against its schema, by fieldsMatch. */
#include "pipeline/lib/error.h"
#include "pipeline/lib/slip.h"
#include "stages/validate/validate_private.h"

#include <string.h>

/* What to do with a header that another system writes for a field. */
#define OTHER_HEADER                                                                                                   \
    "Rename the column, or write its header into the field's x-aliases, in schemas/changes/ of a project."

/* Of a schema of ours that takes columns in its own order alone, which few mean. */
#define ANY_ORDER "Columns in any order are taken with \"fieldsMatch\": [\"partial\"] in the schema."

/* A label that is not shown, since a date or a pupil number stands among the labels. */
#define ROW_IN_HEADER                                                                                                  \
    "the schema has no field of this name (it is not shown: does a row stand in the header's line, for want of a "     \
    "line "                                                                                                            \
    "break?)"

static void report_label(struct validator *validator, int column, const char *label, const char *code,
                         enum severity severity, const char *action)
{
    struct finding finding = {
        .line = validator->record->line,
        .row = 0,
        .column = column == NO_COLUMN ? 0 : (uint32_t)column + 1,
        .field = label,
        .code = code,
        .severity = severity,
        .message = validator->message->str,
        .action = action,
    };
    if (column != NO_COLUMN && (guint)column < validator->n_columns)
        finding.line += validator->record->cells[column].line;
    if (severity == SEVERITY_ERROR) {
        const char *before = validator->header_faults->len == 0 ? "" : "; ";
        g_string_append_printf(validator->header_faults, "%s%s", before, finding.message);
        validator->has_error = true;
    }
    validator->sink(&finding, validator->user_data);
}

/* An extract passes over columns it does not know, with a word; elsewhere fieldsMatch says whether there may be more.
 */
static bool may_have_more(const struct schema *schema)
{
    return schema->fields_match == MATCH_SUBSET || schema->fields_match == MATCH_PARTIAL;
}

const struct field *validator_find_titled(const struct validator *validator, const char *label)
{
    const struct schema *schema = validator->schema;
    for (guint i = 0; label != NULL && schema->folds_headers && i < schema->n_fields; i++)
        if (validator->columns[i] == NO_COLUMN && header_is_title(&schema->fields[i], label))
            return &schema->fields[i];
    return NULL;
}

static bool has_no_label(const struct validator *validator, int column)
{
    return *validator->labels[column] == '\0';
}

/* How many columns from this one on have no label. */
static guint count_unlabelled(const struct validator *validator, int column)
{
    guint n = 0;
    while ((guint)column + n < validator->n_columns && has_no_label(validator, column + (int)n))
        n++;
    return n;
}

/* A spreadsheet writes as many as were ever touched. */
static void say_unlabelled(const struct validator *validator, int column)
{
    const guint n = count_unlabelled(validator, column);
    char last[COLUMN_LETTERS_SIZE];
    if (n == 1 || !validator->schema->is_extract)
        g_string_assign(validator->message, "this column has no header");
    else
        g_string_printf(validator->message, "this column and the others up to %s have no header",
                        finding_column_letters((uint32_t)column + n, last));
}

/* Of an extract columns side by side without a header are told once. */
static bool was_told(const struct validator *validator, int column)
{
    return validator->schema->is_extract && column > 0 && has_no_label(validator, column) &&
           has_no_label(validator, column - 1);
}

static void report_extra(struct validator *validator, int column)
{
    const char *label = validator_label(validator, column);
    const struct schema *schema = validator->schema;
    if (may_have_more(schema) && (!schema->is_extract || header_is_known(schema, validator->labels[column])))
        return;
    if (was_told(validator, column))
        return;
    if (has_no_label(validator, column))
        say_unlabelled(validator, column);
    else if (label == NULL)
        g_string_assign(validator->message,
                        validator->header_holds_row ? ROW_IN_HEADER : "the schema has no field of this name");
    else
        g_string_printf(validator->message, "the schema has no field \"%s\"", label);
    if (may_have_more(schema))
        g_string_append_printf(validator->message, "; %s ignored",
                               schema->is_extract && count_unlabelled(validator, column) > 1 ? "they are"
                                                                                             : "the column is");
    const struct field *titled = validator_find_titled(validator, label);
    if (titled != NULL)
        g_string_append_printf(validator->message, "; is \"%s\" meant?", titled->name);
    report_label(validator, column, label, "extra-label", may_have_more(schema) ? SEVERITY_QUERY : SEVERITY_ERROR,
                 titled == NULL ? NULL : OTHER_HEADER);
}

/* The label that nobody knows and that is the field's title, or its name but for a slip; NULL: none. */
static const char *find_slip(const struct validator *validator, const struct field *field)
{
    struct slip slip = slip_begin(field->name);
    for (guint i = 0; i < validator->n_columns && !validator->hides_labels; i++) {
        if (validator->fields[i] != NO_FIELD)
            continue;
        if (validator->schema->folds_headers && header_is_title(field, validator->labels[i]))
            return validator->labels[i];
        slip_consider(&slip, validator->labels[i]);
    }
    return slip.nearest;
}

/* By the standard a missing column is placed behind those that are there, as Frictionless does; a person would look for
 * it there in vain. */
static void report_missing(struct validator *validator, guint field, guint n_missing)
{
    const struct schema *schema = validator->schema;
    const char *slip = find_slip(validator, &schema->fields[field]);
    const int column = schema->is_extract ? NO_COLUMN : (int)(validator->n_columns + n_missing);
    g_string_printf(validator->message, "the header lacks the field \"%s\"", schema->fields[field].name);
    if (slip != NULL)
        g_string_append_printf(validator->message, "; is \"%s\" meant?", slip);
    else if (validator->hides_labels && n_missing == 0)
        g_string_append(validator->message, "; most of the first line is no header of this extract, and is not shown: "
                                            "does a title or a row stand before the header?");
    report_label(validator, column, schema->fields[field].name, "missing-label", SEVERITY_ERROR,
                 slip == NULL ? NULL : OTHER_HEADER);
}

static void report_duplicate(struct validator *validator, int column, guint field)
{
    char first[COLUMN_LETTERS_SIZE];
    finding_column_letters((uint32_t)validator->columns[field] + 1, first);
    g_string_printf(validator->message, "the header has the field \"%s\" twice, first in column %s",
                    validator->schema->fields[field].name, first);
    report_label(validator, column, validator_label(validator, column), "duplicate-label", SEVERITY_ERROR, NULL);
}

static void map(struct validator *validator, int column, int field)
{
    validator->columns[field] = column;
    validator->fields[column] = field;
    validator->n_known = MAX(validator->n_known, (guint)column + 1);
}

/* One label by its name; one that an alias brings waits for the second pass, since the name itself may follow. */
static void map_label(struct validator *validator, int column, bool takes_aliases)
{
    bool is_alias;
    const int field = header_find_field(validator->schema, validator->labels[column], &is_alias);
    if (field == NO_FIELD || is_alias != takes_aliases)
        return;
    if (validator->columns[field] == NO_COLUMN)
        map(validator, column, field);
    else if (!is_alias)
        report_duplicate(validator, column, (guint)field);
}

static bool was_duplicate(const struct validator *validator, int column)
{
    bool is_alias;
    return header_find_field(validator->schema, validator->labels[column], &is_alias) != NO_FIELD && !is_alias;
}

static void map_by_name(struct validator *validator)
{
    for (guint i = 0; i < validator->n_columns; i++)
        map_label(validator, (int)i, false);
    for (guint i = 0; i < validator->n_columns && validator->schema->folds_headers; i++)
        map_label(validator, (int)i, true);
    for (guint i = 0; i < validator->n_columns; i++)
        if (validator->fields[i] == NO_FIELD && !was_duplicate(validator, (int)i))
            report_extra(validator, (int)i);
}

/* Where fewer columns are allowed, those of required fields are not among the fewer. */
static bool needs_column(const struct schema *schema, const struct field *field)
{
    return schema->fields_match == MATCH_EQUAL || schema->fields_match == MATCH_SUBSET || field->is_column_required ||
           (field->is_required && !schema->is_extract);
}

static void check_columns(struct validator *validator)
{
    const struct schema *schema = validator->schema;
    guint n_found = 0, n_missing = 0;
    for (guint i = 0; i < schema->n_fields; i++) {
        n_found += validator->columns[i] != NO_COLUMN;
        if (validator->columns[i] == NO_COLUMN && needs_column(schema, &schema->fields[i]))
            report_missing(validator, i, n_missing++);
    }
    if (n_found > 0 || schema->fields_match != MATCH_PARTIAL || validator->has_error)
        return;
    g_string_assign(validator->message, "the header has none of the schema's fields");
    report_label(validator, (int)validator->n_columns, schema->fields[0].name, "missing-label", SEVERITY_ERROR, NULL);
}

void validator_map_by_position(struct validator *validator)
{
    const guint n = MIN(validator->width, validator->schema->n_fields);
    for (guint i = 0; i < n; i++)
        map(validator, (int)i, (int)i);
}

/* A label against the field of its place: it lacks, stands a second time, or is another. */
static void check_label(struct validator *validator, guint column, bool stands_before)
{
    const char *label = validator->labels[column], *name = validator->schema->fields[column].name;
    const bool is_twice = stands_before && *label != '\0' && !validator->schema->is_extract;
    const char *code = *label == '\0' ? "blank-label" : is_twice ? "duplicate-label" : "incorrect-label";
    if (strcmp(label, name) == 0 && !is_twice)
        return;
    g_string_printf(validator->message, "the header of this column must be \"%s\"", name);
    report_label(validator, (int)column, validator->hides_labels ? NULL : label, code, SEVERITY_ERROR,
                 validator->schema->is_extract ? ANY_ORDER : NULL);
}

static void match_exactly(struct validator *validator)
{
    const guint n_fields = validator->schema->n_fields;
    if (!validator->schema->is_extract)
        validator->width = n_fields;
    validator_map_by_position(validator);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < validator->n_columns; i++) {
        if (i < n_fields)
            check_label(validator, i, !g_hash_table_add(seen, validator->labels[i]));
        else
            report_extra(validator, (int)i);
    }
    for (guint i = validator->n_columns; i < n_fields; i++)
        report_missing(validator, i, i - validator->n_columns);
}

/* A label is taken as it stands; where headers are folded, or the schema trims, without the space around it. */
static char *label_of(const struct schema *schema, const struct csv_cell *cell)
{
    if (schema->folds_headers || schema->trims)
        return header_label(cell);
    return g_strndup(cell->text, cell->length);
}

static void read_labels(struct validator *validator, const struct csv_record *record)
{
    const guint most = MAX(record->n_cells, validator->schema->n_fields);
    validator->n_columns = validator->width = record->n_cells;
    validator->labels = g_new0(char *, record->n_cells + 1);
    validator->fields = g_new(int, most + 1);
    for (uint32_t i = 0; i < record->n_cells; i++)
        validator->labels[i] = label_of(validator->schema, &record->cells[i]);
    for (guint i = 0; i < most; i++)
        validator->fields[i] = NO_FIELD;
}

char **validator_copy_labels(const struct validator *validator)
{
    if (!validator->has_header)
        return NULL;
    char **labels = g_new0(char *, validator->n_columns + 1);
    for (guint i = 0; i < validator->n_columns; i++)
        labels[i] = g_strdup(validator->hides_labels ? "***" : validator->labels[i]);
    return labels;
}

bool validator_has_column(const struct validator *validator, guint field)
{
    return validator->columns[field] != NO_COLUMN;
}

static bool fail_header(struct validator *validator, GError **error)
{
    const char *guess = validator_guess_format(validator->record);
    if (guess != NULL)
        validator_report_source(validator, guess);
    g_set_error(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA, "the header does not fit the extract %s: %s",
                validator->schema->name, guess == NULL ? validator->header_faults->str : guess);
    return false;
}

bool validator_take_header(struct validator *validator, const struct csv_record *record, GError **error)
{
    validator->has_header = true;
    validator->header_line = record->line;
    validator->has_error = false;
    read_labels(validator, record);
    validator_find_hidden_labels(validator);
    if (validator->schema->fields_match == MATCH_EXACT) {
        match_exactly(validator);
    } else {
        map_by_name(validator);
        check_columns(validator);
    }
    validator_map_keys(validator);
    if (!validator->has_error || !validator->schema->is_extract)
        return true;
    return fail_header(validator, error);
}
