/* Table Schema v2 casts, type by type: what is a value and what is none. */
#include "pipeline/lib/space.h"
#include "stages/schema/cell.h"
#include "tests/given.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* `properties` follow the field's name: "'type': 'integer', 'groupChar': ','". */
static struct schema *field_schema(const char *properties)
{
    g_autofree char *json = g_strdup_printf("{'fields': [{'name': 'f', %s}]}", properties);
    g_autoptr(GError) error = NULL;
    struct schema *schema = given_schema(json, &error);
    if (schema == NULL)
        fail_msg("%s: %s", properties, error->message);
    return schema;
}

static uint32_t take(const struct schema *schema, const char *text, char *buffer, struct cell *cell)
{
    return cell_take(schema->fields[0].rule, text, (uint32_t)strlen(text), buffer, cell);
}

static void expect(const char *properties, const char *const *texts, bool is_valid)
{
    struct schema *schema = field_schema(properties);
    char buffer[CELL_BUFFER];
    struct cell cell;
    for (; *texts != NULL; texts++)
        if ((take(schema, *texts, buffer, &cell) == 0) != is_valid)
            fail_msg("{%s}: \"%s\" should be %s", properties, *texts, is_valid ? "valid" : "invalid");
    schema_free(schema);
}

#define EXPECT_VALID(properties, ...) expect(properties, (const char *const[]){__VA_ARGS__, NULL}, true)
#define EXPECT_INVALID(properties, ...) expect(properties, (const char *const[]){__VA_ARGS__, NULL}, false)

static void integers_are_signed_digits(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'integer'", "0", "7", "-1", "+5", "007", "9223372036854775807", "-9223372036854775808",
                 "123456789012345678901234567890");
    EXPECT_INVALID("'type': 'integer'", "1.0", "1.", "1e3", "a", "-", "+", "1,000", " 1", "1 ", "--1", "0x10", "NaN",
                   "1_000");
}

static void integers_may_be_grouped(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'integer', 'groupChar': ','", "1,000", "1000", "1,000,000", "-1,234");
    EXPECT_VALID("'type': 'integer', 'groupChar': ' '", "1 000");
    EXPECT_INVALID("'type': 'integer', 'groupChar': ','", ",1", "1,", "1,,000", "1.000", ",");
}

static void numbers_that_are_not_bare_are_stripped(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'integer', 'bareNumber': false", "95%", "EUR 95", "€95", "-5 km", "$-5", "95");
    EXPECT_INVALID("'type': 'integer', 'bareNumber': false", "EUR", "%", "9 5", "-£5");
    EXPECT_VALID("'type': 'number', 'bareNumber': false", "€95.50", "EUR 95.50", "95.5%", "-.5%", "1E2 m");
    EXPECT_INVALID("'type': 'number', 'bareNumber': false", "abc", "1.2.3 m");
    EXPECT_INVALID("'type': 'integer', 'bareNumber': true", "95%", "EUR 95");
    EXPECT_INVALID("'type': 'number'", "95%", "€95");
}

static void numbers_follow_xml_schema_decimals(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'number'", "-1.23", "12678967.543233", "+100000.00", "210", "0", ".5", "5.", "-0", "1E5",
                 "1e5", "1E+5", "1.5E-3", "NaN", "nan", "INF", "inf", "-INF", "-inf",
                 "0.1000000000000000055511151231257827");
    EXPECT_INVALID("'type': 'number'", "1,5", "1 000", "abc", ".", "-", "+", "1E", "1E+", "E5", "1.2.3", "--1",
                   "Infinity", "+INF", "0x1p3", " 1", "1 ");
}

