#include "pipeline/lib/csv.h"

#include "pipeline/lib/csv_write.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/resource.h>

/* A text read wholly and written down again: "[cell][cell]" a record, "|" before it its line where it is not the next
 * one, "blank" and "!fault@line/cell" where it is so. */
static void describe_record(GString *out, const struct csv_record *record)
{
    static const char *const faults[] = {"", "quote", "unclosed", "encoding", "nul", "limit"};
    for (uint32_t i = 0; i < record->n_cells; i++)
        g_string_append_printf(out, "[%.*s]", (int)record->cells[i].length, record->cells[i].text);
    if (record->is_blank)
        g_string_append(out, "blank");
    if (record->fault != CSV_FAULT_NONE)
        g_string_append_printf(out, "!%s@%" G_GUINT64_FORMAT "/%u", faults[record->fault], (guint64)record->fault_line,
                               record->fault_cell);
    if (record->lines > 1)
        g_string_append_printf(out, "x%u", record->lines);
    g_string_append_c(out, ' ');
}

static struct csv_reader *open_text(const char *text, size_t length, struct csv_options options)
{
    GError *error = NULL;
    struct csv_reader *reader = csv_reader_open_bytes("test", text, length, &options, &error);
    assert_null(error);
    assert_non_null(reader);
    return reader;
}

static char *describe_sized(const char *text, size_t length, struct csv_options options)
{
    struct csv_reader *reader = open_text(text, length, options);
    GString *out = g_string_new(NULL);
    GError *error = NULL;
    struct csv_record record;
    uint64_t row = 0, line = 1;
    for (; csv_reader_next(reader, &record, &error); line += record.lines) {
        assert_int_equal(record.row, ++row);
        assert_int_equal(record.line, line);
        describe_record(out, &record);
    }
    assert_null(error);
    csv_reader_close(reader);
    g_strchomp(out->str);
    return g_string_free(out, FALSE);
}

static void expect_sized(const char *text, size_t length, struct csv_options options, const char *expected)
{
    g_autofree char *actual = describe_sized(text, length, options);
    assert_string_equal(actual, expected);
}

static void expect(const char *text, const char *expected)
{
    expect_sized(text, strlen(text), (struct csv_options){.delimiter = ','}, expected);
}

static void csv_splits_records_into_cells(void **state)
{
    (void)state;
    expect("a,b\nc,d\n", "[a][b] [c][d]");
    expect("", "");
    expect("a", "[a]");
    expect("a,", "[a][]");
    expect(",", "[][]");
    expect("a,b\n1,2", "[a][b] [1][2]");
}

static void csv_keeps_spaces(void **state)
{
    (void)state;
    expect(" a , b b ,c  \n", "[ a ][ b b ][c  ]");
    expect("  ,\t,  \n", "[  ][\t][  ]");
    expect("   \nx\n", "[   ] [x]");
    expect("\" a \",b\n", "[ a ][b]");
    expect_sized("a\t b \t\n", 7, (struct csv_options){.delimiter = '\t'}, "[a][ b ][]");
    expect_sized(" \t\t \n", 5, (struct csv_options){.delimiter = '\t'}, "[ ][][ ]");
    expect_sized("a b c\n", 6, (struct csv_options){.delimiter = ' '}, "[a][b][c]");
}

/* Beyond the length at which a line is cut at its delimiters alone. */
static void csv_keeps_a_long_line_of_spaces(void **state)
{
    (void)state;
    g_autofree char *spaces = g_strnfill(40000, ' '), *text = g_strconcat(spaces, "\nx\n", NULL);
    g_autofree char *cells = g_strconcat("[", spaces, "] [x]", NULL);
    expect(text, cells);
}

static void csv_unquotes_cells(void **state)
{
    (void)state;
    expect("\"a\",\"b,c\"\n", "[a][b,c]");
    expect("\"a\"\"b\",\"\",\"\"\"\"\n", "[a\"b][][\"]");
    expect("\"\"\"\"\"\",x\n\"\"\",\",y\n", "[\"\"][x] [\",][y]");
    expect("\"a\"", "[a]");
    expect_sized("'a''b';'c'\n", 11, (struct csv_options){.delimiter = ';', .quote = '\''}, "[a'b][c]");
}

static void csv_takes_every_line_end(void **state)
{
    (void)state;
    expect("a\r\nb\nc\rd", "[a] [b] [c] [d]");
    expect("a\r\rb\r", "[a] blank [b]");
    expect("a\n\rb\r\n", "[a] blank [b]");
    expect("a,\"b\"\r\nc,d\r\n", "[a][b] [c][d]");
    expect("a\r", "[a]");
}

