/* Files against schemas: headers, rows, keys, and what rejects a row. */
#include "pipeline/lib/error.h"
#include "pipeline/lib/limits.h"
#include "tests/given.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct schema *schema_of(const char *json)
{
    g_autoptr(GError) error = NULL;
    struct schema *schema = given_schema(json, &error);
    if (schema == NULL)
        fail_msg("%s", error->message);
    return schema;
}

/* Fails unless the text gives these findings ("LINE CODE FIELD;", ? before a query) and outcomes. */
static void expect(const char *json, const char *csv, const char *findings, const char *outcomes)
{
    struct schema *schema = schema_of(json);
    struct said said = given_check(schema, csv);
    if (strcmp(said.findings->str, findings) != 0 || strcmp(said.outcomes->str, outcomes) != 0)
        fail_msg("%s\ngave %s and %s\nnot  %s and %s", csv, said.findings->str, said.outcomes->str, findings, outcomes);
    said_clear(&said);
    schema_free(schema);
}

static void expect_values(const char *json, const char *csv, const char *values)
{
    struct schema *schema = schema_of(json);
    struct said said = given_check(schema, csv);
    assert_string_equal(said.values->str, values);
    said_clear(&said);
    schema_free(schema);
}

#define TWO "'fields': [{'name': 'id', 'type': 'integer'}, {'name': 'name', 'type': 'string'}]"
#define EXTRACT "'x-load': 'replace', 'x-trim': true, 'fieldsMatch': 'partial', "

static void values_are_ready_to_be_stored(void **state)
{
    (void)state;
    expect_values("{'fields': [{'name': 'i', 'type': 'integer'}, {'name': 'n', 'type': 'number'}, {'name': 'b', "
                  "'type': 'boolean'}, "
                  "{'name': 'd', 'type': 'date', 'format': '%d/%m/%Y'}, {'name': 'y', 'type': 'year'}, {'name': 'm', "
                  "'type': 'yearmonth'}, "
                  "{'name': 's', 'type': 'string'}, {'name': 'p', 'type': 'number', 'x-money': true}]}",
                  "i,n,b,d,y,m,s,p\n007,1.50,TRUE,1/2/2020,2020,2020-03, a ,\"£1,234.56\"\n,,,,,,,\n1,,,,,,,\n",
                  "#7,~1.5,#1,2020-02-01,#2020,2020-03, a ,#123456,#1,null,null,null,null,null,null,null,");
}

static void an_exact_header_is_matched_by_place(void **state)
{
    (void)state;
    expect("{" TWO "}", "id,name\n1,a\n", "", "hL");
    expect("{" TWO "}", "name,id\n1,a\n", "1 incorrect-label name;1 incorrect-label id;", "hL");
    expect("{" TWO "}", "id,Name\n1,a\n", "1 incorrect-label Name;", "hL");
    /* As Frictionless has it, rows are as wide as the schema, whatever the header. */
    expect("{" TWO "}", "id,name,more\n1,a,x\n", "1 extra-label more;2 extra-cell;", "hR");
    expect("{" TWO "}", "id\n1\n", "1 missing-label name;2 missing-cell name;", "hR");
    expect("{" TWO "}", "id,\n1,a\n", "1 blank-label ;", "hL");
    expect("{" TWO "}", "id,id\n1,a\n", "1 duplicate-label id;", "hL");
    expect("{'fields': [{'name': 'a', 'constraints': {'required': true}}, {'name': 'b', 'constraints': {'required': "
           "true}}]}",
           "a,b\n1\n", "2 missing-cell b;2 constraint-error b;", "hR");
}