static void numbers_may_have_other_characters(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'number', 'decimalChar': ','", "1,5", "15", ",5", "-1,25");
    EXPECT_INVALID("'type': 'number', 'decimalChar': ','", "1.5", "1,5,5");
    EXPECT_VALID("'type': 'number', 'decimalChar': ',', 'groupChar': '.'", "1.234,5", "1234,5", "1.234.567");
    EXPECT_INVALID("'type': 'number', 'decimalChar': ',', 'groupChar': '.'", "1,234.5", ".1", "1..000");
    EXPECT_VALID("'type': 'number', 'groupChar': ','", "1,234.5", "100,000");
    EXPECT_VALID("'type': 'number', 'decimalChar': '::', 'groupChar': '##'", "1##234::5");
}

static double number_of(const char *properties, const char *text)
{
    struct schema *schema = field_schema(properties);
    char buffer[CELL_BUFFER];
    struct cell cell;
    assert_int_equal(take(schema, text, buffer, &cell), 0);
    assert_int_equal(cell.value.kind, VALUE_REAL);
    schema_free(schema);
    return cell.value.as.real;
}

static void numbers_are_the_nearest_doubles(void **state)
{
    (void)state;
    assert_true(number_of("'type': 'number'", "0.1") == 0.1);
    assert_true(number_of("'type': 'number'", "-1234.56") == -1234.56);
    assert_true(number_of("'type': 'number'", "0.30000000000000004") == 0.30000000000000004);
    assert_true(number_of("'type': 'number'", "123456789012345.6") == 123456789012345.6);
    assert_true(number_of("'type': 'number'", "000000000000000000001.5") == 1.5);
    assert_true(number_of("'type': 'number'", "1E-3") == 1e-3);
    assert_true(number_of("'type': 'number', 'decimalChar': ',', 'groupChar': '.'", "1.234,5") == 1234.5);
    assert_true(number_of("'type': 'number', 'bareNumber': false", "EUR -95.5 net") == -95.5);
}

static void booleans_are_the_listed_words_only(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'boolean'", "true", "True", "TRUE", "1", "false", "False", "FALSE", "0");
    EXPECT_INVALID("'type': 'boolean'", "yes", "no", "y", "t", "tRUE", "2", "1.0", " true");
    EXPECT_VALID("'type': 'boolean', 'trueValues': ['yes'], 'falseValues': ['no']", "yes", "no");
    EXPECT_INVALID("'type': 'boolean', 'trueValues': ['yes'], 'falseValues': ['no']", "true", "0", "Yes");
    EXPECT_VALID("'type': 'boolean', 'trueValues': ['yes']", "yes", "false");
}

static void dates_are_iso_by_default(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'date'", "2024-01-26", "2020-02-29", "0001-01-01", "9999-12-31", "1899-12-31");
    EXPECT_VALID("'type': 'date', 'format': 'default'", "2024-01-26");
    EXPECT_INVALID("'type': 'date'", "2019-02-29", "2024-13-01", "2024-00-10", "2024-01-32", "2024-1-26", "26/01/2024",
                   "20240126", "2024-01-26T00:00:00", "0000-01-01", "2024-01-26 ", "today", "1900-02-29");
}

static void dates_follow_their_pattern(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'date', 'format': '%d/%m/%Y'", "26/01/2024", "1/2/2020");
    EXPECT_INVALID("'type': 'date', 'format': '%d/%m/%Y'", "2024-01-26", "31/02/2020", "01/13/2020", "26/01/24",
                   "26/01/2024 ");
    EXPECT_VALID("'type': 'date', 'format': 'fmt:%d/%m/%Y'", "26/01/2024");
    EXPECT_VALID("'type': 'date', 'format': '%d.%m.%y'", "26.01.24", "26.01.99");
    EXPECT_VALID("'type': 'date', 'format': '%Y-%b-%d'", "2022-Sep-28", "2022-SEP-28", "2022-may-28");
    EXPECT_INVALID("'type': 'date', 'format': '%Y-%b-%d'", "2022-september-28");
    EXPECT_VALID("'type': 'date', 'format': '%d %B %Y'", "1 January 2020", "01 march 2020");
    EXPECT_INVALID("'type': 'date', 'format': '%d %B %Y'", "1 Jan 2020", "1 Januar 2020", "1January2020", "1 Foo 2020");
    EXPECT_VALID("'type': 'date', 'format': '%Y%m%d'", "20240126");
    EXPECT_VALID("'type': 'date', 'format': '%Y-%j'", "2024-366");
    EXPECT_INVALID("'type': 'date', 'format': '%Y-%j'", "2023-366", "2024-000");
    EXPECT_VALID("'type': 'date', 'format': '100%% %Y'", "100% 2020");
    EXPECT_VALID("'type': 'date', 'format': '%A, %d %b %Y'", "Friday, 26 Jan 2024");
}