static void csv_keeps_line_breaks_inside_quotes(void **state)
{
    (void)state;
    expect("\"a\nb\",c\nd\n", "[a\nb][c]x2 [d]");
    expect("\"a\r\nb\rc\n\",\"d\r\n\"\r\ne", "[a\r\nb\rc\n][d\r\n]x5 [e]");
    expect("x,\"\n\n\"\n", "[x][\n\n]x3");
}

static void csv_counts_lines_inside_quotes(void **state)
{
    (void)state;
    const char *text = "h,i\n\"a\nb\",\"c\r\nd\",\"e\"\"\rf\"\nlast,1\n";
    struct csv_reader *reader = open_text(text, strlen(text), (struct csv_options){.delimiter = ','});
    struct csv_record record;
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_int_equal(record.line, 2);
    assert_int_equal(record.lines, 4);
    assert_int_equal(record.n_cells, 3);
    assert_int_equal(record.cells[0].line, 0);
    assert_int_equal(record.cells[1].line, 1);
    assert_int_equal(record.cells[2].line, 2);
    const char *raw = "\"a\nb\",\"c\r\nd\",\"e\"\"\rf\"";
    assert_int_equal(record.raw_length, strlen(raw));
    assert_memory_equal(record.raw, raw, strlen(raw));
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_int_equal(record.line, 6);
    assert_int_equal(record.row, 3);
    assert_false(csv_reader_next(reader, &record, NULL));
    csv_reader_close(reader);
}

static void csv_tells_blank_lines_from_empty_cells(void **state)
{
    (void)state;
    expect("a\n\nb\n", "[a] blank [b]");
    expect("\n", "blank");
    expect("\n\na,b\n,\n\n\n", "blank blank [a][b] [][] blank blank");
    expect("\r\n\r\n", "blank blank");
    expect("\"\"\n", "[]");
}

static void csv_ends_a_record_with_the_line_of_a_stray_quote(void **state)
{
    (void)state;
    expect("a,b\"c,d\ne,f\n", "[a]!quote@1/1 [e][f]");
    expect("\"a\"b,c\nd,e\n", "!quote@1/0 [d][e]");
    expect("a,\"b\" ,c\nd,e\n", "[a]!quote@1/1 [d][e]");
    expect("a, \"b\",c\nd,e\n", "[a]!quote@1/1 [d][e]");
    expect("a, \"b\nc\",d\ne\n", "[a]!quote@1/1 !quote@2/0 [e]");
    expect("a,b\"\"\r\nc,d\r\n", "[a]!quote@1/1 [c][d]");
    expect("a,\"b\nc\"d,\"e\nf,g\n", "[a]!quote@2/1x2 [f][g]");
    expect("a\"", "!quote@1/0");
    expect("\"a\" ,\"b\nc\n", "!quote@1/0 [c]");
    expect(" \"a\nb\n", "!quote@1/0 [b]");
}

static void csv_tells_where_an_unclosed_quote_opens(void **state)
{
    (void)state;
    expect("a,b\nc,\"d\ne,f\ng,h\n", "[a][b] [c]!unclosed@2/1x3");
    expect("a,\"x\ny\",\"d\ne", "[a][x\ny]!unclosed@2/2x3");
    expect("\"", "!unclosed@1/0");
    expect("\"\"\"", "!unclosed@1/0");
    expect("\"a\n", "!unclosed@1/0");
    expect("\"a\r\n", "!unclosed@1/0");
}

static void csv_gives_the_unclosed_record_its_raw_text(void **state)
{
    (void)state;
    const char *text = "a\n\"b\nc\r\n";
    struct csv_reader *reader = open_text(text, strlen(text), (struct csv_options){.delimiter = ','});
    struct csv_record record;
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_int_equal(record.raw_length, 4);
    assert_memory_equal(record.raw, "\"b\nc", 4);
    csv_reader_close(reader);
}

static void csv_tells_nul(void **state)
{
    (void)state;
    const char text[] = "a,b\nc,\"x\n\0y\",\0\ne,f\n";
    g_autofree char *actual = describe_sized(text, sizeof text - 1, (struct csv_options){.delimiter = ','});
    assert_non_null(strstr(actual, "!nul@3/1x2 [e][f]"));
}

/* The beginning of what GLib takes for a character of six bytes, broken off by a NUL, with more behind it than is
 * decoded at once. */
static void csv_reads_on_behind_what_was_never_a_character(void **state)
{
    (void)state;
    static const char head[] = "a\n\xFC\xA5\x92\x87\0b\n";
    g_autoptr(GString) text = g_string_new_len(head, sizeof head - 1);
    for (int i = 0; i < 20000; i++)
        g_string_append(text, "abcdefgh\n");
    g_autofree char *actual =
        describe_sized(text->str, text->len, (struct csv_options){.delimiter = ',', .encoding = CSV_ENCODING_UTF8});
    assert_true(
        g_str_has_prefix(actual, "[a] [\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD]!encoding@2/0 [abcdefgh] "));
    assert_int_equal(strlen(actual), strlen("[abcdefgh] ") * 20000 + strstr(actual, "[abcdefgh]") - actual - 1);
}

