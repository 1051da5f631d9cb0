/* Schemas: what is read, and what is refused with its place. */
#include "pipeline/lib/error.h"
#include "stages/load/identify.h"
#include "tests/given.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void refuses(const char *json, const char *word)
{
    g_autoptr(GError) error = NULL;
    struct schema *schema = given_schema(json, &error);
    if (schema != NULL)
        fail_msg("taken: %s", json);
    if (!g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_INVALID) || strstr(error->message, word) == NULL ||
        strstr(error->message, "table.json:") == NULL)
        fail_msg("%s: %s", json, error->message);
}

static void takes(const char *json)
{
    g_autoptr(GError) error = NULL;
    struct schema *schema = given_schema(json, &error);
    if (schema == NULL)
        fail_msg("%s: %s", json, error->message);
    schema_free(schema);
}

#define FIELD(properties) "{'fields': [{'name': 'f', " properties "}]}"

static void other_types_are_refused_by_name(void **state)
{
    (void)state;
    static const char *const types[] = {"any",      "time",     "object",  "array", "list",
                                        "duration", "geopoint", "geojson", "text",  "Integer"};
    for (guint i = 0; i < G_N_ELEMENTS(types); i++) {
        g_autofree char *json = g_strdup_printf(FIELD("'type': '%s'"), types[i]);
        refuses(json, types[i]);
    }
    refuses(FIELD("'type': 5"), "type");
}

static void formats_must_exist(void **state)
{
    (void)state;
    refuses(FIELD("'type': 'date', 'format': 'any'"), "any");
    refuses(FIELD("'type': 'datetime', 'format': 'any'"), "any");
    refuses(FIELD("'type': 'date', 'format': 'fmt:any'"), "any");
    refuses(FIELD("'type': 'date', 'format': '%Q'"), "%Q");
    refuses(FIELD("'type': 'date', 'format': 'yyyy'"), "yyyy");
    refuses(FIELD("'type': 'string', 'format': 'phone'"), "phone");
    refuses(FIELD("'type': 'integer', 'format': 'hex'"), "hex");
    refuses(FIELD("'type': 'year', 'format': '%Y'"), "%Y");
    takes(FIELD("'type': 'date', 'format': '%d/%m/%y'"));
    takes(FIELD("'type': 'number', 'format': 'default'"));
}

static void constraints_must_be_legal_for_the_type(void **state)
{
    (void)state;
    static const struct {
        const char *type, *constraints;
        bool is_legal;
    } cases[] = {
        {"string", "'minLength': 1, 'maxLength': 2, 'pattern': 'a', 'enum': ['a'], 'unique': true, 'required': true",
         true},
        {"string", "'minimum': 1", false},
        {"string", "'exclusiveMaximum': 'a'", false},
        {"integer", "'minimum': 1, 'maximum': '9', 'exclusiveMinimum': 0, 'exclusiveMaximum': 10, 'enum': [1, '2']",
         true},
        {"integer", "'minLength': 1", false},
        {"integer", "'pattern': '1'", false},
        {"integer", "'minimum': 'a'", false},
        {"integer", "'minimum': 1.5", false},
        {"integer", "'enum': ['a']", false},
        {"integer", "'enum': [1, '1']", false},
        {"integer", "'enum': []", false},
        {"integer", "'enum': 1", false},
        {"number", "'minimum': 1.5, 'maximum': '1e3'", true},
        {"number", "'maxLength': 3", false},
        {"boolean", "'enum': [true], 'required': false", true},
        {"boolean", "'minimum': false", false},
        {"boolean", "'enum': ['perhaps']", false},
        {"date", "'minimum': '2020-01-01', 'enum': ['2020-02-02']", true},
        {"date", "'minimum': '01/01/2020'", false},
        {"date", "'minimum': 2020", false},
        {"date", "'pattern': '2.*'", false},
        {"datetime", "'maximum': '2020-01-01T00:00:00Z'", true},
        {"datetime", "'maximum': '2020-01-01'", false},
        {"year", "'minimum': 2000, 'maximum': '2020'", true},
        {"year", "'minimum': '20'", false},
        {"yearmonth", "'minimum': '2020-01'", true},
        {"yearmonth", "'minimum': '2020-13'", false},
        {"string", "'pattern': '['", false},
        {"string", "'pattern': 'a)(b'", false},
        {"string", "'pattern': 5", false},
        {"string", "'minLength': -1", false},
        {"string", "'minLength': '1'", false},
        {"string", "'required': 'yes'", false},
        {"string", "'unique': 1", false},
        {"string", "'required': null", false},
        {"string", "'jsonSchema': {}", false},
        {"string", "'length': 5", false},
        {"string", "'enum': [1]", false},
        {"integer", "'minimum': 1000, 'maximum': 100", false},
        {"integer", "'maximum': 100, 'minimum': 1000", false},
        {"integer", "'minimum': 5, 'maximum': 5", true},
        {"integer", "'minimum': 5, 'exclusiveMaximum': 5", false},
        {"integer", "'exclusiveMinimum': 5, 'maximum': 5", false},
        {"integer", "'exclusiveMinimum': 5, 'exclusiveMaximum': 4", false},
        {"number", "'minimum': 1.5, 'maximum': 1.25", false},
        {"date", "'minimum': '2020-01-02', 'maximum': '2020-01-01'", false},
        {"string", "'minLength': 3, 'maxLength': 2", false},
        {"string", "'minLength': 2, 'maxLength': 2", true},
        {"string", "'minLength': 3", true},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json =
            g_strdup_printf(FIELD("'type': '%s', 'constraints': {%s}"), cases[i].type, cases[i].constraints);
        if (cases[i].is_legal)
            takes(json);
        else
            refuses(json, "constraint");
    }
    refuses(FIELD("'constraints': []"), "constraints");
    refuses(FIELD("'constraints': {'minimum': 1}"), "minimum");
}

