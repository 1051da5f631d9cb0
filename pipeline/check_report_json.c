/* The report of `check --json`, in the shape of Frictionless' own. */
#include "pipeline/check_report.h"

#include "stages/check/placing.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

/* What a code is, in Frictionless' words where it is theirs. */
static const struct kind {
    const char *code, *title, *description, *tags;
} kinds[] = {
    {"source-error", "Source Error", "The data could not be read as a table.", "\"#table\""},
    {"no-rows", "No Rows", "The file has a header and no rows.", "\"#table\""},
    {"encoding-assumed", "Encoding Assumed", "The file's encoding was guessed.", "\"#table\""},
    {"missing-label", "Missing Label", "Based on the schema there should be a label that is missing in the header.",
     "\"#table\",\"#header\",\"#label\""},
    {"extra-label", "Extra Label", "The header contains a label that does not exist in the schema.",
     "\"#table\",\"#header\",\"#label\""},
    {"incorrect-label", "Incorrect Label", "A label of the header does not match the field name in the schema.",
     "\"#table\",\"#header\",\"#label\""},
    {"duplicate-label", "Duplicate Label", "Two columns in the header row have the same value.",
     "\"#table\",\"#header\",\"#label\""},
    {"blank-label", "Blank Label", "A label in the header row is missing a value.",
     "\"#table\",\"#header\",\"#label\""},
    {"blank-row", "Blank Row", "This row is empty. A row should contain at least one value.", "\"#table\",\"#row\""},
    {"primary-key", "PrimaryKey Error", "Values in the primary key fields should be unique for every row.",
     "\"#table\",\"#row\""},
    {"foreign-key", "ForeignKey Error", "Values in the foreign key fields should exist in the reference table.",
     "\"#table\",\"#row\""},
    {"type-error", "Type Error", "The value does not match the schema type and format for this field.",
     "\"#table\",\"#row\",\"#cell\""},
    {"constraint-error", "Constraint Error", "A field value does not conform to a constraint.",
     "\"#table\",\"#row\",\"#cell\""},
    {"unique-error", "Unique Error",
     "This field is a unique field but it contains a value that has been used in another row.",
     "\"#table\",\"#row\",\"#cell\""},
    {"missing-cell", "Missing Cell", "This row has less values compared to the header row.",
     "\"#table\",\"#row\",\"#cell\""},
    {"extra-cell", "Extra Cell", "This row has more values compared to the header row.",
     "\"#table\",\"#row\",\"#cell\""},
    {"encoding-error", "Encoding Error", "The row holds bytes that are no text.", "\"#table\",\"#row\",\"#cell\""},
    {"quote-error", "Quote Error", "A quote stands where none may.", "\"#table\",\"#row\",\"#cell\""},
    {"cell-too-long", "Cell Too Long", "A cell is longer than 1 MiB.", "\"#table\",\"#row\",\"#cell\""},
    {"unknown-code", "Unknown Code", "The value is not in the field's code list.", "\"#table\",\"#row\",\"#cell\""},
    {"upn", "UPN", "The unique pupil number is not as it should be.", "\"#table\",\"#row\",\"#cell\""},
};

static const struct kind *find_kind(const char *code)
{
    static const struct kind other = {"", "Check", "A rule across rows or files.", "\"#table\",\"#row\""};
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (strcmp(kinds[i].code, code) == 0)
            return &kinds[i];
    return &other;
}

void check_report_append_string(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1); /* names of files may be any bytes */
    g_string_append_c(out, '"');
    for (const char *at = valid; *at != '\0'; at++) {
        const unsigned char c = (unsigned char)*at;
        if (c == '"' || c == '\\')
            g_string_append_printf(out, "\\%c", c);
        else if (c < ' ' || c == 127)
            g_string_append_printf(out, "\\u%04x", c);
        else
            g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

static void append_member(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, ",\"%s\":", name);
    check_report_append_string(out, text == NULL ? "" : text);
}

static void append_number(GString *out, const char *name, uint64_t number)
{
    g_string_append_printf(out, ",\"%s\":%" PRIu64, name, number);
}

static void append_place(GString *message, const struct finding *finding)
{
    char letters[COLUMN_LETTERS_SIZE];
    if (finding->line > 0)
        g_string_append_printf(message, " at line %" PRIu64, finding->line);
    if (finding->field != NULL)
        g_string_append_printf(message, ", field \"%s\"", finding->field);
    if (finding->column > 0)
        g_string_append_printf(message, ", column %s", finding_column_letters(finding->column, letters));
}

static void append_cell(GString *out, const struct finding *finding)
{
    if (finding->value != NULL)
        append_member(out, "cell", finding->value);
    if (finding->field != NULL)
        append_member(out, "fieldName", finding->field);
    if (finding->column > 0)
        append_number(out, "fieldNumber", finding->column);
}

/* Numbers that are not known are left out: a header has no row, a file no line, and by Frictionless a key is of the row
 * as a whole. */