/* One fault of a line is kept, whatever ends it. */
static void csv_tells_the_first_fault_of_each_record(void **state)
{
    (void)state;
    static const char text[] = "a,\0b\0\rc,d\0,\0\r\ne\nf\0,\0\n\"g\0\n\0h\",\0\ni\n\0";
    g_autofree char *actual =
        describe_sized(text, sizeof text - 1, (struct csv_options){.delimiter = ',', .encoding = CSV_ENCODING_UTF8});
    assert_non_null(strstr(actual, "!nul@1/1 "));
    assert_non_null(strstr(actual, "!nul@2/1 "));
    assert_non_null(strstr(actual, "[e] "));
    assert_non_null(strstr(actual, "!nul@4/0 "));
    assert_non_null(strstr(actual, "!nul@5/0x2 "));
    assert_non_null(strstr(actual, "[i] "));
    assert_non_null(strstr(actual, "!nul@8/0"));
}

static void csv_tells_nul_in_one_byte_a_character(void **state)
{
    (void)state;
    expect_sized("a,\0\nb,\xE9\n", 8, (struct csv_options){.delimiter = ',', .encoding = CSV_ENCODING_WINDOWS_1252},
                 "[a][]!nul@1/1 [b][\xC3\xA9]");
}

static void csv_joins_the_halves_of_utf16(void **state)
{
    (void)state;
    const struct csv_options little = {.delimiter = ',', .encoding = CSV_ENCODING_UTF16LE};
    const struct csv_options big = {.delimiter = ',', .encoding = CSV_ENCODING_UTF16BE};
    expect_sized("\x3D\xD8\x00\xDE\n\0", 6, little, "[\xF0\x9F\x98\x80]");
    expect_sized("\xD8\x3D\xDE\x00\0\n", 6, big, "[\xF0\x9F\x98\x80]");
    expect_sized("\x3D\xD8x\0\n\0", 6, little, "[\xEF\xBF\xBDx]!encoding@1/0"); /* a first half alone */
    expect_sized("\x00\xDEx\0\n\0", 6, little, "[\xEF\xBF\xBDx]!encoding@1/0"); /* a second half alone */
    expect_sized("x\0\x3D\xD8", 4, little, "[x\xEF\xBF\xBD]!encoding@1/0");     /* cut in two */
    expect_sized("x\0y", 3, little, "[x\xEF\xBF\xBD]!encoding@1/0");
}

static void csv_tells_bad_utf8_where_utf8_is_known(void **state)
{
    (void)state;
    const char *text = "\xEF\xBB\xBF"
                       "a,b\nx\xFFy,\xE2\x82\nc,d\ne,\xE2\x82";
    expect_sized(text, strlen(text), (struct csv_options){.delimiter = ','},
                 "[a][b] [x\xEF\xBF\xBDy][\xEF\xBF\xBD\xEF\xBF\xBD]!encoding@2/0 [c][d] "
                 "[e][\xEF\xBF\xBD\xEF\xBF\xBD]!encoding@4/1");
    expect_sized("a\n\xC0\x80\nb\n", 7, (struct csv_options){.delimiter = ',', .encoding = CSV_ENCODING_UTF8},
                 "[a] [\xEF\xBF\xBD\xEF\xBF\xBD]!encoding@2/0 [b]");
}

static void expect_encoding(const char *text, size_t length, enum csv_encoding wanted, enum csv_encoding expected,
                            bool is_assumed)
{
    struct csv_reader *reader = open_text(text, length, (struct csv_options){.encoding = wanted});
    assert_int_equal(csv_reader_encoding(reader), expected);
    assert_int_equal(csv_reader_encoding_is_assumed(reader), is_assumed);
    csv_reader_close(reader);
}

static void csv_detects_encodings(void **state)
{
    (void)state;
    expect_encoding("a", 1, CSV_ENCODING_DETECT, CSV_ENCODING_UTF8, false);
    expect_encoding("", 0, CSV_ENCODING_DETECT, CSV_ENCODING_UTF8, false);
    expect_encoding("\xC3\xA9", 2, CSV_ENCODING_DETECT, CSV_ENCODING_UTF8, false);
    expect_encoding("\xC3", 1, CSV_ENCODING_DETECT, CSV_ENCODING_WINDOWS_1252, true);
    expect_encoding("\xE9t\xE9", 3, CSV_ENCODING_DETECT, CSV_ENCODING_WINDOWS_1252, true);
    expect_encoding("\xE9t\xE9", 3, CSV_ENCODING_WINDOWS_1252, CSV_ENCODING_WINDOWS_1252, false);
    expect_encoding("\xEF\xBB\xBF", 3, CSV_ENCODING_DETECT, CSV_ENCODING_UTF8_BOM, false);
    expect_encoding("\xEF\xBB\xBF", 3, CSV_ENCODING_UTF8, CSV_ENCODING_UTF8_BOM, false);
    expect_encoding("\xFF\xFE", 2, CSV_ENCODING_DETECT, CSV_ENCODING_UTF16LE, false);
    expect_encoding("\xFE\xFF", 2, CSV_ENCODING_UTF16, CSV_ENCODING_UTF16BE, false);
    expect_encoding("a\0", 2, CSV_ENCODING_UTF16, CSV_ENCODING_UTF16LE, false);
}