static void categories_are_for_strings_and_integers(void **state)
{
    (void)state;
    takes(FIELD(
        "'type': 'integer', 'categories': [{'value': 0, 'label': 'no'}, {'value': 1}], 'constraints': {'enum': [1]}"));
    refuses(FIELD("'type': 'number', 'categories': [1]"), "categories");
    refuses(FIELD("'type': 'string', 'categories': ['a'], 'constraints': {'enum': ['b']}"), "categories");
    refuses(FIELD("'type': 'string', 'categories': ['a', 'a']"), "twice");
}

static void fields_must_be_there_with_names(void **state)
{
    (void)state;
    refuses("{}", "fields");
    refuses("[]", "object");
    refuses("{'fields': []}", "field");
    refuses("{'fields': {}}", "fields");
    refuses("{'fields': ['a']}", "field");
    refuses("{'fields': [{'type': 'string'}]}", "name");
    refuses("{'fields': [{'name': '', 'type': 'string'}]}", "name");
    refuses("{'fields': [{'name': 'row_id', 'type': 'string'}]}", "row_id");
    refuses("{'fields': [{'name': '_line', 'type': 'string'}]}", "_line");
    takes("{'fields': [{'name': 'a', 'type': 'string'}, {'name': 'a', 'type': 'string'}]}");
    refuses("{'x-load': 'replace', 'fields': [{'name': 'a', 'type': 'string'}, {'name': 'A', 'type': 'string'}]}",
            "share");
    refuses("{'x-file': ['a.csv'], 'fields': [{'name': 'sex', 'type': 'string'}, {'name': 'b', 'type': 'string', "
            "'x-aliases': ['S e-x']}]}",
            "share");
    refuses("not json", "");
}