static void datetimes_follow_xml_schema_or_their_pattern(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'datetime'", "2024-01-26T15:00:00", "2024-01-26T15:00:00.300-05:00", "2024-01-26T15:00:00Z",
                 "2024-01-26T24:00:00", "2024-01-26T15:00:00+14:00", "-0044-03-15T00:00:00", "12024-01-26T15:00:00");
    EXPECT_INVALID("'type': 'datetime'", "2024-01-26", "2024-01-26 15:00:00", "2024-01-26T25:00:00",
                   "2024-01-26T15:60:00", "2024-01-26T15:00", "2024-01-26T15:00:00.", "2024-01-26T15:00:00+15:00",
                   "2024-02-30T00:00:00", "2024-01-26T15:00:60", "2024-01-26T24:00:01", "15:00:00",
                   "0000-01-01T00:00:00");
    EXPECT_VALID("'type': 'datetime', 'format': '%d/%m/%Y %H:%M:%S'", "12/11/2018 09:15:32");
    EXPECT_INVALID("'type': 'datetime', 'format': '%d/%m/%Y %H:%M:%S'", "12/11/2018", "12/11/2018 24:15:32",
                   "2018-11-12T09:15:32");
    EXPECT_VALID("'type': 'datetime', 'format': '%Y-%m-%dT%H:%M:%S.%f%z'", "2024-01-26T15:00:00.5+0100");
    EXPECT_VALID("'type': 'datetime', 'format': '%I:%M %p %d/%m/%Y'", "11:30 PM 12/11/2018");
    EXPECT_INVALID("'type': 'datetime', 'format': '%I:%M %p %d/%m/%Y'", "13:30 PM 12/11/2018", "0:30 AM 12/11/2018",
                   "11:30 XM 12/11/2018", "11:30 Px 12/11/2018", "11:30 P");
    EXPECT_VALID("'type': 'datetime', 'format': '%d/%m/%Y %H:%M %z'", "12/11/2018 09:15 +0100",
                 "12/11/2018 09:15 -05:30", "12/11/2018 09:15 Z");
    EXPECT_INVALID("'type': 'datetime', 'format': '%d/%m/%Y %H:%M %z'", "12/11/2018 09:15 ", "12/11/2018 09:15 0100",
                   "12/11/2018 09:15 +1", "12/11/2018 09:15 +x100", "12/11/2018 09:15 +01", "12/11/2018 09:15 +2400",
                   "12/11/2018 09:15 +0160", "12/11/2018 09:15 +01:0x");
    EXPECT_VALID("'type': 'datetime', 'format': '%d/%m/%Y %H:%M %Z'", "12/06/2018 09:15 BST", "12/06/2018 09:15 utc");
    EXPECT_INVALID("'type': 'datetime', 'format': '%d/%m/%Y %H:%M %Z'", "12/06/2018 09:15 CEST", "12/06/2018 09:15 ");
}

static void years_and_months_follow_xml_schema(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'year'", "2020", "0001", "-0045", "12020", "2020Z", "2020+01:00");
    EXPECT_INVALID("'type': 'year'", "20", "202", "0000", "02020", "abcd", "2020-01", "2020.0", " 2020");
    EXPECT_VALID("'type': 'yearmonth'", "2020-01", "2020-12", "-0045-03", "2020-01Z");
    EXPECT_INVALID("'type': 'yearmonth'", "2020-13", "2020-00", "2020-1", "2020", "2020-01-01", "202001", "0000-01");
}