static void other_matches_go_by_name(void **state)
{
    (void)state;
    expect("{'fieldsMatch': 'equal', " TWO "}", "name,id\na,1\n", "", "hL");
    expect("{'fieldsMatch': 'equal', " TWO "}", "name,id,x\na,1,\n", "1 extra-label x;", "hL");
    expect("{'fieldsMatch': 'equal', " TWO "}", "name\na\n", "1 missing-label id;", "hL");
    expect("{'fieldsMatch': 'subset', " TWO "}", "x,name,id\n,a,1\n", "", "hL");
    expect("{'fieldsMatch': 'subset', " TWO "}", "x,name\n,a\n", "1 missing-label id;", "hL");
    expect("{'fieldsMatch': 'superset', " TWO "}", "name\na\n", "", "hL");
    expect("{'fieldsMatch': 'superset', " TWO "}", "name,x\na,\n", "1 extra-label x;", "hL");
    expect("{'fieldsMatch': 'partial', " TWO "}", "name,x\na,\n", "", "hL");
    expect("{'fieldsMatch': 'superset', 'primaryKey': 'id', " TWO "}", "name\na\n", "1 missing-label id;", "hL");
    expect("{'fieldsMatch': 'partial', 'primaryKey': 'id', " TWO "}", "name\na\n", "1 missing-label id;", "hL");
    expect("{'fieldsMatch': 'partial', " TWO "}", "y,x\na,\n", "1 missing-label id;", "hL");
    expect("{'fieldsMatch': ['partial'], " TWO "}", "id,x\na,\n", "2 type-error id;", "hR");
    expect("{'fieldsMatch': 'equal', " TWO "}", "id,name,id\n1,a,2\n", "1 duplicate-label id;", "hL");
}

static void an_extract_folds_headers_and_lacks_optional_columns(void **state)
{
    (void)state;
    static const char schema[] =
        "{" EXTRACT "'x-file': ['t.csv'], 'x-known': ['Source Id'], 'fields': ["
        "{'name': 'person_id', 'type': 'string'}, "
        "{'name': 'sex', 'type': 'string', 'x-aliases': ['gender'], 'x-optional-column': true}]}";
    expect(schema, "Person-ID,GENDER,sourceid,_line,_reasons\nP1,M,,2,x\n", "", "hL");
    expect(schema, "person id\nP1\n", "", "hL");
    expect(schema, "gender\nM\n", "1 missing-label person_id;", "!");
    expect(schema, "person_id,note\nP1,\n", "?1 extra-label note;", "hL");
    expect(schema, "person_id,gender,sex\nP1,F,M\n", "?1 extra-label gender;", "hL");
    expect(schema, "person_id,PersonId\nP1,P2\n", "1 duplicate-label PersonId;", "!");
    expect(schema, "person_id,note,note\nP1,,\n", "?1 extra-label note;?1 extra-label note;", "hL");
    expect_values(schema, "person_id,gender,sex\nP1,F,M\n", "P1,M,");
}

static void ragged_rows_are_rejected(void **state)
{
    (void)state;
    expect("{" TWO "}", "id,name\n1\n2,b,c,d\n3,c\n", "2 missing-cell name;3 extra-cell;3 extra-cell;", "hRRL");
}

static void blank_rows_are_told_in_the_middle_only(void **state)
{
    (void)state;
    expect("{" TWO "}", "id,name\n\n1,a\n2,b\n\n\n", "2 blank-row;", "hbLLbb");
    expect("{" EXTRACT TWO "}", "id,name\n1,a\n\n2,b\n", "?3 blank-row;", "hLbL");
    expect("{" EXTRACT TWO "}", "id,name\n1,a\n\n\n\n2,b\n\n3,c\n", "?3 blank-row;?7 blank-row;", "hLbbbLbL");
    expect("{'fields': [{'name': 'id', 'type': 'string', 'constraints': {'required': true}}]}", "id\na\n\nb\n",
           "3 blank-row;", "hLbL");
}

static void a_line_of_delimiters_is_a_row_that_is_rejected(void **state)
{
    (void)state;
    expect("{" TWO "}", "id,name\n1,a\n,\n2,b\n,\n", "3 blank-row;5 blank-row;", "hLRLR");
    expect("{" TWO "}", "id,name\n1,a\n,,\n\"\"\n", "3 blank-row;4 blank-row;", "hLRR");
    expect("{" EXTRACT TWO "}", "id,name\n1,a\n , \n2,b\n", "3 blank-row;", "hLRL");
    expect("{" EXTRACT TWO "}", ",\nid,name\n1,a\n", "?1 blank-row;", "bhL");
}

