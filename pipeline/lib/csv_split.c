#include "pipeline/lib/csv_split.h"

#include <csv.h>
#include <glib.h>
#include <string.h>

#define PARSER_BLOCK (16 * 1024)
#define FIRST_ROOM 64
#define UNESCAPED_BLOCK 4096                 /* bytes */
#define LONGEST_PLAIN (CSV_RECORD_CELLS / 2) /* bytes; of a line that is cut at its delimiters alone */

static void start_parser(struct splitter *splitter)
{
    const int code = csv_init(splitter->parser, CSV_STRICT | CSV_REPALL_NL);
    g_assert(code == 0);
    csv_set_blk_size(splitter->parser, PARSER_BLOCK);
    csv_set_delim(splitter->parser, (unsigned char)splitter->delimiter);
    csv_set_quote(splitter->parser, (unsigned char)splitter->quote);
}

void splitter_init(struct splitter *splitter, char delimiter, char quote)
{
    *splitter = (struct splitter){.delimiter = delimiter, .quote = quote, .room = FIRST_ROOM};
    splitter->parser = g_new0(struct csv_parser, 1);
    splitter->cells = g_new(struct csv_cell, FIRST_ROOM);
    start_parser(splitter);
}

void splitter_clear(struct splitter *splitter)
{
    csv_free(splitter->parser);
    g_free(splitter->parser);
    g_free(splitter->cells);
    g_clear_pointer(&splitter->unescaped, g_string_chunk_free);
}

void splitter_begin(struct splitter *splitter)
{
    /* After a fault, or in the middle of a record, libcsv's state is of no use. */
    if (!splitter->is_row_ended || splitter->is_broken) {
        csv_free(splitter->parser);
        start_parser(splitter);
    }
    splitter->n_cells = 0;
    if (splitter->unescaped != NULL)
        g_string_chunk_clear(splitter->unescaped);
    splitter->at = NULL;
    splitter->line = splitter->cell_line = 0;
    splitter->is_row_ended = splitter->is_broken = false;
    splitter->fault = CSV_FAULT_NONE;
    splitter->fault_line = splitter->fault_cell = 0;
}

void splitter_set_fault(struct splitter *splitter, enum csv_fault fault, uint32_t line, uint32_t cell)
{
    if (splitter->fault != CSV_FAULT_NONE)
        return;
    splitter->fault = fault;
    splitter->fault_line = line;
    splitter->fault_cell = cell;
}

static void break_record(struct splitter *splitter)
{
    splitter->is_broken = true;
    splitter_set_fault(splitter, CSV_FAULT_QUOTE, splitter->line, splitter->n_cells);
}

/* Steps over what libcsv trims. */
static const char *skip_spaces(const struct splitter *splitter, const char *at)
{
    while ((*at == ' ' || *at == '\t') && *at != splitter->delimiter)
        at++;
    return at;
}

static void grow(struct splitter *splitter)
{
    splitter->room = MIN(splitter->room * 2, CSV_RECORD_CELLS);
    splitter->cells = g_renew(struct csv_cell, splitter->cells, splitter->room);
}

/* Room for one more cell; false when the record has too many. */
static bool has_room(struct splitter *splitter)
{
    if (splitter->n_cells == splitter->room && splitter->room < CSV_RECORD_CELLS)
        grow(splitter);
    if (splitter->n_cells < splitter->room)
        return true;
    splitter_set_fault(splitter, CSV_FAULT_CELL_LIMIT, splitter->cell_line, splitter->n_cells);
    return false;
}

static size_t cut(struct splitter *splitter, size_t length)
{
    if (length <= CSV_CELL_LIMIT)
        return length;
    splitter_set_fault(splitter, CSV_FAULT_CELL_LIMIT, splitter->cell_line, splitter->n_cells);
    return CSV_CELL_LIMIT;
}

static inline void add_cell(struct splitter *splitter, const char *text, size_t length)
{
    if (splitter->n_cells < splitter->room || has_room(splitter)) {
        const uint32_t kept = (uint32_t)cut(splitter, length);
        splitter->cells[splitter->n_cells++] = (struct csv_cell){text, kept, splitter->cell_line};
    }
    splitter->cell_line = splitter->line;
}

static const char *keep_unescaped(struct splitter *splitter, const char *text, size_t length)
{
    if (splitter->unescaped == NULL)
        splitter->unescaped = g_string_chunk_new(UNESCAPED_BLOCK);
    return g_string_chunk_insert_len(splitter->unescaped, text, (gssize)length);
}

static size_t count_byte(const char *text, size_t length, char byte)
{
    size_t n = 0;
    const char *end = text + length;
    for (const char *at = memchr(text, byte, length); at != NULL; at = memchr(at + 1, byte, (size_t)(end - at - 1)))
        n++;
    return n;
}

static void take_quoted(struct splitter *splitter, const char *text, size_t length)
{
    const char *inside = splitter->at + 1;
    const size_t doubled = count_byte(text, length, splitter->quote);
    const char *end = inside + length + doubled + 1;
    if (skip_spaces(splitter, end) != end) {
        break_record(splitter);
        return;
    }
    splitter->at = end + 1;
    add_cell(splitter, doubled == 0 ? inside : keep_unescaped(splitter, text, length), length);
}

