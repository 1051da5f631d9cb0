/* What was found wrong with a cell, a row or a file: an issue, not an error.
 *
 * Codes are Frictionless' slugs (type-error, constraint-error, missing-cell, extra-cell, blank-row, foreign-key …) and
 * our own for domain rules (upn, encoding-assumed, quote-not-closed, quote-error, cell-too-long, unknown-code …). A
 * finding never holds a personal value: whoever makes it masks the value first. */
#ifndef SCORECARD_STAGES_SCHEMA_FINDING_H
#define SCORECARD_STAGES_SCHEMA_FINDING_H

#include <stdint.h>

enum severity {
    SEVERITY_QUERY, /* recorded, the row loads */
    SEVERITY_ERROR  /* rejects the row, or the file */
};

struct finding {
    uint64_t line;     /* physical line; 0: the file as a whole */
    uint64_t row;      /* record number, header 1; 0: none */
    uint32_t column;   /* 1 on as in the file (letters in Excel); 0: none */
    const char *field; /* schema field or header label; NULL: none */
    const char *code;  /* static */
    enum severity severity;
    const char *message; /* the rule in plain words, with what was expected and an example */
    const char *action;  /* what the owner of the data should do; NULL: none */
    const char *value;   /* the cell, masked where personal; NULL: none */
    const char *key;     /* the row's primary key, masked where personal; NULL: none */
};

const char *severity_name(enum severity severity); /* "query", "error" */
/* 1 → "A", 27 → "AA"; 0 → "". Returns text. */
#define COLUMN_LETTERS_SIZE 8
char *finding_column_letters(uint32_t column, char text[static COLUMN_LETTERS_SIZE]);
/* Takes a finding as it is met; texts live only during the call. */
typedef void (*finding_sink)(const struct finding *finding, void *user_data);

#endif