static void keys_must_name_fields(void **state)
{
    (void)state;
#define FIELDS "'fields': [{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': 'string'}]"
    takes("{" FIELDS ", 'primaryKey': 'a'}");
    takes("{" FIELDS ", 'primaryKey': ['a', 'b'], 'uniqueKeys': [['a'], ['a', 'b']]}");
    takes("{" FIELDS ", 'foreignKeys': [{'fields': 'a', 'reference': {'resource': '', 'fields': 'b'}}]}");
    takes("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {'fields': ['b']}}]}");
    takes("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {'resource': 'other', 'fields': ['z']}}]}");
    refuses("{" FIELDS ", 'primaryKey': 'c'}", "\"c\"");
    refuses("{" FIELDS ", 'primaryKey': ['a', 'a']}", "twice");
    refuses("{" FIELDS ", 'primaryKey': 5}", "primaryKey");
    refuses("{" FIELDS ", 'uniqueKeys': []}", "uniqueKeys");
    refuses("{" FIELDS ", 'uniqueKeys': [['c']]}", "\"c\"");
    refuses("{" FIELDS ", 'uniqueKeys': ['a']}", "list");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['c'], 'reference': {'fields': ['b']}}]}", "\"c\"");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {'fields': ['c']}}]}", "\"c\"");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {'fields': ['a', 'b']}}]}", "as many");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['a']}]}", "reference");
    refuses("{" FIELDS ", 'foreignKeys': {}}", "foreignKeys");
    refuses("{" FIELDS ", 'foreignKeys': ['a']}", "foreign key");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': 5, 'reference': {'fields': ['b']}}]}", "fields");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {'resource': 5, 'fields': ['b']}}]}",
            "resource");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {'fields': 5}}]}", "fields");
    refuses("{" FIELDS ", 'foreignKeys': [{'fields': ['a'], 'reference': {}}]}", "as many");
    refuses("{" FIELDS ", 'foreignKeys': [{'reference': {'fields': ['a']}}]}", "at least one");
    takes("{" FIELDS ", 'primaryKey': []}");
    refuses("{" FIELDS ", 'uniqueKeys': {}}", "uniqueKeys");
    refuses("{" FIELDS ", 'uniqueKeys': [[]]}", "at least one");
    refuses("{" FIELDS ", 'uniqueKeys': [[5]]}", "list");
    refuses("{" FIELDS ", 'uniqueKeys': [[['a']]]}", "list");
}

