/* A walk over a record byte by byte, for what libcsv does not tell: on which line and in which cell a byte stands, and
 * where a record ends that is too long to be parsed. Slow, and only used where something is wrong or unknown. */
#ifndef SCORECARD_LIB_CSV_WALK_H
#define SCORECARD_LIB_CSV_WALK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum walk_state {
    WALK_CELL_START,
    WALK_UNQUOTED,
    WALK_QUOTED,
    WALK_AFTER_QUOTE, /* a quote in a quoted cell: its end, or the first of two */
    WALK_STRAY,       /* a quote where none may be: the record ends with its line */
    WALK_END          /* the record's last terminator was seen; an LF may still follow its CR */
};

struct walk {
    char delimiter, quote;
    enum walk_state state;
    bool is_after_cr;
    bool is_in_line;                     /* something stands on the line that has not ended */
    uint32_t line;                       /* lines ended so far */
    uint32_t cell;                       /* cells ended so far */
    uint32_t cell_line;                  /* line that the cell begins on; for a quoted one its quote stands there */
    size_t cell_length;                  /* bytes of the cell so far, quotes and all */
    uint32_t longest_cell, longest_line; /* the longest cell so far, and the line that it begins on */
    size_t longest;
};

/* Walks on over `text`; returns the bytes taken, fewer when the record ends among them. */
size_t walk_on(struct walk *walk, const char *text, size_t length);

#endif