static void strings_have_formats(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'string'", "anything", " ", "0");
    EXPECT_VALID("'type': 'string', 'format': 'email'", "a@b.com", "first.last+tag@sub.example.co.uk",
                 "\"a b\"@example.com", "x@[192.0.2.1]", "te~st@example.com", "\"a\\\\\\\"b\"@example.com",
                 "x@[IPv6:2001:db8::1]");
    EXPECT_INVALID("'type': 'string', 'format': 'email'", "plain", "@b.com", "a@", "a@b", "a b@c.com", "a@b..com",
                   ".a@b.com", "a.@b.com", "a..b@c.com", "a@-b.com", "a@b@c.com", "a@b.com (Joe)",
                   "a@111.222.333.44444", "\"a\"b\"@c.com", "\"a\\\"@c.com", "\"a\x01\"@c.com", "\"\xC3\xA9\"@c.com",
                   "x@[192.0.2.1", "x@[a]", "x@b.c0m-", "x@b.-com",
                   "a2345678901234567890123456789012345678901234567890123456789012345@b.com");
    EXPECT_VALID("'type': 'string', 'format': 'uri'", "http://example.com", "https://example.com:8080/a%20b?x=1&y=2#z",
                 "mailto:a@b.com", "urn:isbn:0451450523", "ftp://ftp.example.org/x", "http://[2001:db8::1]/",
                 "file:///etc/hosts", "tel:+1-816-555-1212", "http://user:secret@example.com/", "http://[::1]:8080/x",
                 "http://[v1.fe80:a]/", "http://x.com/%41");
    EXPECT_INVALID("'type': 'string', 'format': 'uri'", "example.com", "//example.com", "/path", "http://",
                   "http://a b.com", "http://exa mple.com/", "1http://x.com", "http://x.com/%zz", "http://x.com/<y>",
                   "notauri", "http://x:port/", "http:example", "http://us er@example.com/", "http://[::1/",
                   "http://[]/", "http://[192.0.2.1]/", "http://[v1 x]/", "http://[::1]x/", "http://x:123456/",
                   "http://x.com/%4", "http://x.com/%", "http://x.com/?a b", "http://x.com/#a b", "http", "");
    EXPECT_VALID("'type': 'string', 'format': 'binary'", "aGVsbG8=", "dGVzdA==", "YWJj");
    EXPECT_INVALID("'type': 'string', 'format': 'binary'", "aGVsbG8", "a===", "not base64!", "aGVs bG8=", "=abc");
    EXPECT_VALID("'type': 'string', 'format': 'uuid'", "0a7b330a-a736-35ea-8f7f-feaf019cdc00",
                 "0A7B330A-A736-35EA-8F7F-FEAF019CDC00");
    EXPECT_INVALID("'type': 'string', 'format': 'uuid'", "0a7b330a-a736-35ea-8f7f-feaf019cdc0", "not-a-uuid",
                   "0a7b330aa73635ea8f7ffeaf019cdc00", "0a7b330g-a736-35ea-8f7f-feaf019cdc00");
}

static void missing_values_come_before_the_cast(void **state)
{
    (void)state;
    struct schema *schema = field_schema("'type': 'integer', 'missingValues': ['-', {'value': 'x', 'label': 'none'}]");
    char buffer[CELL_BUFFER];
    struct cell cell;
    assert_int_equal(take(schema, "-", buffer, &cell), CELL_IS_NULL);
    assert_int_equal(take(schema, "x", buffer, &cell), CELL_IS_NULL);
    assert_int_equal(take(schema, "", buffer, &cell), CELL_NOT_TYPE);
    schema_free(schema);
    schema = field_schema("'type': 'string', 'missingValues': [], 'constraints': {'required': true}");
    assert_int_equal(take(schema, "", buffer, &cell), 0);
    assert_int_equal(cell.value.kind, VALUE_TEXT);
    schema_free(schema);
}