static void an_empty_file_and_a_file_without_rows_are_told(void **state)
{
    (void)state;
    expect("{" TWO "}", "", "0 source-error;", "!");
    expect("{" TWO "}", "\n\n", "0 source-error;", "bb!");
    expect("{" TWO "}", "id,name\n", "?0 no-rows;", "h");
}

static void faults_of_a_record_reject_it_and_an_open_quote_the_file(void **state)
{
    (void)state;
    expect("{" TWO "}", "id,name\n1,\"a\"b\n2,c\n", "2 quote-error name;", "hRL");
    expect("{" TWO "}", "id,name\n1,a\n2,\"b\n3,c\n", "3 source-error name;", "hL!");
}

static void lines_are_of_the_cell_and_of_the_record(void **state)
{
    (void)state;
    expect("{'fields': [{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': 'integer'}]}",
           "a,b\n\"x\ny\nz\",q\n1,2,3\n", "4 type-error b;5 extra-cell;", "hRR");
}

static void primary_keys_are_unique_and_not_null(void **state)
{
    (void)state;
    static const char one[] = "{'primaryKey': 'id', " TWO "}";
    expect(one, "id,name\n1,a\n2,b\n01,c\n,d\n", "4 primary-key id;5 primary-key id;", "hLLRR");
    static const char two[] = "{'primaryKey': ['id', 'name'], " TWO "}";
    expect(two, "id,name\n1,a\n1,b\n1,a\n,a\n", "4 primary-key;5 primary-key;", "hLLRR");
    expect("{'primaryKey': ['a', 'b'], 'fields': [{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': 'string'}]}",
           "a,b\nab,c\na,bc\n", "", "hLL");
    expect("{'primaryKey': 'a', 'missingValues': [], 'fields': [{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': "
           "'string'}]}",
           "a,b\n,x\n,y\n", "3 primary-key a;", "hLR");
}

static void the_first_row_that_loads_has_the_key(void **state)
{
    (void)state;
    static const char fields[] =
        "'primaryKey': 'id', 'fields': [{'name': 'id', 'type': 'string'}, {'name': 'n', 'type': 'integer'}]}";
    g_autofree char *extract = g_strconcat("{" EXTRACT, fields, NULL), *standard = g_strconcat("{", fields, NULL);
    expect(extract, "id,n\nA,x\nA,1\nA,2\n", "2 type-error n;4 primary-key id;", "hRLR");
    expect(standard, "id,n\nA,x\nA,1\n", "2 type-error n;3 primary-key id;", "hRR");
}

static void unique_fields_and_keys_pass_over_nulls(void **state)
{
    (void)state;
    expect("{'fields': [{'name': 'a', 'type': 'number', 'constraints': {'unique': true}}, {'name': 'b', 'type': "
           "'string'}]}",
           "a,b\n1.0,x\n1,y\n,z\n,w\n2,v\n", "3 unique-error a;", "hLRLLL");
    expect("{'uniqueKeys': [['id', 'name']], " TWO "}", "id,name\n1,a\n1,a\n1,\n1,\n", "3 unique-error;", "hLRLL");
    expect("{'fields': [{'name': 'a', 'type': 'datetime', 'constraints': {'unique': true}}]}",
           "a\n2020-01-01T12:00:00Z\n2020-01-01T13:00:00+01:00\n", "3 unique-error a;", "hLR");
    expect("{'fields': [{'name': 'a', 'type': 'integer', 'constraints': {'unique': true}}]}",
           "a\n12345678901234567890123\n12345678901234567890124\n+012345678901234567890123\n", "4 unique-error a;",
           "hLLR");
}

