#include "pipeline/list_fields.h"

#include "pipeline/lib/csv_write.h"
#include "pipeline/lib/json_write.h"
#include "pipeline/lib/shown.h"
#include "stages/measure/code_table.h"
#include "stages/schema/cell_example.h"
#include "stages/schema/cell_message.h"

#include <stdio.h>

#define INDENT "    "

/* "persontableid, upn": the fields of a key. The caller frees. */
static char *key_names(const struct schema *schema, const struct key *key)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < key->n_fields; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", schema->fields[key->fields[i]].name);
    return g_string_free(g_steal_pointer(&names), FALSE);
}

/* "persontableid of person". The caller frees. */
static char *reference(const struct schema *schema, const struct foreign_key *foreign)
{
    g_autoptr(GString) names = g_string_new(NULL);
    for (guint i = 0; i < foreign->key.n_fields; i++)
        g_string_append_printf(names, "%s%s", i == 0 ? "" : ", ", foreign->target_fields[i]);
    return g_strdup_printf("%s of %s", names->str, *foreign->target == '\0' ? schema->name : foreign->target);
}

/* The years of any date of an extract, which its type tells already. */
static bool is_told(const struct field *field, const char *rule)
{
    return field->type == FIELD_DATE && field->rule->is_extract &&
           (g_str_has_suffix(rule, " 1900-01-01") || g_str_has_suffix(rule, " 2100-12-31"));
}

static void add_rule(const struct field *field, uint32_t bit, GString *rules)
{
    g_autoptr(GString) rule = g_string_new(NULL);
    cell_bit_describe(field, bit, rule);
    if (!is_told(field, rule->str))
        g_string_append_printf(rules, "; %s", rule->str);
}

/* What a cell must be, in the words of its findings. The caller frees. */
static char *describe_rules(const struct field *field)
{
    g_autoptr(GString) rules = g_string_new(NULL);
    if (field->code_list != NULL)
        g_string_append_printf(rules, "a code of schemas/codes/%s.csv", field->code_list);
    else
        cell_describe_type(field, rules);
    for (guint bit = 0; bit < N_CELL_BITS; bit++)
        if ((field->rule->constraints & 1u << bit) != 0 && 1u << bit != CELL_NOT_FILLED)
            add_rule(field, 1u << bit, rules);
    if (field->is_unique)
        g_string_append(rules, "; each value once");
    return g_string_free(g_steal_pointer(&rules), FALSE);
}

static const char *filling(const struct field *field)
{
    if (!field->is_column_required)
        return field->is_required ? "the column may lack; where it is there, every cell is filled"
                                  : "the column may lack; a cell may be empty";
    return field->is_required ? "every cell is filled" : "a cell may be empty";
}

/* The rows of a list with columns code, label and maybe synonyms; NULL where the field has none or it cannot be read.
 */
static struct code_rows *load_codes(const struct field *field, const struct project *project, GError **error)
{
    return field->code_list == NULL ? NULL : code_table_load(project, field->code_list, error);
}

static const char *cell_of(const struct code_rows *rows, const struct code_row *row, const char *column)
{
    const int at = code_rows_find_column(rows, column);
    return at < 0 ? "" : row->cells[at];
}

static void print_code(const struct code_rows *rows, const struct code_row *row)
{
    const char *code = cell_of(rows, row, "code"), *label = cell_of(rows, row, "label");
    const char *synonyms = cell_of(rows, row, "synonyms");
    const bool is_named = *label != '\0' && g_ascii_strcasecmp(code, label) != 0;
    shown_print(stdout, INDENT INDENT "%s%s%s%s%s%s\n", code, is_named ? ": " : "", is_named ? label : "",
                *synonyms == '\0' ? "" : " (also ", synonyms, *synonyms == '\0' ? "" : ")");
}

static void print_field(const struct field *field, const struct code_rows *codes)
{
    g_autofree char *rules = describe_rules(field);
    g_autofree char *aliases = field->aliases == NULL ? g_strdup("") : g_strjoinv(", ", field->aliases);
    shown_print(stdout, "\n%s%s%s\n", field->name, field->title == NULL ? "" : ": ",
                field->title == NULL ? "" : field->title);
    if (field->description != NULL)
        shown_print(stdout, INDENT "%s\n", field->description);
    shown_print(stdout, INDENT "%s; %s\n", rules, filling(field));
    if (*aliases != '\0')
        shown_print(stdout, INDENT "also under the header %s\n", aliases);
    for (guint i = 0; codes != NULL && i < codes->rows->len; i++)
        print_code(codes, codes->rows->pdata[i]);
}