static void bounds_are_of_the_logical_value(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'integer', 'constraints': {'minimum': 5, 'maximum': '10'}", "5", "10", "007");
    EXPECT_INVALID("'type': 'integer', 'constraints': {'minimum': 5, 'maximum': '10'}", "4", "11", "-6");
    EXPECT_VALID("'type': 'number', 'constraints': {'exclusiveMinimum': 0, 'exclusiveMaximum': 1.5}", "0.1", "1.4999");
    EXPECT_INVALID("'type': 'number', 'constraints': {'exclusiveMinimum': 0, 'exclusiveMaximum': 1.5}", "0", "-0",
                   "1.50", "NaN", "INF", "-INF");
    EXPECT_VALID("'type': 'date', 'constraints': {'minimum': '2020-01-01', 'maximum': '2020-12-31'}", "2020-01-01",
                 "2020-12-31");
    EXPECT_INVALID("'type': 'date', 'constraints': {'minimum': '2020-01-01', 'maximum': '2020-12-31'}", "2019-12-31",
                   "2021-01-01");
    EXPECT_INVALID("'type': 'date', 'format': '%d/%m/%Y', 'constraints': {'maximum': '01/02/2020'}", "02/02/2020",
                   "01/01/2021");
    EXPECT_VALID("'type': 'date', 'format': '%d/%m/%Y', 'constraints': {'maximum': '01/02/2020'}", "31/01/2020",
                 "01/02/2020");
    EXPECT_VALID("'type': 'datetime', 'constraints': {'minimum': '2020-01-01T12:00:00Z'}", "2020-01-01T13:00:00+01:00");
    EXPECT_INVALID("'type': 'datetime', 'constraints': {'minimum': '2020-01-01T12:00:00Z'}",
                   "2020-01-01T12:30:00+01:00");
    EXPECT_INVALID("'type': 'year', 'constraints': {'minimum': 2000, 'maximum': '2020'}", "1999", "2021");
    EXPECT_INVALID("'type': 'yearmonth', 'constraints': {'minimum': '2020-02'}", "2020-01", "2019-12");
}

static void lengths_count_characters(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'string', 'constraints': {'minLength': 2, 'maxLength': 3}", "ab", "äöü", "日本語");
    EXPECT_INVALID("'type': 'string', 'constraints': {'minLength': 2, 'maxLength': 3}", "a", "ä", "abcd", "äöüß");
}

static void patterns_match_the_whole_value(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '^a.*$'}", "a", "apple");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '^a.*$'}", "orange", "banana");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '[0-9]{3}'}", "123");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '[0-9]{3}'}", "1234", "x123", "12", "123\n");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': 'cat|dog'}", "cat", "dog");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': 'cat|dog'}", "cats", "hotdog");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '[a-z-[aeiou]]+'}", "xyz");
    /* By hand and by GRegex alike. */
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': 'a\\\\d.'}", "a1x", "a\xD9\xA1é");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '(a)\\\\d.'}", "a1x", "a\xD9\xA1é");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': 'a\\\\s.'}", "a\fx", "a \r", "a\xC2\xA0x");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '(a)\\\\s.'}", "a\fx", "a \r", "a\xC2\xA0x");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '[a-z-[aeiou]]+'}", "xaz");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '.{3}'}", "äöü");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '[A-Z]*X'}", "ABX", "X");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '\\\\d{2}-\\\\d+(\\\\.\\\\d)?'}", "12-3", "12-34.5");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '[^0-9]+'}", "äbc");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '[^0-9]+'}", "ab1");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '\\\\i\\\\c*'}", "name-1");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '\\\\i\\\\c*'}", "1name");
    EXPECT_VALID("'type': 'string', 'constraints': {'pattern': '[+-]?[0-9]{1,3}'}", "-12", "+1", "123");
    EXPECT_INVALID("'type': 'string', 'constraints': {'pattern': '[+-]?[0-9]{1,3}'}", "1234", "--1", "+");
}

