#include "tests/given.h"

#include "tests/temporary.h"

struct schema *given_schema_named(const char *name, const char *json, GError **error)
{
    char *folder = temporary_make();
    g_autofree char *file = g_strconcat(name, ".json", NULL);
    g_autofree char *text = g_strdelimit(g_strdup(json), "'", '"');
    g_autofree char *path = temporary_write(folder, file, text);
    struct schema *schema = schema_load(NULL, path, error);
    temporary_remove(folder);
    return schema;
}

struct schema *given_schema(const char *json, GError **error)
{
    return given_schema_named("table", json, error);
}

void said_clear(struct said *said)
{
    g_string_free(said->findings, TRUE);
    g_string_free(said->outcomes, TRUE);
    g_string_free(said->values, TRUE);
    g_string_free(said->messages, TRUE);
}

void said_note(const struct finding *finding, void *user_data)
{
    struct said *said = user_data;
    g_string_append_printf(said->findings, "%s%" G_GUINT64_FORMAT " %s%s%s;",
                           finding->severity == SEVERITY_QUERY ? "?" : "", finding->line, finding->code,
                           finding->field == NULL ? "" : " ", finding->field == NULL ? "" : finding->field);
    g_string_append_printf(said->messages, "%s|%s|%s|%s\n", finding->message,
                           finding->value == NULL ? "" : finding->value, finding->key == NULL ? "" : finding->key,
                           finding->action == NULL ? "" : finding->action);
}

static void said_value(GString *out, const struct value *value)
{
    if (value->kind == VALUE_TEXT)
        g_string_append_len(out, value->as.text, (gssize)value->length);
    else if (value->kind == VALUE_INTEGER)
        g_string_append_printf(out, "#%" G_GINT64_FORMAT, value->as.integer);
    else if (value->kind == VALUE_REAL)
        g_string_append_printf(out, "~%g", value->as.real);
    else
        g_string_append(out, "null");
    g_string_append_c(out, ',');
}

struct said given_check(const struct schema *schema, const char *csv)
{
    static const char letters[] = {[ROW_HEADER] = 'h', [ROW_LOADED] = 'L', [ROW_REJECTED] = 'R', [ROW_BLANK] = 'b'};
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    const struct csv_options options = {.delimiter = schema->delimiter == 0 ? ',' : schema->delimiter,
                                        .quote = schema->quote};
    struct csv_reader *reader = csv_reader_open_bytes("given.csv", csv, strlen(csv), &options, NULL);
    struct validator *validator = validator_new(schema, said_note, &said);
    validator_check_self_keys(validator);
    struct value *values = g_new0(struct value, schema->n_fields);
    struct csv_record record;
    enum row_outcome outcome;
    bool is_taken = true;
    while (is_taken && csv_reader_next(reader, &record, NULL)) {
        is_taken = validator_take(validator, &record, values, &outcome, NULL);
        g_string_append_c(said.outcomes, is_taken ? letters[outcome] : '!');
        for (guint i = 0; is_taken && outcome == ROW_LOADED && i < schema->n_fields; i++)
            said_value(said.values, &values[i]);
    }
    if (is_taken && !validator_end(validator, NULL))
        g_string_append_c(said.outcomes, '!');
    validator_free(validator);
    csv_reader_close(reader);
    g_free(values);
    return said;
}
