/* A row as a record of SQLite's file format: a header of types, then the values one after another. */
#ifndef SCORECARD_STAGES_LOAD_IMAGE_RECORD_H
#define SCORECARD_STAGES_LOAD_IMAGE_RECORD_H

#include "stages/schema/value.h"

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#define RECORD_LONGEST_VARINT 9
/* Room for the types of so many columns. */
#define RECORD_TYPES_SIZE(n_columns) ((n_columns)*RECORD_LONGEST_VARINT)

/* A record yet to be written. */
struct record {
    const int *fields; /* of each column; -1: a null */
    guint n_fields;
    const struct value *values;
    const unsigned char *types;
    size_t types_length;
    size_t length; /* of it all */
};

/* Writes the types to `types`, of RECORD_TYPES_SIZE, and adds up. */
struct record record_measure(const int *fields, guint n_fields, const struct value *values, unsigned char *types);
/* Writes its `length` bytes. */
void record_write(const struct record *record, unsigned char *at);

/* SQLite's integers of variable length, up to 2^56: seven bits a byte, the highest first. */
guint record_varint_length(uint64_t number);
/* Of a number of two bytes or more; returns its length. */
guint record_put_long_varint(unsigned char *at, uint64_t number);
static inline guint record_put_varint(unsigned char *at, uint64_t number)
{
    if (number >= 0x80)
        return record_put_long_varint(at, number);
    *at = (unsigned char)number;
    return 1;
}

/* The highest byte first. */
static inline void record_put_number(unsigned char *at, guint n_bytes, uint64_t number)
{
    for (guint i = n_bytes; i > 0; i--, number >>= 8)
        at[i - 1] = (unsigned char)number;
}

#endif
