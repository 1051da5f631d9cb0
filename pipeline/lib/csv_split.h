/* libcsv at work: physical lines in, the cells of a record out.
 *
 * A line without a quote is cut at its delimiters and never reaches libcsv, which looks at a byte at a time: most files
 * have no other lines. Of the rest each line is fed with its terminator; when libcsv reports the row's end the record
 * ends, else the line ended inside quotes. libcsv drops spaces around cells, which are data here, so every cell's
 * stretch is found again in the fed text, from its length and from where the cell before it ended. (A space function
 * that knows no space would do too, but costs a call a byte: 350 ms instead of 280 ms a million rows.) Cells point into
 * the fed text: splitter_follow when it moves. */
#ifndef SCORECARD_LIB_CSV_SPLIT_H
#define SCORECARD_LIB_CSV_SPLIT_H

#include "pipeline/lib/csv.h"

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct csv_parser;

struct splitter {
    struct csv_parser *parser;
    char delimiter, quote;

    /* The record so far. */
    struct csv_cell *cells;
    uint32_t n_cells, room;
    GStringChunk *unescaped; /* texts of cells with doubled quotes; NULL before the first such cell */
    const char *at;          /* where the open cell begins */
    uint32_t line;           /* of the record, being fed: 0 on */
    uint32_t cell_line;      /* on which the open cell begins */
    bool is_row_ended;       /* libcsv has seen the end */
    bool is_broken;          /* a quote where none may be */
    enum csv_fault fault;
    uint32_t fault_line, fault_cell;
};

void splitter_init(struct splitter *splitter, char delimiter, char quote);
void splitter_clear(struct splitter *splitter);
/* A new record, whatever became of the one before. */
void splitter_begin(struct splitter *splitter);
/* One physical line with its terminator of one or two bytes, the next after the one fed before. True when the record
 * has ended with it, well or broken. */
bool splitter_feed(struct splitter *splitter, const char *text, size_t length, size_t terminator);
/* The `length` bytes fed have moved to `to`; they began at the address `from`, where nothing need be any more. */
void splitter_follow(struct splitter *splitter, uintptr_t from, const char *to, size_t length);
/* Keeps the first fault met. */
void splitter_set_fault(struct splitter *splitter, enum csv_fault fault, uint32_t line, uint32_t cell);

#endif