static void schema_properties_are_checked(void **state)
{
    (void)state;
    takes("{" FIELDS ", 'fieldsMatch': 'subset', 'missingValues': ['', {'value': '-', 'label': 'none'}]}");
    takes("{" FIELDS ", 'fieldsMatch': ['partial']}");
    refuses("{" FIELDS ", 'fieldsMatch': 'some'}", "fieldsMatch");
    refuses("{" FIELDS ", 'dialect': {'delimiter': '\\n'}}", "delimiter");
    refuses("{" FIELDS ", 'dialect': {'delimiter': '|', 'quoteChar': '|'}}", "different");
    refuses("{" FIELDS ", 'dialect': {'commentChar': ';', 'delimiter': ';'}}", "different");
    refuses("{" FIELDS ", 'fieldsMatch': ['exact', 'partial']}", "fieldsMatch");
    refuses("{" FIELDS ", 'missingValues': ''}", "missingValues");
    refuses("{" FIELDS ", 'missingValues': [1]}", "missing value");
    refuses("{" FIELDS ", 'missingValues': ['-', '-']}", "twice");
    refuses("{" FIELDS ", 'x-load': 'sometimes'}", "x-load");
    refuses("{" FIELDS ", 'x-gate': 2}", "x-gate");
    refuses("{" FIELDS ", 'x-gate-rows': 0}", "x-gate-rows");
    refuses("{" FIELDS ", 'x-gate-rows': 'many'}", "x-gate-rows");
    refuses("{" FIELDS ", 'x-period': ['c'], 'x-load': 'period'}", "x-period");
    refuses(FIELD("'type': 'string', 'x-codes': 'no_such_list'"), "no_such_list");
    refuses(FIELD("'type': 'integer', 'x-codes': 'sex'"), "codes");
    refuses(FIELD("'type': 'string', 'x-formats': ['%Y']"), "x-formats");
    refuses(FIELD("'type': 'string', 'x-money': true"), "x-money");
    refuses(FIELD("'type': 'string', 'x-check': 'uln'"), "x-check");
    refuses(FIELD("'type': 'string', 'x-severity': 'fatal'"), "x-severity");
    refuses(FIELD("'type': 'boolean', 'trueValues': ['y'], 'falseValues': ['y']"), "both");
    refuses(FIELD("'type': 'number', 'decimalChar': ',', 'groupChar': ','"), "same");
    refuses(FIELD("'type': 'integer', 'bareNumber': 'no'"), "bareNumber");
    refuses("{" FIELDS ", 'dialect': {'headerRows': [1, 2]}}", "headerRows");
    refuses("{" FIELDS ", 'dialect': {'delimiter': ';;'}}", "delimiter");
    refuses("{" FIELDS ", 'dialect': {'escapeChar': '|'}}", "escapeChar");
    refuses("{" FIELDS ", 'dialect': {'doubleQuote': false}}", "doubleQuote");
    refuses("{" FIELDS ", 'dialect': {'doubleQuote': 'no'}}", "doubleQuote");
    refuses("{" FIELDS ", 'dialect': {'skipInitialSpace': true}}", "skipInitialSpace");
    refuses("{" FIELDS ", 'dialect': {'skipInitialSpace': 1}}", "skipInitialSpace");
    refuses("{" FIELDS ", 'dialect': []}", "dialect");
    refuses("{" FIELDS ", 'dialect': {'delimiter': 5}}", "delimiter");
    refuses("{" FIELDS ", 'dialect': {'delimiter': '\u00e9'}}", "delimiter");
    refuses("{" FIELDS ", 'dialect': {'quoteChar': 5}}", "quoteChar");
    refuses("{" FIELDS ", 'dialect': {'commentChar': 5}}", "commentChar");
    refuses("{" FIELDS ", 'dialect': {'commentChar': '~', 'quoteChar': '~'}}", "different");
    refuses("{" FIELDS ", 'dialect': {'header': 'yes'}}", "header");
    refuses("{" FIELDS ", 'dialect': {'headerRows': 1}}", "headerRows");
    refuses("{" FIELDS ", 'dialect': {'headerRows': [0]}}", "headerRows");
    refuses("{" FIELDS ", 'dialect': {'headerRows': [1001]}}", "headerRows");
    takes("{" FIELDS ", 'dialect': {'delimiter': '', 'headerRows': [2]}}");
    refuses("{" FIELDS ", 'title': 5}", "title");
    refuses("{" FIELDS ", 'x-gate': -1}", "x-gate");
    refuses("{" FIELDS ", 'x-gate': 'half'}", "x-gate");
    refuses("{" FIELDS ", 'x-period': 5, 'x-load': 'period'}", "x-period");
    refuses(FIELD("'type': 'string', 'format': 5"), "format");
    refuses(FIELD("'type': 'string', 'title': 5"), "title");
    refuses(FIELD("'type': 'string', 'x-codes': 5"), "x-codes");
    refuses(FIELD("'type': 'date', 'x-formats': 5"), "x-formats");
    refuses(FIELD("'type': 'string', 'x-check': 5"), "x-check");
    refuses(FIELD("'type': 'string', 'x-severity': 5"), "x-severity");
    refuses(FIELD("'type': 'string', 'x-optional-column': 5"), "x-optional-column");
    refuses(FIELD("'type': 'number', 'x-money': 5"), "x-money");
    refuses(FIELD("'type': 'number', 'decimalChar': ''"), "decimalChar");
    refuses(FIELD("'type': 'number', 'decimalChar': 5"), "decimalChar");
    refuses(FIELD("'type': 'number', 'groupChar': 5"), "groupChar");
    refuses(FIELD("'type': 'boolean', 'falseValues': [5]"), "falseValues");
    refuses(FIELD("'type': 'string', 'missingValues': 5"), "missingValues");
    refuses(FIELD("'type': 'boolean', 'constraints': {'enum': [1]}"), "enum");
    refuses(FIELD("'type': 'integer', 'constraints': {'enum': [1.5]}"), "enum");
    refuses(FIELD("'type': 'integer', 'constraints': {'enum': [true]}"), "enum");
    takes(FIELD("'type': 'number', 'x-money': true, 'constraints': {'minimum': 1.25}"));
    takes(FIELD("'type': 'number', 'groupChar': ''"));
}

static void a_schema_is_read_whole(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    struct schema *schema = given_schema_named(
        "things",
        "{'title': 'Things', 'x-file': ['things_*.csv'], 'x-load': 'period', 'x-period': ['month'], 'x-gate': 0.25, "
        "'x-trim': true, 'x-known': ['extra'], 'fieldsMatch': ['partial'], 'primaryKey': 'id', "
        "'dialect': {'delimiter': ';', 'headerRows': [3], 'commentChar': '#'}, 'fields': ["
        "{'name': 'id', 'type': 'string', 'x-action': 'Look it up.'}, "
        "{'name': 'month', 'type': 'yearmonth', 'x-optional-column': true, 'x-personal': true, 'x-severity': 'query'}, "
        "{'name': 'cost', 'type': 'number', 'x-money': true, 'constraints': {'required': true}}]}",
        &error);
    assert_non_null(schema);
    assert_string_equal(schema->name, "things");
    assert_string_equal(schema->title, "Things");
    assert_true(schema->is_extract);
    assert_true(schema->folds_headers);
    assert_int_equal(schema->load_kind, LOAD_PERIOD);
    assert_string_equal(schema->period_fields[0], "month");
    assert_true(schema->gate == 0.25);
    assert_int_equal(schema->delimiter, ';');
    assert_int_equal(schema->title_rows, 2);
    assert_int_equal(schema->comment, '#');
    assert_true(schema->fields[0].is_required && schema->fields[0].is_column_required);
    assert_string_equal(schema->fields[0].action, "Look it up.");
    assert_true(schema->fields[1].is_personal && !schema->fields[1].is_column_required);
    assert_int_equal(schema->fields[1].severity, SEVERITY_QUERY);
    assert_int_equal(schema->fields[2].stored_as, STORED_INTEGER);
    assert_int_equal(strlen(schema->sha256), 64);
    assert_int_equal(schema_find_field(schema, "cost"), 2);
    assert_int_equal(schema_find_field(schema, "Cost"), -1);
    schema_free(schema);
}