static void enums_are_of_the_logical_value(void **state)
{
    (void)state;
    EXPECT_VALID("'type': 'integer', 'constraints': {'enum': [1, '2', 3]}", "1", "02", "+3");
    EXPECT_INVALID("'type': 'integer', 'constraints': {'enum': [1, '2', 3]}", "4");
    EXPECT_VALID("'type': 'number', 'constraints': {'enum': [1.5]}", "1.50");
    EXPECT_INVALID("'type': 'boolean', 'constraints': {'enum': [true]}", "false");
    EXPECT_VALID("'type': 'boolean', 'constraints': {'enum': [true]}", "1");
    EXPECT_INVALID("'type': 'string', 'constraints': {'enum': ['a', 'b']}", "A", "c", "ab");
    EXPECT_VALID("'type': 'date', 'constraints': {'enum': ['2020-01-01']}", "2020-01-01");
    EXPECT_VALID("'type': 'string', 'categories': ['apple', 'pear']", "apple");
    EXPECT_INVALID("'type': 'string', 'categories': ['apple', 'pear']", "plum");
    EXPECT_INVALID("'type': 'integer', 'categories': [{'value': 0, 'label': 'no'}, {'value': 1}]", "2");
}

static void several_constraints_are_all_told(void **state)
{
    (void)state;
    struct schema *schema =
        field_schema("'type': 'string', 'constraints': {'maxLength': 2, 'pattern': '[0-9]+', 'enum': ['1']}");
    char buffer[CELL_BUFFER];
    struct cell cell;
    assert_int_equal(take(schema, "abc", buffer, &cell), CELL_TOO_LONG | CELL_NOT_PATTERN | CELL_NOT_IN_ENUM);
    schema_free(schema);
}

/* Properties of our own extracts. */