static void print_keys(const struct schema *schema)
{
    g_autofree char *primary = key_names(schema, &schema->primary_key);
    if (schema->has_primary_key)
        shown_print(stdout, "%-14s %s\n", "key", primary);
    for (guint i = 0; i < schema->n_foreign_keys; i++) {
        g_autofree char *names = key_names(schema, &schema->foreign_keys[i].key);
        g_autofree char *target = reference(schema, &schema->foreign_keys[i]);
        shown_print(stdout, "%-14s %s is the %s\n", "refers", names, target);
    }
}

static void print_example(const struct schema *schema)
{
    g_autoptr(GString) text = g_string_new(NULL);
    schema_write_header(schema, text);
    for (guint i = 0; i < schema->n_fields; i++)
        csv_write_cell(text, cell_example(&schema->fields[i]));
    csv_write_end_row(text);
    shown_print(stdout, "\nA file of it, its columns in %s order:\n\n%s",
                schema->fields_match == MATCH_EXACT ? "this" : "any", text->str);
}

static void add_codes(const struct code_rows *codes, JsonBuilder *builder)
{
    json_builder_set_member_name(builder, "codes");
    json_builder_begin_array(builder);
    for (guint i = 0; codes != NULL && i < codes->rows->len; i++) {
        json_builder_begin_object(builder);
        static const char *const columns[] = {"code", "label", "synonyms"};
        for (guint j = 0; j < G_N_ELEMENTS(columns); j++)
            json_add_text(builder, columns[j], cell_of(codes, codes->rows->pdata[i], columns[j]));
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static void add_field(const struct field *field, const struct code_rows *codes, JsonBuilder *builder)
{
    g_autofree char *rules = describe_rules(field);
    json_builder_begin_object(builder);
    json_add_text(builder, "name", field->name);
    json_add_text(builder, "title", field->title == NULL ? "" : field->title);
    json_add_text(builder, "description", field->description == NULL ? "" : field->description);
    json_add_text(builder, "type", schema_type_names[field->type]);
    json_add_text(builder, "rules", rules);
    json_builder_add_boolean_value(json_builder_set_member_name(builder, "required"), field->is_required);
    json_builder_add_boolean_value(json_builder_set_member_name(builder, "column_required"), field->is_column_required);
    json_builder_add_boolean_value(json_builder_set_member_name(builder, "personal"), field->is_personal);
    json_add_texts(builder, "aliases", field->aliases);
    add_codes(codes, builder);
    json_add_text(builder, "example", cell_example(field));
    json_builder_end_object(builder);
}

static void add_keys(const struct schema *schema, JsonBuilder *builder)
{
    g_autofree char *primary = key_names(schema, &schema->primary_key);
    json_add_text(builder, "key", schema->has_primary_key ? primary : "");
    json_builder_set_member_name(builder, "refers");
    json_builder_begin_array(builder);
    for (guint i = 0; i < schema->n_foreign_keys; i++) {
        g_autofree char *names = key_names(schema, &schema->foreign_keys[i].key);
        g_autofree char *target = reference(schema, &schema->foreign_keys[i]);
        json_builder_begin_object(builder);
        json_add_text(builder, "fields", names);
        json_add_text(builder, "to", target);
        json_builder_end_object(builder);
    }
    json_builder_end_array(builder);
}

static bool list_field(const struct field *field, const struct project *project, JsonBuilder *builder, GError **error)
{
    struct code_rows *codes = load_codes(field, project, error);
    if (codes == NULL && field->code_list != NULL)
        return false;
    if (builder == NULL)
        print_field(field, codes);
    else
        add_field(field, codes, builder);
    code_rows_free(codes);
    return true;
}

bool list_fields(const struct schema *schema, const struct project *project, JsonBuilder *builder, GError **error)
{
    if (builder == NULL) {
        print_keys(schema);
    } else {
        add_keys(schema, builder);
        json_builder_begin_array(json_builder_set_member_name(builder, "fields"));
    }
    for (guint i = 0; i < schema->n_fields; i++)
        if (!list_field(&schema->fields[i], project, builder, error))
            return false;
    if (builder == NULL)
        print_example(schema);
    else
        json_builder_end_array(builder);
    return true;
}
