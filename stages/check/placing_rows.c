/* The second reading of the files: the cells of their rows that lead to a school or team. */
#include "stages/check/placing_private.h"

#include "pipeline/lib/date.h"
#include "pipeline/lib/space.h"
#include "stages/schema/cell.h"
#include "stages/validate/validate.h"

#include <string.h>

#define KEY_SEPARATOR '\x1f'

/* A file being read for the second time. */
struct reading {
    const struct found_file *file;
    guint number;
    bool is_link; /* its rows may lead to the school of others */
    struct validator *validator;
    struct statement *insert;
    struct found *next, *end; /* its findings that are still to come, by line */
};

static void pass_over(const struct finding *finding, void *user_data)
{
    (void)finding;
    (void)user_data;
}

/* The cell without the space around it; NULL where it is empty. The caller frees. */
static char *text_of(const struct reading *reading, const struct csv_record *record, guint field)
{
    const struct csv_cell *cell = validator_cell(reading->validator, record, field);
    char *text = cell == NULL ? NULL : space_trimmed(cell->text, cell->length);
    if (text != NULL && *text == '\0')
        g_clear_pointer(&text, g_free);
    return text;
}

/* The code that the cell stands for, so that a team has one file however it is written; the cell where it is no code.
 */
static char *code_of(const struct reading *reading, const struct csv_record *record, guint field)
{
    const struct code_list *codes = reading->file->schema->fields[field].rule->codes;
    char *text = text_of(reading, record, field);
    const struct code *code =
        codes == NULL || text == NULL ? NULL : code_list_find(codes, text, (uint32_t)strlen(text));
    if (code == NULL)
        return text;
    g_free(text);
    return g_strdup(code->code);
}

static char *key_of(const struct reading *reading, const struct csv_record *record, const struct key *key)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < key->n_fields; i++) {
        g_autofree char *text = text_of(reading, record, key->fields[i]);
        if (text == NULL)
            return g_string_free(joined, TRUE);
        if (i > 0)
            g_string_append_c(joined, KEY_SEPARATOR);
        g_string_append(joined, text);
    }
    return g_string_free(joined, joined->len == 0);
}

static char *school_of(const struct reading *reading, const struct csv_record *record)
{
    const struct key *fields = &reading->file->schema->school_fields;
    char *school = NULL;
    for (guint i = 0; school == NULL && i < fields->n_fields; i++) {
        g_autofree char *text = text_of(reading, record, fields->fields[i]);
        school = text == NULL ? NULL : placing_school_number(text);
    }
    return school;
}

static char *team_of(const struct reading *reading, const struct csv_record *record)
{
    const struct key *fields = &reading->file->schema->team_fields;
    char *team = NULL;
    for (guint i = 0; team == NULL && i < fields->n_fields; i++)
        team = code_of(reading, record, fields->fields[i]);
    return team;
}

/* The day that a cell of a date tells; NULL where it tells none. The caller frees. */
static char *day_of(const struct reading *reading, const struct csv_record *record, const struct field *field)
{
    char buffer[CELL_BUFFER];
    struct cell day;
    const guint index = (guint)(field - reading->file->schema->fields);
    const struct csv_cell *cell = validator_cell(reading->validator, record, index);
    const bool is_told = cell != NULL && (cell_take(field->rule, cell->text, cell->length, buffer, &day) &
                                          (CELL_NOT_TYPE | CELL_IS_NULL)) == 0;
    return is_told ? g_strndup(day.value.as.text, day.value.length) : NULL;
}

/* The census that a row is of: that of its file, or its own where the file holds several. The caller frees. */
static char *census_of(const struct reading *reading, const struct csv_record *record)
{
    const struct schema *schema = reading->file->schema;
    const char *period = reading->file->period;
    const bool is_of_many = period != NULL && schema->census_field != NULL && strlen(period) >= DATE_TEXT_SIZE;
    return is_of_many ? day_of(reading, record, schema->census_field) : g_strdup(period);
}

int64_t placing_row_id(int64_t file_or_load, uint64_t line)
{
    return file_or_load << 32 | (int64_t)line;
}

