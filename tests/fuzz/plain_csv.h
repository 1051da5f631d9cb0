/* RFC 4180 and csv.h's promises once more, as a machine of a few states over bytes: slow, without limits, and
 * independent of libcsv and of everything that pipeline/lib/csv*.c does. Its text is UTF-8 without NUL. */
#ifndef SCORECARD_TESTS_PLAIN_CSV_H
#define SCORECARD_TESTS_PLAIN_CSV_H

#include "pipeline/lib/csv.h"

#include <string.h>

struct plain_csv {
    const char *text;
    size_t length, at;
    char delimiter, quote;
    uint64_t line; /* of the byte at `at`, 1 on */
};

/* Texts are the record's own. */
struct plain_record {
    GPtrArray *cells; /* GString * */
    GArray *lines;    /* uint64_t: on which each cell begins */
    uint64_t line, n_lines;
    enum csv_fault fault;
    uint64_t fault_line;
    size_t length; /* bytes, with its line's end */
    bool is_blank;
};

static inline void plain_free_cell(void *cell)
{
    g_string_free(cell, TRUE);
}

static inline struct plain_record plain_record_new(uint64_t line)
{
    return (struct plain_record){.cells = g_ptr_array_new_with_free_func(plain_free_cell),
                                 .lines = g_array_new(FALSE, FALSE, sizeof(uint64_t)),
                                 .line = line};
}

static inline void plain_record_clear(struct plain_record *record)
{
    g_ptr_array_unref(record->cells);
    g_array_unref(record->lines);
}

static inline bool plain_at_end(const struct plain_csv *csv)
{
    return csv->at == csv->length;
}

static inline bool plain_at_line_end(const struct plain_csv *csv)
{
    return plain_at_end(csv) || csv->text[csv->at] == '\n' || csv->text[csv->at] == '\r';
}

/* Steps over LF, CR or CRLF, copying it where a cell holds it. */
static inline void plain_take_line_end(struct plain_csv *csv, GString *into)
{
    if (plain_at_end(csv))
        return;
    const bool is_two = csv->text[csv->at] == '\r' && csv->at + 1 < csv->length && csv->text[csv->at + 1] == '\n';
    if (into != NULL)
        g_string_append_len(into, csv->text + csv->at, is_two ? 2 : 1);
    csv->at += is_two ? 2 : 1;
    csv->line++;
}

/* What stands between the quotes. False, with the fault, when they never close. */
static inline bool plain_take_quoted(struct plain_csv *csv, struct plain_record *record, GString *cell)
{
    const uint64_t opened = csv->line;
    csv->at++;
    while (!plain_at_end(csv)) {
        if (csv->text[csv->at] == csv->quote) {
            csv->at++;
            if (plain_at_end(csv) || csv->text[csv->at] != csv->quote)
                return true;
            g_string_append_c(cell, csv->text[csv->at++]);
        } else if (plain_at_line_end(csv)) {
            plain_take_line_end(csv, cell);
        } else {
            g_string_append_c(cell, csv->text[csv->at++]);
        }
    }
    record->fault = CSV_FAULT_UNCLOSED;
    record->fault_line = opened;
    return false;
}

/* One cell up to its delimiter or the line's end; false, with the fault, where it breaks. */
static inline bool plain_take_cell(struct plain_csv *csv, struct plain_record *record, GString *cell)
{
    if (!plain_at_end(csv) && csv->text[csv->at] == csv->quote) {
        if (!plain_take_quoted(csv, record, cell))
            return false;
    } else {
        while (!plain_at_line_end(csv) && csv->text[csv->at] != csv->delimiter && csv->text[csv->at] != csv->quote)
            g_string_append_c(cell, csv->text[csv->at++]);
    }
    if (plain_at_line_end(csv) || csv->text[csv->at] == csv->delimiter)
        return true;
    record->fault = CSV_FAULT_QUOTE;
    record->fault_line = csv->line;
    return false;
}

