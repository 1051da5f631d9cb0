/* Records: physical lines given to the splitter until it says that the record has ended. */
#include "pipeline/lib/csv.h"

#include "pipeline/lib/csv_delimiter.h"
#include "pipeline/lib/csv_split.h"
#include "pipeline/lib/csv_walk.h"
#include "pipeline/lib/lines.h"

#include <string.h>

struct csv_reader {
    struct source *source;
    struct decoder *decoder;
    struct lines lines;
    struct splitter splitter;
    uint64_t row, line; /* records and lines handed out */
};

static bool start(struct csv_reader *reader, const struct csv_options *options, GError **error)
{
    GError *cause = NULL;
    const char quote = options->quote == '\0' ? '"' : options->quote;
    reader->decoder = decoder_new(reader->source, options->encoding, error);
    if (reader->decoder == NULL)
        return false;
    lines_init(&reader->lines, reader->decoder);
    if (!lines_read(&reader->lines, &cause) && cause != NULL) {
        g_propagate_error(error, cause);
        return false;
    }
    const char detected = csv_detect_delimiter(reader->lines.text, reader->lines.end, quote);
    splitter_init(&reader->splitter, options->delimiter == '\0' ? detected : options->delimiter, quote);
    return true;
}

static struct csv_reader *reader_of(struct source *source, const struct csv_options *options, GError **error)
{
    if (source == NULL)
        return NULL;
    struct csv_reader *reader = g_new0(struct csv_reader, 1);
    reader->source = source;
    if (start(reader, options, error))
        return reader;
    csv_reader_close(reader);
    return NULL;
}

struct csv_reader *csv_reader_open(const char *path, const struct csv_options *options, GError **error)
{
    return reader_of(source_open(path, error), options, error);
}

struct csv_reader *csv_reader_open_bytes(const char *name, const void *bytes, size_t length,
                                         const struct csv_options *options, GError **error)
{
    return reader_of(source_of_bytes(name, bytes, length), options, error);
}

bool csv_cell_is(const struct csv_cell *cell, const char *text)
{
    return cell->length == strlen(text) && memcmp(cell->text, text, cell->length) == 0;
}

void csv_reader_close(struct csv_reader *reader)
{
    if (reader == NULL)
        return;
    if (reader->splitter.parser != NULL)
        splitter_clear(&reader->splitter);
    lines_clear(&reader->lines);
    decoder_free(reader->decoder);
    source_close(reader->source);
    g_free(reader);
}

/* The record of `length` bytes in the window, and what the splitter knows of it. */
static void fill(struct csv_reader *reader, struct csv_record *record, size_t length, uint32_t lines)
{
    const struct splitter *splitter = &reader->splitter;
    *record = (struct csv_record){
        .row = ++reader->row,
        .line = reader->line + 1,
        .lines = lines,
        .fault = splitter->fault,
        .fault_line = splitter->fault == CSV_FAULT_NONE ? 0 : reader->line + 1 + splitter->fault_line,
        .fault_cell = splitter->fault_cell,
        .n_cells = splitter->n_cells,
        .cells = splitter->cells,
        .raw = reader->lines.text + reader->lines.begin,
        .raw_length = length,
    };
    record->is_blank = record->n_cells == 0 && record->fault == CSV_FAULT_NONE;
    reader->line += lines;
}

/* Takes what does not decode in the record out of the decoder's list, the first of it as the record's fault. */
static void take_text_fault(struct csv_reader *reader)
{
    struct lines *lines = &reader->lines;
    struct splitter *splitter = &reader->splitter;
    struct text_fault found;
    if (!decoder_take_fault(reader->decoder, lines->base + lines->begin, lines->base + lines->at, &found))
        return;
    struct walk walk = {.delimiter = splitter->delimiter, .quote = splitter->quote};
    walk_on(&walk, lines->text + lines->begin, (size_t)(found.offset - lines->base - lines->begin));
    splitter_set_fault(splitter, found.fault, walk.line, walk.cell);
}

static void set_unclosed(struct splitter *splitter, uint32_t line, uint32_t cell)
{
    splitter->fault = CSV_FAULT_NONE; /* it matters more than any other */
    splitter_set_fault(splitter, CSV_FAULT_UNCLOSED, line, cell);
}

