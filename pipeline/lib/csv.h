/* Reading delimited text as RFC 4180 and as the world writes it, on libcsv.
 *
 * A reader streams a file: it decodes to UTF-8, finds the delimiter, and hands out one record at a time with the
 * physical lines it stands on. Every physical line (ended by LF, CRLF or a CR not followed by LF, inside quotes or out;
 * a last stretch without terminator counts) belongs to exactly one record, so that counts reconcile. Nothing is
 * trimmed, no row is swallowed: after a stray quote the record ends with its physical line and the next record starts
 * fresh. Cells and raw text of a record stay valid until the next csv_reader_next. */
#ifndef SCORECARD_LIB_CSV_H
#define SCORECARD_LIB_CSV_H

#include "pipeline/lib/limits.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* What bounds the memory of a reader, whatever the file. Fuzzing builds make these small, as they do the sizes of
 * buffers, so that short inputs meet their edges. */
#ifndef CSV_RECORD_LIMIT
#define CSV_CELL_LIMIT LIMIT_CELL_BYTES
#define CSV_RECORD_LIMIT LIMIT_RECORD_BYTES /* raw is cut at CSV_CELL_LIMIT beyond it */
#define CSV_RECORD_CELLS LIMIT_RECORD_CELLS
#endif

enum csv_encoding {
    CSV_ENCODING_DETECT,
    CSV_ENCODING_UTF8,
    CSV_ENCODING_UTF8_BOM,
    CSV_ENCODING_UTF16, /* to ask for: the byte order mark decides, else little-endian */
    CSV_ENCODING_UTF16LE,
    CSV_ENCODING_UTF16BE,
    CSV_ENCODING_WINDOWS_1252
};

/* Why a record cannot be taken as it stands. The first fault met is kept, but an unclosed quote is always told. With a
 * fault the cells are those before it. */
enum csv_fault {
    CSV_FAULT_NONE,
    CSV_FAULT_QUOTE,     /* text after a closing quote, or a quote inside an unquoted cell */
    CSV_FAULT_UNCLOSED,  /* a quote that never closes: fault_line is the line it opens on; the record runs to the end */
    CSV_FAULT_ENCODING,  /* bytes that do not decode (shown as U+FFFD in raw) */
    CSV_FAULT_NUL,       /* a NUL character */
    CSV_FAULT_CELL_LIMIT /* a cell or record beyond the limits; its text is cut there, and cells may lack */
};

struct csv_cell {
    const char *text; /* UTF-8, not terminated */
    uint32_t length;
    uint32_t line; /* offset from the record's line: 0 on the line the record begins on */
};

/* Whether it is just this text. */
bool csv_cell_is(const struct csv_cell *cell, const char *text);

struct csv_record {
    uint64_t row;   /* record number, 1 on; blank lines are records too */
    uint64_t line;  /* physical line it begins on, 1 on */
    uint32_t lines; /* physical lines it covers, at least 1 */
    bool is_blank;  /* a line with nothing on it: no cell at all */
    enum csv_fault fault;
    uint64_t fault_line; /* physical line of the fault */
    uint32_t fault_cell; /* index of the cell with the fault */
    uint32_t n_cells;
    const struct csv_cell *cells;
    const char *raw; /* the record as it stands in the file, decoded, without its line terminator */
    size_t raw_length;
};

struct csv_options {
    enum csv_encoding encoding; /* DETECT: byte order mark, then valid UTF-8, else Windows-1252 */
    char delimiter;             /* 0: the most regular of , ; tab | on the first lines */
    char quote;                 /* 0: " */
};

struct csv_reader;

/* Opens `path`. NULL and SYSTEM when it cannot be read. The options used can be asked for once it is open. */
struct csv_reader *csv_reader_open(const char *path, const struct csv_options *options, GError **error);
/* The same over bytes in memory, which must outlive the reader; `name` stands for the path in messages. */
struct csv_reader *csv_reader_open_bytes(const char *name, const void *bytes, size_t length,
                                         const struct csv_options *options, GError **error);
void csv_reader_close(struct csv_reader *reader);

/* True and a record; false at the end (error unset) or when reading fails (SYSTEM). */
bool csv_reader_next(struct csv_reader *reader, struct csv_record *record, GError **error);

/* Free after the last record; before, the rest of a file that is ASCII so far may have to be looked at. */
enum csv_encoding csv_reader_encoding(const struct csv_reader *reader);
/* By name as people write it ("utf-8", "utf-8-sig", "utf-16", "utf-16le", "windows-1252", "cp1252" …), case, dashes and
 * underscores aside. False for a name that is not known. */
bool csv_encoding_parse(const char *name, enum csv_encoding *encoding);
/* "UTF-8", "UTF-8 with byte order mark", "Windows-1252" … */
const char *csv_encoding_name(enum csv_encoding encoding);
/* Windows-1252 was taken because the bytes are not UTF-8 and nobody named an encoding. */
bool csv_reader_encoding_is_assumed(const struct csv_reader *reader);
char csv_reader_delimiter(const struct csv_reader *reader);
/* Bytes of the file read so far and in all, for progress. */
uint64_t csv_reader_position(const struct csv_reader *reader);
uint64_t csv_reader_size(const struct csv_reader *reader);
/* Lower-case hex SHA-256 of the whole file, known after the last record; owned by the reader. */
const char *csv_reader_sha256(struct csv_reader *reader, GError **error);
/* True when the file changed (size, time or inode) since it was opened. */
bool csv_reader_file_has_changed(const struct csv_reader *reader);

#endif