static void a_row_that_breaks_one_key_takes_no_other(void **state)
{
    (void)state;
    expect("{" EXTRACT "'primaryKey': 'id', 'fields': [{'name': 'id', 'type': 'string'}, "
           "{'name': 'u', 'type': 'string', 'constraints': {'unique': true}}]}",
           "id,u\nA,1\nB,1\nB,2\n", "3 unique-error u;", "hLRL");
}

static void foreign_keys_to_the_file_itself_wait_for_parents(void **state)
{
    (void)state;
    static const char schema[] =
        "{'foreignKeys': [{'fields': 'parent', 'reference': {'resource': '', 'fields': 'id'}}], 'fields': ["
        "{'name': 'id', 'type': 'integer'}, {'name': 'parent', 'type': 'integer'}]}";
    expect(schema, "id,parent\n1,2\n2,\n3,9\n4,03\n", "4 foreign-key parent;", "hLLLL");
}

static void queries_load_and_errors_reject(void **state)
{
    (void)state;
    expect("{" EXTRACT
           "'fields': [{'name': 'a', 'type': 'integer', 'x-severity': 'query'}, {'name': 'b', 'type': 'integer'}]}",
           "a,b\nx,1\n1,x\n", "?2 type-error a;3 type-error b;", "hLR");
    expect("{" EXTRACT "'fields': [{'name': 'upn', 'type': 'string', 'x-check': 'upn'}]}",
           "upn\nA801200005001\nb801200005001\nshort\n", "?2 upn upn;?3 upn upn;?4 upn upn;", "hLLL");
    expect_values("{" EXTRACT "'fields': [{'name': 'upn', 'type': 'string', 'x-check': 'upn'}]}",
                  "upn\nb8012 00005001\n", "B801200005001,");
}

static void an_empty_key_of_an_extract_is_told_once(void **state)
{
    (void)state;
    expect("{" EXTRACT
           "'primaryKey': 'id', 'fields': [{'name': 'id', 'type': 'string', 'constraints': {'required': true}}, "
           "{'name': 'n', 'type': 'string', 'constraints': {'required': true}}]}",
           "id,n\n ,x\nA, \n", "2 primary-key id;3 constraint-error n;", "hRR");
}

static void personal_values_are_masked(void **state)
{
    (void)state;
    struct schema *schema = schema_of("{" EXTRACT "'primaryKey': 'id', 'fields': [{'name': 'id', 'type': 'string'}, "
                                      "{'name': 'dob', 'type': 'date', 'x-personal': true, 'x-action': 'Ask.'}]}");
    struct said said = given_check(schema, "id,dob,surname\nA,secret,hidden,Bloggs\n");
    assert_null(strstr(said.messages->str, "secret"));
    assert_null(strstr(said.messages->str, "Bloggs"));
    assert_non_null(strstr(said.messages->str, "*** (6 characters)|*** (1 characters)|Ask."));
    said_clear(&said);
    said = given_check(schema, "id,dob\nA,secret\n");
    assert_non_null(strstr(said.messages->str, "*** (6 characters)|A|Ask."));
    said_clear(&said);
    schema_free(schema);
}

#define PERSON                                                                                                         \
    "{" EXTRACT "'fields': [{'name': 'id', 'type': 'string'}, {'name': 'born', 'type': 'date', 'x-personal': true}, "  \
    "{'name': 'sex', 'type': 'string', 'constraints': {'enum': ['M', 'F']}}]}"

/* What is said of a text, with its findings' fields; the caller frees. */
static char *messages_of(const char *json, const char *csv)
{
    struct schema *schema = schema_of(json);
    struct said said = given_check(schema, csv);
    char *all = g_strconcat(said.findings->str, "\n", said.messages->str, NULL);
    said_clear(&said);
    schema_free(schema);
    return all;
}