static inline void plain_take_cells(struct plain_csv *csv, struct plain_record *record)
{
    for (;;) {
        const uint64_t line = csv->line;
        GString *cell = g_string_new(NULL);
        if (!plain_take_cell(csv, record, cell)) {
            g_string_free(cell, TRUE);
            return;
        }
        g_ptr_array_add(record->cells, cell);
        g_array_append_val(record->lines, line);
        if (plain_at_line_end(csv))
            return;
        csv->at++;
    }
}

/* The next record, the caller's to clear; false at the end. */
static inline bool plain_next(struct plain_csv *csv, struct plain_record *record)
{
    if (plain_at_end(csv))
        return false;
    *record = plain_record_new(csv->line);
    record->is_blank = plain_at_line_end(csv);
    const size_t begin = csv->at;
    if (!record->is_blank)
        plain_take_cells(csv, record);
    while (!plain_at_line_end(csv)) /* what follows a stray quote on its line */
        csv->at++;
    const bool is_ended = !plain_at_end(csv);
    const bool ends_with_line = begin < csv->at && (csv->text[csv->at - 1] == '\n' || csv->text[csv->at - 1] == '\r');
    plain_take_line_end(csv, NULL);
    record->length = csv->at - begin;
    record->n_lines = csv->line - record->line + (is_ended || ends_with_line ? 0 : 1);
    return true;
}

/* Whether a record is beyond the reader's limits, which the machine does not have. */
static inline bool plain_is_too_long(const struct plain_record *record)
{
    bool is_too_long = record->length > CSV_RECORD_LIMIT || record->cells->len > CSV_RECORD_CELLS;
    for (guint i = 0; i < record->cells->len; i++)
        is_too_long = is_too_long || ((const GString *)record->cells->pdata[i])->len > CSV_CELL_LIMIT;
    return is_too_long;
}

/* Aborts where the reader gives another record than the machine. */
static inline void plain_compare(const struct plain_record *expected, const struct csv_record *actual)
{
    g_assert_cmpuint(actual->line, ==, expected->line);
    g_assert_cmpuint(actual->lines, ==, expected->n_lines);
    if (actual->fault != CSV_FAULT_NONE && plain_is_too_long(expected))
        return; /* which of its faults is told first is the reader's affair */
    g_assert_cmpint(actual->fault, ==, expected->fault);
    g_assert_cmpuint(actual->fault_line, ==, expected->fault_line);
    g_assert_cmpint(actual->is_blank, ==, expected->is_blank);
    g_assert_cmpuint(actual->n_cells, ==, expected->cells->len);
    for (uint32_t i = 0; i < actual->n_cells; i++) {
        const GString *cell = expected->cells->pdata[i];
        g_assert_cmpuint(actual->cells[i].length, ==, cell->len);
        g_assert_true(memcmp(actual->cells[i].text, cell->str, cell->len) == 0);
        g_assert_cmpuint(actual->line + actual->cells[i].line, ==, g_array_index(expected->lines, uint64_t, i));
    }
}

/* Reads `text` with both, and aborts where they differ. */
static inline void plain_check(const char *text, size_t length, char delimiter, char quote)
{
    const struct csv_options options = {.encoding = CSV_ENCODING_UTF8, .delimiter = delimiter, .quote = quote};
    struct csv_reader *reader = csv_reader_open_bytes("text", text, length, &options, NULL);
    struct plain_csv plain = {text, length, 0, delimiter, quote, 1};
    struct plain_record expected;
    struct csv_record actual;
    while (plain_next(&plain, &expected)) {
        g_assert_true(csv_reader_next(reader, &actual, NULL));
        plain_compare(&expected, &actual);
        plain_record_clear(&expected);
    }
    g_assert_false(csv_reader_next(reader, &actual, NULL));
    csv_reader_close(reader);
}

#endif