static void csv_looks_at_the_whole_file_for_its_encoding(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 100000; i++)
        g_string_append(text, "caf\xC3\xA9,1\n");
    expect_encoding(text->str, text->len, CSV_ENCODING_DETECT, CSV_ENCODING_UTF8, false);
    g_string_append_c(text, '\xE9');
    expect_encoding(text->str, text->len, CSV_ENCODING_DETECT, CSV_ENCODING_WINDOWS_1252, true);
}

static void csv_knows_encodings_by_name(void **state)
{
    (void)state;
    enum csv_encoding encoding;
    assert_true(csv_encoding_parse("UTF-8", &encoding));
    assert_int_equal(encoding, CSV_ENCODING_UTF8);
    assert_true(csv_encoding_parse("utf_16le", &encoding));
    assert_int_equal(encoding, CSV_ENCODING_UTF16LE);
    assert_true(csv_encoding_parse("Windows-1252", &encoding));
    assert_int_equal(encoding, CSV_ENCODING_WINDOWS_1252);
    assert_false(csv_encoding_parse("ebcdic", &encoding));
    assert_false(csv_encoding_parse("", &encoding));
}

static void csv_decodes_windows_1252(void **state)
{
    (void)state;
    expect_sized("\x80\x93q\x94,\xA3\xE9\nx\x81,\x8D\x8F\x90\x9D\ny\n", 18, (struct csv_options){0},
                 "[€“q”][£é] [x\xEF\xBF\xBD][\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD]!encoding@2/0 [y]");
}

static GString *to_utf16(const char *text, bool is_big)
{
    glong n;
    gunichar2 *units = g_utf8_to_utf16(text, -1, NULL, &n, NULL);
    GString *out = g_string_new(is_big ? "\xFE\xFF" : "\xFF\xFE");
    for (glong i = 0; i < n; i++) {
        g_string_append_c(out, (char)(is_big ? units[i] >> 8 : units[i] & 0xFF));
        g_string_append_c(out, (char)(is_big ? units[i] & 0xFF : units[i] >> 8));
    }
    g_free(units);
    return out;
}

static void csv_decodes_utf16(void **state)
{
    (void)state;
    for (int is_big = 0; is_big < 2; is_big++) {
        g_autoptr(GString) text = to_utf16("é;\"😀\r\nx\"\r\n1;2\r\n", is_big == 1);
        expect_sized(text->str, text->len, (struct csv_options){0}, "[é][😀\r\nx]x2 [1][2]");
    }
    expect_sized("\xFF\xFE"
                 "a\0\0\xD8,\0b\0\n\0c",
                 13, (struct csv_options){.delimiter = ','},
                 "[a\xEF\xBF\xBD][b]!encoding@1/0 [\xEF\xBF\xBD]!encoding@2/0");
}

static void expect_delimiter(const char *text, char expected)
{
    struct csv_reader *reader = open_text(text, strlen(text), (struct csv_options){0});
    assert_int_equal(csv_reader_delimiter(reader), expected);
    csv_reader_close(reader);
}

static void csv_detects_the_delimiter(void **state)
{
    (void)state;
    expect_delimiter("a,b\n1,2\n", ',');
    expect_delimiter("a;b\n1,5;2,5\n", ';');
    expect_delimiter("a\tb\n1;2\t3;4\n", '\t');
    expect_delimiter("a|b|c\n1|2|3\n", '|');
    expect_delimiter("name\nx;y\nz\n", ',');
    expect_delimiter("", ',');
    expect_delimiter("a;b", ';');
    expect_delimiter("\"a;b;c\",d\n\"1;2\",3\n", ',');
    expect_delimiter("a,b\n\"x\ny;z\",1\n\n2,3\n", ',');
    expect_delimiter("a;b\n1;2\n3;4;5\n", ';');
}