static bool finish(struct csv_reader *reader, size_t last_terminator, struct csv_record *record)
{
    take_text_fault(reader);
    fill(reader, record, reader->lines.at - last_terminator - reader->lines.begin, reader->splitter.line);
    return true;
}

static void forget_text_faults(struct csv_reader *reader, size_t at)
{
    struct text_fault found;
    decoder_take_fault(reader->decoder, UINT64_MAX, reader->lines.base + at, &found);
}

/* Walks to the end of a record that is beyond the limit, keeping no more of it than raw needs. */
static bool walk_to_end(struct csv_reader *reader, struct walk *walk, GError **error)
{
    GError *cause = NULL;
    struct lines *lines = &reader->lines;
    size_t at = lines->begin;
    for (;;) {
        at += walk_on(walk, lines->text + at, lines->end - at);
        forget_text_faults(reader, at);
        const bool is_at_edge = at == lines->end && (walk->state != WALK_END || walk->is_after_cr);
        if (!is_at_edge || !lines_drop(lines, &at, &cause))
            break;
    }
    lines_go_to(lines, at);
    if (cause != NULL)
        g_propagate_error(error, cause);
    return cause == NULL;
}

static bool skip_record(struct csv_reader *reader, struct csv_record *record, GError **error)
{
    struct splitter *splitter = &reader->splitter;
    struct walk walk = {.delimiter = splitter->delimiter, .quote = splitter->quote};
    const size_t kept = lines_whole_characters(&reader->lines, CSV_CELL_LIMIT);
    if (!walk_to_end(reader, &walk, error))
        return false;
    splitter->n_cells = 0; /* they would stand on text that is gone */
    splitter_set_fault(splitter, CSV_FAULT_CELL_LIMIT, walk.longest_line, walk.longest_cell);
    if (walk.state == WALK_QUOTED)
        set_unclosed(splitter, walk.cell_line, walk.cell);
    fill(reader, record, kept, walk.line + (walk.is_in_line ? 1 : 0));
    return true;
}

/* The next line of the record being read; the cells follow the window when it moves. */
static enum line_status next_line(struct csv_reader *reader, struct line *line, GError **error)
{
    const struct lines *lines = &reader->lines;
    const uintptr_t from = (uintptr_t)(lines->text + lines->begin);
    const size_t fed = lines->at - lines->begin;
    const enum line_status status = lines_next(&reader->lines, line, error);
    const char *to = lines->text + lines->begin;
    if ((uintptr_t)to != from && reader->splitter.line > 0)
        splitter_follow(&reader->splitter, from, to, fed);
    return status;
}

bool csv_reader_next(struct csv_reader *reader, struct csv_record *record, GError **error)
{
    struct splitter *splitter = &reader->splitter;
    size_t last_terminator = 0;
    splitter_begin(splitter);
    lines_begin_record(&reader->lines);
    for (;;) {
        struct line line;
        const enum line_status status = next_line(reader, &line, error);
        if (status == LINE_TOO_LONG)
            return skip_record(reader, record, error);
        if (status == LINE_FAILED || (status == LINE_NO_MORE && splitter->line == 0))
            return false;
        if (status == LINE_NO_MORE) {
            set_unclosed(splitter, splitter->cell_line, splitter->n_cells);
            return finish(reader, last_terminator, record);
        }
        last_terminator = line.terminator;
        if (splitter_feed(splitter, reader->lines.text + line.start, line.length, line.terminator))
            return finish(reader, last_terminator, record);
    }
}

enum csv_encoding csv_reader_encoding(const struct csv_reader *reader)
{
    return decoder_encoding(reader->decoder);
}

bool csv_reader_encoding_is_assumed(const struct csv_reader *reader)
{
    return decoder_is_assumed(reader->decoder);
}

char csv_reader_delimiter(const struct csv_reader *reader)
{
    return reader->splitter.delimiter;
}

uint64_t csv_reader_position(const struct csv_reader *reader)
{
    return source_position(reader->source);
}

uint64_t csv_reader_size(const struct csv_reader *reader)
{
    return source_size(reader->source);
}

const char *csv_reader_sha256(struct csv_reader *reader, GError **error)
{
    return source_sha256(reader->source, error);
}

bool csv_reader_file_has_changed(const struct csv_reader *reader)
{
    return source_has_changed(reader->source);
}