static void extracts_take_further_date_formats_and_drop_times(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    struct schema *schema =
        given_schema("{'x-load': 'replace', 'x-trim': true, 'fields': [{'name': 'f', 'type': 'date', "
                     "'x-formats': ['%d/%m/%Y', '%Y-%b-%d %H:%M:%S', '%Y-%b-%d']}]}",
                     &error);
    assert_non_null(schema);
    static const struct {
        const char *text, *date;
    } cases[] = {
        {"2022-09-28", "2022-09-28"},
        {" 28/09/2022 ", "2022-09-28"},
        {"2022-Sep-28 00:00:00", "2022-09-28"},
        {"2022-sep-28", "2022-09-28"},
        {"28/09/2022 13:45", "2022-09-28"},
        {"2022-09-28T13:45:00.5Z", "2022-09-28"},
        {"2022-09-28 00:00:00", "2022-09-28"},
        {"1/2/2020", NULL},
        {"1899-12-31", NULL},
        {"2101-01-01", NULL},
        {"31/02/2020", NULL},
        {"2022-09-28 25:00", NULL},
        {"2022-13-28", NULL},
        {"28/09/2022x", NULL},
        {"09/28/2022", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char buffer[CELL_BUFFER];
        struct cell cell;
        const uint32_t bits = take(schema, cases[i].text, buffer, &cell);
        g_autofree char *date = bits == 0 ? g_strndup(cell.value.as.text, cell.value.length) : NULL;
        if (g_strcmp0(date, cases[i].date) != 0)
            fail_msg("\"%s\" gave %s", cases[i].text, date == NULL ? "no date" : date);
    }
    schema_free(schema);
}

static void extracts_hold_no_number_beyond_what_sums_exactly(void **state)
{
    (void)state;
    char buffer[CELL_BUFFER];
    struct cell cell;
    struct schema *schema = given_schema("{'x-load': 'replace', 'fields': [{'name': 'f', 'type': 'number'}]}", NULL);
    assert_int_equal(take(schema, "NaN", buffer, &cell), CELL_NOT_TYPE);
    assert_int_equal(take(schema, "-INF", buffer, &cell), CELL_NOT_TYPE);
    assert_int_equal(take(schema, "1e16", buffer, &cell), CELL_NOT_TYPE);
    assert_int_equal(take(schema, "-9007199254740992", buffer, &cell), 0);
    assert_int_equal(take(schema, "1.5", buffer, &cell), 0);
    schema_free(schema);
    schema = given_schema("{'x-load': 'replace', 'fields': [{'name': 'f', 'type': 'integer', 'x-decimal-zero': true}]}",
                          NULL);
    assert_int_equal(take(schema, "9223372036854775808", buffer, &cell), CELL_NOT_TYPE);
    assert_int_equal(take(schema, "9007199254740994", buffer, &cell), CELL_NOT_TYPE);
    assert_int_equal(take(schema, "9007199254740992", buffer, &cell), 0);
    assert_int_equal(take(schema, "7.0", buffer, &cell), 0);
    assert_int_equal(cell.value.as.integer, 7);
    assert_int_equal(take(schema, "7.5", buffer, &cell), CELL_NOT_TYPE);
    schema_free(schema);
}

static void money_is_pence(void **state)
{
    (void)state;
    char buffer[CELL_BUFFER];
    struct cell cell;
    struct schema *schema = field_schema("'type': 'number', 'x-money': true, 'constraints': {'minimum': 0}");
    assert_int_equal(schema->fields[0].stored_as, STORED_INTEGER);
    assert_int_equal(take(schema, "£1,234.56", buffer, &cell), 0);
    assert_int_equal(cell.value.as.integer, 123456);
    assert_int_equal(take(schema, "(5.00)", buffer, &cell), CELL_BELOW_MINIMUM);
    assert_int_equal(take(schema, "five", buffer, &cell), CELL_NOT_TYPE);
    schema_free(schema);
}

static void upns_are_put_right_and_their_letter_is_tested(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint32_t bits;
        const char *stored;
    } cases[] = {
        {"B801200005001", 0, "B801200005001"},
        {"H801200001001", 0, "H801200001001"},
        {"E895200125003", 0, "E895200125003"},
        {"M89520012500A", 0, "M89520012500A"},
        {"P207000016049", 0, "P207000016049"},
        {"A801200005001", CELL_UPN_LETTER, "A801200005001"},
        {"Q207000016049", CELL_UPN_LETTER, "Q207000016049"},
        {"h8012 00001001", CELL_UPN_CASE, "H801200001001"},
        {"a801200005001", CELL_UPN_CASE | CELL_UPN_LETTER, "A801200005001"},
        {"H80120000100", CELL_UPN_SHAPE, "H80120000100"},
        {"H8012000010011", CELL_UPN_SHAPE, "H8012000010011"},
        {"HX01200001001", CELL_UPN_SHAPE, "HX01200001001"},
        {"8801200001001", CELL_UPN_SHAPE, "8801200001001"},
    };
    struct schema *schema = field_schema("'type': 'string', 'x-check': 'upn'");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char buffer[CELL_BUFFER];
        struct cell cell;
        assert_int_equal(take(schema, cases[i].text, buffer, &cell), cases[i].bits);
        g_autofree char *stored = g_strndup(cell.value.as.text, cell.value.length);
        assert_string_equal(stored, cases[i].stored);
    }
    schema_free(schema);
}