/* A reader must give the same records wherever its window's edges fall: the padding moves them. */
static void csv_reads_the_same_across_the_edges_of_its_window(void **state)
{
    (void)state;
    static const char tail[] = "1,\"é\r\nb\"\"c\",😀\r\n\"x\",\"\"\r\ry\"z\r\n";
    static const char expected[] = "[1][é\r\nb\"c][😀]x2 [x][] blank !quote@";
    for (size_t edge = 65536; edge <= 262144; edge *= 2)
        for (size_t before = 0; before <= sizeof tail; before++) {
            g_autoptr(GString) text = g_string_new(NULL);
            while (text->len + 8 <= edge - before)
                g_string_append(text, "abc,def\n");
            while (text->len < edge - before)
                g_string_append_c(text, '\n');
            g_string_append(text, tail);
            g_autofree char *all = describe_sized(text->str, text->len, (struct csv_options){.delimiter = ','});
            assert_non_null(strstr(all, expected));
        }
}

static void csv_faults_a_cell_beyond_the_limit_and_goes_on(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("a,b,c\n1,");
    for (int i = 0; i <= CSV_CELL_LIMIT; i++)
        g_string_append_c(text, 'x');
    g_string_append(text, ",3\n4,5,6\n");
    struct csv_reader *reader = open_text(text->str, text->len, (struct csv_options){0});
    struct csv_record record;
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_int_equal(record.fault, CSV_FAULT_CELL_LIMIT);
    assert_int_equal(record.fault_cell, 1);
    assert_int_equal(record.cells[1].length, CSV_CELL_LIMIT);
    assert_true(csv_reader_next(reader, &record, NULL));
    assert_int_equal(record.fault, CSV_FAULT_NONE);
    assert_int_equal(record.n_cells, 3);
    csv_reader_close(reader);
}

static long resident_kilobytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss;
}

/* Fifty million bytes of `filler` between two texts, in a file. */
static char *write_large(const char *before, const char *filler, const char *after)
{
    char *path = NULL;
    const int descriptor = g_file_open_tmp("test-csv-XXXXXX", &path, NULL);
    FILE *file = fdopen(descriptor, "w");
    fputs(before, file);
    g_autoptr(GString) many = g_string_new(NULL);
    while (many->len < 50000)
        g_string_append(many, filler);
    for (size_t written = 0; written < 50000000; written += many->len)
        fwrite(many->str, 1, many->len, file);
    fputs(after, file);
    fclose(file);
    return path;
}

static char *describe_large(const char *before, const char *filler, const char *after)
{
    g_autofree char *path = write_large(before, filler, after);
    const struct csv_options options = {0};
    const long resident = resident_kilobytes();
    struct csv_reader *reader = csv_reader_open(path, &options, NULL);
    assert_non_null(reader);
    GString *out = g_string_new(NULL);
    struct csv_record record;
    while (csv_reader_next(reader, &record, NULL)) {
        describe_record(out, &record);
        assert_true(record.raw_length <= CSV_CELL_LIMIT);
        assert_true(g_utf8_validate_len(record.raw, record.raw_length, NULL));
    }
    csv_reader_close(reader);
    g_unlink(path);
#ifndef __SANITIZE_ADDRESS__
    assert_true(resident_kilobytes() - resident < 40 * 1024);
#else
    (void)resident;
#endif
    g_strchomp(out->str);
    return g_string_free(out, FALSE);
}

static void csv_bounds_memory_whatever_the_file(void **state)
{
    (void)state;
    static const struct {
        const char *before, *filler, *after, *expected;
    } cases[] = {
        {"a,b\n1,", "é", "\n3,4\n", "[a][b] !limit@2/1 [3][4]"},
        {"a,b\n1,\"", "x\n", "\",2\r\n3,4\r\n", "[a][b] !limit@2/1x25000001 [3][4]"},
        {"a,b\n1,\"", "x\n", "", "[a][b] !unclosed@2/1x25000000"},
        {"a,b\n1,\"x\ny\",\"", "\"\"", "\"\r\r\n3,4", "[a][b] !limit@3/2x2 blank [3][4]"},
        {"a,b\n", ",", "\n3,4", "[a][b] !limit@2/0 [3][4]"},
        {"a,b\n1,x\"", ",\"", "\n3,4", "[a][b] !limit@2/1 [3][4]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *actual = describe_large(cases[i].before, cases[i].filler, cases[i].after);
        assert_string_equal(actual, cases[i].expected);
    }
}

static uint64_t count_records(const char *text, size_t length)
{
    struct csv_reader *reader = open_text(text, length, (struct csv_options){.encoding = CSV_ENCODING_UTF8});
    struct csv_record record;
    uint64_t n = 0;
    while (csv_reader_next(reader, &record, NULL))
        n++;
    csv_reader_close(reader);
    return n;
}

/* A character that a NUL breaks off is no character that waits for its end: the rest of the file would be lost. */
static void csv_reads_on_behind_a_character_that_a_nul_breaks_off(void **state)
{
    (void)state;
    static const char beginnings[][8] = {"\xC3\0", "\xE9\0\0", "\xF0\x9F\0", "\xF0\x9F\x98\0"};
    for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        g_string_append_len(text, beginnings[i], sizeof beginnings[i]);
        for (int row = 0; row < 100000; row++)
            g_string_append(text, "\na,b");
        assert_int_equal(count_records(text->str, text->len), 100001);
    }
}