static GPtrArray *two_schemas(const char *first, const char *second)
{
    GPtrArray *schemas = g_ptr_array_new();
    g_ptr_array_add(schemas, given_schema_named("first", first, NULL));
    g_ptr_array_add(schemas, given_schema_named("second", second, NULL));
    return schemas;
}

static void free_schemas(GPtrArray *schemas)
{
    for (guint i = 0; i < schemas->len; i++)
        schema_free(g_ptr_array_index(schemas, i));
    g_ptr_array_unref(schemas);
}

static const char *identified(const GPtrArray *schemas, const char *path, const char *header, GError **error)
{
    g_auto(GStrv) labels = g_strsplit(header, ",", -1);
    const guint n = g_strv_length(labels);
    g_autofree struct csv_cell *cells = g_new0(struct csv_cell, n + 1);
    for (guint i = 0; i < n; i++)
        cells[i] = (struct csv_cell){labels[i], (uint32_t)strlen(labels[i]), 0};
    const struct csv_record record = {.n_cells = n, .cells = cells};
    const struct schema *schema = schema_identify(schemas, path, &record, error);
    return schema == NULL ? "" : schema->name;
}

static void files_are_known_by_name_then_by_header(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    GPtrArray *schemas =
        two_schemas("{'x-file': ['Blade-Export_*_requests.csv', 'requests.csv'], 'fieldsMatch': 'partial', 'fields': ["
                    "{'name': 'id', 'type': 'string'}, {'name': 'received date', 'type': 'string'}]}",
                    "{'x-file': ['requests.csv'], 'fieldsMatch': 'partial', 'fields': ["
                    "{'name': 'time_period', 'type': 'string'}, {'name': 'la', 'type': 'string'}]}");
    assert_string_equal(identified(schemas, "/x/blade-export_01-02-2021_REQUESTS.CSV", "", &error), "first");
    assert_string_equal(identified(schemas, "requests.csv", "ID,Received_Date", &error), "first");
    assert_string_equal(identified(schemas, "requests.csv", "la,Time Period", &error), "second");
    assert_string_equal(identified(schemas, "myrequests.csv", "id,received date", &error), "");
    assert_string_equal(identified(schemas, "requests.csv.txt", "id,received date", &error), "");
    assert_null(error);
    assert_string_equal(identified(schemas, "requests.csv", "other", &error), "");
    assert_true(g_error_matches(error, SCORECARD_ERROR, SCORECARD_ERROR_DATA));
    assert_non_null(strstr(error->message, "first"));
    assert_non_null(strstr(error->message, "second"));
    free_schemas(schemas);
}

static void without_patterns_a_file_has_its_schemas_name(void **state)
{
    (void)state;
    GPtrArray *schemas = two_schemas("{'x-load': 'replace', 'fields': [{'name': 'a', 'type': 'string'}]}",
                                     "{'x-load': 'replace', 'fields': [{'name': 'a', 'type': 'string'}]}");
    assert_string_equal(identified(schemas, "folder/First.csv", "a", NULL), "first");
    assert_string_equal(identified(schemas, "first_2.csv", "a", NULL), "");
    free_schemas(schemas);
}

#define EXTRACT(properties) "{'x-load': 'replace', " properties "}"
#define ONE_FIELD "'fields': [{'name': 'f', 'type': 'date'}]"