static bool insert_row(struct reading *reading, const struct csv_record *record, bool is_found, GError **error)
{
    const struct schema *schema = reading->file->schema;
    const struct foreign_key *parent = schema->n_foreign_keys == 0 ? NULL : &schema->foreign_keys[0];
    g_autofree char *key = schema->has_primary_key ? key_of(reading, record, &schema->primary_key) : NULL;
    g_autofree char *parent_key = parent == NULL ? NULL : key_of(reading, record, &parent->key);
    g_autofree char *school = school_of(reading, record);
    g_autofree char *team = team_of(reading, record);
    g_autofree char *census = census_of(reading, record);
    statement_bind(reading->insert, "lliiisssssss", placing_row_id(reading->number, record->line),
                   placing_row_id(reading->file->load_id, record->line), is_found, placing_is_of_children(schema),
                   (int)schema->placement.order, schema->name, census, key, parent == NULL ? NULL : parent->target,
                   parent_key, school, team);
    return statement_run(reading->insert, error);
}

/* Marks the findings on this record's lines with the line it begins on. */
static bool claim_findings(struct reading *reading, const struct csv_record *record)
{
    bool is_found = false;
    while (reading->next < reading->end && reading->next->finding.line < record->line)
        reading->next++;
    while (reading->next < reading->end && reading->next->finding.line < record->line + record->lines) {
        reading->next->record = record->line;
        reading->next++;
        is_found = true;
    }
    return is_found;
}

/* Title rows and the header are about no row. */
static bool is_row(struct reading *reading, const struct csv_record *record, struct value *values)
{
    if (validator_has_header(reading->validator))
        return !record->is_blank;
    enum row_outcome outcome = ROW_HEADER;
    validator_take(reading->validator, record, values, &outcome, NULL);
    return outcome == ROW_LOADED || outcome == ROW_REJECTED;
}

static bool read_rows(struct reading *reading, struct csv_reader *reader, GError **error)
{
    struct csv_record record;
    GError *fault = NULL;
    struct value *values = g_new0(struct value, reading->file->schema->n_fields);
    while (fault == NULL && csv_reader_next(reader, &record, &fault)) {
        if (!is_row(reading, &record, values))
            continue;
        const bool is_found = claim_findings(reading, &record);
        if (is_found || reading->is_link)
            insert_row(reading, &record, is_found, &fault);
    }
    g_free(values);
    if (fault != NULL)
        g_propagate_error(error, fault);
    return fault == NULL;
}

static bool is_referred_to(const struct found_list *list, const struct schema *schema)
{
    for (guint i = 0; i < list->files->len; i++) {
        const struct schema *child = ((const struct found_file *)list->files->pdata[i])->schema;
        if (child != NULL && child->n_foreign_keys > 0 && strcmp(child->foreign_keys[0].target, schema->name) == 0)
            return true;
    }
    return false;
}

static bool has_children(const struct found_list *list)
{
    for (guint i = 0; i < list->files->len; i++) {
        const struct schema *schema = ((const struct found_file *)list->files->pdata[i])->schema;
        if (schema != NULL && placing_is_of_children(schema))
            return true;
    }
    return false;
}

/* The findings are in order of file. */
static void find_range(struct reading *reading, const struct found_list *list)
{
    struct found *end = (struct found *)(void *)list->list->data + list->list->len;
    for (reading->next = end - list->list->len; reading->next < end; reading->next++)
        if (reading->next->file >= reading->number)
            break;
    for (reading->end = reading->next; reading->end < end; reading->end++)
        if (reading->end->file > reading->number)
            break;
}

static bool read_file(struct found_list *list, guint number, struct statement *insert, enum csv_encoding encoding,
                      GError **error)
{
    struct reading reading = {.file = list->files->pdata[number], .number = number, .insert = insert};
    const struct schema *schema = reading.file->schema;
    if (schema == NULL)
        return true;
    const struct csv_options options = {.encoding = encoding, .delimiter = schema->delimiter, .quote = schema->quote};
    struct csv_reader *reader = csv_reader_open(reading.file->path, &options, error);
    if (reader == NULL)
        return false;
    find_range(&reading, list);
    reading.is_link = is_referred_to(list, schema) || (schema->placement.order > 0 && has_children(list));
    reading.validator = validator_new(schema, pass_over, NULL);
    const bool is_read = read_rows(&reading, reader, error);
    validator_free(reading.validator);
    csv_reader_close(reader);
    return is_read;
}

bool placing_read_files(struct found_list *list, struct db *db, enum csv_encoding encoding, GError **error)
{
    struct statement *insert =
        db_prepare(db, NULL, "insert into temp.placing values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", error);
    bool is_done = insert != NULL;
    for (guint i = 0; is_done && i < list->files->len; i++)
        is_done = read_file(list, i, insert, encoding, error);
    statement_free(insert);
    return is_done;
}