/* A record of `length` bytes in cells below their limit, one of them full of doubled quotes. */
static void append_record(GString *out, gsize length)
{
    const gsize end = out->len + length, step = CSV_CELL_LIMIT - 99; /* an even number of quotes */
    for (gsize n; (n = MIN(end - out->len, step)) > 0;) {
        const gsize at = out->len;
        g_string_set_size(out, at + n);
        memset(out->str + at, '"', n);
        if (n < step)
            memset(out->str + at, 'x', n);
        if (at + n < end)
            out->str[at + n - 1] = ',';
    }
}

static enum csv_fault fault_of_record(gsize before, gsize length)
{
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < before)
        g_string_append(text, "y,z\n");
    append_record(text, length);
    g_string_append(text, "\n2,c\n");
    struct csv_reader *reader = open_text(text->str, text->len, (struct csv_options){.delimiter = ','});
    struct csv_record record = {0};
    enum csv_fault fault = CSV_FAULT_NONE;
    while (csv_reader_next(reader, &record, NULL))
        fault = MAX(fault, record.fault);
    assert_int_equal(record.n_cells, 2);
    csv_reader_close(reader);
    return fault;
}

/* What is read ahead must not count. */
static void csv_limits_a_record_wherever_it_begins(void **state)
{
    (void)state;
    static const gsize before[] = {0, 80000};
    for (size_t i = 0; i < G_N_ELEMENTS(before); i++) {
        assert_int_equal(fault_of_record(before[i], CSV_RECORD_LIMIT), CSV_FAULT_NONE);
        assert_int_equal(fault_of_record(before[i], CSV_RECORD_LIMIT + 1), CSV_FAULT_CELL_LIMIT);
        assert_int_equal(fault_of_record(before[i], CSV_RECORD_LIMIT + 20000), CSV_FAULT_CELL_LIMIT);
    }
}

/* How a random table is written: any style that RFC 4180 and the world allow. */
struct style {
    char delimiter;
    const char *line_end; /* NULL: another for each record */
    bool quotes_all;
    bool ends_with_line_end;
};

static const char *random_cell(GRand *random)
{
    static const char *const cells[] = {"",     "a",    "Ann",    "x,y",      "a;b",      "tab\there", "q\"q", "\"\"\"",
                                        "l\nm", "r\rs", "c\r\nd", " spaced ", "\n",       "é",         "😀",    "1.50",
                                        "\r\n", ",",    "\"",     "ends\"",   "\"begins", "a|b",       " ",    "0"};
    return cells[g_rand_int_range(random, 0, (gint32)G_N_ELEMENTS(cells))];
}

static void write_cell(GString *out, const char *cell, const struct style *style, GRand *random)
{
    const bool must_quote = strpbrk(cell, "\"\r\n") != NULL || strchr(cell, style->delimiter) != NULL;
    if (!must_quote && !style->quotes_all && g_rand_int_range(random, 0, 4) != 0) {
        g_string_append(out, cell);
        return;
    }
    g_string_append_c(out, '"');
    for (; *cell != '\0'; cell++) {
        if (*cell == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *cell);
    }
    g_string_append_c(out, '"');
}

static GPtrArray *random_table(GRand *random, guint columns)
{
    GPtrArray *cells = g_ptr_array_new();
    const guint rows = (guint)g_rand_int_range(random, 1, 60);
    for (guint i = 0; i < rows * columns; i++)
        g_ptr_array_add(cells, (gpointer)(uintptr_t)random_cell(random));
    return cells;
}

static GString *write_table(const GPtrArray *cells, guint columns, const struct style *style, GRand *random)
{
    static const char *const line_ends[] = {"\n", "\r\n", "\r"};
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < cells->len; i++) {
        write_cell(out, cells->pdata[i], style, random);
        if (i % columns != columns - 1)
            g_string_append_c(out, style->delimiter);
        else if (i + 1 < cells->len || style->ends_with_line_end)
            g_string_append(out, style->line_end != NULL ? style->line_end : line_ends[g_rand_int_range(random, 0, 3)]);
    }
    return out;
}

static uint64_t count_lines(const GString *text)
{
    uint64_t lines = 0;
    for (gsize i = 0; i < text->len; i++)
        lines += text->str[i] == '\n' || (text->str[i] == '\r' && text->str[i + 1] != '\n') ? 1 : 0;
    const char last = text->len == 0 ? '\n' : text->str[text->len - 1];
    return lines + (last == '\n' || last == '\r' ? 0 : 1);
}