/* A row that is not as wide as the header: a name may stand where the key is looked for. */
static void a_ragged_row_shows_no_key(void **state)
{
    (void)state;
    static const char keyed[] = "{" EXTRACT "'primaryKey': 'id', 'fields': [{'name': 'id', 'type': 'string'}, "
                                "{'name': 'name', 'type': 'string', 'x-personal': true}]}";
    g_autofree char *short_row = messages_of(keyed, "id,name\nBloggs\n"),
                    *divided = messages_of(keyed, "id,name\nA;Bloggs\n");
    assert_null(strstr(short_row, "Bloggs"));
    assert_null(strstr(divided, "Bloggs"));
    g_autofree char *numbered = messages_of(keyed, "id,name\n319903\n");
    assert_non_null(strstr(numbered, "|319903|"));
    assert_non_null(strstr(divided, "1 cell in place of 2; \";\" divides it"));
}

/* A spreadsheet writes its last column's delimiter, XFD's, in the header alone. */
static void a_ragged_row_of_an_extract_has_few_findings(void **state)
{
    (void)state;
    static const char two[] = "{" EXTRACT TWO "}";
    expect(two, "id,name,,,,\n1,a\n2\n", "?1 extra-label ;2 missing-cell ;3 missing-cell name;", "hRR");
    expect(two, "id,name\n1,a,b,c,d\n", "2 extra-cell;", "hR");
    g_autofree char *wide = messages_of(two, "id,name\n1,a,b,c,d\n");
    assert_non_null(strstr(wide, "the row has 3 cells more than it should, from this one on: 5 cells in place of 2"));
}

/* Legal CSV, by two slips, in which rows 3 and 4 would be one cell. */
static void rows_between_two_open_quotes_are_not_lost(void **state)
{
    (void)state;
    static const char six[] =
        "{" EXTRACT "'fields': [{'name': 'a', 'type': 'string'}, {'name': 'b', 'type': 'string'}]}";
    expect(six, "a,b,c,d,e,f\n1,\"x,2,3,4,5\n2,x,2,3,4,5\n3,x\",2,3,4,5\n4,x,2,3,4,5\n",
           "?1 extra-label c;?1 extra-label d;?1 extra-label e;?1 extra-label f;2 quote-error b;", "hRL");
    expect(six, "a,b,c,d,e,f\n1,\"x,2,3,4,5\n2,x\",2,3,4,5\n",
           "?1 extra-label c;?1 extra-label d;?1 extra-label e;?1 extra-label f;2 quote-error b;", "hR");
    expect(six, "a,b,c,d,e,f\n1,\"one, two, three, four, five\nsix, seven\",2,3,4,5\n",
           "?1 extra-label c;?1 extra-label d;?1 extra-label e;?1 extra-label f;", "hL");
}

static void a_row_in_the_line_of_the_header_is_not_shown(void **state)
{
    (void)state;
    g_autofree char *joined = messages_of(PERSON, "id,born,sex7,2012-03-04,Bloggs,M\n8,2012-03-05,F\n");
    assert_null(strstr(joined, "Bloggs"));
    assert_null(strstr(joined, "2012"));
    assert_non_null(strstr(joined, "does a row stand in the header's line"));
    g_autofree char *alone = messages_of(PERSON, "id,born,sex,note\u20287,2012-03-04,Bloggs,M");
    assert_null(strstr(alone, "Bloggs"));
    assert_non_null(strstr(alone, "1 source-error"));
}

static void a_header_that_may_be_data_is_not_shown(void **state)
{
    (void)state;
    g_autofree char *no_header = messages_of(PERSON, "7,Smith,2012-03-04\n8,Jones,2012-03-05\n");
    assert_null(strstr(no_header, "Smith"));
    assert_null(strstr(no_header, "2012"));
    assert_non_null(strstr(no_header, "missing-label born"));
    g_autofree char *header = messages_of(PERSON, "id,born,sex,shoe size\n7,2012-03-04,M,3\n");
    assert_non_null(strstr(header, "shoe size"));
}