static void a_financial_year_has_one_spelling(void **state)
{
    (void)state;
    static const char *const same[] = {"2020-21", "2020/21", "2020-2021", "2020/2021", "202021", "20202021"};
    static const char *const none[] = {"2020-22", "2020-20", "2020-2121", "2020",
                                       "2020-1",  "2020 21", "abcd-ef",   "2020--21"};
    struct schema *schema = field_schema("'type': 'string', 'x-check': 'financial-year'");
    char buffer[CELL_BUFFER];
    struct cell cell;
    for (size_t i = 0; i < G_N_ELEMENTS(same); i++) {
        assert_int_equal(take(schema, same[i], buffer, &cell), 0);
        assert_int_equal(cell.value.length, FINANCIAL_YEAR_LENGTH);
        assert_memory_equal(cell.value.as.text, "2020-21", FINANCIAL_YEAR_LENGTH);
    }
    assert_int_equal(take(schema, "1999-00", buffer, &cell), 0);
    for (size_t i = 0; i < G_N_ELEMENTS(none); i++)
        assert_int_equal(take(schema, none[i], buffer, &cell), CELL_NOT_FINANCIAL_YEAR);
    schema_free(schema);
}

static void expect_trimmed(const char *text, const char *expected)
{
    g_autofree char *trimmed = space_trimmed(text, strlen(text));
    assert_string_equal(trimmed, expected);
}

static void space_is_what_unicode_calls_so(void **state)
{
    (void)state;
    expect_trimmed(" \t\v\r\nx y\f ", "x y");
    expect_trimmed("\u00a0\u2003\u3000\u202fx\u1680y\u2028\u205f\xc2\x85", "x\u1680y");
    expect_trimmed("\u00a0 \u2009", "");
    expect_trimmed("", "");
    expect_trimmed("\u200bx\ufeff", "\u200bx\ufeff"); /* without width, but no space */
    expect_trimmed("\xa0x\xc2", "\xa0x\xc2");         /* no UTF-8 */
    expect_trimmed("é\u00e2", "é\u00e2");
}

static void cells_are_trimmed_of_any_space(void **state)
{
    (void)state;
    struct schema *schema = given_schema("{'x-trim': true, 'fields': [{'name': 'f', 'type': 'integer'}]}", NULL);
    char buffer[CELL_BUFFER];
    struct cell cell;
    assert_int_equal(take(schema, "\u2003 12\u202f", buffer, &cell), 0);
    assert_int_equal(cell.order, 12);
    assert_int_equal(take(schema, "\u3000\u00a0", buffer, &cell), CELL_IS_NULL);
    schema_free(schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(integers_are_signed_digits),
        cmocka_unit_test(integers_may_be_grouped),
        cmocka_unit_test(numbers_that_are_not_bare_are_stripped),
        cmocka_unit_test(numbers_follow_xml_schema_decimals),
        cmocka_unit_test(numbers_may_have_other_characters),
        cmocka_unit_test(numbers_are_the_nearest_doubles),
        cmocka_unit_test(booleans_are_the_listed_words_only),
        cmocka_unit_test(dates_are_iso_by_default),
        cmocka_unit_test(dates_follow_their_pattern),
        cmocka_unit_test(datetimes_follow_xml_schema_or_their_pattern),
        cmocka_unit_test(years_and_months_follow_xml_schema),
        cmocka_unit_test(strings_have_formats),
        cmocka_unit_test(missing_values_come_before_the_cast),
        cmocka_unit_test(bounds_are_of_the_logical_value),
        cmocka_unit_test(lengths_count_characters),
        cmocka_unit_test(patterns_match_the_whole_value),
        cmocka_unit_test(enums_are_of_the_logical_value),
        cmocka_unit_test(several_constraints_are_all_told),
        cmocka_unit_test(extracts_take_further_date_formats_and_drop_times),
        cmocka_unit_test(extracts_hold_no_number_beyond_what_sums_exactly),
        cmocka_unit_test(money_is_pence),
        cmocka_unit_test(upns_are_put_right_and_their_letter_is_tested),
        cmocka_unit_test(a_financial_year_has_one_spelling),
        cmocka_unit_test(space_is_what_unicode_calls_so),
        cmocka_unit_test(cells_are_trimmed_of_any_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