static void expect_table(const GString *text, const GPtrArray *cells, guint columns, char delimiter)
{
    struct csv_reader *reader = open_text(text->str, text->len, (struct csv_options){.delimiter = delimiter});
    struct csv_record record;
    uint64_t lines = 0;
    guint n = 0;
    for (; csv_reader_next(reader, &record, NULL); lines += record.lines) {
        assert_int_equal(record.fault, CSV_FAULT_NONE);
        assert_int_equal(record.n_cells, columns);
        for (guint i = 0; i < columns; i++, n++) {
            const char *cell = cells->pdata[n];
            assert_int_equal(record.cells[i].length, strlen(cell));
            assert_memory_equal(record.cells[i].text, cell, strlen(cell));
        }
    }
    assert_int_equal(n, cells->len);
    assert_int_equal(lines, count_lines(text));
    csv_reader_close(reader);
}

static void csv_reads_back_any_table_in_any_style(void **state)
{
    (void)state;
    static const char *const line_ends[] = {"\n", "\r\n", "\r", NULL};
    g_autoptr(GRand) random = g_rand_new_with_seed(4180);
    for (int i = 0; i < 2000; i++) {
        const guint columns = (guint)g_rand_int_range(random, 2, 7);
        const struct style style = {
            .delimiter = ",;\t|"[g_rand_int_range(random, 0, 4)],
            .line_end = line_ends[g_rand_int_range(random, 0, 4)],
            .quotes_all = g_rand_boolean(random),
            .ends_with_line_end = g_rand_boolean(random),
        };
        g_autoptr(GPtrArray) cells = random_table(random, columns);
        g_autoptr(GString) text = write_table(cells, columns, &style, random);
        expect_table(text, cells, columns, style.delimiter);
    }
}

static void csv_reads_back_what_csv_write_writes(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (int i = 0; i < 500; i++) {
        const guint columns = (guint)g_rand_int_range(random, 1, 5);
        g_autoptr(GPtrArray) cells = random_table(random, columns);
        g_autoptr(GString) text = g_string_new(NULL);
        for (guint cell = 0; cell < cells->len; cell++) {
            csv_write_cell_sized(text, cells->pdata[cell], (gssize)strlen(cells->pdata[cell]));
            if (cell % columns == columns - 1)
                csv_write_end_row(text);
        }
        expect_table(text, cells, columns, ',');
    }
}

static void csv_write_quotes_only_where_needed(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    csv_write_cell(text, NULL);
    csv_write_cell(text, "a b");
    csv_write_cell(text, "x,\"y\"");
    csv_write_integer(text, -3);
    csv_write_number(text, 47.5);
    csv_write_cell_sized(text, "l\nmn", 3);
    csv_write_end_row(text);
    csv_write_cell(text, "");
    csv_write_end_row(text);
    assert_string_equal(text->str, ",a b,\"x,\"\"y\"\"\",-3,47.5,\"l\nm\"\n\"\"\n");
}

static void csv_write_leaves_no_formula(void **state)
{
    (void)state;
    static const char *const cells[] = {"=1+1", "+HYPERLINK()", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "=",
                                        "'",    "-12.5",        "+44",  "a=b"};
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        csv_write_cell(text, cells[i]);
    csv_write_cell_sized(text, "=1", 2);
    csv_write_end_row(text);
    assert_string_equal(text->str, "'=1+1,'+HYPERLINK(),'-2+3,'@SUM(A1),'\t=1,\"'\r=1\",'-,'=,',-12.5,+44,a=b,=1\n");
}

/* A reader's buffers are large, and mapping them takes most of the time where their every byte is watched. */
#ifdef __SANITIZE_ADDRESS__
#define RANDOM_FILES 4000
#else
#define RANDOM_FILES 20000
#endif

/* Whatever the bytes: every physical line belongs to one record, in order, and the reader comes to an end. */
static void csv_gives_every_line_of_any_bytes_to_one_record(void **state)
{
    (void)state;
    static const char alphabet[] = "aa,,\"\"\"\n\n\r \t\xC3\xA9\xFF\0;";
    g_autoptr(GRand) random = g_rand_new_with_seed(99);
    for (int i = 0; i < RANDOM_FILES; i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        const gint32 length = g_rand_int_range(random, 0, 40);
        for (gint32 j = 0; j < length; j++)
            g_string_append_c(text, alphabet[g_rand_int_range(random, 0, (gint32)sizeof alphabet - 1)]);
        const struct csv_options options = {.encoding =
                                                g_rand_boolean(random) ? CSV_ENCODING_UTF8 : CSV_ENCODING_DETECT};
        struct csv_reader *reader = open_text(text->str, text->len, options);
        struct csv_record record;
        uint64_t lines = 0;
        for (; csv_reader_next(reader, &record, NULL); lines += record.lines) {
            assert_int_equal(record.line, lines + 1);
            assert_true(record.fault == CSV_FAULT_NONE ||
                        (record.fault_line >= record.line && record.fault_line < record.line + record.lines));
            assert_true(record.fault != CSV_FAULT_UNCLOSED || csv_reader_position(reader) == text->len);
        }
        assert_int_equal(lines, count_lines(text));
        csv_reader_close(reader);
    }
}

