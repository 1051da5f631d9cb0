#include "stages/load/image_record.h"

#include <math.h>
#include <string.h>

/* Serial types. A text's is FIRST_TEXT and twice its length. */
#define NULL_TYPE 0
#define REAL_TYPE 7
#define ZERO_TYPE 8
#define ONE_TYPE 9
#define FIRST_TEXT 13

/* Bytes of an integer of types 0 to 9, and the largest that the type holds. */
static const guint integer_bytes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
static const uint64_t integer_limits[] = {0, 0x7f, 0x7fff, 0x7fffff, 0x7fffffff, 0x7fffffffffff, INT64_MAX};

guint record_varint_length(uint64_t number)
{
    guint n = 1;
    while ((number >>= 7) != 0)
        n++;
    return n;
}

guint record_put_long_varint(unsigned char *at, uint64_t number)
{
    const guint n = record_varint_length(number);
    g_assert(n < RECORD_LONGEST_VARINT); /* the ninth byte is another's kind */
    for (guint i = n; i > 0; i--, number >>= 7)
        at[i - 1] = (unsigned char)((number & 0x7f) | (i == n ? 0 : 0x80));
    return n;
}

static guint integer_type(int64_t integer)
{
    if (integer == 0 || integer == 1)
        return integer == 0 ? ZERO_TYPE : ONE_TYPE;
    const uint64_t magnitude = integer < 0 ? ~(uint64_t)integer : (uint64_t)integer;
    guint type = 1;
    while (magnitude > integer_limits[type])
        type++;
    return type;
}

/* The type of a value, and the bytes it takes. */
static uint64_t type_of(const struct value *value, size_t *n_bytes)
{
    *n_bytes = 0;
    if (value->kind == VALUE_TEXT) {
        *n_bytes = value->length;
        return FIRST_TEXT + (uint64_t)value->length * 2;
    }
    if (value->kind == VALUE_NULL || (value->kind == VALUE_REAL && isnan(value->as.real)))
        return NULL_TYPE;
    const guint type = value->kind == VALUE_REAL ? REAL_TYPE : integer_type(value->as.integer);
    *n_bytes = integer_bytes[type];
    return type;
}

struct record record_measure(const int *fields, guint n_fields, const struct value *values, unsigned char *types)
{
    struct record record = {.fields = fields, .n_fields = n_fields, .values = values, .types = types};
    unsigned char *at = types;
    for (guint i = 0; i < n_fields; i++) {
        size_t n_bytes = 0;
        at += record_put_varint(at, fields[i] < 0 ? NULL_TYPE : type_of(&values[fields[i]], &n_bytes));
        record.length += n_bytes;
    }
    record.types_length = (size_t)(at - types);
    /* The header's length counts its own bytes, of which two reach as far as columns go. */
    record.length += record.types_length + (record.types_length < 0x7f ? 1 : record.types_length < 0x3ffe ? 2 : 3);
    return record;
}

/* Most texts are of two words at most, for which memcpy, told no length beforehand, takes longer to begin than to copy:
 * here the first and the last bytes are copied, and meet in the middle. */
static inline void copy_text(unsigned char *at, const char *text, uint32_t length)
{
    if (length > 16) {
        memcpy(at, text, length);
    } else if (length >= 8) {
        memcpy(at, text, 8);
        memcpy(at + length - 8, text + length - 8, 8);
    } else if (length >= 4) {
        memcpy(at, text, 4);
        memcpy(at + length - 4, text + length - 4, 4);
    } else {
        for (uint32_t i = 0; i < length; i++)
            at[i] = (unsigned char)text[i];
    }
}

static inline unsigned char *write_value(const struct value *value, unsigned char *at)
{
    if (value->kind == VALUE_TEXT) {
        copy_text(at, value->as.text, value->length);
        return at + value->length;
    }
    uint64_t bits = 0;
    size_t n_bytes;
    type_of(value, &n_bytes);
    memcpy(&bits, &value->as, sizeof bits);
    record_put_number(at, (guint)n_bytes, bits);
    return at + n_bytes;
}

void record_write(const struct record *record, unsigned char *at)
{
    const size_t types_length = record->types_length;
    at += record_put_varint(at, types_length + (types_length < 0x7f ? 1 : types_length < 0x3ffe ? 2 : 3));
    memcpy(at, record->types, types_length);
    at += types_length;
    for (guint i = 0; i < record->n_fields; i++)
        if (record->fields[i] >= 0)
            at = write_value(&record->values[record->fields[i]], at);
}