void check_report_append_json(GString *out, const struct finding *finding)
{
    const struct kind *kind = find_kind(finding->code);
    const bool is_of_row =
        *kind->code != '\0' && strstr(kind->tags, "#row") != NULL && strstr(kind->tags, "#cell") == NULL;
    g_autoptr(GString) message = g_string_new(kind->title);
    append_place(message, finding);
    g_string_append_printf(message, ": %s", finding->message);
    g_string_append(out, "{\"type\":");
    check_report_append_string(out, finding->code);
    append_member(out, "title", kind->title);
    append_member(out, "description", kind->description);
    append_member(out, "message", message->str);
    append_member(out, "note", finding->message);
    g_string_append_printf(out, ",\"tags\":[%s],\"cells\":[]", kind->tags);
    if (finding->row > 0)
        append_number(out, "rowNumber", finding->row);
    if (!is_of_row)
        append_cell(out, finding);
    if (finding->line > 0)
        append_number(out, "lineNumber", finding->line);
    append_member(out, "severity", severity_name(finding->severity));
    if (finding->action != NULL)
        append_member(out, "action", finding->action);
    if (finding->key != NULL)
        append_member(out, "key", finding->key);
    g_string_append_c(out, '}');
}

static void append_labels(GString *out, char *const *labels)
{
    g_string_append(out, ",\"labels\":[");
    for (guint i = 0; labels != NULL && labels[i] != NULL; i++) {
        g_string_append(out, i == 0 ? "" : ",");
        check_report_append_string(out, labels[i]);
    }
    g_string_append_c(out, ']');
}

/* [{"code": …, "severity": …, "count": …}] */
struct counts_list {
    GString *out;
    const char *name;
    bool is_begun;
};

static gboolean append_count(gpointer name, gpointer data, gpointer user_data)
{
    struct counts_list *list = user_data;
    const struct finding_count *count = data;
    g_string_append_printf(list->out, "%s{\"%s\":", list->is_begun ? "," : "", list->name);
    list->is_begun = true;
    if (*(const char *)name == '\0')
        g_string_append(list->out, "null");
    else
        check_report_append_string(list->out, name);
    append_member(list->out, "severity", severity_name(count->severity));
    append_number(list->out, "count", count->n);
    g_string_append_c(list->out, '}');
    return FALSE;
}

static void append_counts(GString *out, const char *name, GTree *counts)
{
    struct counts_list list = {.out = out, .name = name};
    g_tree_foreach(counts, append_count, &list);
}

static void append_summary(GString *out, const struct check_task *task)
{
    g_string_append(out, ",\"summary\":{\"codes\":[");
    append_counts(out, "code", task->codes);
    g_string_append(out, "],\"fields\":[");
    append_counts(out, "field", task->fields);
    g_string_append(out, "]}");
}

static void append_places(GString *out, const GPtrArray *places)
{
    g_string_append(out, ",\"places\":[");
    for (guint i = 0; i < places->len; i++) {
        const struct place *place = places->pdata[i];
        g_string_append(out, i == 0 ? "{\"kind\":" : ",{\"kind\":");
        check_report_append_string(out, place_kind_name(place->kind));
        append_member(out, "id", place->id);
        if (place->name != NULL)
            append_member(out, "name", place->name);
        append_member(out, "file", place->file);
        append_number(out, "errors", place->n_errors);
        append_number(out, "queries", place->n_queries);
        g_string_append_c(out, '}');
    }
    g_string_append_c(out, ']');
}

static void append_task(GString *out, const struct check_task *task)
{
    g_autofree char *base = g_path_get_basename(task->place);
    char *dot = strrchr(base, '.');
    if (dot != NULL && dot != base)
        *dot = '\0';
    g_string_append(out, "{\"name\":");
    check_report_append_string(out, base);
    g_string_append(out, ",\"type\":\"table\"");
    g_string_append_printf(out, ",\"valid\":%s", task->n_errors == 0 ? "true" : "false");
    append_member(out, "place", task->place);
    if (task->extract != NULL)
        append_member(out, "schema", task->extract);
    append_labels(out, task->labels);
    g_string_append_printf(out, ",\"stats\":{\"errors\":%" PRIu64 ",\"queries\":%" PRIu64 ",\"warnings\":%d",
                           task->n_errors, task->n_queries, task->is_ignored);
    append_number(out, "fields", task->labels == NULL ? 0 : g_strv_length(task->labels));
    append_number(out, "rows", task->rows);
    g_string_append_c(out, '}');
    append_summary(out, task);
    g_string_append_printf(out, ",\"warnings\":[%s],\"errors\":[%s]}",
                           task->is_ignored ? "\"no extract knows a file of this name\"" : "", task->json->str);
}

static uint64_t count_queries(const GPtrArray *tasks)
{
    uint64_t n = 0;
    for (guint i = 0; i < tasks->len; i++)
        n += ((const struct check_task *)g_ptr_array_index(tasks, i))->n_queries;
    return n;
}

void check_report_print_json(const struct check_report *report, const GPtrArray *tasks, const GPtrArray *places)
{
    const uint64_t errors = check_report_errors(report);
    g_autoptr(GString) out = g_string_new(NULL);
    g_string_append_printf(out,
                           "{\"valid\":%s,\"stats\":{\"tasks\":%u,\"errors\":%" PRIu64 ",\"queries\":%" PRIu64
                           ",\"warnings\":0},\"warnings\":[],\"errors\":[],\"tasks\":[",
                           errors == 0 ? "true" : "false", tasks->len, errors, count_queries(tasks));
    for (guint i = 0; i < tasks->len; i++) {
        g_string_append(out, i == 0 ? "" : ",");
        append_task(out, g_ptr_array_index(tasks, i));
        fwrite(out->str, 1, out->len, stdout);
        g_string_truncate(out, 0);
    }
    g_string_append_c(out, ']');
    if (places != NULL)
        append_places(out, places);
    g_string_append(out, "}\n");
    fwrite(out->str, 1, out->len, stdout);
}