static void a_row_that_has_shifted_shows_no_value(void **state)
{
    (void)state;
    g_autofree char *ragged = messages_of(PERSON, "id,born,sex\n7,Smith,John,2012-03-04\n8,2012\n");
    assert_null(strstr(ragged, "John"));
    assert_null(strstr(ragged, "2012"));
    g_autofree char *shifted = messages_of(PERSON, "id,born,sex\n7,Smith,2012-03-04\n");
    assert_null(strstr(shifted, "2012"));
    g_autofree char *only_sex = messages_of(PERSON, "id,born,sex\n7,2012-03-04,X\n");
    assert_non_null(strstr(only_sex, "|X|"));
}

static void a_refused_header_names_all_that_lacks(void **state)
{
    (void)state;
    struct schema *schema = schema_of(PERSON);
    const struct csv_cell cells[] = {{"id", 2, 0}};
    const struct csv_record record = {.row = 1, .line = 1, .lines = 1, .n_cells = 1, .cells = cells, .raw = "id"};
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    struct validator *validator = validator_new(schema, said_note, &said);
    enum row_outcome outcome;
    g_autoptr(GError) error = NULL;
    assert_false(validator_take(validator, &record, NULL, &outcome, &error));
    assert_non_null(strstr(error->message, "\"born\""));
    assert_non_null(strstr(error->message, "\"sex\""));
    validator_free(validator);
    said_clear(&said);
    schema_free(schema);
}

static void what_is_no_csv_is_called_by_its_name(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } files[] = {
        {"PK\003\004\024\"x", "Excel"},   {"%PDF-1.7\n", "PDF"}, {"<html>\n", "web page"}, {"{\"id\": 1}\n", "JSON"},
        {"sep=;\nid;born;sex\n", "sep="},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *all = messages_of(PERSON, files[i].text);
        if (strstr(all, "source-error") == NULL || strstr(all, files[i].word) == NULL)
            fail_msg("%s\ngave %s", files[i].text, all);
    }
}

static void blank_rows_are_errors_where_they_are_refused(void **state)
{
    (void)state;
    struct schema *schema = schema_of(PERSON);
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    struct validator *validator = validator_new(schema, said_note, &said);
    validator_refuse_blank_rows(validator);
    static const char csv[] = "id,born,sex\n\n7,2012-03-04,M\n";
    struct csv_reader *reader =
        csv_reader_open_bytes("given.csv", csv, strlen(csv), &(struct csv_options){.delimiter = ','}, NULL);
    struct csv_record record;
    struct value values[3];
    enum row_outcome outcome;
    while (csv_reader_next(reader, &record, NULL))
        assert_true(validator_take(validator, &record, values, &outcome, NULL));
    assert_string_equal(said.findings->str, "2 blank-row;");
    assert_int_equal(validator_rejected(validator), 0);
    validator_free(validator);
    csv_reader_close(reader);
    said_clear(&said);
    schema_free(schema);
}

static void a_dialect_names_titles_comments_and_no_header(void **state)
{
    (void)state;
    expect("{'dialect': {'headerRows': [2], 'commentChar': '#', 'delimiter': ';'}, " TWO "}",
           "A title;\nid;name\n# a comment\n1;a\n", "", "hhhL");
    expect("{'dialect': {'header': false}, " TWO "}", "1,a\nx,b\n2\n", "2 type-error id;3 missing-cell name;", "LRR");
    expect("{'dialect': {'quoteChar': '^'}, " TWO "}", "id,name\n1,\"a\n2,^b,c^\n", "", "hLL");
}