static void take_unquoted(struct splitter *splitter, size_t length)
{
    const char *start = splitter->at;
    const char *inner = skip_spaces(splitter, start);
    if (*inner == splitter->quote) { /* the spaces before it are text, which a quote may not follow */
        break_record(splitter);
        return;
    }
    const char *end = skip_spaces(splitter, inner + length);
    splitter->at = end + 1;
    add_cell(splitter, start, (size_t)(end - start));
}

/* A bit at the top of each byte of `word` that is `byte`, and no other. */
static uint64_t find_bytes(uint64_t word, uint64_t pattern)
{
    const uint64_t low = UINT64_C(0x7f7f7f7f7f7f7f7f);
    const uint64_t differs = word ^ pattern; /* a byte of 0 where it is the one */
    return ~(((differs & low) + low) | differs | low);
}

/* The next eight bytes, the first lowest; zeros beyond the end. */
static uint64_t read_word(const char *text, size_t left)
{
    uint64_t word = 0;
    if (left >= sizeof word)
        memcpy(&word, text, sizeof word); /* of a length that is known, which is one instruction */
    else
        memcpy(&word, text, left);
    return GUINT64_FROM_LE(word);
}

/* Cells of one word: no more than its bytes, for which there is room. */
static inline const char *cut_word(struct splitter *splitter, uint64_t found, const char *text, const char *begin)
{
    struct csv_cell *cell = splitter->cells + splitter->n_cells;
    const uint32_t line = splitter->line;
    for (; found != 0; found &= found - 1) {
        const char *end = text + __builtin_ctzll(found) / 8;
        *cell++ = (struct csv_cell){begin, (uint32_t)(end - begin), line};
        begin = end + 1;
    }
    splitter->n_cells = (uint32_t)(cell - splitter->cells);
    return begin;
}

/* A line without a quote is cut at its delimiters: what libcsv would make of it, for a fifth of the time. It is short
 * enough for no cell to be beyond its limit, nor their number. */
static void split_plain(struct splitter *splitter, const char *text, size_t length)
{
    const uint64_t pattern = (unsigned char)splitter->delimiter * UINT64_C(0x0101010101010101);
    const char *begin = text;
    for (size_t i = 0; i < length; i += sizeof pattern) {
        if (splitter->n_cells + sizeof pattern >= splitter->room)
            grow(splitter);
        const uint64_t found = find_bytes(read_word(text + i, length - i), pattern);
        begin = cut_word(splitter, found, text + i, begin);
    }
    if (length > 0)
        add_cell(splitter, begin, (size_t)(text + length - begin));
    splitter->is_row_ended = true;
}

/* libcsv's callback at the end of a cell: `text` without quotes and without spaces around it. */
static void take_cell(void *text, size_t length, void *data)
{
    struct splitter *splitter = data;
    if (splitter->is_broken)
        return;
    if (*splitter->at == splitter->quote)
        take_quoted(splitter, text, length);
    else
        take_unquoted(splitter, length);
}

static void take_row(int terminator, void *data)
{
    (void)terminator;
    struct splitter *splitter = data;
    splitter->is_row_ended = true;
}

static void parse(struct splitter *splitter, const char *text, size_t length)
{
    if (csv_parse(splitter->parser, text, length, take_cell, take_row, splitter) == length)
        return;
    g_assert(csv_error(splitter->parser) == CSV_EPARSE); /* the record limit keeps it from want of memory */
    break_record(splitter);
}

static bool is_plain(const struct splitter *splitter, const char *text, size_t length)
{
    return splitter->line == 0 && length < LONGEST_PLAIN && memchr(text, splitter->quote, length) == NULL;
}

static void split_quoted(struct splitter *splitter, const char *text, size_t length, size_t terminator)
{
    if (splitter->at == NULL)
        splitter->at = text;
    parse(splitter, text, length + 1);
    if (terminator == 2 && !splitter->is_row_ended && !splitter->is_broken)
        parse(splitter, text + length + 1, 1);
    /* libcsv takes spaces before an opening quote; here it was open when the line ended. */
    if (!splitter->is_row_ended && *splitter->at != splitter->quote && !splitter->is_broken)
        break_record(splitter);
    /* A line of nothing but spaces is no cell to libcsv. */
    if (splitter->n_cells == 0 && length > 0 && splitter->is_row_ended && !splitter->is_broken)
        add_cell(splitter, text, length);
}

bool splitter_feed(struct splitter *splitter, const char *text, size_t length, size_t terminator)
{
    if (is_plain(splitter, text, length))
        split_plain(splitter, text, length);
    else
        split_quoted(splitter, text, length, terminator);
    splitter->line++;
    return splitter->is_row_ended || splitter->is_broken;
}

void splitter_follow(struct splitter *splitter, uintptr_t from, const char *to, size_t length)
{
    for (uint32_t i = 0; i < splitter->n_cells; i++) {
        const size_t offset = (uintptr_t)splitter->cells[i].text - from;
        if (offset <= length) /* else it is a text of its own */
            splitter->cells[i].text = to + offset;
    }
    if (splitter->at != NULL)
        splitter->at = to + ((uintptr_t)splitter->at - from);
}