static void csv_hashes_the_file_it_reads(void **state)
{
    (void)state;
    struct csv_reader *reader = open_text("abc", 3, (struct csv_options){0});
    struct csv_record record;
    while (csv_reader_next(reader, &record, NULL))
        continue;
    assert_string_equal(csv_reader_sha256(reader, NULL),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_int_equal(csv_reader_position(reader), 3);
    assert_int_equal(csv_reader_size(reader), 3);
    csv_reader_close(reader);
}

static void csv_notices_that_the_file_changed(void **state)
{
    (void)state;
    g_autofree char *path = NULL;
    g_close(g_file_open_tmp("test-csv-XXXXXX", &path, NULL), NULL);
    assert_true(g_file_set_contents(path, "a,b\n", -1, NULL));
    const struct csv_options options = {0};
    struct csv_reader *reader = csv_reader_open(path, &options, NULL);
    assert_false(csv_reader_file_has_changed(reader));
    assert_true(g_file_set_contents(path, "a,c\n", -1, NULL));
    assert_true(csv_reader_file_has_changed(reader));
    g_unlink(path);
    assert_true(csv_reader_file_has_changed(reader));
    csv_reader_close(reader);
}

static void csv_refuses_what_is_no_file(void **state)
{
    (void)state;
    const struct csv_options options = {0};
    g_autoptr(GError) missing = NULL;
    g_autoptr(GError) folder = NULL;
    assert_null(csv_reader_open("/nonexistent/x.csv", &options, &missing));
    assert_non_null(strstr(missing->message, "/nonexistent/x.csv"));
    assert_null(csv_reader_open("/", &options, &folder));
    assert_non_null(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_splits_records_into_cells),
        cmocka_unit_test(csv_keeps_spaces),
        cmocka_unit_test(csv_keeps_a_long_line_of_spaces),
        cmocka_unit_test(csv_unquotes_cells),
        cmocka_unit_test(csv_takes_every_line_end),
        cmocka_unit_test(csv_keeps_line_breaks_inside_quotes),
        cmocka_unit_test(csv_counts_lines_inside_quotes),
        cmocka_unit_test(csv_tells_blank_lines_from_empty_cells),
        cmocka_unit_test(csv_ends_a_record_with_the_line_of_a_stray_quote),
        cmocka_unit_test(csv_tells_where_an_unclosed_quote_opens),
        cmocka_unit_test(csv_gives_the_unclosed_record_its_raw_text),
        cmocka_unit_test(csv_tells_nul),
        cmocka_unit_test(csv_reads_on_behind_what_was_never_a_character),
        cmocka_unit_test(csv_tells_the_first_fault_of_each_record),
        cmocka_unit_test(csv_tells_nul_in_one_byte_a_character),
        cmocka_unit_test(csv_joins_the_halves_of_utf16),
        cmocka_unit_test(csv_tells_bad_utf8_where_utf8_is_known),
        cmocka_unit_test(csv_detects_encodings),
        cmocka_unit_test(csv_looks_at_the_whole_file_for_its_encoding),
        cmocka_unit_test(csv_knows_encodings_by_name),
        cmocka_unit_test(csv_decodes_windows_1252),
        cmocka_unit_test(csv_decodes_utf16),
        cmocka_unit_test(csv_detects_the_delimiter),
        cmocka_unit_test(csv_reads_the_same_across_the_edges_of_its_window),
        cmocka_unit_test(csv_faults_a_cell_beyond_the_limit_and_goes_on),
        cmocka_unit_test(csv_bounds_memory_whatever_the_file),
        cmocka_unit_test(csv_limits_a_record_wherever_it_begins),
        cmocka_unit_test(csv_reads_on_behind_a_character_that_a_nul_breaks_off),
        cmocka_unit_test(csv_reads_back_any_table_in_any_style),
        cmocka_unit_test(csv_reads_back_what_csv_write_writes),
        cmocka_unit_test(csv_write_quotes_only_where_needed),
        cmocka_unit_test(csv_gives_every_line_of_any_bytes_to_one_record),
        cmocka_unit_test(csv_hashes_the_file_it_reads),
        cmocka_unit_test(csv_write_leaves_no_formula),
        cmocka_unit_test(csv_notices_that_the_file_changed),
        cmocka_unit_test(csv_refuses_what_is_no_file),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