static void a_file_has_as_many_lines_as_can_be_counted(void **state)
{
    (void)state;
    struct schema *schema = schema_of("{" TWO "}");
    const struct csv_cell header[] = {{"id", 2, 0}, {"name", 4, 0}}, good[] = {{"1", 1, 0}, {"a", 1, 0}};
    struct csv_record record = {.row = 1, .line = 1, .lines = 1, .n_cells = 2, .cells = header};
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    struct validator *validator = validator_new(schema, said_note, &said);
    struct value values[2];
    enum row_outcome outcome;
    GError *error = NULL;
    assert_true(validator_take(validator, &record, values, &outcome, NULL));
    record = (struct csv_record){.row = 2, .line = LIMIT_LINES, .lines = 1, .n_cells = 2, .cells = good};
    assert_true(validator_take(validator, &record, values, &outcome, NULL));
    record.line = LIMIT_LINES + UINT64_C(1);
    assert_false(validator_take(validator, &record, values, &outcome, &error));
    assert_int_equal(error->code, SCORECARD_ERROR_DATA);
    assert_non_null(strstr(error->message, "more than 4,294,967,295 lines"));
    g_error_free(error);
    validator_free(validator);
    said_clear(&said);
    schema_free(schema);
}

static void columns_without_a_header_are_told_once(void **state)
{
    (void)state;
    static const char schema[] = "{" EXTRACT "'fields': [{'name': 'id', 'type': 'string'}]}";
    g_autofree char *many = messages_of(schema, "id,,,,x,\n1,,,,,\n");
    assert_string_equal(many, "?1 extra-label ;?1 extra-label x;?1 extra-label ;\n"
                              "this column and the others up to D have no header; they are ignored|||\n"
                              "the schema has no field \"x\"; the column is ignored|||\n"
                              "this column has no header; the column is ignored|||\n");
    expect("{'fieldsMatch': 'equal', " TWO "}", "id,name,,\n1,a,,\n", "1 extra-label ;1 extra-label ;", "hL");
}

static void a_header_that_lacks_a_field_says_what_to_do_where_one_is_near(void **state)
{
    (void)state;
    static const char schema[] = "{" EXTRACT "'fields': [{'name': 'id', 'type': 'string'}, {'name': 'received', "
                                 "'type': 'string'}]}";
    g_autofree char *near = messages_of(schema, "id,recieved\n1,a\n"), *far = messages_of(schema, "id,other\n1,a\n");
    assert_non_null(strstr(near, "lacks the field \"received\"; is \"recieved\" meant?|||Rename the column"));
    assert_non_null(strstr(far, "lacks the field \"received\""));
    assert_null(strstr(far, "Rename"));
}

static void a_fault_of_the_file_is_placed_by_line_and_column(void **state)
{
    (void)state;
    struct schema *schema = schema_of("{" TWO "}");
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    struct validator *validator = validator_new(schema, said_note, &said);
    static const char csv[] = "id,name\n1,a\n2,\"open\n";
    struct csv_reader *reader =
        csv_reader_open_bytes("given.csv", csv, strlen(csv), &(struct csv_options){.delimiter = ','}, NULL);
    struct csv_record record;
    struct value values[2];
    enum row_outcome outcome;
    g_autoptr(GError) error = NULL;
    while (csv_reader_next(reader, &record, NULL) && validator_take(validator, &record, values, &outcome, &error))
        ;
    assert_string_equal(error->message, "line 3, column B: a quote opens here and never closes");
    validator_free(validator);
    csv_reader_close(reader);
    said_clear(&said);
    schema_free(schema);
}

static void a_cell_that_the_record_lacks_is_none(void **state)
{
    (void)state;
    struct schema *schema = schema_of("{'fieldsMatch': 'partial', " TWO "}");
    const struct csv_cell cells[] = {{"name", 4, 0}, {"beyond", 6, 0}};
    const struct csv_record header = {.row = 1, .line = 1, .lines = 1, .n_cells = 1, .cells = cells};
    const struct csv_record empty = {.row = 2, .line = 2, .lines = 1, .n_cells = 0, .cells = cells};
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    struct validator *validator = validator_new(schema, said_note, &said);
    enum row_outcome outcome;
    assert_true(validator_take(validator, &header, NULL, &outcome, NULL));
    assert_ptr_equal(validator_cell(validator, &header, 1), &cells[0]);
    assert_null(validator_cell(validator, &header, 0));
    assert_null(validator_cell(validator, &empty, 1));
    validator_free(validator);
    said_clear(&said);
    schema_free(schema);
}