static void a_slip_in_a_property_of_an_extract_is_refused(void **state)
{
    (void)state;
    refuses(EXTRACT("'x-trmi': true, " ONE_FIELD), "a schema has no property \"x-trmi\": is \"x-trim\" meant?");
    refuses(EXTRACT("'X-Trim': true, " ONE_FIELD), "\"x-trim\"");
    refuses(EXTRACT("'x-colour': 'red', " ONE_FIELD), "a schema has no property \"x-colour\"");
    refuses(EXTRACT("'forignKeys': [], " ONE_FIELD), "\"foreignKeys\"");
    refuses(EXTRACT("'missingvalues': [], " ONE_FIELD), "\"missingValues\"");
    refuses(EXTRACT("'fields': [{'name': 'f', 'type': 'string', 'x-optinal-column': true}]"), "\"x-optional-column\"");
    refuses(EXTRACT("'fields': [{'name': 'f', 'type': 'string', 'constraint': {'required': true}}]"),
            "a field has no property \"constraint\": is \"constraints\" meant?");
    refuses(EXTRACT("'fields': [{'name': 'f', 'titel': 'F'}]"),
            "a field has no property \"titel\": is \"title\" meant?");
    refuses(EXTRACT("'fields': [{'name': 'f', 'tpye': 'date'}]"), "\"type\"");
    refuses(EXTRACT("'titel': 'F', " ONE_FIELD), "\"title\"");
    takes(EXTRACT("'fields': [{'name': 'f', 'note': 'Whoever reads this.', 'unit': 'weeks', 'tip': 'T'}]"));
    refuses(EXTRACT("'fields': [{'name': 'f', 'type': 'string', 'constraints': {'x-unique': true}}]"), "x-unique");
    takes(EXTRACT("'note': 'Whoever reads this.', 'owner': 'Data team', " ONE_FIELD));
}

/* The standard leaves properties to everybody. */
static void a_slip_in_a_property_elsewhere_is_remarked_upon(void **state)
{
    (void)state;
    struct schema *schema = given_schema("{'x-colour': 'red', 'titel': 'T', 'x-trmi': true, " ONE_FIELD "}", NULL);
    const GPtrArray *remarks = schema_remarks(schema);
    assert_int_equal(remarks->len, 1);
    assert_non_null(strstr(remarks->pdata[0], "\"x-trmi\": is \"x-trim\" meant?"));
    schema_free(schema);
    takes("{'fields': [{'name': 'f', 'type': 'string', 'constraints': {'x-unique': true}}]}");
}

static void a_census_and_its_date_go_together(void **state)
{
    (void)state;
    refuses("{'x-load': 'period', " ONE_FIELD "}", "x-period");
    refuses("{'x-load': 'period', 'x-period': 'census', 'x-census-date': 'g', " ONE_FIELD "}", "x-census-date");
    refuses("{'x-load': 'period', 'x-period': ['f'], 'x-census-date': 'f', " ONE_FIELD "}", "x-census-date");
    takes("{'x-load': 'period', 'x-period': 'census', 'x-census-date': 'f', " ONE_FIELD "}");
}

static void a_person_is_told_once(void **state)
{
    (void)state;
    refuses(EXTRACT("'fields': [{'name': 'f', 'type': 'string', 'x-person': 'name'}]"), "x-person");
    refuses(EXTRACT("'fields': [{'name': 'f', 'type': 'string', 'x-person': 'upn'}, "
                    "{'name': 'g', 'type': 'string', 'x-person': 'upn'}]"),
            "two fields tell the upn");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(other_types_are_refused_by_name),
        cmocka_unit_test(formats_must_exist),
        cmocka_unit_test(constraints_must_be_legal_for_the_type),
        cmocka_unit_test(categories_are_for_strings_and_integers),
        cmocka_unit_test(fields_must_be_there_with_names),
        cmocka_unit_test(keys_must_name_fields),
        cmocka_unit_test(schema_properties_are_checked),
        cmocka_unit_test(a_schema_is_read_whole),
        cmocka_unit_test(files_are_known_by_name_then_by_header),
        cmocka_unit_test(without_patterns_a_file_has_its_schemas_name),
        cmocka_unit_test(a_slip_in_a_property_of_an_extract_is_refused),
        cmocka_unit_test(a_slip_in_a_property_elsewhere_is_remarked_upon),
        cmocka_unit_test(a_census_and_its_date_go_together),
        cmocka_unit_test(a_person_is_told_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