static void the_gate_is_a_share_of_rows(void **state)
{
    (void)state;
    struct schema *schema = schema_of("{'x-gate': 0.5, " TWO "}");
    const struct csv_cell good[] = {{"1", 1, 0}, {"a", 1, 0}}, bad[] = {{"x", 1, 0}, {"a", 1, 0}},
                          header[] = {{"id", 2, 0}, {"name", 4, 0}};
    const struct csv_cell *rows[] = {header, good, bad, bad};
    struct said said = {g_string_new(NULL), g_string_new(NULL), g_string_new(NULL), g_string_new(NULL)};
    struct validator *validator = validator_new(schema, said_note, &said);
    struct value values[2];
    enum row_outcome outcome;
    for (uint64_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        const struct csv_record record = {.row = i + 1, .line = i + 1, .lines = 1, .n_cells = 2, .cells = rows[i]};
        assert_false(validator_is_over_gate(validator));
        assert_true(validator_take(validator, &record, values, &outcome, NULL));
    }
    assert_true(validator_is_over_gate(validator));
    assert_int_equal(validator_rejected(validator), 2);
    validator_free(validator);
    said_clear(&said);
    schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_are_ready_to_be_stored),
        cmocka_unit_test(an_exact_header_is_matched_by_place),
        cmocka_unit_test(other_matches_go_by_name),
        cmocka_unit_test(an_extract_folds_headers_and_lacks_optional_columns),
        cmocka_unit_test(ragged_rows_are_rejected),
        cmocka_unit_test(blank_rows_are_told_in_the_middle_only),
        cmocka_unit_test(a_line_of_delimiters_is_a_row_that_is_rejected),
        cmocka_unit_test(an_empty_file_and_a_file_without_rows_are_told),
        cmocka_unit_test(faults_of_a_record_reject_it_and_an_open_quote_the_file),
        cmocka_unit_test(lines_are_of_the_cell_and_of_the_record),
        cmocka_unit_test(primary_keys_are_unique_and_not_null),
        cmocka_unit_test(the_first_row_that_loads_has_the_key),
        cmocka_unit_test(unique_fields_and_keys_pass_over_nulls),
        cmocka_unit_test(a_row_that_breaks_one_key_takes_no_other),
        cmocka_unit_test(foreign_keys_to_the_file_itself_wait_for_parents),
        cmocka_unit_test(queries_load_and_errors_reject),
        cmocka_unit_test(an_empty_key_of_an_extract_is_told_once),
        cmocka_unit_test(personal_values_are_masked),
        cmocka_unit_test(a_ragged_row_shows_no_key),
        cmocka_unit_test(a_ragged_row_of_an_extract_has_few_findings),
        cmocka_unit_test(rows_between_two_open_quotes_are_not_lost),
        cmocka_unit_test(a_row_in_the_line_of_the_header_is_not_shown),
        cmocka_unit_test(a_header_that_may_be_data_is_not_shown),
        cmocka_unit_test(a_row_that_has_shifted_shows_no_value),
        cmocka_unit_test(a_refused_header_names_all_that_lacks),
        cmocka_unit_test(what_is_no_csv_is_called_by_its_name),
        cmocka_unit_test(blank_rows_are_errors_where_they_are_refused),
        cmocka_unit_test(a_dialect_names_titles_comments_and_no_header),
        cmocka_unit_test(a_file_has_as_many_lines_as_can_be_counted),
        cmocka_unit_test(columns_without_a_header_are_told_once),
        cmocka_unit_test(a_header_that_lacks_a_field_says_what_to_do_where_one_is_near),
        cmocka_unit_test(a_fault_of_the_file_is_placed_by_line_and_column),
        cmocka_unit_test(a_cell_that_the_record_lacks_is_none),
        cmocka_unit_test(the_gate_is_a_share_of_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
